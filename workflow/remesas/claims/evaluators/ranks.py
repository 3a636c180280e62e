"""Evaluate ranks: of a source of foreign exchange, of an economy, of a trading partner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pydantic import Field

from remesas.catalog.entries import Entry
from remesas.claims.lookup import Lookup, magnitude, parse_reference, rank_among
from remesas.claims.results import MissingValueError, Observation, Result, Span
from remesas.core import notes
from remesas.core.references import NO_COUNTERPART

Measure = Literal["level", "increase"]


class SourceRank(Entry):
    """A source of foreign exchange, those that it is ranked among, and those that the claim puts below or above it.

    ``as_held`` leaves out those that have no figure in the year: the rank is then the best that is possible.
    """

    flow: str
    indicator: str
    among: tuple[str, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    as_held: bool = False


class TopYears(Entry):
    """A source of foreign exchange, and those that it is compared with.

    ``instead`` are formulas, by source, of what stands for it in a year in which it has no figure: another measure of
    it, or what its amount cannot exceed.
    """

    flow: str
    indicator: str
    among: tuple[str, ...]
    instead: dict[str, str] = Field(default_factory=dict)


class EconomyRank(Entry):
    """A series of all economies; the one in question; what is ranked; a bloc that counts as one economy.

    ``within`` names the bloc among whose members alone the economy is ranked. ``absent`` lists economies that may rank
    high and are named as missing until the series has them; ``least`` is the number of economies below which no rank is
    given.
    """

    reference: str
    area: str
    counterpart: str = NO_COUNTERPART
    measure: Measure = "level"
    bloc: str = ""
    within: str = ""
    absent: tuple[str, ...] = ()
    least: int = 30


class PartnerRank(Entry):
    """A series of one area by counterpart, the counterpart in question, and what is ranked.

    ``complete`` is false for a series that does not list every counterpart that may rank before it: the rank is then
    the best that is possible.
    """

    reference: str
    partner: str
    measure: Measure = "level"
    complete: bool = True


def source_rank(lookup: Lookup, span: Span, parameters: SourceRank) -> Result:
    """The rank of a source of foreign exchange in the last year of the period, the largest first.

    Formula: 1 + number of sources with a larger amount. Sources without a figure cannot be ranked: a reading that
    leaves them out names those that are compared, and its rank is the best that is possible.
    """
    needed = (parameters.indicator, *parameters.above, *parameters.below) if parameters.as_held else parameters.among
    amounts = lookup.columns(parameters.flow, needed, span.last)
    others = [name for name in parameters.among if name not in amounts]
    amounts |= lookup.columns_held(parameters.flow, others, span.last)
    value = amounts[parameters.indicator]
    above, below = parameters.above, parameters.below
    order = all(amounts[name] < value for name in above) and all(amounts[name] > value for name in below)
    listed = ", ".join(f"{name} {amount:.1f}" for name, amount in sorted(amounts.items(), key=lambda item: -item[1]))
    return Result(
        rank_among(value, amounts.values()), "rank", str(span.last), f"rank by amount, {parameters.flow}: {listed}",
        order_holds=order if above or below else None,
        left_out=lookup.count_left_out(parameters.flow, tuple(amounts)),
    )  # fmt: skip


def top_years(lookup: Lookup, span: Span, parameters: TopYears) -> Result:
    """The years of the period in which a source of foreign exchange is the largest.

    Formula: years t with x(t) > every other source's amount, or, where that has no figure, what stands for it. Years in
    which what is missing might be larger are open, and named; the last year must have the source itself.
    """
    lookup.columns(parameters.flow, [parameters.indicator], span.last)
    largest = {year: _is_largest(lookup, year, parameters) for year in span.years}
    open_years = tuple(year for year, answer in largest.items() if answer is None)
    among = ", ".join(parameters.among)
    instead = "".join(
        f"; for {name}, where it has no figure, {lookup.describe(formula)}"
        for name, formula in parameters.instead.items()
    )
    return Result(
        tuple(year for year, answer in largest.items() if answer), "years", span.text,
        f"years in which {parameters.indicator} is the largest of {among} ({parameters.flow}){instead}",
        notes.NOT_COMPUTED.write(years=list(open_years)) if open_years else "", open_years=open_years,
    )  # fmt: skip


def _is_largest(lookup: Lookup, year: int, parameters: TopYears) -> bool | None:
    """Whether a source is the largest of a year; None where sources without a figure might be larger."""
    amounts = lookup.columns_held(parameters.flow, parameters.among, year)
    value = amounts.pop(parameters.indicator, None)
    if value is None:
        return None
    if any(amount >= value for amount in amounts.values()):
        return False
    if lookup.count_left_out(parameters.flow, parameters.among):
        return None
    others = [name for name in parameters.among if name not in (parameters.indicator, *amounts)]
    try:
        amounts = {name: magnitude(lookup.value(parameters.instead[name], year), "USD million") for name in others}
    except (KeyError, MissingValueError):
        return None
    return True if all(amount < value for amount in amounts.values()) else None


def economy_rank(lookup: Lookup, span: Span, parameters: EconomyRank) -> Result:
    """The rank of an economy in the last year of the period (or by the increase over it), the largest first.

    Formula: 1 + number of economies with a larger value; aggregates are never counted. A bloc counts once, with the
    sum of its members (trade among them included).
    """
    reference = parameters.reference
    among = lookup.claims.blocs.get(parameters.within)

    def read(year: int) -> dict[str, Observation]:
        found = lookup.areas(reference, year, parameters.counterpart)
        return {area: item for area, item in found.items() if among is None or area in among}

    values = _measure(lookup, span, parameters.measure, read)
    if parameters.area not in values:
        raise MissingValueError(notes.SERIES_SILENT_FOR.write(series=f"{reference}@{parameters.area}", span=span.words))
    if len(values) < parameters.least:
        raise MissingValueError(notes.FEW_ECONOMIES.write(series=reference, count=len(values), span=span.words))
    absent = [lookup.catalog.areas[area].name for area in parameters.absent if area not in values]
    note = notes.join_notes([
        notes.ECONOMIES_COUNTED.write(count=len(values)), notes.NOT_IN_SERIES.write(places=absent) if absent else "",
    ])  # fmt: skip
    words = f"rank of {parameters.area} by {parameters.measure} of {reference.split(':')[1]}"
    if parameters.bloc:
        values = _join_bloc(lookup, values, parameters.bloc, span.last)
        words += f", {parameters.bloc} as one"
    if parameters.within:
        words += f" in {parameters.within}"
    return Result(
        rank_among(values[parameters.area], values.values()), "rank", _period(span, parameters.measure), words, note
    )


def partner_rank(lookup: Lookup, span: Span, parameters: PartnerRank) -> Result:
    """The rank of a partner in the last year of the period (or by the increase over it), the largest first.

    Formula: 1 + number of partners with a larger value. A series that lists only the first partners is enough for a
    partner that it lists.
    """
    reference, partner = parameters.reference, parameters.partner
    values = _measure(lookup, span, parameters.measure, lambda year: lookup.counterparts(reference, year))
    if partner not in values:
        raise MissingValueError(notes.SERIES_SILENT_FOR.write(series=f"{reference}>{partner}", span=span.words))
    series = parse_reference(reference, lookup.claims.ref_area)
    words = f"rank of {partner} by {parameters.measure} of {series.reference.split(':')[1]} of {series.ref_area}"
    return Result(
        rank_among(values[partner], values.values()), "rank", _period(span, parameters.measure), words,
        notes.PARTNERS_LISTED.write(count=len(values)), bound=None if parameters.complete else "lower",
    )  # fmt: skip


def _measure(
    lookup: Lookup, span: Span, measure: Measure, read: Callable[[int], dict[str, Observation]]
) -> dict[str, float]:
    """The values of the last year, or their increases over the span; their observations are noted, largest first."""
    last = read(span.last)
    values, used = {area: item.value for area, item in last.items()}, list(last.values())
    if measure == "increase":
        first = read(span.first)
        values = {area: value - first[area].value for area, value in values.items() if area in first}
        used += [first[area] for area in first if area in values]
    lookup.note(sorted(used, key=lambda item: (-(item.period or 0), -item.value, item.ref_area, item.counterpart_area)))
    return values


def _period(span: Span, measure: Measure) -> str:
    return str(span.last) if measure == "level" else span.text


def _join_bloc(lookup: Lookup, values: dict[str, float], bloc: str, year: int) -> dict[str, float]:
    spans = lookup.claims.blocs[bloc]
    members = {area for area, (first, last) in spans.items() if year >= first and (last is None or year <= last)}
    joined = sum(value for area, value in values.items() if area in members)
    return {area: value for area, value in values.items() if area not in members} | {bloc: joined}
