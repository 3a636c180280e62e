"""Print against regenerated: every printed cell on every basis, the size of the difference, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from remesas.catalog.entries import Catalog, Explanation, Table
from remesas.compare.evidence import Column, Finding, run_test
from remesas.core import notes
from remesas.core.frames import CLASSES, COMPARISON, COMPARISON_COLUMNS, EXPLANATIONS, empty_frame
from remesas.core.rounding import round_half_up
from remesas.tables.series import AnnualSeries

CLOSE_PERCENT = 1.0
PERCENT = "percent"
KEY = ["table", "basis", "indicator"]
RANGE = "range"
"""The name under which the range of an explanation's differences stands among its tests."""


@dataclass(frozen=True)
class Comparison:
    """``cells`` (``frames.COMPARISON``), ``columns`` (``COMPARISON_COLUMNS``), ``explanations`` (``EXPLANATIONS``)."""

    cells: pd.DataFrame
    columns: pd.DataFrame
    explanations: pd.DataFrame


def compare_with_print(cells: pd.DataFrame, series: AnnualSeries, catalog: Catalog, ref_area: str) -> Comparison:
    """Compare every printed cell with what each basis gives for it.

    Args:
        cells: All tables (``frames.TABLE`` and a column ``table``).
        series: The annual series in use, the printed columns among them.
        catalog: Tables with their printed series, and explanations.
        ref_area: The economy.

    Returns:
        A cell is *exact* if it equals print at the decimals printed, *close* within 1% of print, *explained* if a
        declared cause covers it, its evidence holds and the difference lies in the expected range, else
        *unexplained*; *missing* if the basis has no figure. Without rows for an economy that the article does not have.
    """
    if not catalog.is_printed(ref_area):
        return Comparison(*(empty_frame(schema) for schema in (COMPARISON, COMPARISON_COLUMNS, EXPLANATIONS)))
    pairs = pd.concat(
        [
            _pair(cells[cells["table"] == name], table, series).assign(table=name, ref_area=ref_area)
            for name, table in catalog.tables.items()
            if table.printed
        ],
        ignore_index=True,
    )
    pairs = _with_differences(pairs)
    entries = [entry for entry in catalog.explanations if entry.basis in set(cells["basis"])]
    findings = {entry.id: _findings(entry, pairs, series, catalog) for entry in entries}
    decimals = {name: table.decimals for name, table in catalog.tables.items()}
    compared = _classified(pairs, entries, findings, decimals)[list(COMPARISON.columns)]
    return Comparison(compared, summarise(compared), _explanations(entries, compared, findings))


def summarise(compared: pd.DataFrame) -> pd.DataFrame:
    """Counts of the classes and the size of the differences by column (``frames.COMPARISON_COLUMNS``)."""
    rows = [
        {**dict(zip(KEY, key, strict=True)), **_summary(rows.set_index("time_period"))}
        for key, rows in compared.groupby(KEY, sort=False)
    ]
    return pd.DataFrame(rows, columns=list(COMPARISON_COLUMNS.columns)).astype({"largest_year": "Int64"})


def _pair(cells: pd.DataFrame, table: Table, series: AnnualSeries) -> pd.DataFrame:
    """A row for each printed cell and basis, whether or not the basis has a figure."""
    printed = pd.concat(
        [
            series.all(table.printed[indicator])[["obs_value"]]
            .rename(columns={"obs_value": "printed"})
            .assign(indicator=indicator)
            .rename_axis("time_period")
            .reset_index()
            for indicator in table.columns
            if indicator in table.printed
        ],
        ignore_index=True,
    )
    every = printed.merge(pd.DataFrame({"basis": cells["basis"].unique()}), how="cross")
    held = cells.drop(columns=["ref_area", "table", "unit_measure"])
    pairs = every.merge(held, how="left", on=["basis", "indicator", "time_period"])
    pairs["obs_status"] = pairs["obs_status"].fillna("M")
    pairs["note"] = pairs["note"].fillna(notes.OUTSIDE_YEARS.write())
    texts = ["series", "source", "vintage", "formula"]
    pairs[texts] = pairs[texts].fillna("")
    order = {name: position for position, name in enumerate(table.columns)}
    pairs["order"] = pairs["indicator"].map(order)
    bases = {name: position for position, name in enumerate(cells["basis"].unique())}
    pairs["basis_order"] = pairs["basis"].map(bases)
    return pairs.sort_values(["basis_order", "order", "time_period"]).rename(columns={"obs_value": "regenerated"})


def _with_differences(pairs: pd.DataFrame) -> pd.DataFrame:
    difference = pairs["regenerated"] - pairs["printed"]
    base = pairs["printed"].abs()
    return pairs.assign(difference=difference, difference_percent=100 * difference / base.where(base > 0))


def _findings(entry: Explanation, pairs: pd.DataFrame, series: AnnualSeries, catalog: Catalog) -> list[Finding]:
    own = pairs[(pairs["table"] == entry.table) & (pairs["indicator"] == entry.indicator)]
    own = own[own["basis"] == entry.basis].set_index("time_period")
    unit = catalog.tables[entry.table].unit
    column = Column(series, catalog, own["printed"], own["regenerated"], unit)
    return [run_test(column, test, entry) for test in entry.evidence]


def _covers(entry: Explanation, row: pd.Series) -> bool:
    same = (entry.table, entry.indicator, entry.basis) == (row["table"], row["indicator"], row["basis"])
    return same and entry.covers(row["time_period"])


def _measured(entry: Explanation, rows: pd.DataFrame) -> pd.Series:
    """The differences in the unit of the entry's expected range."""
    return rows["difference_percent" if entry.range.unit == PERCENT else "difference"]


def _classified(
    pairs: pd.DataFrame,
    entries: Iterable[Explanation],
    findings: Mapping[str, list[Finding]],
    decimals: Mapping[str, int],
) -> pd.DataFrame:
    standing = [entry for entry in entries if all(finding.holds for finding in findings[entry.id])]
    results = [_class(row, standing, decimals[str(row["table"])]) for _, row in pairs.iterrows()]
    classes = pd.DataFrame(results, columns=["class", "cause", "explanation"], index=pairs.index)
    return pairs.join(classes)


def _class(row: pd.Series, standing: list[Explanation], decimals: int) -> tuple[str, str, str]:
    if pd.isna(row["regenerated"]):
        return "missing", "", ""
    if float(round_half_up(row["regenerated"], decimals)) == row["printed"]:
        return "exact", "", ""
    if abs(row["difference"]) <= CLOSE_PERCENT / 100 * abs(row["printed"]):
        return "close", "", ""
    for entry in standing:
        size = row["difference_percent" if entry.range.unit == PERCENT else "difference"]
        if _covers(entry, row) and entry.range.min <= size <= entry.range.max:
            return "explained", entry.cause, entry.id
    return "unexplained", "", ""


def _summary(rows: pd.DataFrame) -> dict[str, object]:
    """One column's counts, mean and largest difference, and the correlation of yearly changes."""
    counts = {name: int((rows["class"] == name).sum()) for name in CLASSES}
    held = rows.dropna(subset=["regenerated"])
    largest = held["difference"].abs().idxmax() if len(held) else pd.NA
    return counts | {
        "mean_difference": held["difference"].mean(),
        "mean_percent": held["difference_percent"].mean(),
        "largest_difference": held["difference"].get(largest, np.nan),
        "largest_percent": held["difference_percent"].get(largest, np.nan),
        "largest_year": largest,
        "correlation": _correlation(rows),
    }


def _correlation(rows: pd.DataFrame) -> float:
    """Pearson's correlation of the changes from year to year; missing with fewer than three of them."""
    changes = rows[["printed", "regenerated"]].sort_index().diff().dropna()
    if len(changes) < 3:
        return float("nan")
    return float(changes["printed"].corr(changes["regenerated"]))


def _explanations(
    entries: Iterable[Explanation], compared: pd.DataFrame, findings: dict[str, list[Finding]]
) -> pd.DataFrame:
    """A row for each test of each explanation, and one for the range of its differences."""
    rows = []
    for entry in entries:
        tests = [(test.test, finding) for test, finding in zip(entry.evidence, findings[entry.id], strict=True)]
        rows += [
            _evidence_row(entry, number, name, finding)
            for number, (name, finding) in enumerate([*tests, (RANGE, _range_finding(entry, compared))], start=1)
        ]
    return pd.DataFrame(rows, columns=list(EXPLANATIONS.columns)) if rows else empty_frame(EXPLANATIONS)


def _range_finding(entry: Explanation, compared: pd.DataFrame) -> Finding:
    covered = compared[compared.apply(lambda row: _covers(entry, row), axis=1)]
    own = (covered["explanation"] == entry.id) | (covered["class"] == "unexplained")
    differing = covered[own].set_index("time_period")
    return Finding(
        _measured(entry, differing), entry.range.min, entry.range.max, entry.range.unit, "regenerated - print"
    )


def _evidence_row(entry: Explanation, number: int, name: str, finding: Finding) -> dict[str, object]:
    years = [int(year) for year in finding.statistic.index]
    return {
        "explanation": entry.id,
        "number": number,
        "test": name,
        "holds": finding.holds,
        "first": min(years, default=entry.first),
        "last": max(years, default=entry.last),
        "lowest": finding.statistic.min(),
        "highest": finding.statistic.max(),
        "expected_min": finding.minimum,
        "expected_max": finding.maximum,
        "unit_measure": finding.unit,
        "formula": finding.formula,
    }
