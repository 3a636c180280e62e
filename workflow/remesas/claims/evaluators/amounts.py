"""Evaluators of amounts, shares and multiples."""

from __future__ import annotations

from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.evaluators.registry import evaluator
from remesas.claims.lookup import Lookup, bracketed, readable
from remesas.claims.models import Result, Span, Unit


class Amount(Entry):
    """A formula and the unit of its value; ``bound`` says that it only limits what the claim states."""

    formula: str
    unit: Unit = "USD million"
    bound: Literal["upper", "lower"] | None = None


class Quotient(Entry):
    """Two formulas, and the unit of the first by the second (``ratio`` or ``percent``)."""

    numerator: str
    denominator: str
    unit: Unit = "percent"


class Multiple(Entry):
    """A formula whose last year is divided by its first; the first year may have a formula of its own."""

    formula: str
    first_formula: str = ""


class YearlyChange(Entry):
    """A stock whose change is spread over the years; ``bound`` says that it only limits what the claim states."""

    formula: str
    unit: Unit = "persons a year"
    bound: Literal["upper", "lower"] | None = None


class Record(Entry):
    """A series that may have reached its highest value."""

    formula: str


@evaluator(Amount)
def amount(lookup: Lookup, span: Span, parameters: Amount) -> Result:
    """The sum of a formula over the years of the period.

    Formula: x(first) + … + x(last). A claim about one year reads it as the calendar year of the series.
    """
    total = lookup.total(parameters.formula, span.years)
    words = readable(parameters.formula, span.text)
    return Result(total.to(parameters.unit), parameters.unit, span.text, words, total.observations,
                  bound=parameters.bound)  # fmt: skip


@evaluator(Quotient)
def quotient(lookup: Lookup, span: Span, parameters: Quotient) -> Result:
    """One sum over the period divided by another.

    Formula: (a(first) + … + a(last)) ÷ (b(first) + … + b(last)); of several years the mean that each year's weight
    gives, not the mean of yearly ratios.
    """
    above = lookup.total(parameters.numerator, span.years)
    below = lookup.total(parameters.denominator, span.years)
    value = above.quantity / below.quantity
    words = f"({readable(parameters.numerator, span.text)}) ÷ ({readable(parameters.denominator, span.text)})"
    observations = tuple(dict.fromkeys((*above.observations, *below.observations)))
    factor = 100.0 if parameters.unit in ("percent", "percentage points") else 1.0
    return Result(float(value.to("").magnitude) * factor, parameters.unit, span.text, words, observations)


@evaluator(Multiple)
def multiple(lookup: Lookup, span: Span, parameters: Multiple) -> Result:
    """How many times its first year the last year of the period is.

    Formula: x(last) ÷ x(first). "Multiplied by five over the past decade" reads as five times the value of ten years
    before; other first years are readings of their own.
    """
    before = parameters.first_formula or parameters.formula
    last, first = lookup.value(parameters.formula, span.last), lookup.value(before, span.first)
    value = float((last.quantity / first.quantity).to("").magnitude)
    words = f"{bracketed(readable(parameters.formula, span.last))} ÷ {bracketed(readable(before, span.first))}"
    return Result(value, "ratio", span.text, words, (*last.observations, *first.observations))


@evaluator(YearlyChange)
def yearly_change(lookup: Lookup, span: Span, parameters: YearlyChange) -> Result:
    """The mean yearly change of a stock over the period.

    Formula: (x(last) − x(first)) ÷ (last − first). A stock changes by arrivals less departures and deaths, so it
    understates arrivals.
    """
    last, first = lookup.value(parameters.formula, span.last), lookup.value(parameters.formula, span.first)
    years = span.last - span.first
    value = (last.to(parameters.unit) - first.to(parameters.unit)) / years
    after, before = (bracketed(readable(parameters.formula, year)) for year in (span.last, span.first))
    words = f"({after} − {before}) ÷ {years}"
    return Result(value, parameters.unit, span.text, words, (*last.observations, *first.observations),
                  bound=parameters.bound)  # fmt: skip


@evaluator(Record)
def record_rank(lookup: Lookup, span: Span, parameters: Record) -> Result:
    """The rank of the last year among the years of the period, the highest value first.

    Formula: 1 + number of years with a higher value. "A record" reads as rank 1 since the first year of the table.
    """
    values = {year: lookup.value(parameters.formula, year) for year in span.years}
    last = values[span.last].to("USD million")
    rank = 1 + sum(1 for item in values.values() if item.to("USD million") > last)
    words = f"rank of {readable(parameters.formula, span.last)} since {span.first}"
    return Result(
        float(rank), "rank", span.text, words, tuple(o for item in values.values() for o in item.observations)
    )
