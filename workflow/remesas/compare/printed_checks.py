"""Checks of the printed tables by themselves: do their numbers fit one another, and the totals they are part of?"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import Any

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.entries import Entry, read_parameters
from remesas.catalog.print import PrintedCheck
from remesas.compare.digits import list_slips
from remesas.core import notes
from remesas.core.errors import choose
from remesas.core.files import empty_frame
from remesas.core.frames import PRINTED_CHECKS
from remesas.tables.series import AnnualSeries, compute_values

ALL = "all"
"""Stands for the indicator where a check is about several columns together."""
DIGITS_COMPARED = 4
"""Numbers with no more digits than this are left out: they end alike by chance too often."""
DIGITS_BY_CHANCE = 2
"""One number in a thousand shares three last digits with another by chance."""
LEAST_SLIP = 100
"""A slip of a digit below the hundreds is no finding."""
ZEROS_BY_CHANCE = 1
"""One number in a hundred ends in two zeros by chance."""


class Nothing(Entry):
    """Parameters of a check that has none."""


class Agreement(Entry):
    """A formula and the total from which it may differ by so many percent of a scale."""

    formula: str
    total: str
    scale: str
    percent: float


class Limit(Entry):
    """A formula and the limit that it may not exceed; the ``column`` that it is about, if it is about one."""

    formula: str
    limit: str
    column: str = ALL


class Leaving(Entry):
    """Columns that are the parts of a total."""

    columns: tuple[str, ...]
    total: str


class Gross(Entry):
    """The table of gross amounts."""

    gross: str


class Steady(Gross):
    """By what factor an amount may rise or fall in a year."""

    factor: float


class Following(Gross):
    """What the amounts deducted from a column should follow, and by how many percentage points they may depart."""

    column: str
    formula: str
    points: float


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

    def values(self, formula: str, years: list[int]) -> pd.Series:
        """A formula over printed columns and other series, for some years."""
        return compute_values(self.series, self.catalog, formula, years)


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
    return pd.concat([run_check(tables, entry) for entry in catalog.printed_checks], ignore_index=True)


def run_check(tables: PrintedTables, entry: PrintedCheck) -> pd.DataFrame:
    """One check (``frames.PRINTED_CHECKS``).

    Raises:
        DataError: If it is not known or its parameters are wrong.
    """
    where = f"checks.yaml, {entry.id}"
    kind, run = choose(CHECKS, entry.check, "check", where)
    rows = run(tables, entry.table, read_parameters(kind, entry.parameters, where))
    frame = rows.assign(check=entry.id, table=entry.table)
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


def agrees(tables: PrintedTables, table: str, parameters: Agreement) -> pd.DataFrame:
    """A formula of printed amounts less the total that it should give, in percent of a scale."""
    years = list(tables.frame(table).index)
    formula, total, scale = (
        tables.values(text, years) for text in (parameters.formula, parameters.total, parameters.scale)
    )
    gap = formula - total
    cells = pd.DataFrame({"indicator": ALL, "time_period": years})
    remarks = [_write_unless_missing(notes.MORE_THAN_TOTAL, amount=amount) for amount in gap]
    share = (100 * gap / scale).reset_index(drop=True)
    return _rows(cells, share, "percent", -parameters.percent, parameters.percent, remarks)


def at_most(tables: PrintedTables, table: str, parameters: Limit) -> pd.DataFrame:
    """By how much a formula exceeds its limit: never above 0."""
    years = list(tables.frame(table).index)
    excess = tables.values(parameters.formula, years) - tables.values(parameters.limit, years)
    cells = pd.DataFrame({"indicator": parameters.column, "time_period": years})
    return _rows(cells, excess, tables.catalog.tables[table].unit, None, 0, [""] * len(cells))


def one_digit_from_total(tables: PrintedTables, table: str, parameters: Leaving) -> pd.DataFrame:
    """Whether a column, but for one digit, is what the total leaves after the other columns, to their rounding.

    Digits of units and tens are left out: numbers differ by one of these too often by chance.
    """
    frame = tables.frame(table)[list(parameters.columns)]
    total = tables.values(parameters.total, list(frame.index))
    cells = _long(frame)
    left = _long(frame.rsub(frame.sum(axis=1, skipna=False), axis=0).rsub(total, axis=0))["printed"]
    near = [
        float(
            any(
                abs(slip - leaves) <= len(parameters.columns) / 2
                for slip in list_slips(printed)
                if abs(slip - printed) >= LEAST_SLIP
            )
        )
        if pd.notna(printed) and pd.notna(leaves)
        else float("nan")
        for printed, leaves in zip(cells["printed"], left, strict=True)
    ]
    remarks = [_write_unless_missing(notes.TOTAL_LEAVES, amount=leaves) for leaves in left]
    return _rows(cells, pd.Series(near, dtype=float), "slips", None, 0, remarks)


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


def deducted_round(tables: PrintedTables, table: str, parameters: Gross) -> pd.DataFrame:
    """With how many zeros the amount that was deducted ends."""
    cells = _deducted(tables, table, parameters.gross)
    zeros = [
        float(len(text) - len(text.rstrip("0"))) if amount else float("nan")
        for amount, text in ((amount, f"{amount:.0f}") for amount in cells["printed"])
    ]
    return _rows(cells, pd.Series(zeros, dtype=float), "zeros", None, ZEROS_BY_CHANCE, [""] * len(cells))


def deducted_follows(tables: PrintedTables, table: str, parameters: Following) -> pd.DataFrame:
    """By how much the growth of what was deducted from a column departs from that of a formula."""
    cells = _deducted(tables, table, parameters.gross)
    own = cells[cells["indicator"] == parameters.column].reset_index(drop=True)
    other = tables.values(parameters.formula, list(own["time_period"])).reset_index(drop=True)
    growth, followed = (100 * (values / values.shift() - 1) for values in (own["printed"], other))
    remarks = [
        _write_unless_missing(notes.GROWTH_OF_BOTH, amount=now, before=then)
        for now, then in zip(growth, followed, strict=True)
    ]
    return _rows(own, growth - followed, "points", -parameters.points, parameters.points, remarks)


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
    "agrees": (Agreement, agrees),
    "at_most": (Limit, at_most),
    "one_digit_from_total": (Leaving, one_digit_from_total),
    "net_within_gross": (Gross, net_within_gross),
    "deducted_steady": (Steady, deducted_steady),
    "deducted_round": (Gross, deducted_round),
    "deducted_follows": (Following, deducted_follows),
}
"""The checks that the catalog can name, each with the form of its parameters."""
