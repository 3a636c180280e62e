"""Make small builds by hand: some tables over a few years, on one basis or several."""

from collections.abc import Mapping, Sequence

import pandas as pd

from remesas.build import Build, Scope
from remesas.catalog.catalog import Catalog
from remesas.catalog.tables import Table
from remesas.core import frames
from remesas.core.files import empty_frame

Amounts = Mapping[str, Sequence[float | None]]
AMOUNTS: Amounts = {
    "remittances": [400.0, 500.0, 1200.0], "oil": [300.0, 900.0, 600.0], "tourism": [None, None, None],
}  # fmt: skip


def make_small(
    catalog: Catalog, tables: dict[str, Table], bases: tuple[str, ...] = ("national",), amounts: Amounts = AMOUNTS
) -> Build:
    """Some tables from 1991 on, the same on every basis, with one printed value of each column that has some."""

    def cells(table: Table) -> pd.DataFrame:
        rows = [
            {"basis": basis, "indicator": name, "time_period": year, "obs_value": value, "source": "banxico"}
            for basis in bases
            for name in table.columns
            for year, value in enumerate(amounts[name], start=1991)
        ]
        return pd.DataFrame(rows).astype({"obs_value": float})

    compared = [
        {"table": name, "indicator": column, "basis": basis, "time_period": 1991, "printed": 410.0,
         "difference_percent": 2.5, "class": "explained"}
        for name, table in tables.items() for column in table.printed for basis in bases
    ]  # fmt: skip
    empty = empty_frame
    return Build(
        catalog=catalog.model_copy(update={"tables": tables}),
        scope=Scope("MEX", bases, 1991),
        tables={name: cells(table) for name, table in tables.items()},
        comparison=pd.DataFrame(compared) if compared else empty(frames.COMPARISON),
        comparison_columns=empty(frames.COMPARISON_COLUMNS),
        explanations=empty(frames.EXPLANATIONS),
        bridges=empty(frames.BRIDGES),
        ranked=empty(frames.RANKED),
        printed_checks=empty(frames.PRINTED_CHECKS),
        indicators=empty(frames.INDICATORS),
        twelve_months=empty(frames.TWELVE_MONTHS),
        peers=empty(frames.PEERS),
        snapshots=empty(frames.SNAPSHOTS),
        steps=empty(frames.STEPS),
        known_verdicts=empty(frames.KNOWN_VERDICTS),
        annual=empty(frames.ANNUAL),
        revisions=empty(frames.REVISIONS),
        revision_effects=empty(frames.REVISION_EFFECTS),
        changed_sentences=empty(frames.REVISION_EFFECTS),
        outdated_series=empty(frames.OUTDATED_SERIES),
        claims={},
    )
