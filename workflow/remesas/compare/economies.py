"""Print against regenerated where the rows of a printed table are economies: every cell on every basis."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.tables import Table
from remesas.compare.cells import classify, complete_pairs
from remesas.core import notes
from remesas.core.files import empty_frame
from remesas.core.frames import RANKED
from remesas.core.references import NO_COUNTERPART
from remesas.core.rows import records
from remesas.tables.fill import fill_basis

KEY = ["ref_area", "basis", "indicator", "time_period"]


def compare_economies(annual: pd.DataFrame, catalog: Catalog, bases: Iterable[str]) -> pd.DataFrame:
    """Compare every cell of the tables whose rows are economies with what each basis gives for it.

    Args:
        annual: Frame ANNUAL of all sources of the bases and of the article.
        catalog: The tables, and how bases fill their columns.
        bases: The bases, each of which every economy has in the catalog.

    Returns:
        ``frames.RANKED``, the largest printed amounts first; the classes of ``cells.classify``, or *not comparable*.
    """
    used = annual[annual["in_use"]].reset_index(drop=True)
    parts = [
        _compare_cell(printed, name, table, basis, cells, catalog)
        for name, table in catalog.rankings.items()
        if table.printed and table.period is not None
        for printed in [_read_print(used, table)]
        for basis in bases
        if catalog.bases[basis].roles or (catalog.article and basis in catalog.article.roles)
        for cells in [_fill(used, annual, catalog, basis, sorted(printed["ref_area"].unique()), table.period)]
    ]
    return pd.concat(parts, ignore_index=True)[list(RANKED.columns)] if parts else empty_frame(RANKED)


def _read_print(used: pd.DataFrame, table: Table) -> pd.DataFrame:
    """What is printed: columns ref_area, indicator, time_period, printed."""
    columns = {reference: column for column, reference in table.printed.items()}
    own = used[(used["source"] + ":" + used["series"]).isin(columns) & (used["counterpart_area"] == NO_COUNTERPART)]
    indicator = (own["source"] + ":" + own["series"]).map(columns)
    rows = own.assign(indicator=indicator, printed=own["obs_value"]).sort_values("printed", ascending=False)
    return rows[["ref_area", "indicator", "time_period", "printed"]]


def _fill(
    used: pd.DataFrame, archive: pd.DataFrame, catalog: Catalog, basis: str, areas: Iterable[str], year: int
) -> pd.DataFrame:
    """The cells of a basis for some economies in one year, without flow."""
    years = range(year, year + 1)
    parts = [fill_basis(used, catalog, basis, area, years, archive) for area in areas]
    return pd.concat(parts, ignore_index=True)


def _compare_cell(
    printed: pd.DataFrame, name: str, table: Table, basis: str, cells: pd.DataFrame, catalog: Catalog
) -> pd.DataFrame:
    """The cells of one table on one basis."""
    own = cells[cells["flow"] == table.flow].drop(columns=["flow", "unit_measure"])
    pairs = complete_pairs(printed.assign(basis=basis).merge(own, how="left", on=KEY), notes.NO_VALUE.write())
    kinds = [
        "not_comparable"
        if row.regenerated == row.regenerated and catalog.concept(name, basis, row.indicator)
        else classify(row.regenerated, row.printed, table.rounded)
        for row in records(pairs)
    ]
    return pairs.assign(table=name, **{"class": kinds})
