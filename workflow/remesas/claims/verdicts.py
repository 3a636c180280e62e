"""Verdicts: declared rules on the printed precision, the same for every claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from remesas.claims.models import OWN, Evidence, Holds, Printed, Result, Verdict
from remesas.rounding import round_half_up

CLOSE = 0.05
"""How far from the printed value "about right" reaches, as a share of it."""
SLIP_REST = 1.25
"""What may be left, as a factor, once a factor of a thousand is taken out of a unit slip."""
THOUSANDS = (1e3, 1e6, 1e-3, 1e-6)
SLIP_UNITS = ("USD million", "persons", "persons a year")
HELD: tuple[Verdict, ...] = ("confirmed", "about right")

TOGETHER: tuple[tuple[set[Verdict], str], ...] = (
    ({"confirmed", "about right"}, "about right"),
    ({"confirmed", "about right", "revised"}, "revised"),
    ({"contradicted", "inconsistent"}, "contradicted"),
)
"""What different verdicts that point the same way come to."""

RULES: dict[str, str] = {
    "equal": "equal at the printed precision",
    "just above": "above the printed value by less than its precision",
    "at least": "not below the printed value",
    "inside": "inside the printed range",
    "same rank": "the same rank",
    "same years": "the same years",
    "within 5%": "within 5% of the printed value",
    "order holds": "the order that is stated holds",
    "years hold": "holds in every year named, and in others",
    "within limit": "possible, no more: does not pass the limit",
    "beyond limit": "not possible: passes the limit",
    "thousandfold": "right once a factor of a thousand is taken out",
    "near thousandfold": "a factor of a thousand out; less than a quarter remains",
    "different": "none of the rules for a held claim applies",
    "held before": "held in an older vintage or first print, not in today's",
    "no value": "the data to compute it are not there",
    "declared": "no snapshot can decide it",
}
"""The rules by name, in words."""


@dataclass(frozen=True)
class Judgement:
    """A verdict and the name of the rule that gave it."""

    verdict: Verdict
    rule: str


def judge(result: Result, printed: Printed, evidence: Evidence) -> Judgement:
    """The verdict on one evaluation.

    Args:
        result: What the evaluator found, in the unit of ``printed``.
        printed: The value, its precision and its qualifier ("about", "over").
        evidence: Failing on what the article itself prints is inconsistency, on other data contradiction.
    """
    if result.value is None:
        return Judgement("not decidable here", "no value")
    found = _held(result, printed)
    if found is not None:
        return found
    failed: Verdict = "inconsistent" if evidence in OWN else "contradicted"
    if result.bound is not None:
        return Judgement(failed, "beyond limit")
    if isinstance(result.value, float) and printed.unit in SLIP_UNITS:
        slip = _slip(result.value, printed)
        if slip is not None:
            return slip
    return Judgement(failed, "different")


def rounded(value: float, step: float) -> Decimal:
    """A value to the nearest multiple of a step, half up, in decimal."""
    unit = Decimal(repr(step))
    return round_half_up(float(Decimal(repr(value)) / unit)) * unit


def holds(judgement: Judgement, printed: Printed) -> Holds:
    """Whether a statement holds as it stands; for a rank, that the rank is the same."""
    if printed.unit == "rank" and judgement.rule == "order holds":
        return "no"
    if judgement.verdict == "not decidable here":
        return "undecidable"
    return "yes" if judgement.verdict in HELD else "no"


def revise(today: Judgement, older: Iterable[Judgement]) -> Judgement:
    """The verdict of today's data in view of older vintages of the same series."""
    if today.verdict in ("contradicted", "unit slip") and any(item.verdict in HELD for item in older):
        return Judgement("revised", "held before")
    return today


def overall(verdicts: Iterable[Verdict]) -> str:
    """One word for several evidences: their common verdict, or ``mixed`` where some hold and others do not.

    Verdicts that all hold give the weaker one, ``revised`` being the weakest; those that all fail give
    ``contradicted`` unless they are the same. Evidence that cannot decide does not count beside evidence that can.
    """
    decided = {verdict for verdict in verdicts if verdict != "not decidable here"}
    if not decided:
        return "not decidable here"
    if len(decided) == 1:
        return decided.pop()
    for kinds, word in TOGETHER:
        if decided <= kinds:
            return word
    return "mixed"


def _held(result: Result, printed: Printed) -> Judgement | None:
    value = result.value
    if isinstance(value, tuple):
        return _years(value, tuple(int(year) for year in printed.values))
    assert value is not None
    if result.bound is not None:
        limit = value if result.bound == "upper" else -value
        claimed = printed.values[0] if result.bound == "upper" else -printed.values[0]
        if claimed > limit:
            return None
        stated = result.order_holds is True
        return Judgement("about right", "order holds") if stated else Judgement("not decidable here", "within limit")
    if printed.unit == "rank":
        if value == printed.values[0]:
            return Judgement("confirmed", "same rank")
        return Judgement("about right", "order holds") if result.order_holds else None
    return _number(value, printed)


def _years(found: tuple[int, ...], named: tuple[int, ...]) -> Judgement | None:
    if set(found) == set(named):
        return Judgement("confirmed", "same years")
    return Judgement("about right", "years hold") if set(named) < set(found) else None


def _number(value: float, printed: Printed) -> Judgement | None:
    rule = _equal(value, printed)
    if rule:
        return Judgement("confirmed", rule)
    near = min(printed.values, key=lambda item: abs(item - value))
    if abs(Decimal(repr(value)) - Decimal(repr(near))) <= Decimal(repr(CLOSE)) * abs(Decimal(repr(near))):
        return Judgement("about right", "within 5%")
    return None


def _equal(value: float, printed: Printed) -> str | None:
    """The rule by which a value equals what is printed, if it does."""
    first, step = printed.values[0], printed.precision
    at_precision = rounded(value, step)
    match printed.qualifier:
        case "range":
            return "inside" if Decimal(repr(first)) <= at_precision <= Decimal(repr(printed.values[1])) else None
        case "over":
            return "just above" if first <= value < first + step else None
        case "at least":
            return "at least" if value >= first else None
        case "nearly":
            return "equal" if at_precision == Decimal(repr(first)) and value <= first else None
    return "equal" if at_precision == Decimal(repr(first)) else None


def _slip(value: float, printed: Printed) -> Judgement | None:
    for factor in THOUSANDS:
        scaled = value / factor
        if _number(scaled, printed):
            return Judgement("unit slip", "thousandfold")
        rest = scaled / printed.values[0] if printed.values[0] else 0.0
        if 1 / SLIP_REST <= rest <= SLIP_REST:
            return Judgement("unit slip", "near thousandfold")
    return None
