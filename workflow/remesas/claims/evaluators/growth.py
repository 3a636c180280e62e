"""Evaluators of growth over a period."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import fmean, stdev
from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.evaluators.registry import evaluator
from remesas.claims.lookup import Lookup, bracketed, readable
from remesas.claims.models import Observation, Result, Span


class CompoundGrowth(Entry):
    """A formula, a price index to deflate it (none: current dollars), and steps to leave out.

    ``leave_out`` lists years whose step from the year before is a level break; the other steps are linked.
    """

    formula: str
    deflator: str = ""
    leave_out: tuple[int, ...] = ()


class Consistency(Entry):
    """The column in question, those that it is ranked among, and what measures consistency."""

    flow: Literal["gross", "net"] = "gross"
    indicator: str
    among: tuple[str, ...]
    measure: Literal["deviation", "coefficient", "falls"] = "deviation"


class Comparison(Entry):
    """Two formulas whose growth is compared."""

    faster: str
    slower: str


@evaluator(CompoundGrowth)
def compound_growth(lookup: Lookup, span: Span, parameters: CompoundGrowth) -> Result:
    """Mean growth a year over the period, compounded.

    Formula: (x(last) ÷ x(first))^(1 ÷ years) − 1; with a price index p, x is divided by p first. Where a step is left
    out, the growth of the other steps is multiplied and ``years`` counts only those.
    """
    skipped = {year for year in parameters.leave_out if span.first < year <= span.last}
    factor, steps, observations = 1.0, 0, []
    words: list[str] = []
    for first, last in _runs(span, skipped):
        grown, used = _growth_factor(lookup, parameters, first, last)
        factor, steps = factor * grown, steps + last - first
        observations += used
        words.append(_factor_in_words(parameters, first, last))
    value = 100 * (factor ** (1 / steps) - 1)
    text = f"[{' × '.join(words)}]^(1 ÷ {steps}) − 1"
    if skipped:
        text += f", without the step to {', '.join(map(str, sorted(skipped)))}"
    return Result(value, "percent a year", span.text, text, tuple(observations))


def _factor_in_words(parameters: CompoundGrowth, first: int, last: int) -> str:
    """The growth factor between two years, divided by that of the price index where there is one."""
    factors = [
        f"({bracketed(readable(formula, last))} ÷ {bracketed(readable(formula, first))})"
        for formula in (parameters.formula, parameters.deflator)
        if formula
    ]
    return " ÷ ".join(factors)


@evaluator(Comparison)
def growth_ratio(lookup: Lookup, span: Span, parameters: Comparison) -> Result:
    """How many times as fast one series grew as another.

    Formula: compound growth of the one ÷ compound growth of the other, over the same period.
    """
    faster = compound_growth(lookup, span, CompoundGrowth(formula=parameters.faster))
    slower = compound_growth(lookup, span, CompoundGrowth(formula=parameters.slower))
    assert isinstance(faster.value, float) and isinstance(slower.value, float)
    words = f"({faster.formula}) ÷ ({slower.formula})"
    return Result(faster.value / slower.value, "ratio", span.text, words, (*faster.observations, *slower.observations))


@evaluator(Consistency)
def consistency_rank(lookup: Lookup, span: Span, parameters: Consistency) -> Result:
    """The rank of a source by how even its yearly growth is, the most even first.

    Formula: yearly growth g(t) = x(t) ÷ x(t−1) − 1 for each source; ``deviation``: standard deviation of g (n − 1),
    ``coefficient``: that by the mean of g, ``falls``: years with g < 0. "The most consistently" reads as rank 1; among
    fewer sources than the table has, the rank is the best that is possible.
    """
    scores: dict[str, float] = {}
    observations: list[Observation] = []
    for indicator in parameters.among:
        computed = [lookup.value(f"{{{parameters.flow}:{indicator}}}", year) for year in span.years]
        values = [item.to("USD million") for item in computed]
        observations += [observation for item in computed for observation in item.observations]
        growth = [100 * (now / before - 1) for before, now in pairwise(values)]
        scores[indicator] = _score(growth, parameters.measure)
    own = scores[parameters.indicator]
    rank = 1 + sum(1 for score in scores.values() if score < own)
    listed = ", ".join(f"{name} {score:.4g}" for name, score in sorted(scores.items(), key=lambda item: item[1]))
    return Result(float(rank), "rank", span.text, f"rank by {parameters.measure} of yearly growth: {listed}",
                  tuple(observations), left_out=lookup.left_out(parameters.flow, parameters.among))  # fmt: skip


def _score(growth: list[float], measure: str) -> float:
    if measure == "falls":
        return float(sum(1 for value in growth if value < 0))
    if measure == "deviation":
        return stdev(growth)
    mean = fmean(growth)
    return stdev(growth) / mean if mean > 0 else math.inf


def _runs(span: Span, skipped: set[int]) -> list[tuple[int, int]]:
    """The stretches of the span between the steps that are left out."""
    starts = [span.first, *sorted(skipped)]
    ends = [*(year - 1 for year in sorted(skipped)), span.last]
    return [(first, last) for first, last in zip(starts, ends, strict=True) if last > first]


def _growth_factor(
    lookup: Lookup, parameters: CompoundGrowth, first: int, last: int
) -> tuple[float, list[Observation]]:
    after, before = lookup.value(parameters.formula, last), lookup.value(parameters.formula, first)
    factor = float((after.quantity / before.quantity).to("").magnitude)
    observations = [*after.observations, *before.observations]
    if parameters.deflator:
        dear, cheap = lookup.value(parameters.deflator, last), lookup.value(parameters.deflator, first)
        factor /= float((dear.quantity / cheap.quantity).to("").magnitude)
        observations += [*dear.observations, *cheap.observations]
    return factor, observations
