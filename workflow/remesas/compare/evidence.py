"""Evidence for declared causes: what the data must show, year by year, for an explanation of a difference to stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remesas.catalog.entries import Catalog, Entry, Explanation, Test
from remesas.compare.digits import list_slips
from remesas.core.errors import DataError
from remesas.core.units import MONEY
from remesas.tables.series import AnnualSeries, compute_values

CLOSE_PERCENT = 1.0
"""A figure that lies so near another one, in percent, is close to it; evidence has to come as near."""


class Prediction(Entry):
    """Parameters of a test that a formula comes near a figure."""

    formula: str
    percent: float = CLOSE_PERCENT


class Slip(Entry):
    """Parameters of a test that one digit of print is wrong: what print should be, and how near to it, in percent."""

    formula: str
    percent: float


class Ratio(Entry):
    """Parameters of a test of a ratio, which must lie between ``min`` and ``max``."""

    numerator: str
    denominator: str
    min: float
    max: float


class Mirror(Entry):
    """Parameters of a test that print is another printed column with its sign turned."""

    other: str


@dataclass(frozen=True)
class Column:
    """A printed column beside what a basis gives for it, in the years of an explanation and the unit of the table."""

    series: AnnualSeries
    catalog: Catalog
    printed: pd.Series
    regenerated: pd.Series
    unit: str = MONEY

    def values(self, formula: str) -> pd.Series:
        """A formula's value for each year (see ``tables.series.compute_values``)."""
        return compute_values(self.series, self.catalog, formula, list(self.printed.index))


@dataclass(frozen=True)
class Finding:
    """What one test found: its statistic by year, the range in which it must lie, its unit and what it is."""

    statistic: pd.Series
    minimum: float
    maximum: float
    unit: str
    formula: str

    @property
    def holds(self) -> pd.Series:
        """For each year whether the statistic is known and within its range."""
        return self.statistic.between(self.minimum, self.maximum)


def predicts_print(column: Column, parameters: Prediction) -> Finding:
    """The formula, which knows nothing of print, lies within a percentage of it."""
    gap = 100 * (column.values(parameters.formula) - column.printed) / column.printed.abs()
    formula = f"({parameters.formula} - print) / |print|"
    return Finding(gap, -parameters.percent, parameters.percent, "percent", formula)


def corrects_print(column: Column, parameters: Prediction) -> Finding:
    """The formula, which says what print would be without the cause, lies within a percentage of the regenerated."""
    gap = 100 * (column.values(parameters.formula) - column.regenerated) / column.regenerated.abs()
    formula = f"({parameters.formula} - regenerated) / |regenerated|"
    return Finding(gap, -parameters.percent, parameters.percent, "percent", formula)


def one_digit_off(column: Column, parameters: Slip) -> Finding:
    """The number one digit away from print that is nearest to the formula is close to the regenerated figure.

    It counts only if it comes as near to the formula as declared, and print itself does not.
    """
    values = column.values(parameters.formula)
    slips = pd.Series({year: _nearest_slip(column.printed[year], values[year]) for year in values.index}, dtype=float)
    mends = (_apart(values, slips) <= parameters.percent) & (_apart(values, column.printed) > parameters.percent)
    gap = (100 * (column.regenerated - slips) / slips.abs()).where(mends)
    formula = f"(regenerated - s) / |s|; s: print with one digit changed, nearest to {parameters.formula}"
    return Finding(gap, -CLOSE_PERCENT, CLOSE_PERCENT, "percent", formula)


def ratio_between(column: Column, parameters: Ratio) -> Finding:
    """The ratio of two formulas lies in a declared range."""
    ratio = column.values(parameters.numerator) / column.values(parameters.denominator)
    formula = f"({parameters.numerator}) / ({parameters.denominator})"
    return Finding(ratio, parameters.min, parameters.max, "ratio", formula)


def mirrored(column: Column, parameters: Mirror) -> Finding:
    """Print is another printed column with its sign turned: their sum is 0."""
    total = column.printed + column.values(parameters.other)
    return Finding(total, 0, 0, column.unit, f"print + {parameters.other}")


TESTS: dict[str, tuple[type[Entry], Callable[[Column, Any], Finding]]] = {
    "predicts_print": (Prediction, predicts_print),
    "corrects_print": (Prediction, corrects_print),
    "one_digit_off": (Slip, one_digit_off),
    "ratio_between": (Ratio, ratio_between),
    "mirrored": (Mirror, mirrored),
}
"""The tests that the catalog can name, each with the form of its parameters."""
PREDICTIONS = ("predicts_print", "corrects_print", "one_digit_off")
"""Tests that reach the size of a difference: without one of them a cause explains nothing."""


def run_tests(column: Column, explanation: Explanation) -> list[Finding]:
    """The declared tests of an explanation, in their order.

    Raises:
        DataError: If the catalog names a test that does not exist, wrong parameters, or no test of the size.
    """
    if not any(test.test in PREDICTIONS for test in explanation.evidence):
        raise DataError(
            "no test of the evidence reaches the size of the difference.",
            file=f"explanations.yaml, {explanation.id}",
            remedy=f"add one of {', '.join(PREDICTIONS)}, or leave the cells unexplained.",
        )
    return [_run_test(column, test, explanation) for test in explanation.evidence]


def _run_test(column: Column, test: Test, explanation: Explanation) -> Finding:
    if test.test not in TESTS:
        raise DataError(
            f"the test {test.test!r} is not known.",
            file=f"explanations.yaml, {explanation.id}",
            remedy=f"use one of {', '.join(TESTS)}.",
        )
    parameters, run = TESTS[test.test]
    return run(column, parameters.model_validate(test.parameters))


def _apart(values: pd.Series, others: pd.Series) -> pd.Series:
    return 100 * (values - others).abs() / others.abs()


def _nearest_slip(printed: float, value: float) -> float:
    """The number that differs from ``printed`` in one digit and is nearest to ``value``."""
    if pd.isna(printed) or pd.isna(value):
        return float("nan")
    return min(list_slips(printed), key=lambda slip: abs(slip - value))
