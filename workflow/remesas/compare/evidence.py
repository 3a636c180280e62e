"""Evidence for declared causes: what the data must show, year by year, for an explanation of a difference to stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.entries import Entry, read_parameters
from remesas.catalog.print import Explanation, Test
from remesas.compare.printed_checks import ALL, PrintedTables, run_check
from remesas.core.errors import DataError, choose
from remesas.core.units import MONEY
from remesas.tables.series import AnnualSeries, compute_values

CLOSE_PERCENT = 1.0
"""A figure that lies so near another one, in percent, is close to it; evidence has to come as near."""


class Prediction(Entry):
    """Parameters of a test that a formula comes near a figure."""

    formula: str


class Mirror(Entry):
    """Parameters of a test that print is another printed column with its sign turned."""

    other: str


class Passing(Entry):
    """Parameters of a test that printed numbers pass a check of checks.yaml, of which this is the id."""

    check: str


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
    """The formula, which knows nothing of print, is close to it."""
    gap = 100 * (column.values(parameters.formula) - column.printed) / column.printed.abs()
    formula = f"({parameters.formula} - print) / |print|"
    return Finding(gap, -CLOSE_PERCENT, CLOSE_PERCENT, "percent", formula)


def mirrored(column: Column, parameters: Mirror) -> Finding:
    """Print is another printed column with its sign turned: their sum is 0."""
    total = column.printed + column.values(parameters.other)
    return Finding(total, 0, 0, column.unit, f"print + {parameters.other}")


def fits_check(column: Column, parameters: Passing) -> Finding:
    """Printed numbers pass a check of the printed tables: one yardstick for both.

    Raises:
        DataError: If no check about several columns together has this id.
    """
    found = [entry for entry in column.catalog.printed_checks if entry.id == parameters.check]
    rows = run_check(PrintedTables(column.series, column.catalog), found[0]) if found else pd.DataFrame()
    if not len(rows) or set(rows["indicator"]) != {ALL}:
        raise DataError(
            f"{parameters.check!r} is no check about several columns together.",
            file="explanations.yaml",
            remedy="name one of checks.yaml.",
        )
    one, values = rows.iloc[0], rows.set_index("time_period")["value"].reindex(column.printed.index)
    return Finding(values, one["expected_min"], one["expected_max"], one["unit_measure"], f"check {parameters.check}")


TESTS: dict[str, tuple[type[Entry], Callable[[Column, Any], Finding]]] = {
    "predicts_print": (Prediction, predicts_print),
    "mirrored": (Mirror, mirrored),
    "fits_check": (Passing, fits_check),
}
"""The tests that the catalog can name, each with the form of its parameters."""
PREDICTIONS = ("predicts_print", "mirrored")
"""Tests that say what is printed, and so reach the size of a difference: without one a cause explains nothing."""


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
    where = f"explanations.yaml, {explanation.id}"
    kind, run = choose(TESTS, test.test, "test", where)
    return run(column, read_parameters(kind, test.parameters, where))
