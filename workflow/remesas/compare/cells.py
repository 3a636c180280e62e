"""Print against regenerated: every printed cell on every basis, the size of the difference, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.print import Explanation
from remesas.catalog.tables import Table
from remesas.compare.evidence import CLOSE_PERCENT, Column, Finding, run_tests
from remesas.core import notes
from remesas.core.files import empty_frame
from remesas.core.frames import BRIDGES, CLASSES, COMPARISON, COMPARISON_COLUMNS, EXPLANATIONS
from remesas.core.rounding import round_half_up
from remesas.core.rows import by_year
from remesas.tables.series import AnnualSeries

KEY = ["table", "basis", "indicator"]
NEAR, FAR = ("exact", "close"), ("explained", "unexplained")
"""Classes of printed figures that the data give again, and that they do not."""
NOT_COMPARED = ("not_comparable", "missing")
"""Classes of cells that are no difference from print."""


@dataclass(frozen=True)
class Comparison:
    """``cells`` (``frames.COMPARISON``), ``columns`` (``COMPARISON_COLUMNS``), ``explanations``, ``bridges``."""

    cells: pd.DataFrame
    columns: pd.DataFrame
    explanations: pd.DataFrame
    bridges: pd.DataFrame


def compare_with_print(cells: pd.DataFrame, series: AnnualSeries, catalog: Catalog, ref_area: str) -> Comparison:
    """Compare every printed cell with what each basis gives for it.

    Args:
        cells: All tables (``frames.TABLE`` and a column ``table``).
        series: The annual series in use, the printed columns among them.
        catalog: Tables with their printed series, explanations, and concepts other than print's.
        ref_area: The economy.

    Returns:
        A cell is *not comparable* if the basis measures another concept, however near it lies; else *exact* if it
        equals print at the decimals printed, *close* within 1% of print, *explained* if a declared cause covers it and
        all its evidence holds in that year, else *unexplained*; *missing* if the basis has no figure. Without rows for
        an economy that the article does not have.

    Raises:
        DataError: If an explanation has no test that reaches the size of a difference.
    """
    if not catalog.is_printed(ref_area):
        schemas = (COMPARISON, COMPARISON_COLUMNS, EXPLANATIONS, BRIDGES)
        return Comparison(*(empty_frame(schema) for schema in schemas))
    pairs = pd.concat(
        [
            _pair(cells[cells["table"] == name], table, series).assign(table=name, ref_area=ref_area)
            for name, table in catalog.tables.items()
            if table.printed
        ],
        ignore_index=True,
    )
    entries = [entry for entry in catalog.explanations if entry.basis in set(cells["basis"])]
    findings = {entry.id: _findings(entry, pairs, series, catalog) for entry in entries}
    compared = _classified(pairs, entries, findings, catalog)[list(COMPARISON.columns)]
    return Comparison(
        compared, summarise(compared), _explanations(entries, findings), measure_bridges(cells, compared, catalog)
    )


def summarise(compared: pd.DataFrame) -> pd.DataFrame:
    """Counts of the classes and the size of the differences by column (``frames.COMPARISON_COLUMNS``)."""
    rows = [
        {**dict(zip(KEY, key, strict=True)), **_summary(rows.set_index("time_period"))}
        for key, rows in compared.groupby(KEY, sort=False)
    ]
    return pd.DataFrame(rows, columns=list(COMPARISON_COLUMNS.columns)).astype({"largest_year": "Int64"})


def measure_bridges(cells: pd.DataFrame, compared: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """How a basis' concept relates to the article's, in every year in which both are measured (``frames.BRIDGES``).

    Args:
        cells: All tables (``frames.TABLE`` and a column ``table``).
        compared: What is printed (``frames.COMPARISON``).
        catalog: The concepts.
    """
    values = cells.set_index(["table", "basis", "indicator", "time_period"])["obs_value"].dropna().sort_index()
    printed = compared.drop_duplicates(["table", "indicator", "time_period"])
    print_of = printed.set_index(["table", "indicator", "time_period"])["printed"].sort_index()
    held = {key[:3] for key in values.index}
    parts = [empty_frame(BRIDGES)]
    for entry in catalog.concepts:
        for table in entry.tables:
            keys = [(table, basis, entry.indicator) for basis in (entry.basis, entry.beside)]
            if not held.issuperset(keys):
                continue
            both = pd.DataFrame({"theirs": values.loc[keys[0]], "ours": values.loc[keys[1]]}).dropna()
            ratio = both["theirs"] / both["ours"].where(both["ours"] != 0)
            own = print_of.loc[(table, entry.indicator)].reindex(both.index)
            rows = both.assign(ratio=ratio, printed=own, bridged=own * ratio).reset_index()
            names = {"concept": entry.id, "table": table, "basis": entry.basis, "beside": entry.beside}
            parts.append(rows.assign(**names, indicator=entry.indicator))
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True)[list(BRIDGES.columns)] if filled else parts[0]


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
    pairs = complete_pairs(
        every.merge(held, how="left", on=["basis", "indicator", "time_period"]), notes.OUTSIDE_YEARS.write()
    )
    order = {name: position for position, name in enumerate(table.columns)}
    pairs["order"] = pairs["indicator"].map(order)
    bases = {name: position for position, name in enumerate(cells["basis"].unique())}
    pairs["basis_order"] = pairs["basis"].map(bases)
    return pairs.sort_values(["basis_order", "order", "time_period"])


def complete_pairs(pairs: pd.DataFrame, reason: str) -> pd.DataFrame:
    """Printed cells beside what was regenerated (``obs_value``), with their differences; why a missing one is so."""
    absent = {"obs_status": "M", "note": reason} | dict.fromkeys(["series", "source", "vintage", "formula"], "")
    pairs = pairs.rename(columns={"obs_value": "regenerated"}).fillna(absent)
    difference, base = pairs["regenerated"] - pairs["printed"], pairs["printed"].abs()
    return pairs.assign(difference=difference, difference_percent=100 * difference / base.where(base > 0))


def _findings(entry: Explanation, pairs: pd.DataFrame, series: AnnualSeries, catalog: Catalog) -> list[Finding]:
    own = pairs[(pairs["table"] == entry.table) & (pairs["indicator"] == entry.indicator)]
    own = own[own["basis"] == entry.basis].set_index("time_period")
    years = own.reindex(range(entry.first, entry.last + 1))
    column = Column(series, catalog, years["printed"], years["regenerated"], catalog.tables[entry.table].unit)
    return run_tests(column, entry)


def _classified(
    pairs: pd.DataFrame, entries: Iterable[Explanation], findings: Mapping[str, list[Finding]], catalog: Catalog
) -> pd.DataFrame:
    standing = {
        (entry.table, entry.basis, entry.indicator, year): entry
        for entry in entries
        for year in range(entry.first, entry.last + 1)
        if all(finding.holds[year] for finding in findings[entry.id])
    }
    results = [_class(row, standing, catalog) for _, row in pairs.iterrows()]
    classes = pd.DataFrame(results, columns=["class", "cause", "explanation"], index=pairs.index)
    return pairs.join(classes)


def _class(
    row: pd.Series, standing: Mapping[tuple[str, str, str, int], Explanation], catalog: Catalog
) -> tuple[str, str, str]:
    kind = classify(row["regenerated"], row["printed"], catalog.tables[row["table"]].rounded)
    concept = catalog.concept(row["table"], row["basis"], row["indicator"])
    if kind != "missing" and concept is not None:
        return "not_comparable", "", concept.id
    entry = standing.get((row["table"], row["basis"], row["indicator"], row["time_period"]))
    return ("explained", entry.cause, entry.id) if entry and kind == "unexplained" else (kind, "", "")


def classify(regenerated: float, printed: float, rounded: int) -> str:
    """What a regenerated amount is to a printed one, which is rounded to some decimals, if nothing explains more."""
    if pd.isna(regenerated):
        return "missing"
    # print may come from another unit of money
    if math.isclose(float(round_half_up(regenerated, rounded)), printed, rel_tol=1e-12):
        return "exact"
    return "close" if abs(regenerated - printed) <= CLOSE_PERCENT / 100 * abs(printed) else "unexplained"


def _summary(rows: pd.DataFrame) -> dict[str, object]:
    """One column's counts, mean and largest difference of comparable cells, and the correlation of yearly changes."""
    counts = {name: int((rows["class"] == name).sum()) for name in CLASSES}
    held = rows[~rows["class"].isin(NOT_COMPARED)]
    largest = held["difference"].abs().idxmax() if len(held) else pd.NA
    return counts | {
        "mean_difference": held["difference"].mean(),
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


def _explanations(entries: Iterable[Explanation], findings: Mapping[str, list[Finding]]) -> pd.DataFrame:
    """A row for each test of each explanation and year."""
    rows = [
        {
            "explanation": entry.id,
            "number": number,
            "test": test.test,
            "time_period": year,
            "value": value,
            "expected_min": finding.minimum,
            "expected_max": finding.maximum,
            "unit_measure": finding.unit,
            "holds": bool(finding.holds[year]),
            "formula": finding.formula,
        }
        for entry in entries
        for number, (test, finding) in enumerate(zip(entry.evidence, findings[entry.id], strict=True), start=1)
        for year, value in by_year(finding.statistic)
    ]
    return pd.DataFrame(rows, columns=list(EXPLANATIONS.columns)) if rows else empty_frame(EXPLANATIONS)
