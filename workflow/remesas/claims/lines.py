"""One line of the ledger: an evaluation of a claim on an evidence, for its own period, the newest or every one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from remesas.catalog.entries import Catalog
from remesas.claims.evaluators import EVALUATORS
from remesas.claims.lookup import Archive, Lookup
from remesas.claims.models import (
    OWN,
    OWN_SOURCES,
    Claim,
    Evaluation,
    Evidence,
    Holds,
    MissingValueError,
    Observation,
    Printed,
    Result,
    Span,
)
from remesas.claims.verdicts import Judgement, holds, judge, revise, rounded

When = Literal["then", "now", "every"]
COUNTED = ("USD million", "USD / hour", "persons", "persons a year")
"""Units of amounts, of which a newer one can be a multiple."""
NOTHING = Result(None, "ratio", "", "")
UNKNOWN = Judgement("not decidable here", "no value")


@dataclass(frozen=True)
class Line:
    """One evaluation of a claim: its evidence, vintage, reading, result and judgement.

    ``as_of`` is empty for the data in use. ``main`` marks the first reading of each part and evidence. ``every`` lines
    hold the value of each period that could be judged in ``by_period``, and the last years of those in which the
    statement holds as value. ``times`` is what multiple of the article's period the newest amount is.
    """

    claim: Claim
    evaluation: Evaluation
    evidence: Evidence
    span: Span
    main: bool
    as_of: str = ""
    when: When = "then"
    result: Result = NOTHING
    judgement: Judgement = UNKNOWN
    holds: Holds = "undecidable"
    by_period: tuple[tuple[str, float], ...] = ()
    times: float | None = None

    @property
    def printed(self) -> Printed:
        """The printed value of the part that this line is about."""
        return self.claim.printed_part(self.evaluation.part)

    @property
    def concept(self) -> str:
        """What the evidence measures, where that is something else than the claim is about."""
        return self.evaluation.other_concept.get(self.evidence, "")

    @property
    def reading(self) -> str:
        """The reading with its period filled in."""
        said = self.span.said
        if self.when == "every":
            said = "every year" if self.span.first == self.span.last else "every span of that length"
        return self.evaluation.reading.replace("{period}", said)

    @property
    def beside(self) -> tuple[str, ...]:
        """Sources beside the evidence's own: others than the article, or the article itself (``article``)."""
        sources = set(self.result.sources)
        if self.evidence in OWN:
            return tuple(sorted(sources - set(OWN_SOURCES)))
        return ("article",) if sources & set(OWN_SOURCES) else ()


def evaluate_lines(blank: Line, lookup: Lookup) -> list[Line]:
    """All lines of one evaluation on one evidence: older vintages, today's data, newest period, every period."""
    evaluation = blank.evaluation
    current = _judged(blank, lookup)
    older = [
        replace(line, as_of=vintage)
        for vintage in _older_vintages(lookup.archive, current.result.observations)
        if _matters((line := _judged(blank, lookup.known(vintage))), current)
    ]
    current = replace(current, judgement=revise(current.judgement, [line.judgement for line in older]))
    lines = [*older, current]
    if evaluation.role == "aside":
        return lines
    newest = replace(blank, evaluation=evaluation.newest)
    if evaluation.now and blank.evidence not in OWN:
        lines.append(_now(newest, lookup, current))
    if evaluation.every:
        lines.append(_every(newest, lookup))
    return lines


def _judged(blank: Line, lookup: Lookup) -> Line:
    result = _run(blank, lookup)
    judgement = judge(result, blank.printed, bool(blank.concept))
    return replace(blank, result=result, judgement=judgement, holds=holds(judgement, blank.printed))


def _run(line: Line, lookup: Lookup) -> Result:
    """The result of an evaluation for a period; no value and the reason where an observation is missing."""
    try:
        result = EVALUATORS[line.evaluation.evaluator].run(lookup, line.span, line.evaluation.parameters)
    except MissingValueError as missing:
        return Result(None, line.printed.unit, line.span.text, "", note=str(missing))
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


def _now(blank: Line, lookup: Lookup, then: Line) -> Line:
    """The evaluation of the newest period that the data have, after the article's own."""
    blank = replace(blank, when="now")
    span = blank.span
    for year in reversed(lookup.archive.years):
        if year <= span.last:
            break
        since = span.last + 1 if blank.printed.unit == "years" else _start(blank, year)
        line = _judged(replace(blank, span=Span(since, year)), lookup)
        if line.result.value is not None:
            return replace(line, holds=_holds_now(line), times=_times(line, then))
    return blank


def _start(line: Line, year: int) -> int:
    """The first year of a period that ends in a year: always the same, or as long before as in the claim."""
    return line.span.first if line.evaluation.anchored else year - (line.span.last - line.span.first)


def _holds_now(line: Line) -> Holds:
    """Whether a statement holds in the newest period.

    Of an amount of one named time that is not asked. Claims that name years hold if the newest year is one of them.
    """
    if not line.printed.timeless:
        return ""
    value = line.result.value
    if not isinstance(value, tuple) or line.result.named is not None:
        return line.holds
    if line.span.last not in value:
        return "no"
    return "undecidable" if line.result.left_out else "yes"


def _times(line: Line, then: Line) -> float | None:
    now, before = line.result.value, then.result.value
    if line.printed.timeless or line.printed.unit not in COUNTED or line.result.bound:
        return None
    if not isinstance(now, float) or not isinstance(before, float) or now <= 0 or before <= 0:
        return None
    return now / before


def _every(blank: Line, lookup: Lookup) -> Line:
    """The evaluation of every period of the same length: the last years of those in which the statement holds."""
    blank = replace(blank, when="every", holds="")
    found: list[int] = []
    values: list[tuple[str, float]] = []
    for year in lookup.archive.years:
        if blank.evaluation.anchored and year <= blank.span.first:
            continue
        line = _judged(replace(blank, span=Span(_start(blank, year), year)), lookup)
        if isinstance(line.result.value, float) and line.holds != "undecidable":
            values.append((line.span.text, line.result.value))
            if line.holds == "yes":
                found.append(year)
    if not values:
        return blank
    first, last = values[0][0].split("/")[-1], values[-1][0].split("/")[-1]
    words, note = "periods, by their last year, in which the statement holds", f"{len(values)} periods judged"
    result = Result(tuple(found), "years", Span(int(first), int(last)).text, words, note=note)
    return replace(blank, result=result, by_period=tuple(values))


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
