"""The ledger: every claim evaluated on every evidence, then and now, with its verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from remesas.catalog import Catalog
from remesas.claims.evidence import Archive, Lookup
from remesas.claims.models import (
    OWN,
    Claim,
    Claims,
    Evaluation,
    Evidence,
    Holds,
    MissingValueError,
    Observation,
    Printed,
    Result,
    Span,
)  # fmt: skip
from remesas.claims.registry import EVALUATORS
from remesas.claims.verdicts import Judgement, holds, judge, overall, revise, rounded

When = Literal["then", "now", "every"]
TODAY_ORDER: tuple[Evidence, ...] = ("national", "worldbank", "other")
"""Which evidence speaks first for how a statement stands today."""


@dataclass(frozen=True)
class Line:
    """One evaluation of a claim: its evidence, vintage, reading, result and judgement.

    ``as_of`` is empty for the data in use. ``main`` marks the first reading of each part and evidence. ``every`` lines
    hold the value of each period in ``by_period`` and the last years of those in which the statement holds as value.
    """

    claim: Claim
    evaluation: Evaluation
    evidence: Evidence
    as_of: str
    when: When
    main: bool
    result: Result
    judgement: Judgement
    holds: Holds
    by_period: tuple[tuple[str, float], ...] = ()

    @property
    def printed(self) -> Printed:
        """The printed value of the part that this line is about."""
        return self.claim.printed_part(self.evaluation.part)


@dataclass(frozen=True)
class Entry:
    """A claim with all its lines and what they come to.

    ``today`` is the newest line that speaks for the claim; ``today_agrees`` whether all evidence says the same today;
    ``readings_agree`` whether the other readings come to the same as the main ones.
    """

    claim: Claim
    lines: tuple[Line, ...]
    overall: str
    today: Line | None
    today_agrees: bool
    readings_agree: bool

    @property
    def main_lines(self) -> tuple[Line, ...]:
        """The main reading of each part on each evidence, in today's data, for the article's period."""
        return tuple(line for line in self.lines if line.main and line.when == "then" and not line.as_of)


def evaluate_claims(annual: pd.DataFrame, catalog: Catalog, claims: Claims) -> list[Entry]:
    """Evaluate every claim.

    Args:
        annual: Frame ANNUAL of all sources, with ``in_use``.
        catalog: Series, areas, tables, bases.
        claims: The claims, checked.

    Returns:
        One entry a claim, in the order of the catalog.
    """
    archive = Archive(annual, catalog.first_prints)
    return [_entry(claim, archive, catalog, claims) for claim in claims.claims]


def _entry(claim: Claim, archive: Archive, catalog: Catalog, claims: Claims) -> Entry:
    lines: list[Line] = []
    seen: set[tuple[str, Evidence]] = set()
    for evaluation in claim.evaluations:
        for evidence in evaluation.evidence:
            main = (evaluation.part, evidence) not in seen
            seen.add((evaluation.part, evidence))
            lookup = Lookup(archive, catalog, claims, evidence)
            lines += _lines(
                Line(claim, evaluation, evidence, "", "then", main, NOTHING, UNKNOWN, "undecidable"), lookup
            )
    mains = [line for line in lines if line.main and line.when == "then" and not line.as_of]
    now = [line for line in lines if line.main and line.when == "now"]
    today = min(now, key=_speaks_first, default=None)
    verdict = overall(line.judgement.verdict for line in mains)
    return Entry(claim, tuple(lines), verdict, today, len({line.holds for line in now}) <= 1, _readings_agree(lines))


def _readings_agree(lines: Iterable[Line]) -> bool:
    """Whether all readings of each part on each evidence, in today's data, hold or all fail."""
    outcomes: dict[tuple[str, Evidence], set[Holds]] = {}
    for line in lines:
        if line.when == "then" and not line.as_of and line.holds != "undecidable":
            outcomes.setdefault((line.evaluation.part, line.evidence), set()).add(line.holds)
    return all(len(found) == 1 for found in outcomes.values())


def _speaks_first(line: Line) -> tuple[bool, int]:
    return line.result.value is None, TODAY_ORDER.index(line.evidence)


NOTHING = Result(None, "ratio", "", "")
UNKNOWN = Judgement("not decidable here", "no value")


def _lines(blank: Line, lookup: Lookup) -> list[Line]:
    """All lines of one evaluation on one evidence: older vintages, today's data, newest period, every period."""
    evaluation = blank.evaluation
    span = Span(*evaluation.span)
    current = _judged(blank, lookup, span)
    older = [
        replace(line, as_of=vintage)
        for vintage in _older_vintages(lookup.archive, current.result.observations)
        if _matters((line := _judged(blank, _as_known(lookup, vintage), span)), current)
    ]
    current = replace(current, judgement=revise(current.judgement, [line.judgement for line in older]))
    lines = [*older, current]
    if evaluation.now and blank.evidence not in OWN:
        lines.append(_now(blank, lookup, span))
    if evaluation.every:
        lines.append(_every(blank, lookup, span))
    return lines


def _as_known(lookup: Lookup, vintage: str) -> Lookup:
    return Lookup(lookup.archive, lookup.catalog, lookup.claims, lookup.evidence, vintage)


def _judged(blank: Line, lookup: Lookup, span: Span) -> Line:
    result = _run(blank, lookup, span)
    judgement = judge(result, blank.printed, blank.evidence)
    return replace(blank, result=result, judgement=judgement, holds=holds(judgement, blank.printed))


def _run(line: Line, lookup: Lookup, span: Span) -> Result:
    """The result of an evaluation for a period; no value and the reason where an observation is missing."""
    try:
        result = EVALUATORS[line.evaluation.evaluator].run(lookup, span, line.evaluation.parameters)
    except MissingValueError as missing:
        return Result(None, line.printed.unit, span.text, "", note=str(missing))
    notes = [result.note, *_breaks(result.observations, lookup.catalog)]
    return replace(result, note="; ".join(dict.fromkeys(note for note in notes if note)))


def _older_vintages(archive: Archive, observations: Iterable[Observation]) -> list[str]:
    references = dict.fromkeys(item.reference for item in observations if not item.reference.startswith("claim:"))
    return sorted({vintage for reference in references for vintage in archive.older(reference)})


def _matters(older: Line, current: Line) -> bool:
    """Whether an older vintage gives another value at the printed precision, or another verdict."""
    before, today = older.result.value, current.result.value
    if before is None or today is None:
        return False
    if isinstance(before, float) and isinstance(today, float):
        step = current.printed.precision
        return rounded(before, step) != rounded(today, step) or older.judgement != current.judgement
    return before != today


def _now(blank: Line, lookup: Lookup, span: Span) -> Line:
    """The evaluation of the newest period that the data have, after the article's own."""
    blank = replace(blank, when="now")
    length = span.last - span.first
    newest_reading = blank.evaluation.model_copy(update={"parameters": blank.evaluation.parameters_now})
    blank = replace(blank, evaluation=newest_reading)
    for year in reversed(lookup.archive.years):
        if year <= span.last:
            break
        newest = Span(span.last + 1, year) if blank.printed.unit == "years" else Span(year - length, year)
        line = _judged(blank, lookup, newest)
        if line.result.value is not None:
            return replace(line, holds=_holds_in_last_year(line, newest))
    return blank


def _holds_in_last_year(line: Line, span: Span) -> Holds:
    """For claims about years, whether the newest year is one of them; otherwise what the judgement says."""
    if isinstance(line.result.value, tuple):
        return "yes" if span.last in line.result.value else "no"
    return line.holds


def _every(blank: Line, lookup: Lookup, span: Span) -> Line:
    """The evaluation of every period of the same length: the last years of those in which the statement holds."""
    length = span.last - span.first
    found: list[int] = []
    values: list[tuple[str, float]] = []
    for year in lookup.archive.years:
        line = _judged(blank, lookup, Span(year - length, year))
        if isinstance(line.result.value, float):
            values.append((Span(year - length, year).text, line.result.value))
            if line.holds == "yes":
                found.append(year)
    if not values:
        return replace(blank, when="every")
    first, last = values[0][0].split("/")[-1], values[-1][0].split("/")[-1]
    words = "periods, by their last year, in which the statement holds"
    note = f"{len(values)} periods computed"
    result = Result(tuple(found), "years", Span(int(first), int(last)).text, words, note=note)
    return replace(blank, when="every", result=result, by_period=tuple(values), holds="undecidable")


def _breaks(observations: Iterable[Observation], catalog: Catalog) -> list[str]:
    """Level breaks that lie between the years used of one series, or just after all of them."""
    years: dict[str, list[int]] = {}
    for item in observations:
        if item.period is not None:
            years.setdefault(item.reference, []).append(item.period)
    notes: list[str] = []
    for reference, used in years.items():
        series = catalog.series.get(reference)
        for position, entry in enumerate(series.breaks if series else ()):
            at = int(entry.period[:4])
            if min(used) < at <= max(used):
                notes.append(f"across the break of {at}: {entry.note}")
            elif max(used) < at and position == 0:
                notes.append(f"before the break of {at}: {entry.note}")
    return notes
