"""Evaluate with prices: falls of a price, wages and amounts at constant prices."""

from __future__ import annotations

from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.evaluators.ranks import SourceRank, top_years
from remesas.claims.lookup import Lookup, Quantity, magnitude
from remesas.claims.models import Evidence, MissingValueError, Observation, Result, Span, Unit
from remesas.core import notes


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
    "same year": ("p(t) < p(t−1)", (0,)),
    "year before": ("p(t−1) < p(t−2)", (1,)),
    "either": ("p(t) < p(t−1) or p(t−1) < p(t−2)", (0, 1)),
}
"""The tests in words, and how many years before the tested one the price may have fallen."""


def fall_years(lookup: Lookup, span: Span, parameters: Falls) -> Result:
    """Those of certain years in which, or before which, a yearly mean price fell.

    Formula: years t with p(t) < p(t−1) (same year), p(t−1) < p(t−2) (year before), or one of the two (either). "Years
    that followed a fall" reads as a fall from the year before the last to the year before.
    """
    named, leading = _list_tested(lookup, span, parameters)
    if not named:
        raise MissingValueError(notes.NO_YEAR_TESTED.write(span=span.words))
    needed = sorted({year - back for year in named for back in (0, 1, 2)})
    prices = {year: lookup.value(parameters.price, year) for year in needed}
    lookup.note(leading)
    test, lags = FALLS[parameters.when]
    years = tuple(year for year in named if any(prices[year - lag] < prices[year - lag - 1] for lag in lags))
    words = f"those of {', '.join(map(str, named))} with {test}, p: mean {lookup.describe(parameters.price)}"
    return Result(years, "years", span.text, words, named=named)


def _list_tested(lookup: Lookup, span: Span, parameters: Falls) -> tuple[tuple[int, ...], list[Observation]]:
    """The years that are tested, and the observations that name them."""
    if not parameters.leading:
        return parameters.years or tuple(span.years), []
    on_basis = lookup.with_evidence(parameters.leading.basis)
    years = top_years(on_basis, span, parameters.leading.source).value
    assert isinstance(years, tuple)
    return years, on_basis.used


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
