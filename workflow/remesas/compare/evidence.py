"""Evidence for declared causes: what the data must show for an explanation of a difference to stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remesas.catalog.entries import Catalog, Entry, Explanation, Test
from remesas.core.errors import DataError
from remesas.core.rounding import round_half_up
from remesas.core.units import MONEY
from remesas.tables.series import AnnualSeries, compute_values


class Fit(Entry):
    """Parameters of a test of one formula against print."""

    formula: str
    years: tuple[int, int]


class Near(Fit):
    """Parameters of a test that a formula lies within so many percent of print."""

    percent: float


class Ratio(Entry):
    """Parameters of a test of a ratio, which must lie between ``min`` and ``max`` in every year."""

    numerator: str
    denominator: str
    years: tuple[int, int]
    min: float
    max: float


class Between(Entry):
    """Parameters of a test that print lies between two formulas."""

    low: str
    high: str
    years: tuple[int, int]


class Mirror(Entry):
    """Parameters of a test that print is another printed column with its sign turned."""

    other: str
    years: tuple[int, int]


@dataclass(frozen=True)
class Column:
    """A printed column beside what a basis gives for it: series by year, in the unit of the table."""

    series: AnnualSeries
    catalog: Catalog
    printed: pd.Series
    regenerated: pd.Series
    unit: str = MONEY

    def values(self, formula: str, years: Sequence[int]) -> pd.Series:
        """A formula's value for each year (see ``tables.series.compute_values``)."""
        return compute_values(self.series, self.catalog, formula, years)

    def print_of(self, years: Sequence[int]) -> pd.Series:
        """What was printed for each year; missing where nothing was."""
        return self.printed.reindex(list(years))


@dataclass(frozen=True)
class Finding:
    """What one test found: its statistic by year, the range in which it must lie, its unit and what it is."""

    statistic: pd.Series
    minimum: float
    maximum: float
    unit: str
    formula: str

    @property
    def holds(self) -> bool:
        """Whether the statistic is known and within its range in every year."""
        return bool(len(self.statistic)) and bool(self.statistic.between(self.minimum, self.maximum).all())


def equals_print(column: Column, parameters: Fit) -> Finding:
    """The formula equals print, to the printed rounding: the rounded difference is 0."""
    years = _years(parameters.years)
    rounded = column.values(parameters.formula, years).map(_rounded)
    return Finding(rounded - column.print_of(years), 0, 0, column.unit, f"{parameters.formula} - print")


def within_percent(column: Column, parameters: Near) -> Finding:
    """The formula lies within a declared percentage of print in every year."""
    years = _years(parameters.years)
    printed = column.print_of(years)
    gap = 100 * (column.values(parameters.formula, years) - printed) / printed.abs()
    formula = f"({parameters.formula} - print) / |print|"
    return Finding(gap, -parameters.percent, parameters.percent, "percent", formula)


def one_digit_off(column: Column, parameters: Near) -> Finding:
    """With one digit of print changed, the formula lies within a declared percentage of it; with print itself not.

    The statistic is the difference from the number, one digit away from print, that is nearest to the formula.
    """
    years = _years(parameters.years)
    printed, values = column.print_of(years), column.values(parameters.formula, years)
    nearest = pd.Series({year: _nearest_slip(printed[year], values[year]) for year in years}, dtype=float)
    gap = (100 * (values - nearest) / nearest.abs()).where(_apart(values, printed) > parameters.percent)
    formula = f"({parameters.formula} - print with one digit changed) / |print|"
    return Finding(gap, -parameters.percent, parameters.percent, "percent", formula)


def nearer_to_print(column: Column, parameters: Fit) -> Finding:
    """The formula is nearer to print than the column's own figure: the ratio of the distances is below 1."""
    years = _years(parameters.years)
    printed = column.print_of(years)
    distance = (column.values(parameters.formula, years) - printed).abs()
    own = (column.regenerated.reindex(years) - printed).abs()
    formula = f"|{parameters.formula} - print| / |regenerated - print|"
    return Finding(distance / own, 0, 0.999, "ratio", formula)


def ratio_between(column: Column, parameters: Ratio) -> Finding:
    """The ratio of two formulas lies in a declared range in every year."""
    years = _years(parameters.years)
    ratio = column.values(parameters.numerator, years) / column.values(parameters.denominator, years)
    formula = f"({parameters.numerator}) / ({parameters.denominator})"
    return Finding(ratio, parameters.min, parameters.max, "ratio", formula)


def print_between(column: Column, parameters: Between) -> Finding:
    """Print lies between two formulas: its place between them is from 0 (the low one) to 1 (the high one)."""
    years = _years(parameters.years)
    low, high = column.values(parameters.low, years), column.values(parameters.high, years)
    formula = f"(print - low) / (high - low); low: {parameters.low}; high: {parameters.high}"
    return Finding((column.print_of(years) - low) / (high - low), 0, 1, "ratio", formula)


def mirrored(column: Column, parameters: Mirror) -> Finding:
    """Print is another printed column with its sign turned: their sum is 0."""
    years = _years(parameters.years)
    total = column.print_of(years) + column.values(parameters.other, years)
    return Finding(total, 0, 0, column.unit, f"print + {parameters.other}")


TESTS: dict[str, tuple[type[Entry], Callable[[Column, Any], Finding]]] = {
    "equals_print": (Fit, equals_print),
    "within_percent": (Near, within_percent),
    "one_digit_off": (Near, one_digit_off),
    "nearer_to_print": (Fit, nearer_to_print),
    "ratio_between": (Ratio, ratio_between),
    "print_between": (Between, print_between),
    "mirrored": (Mirror, mirrored),
}
"""The tests that the catalog can name, each with the form of its parameters."""


def run_test(column: Column, test: Test, explanation: Explanation) -> Finding:
    """One declared test.

    Raises:
        DataError: If the catalog names a test that does not exist, or wrong parameters.
    """
    if test.test not in TESTS:
        raise DataError(
            f"the test {test.test!r} is not known.",
            file=f"explanations.yaml, {explanation.id}",
            remedy=f"use one of {', '.join(TESTS)}.",
        )
    parameters, run = TESTS[test.test]
    return run(column, parameters.model_validate(test.parameters))


def _years(span: tuple[int, int]) -> list[int]:
    return list(range(span[0], span[1] + 1))


def _apart(values: pd.Series, printed: pd.Series) -> pd.Series:
    return 100 * (values - printed).abs() / printed.abs()


def _nearest_slip(printed: float, value: float) -> float:
    """The number that differs from ``printed`` in one digit and is nearest to ``value``."""
    if pd.isna(printed) or pd.isna(value):
        return float("nan")
    digits = f"{abs(printed):.0f}"
    slips = (
        int(digits[:place] + digit + digits[place + 1 :])
        for place in range(len(digits))
        for digit in "0123456789"
        if digit != digits[place]
    )
    return min(((-1 if printed < 0 else 1) * slip for slip in slips), key=lambda slip: abs(slip - value))


def _rounded(value: float) -> float:
    return float("nan") if pd.isna(value) else float(round_half_up(value))
