"""From a provider's frequency and unit to calendar years in harmonised units: only complete years, breaks marked."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import PERIODS_A_YEAR, Series
from remesas.core import notes
from remesas.core.frames import ANNUAL
from remesas.core.rows import records
from remesas.core.units import factor, harmonised_unit
from remesas.core.vintages import SERIES_KEY

IDENTITY = [*SERIES_KEY, "vintage"]
AGGREGATES: Mapping[str, Callable[[pd.Series], float] | str] = {
    "sum": math.fsum,
    "mean": lambda values: math.fsum(values) / len(values),
    "last": "last",
}
"""How periods become a year; sums are exact, so that the last digit does not depend on what else a frame holds."""
COLUMNS = [name for name in ANNUAL.columns if name != "in_use"]


def to_annual(tidy: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Annual values of every series and vintage.

    Args:
        tidy: Observations at the provider's frequency and unit (see ``checks.check_content``).
        catalog: Says how each series aggregates (sum, mean, last), its gaps and its breaks.

    Returns:
        ``frames.ANNUAL`` without ``in_use``; ``time_period`` is an integer year, money is in US$ million. A year
        with a missing period has no value, status M and the reason in ``note`` (status E, if its mean may do without
        it); the first year after a declared break has status B.
    """
    parts = [
        _one_series(rows, catalog.series[f"{source}:{series}"])
        for (source, series), rows in tidy.groupby(["source", "series"], sort=True)
    ]
    annual = pd.concat(parts, ignore_index=True)
    return annual.sort_values([*IDENTITY, "time_period"], ignore_index=True)[COLUMNS]


def _one_series(rows: pd.DataFrame, entry: Series) -> pd.DataFrame:
    unit = harmonised_unit(entry.unit)
    years = rows.assign(year=rows["time_period"].str[:4].astype(int)).sort_values("time_period")
    grouped = years.groupby([*IDENTITY, "unit_measure", "year"], sort=True)["obs_value"]
    aggregate = "last" if entry.freq == "A" else AGGREGATES[entry.annual]
    annual = grouped.agg(obs_value=aggregate, periods="count").reset_index()
    scale = annual["unit_measure"].map({text: factor(text, unit) for text in annual["unit_measure"].unique()})
    annual = annual.rename(columns={"year": "time_period"}).assign(
        obs_value=annual["obs_value"] * scale, unit_measure=unit, obs_status="A", note=""
    )
    _drop_incomplete(annual, entry, years)
    _mark_remarks(annual, entry)
    _mark_breaks(annual, entry)
    return annual


def _drop_incomplete(annual: pd.DataFrame, entry: Series, observed: pd.DataFrame) -> None:
    """Take the value from years that lack a period, and say why; a mean may do without a month that is declared."""
    full = PERIODS_A_YEAR[entry.freq]
    partial = annual["periods"] < full
    for gap in entry.gaps:
        if gap.averaged:
            held = observed.loc[observed["time_period"] == gap.period, "vintage"]
            alone = (annual["time_period"] == int(gap.period[:4])) & (annual["periods"] == full - 1)
            alone &= ~annual["vintage"].isin(held)
            mean = notes.MEAN_OF_OTHERS.write(held=full - 1, full=full)
            annual.loc[alone, "obs_status"] = "E"
            annual.loc[alone, "note"] = (
                mean + notes.SEPARATOR + notes.OF_PERIOD.write(period=gap.period, reason=gap.reason)
            )
            partial &= ~alone
    template = notes.QUARTERS_PUBLISHED if full == PERIODS_A_YEAR["Q"] else notes.MONTHS_PUBLISHED
    annual.loc[partial, "note"] = [template.write(held=held, full=full) for held in annual.loc[partial, "periods"]]
    for gap in entry.gaps:
        concerned = partial & (annual["time_period"] == int(gap.period[:4]))
        annual.loc[concerned, "note"] += notes.SEPARATOR + notes.OF_PERIOD.write(period=gap.period, reason=gap.reason)
    annual.loc[partial, "obs_status"] = "M"
    annual.loc[partial, "obs_value"] = float("nan")


def _mark_remarks(annual: pd.DataFrame, entry: Series) -> None:
    """Give years that mean something else the declared status."""
    for item in entry.remarks:
        years = annual["time_period"].between(item.first or -np.inf, item.last or np.inf)
        concerned = years & (annual["obs_status"] != "M")
        if item.ref_area:
            concerned &= annual["ref_area"] == item.ref_area
        annual.loc[concerned, "obs_status"] = item.status
        annual.loc[concerned, "note"] = item.note


def _mark_breaks(annual: pd.DataFrame, entry: Series) -> None:
    """Give the first year of a new level status B."""
    years = {int(item.period[:4]) for item in entry.breaks}
    for row in records(annual[annual["time_period"].isin(years) & (annual["obs_status"] != "M")]):
        for item in entry.breaks_of(row.ref_area, row.vintage):
            if int(item.period[:4]) == row.time_period:
                annual.loc[row.Index, ["obs_status", "note"]] = ["B", item.note]
