"""Evaluators of limits: what the article's own numbers, or a wider series, allow."""

from __future__ import annotations

from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.evaluators.registry import evaluator
from remesas.claims.lookup import Lookup, bracketed, readable
from remesas.claims.models import Result, Span, Unit


class Limit(Entry):
    """A formula whose value bounds what a claim states; ``stated`` says that the claim itself names the order."""

    formula: str
    unit: Unit
    bound: Literal["upper", "lower"] = "upper"
    stated: bool = False


class ScaledLimit(Entry):
    """A formula whose yearly mean, times a number of years, bounds what a claim states."""

    formula: str
    years: int


@evaluator(Limit)
def limit(lookup: Lookup, span: Span, parameters: Limit) -> Result:
    """A limit that the claim's value must not pass: a part is at most its whole.

    Formula: the sum of a formula over the period. Keeping to a limit makes a claim possible, not true, unless the
    claim says no more than the order ("some of them", "below that of").
    """
    total = lookup.total(parameters.formula, span.years)
    words = f"limit: {readable(parameters.formula, span.text)}"
    return Result(total.to(parameters.unit), parameters.unit, span.text, words, total.observations,
                  bound=parameters.bound, order_holds=parameters.stated or None)  # fmt: skip


@evaluator(ScaledLimit)
def scaled_limit(lookup: Lookup, span: Span, parameters: ScaledLimit) -> Result:
    """The most that can have been paid over a number of years out of a yearly amount.

    Formula: years × mean of the formula over the period for which it is known.
    """
    total = lookup.total(parameters.formula, span.years)
    value = total.to("USD million") / len(span.years) * parameters.years
    words = f"limit: {parameters.years} × mean of {bracketed(readable(parameters.formula, span.text))}"
    return Result(value, "USD million", span.text, words, total.observations, bound="upper")
