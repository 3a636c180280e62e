"""Sum twelve months: the lead column month by month, the operations behind it, and how both compare with a year before.

A window is the twelve months up to the one it is named after. Only complete windows have a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import MONTHS_A_YEAR
from remesas.catalog.uses import monthly_references
from remesas.core import notes
from remesas.core.files import empty_frame
from remesas.core.frames import TWELVE_MONTHS
from remesas.core.references import NO_COUNTERPART
from remesas.core.rows import records
from remesas.core.statuses import worst_status
from remesas.core.units import MONEY, factor, harmonised_unit

MILLION = 1e6
FACTS = ["obs_value", "obs_status", "note"]
Breaks = list[tuple[pd.Period, str]]
"""The first month of each new level of a series, and what made it."""


def sum_twelve_months(
    observations: pd.DataFrame, annual: pd.DataFrame, catalog: Catalog, bases: Sequence[str], ref_area: str
) -> pd.DataFrame:
    """The windows of every basis whose lead column one monthly series gives.

    Args:
        observations: ``frames.OBSERVATIONS``, all vintages.
        annual: Annual series in use: they say which vintage that is.
        catalog: The lead column, and what is declared of the series.
        bases: The bases.
        ref_area: The economy.

    Returns:
        ``frames.TWELVE_MONTHS``. A window that lacks a month has no value, status M, and names the month; one over the
        first months after a break has status B, and so has a growth rate that such a break lies in.
    """
    monthly = Monthly(observations, annual, catalog, ref_area)
    parts = [part for basis in bases for part in _measure_basis(monthly, catalog, basis, ref_area)]
    if not parts:
        return empty_frame(TWELVE_MONTHS)
    rows = pd.concat(parts).rename_axis("time_period").reset_index()
    rows = rows.assign(ref_area=ref_area, indicator=catalog.lead, time_period=rows["time_period"].astype(str))
    return rows[list(TWELVE_MONTHS.columns)].reset_index(drop=True)


class Monthly:
    """The monthly series of one area in the vintages in use, summed over twelve months."""

    def __init__(self, observations: pd.DataFrame, annual: pd.DataFrame, catalog: Catalog, ref_area: str) -> None:
        """Keep the months of the vintage in use of each series."""
        own = observations[(observations["ref_area"] == ref_area) & (observations["freq"] == "M")]
        used = annual[["source", "series", "ref_area", "counterpart_area", "vintage"]].drop_duplicates()
        rows = own[own["counterpart_area"] == NO_COUNTERPART].merge(used)
        self._months = dict(iter(rows.groupby(rows["source"] + ":" + rows["series"])))
        self._catalog = catalog

    def list_breaks(self, reference: str) -> Breaks:
        """The breaks that are declared of a series in the vintage in use."""
        rows = self._months.get(reference)
        if rows is None:
            return []
        declared = self._catalog.series[reference].breaks_of(rows["ref_area"].iloc[0], rows["vintage"].iloc[0])
        return [(pd.Period(item.period, freq="M"), item.note) for item in declared]

    def sum(self, reference: str) -> pd.DataFrame | None:
        """The windows of a series, by month: ``FACTS`` with unit, series, source, vintage and formula.

        None if no snapshot in use holds a year of it, or if it is no monthly flow.
        """
        rows, entry = self._months.get(reference), self._catalog.series.get(reference)
        if rows is None or entry is None or entry.annual != "sum":
            return None
        first = rows.iloc[0]
        unit = harmonised_unit(entry.unit)
        months = rows.set_index(pd.PeriodIndex(rows["time_period"], freq="M")).sort_index()
        values = (months["obs_value"] * factor(first["unit_measure"], unit)).where(months["obs_status"] != "M")
        every = pd.period_range(months.index.min(), months.index.max(), freq="M")
        windows = [every[place - MONTHS_A_YEAR : place] for place in range(MONTHS_A_YEAR, len(every) + 1)]
        if not windows:
            return None
        breaks = self.list_breaks(reference)
        held, statuses = values.reindex(every), months["obs_status"].reindex(every, fill_value="M")
        facts = [_sum_window(held[window], statuses[window], breaks) for window in windows]
        return pd.DataFrame(facts, columns=FACTS, index=every[MONTHS_A_YEAR - 1 :]).assign(
            unit_measure=unit, series=first["series"], source=first["source"], vintage=first["vintage"],
            formula=f"sum of twelve months of {first['series']} [{unit}]",
        )  # fmt: skip


def _sum_window(values: pd.Series, statuses: pd.Series, breaks: Breaks) -> tuple[float, str, str]:
    """Value, status and note of one window."""
    absent = [
        notes.OF_PERIOD.write(period=month, reason=notes.NO_VALUE.write()) for month in values.index[values.isna()]
    ]
    if absent:
        return math.nan, "M", notes.join_notes(absent)
    inside = _find_breaks(breaks, values.index[0], values.index[-1])
    months = statuses.index[statuses == "U"]
    periods = [str(month) for month in months] if len(months) == 1 else sorted({str(month.year) for month in months})
    doubtful = [notes.OF_PERIOD.write(period=period, reason=notes.DOUBTFUL.write()) for period in periods]
    status = worst_status([*statuses, "B" if inside else "A"])
    return math.fsum(values), status, notes.join_notes([*inside, *doubtful])


def _find_breaks(breaks: Breaks, first: pd.Period, last: pd.Period) -> list[str]:
    """The notes of the breaks between some months: not of one that comes before the first of them."""
    return [note for period, note in breaks if first < period <= last]


def _measure_basis(months: Monthly, catalog: Catalog, basis: str, ref_area: str) -> Iterator[pd.DataFrame]:
    """The measures of one basis."""
    lead, number = monthly_references(catalog, basis, ref_area)
    amount, operations = months.sum(lead), months.sum(number)
    if amount is None or amount["unit_measure"].iloc[0] != MONEY:
        return
    measures = {"amount": (amount, months.list_breaks(lead))}
    if operations is not None:
        average = _relate(amount, operations, lambda one, other: MILLION * one / other)
        average = average.assign(unit_measure="USD", formula="amount / operations")
        measures["operations"] = operations, months.list_breaks(number)
        measures["average"] = average, [*months.list_breaks(lead), *months.list_breaks(number)]
    for measure, (rows, breaks) in measures.items():
        yield rows.assign(basis=basis, measure=measure)
        yield _grow(rows, measure, breaks).assign(basis=basis, measure=f"{measure}_growth")


def _grow(rows: pd.DataFrame, measure: str, breaks: Breaks) -> pd.DataFrame:
    """The growth of a measure on the window that ended a year before; a break inside the two years shows."""
    growth = _relate(rows, rows.shift(MONTHS_A_YEAR, freq="M"), lambda one, other: 100 * (one / other - 1))
    inside = [_find_breaks(breaks, month - 2 * MONTHS_A_YEAR + 1, month) for month in growth.index]
    return growth.assign(
        obs_status=[
            worst_status([status, "B" if found else "A"])
            for status, found in zip(growth["obs_status"], inside, strict=True)
        ],
        note=[
            notes.join_notes([*notes.split_notes(note), *found])
            for note, found in zip(growth["note"], inside, strict=True)
        ],
        unit_measure="percent",
        formula=f"100 × ({measure} / {measure} twelve months before − 1)",
        **{name: rows[name].iloc[0] for name in ("series", "source", "vintage")},
    )


def _relate(one: pd.DataFrame, other: pd.DataFrame, compute: Callable[[float, float], float]) -> pd.DataFrame:
    """What is computed from two windows of each month that both have; the worse status, and the notes of both."""
    both = one.join(other.add_suffix("_other"), how="inner")
    facts = []
    for row in records(both):
        status = worst_status([row.obs_status, row.obs_status_other])
        remarks = [*notes.split_notes(row.note), *notes.split_notes(row.note_other)]
        usable = row.obs_value_other > 0
        if not usable and status != "M":  # both windows are whole: neither says why there is nothing
            status, remarks = "M", [notes.NOT_POSITIVE.write()]
        value = compute(row.obs_value, row.obs_value_other) if usable else math.nan
        facts.append((value, status, notes.join_notes(remarks)))
    joined = {name: both[name] + notes.SEPARATOR + both[f"{name}_other"] for name in ("series", "source", "vintage")}
    return pd.DataFrame(facts, columns=FACTS, index=both.index).assign(**joined)
