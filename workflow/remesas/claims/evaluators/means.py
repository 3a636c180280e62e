"""Evaluate with means of several years, where single years say little: flows of decades, a level that is usual."""

from __future__ import annotations

from pydantic import Field

from remesas.catalog.entries import Entry
from remesas.claims.archive import Quantity
from remesas.claims.lookup import Lookup, magnitude
from remesas.claims.results import Result, Span


class MeansMultiple(Entry):
    """A formula, and the number of years at either end of the period whose means are compared."""

    formula: str
    years: int = Field(ge=1)


class AboveMean(Entry):
    """A formula, and how many years at the start of the period are what is usual (none: all but the last)."""

    formula: str
    years: int = Field(0, ge=0)


def multiple_of_means(lookup: Lookup, span: Span, parameters: MeansMultiple) -> Result:
    """How many times the mean of its first years the mean of the last years of the period is.

    Formula: mean x(last − n + 1 … last) ÷ mean x(first … first + n − 1). "Over the past decade against twenty years
    earlier" reads as two decades whose first years are twenty years apart.
    """
    count = parameters.years
    ends = Span(span.last - count + 1, span.last), Span(span.first, span.first + count - 1)
    last, first = (_mean(lookup, parameters.formula, end) for end in ends)
    words = " ÷ ".join(f"mean {lookup.describe_factor(parameters.formula, end.text)}" for end in ends)
    return Result(magnitude(last / first, "ratio"), "ratio", span.text, words)


def above_mean(lookup: Lookup, span: Span, parameters: AboveMean) -> Result:
    """By how many percent the last year of the period lies above what was usual at its start.

    Formula: 100 × (x(last) ÷ mean x(first … first + n − 1) − 1); n: all years but the last, unless it is given. A
    currency is overvalued as far as its real rate stands above a rate that is taken as balanced.
    """
    usual = Span(span.first, span.first + (parameters.years or span.last - span.first) - 1)
    ratio = magnitude(lookup.value(parameters.formula, span.last) / _mean(lookup, parameters.formula, usual), "ratio")
    words = (
        f"{lookup.describe_factor(parameters.formula, span.last)} ÷ "
        f"mean {lookup.describe_factor(parameters.formula, usual.text)} − 1"
    )
    return Result(100 * (ratio - 1), "percent", span.text, words)


def _mean(lookup: Lookup, formula: str, span: Span) -> Quantity:
    mean: Quantity = lookup.total(formula, span.years) / len(span.years)
    return mean
