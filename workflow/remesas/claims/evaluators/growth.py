"""Evaluate growth over a period."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import fmean, stdev
from typing import Literal

from remesas.catalog.entries import Entry
from remesas.claims.lookup import Lookup, magnitude, rank_among
from remesas.claims.results import Result, Span
from remesas.claims.vocabulary import Bound


class CompoundGrowth(Entry):
    """A formula, a price index to deflate it (none: current dollars), and steps to leave out.

    ``leave_out`` lists years whose step from the year before is a level break; the other steps are linked. The first
    year may have its own formula, such as a whole of which the other is a part: ``bound`` says what growth then limits.
    """

    formula: str
    first_formula: str = ""
    deflator: str = ""
    leave_out: tuple[int, ...] = ()
    bound: Bound | None = None


class Consistency(Entry):
    """The column in question, those that it is ranked among, and what measures consistency."""

    flow: str
    indicator: str
    among: tuple[str, ...]
    measure: Literal["deviation", "coefficient", "falls"] = "deviation"


class Comparison(Entry):
    """Two formulas whose growth is compared."""

    faster: str
    slower: str


def compound_growth(lookup: Lookup, span: Span, parameters: CompoundGrowth) -> Result:
    """Mean growth a year over the period, compounded.

    Formula: (x(last) ÷ x(first))^(1 ÷ years) − 1; with a price index p, x is divided by p first. Where a step is left
    out, the growth of the other steps is multiplied and ``years`` counts only those.
    """
    skipped = sorted(year for year in parameters.leave_out if span.first < year <= span.last)
    ends = [(parameters.formula, parameters.first_formula or parameters.formula)]
    if parameters.deflator:
        ends.append((parameters.deflator, parameters.deflator))
    factor, steps, words = 1.0, 0, []
    for first, last in _list_runs(span, skipped):
        grown = [magnitude(lookup.value(end, last) / lookup.value(start, first), "ratio") for end, start in ends]
        factor, steps = factor * (grown[0] / math.prod(grown[1:])), steps + last - first
        words.append(" ÷ ".join(
            f"({lookup.describe_factor(end, last)} ÷ {lookup.describe_factor(start, first)})" for end, start in ends
        ))  # fmt: skip
    text = f"[{' × '.join(words)}]^(1 ÷ {steps}) − 1"
    if skipped:
        text += f", without the step to {', '.join(map(str, skipped))}"
    growth = 100 * (factor ** (1 / steps) - 1)
    return Result(growth, "percent a year", span.text, text, bound=parameters.bound)


def growth_ratio(lookup: Lookup, span: Span, parameters: Comparison) -> Result:
    """How many times as fast one series grew as another.

    Formula: compound growth of the one ÷ compound growth of the other, over the same period.
    """
    faster, slower = (
        compound_growth(lookup, span, CompoundGrowth(formula=formula))
        for formula in (parameters.faster, parameters.slower)
    )
    assert isinstance(faster.value, float) and isinstance(slower.value, float)
    return Result(faster.value / slower.value, "ratio", span.text, f"({faster.formula}) ÷ ({slower.formula})")


def consistency_rank(lookup: Lookup, span: Span, parameters: Consistency) -> Result:
    """The rank of a source by how even its yearly growth is, the most even first.

    Formula: yearly growth g(t) = x(t) ÷ x(t−1) − 1 for each source; ``deviation``: standard deviation of g (n − 1),
    ``coefficient``: that by the mean of g, ``falls``: years with g < 0. "The most consistently" reads as rank 1; among
    fewer sources than the table has, the rank is the best that is possible.
    """
    scores = {}
    for name in parameters.among:
        amounts = [lookup.columns(parameters.flow, [name], year)[name] for year in span.years]
        growth = [100 * (now / before - 1) for before, now in pairwise(amounts)]
        scores[name] = _score_growth(growth, parameters.measure)
    listed = ", ".join(f"{name} {score:.4g}" for name, score in sorted(scores.items(), key=lambda item: item[1]))
    return Result(
        rank_among(scores[parameters.indicator], scores.values(), lowest=True), "rank", span.text,
        f"rank by {parameters.measure} of yearly growth: {listed}",
        left_out=lookup.count_left_out(parameters.flow, parameters.among),
    )  # fmt: skip


def _score_growth(growth: list[float], measure: str) -> float:
    if measure == "falls":
        return float(sum(1 for value in growth if value < 0))
    if measure == "deviation":
        return stdev(growth)
    mean = fmean(growth)
    return stdev(growth) / mean if mean > 0 else math.inf


def _list_runs(span: Span, skipped: list[int]) -> list[tuple[int, int]]:
    """The stretches of the span between the steps that are left out."""
    starts, ends = [span.first, *skipped], [*(year - 1 for year in skipped), span.last]
    return [(first, last) for first, last in zip(starts, ends, strict=True) if last > first]
