"""Evaluators of ranks: of a source of foreign exchange, of an economy, of a trading partner."""

from __future__ import annotations

from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.evaluators.registry import evaluator
from remesas.claims.lookup import Lookup, parse_reference
from remesas.claims.models import MissingValueError, Observation, Result, Span


class SourceRank(Entry):
    """A source of foreign exchange, those that it is ranked among, and those that the claim puts below or above it."""

    flow: Literal["gross", "net"]
    indicator: str
    among: tuple[str, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


class EconomyRank(Entry):
    """A series of all economies; the one in question; what is ranked; a bloc that counts as one economy.

    ``absent`` lists economies that may rank high and are named as missing until the series has them; ``least`` is the
    number of economies below which no rank is given.
    """

    reference: str
    area: str
    counterpart: str = "_Z"
    measure: Literal["level", "increase"] = "level"
    bloc: str = ""
    absent: tuple[str, ...] = ()
    least: int = 30


class PartnerRank(Entry):
    """A series of one area by counterpart, the counterpart in question, and what is ranked.

    ``complete`` is false for a series that does not list every counterpart that may rank before it: the rank is then
    the best that is possible.
    """

    reference: str
    partner: str
    measure: Literal["level", "increase"] = "level"
    complete: bool = True


@evaluator(SourceRank)
def source_rank(lookup: Lookup, span: Span, parameters: SourceRank) -> Result:
    """The rank of a source of foreign exchange in the last year of the period, the largest first.

    Formula: 1 + number of sources with a larger amount. Sources without a figure cannot be ranked: a reading that
    leaves them out names those that are compared, and its rank is the best that is possible.
    """
    amounts, observations = _amounts(lookup, parameters, span.last)
    own = amounts[parameters.indicator]
    rank = 1 + sum(1 for value in amounts.values() if value > own)
    order = all(amounts[name] < own for name in parameters.above) and all(
        amounts[name] > own for name in parameters.below
    )
    stated = bool(parameters.above or parameters.below)
    return Result(float(rank), "rank", str(span.last), f"rank by amount, {parameters.flow}: {_listed(amounts)}",
                  tuple(observations), order_holds=order if stated else None,
                  left_out=lookup.left_out(parameters.flow, parameters.among))  # fmt: skip


@evaluator(SourceRank)
def top_years(lookup: Lookup, span: Span, parameters: SourceRank) -> Result:
    """The years of the period in which a source of foreign exchange is the largest.

    Formula: years t with x(t) > every other source's amount. Years without a figure for one of the sources are left
    out, and named; the last year must have all.
    """
    _amounts(lookup, parameters, span.last)
    found: list[int] = []
    missing: list[str] = []
    observations: list[Observation] = []
    for year in span.years:
        try:
            amounts, used = _amounts(lookup, parameters, year)
        except MissingValueError:
            missing.append(str(year))
            continue
        observations += used
        if all(
            amounts[parameters.indicator] > value for name, value in amounts.items() if name != parameters.indicator
        ):
            found.append(year)
    note = f"not computed: {', '.join(missing)}" if missing else ""
    words = f"years in which {parameters.indicator} is the largest of {', '.join(parameters.among)} ({parameters.flow})"
    return Result(tuple(found), "years", span.text, words, tuple(observations), note,
                  left_out=lookup.left_out(parameters.flow, parameters.among))  # fmt: skip


@evaluator(EconomyRank)
def economy_rank(lookup: Lookup, span: Span, parameters: EconomyRank) -> Result:
    """The rank of an economy in the last year of the period (or by the increase over it), the largest first.

    Formula: 1 + number of economies with a larger value; aggregates are never counted. A bloc counts once, with the
    sum of its members (trade among them included).
    """
    last = lookup.areas(parameters.reference, span.last, parameters.counterpart)
    used = dict(last)
    values = {area: item.value for area, item in last.items()}
    observations = list(used.values())
    if parameters.measure == "increase":
        first = lookup.areas(parameters.reference, span.first, parameters.counterpart)
        values = {area: value - first[area].value for area, value in values.items() if area in first}
        observations += [item for area, item in first.items() if area in values]
    if parameters.area not in values:
        raise MissingValueError(f"{parameters.reference}@{parameters.area} has no value for {span.text}")
    if len(values) < parameters.least:
        raise MissingValueError(f"{parameters.reference} has only {len(values)} economies for {span.text}")
    absent = [area for area in parameters.absent if area not in values]
    counted = len(values)
    if parameters.bloc:
        values = _with_bloc(lookup, values, parameters, span.last)
    own = values[parameters.area]
    rank = 1 + sum(1 for value in values.values() if value > own)
    ordered = sorted(observations, key=lambda item: (-(item.period or 0), -item.value))
    note = f"{counted} economies have a value"
    if absent:
        note += f"; not in the series: {', '.join(lookup.catalog.areas[area].name for area in absent)}"
    words = f"rank of {parameters.area} by {parameters.measure} of {parameters.reference.split(':')[1]}"
    words += f", {parameters.bloc} as one" if parameters.bloc else ""
    period = str(span.last) if parameters.measure == "level" else span.text
    return Result(float(rank), "rank", period, words, tuple(ordered), note)


@evaluator(PartnerRank)
def partner_rank(lookup: Lookup, span: Span, parameters: PartnerRank) -> Result:
    """The rank of a partner in the last year of the period (or by the increase over it), the largest first.

    Formula: 1 + number of partners with a larger value. A series that lists only the first partners is enough for a
    partner that it lists.
    """
    key = parse_reference(parameters.reference, lookup.claims.ref_area)
    used = lookup.counterparts(key.reference, key.ref_area, span.last)
    values = {area: item.value for area, item in used.items()}
    observations = list(used.values())
    if parameters.measure == "increase":
        first = lookup.counterparts(key.reference, key.ref_area, span.first)
        values = {area: value - first[area].value for area, value in values.items() if area in first}
        observations += [item for area, item in first.items() if area in values]
    if parameters.partner not in values:
        raise MissingValueError(f"{parameters.reference}>{parameters.partner} has no value for {span.text}")
    rank = 1 + sum(1 for value in values.values() if value > values[parameters.partner])
    ordered = sorted(observations, key=lambda item: (-(item.period or 0), -item.value))
    words = f"rank of {parameters.partner} by {parameters.measure} of {key.reference.split(':')[1]} of {key.ref_area}"
    period = str(span.last) if parameters.measure == "level" else span.text
    return Result(float(rank), "rank", period, words, tuple(ordered), f"{len(values)} partners are listed",
                  bound=None if parameters.complete else "lower")  # fmt: skip


def _amounts(lookup: Lookup, parameters: SourceRank, year: int) -> tuple[dict[str, float], list[Observation]]:
    computed = {name: lookup.value(f"{{{parameters.flow}:{name}}}", year) for name in parameters.among}
    amounts = {name: item.to("USD million") for name, item in computed.items()}
    return amounts, [observation for item in computed.values() for observation in item.observations]


def _listed(amounts: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in sorted(amounts.items(), key=lambda item: -item[1]))


def _with_bloc(lookup: Lookup, values: dict[str, float], parameters: EconomyRank, year: int) -> dict[str, float]:
    spans = lookup.claims.blocs[parameters.bloc]
    members = {area for area, (first, last) in spans.items() if year >= first and (last is None or year <= last)}
    joined = sum(value for area, value in values.items() if area in members)
    return {area: value for area, value in values.items() if area not in members} | {parameters.bloc: joined}
