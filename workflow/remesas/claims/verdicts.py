"""Judge what evaluators found by declared rules, the same for every claim, and sum up several verdicts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from remesas.claims.entries import PartVerdict
from remesas.claims.results import Result
from remesas.claims.statements import Printed
from remesas.claims.vocabulary import Holds, Overall, Value, Verdict
from remesas.core.rounding import round_half_up

CLOSE = 0.05
"""How far from the printed value "about right" reaches, and "confirmed" at most, as a share of it."""
SLIP_REST = 1.25
"""What may be left, as a factor, once a factor of a thousand is taken out of a unit slip."""
THOUSANDS = (1e3, 1e-3)
"""The factors that a slip of the unit is looked for with: a million apart are another quantity's amounts."""
FAR = 2.0
"""How many times print, or a part of it, a limit may be that still tells something."""
PASSED = 10.0
"""How many times a limit must be passed before a factor of a thousand is looked for."""
SLIP_UNITS = ("USD million", "persons", "persons a year")
NO_SIDE = ("rank", "direction")
"""Units in which no value is above or below what is printed."""
HELD: tuple[Verdict, ...] = ("confirmed", "about right")
FAILED: tuple[Verdict, ...] = ("inconsistent", "contradicted")
READING: Overall = "depends on the reading"
DIVIDED: Overall = "mixed"
UNDECIDED: Overall = "not decidable here"
HELD_ONCE: frozenset[Overall] = frozenset((*HELD, "revised"))
FAILING: frozenset[Overall] = frozenset(FAILED)
SILENT: tuple[Overall, ...] = ("consistent", "other definition", UNDECIDED)
"""What neither speaks for a claim nor against it; the first of them that occurs stands where nothing else does."""

TOGETHER: tuple[tuple[frozenset[Overall], Overall], ...] = (
    (frozenset(HELD), "about right"),
    (HELD_ONCE, "revised"),
    (FAILING, "contradicted"),
    (HELD_ONCE | {READING}, READING),
)
"""What different verdicts that do not conflict come to."""

RULES: dict[str, str] = {
    "equal": "equal at the printed precision, and within 5%",
    "just above": "above the printed value by less than its precision, and within 5%",
    "at least": "not below the printed value",
    "whole multiple": "that many times and a part of another, as whole multiples are said",
    "falls": "it falls",
    "inside": "inside the printed range",
    "same rank": "the same rank",
    "same years": "the same years",
    "every named year": "the test holds in each of the years named",
    "within 5%": "within 5% of the printed value",
    "about": "said to be about so much: the same at the digits that are printed, though further than 5% away",
    "order holds": "the order that is stated holds",
    "years hold": "holds in every year named, and in others",
    "within limit": "possible, no more: does not pass the limit",
    "far limit": "does not pass the limit, which is more than twice as far and could hardly have been passed",
    "beyond limit": "not possible: passes the limit",
    "thousandfold limit": "passes the limit more than tenfold; a thousandth of it does not",
    "order fails": "the order that is stated does not hold, whatever the sources that are missing",
    "thousandfold": "right once a factor of a thousand is taken out",
    "near thousandfold": "a factor of a thousand out; less than a quarter remains",
    "some named years": "the test fails in a year that is named",
    "different": "none of the rules for a held claim applies",
    "held before": "held in an older vintage or first print, not in today's",
    "other concept": "another concept is measured: neither for the statement nor against it",
    "some sources": "possible, no more: sources among which the statement ranks are missing",
    "no value": "the data to compute it are not there",
    "declared": "no snapshot can decide it",
}
"""The rules by name, in words."""


@dataclass(frozen=True)
class Judgement:
    """A verdict and the name of the rule that gave it; ``matches``: of another concept, its value would have held."""

    verdict: Verdict
    rule: str
    matches: bool = False


def judge(result: Result, printed: Printed, other_concept: bool = False) -> Judgement:
    """The verdict on one evaluation.

    Args:
        result: What the evaluator found, in the unit of ``printed``. Failing on nothing but what the article itself
            prints is inconsistency; with any other observation it is contradiction.
        printed: The value, its precision and its qualifier ("about", "over").
        other_concept: The evidence measures something else than the claim is about.
    """
    judgement = _judge(result, printed)
    if not other_concept or judgement.verdict == "not decidable here":
        return judgement
    return Judgement("other definition", "other concept", holds(judgement, printed) == "yes")


def round_to(value: float, step: float) -> Decimal:
    """A value to the nearest multiple of a step, half up, in decimal."""
    unit = Decimal(repr(step))
    return round_half_up(float(Decimal(repr(value)) / unit)) * unit


def holds(judgement: Judgement, printed: Printed) -> Holds:
    """Whether a statement holds as it stands; for a rank, that the rank is the same."""
    if printed.unit == "rank" and judgement.rule == "order holds":
        return "no"
    if judgement.verdict in ("not decidable here", "consistent"):
        return "undecidable"
    return "yes" if judgement.matches or judgement.verdict in HELD else "no"


def revise(today: Judgement, older: Iterable[str]) -> Judgement:
    """The verdict of today's data in view of those of older vintages that are kept here."""
    failed = today.verdict in ("contradicted", "unit slip")
    return Judgement("revised", "held before") if failed and any(verdict in HELD for verdict in older) else today


def side_of(value: Value, printed: Printed) -> int:
    """On which side of print a computed number lies: 1 above, -1 below, 0 where that means nothing."""
    if not isinstance(value, float) or printed.unit in NO_SIDE:
        return 0
    return 1 if value > _nearest_printed(value, printed) else -1


def _judge(result: Result, printed: Printed) -> Judgement:
    if result.value is None:
        return Judgement("not decidable here", "no value")
    failed: Verdict = "inconsistent" if result.rests_on_print else "contradicted"
    if result.order_holds is False:
        return Judgement(failed, "order fails")
    if result.left_out or result.open_years:
        open_to_others = _judge_among_some(result, printed, failed)
        if open_to_others is not None:
            return open_to_others
    if result.bound is not None:
        return _judge_against_limit(result, printed, failed)
    held = _judge_value(result, printed)
    if held is not None:
        return held
    if not isinstance(result.value, float) or printed.unit in NO_SIDE:
        return Judgement(failed, "different" if result.named is None else "some named years")
    slip = _judge_slip(result.value, printed) if printed.unit in SLIP_UNITS else None
    return slip or Judgement(failed, "different")


def _judge_among_some(result: Result, printed: Printed, failed: Verdict) -> Judgement | None:
    """A rank, or years of being the largest, among fewer sources than the claim is about: they leave a range open.

    None where the years that are named are decided.
    """
    if isinstance(result.value, tuple):
        named = {int(year) for year in printed.values}
        if named.isdisjoint(result.open_years):
            return None
        possible = named <= {*result.value, *result.open_years}
    else:
        assert result.value is not None
        possible = result.value <= printed.values[0] <= result.value + result.left_out
    return Judgement("not decidable here", "some sources") if possible else Judgement(failed, "beyond limit")


def _judge_against_limit(result: Result, printed: Printed, failed: Verdict) -> Judgement:
    """A limit: passed, kept to, or so far away that keeping to it tells nothing."""
    assert isinstance(result.value, float)
    value, limit = printed.values[0], result.value
    passed = value / limit if result.bound == "upper" else limit / value
    if passed > 1:
        slip = result.bound == "upper" and printed.unit in SLIP_UNITS and PASSED < passed <= THOUSANDS[0]
        return Judgement("unit slip", "thousandfold limit") if slip else Judgement(failed, "beyond limit")
    if passed * FAR < 1:
        return Judgement("not decidable here", "far limit")
    return Judgement("consistent", "within limit")


def _judge_value(result: Result, printed: Printed) -> Judgement | None:
    value = result.value
    if isinstance(value, tuple):
        if result.named is not None:
            return Judgement("confirmed", "every named year") if set(value) == set(result.named) else None
        return _judge_years(value, tuple(int(year) for year in printed.values))
    assert value is not None
    if printed.unit == "direction":
        return Judgement("confirmed", "falls") if value < 0 else None
    if printed.unit == "rank":
        if value == printed.values[0]:
            return Judgement("confirmed", "same rank")
        return Judgement("about right", "order holds") if result.order_holds else None
    return _judge_number(value, printed)


def _judge_years(years: tuple[int, ...], named: tuple[int, ...]) -> Judgement | None:
    if set(years) == set(named):
        return Judgement("confirmed", "same years")
    return Judgement("about right", "years hold") if set(named) < set(years) else None


def _judge_number(value: float, printed: Printed) -> Judgement | None:
    rule = _rule_of_equality(value, printed)
    if rule:
        return Judgement("confirmed", rule)
    if _is_close(value, _nearest_printed(value, printed)):
        return Judgement("about right", "within 5%")
    if printed.qualifier == "about" and round_to(value, printed.precision) == Decimal(repr(printed.values[0])):
        return Judgement("about right", "about")
    whole = printed.unit == "ratio" and printed.precision == 1 and printed.qualifier in ("exact", "about")
    return Judgement("about right", "whole multiple") if whole and printed.values[0] == math.floor(value) else None


def _nearest_printed(value: float, printed: Printed) -> float:
    """The printed value, or the end of a printed range, that lies nearest."""
    return min(printed.values, key=lambda item: abs(item - value))


def _is_close(value: float, printed: float) -> bool:
    """Whether a value lies within 5% of a printed one."""
    wanted = Decimal(repr(printed))
    return abs(Decimal(repr(value)) - wanted) <= Decimal(repr(CLOSE)) * abs(wanted)


def _rule_of_equality(value: float, printed: Printed) -> str | None:
    """The rule by which a value equals what is printed, if it does.

    The printed precision decides, unless it is wider than 5% of what is printed, as that of small whole numbers is
    ("twice"): what is not even about right is not confirmed.
    """
    first, step = printed.values[0], printed.precision
    at_precision = round_to(value, step)
    if printed.qualifier == "at least":
        return "at least" if value >= first else None
    if printed.qualifier == "range" and first <= value <= printed.values[1]:
        return "inside"
    if not _is_close(value, _nearest_printed(value, printed)):
        return None
    match printed.qualifier:
        case "range":
            return "inside" if Decimal(repr(first)) <= at_precision <= Decimal(repr(printed.values[1])) else None
        case "over":
            return "just above" if first <= value < first + step else None
        case "nearly":
            return "equal" if at_precision == Decimal(repr(first)) and value <= first else None
    return "equal" if at_precision == Decimal(repr(first)) else None


def _judge_slip(value: float, printed: Printed) -> Judgement | None:
    for factor in THOUSANDS:
        scaled = value / factor
        if _judge_number(scaled, printed):
            return Judgement("unit slip", "thousandfold")
        rest = scaled / printed.values[0] if printed.values[0] else 0.0
        if 1 / SLIP_REST <= rest <= SLIP_REST:
            return Judgement("unit slip", "near thousandfold")
    return None


# ---- several verdicts ------------------------------------------------------------------------------------------------
def join_readings(main: Verdict, others: Iterable[Verdict]) -> Overall:
    """The verdict on a part on one evidence: that of the main reading, unless it fails where another reading holds."""
    if main in FAILED and any(verdict in HELD for verdict in others):
        return READING
    return main


def sum_up(verdicts: Iterable[PartVerdict]) -> Overall:
    """One word for a claim.

    On one part, evidences that all hold give the weaker verdict (``revised`` being the weakest), those that all fail
    ``contradicted`` unless they are the same; where some hold and others fail, or they fail on opposite sides of
    print, they are ``mixed``. A reading that holds on one evidence makes the part depend on the reading, unless first
    readings on others both hold and fail. What only sets a limit, measures another concept or cannot decide does not
    count beside what decides. Parts are put together in the same way, but that a part is at least possible conflicts
    with another's failing.
    """
    parts: dict[str, list[PartVerdict]] = {}
    for item in verdicts:
        parts.setdefault(item.part, []).append(item)
    words = [_sum_up_part(items) for items in parts.values()]
    decided = {word for word in words if word not in SILENT}
    if decided & (FAILING | {"unit slip"}) and ("consistent" in words or READING in decided):
        return DIVIDED
    word = _sum_up_decided(decided) if decided else _sum_up_silent(words)
    return UNDECIDED if word == "other definition" else word


def sum_up_alone(verdicts: Iterable[PartVerdict]) -> Overall:
    """One word for a claim on one evidence, or one kind of it, alone; another definition keeps its name."""
    alone = [*verdicts]
    word = sum_up(alone)
    return "other definition" if word == UNDECIDED and "other definition" in {item.verdict for item in alone} else word


def _sum_up_part(verdicts: Sequence[PartVerdict]) -> Overall:
    decided = {item.verdict for item in verdicts if item.verdict not in SILENT}
    if not decided:
        return _sum_up_silent([item.verdict for item in verdicts])
    if decided <= FAILING and {item.side for item in verdicts if item.verdict in FAILING} >= {1, -1}:
        return DIVIDED
    return READING if READING in decided and decided <= FAILING | {READING} else _sum_up_decided(decided)


def _sum_up_decided(decided: set[Overall]) -> Overall:
    if len(decided) == 1:
        return next(iter(decided))
    return next((word for kinds, word in TOGETHER if decided <= kinds), DIVIDED)


def _sum_up_silent(words: Sequence[Overall]) -> Overall:
    return next((word for word in SILENT if word in words), UNDECIDED)
