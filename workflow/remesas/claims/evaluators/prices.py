"""Evaluate with prices: falls of a price, wages and amounts at constant prices."""

from __future__ import annotations

from remesas.catalog.entries import Entry
from remesas.claims.archive import Quantity
from remesas.claims.lookup import Lookup, magnitude
from remesas.claims.results import Result, Span
from remesas.claims.vocabulary import Unit


class Falls(Entry):
    """A price, and the years that are tested for a fall of it: named by the claim, or every year of the period."""

    price: str
    years: tuple[int, ...] = ()


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


def fall_years(lookup: Lookup, span: Span, parameters: Falls) -> Result:
    """Those of certain years in which a yearly mean fell.

    Formula: years t with p(t) < p(t−1). "The fall in the price in 1998" reads as a mean of 1998 below that of 1997.
    """
    named = parameters.years or tuple(span.years)
    prices = {year: lookup.value(parameters.price, year) for year in sorted({*named, *(year - 1 for year in named)})}
    years = tuple(year for year in named if prices[year] < prices[year - 1])
    words = f"those of {', '.join(map(str, named))} with p(t) < p(t−1), p: {lookup.describe(parameters.price)}"
    return Result(years, "years", span.text, words, named=named)


def constant_prices(lookup: Lookup, span: Span, parameters: ConstantPrices) -> Result:
    """An amount of the last year at the prices of another year.

    Formula: x(t) × p(base) ÷ p(t).
    """
    value = magnitude(_at_constant_prices(lookup, parameters, span.last), parameters.unit)
    words = (
        f"{lookup.describe_factor(parameters.formula, span.last)} × "
        f"{lookup.describe(parameters.prices, parameters.base)} ÷ {lookup.describe(parameters.prices, span.last)}"
    )
    return Result(value, parameters.unit, str(span.last), words)


def fall_in_constant_prices(lookup: Lookup, span: Span, parameters: ConstantPrices) -> Result:
    """By how many percent an amount fell over the period at constant prices.

    Formula: 100 × (1 − [x(last) ÷ p(last)] ÷ [x(first) ÷ p(first)]); a rise is negative.
    """
    first, last = (_at_constant_prices(lookup, parameters, year) for year in span)
    real = f"({lookup.describe(parameters.formula)} ÷ {lookup.describe(parameters.prices)})"
    words = f"1 − {real} ({span.last}) ÷ {real} ({span.first})"
    return Result(100 * (1 - magnitude(last / first, "ratio")), "percent", span.text, words)


def volume(lookup: Lookup, span: Span, parameters: Volume) -> Result:
    """An amount at the prices of a base year, moved on by a series at constant prices.

    Formula: current(base) × constant(t) ÷ constant(base).
    """
    constant, base = parameters.constant, parameters.base
    factors = (parameters.current, base), (constant, span.last), (constant, base)
    current, last, first = (lookup.value(*factor) for factor in factors)
    words = "{} × {} ÷ {}".format(*(lookup.describe(*factor) for factor in factors))
    return Result(magnitude(current * last / first, "USD million"), "USD million", str(span.last), words)


def _at_constant_prices(lookup: Lookup, parameters: ConstantPrices, year: int) -> Quantity:
    value = lookup.value(parameters.formula, year)
    here, base = (lookup.value(parameters.prices, when) for when in (year, parameters.base))
    constant: Quantity = value * base / here
    return constant
