"""Checks of the printed tables by themselves: do their numbers fit one another, and the totals they are part of?"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import Any

import pandas as pd

from remesas.catalog.entries import Catalog, Entry
from remesas.core import notes
from remesas.core.errors import DataError
from remesas.core.frames import PRINTED_CHECKS, empty_frame
from remesas.tables.series import AnnualSeries, compute_values

ALL = "all"
"""Stands for the indicator where a check is about several columns together."""
DIGITS_COMPARED = 4
"""Numbers with no more digits than this are left out: they end alike by chance too often."""
DIGITS_BY_CHANCE = 2
"""One number in a thousand shares three last digits with another by chance."""


class Nothing(Entry):
    """Parameters of a check that has none."""


class Components(Entry):
    """Columns whose sum may differ from a total by so many percent of a scale."""

    columns: tuple[str, ...]
    total: str
    scale: str
    percent: float


class Gross(Entry):
    """The table of gross amounts."""

    gross: str


class Steady(Gross):
    """By what factor an amount may rise or fall in a year."""

    factor: float


class PrintedTables:
    """The printed tables of an economy, one frame (index years, columns indicators) a table."""

    def __init__(self, series: AnnualSeries, catalog: Catalog) -> None:
        """Keep where the columns are found."""
        self.series, self.catalog = series, catalog

    def frame(self, table: str) -> pd.DataFrame:
        """All printed years of a table."""
        columns = self.catalog.tables[table].printed
        held = {indicator: self.series.all(reference)["obs_value"] for indicator, reference in columns.items()}
        return pd.DataFrame(held).dropna(how="all")


def check_printed(series: AnnualSeries, catalog: Catalog, ref_area: str) -> pd.DataFrame:
    """Run every check that the catalog declares.

    Args:
        series: The annual series in use of the economy.
        catalog: Tables and checks.
        ref_area: The economy; the result is empty if the article does not have it.

    Returns:
        ``frames.PRINTED_CHECKS``: a row a check, indicator and year; ``value`` is what was computed, ``holds``
        whether it lies between ``expected_min`` and ``expected_max``.

    Raises:
        DataError: If a check is not known or its parameters are wrong.
    """
    if not catalog.is_printed(ref_area) or not catalog.printed_checks:
        return empty_frame(PRINTED_CHECKS)
    tables = PrintedTables(series, catalog)
    parts = []
    for entry in catalog.printed_checks:
        if entry.check not in CHECKS:
            raise DataError(
                f"the check {entry.check!r} is not known.",
                file=f"printed_checks.yaml, {entry.id}",
                remedy=f"use one of {', '.join(CHECKS)}.",
            )
        parameters, run = CHECKS[entry.check]
        rows = run(tables, entry.table, parameters.model_validate(entry.parameters))
        parts.append(rows.assign(check=entry.id, table=entry.table))
    frame = pd.concat(parts, ignore_index=True)
    held = frame["value"].isna() | (
        (frame["value"] >= frame["expected_min"].fillna(-float("inf")))
        & (frame["value"] <= frame["expected_max"].fillna(float("inf")))
    )
    return frame.assign(holds=held)[list(PRINTED_CHECKS.columns)]


def repeated(tables: PrintedTables, table: str, _: Nothing) -> pd.DataFrame:
    """How many other cells of the table hold the same amount, signs apart."""
    cells = _long(tables.frame(table))
    amount = cells["printed"].abs()
    others = amount.groupby(amount).transform("size") - 1
    remarks = [_elsewhere(cells, position) if count else "" for position, count in enumerate(others)]
    return _rows(cells, others.astype(float), "cells", None, 0, remarks)


def same_ending(tables: PrintedTables, table: str, _: Nothing) -> pd.DataFrame:
    """How many last digits a cell shares with the year before (short numbers are left out)."""
    cells = _long(tables.frame(table))
    before = cells.groupby("indicator")["printed"].shift()
    shared = [_shared_ending(now, then) for now, then in zip(cells["printed"], before, strict=True)]
    remarks = [_write_unless_missing(notes.YEAR_BEFORE, amount=then) for then in before]
    return _rows(cells, pd.Series(shared, dtype=float), "digits", None, DIGITS_BY_CHANCE, remarks)


def components(tables: PrintedTables, table: str, parameters: Components) -> pd.DataFrame:
    """The sum of some columns less the total of which they are the parts, in percent of a scale."""
    frame = tables.frame(table)
    years = list(frame.index)
    total = compute_values(tables.series, tables.catalog, parameters.total, years)
    scale = compute_values(tables.series, tables.catalog, parameters.scale, years)
    gap = frame[list(parameters.columns)].sum(axis=1, min_count=len(parameters.columns)) - total
    cells = pd.DataFrame({"indicator": ALL, "time_period": years})
    remarks = [_write_unless_missing(notes.MORE_THAN_TOTAL, amount=amount) for amount in gap]
    share = (100 * gap / scale).reset_index(drop=True)
    return _rows(cells, share, "percent", -parameters.percent, parameters.percent, remarks)


def net_within_gross(tables: PrintedTables, table: str, parameters: Gross) -> pd.DataFrame:
    """What was deducted to get from gross to net: never negative."""
    cells = _deducted(tables, table, parameters.gross)
    unit = tables.catalog.tables[table].unit
    return _rows(cells, cells["printed"], unit, 0, None, [""] * len(cells))


def deducted_steady(tables: PrintedTables, table: str, parameters: Steady) -> pd.DataFrame:
    """What was deducted, as a multiple of the year before."""
    cells = _deducted(tables, table, parameters.gross)
    before = cells.groupby("indicator")["printed"].shift()
    ratio = (cells["printed"] / before.where(before != 0)).astype(float)
    amounts = zip(cells["printed"], before, strict=True)
    remarks = [_write_unless_missing(notes.BEFORE_AND_THEN, before=then, amount=now) for now, then in amounts]
    return _rows(cells, ratio, "ratio", 1 / parameters.factor, parameters.factor, remarks)


def _deducted(tables: PrintedTables, table: str, gross: str) -> pd.DataFrame:
    return _long(tables.frame(gross)[list(tables.frame(table).columns)] - tables.frame(table))


def _long(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns indicator, time_period, printed, in the table's order of columns."""
    cells = frame.rename_axis("time_period").reset_index()
    return cells.melt(id_vars="time_period", var_name="indicator", value_name="printed")


def _rows(
    cells: pd.DataFrame, value: pd.Series, unit: str, low: float | None, high: float | None, remarks: list[str]
) -> pd.DataFrame:
    return cells[["indicator", "time_period"]].assign(
        value=value.to_numpy(),
        unit_measure=unit,
        expected_min=float("nan") if low is None else float(low),
        expected_max=float("nan") if high is None else float(high),
        note=remarks,
    )


def _write_unless_missing(template: notes.Template, **amounts: float) -> str:
    """A remark about whole amounts; none where one of them is missing."""
    if any(pd.isna(amount) for amount in amounts.values()):
        return ""
    return template.write(**{name: f"{amount:.0f}" for name, amount in amounts.items()})


def _elsewhere(cells: pd.DataFrame, position: int) -> str:
    """Where else the amount of a cell stands."""
    own = cells.iloc[position]
    same = cells[(cells["printed"].abs() == abs(own["printed"])) & (cells.index != cells.index[position])]
    remarks = [
        (notes.STANDS_IN_TURNED if row.printed == -own["printed"] else notes.STANDS_IN).write(
            source=row.indicator, year=row.time_period
        )
        for row in same.itertuples()
    ]
    return notes.SEPARATOR.join(remarks)


def _shared_ending(now: float, then: float) -> float:
    """The number of last digits that two whole numbers share, or missing where that means nothing."""
    if pd.isna(now) or pd.isna(then) or min(abs(now), abs(then)) < 10**DIGITS_COMPARED:
        return float("nan")
    pairs = zip(f"{abs(now):.0f}"[::-1], f"{abs(then):.0f}"[::-1], strict=False)
    return float(len(list(takewhile(lambda pair: pair[0] == pair[1], pairs))))


CHECKS: dict[str, tuple[type[Entry], Callable[[PrintedTables, str, Any], pd.DataFrame]]] = {
    "repeated": (Nothing, repeated),
    "same_ending": (Nothing, same_ending),
    "components": (Components, components),
    "net_within_gross": (Gross, net_within_gross),
    "deducted_steady": (Steady, deducted_steady),
}
"""The checks that the catalog can name, each with the form of its parameters."""
