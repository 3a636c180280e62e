"""Evaluate amounts, shares and multiples, and the limits that other numbers set."""

from __future__ import annotations

from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.lookup import Lookup, magnitude, rank_among
from remesas.claims.results import Result, Span
from remesas.claims.vocabulary import Bound, Unit


class Single(Entry):
    """A formula, of some years of the period."""

    formula: str


class Amount(Entry):
    """A formula and the unit of its value; ``bound`` says that it only limits what the claim states."""

    formula: str
    unit: Unit = "USD million"
    bound: Bound | None = None


class Quotient(Entry):
    """Two formulas, and the unit of the first by the second."""

    numerator: str
    denominator: str
    unit: Literal["ratio", "percent", "percentage points"] = "percent"


class Multiple(Entry):
    """A formula whose last year is divided by its first; the first year may have a formula of its own."""

    formula: str
    first_formula: str = ""


class YearlyChange(Entry):
    """A stock whose change is spread over the years; ``bound`` says that it only limits what the claim states."""

    formula: str
    unit: Unit = "persons a year"
    bound: Bound | None = None


class Increases(Entry):
    """A stock whose last increase is divided by its first, each over ``years``; the first may have its own formula."""

    formula: str
    years: int
    first_formula: str = ""
    bound: Bound | None = None


class Limit(Entry):
    """A formula whose value bounds what a claim states."""

    formula: str
    unit: Unit
    bound: Bound = "upper"


class ScaledLimit(Entry):
    """A formula whose yearly mean, times a number of years, bounds what a claim states."""

    formula: str
    years: int


def amount(lookup: Lookup, span: Span, parameters: Amount) -> Result:
    """The sum of a formula over the years of the period.

    Formula: x(first) + … + x(last). A claim about one year reads it as the calendar year of the series.
    """
    value = magnitude(lookup.total(parameters.formula, span.years), parameters.unit)
    words = lookup.describe(parameters.formula, span.text)
    return Result(value, parameters.unit, span.text, words, bound=parameters.bound)


def quotient(lookup: Lookup, span: Span, parameters: Quotient) -> Result:
    """One sum over the period divided by another.

    Formula: (a(first) + … + a(last)) ÷ (b(first) + … + b(last)); of several years the mean that each year's weight
    gives, not the mean of yearly ratios.
    """
    formulas = parameters.numerator, parameters.denominator
    above, below = (lookup.total(formula, span.years) for formula in formulas)
    factor = 1.0 if parameters.unit == "ratio" else 100.0
    words = " ÷ ".join(f"({lookup.describe(formula, span.text)})" for formula in formulas)
    return Result(magnitude(above / below, "ratio") * factor, parameters.unit, span.text, words)


def multiple(lookup: Lookup, span: Span, parameters: Multiple) -> Result:
    """How many times its first year the last year of the period is.

    Formula: x(last) ÷ x(first). "Multiplied by five over the past decade" reads as five times the value of ten years
    before; other first years are readings of their own.
    """
    ends = (parameters.formula, span.last), (parameters.first_formula or parameters.formula, span.first)
    last, first = (lookup.value(*end) for end in ends)
    words = " ÷ ".join(lookup.describe_factor(*end) for end in ends)
    return Result(magnitude(last / first, "ratio"), "ratio", span.text, words)


def change(lookup: Lookup, span: Span, parameters: Single) -> Result:
    """By how many percent the last year of the period differs from the first.

    Formula: 100 × (x(last) ÷ x(first) − 1). "It fell" reads as less in the last year than in the first.
    """
    last, first = (lookup.value(parameters.formula, year) for year in (span.last, span.first))
    words = " ÷ ".join(lookup.describe_factor(parameters.formula, year) for year in (span.last, span.first))
    return Result(100 * (magnitude(last / first, "ratio") - 1), "percent", span.text, f"{words} − 1")


def yearly_change(lookup: Lookup, span: Span, parameters: YearlyChange) -> Result:
    """The mean yearly change of a stock over the period.

    Formula: (x(last) − x(first)) ÷ (last − first). A stock changes by arrivals less departures and deaths, so it
    understates arrivals.
    """
    ends, years = (span.last, span.first), span.last - span.first
    last, first = (magnitude(lookup.value(parameters.formula, year), parameters.unit) for year in ends)
    words = f"({' − '.join(lookup.describe_factor(parameters.formula, year) for year in ends)}) ÷ {years}"
    return Result((last - first) / years, parameters.unit, span.text, words, bound=parameters.bound)


def multiple_of_increases(lookup: Lookup, span: Span, parameters: Increases) -> Result:
    """How many times its increase over the first years the increase of a stock over the last years of the period is.

    Formula: (x(last) − x(last − n)) ÷ (x(first + n) − x(first)). Where the stock at the end of the first years is only
    known to be no less than so much, the multiple is an upper limit.
    """
    count = parameters.years
    ends = (parameters.formula, span.last), (parameters.first_formula or parameters.formula, span.first + count)
    last, first = (lookup.value(formula, year) - lookup.value(formula, year - count) for formula, year in ends)
    words = " ÷ ".join(
        f"({lookup.describe_factor(formula, year)} − {lookup.describe_factor(formula, year - count)})"
        for formula, year in ends
    )
    return Result(magnitude(last / first, "ratio"), "ratio", span.text, words, bound=parameters.bound)


def record_rank(lookup: Lookup, span: Span, parameters: Single) -> Result:
    """The rank of the last year among the years of the period, the highest value first.

    Formula: 1 + number of years with a higher value. "A record" reads as rank 1 since the first year of the table.
    """
    values = [magnitude(lookup.value(parameters.formula, year), "USD million") for year in span.years]
    words = f"rank of {lookup.describe(parameters.formula, span.last)} since {span.first}"
    return Result(rank_among(values[-1], values), "rank", span.text, words)


def limit(lookup: Lookup, span: Span, parameters: Limit) -> Result:
    """A limit that the claim's value must not pass: a part is at most its whole.

    Formula: the sum of a formula over the period. Keeping to a limit makes a claim possible, not true.
    """
    value = magnitude(lookup.total(parameters.formula, span.years), parameters.unit)
    words = f"limit: {lookup.describe(parameters.formula, span.text)}"
    return Result(value, parameters.unit, span.text, words, bound=parameters.bound)


def scaled_limit(lookup: Lookup, span: Span, parameters: ScaledLimit) -> Result:
    """The most that can have been paid over a number of years out of a yearly amount.

    Formula: years × mean of the formula over the period for which it is known.
    """
    mean = magnitude(lookup.total(parameters.formula, span.years), "USD million") / len(span.years)
    words = f"limit: {parameters.years} × mean of {lookup.describe_factor(parameters.formula, span.text)}"
    return Result(mean * parameters.years, "USD million", span.text, words, bound="upper")
