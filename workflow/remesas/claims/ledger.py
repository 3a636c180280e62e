"""Evaluate every claim on every evidence, then and now, and sum up what the lines come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.sources import Report
from remesas.claims import verdicts
from remesas.claims.archive import Archive
from remesas.claims.entries import Ledger, LedgerEntry, Line, PartVerdict, Today
from remesas.claims.evaluators import EVALUATORS
from remesas.claims.loading import list_kinds, order_evidence
from remesas.claims.lookup import Lookup
from remesas.claims.results import MissingValueError, Observation, Result, Span
from remesas.claims.statements import Claim, Claims, Evaluation, Printed
from remesas.claims.vocabulary import ARTICLE, OTHER, SOURCES_OF_PRINT, UNCHANGING, Evidence, Holds, Overall, When
from remesas.core import notes
from remesas.core.statuses import worst_status

NOTHING = Result(None, "ratio", "", "")
NEWEST_WITHIN = 15
"""A figure that is older than the newest observation by so many years is none of today; of an economy that the article
is not about it is the newest all the same, and has its year."""
COUNTED = ("USD million", "USD / hour", "persons", "persons a year")
"""Units of amounts, of which a newer one can be a multiple."""


@dataclass(frozen=True)
class Question:
    """An evaluation of a claim on one evidence; ``main`` marks the first reading of each part and evidence."""

    claim: Claim
    evaluation: Evaluation
    lookup: Lookup
    main: bool

    @property
    def printed(self) -> Printed:
        """The printed value of the part that it is about."""
        return self.claim.printed_part(self.evaluation.part)

    @property
    def evidence(self) -> Evidence:
        """What it is asked of."""
        return self.lookup.evidence

    @property
    def concept(self) -> str:
        """What the evidence measures, where that is something else than the claim is about."""
        return self.evaluation.other_concept.get(self.evidence, "")


def evaluate_claims(annual: pd.DataFrame, catalog: Catalog, claims: Claims) -> Ledger:
    """Evaluate every claim on frame ANNUAL of all sources.

    Returns:
        The ledger, one entry a claim, in the order of the catalog.
    """
    archive = Archive(annual, catalog.first_prints)
    entries = tuple(evaluate_claim(claim, archive, catalog, claims) for claim in claims.claims)
    meanings = {name: item.meaning for name, item in sorted(EVALUATORS.items())}
    return Ledger(
        ref_area=claims.ref_area,
        rules=verdicts.RULES,
        evaluators=meanings,
        counts=count_verdicts(entries, list_kinds(catalog)),
        claims=entries,
    )


def count_verdicts(entries: Sequence[LedgerEntry], kinds: Sequence[str]) -> dict[str, dict[Overall, int]]:
    """How many claims have each overall verdict, on all evidence together and on each kind of it that speaks of any."""
    counters = {"overall": Counter(entry.overall for entry in entries)}
    for entry in entries:
        by_kind: dict[str, list[PartVerdict]] = {}
        for item in entry.by_evidence:
            by_kind.setdefault(item.evidence if item.evidence in kinds else OTHER, []).append(item)
        for kind, items in by_kind.items():
            counters.setdefault(kind, Counter())[verdicts.sum_up_alone(items)] += 1
    return {kind: dict(sorted(counter.items())) for kind, counter in counters.items()}


def evaluate_claim(claim: Claim, archive: Archive, catalog: Catalog, claims: Claims) -> LedgerEntry:
    """One entry of the ledger, from all vintages of an archive."""
    questions = _list_questions(claim, archive, catalog, claims)
    lines = tuple(line for question in questions for line in _list_lines(question))
    parts = tuple(_judge_parts(lines))
    return LedgerEntry(
        id=claim.id, section=claim.section, claim=claim.claim, printed=claim.printed, parts=claim.parts,
        period=claim.period, cites=claim.cites, follow=claim.follow, overall=verdicts.sum_up(parts),
        readings_agree=_readings_agree(lines),
        remark=claim.remark,
        limits=_limits(lines), by_evidence=parts,
        evidences={
            item.evidence: verdicts.sum_up_alone(other for other in parts if other.evidence == item.evidence)
            for item in parts
        },
        today=_sum_up_today(lines, order_evidence(catalog)), undecided=claim.undecided, evaluations=lines,
    )  # fmt: skip


def _list_questions(claim: Claim, archive: Archive, catalog: Catalog, claims: Claims) -> Iterator[Question]:
    seen: set[tuple[str, Evidence]] = set()
    for evaluation in claim.evaluations:
        for evidence in evaluation.evidence:
            place = (evaluation.part, evidence)
            main = evaluation.role == "reading" and place not in seen
            if main:
                seen.add(place)
            yield Question(claim, evaluation, Lookup(archive, catalog, claims, evidence), main)


# ---- one evaluation --------------------------------------------------------------------------------------------------
def _list_lines(question: Question) -> Iterator[Line]:
    """All lines of one evaluation on one evidence: older vintages, today's data, newest period, every period."""
    evaluation, current = question.evaluation, _evaluate(question)
    older = [
        line
        for vintage in _list_older_vintages(question.lookup.archive, current.observations)
        if _differs(line := _evaluate(question, as_of=vintage), current)
    ]
    yield from older
    assert current.verdict
    today = verdicts.Judgement(current.verdict, current.rule)
    judged = verdicts.revise(today, [line.verdict for line in older])
    if judged != today:
        current = current.model_copy(update={"verdict": judged.verdict, "rule": judged.rule})
    yield current
    if evaluation.role == "aside":
        return
    newest = replace(question, evaluation=evaluation.newest)
    if evaluation.now and question.evidence not in UNCHANGING:
        yield _evaluate_newest(newest, current)
    if evaluation.every:
        yield _evaluate_every(newest)


def _list_older_vintages(archive: Archive, observations: Iterable[Observation]) -> list[str]:
    references = {item.series for item in observations}
    return sorted({vintage for reference in references for vintage in archive.list_older(reference)})


def _differs(older: Line, current: Line) -> bool:
    """Whether an older vintage gives another value at the printed precision, or another verdict."""
    before, today, step = older.value, current.value, current.printed.precision
    if before is None or today is None:
        return False
    if isinstance(before, float) and isinstance(today, float):
        changed = (older.verdict, older.rule, older.matches) != (current.verdict, current.rule, current.matches)
        return changed or verdicts.round_to(before, step) != verdicts.round_to(today, step)
    return before != today


def _evaluate(question: Question, span: Span | None = None, when: When = "then", as_of: str = "") -> Line:
    """The evaluation of a period, its own if none is given, in today's data or as known in an older vintage."""
    span = span or Span(*question.evaluation.span)
    lookup = question.lookup.as_known(as_of) if as_of else question.lookup
    return _write_line(question, span, _run(question, span, lookup), when, as_of)


def _run(question: Question, span: Span, lookup: Lookup) -> Result:
    """The result of an evaluation for a period; no value and the reason where an observation is missing."""
    evaluation = question.evaluation
    try:
        result = EVALUATORS[evaluation.evaluator].run(lookup, span, evaluation.parameters)
    except MissingValueError as missing:
        return Result(None, question.printed.unit, span.text, "", note=str(missing))
    return replace(result, note=notes.join_notes([result.note, *_list_breaks(result.observations, lookup.catalog)]))


def _list_breaks(observations: Iterable[Observation], catalog: Catalog) -> Iterator[str]:
    """Level breaks that lie between the years used of one series, or just after all of them."""
    years: dict[tuple[str, str, str], list[int]] = {}
    for item in observations:
        if item.period is not None:
            years.setdefault((item.series, item.ref_area, item.vintage), []).append(item.period)
    for (reference, area, vintage), used in years.items():
        series = catalog.series.get(reference)
        for position, entry in enumerate(series.breaks_of(area, vintage) if series else ()):
            at = int(entry.period[:4])
            if min(used) < at <= max(used):
                yield notes.ACROSS_BREAK.write(year=at, reason=entry.note)
            elif max(used) < at and position == 0:
                yield notes.BEFORE_BREAK.write(year=at, reason=entry.note)


def _evaluate_newest(question: Question, then: Line) -> Line:
    """The evaluation of the newest period that the data have, after the article's own."""
    evaluation, last = question.evaluation, question.evaluation.span[1]
    stop, article = question.lookup.archive.years.stop, question.lookup.catalog.article
    elsewhere = article is not None and article.economy != question.lookup.claims.ref_area
    for year in reversed(range(last + 1 if elsewhere else max(last + 1, stop - NEWEST_WITHIN), stop)):
        since = last + 1 if question.printed.unit == "years" else _start(evaluation, year)
        line = _evaluate(question, Span(since, year), "now")
        if line.value is not None:
            return line.model_copy(update={"holds": _holds_now(line), "times_then": _count_times(line, then)})
    return _write_line(question, Span(*evaluation.span), NOTHING, "now")


def _start(evaluation: Evaluation, year: int) -> int:
    """The first year of a period that ends in a year: always the same, or as long before as in the claim."""
    first, last = evaluation.span
    return first if evaluation.anchored else year - (last - first)


def _holds_now(line: Line) -> Holds:
    """Whether a statement holds in the newest period.

    Of an amount of one named time that is not asked. Claims that name years hold if the newest year is one of them.
    """
    if not line.printed.timeless:
        return ""
    if not isinstance(line.value, tuple) or line.named is not None:
        return line.holds
    if line.span[1] in line.open_years:
        return "undecidable"
    return "yes" if line.span[1] in line.value else "no"


def _count_times(line: Line, then: Line) -> float | None:
    """What multiple of the amount of the article's period the newest one is; None where that means nothing."""
    now, before, printed = line.value, then.value, line.printed
    if printed.timeless or printed.unit not in COUNTED or line.bound:
        return None
    if not isinstance(now, float) or not isinstance(before, float) or now <= 0 or before <= 0:
        return None
    return now / before


def _evaluate_every(question: Question) -> Line:
    """The evaluation of every period of the same length: the last years of those in which the statement holds."""
    evaluation = question.evaluation
    lines = [
        _evaluate(question, Span(_start(evaluation, year), year))
        for year in question.lookup.archive.years
        if not evaluation.anchored or year > evaluation.span[0]
    ]
    judged = [(line, line.value) for line in lines if isinstance(line.value, float) and line.holds != "undecidable"]
    changes = {"holds": "", "by_period": {Span(*line.span).text: value for line, value in judged}}
    line = _write_line(question, Span(*evaluation.span), NOTHING, "every").model_copy(update=changes)
    if not judged:
        return line
    return line.model_copy(update={
        "value": tuple(item.span[1] for item, _ in judged if item.holds == "yes"), "unit": "years",
        "period": Span(judged[0][0].span[1], judged[-1][0].span[1]).text, "status": "A",
        "formula": "periods, by their last year, in which the statement holds",
        "note": notes.PERIODS_JUDGED.write(count=len(judged)),
    })  # fmt: skip


def _write_line(question: Question, span: Span, result: Result, when: When, as_of: str = "") -> Line:
    evaluation, printed = question.evaluation, question.printed
    judgement = verdicts.judge(result, printed, bool(question.concept))
    judged = when == "then"
    return Line(
        part=evaluation.part, role=evaluation.role, evidence=question.evidence, sources=result.sources,
        beside=_list_beside(question.evidence, result), reports=_list_reports(question.lookup, result),
        concept=question.concept, as_of=as_of,
        vintage="; ".join(sorted({item.vintage for item in result.observations if item.vintage})),
        reading=_fill_reading(evaluation, span, when), wording=evaluation.reading, span=span, main=question.main,
        when=when, evaluator=evaluation.evaluator, parameters=evaluation.parameters, printed=printed,
        value=result.value, unit=result.unit, period=result.period, formula=result.formula, bound=result.bound,
        order_holds=result.order_holds, named=result.named, left_out=result.left_out,
        open_years=result.open_years, note=result.note,
        status="M" if result.value is None else worst_status([*(item.status for item in result.observations), "A"]),
        rule=judgement.rule if judged else "", verdict=judgement.verdict if judged else "", matches=judgement.matches,
        holds=verdicts.holds(judgement, printed), times_then=None, by_period={}, observations=result.observations,
    )  # fmt: skip


def _fill_reading(evaluation: Evaluation, span: Span, when: When) -> str:
    """The reading with its period filled in."""
    words = span.words
    if when == "every":
        words = "every year" if span.first == span.last else "every span of that length"
    return evaluation.reading.replace("{period}", words)


def _list_beside(evidence: Evidence, result: Result) -> tuple[str, ...]:
    """Sources beside the evidence's: others than the article, or the article itself (``article``)."""
    if evidence in UNCHANGING:
        return tuple(sorted(set(result.sources) - set(SOURCES_OF_PRINT)))
    return (ARTICLE,) if set(result.sources) & set(SOURCES_OF_PRINT) else ()


def _list_reports(lookup: Lookup, result: Result) -> tuple[Report, ...]:
    """The publications from which observations are known, each once."""
    held = (lookup.archive.find_held(item.series, item.vintage) for item in result.observations)
    series = (lookup.catalog.series.get(reference) for reference in held)
    return tuple(dict.fromkeys(entry.report for entry in series if entry and entry.report))


# ---- one claim -------------------------------------------------------------------------------------------------------
def _judge_parts(lines: Iterable[Line]) -> Iterator[PartVerdict]:
    """The verdict on each part on each evidence: that of its main reading, in view of the others."""
    readings = [line for line in lines if line.current and line.role == "reading"]
    for line in readings:
        if line.main and line.verdict:
            others = [other.verdict for other in readings if other.place == line.place and other.verdict]
            side = verdicts.side_of(line.value, line.printed) if line.rule == "different" else 0
            yield PartVerdict(line.evidence, line.part, verdicts.join_readings(line.verdict, others), side)


def _readings_agree(lines: Iterable[Line]) -> bool:
    """Whether all readings of each part on each evidence, in today's data, hold or all fail."""
    outcomes: dict[tuple[str, Evidence], set[Holds]] = {}
    for line in lines:
        if line.current and line.role == "reading" and line.holds != "undecidable":
            outcomes.setdefault(line.place, set()).add(line.holds)
    return all(len(words) == 1 for words in outcomes.values())


def _limits(lines: Iterable[Line]) -> tuple[float | None, float | None]:
    """The highest lower limit and the lowest upper one that the statement's own value keeps to."""
    kept = [
        (line.bound, line.value) for line in lines
        if line.current and line.main and not line.part and line.verdict == "consistent"
    ]  # fmt: skip
    low, high = (
        [value for bound, value in kept if bound == side and isinstance(value, float)] for side in ("lower", "upper")
    )
    return max(low, default=None), min(high, default=None)


def _sum_up_today(lines: Sequence[Line], order: Sequence[Evidence]) -> Today | None:
    """The newest main lines; another concept speaks only where no evidence measures the claim's own."""
    newest = [line for line in lines if line.when == "now" and line.main]
    if not newest:
        return None
    shown: list[Line] = []
    votes: list[Line] = []
    for part in dict.fromkeys(line.part for line in newest):
        valued = [line for line in newest if line.part == part and line.value is not None]
        of_concept = [line for line in valued if not line.concept] or valued
        ordered = sorted(of_concept, key=lambda line: (line.holds == "undecidable", order.index(line.evidence)))
        conflict = {"yes", "no"} <= {line.holds for line in ordered}
        shown += [line for line in ordered if line.holds != "undecidable"] if conflict else ordered[:1]
        votes += ordered
    word = _sum_up_votes({line.holds for line in votes})
    places = {id(line): place for place, line in enumerate(lines)}
    return Today(holds=word, agrees=word != "divided", lines=tuple(places[id(line)] for line in shown))


def _sum_up_votes(votes: Set[Holds]) -> Holds:
    if {"yes", "no"} <= votes:
        return "divided"
    order: tuple[Holds, ...] = ("yes", "no", "undecidable", "")
    return next((word for word in order if word in votes), "undecidable")
