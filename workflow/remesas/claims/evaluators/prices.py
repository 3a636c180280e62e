"""Evaluators that use prices: falls of a price, wages and amounts at constant prices."""

from __future__ import annotations

from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.evaluators.ranks import SourceRank, top_years
from remesas.claims.evaluators.registry import evaluator
from remesas.claims.lookup import Computed, Lookup, bracketed, readable
from remesas.claims.models import Evidence, MissingValueError, Observation, Result, Span, Unit


class Leading(Entry):
    """The years in which a source is the largest: on which basis, which source, among which."""

    basis: Evidence
    source: SourceRank


class Falls(Entry):
    """A price, the years that are tested, and when it had to fall.

    The years are named by the claim, or those in which a source is the largest (``leading``); with neither, every
    year of the period.
    """

    price: str
    years: tuple[int, ...] = ()
    leading: Leading | None = None
    when: Literal["same year", "year before", "either"]


class ConstantPrices(Entry):
    """A formula, a price index and the year of whose prices the value is."""

    formula: str
    prices: str
    base: int
    unit: Unit = "USD million"


class Volume(Entry):
    """An amount at current prices, a series of the same at constant prices, and the base year."""

    current: str
    constant: str
    base: int


FALLS = {
    "same year": "p(t) < p(t−1)",
    "year before": "p(t−1) < p(t−2)",
    "either": "p(t) < p(t−1) or p(t−1) < p(t−2)",
}


@evaluator(Falls)
def fall_years(lookup: Lookup, span: Span, parameters: Falls) -> Result:
    """Those of certain years in which, or before which, a yearly mean price fell.

    Formula: years t with p(t) < p(t−1) (same year), p(t−1) < p(t−2) (year before), or one of the two (either). "Years
    that followed a fall" reads as a fall from the year before the last to the year before.
    """
    named, used = _tested(lookup, span, parameters)
    if not named:
        raise MissingValueError(f"no year of {span.said} is to be tested")
    needed = sorted({year - back for year in named for back in (0, 1, 2)})
    prices = {year: lookup.value(parameters.price, year) for year in needed}
    fell = {year: prices[year].quantity < prices[year - 1].quantity for year in needed if year - 1 in prices}
    tests = {
        "same year": lambda year: fell[year],
        "year before": lambda year: fell[year - 1],
        "either": lambda year: fell[year] or fell[year - 1],
    }
    found = tuple(year for year in named if tests[parameters.when](year))
    words = f"those of {', '.join(map(str, named))} with {FALLS[parameters.when]}, p: mean {readable(parameters.price)}"
    observations = tuple(item for computed in prices.values() for item in computed.observations)
    return Result(found, "years", span.text, words, (*observations, *used), named=named)


def _tested(lookup: Lookup, span: Span, parameters: Falls) -> tuple[tuple[int, ...], tuple[Observation, ...]]:
    """The years that are tested, and the observations that name them."""
    if parameters.leading:
        leading = top_years(lookup.on(parameters.leading.basis), span, parameters.leading.source)
        assert isinstance(leading.value, tuple)
        return leading.value, leading.observations
    return parameters.years or tuple(span.years), ()


@evaluator(ConstantPrices)
def constant_prices(lookup: Lookup, span: Span, parameters: ConstantPrices) -> Result:
    """An amount of the last year at the prices of another year.

    Formula: x(t) × p(base) ÷ p(t).
    """
    computed = _at_prices(lookup, parameters, span.last)
    words = (
        f"{bracketed(readable(parameters.formula, span.last))} × {readable(parameters.prices, parameters.base)} "
        f"÷ {readable(parameters.prices, span.last)}"
    )
    return Result(computed.to(parameters.unit), parameters.unit, str(span.last), words, computed.observations)


@evaluator(ConstantPrices)
def fall_in_constant_prices(lookup: Lookup, span: Span, parameters: ConstantPrices) -> Result:
    """By how many percent an amount fell over the period at constant prices.

    Formula: 100 × (1 − [x(last) ÷ p(last)] ÷ [x(first) ÷ p(first)]); a rise is negative.
    """
    first, last = _at_prices(lookup, parameters, span.first), _at_prices(lookup, parameters, span.last)
    value = 100 * (1 - float((last.quantity / first.quantity).to("").magnitude))
    what, prices = readable(parameters.formula), readable(parameters.prices)
    words = f"1 − ({what} ÷ {prices}) ({span.last}) ÷ ({what} ÷ {prices}) ({span.first})"
    observations = tuple(dict.fromkeys((*first.observations, *last.observations)))
    return Result(value, "percent", span.text, words, observations)


@evaluator(Volume)
def volume(lookup: Lookup, span: Span, parameters: Volume) -> Result:
    """An amount at the prices of a base year, moved on by a series at constant prices.

    Formula: current(base) × constant(t) ÷ constant(base).
    """
    base = lookup.value(parameters.current, parameters.base)
    last, first = lookup.value(parameters.constant, span.last), lookup.value(parameters.constant, parameters.base)
    value = Computed(base.quantity * last.quantity / first.quantity, ())
    words = (
        f"{readable(parameters.current, parameters.base)} × {readable(parameters.constant, span.last)} "
        f"÷ {readable(parameters.constant, parameters.base)}"
    )
    observations = (*base.observations, *last.observations, *first.observations)
    return Result(value.to("USD million"), "USD million", str(span.last), words, observations)


def _at_prices(lookup: Lookup, parameters: ConstantPrices, year: int) -> Computed:
    value = lookup.value(parameters.formula, year)
    here, base = lookup.value(parameters.prices, year), lookup.value(parameters.prices, parameters.base)
    return Computed(
        value.quantity * base.quantity / here.quantity, (*value.observations, *here.observations, *base.observations)
    )
