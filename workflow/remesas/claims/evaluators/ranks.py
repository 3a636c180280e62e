"""Evaluate ranks: of a source of foreign exchange, of an economy, of a trading partner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.lookup import Lookup, parse_reference, rank_among
from remesas.claims.models import MissingValueError, Observation, Result, Span
from remesas.core import notes
from remesas.core.frames import NO_COUNTERPART

Measure = Literal["level", "increase"]


class SourceRank(Entry):
    """A source of foreign exchange, those that it is ranked among, and those that the claim puts below or above it."""

    flow: str
    indicator: str
    among: tuple[str, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


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
    amounts = lookup.columns(parameters.flow, parameters.among, span.last)
    value = amounts[parameters.indicator]
    above, below = parameters.above, parameters.below
    order = all(amounts[name] < value for name in above) and all(amounts[name] > value for name in below)
    listed = ", ".join(f"{name} {amount:.1f}" for name, amount in sorted(amounts.items(), key=lambda item: -item[1]))
    return Result(
        rank_among(value, amounts.values()), "rank", str(span.last), f"rank by amount, {parameters.flow}: {listed}",
        order_holds=order if above or below else None,
        left_out=lookup.count_left_out(parameters.flow, parameters.among),
    )  # fmt: skip


def top_years(lookup: Lookup, span: Span, parameters: SourceRank) -> Result:
    """The years of the period in which a source of foreign exchange is the largest.

    Formula: years t with x(t) > every other source's amount. Years without a figure for one of the sources are left
    out, and named; the last year must have all.
    """
    years: list[int] = []
    missing: list[int] = []
    for year in span.years:
        try:
            amounts = lookup.columns(parameters.flow, parameters.among, year)
        except MissingValueError:
            if year == span.last:
                raise
            missing.append(year)
            continue
        value = amounts.pop(parameters.indicator)
        if all(value > amount for amount in amounts.values()):
            years.append(year)
    among = ", ".join(parameters.among)
    return Result(
        tuple(years), "years", span.text,
        f"years in which {parameters.indicator} is the largest of {among} ({parameters.flow})",
        notes.NOT_COMPUTED.write(years=missing) if missing else "",
        left_out=lookup.count_left_out(parameters.flow, parameters.among),
    )  # fmt: skip


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
