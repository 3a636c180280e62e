"""Look up the annual series of one economy, and compute formulas over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pint

from remesas.catalog.catalog import Catalog
from remesas.core import notes
from remesas.core.formulas import compute_amounts
from remesas.core.references import NO_COUNTERPART, references
from remesas.core.units import harmonised_unit, make_quantity
from remesas.core.vintages import choose_together, last_day

COLUMNS = ["obs_value", "unit_measure", "obs_status", "note", "vintage"]


class AnnualSeries:
    """The annual series of one area in use, looked up by reference.

    Args:
        annual: Output of ``annual.to_annual`` restricted to the vintages in use.
        ref_area: The economy.
        archive: The same of all vintages, for formulas that need one vintage.
    """

    def __init__(self, annual: pd.DataFrame, ref_area: str, archive: pd.DataFrame | None = None) -> None:
        """Group the economy's own rows by series."""
        self._frames: Mapping[str, pd.DataFrame] = _Grouped(annual, ref_area)
        self._archive = _Archive({} if archive is None else _Grouped(archive, ref_area), self._frames)
        self._absence = notes.NO_SNAPSHOT
        self._together: dict[tuple[str, bool], AnnualSeries] = {}
        self._begins: dict[str, int] = {}
        self.computed: dict[tuple[str, tuple[int, ...]], pd.Series] = {}  # what ``compute_values`` has found

    def take_together(self, formula: str, *, one: bool = True) -> AnnualSeries:
        """The series of a formula in vintages that fit one another (see ``vintages.choose_together``).

        Without a series, if there are no such vintages.
        """
        if (formula, one) not in self._together:
            self._together[formula, one] = self._choose_together(formula, one=one)
        return self._together[formula, one]

    def _choose_together(self, formula: str, *, one: bool) -> AnnualSeries:
        held = {name: self._archive.list_years(name) for name in references(formula) if self.holds(name)}
        used = [self._archive.used(name) for name in held]
        chosen = choose_together(list(held.values()), used, one=one) if held else None
        together = copy(self)
        together._begins, together.computed = {}, {}
        together._frames = {
            name: self._archive.take(name, vintage) for name, vintage in zip(held, chosen or (), strict=bool(chosen))
        }
        if held and not chosen:
            together._absence = notes.NO_COMMON_VINTAGE
        return together

    def get(self, reference: str, years: Sequence[int]) -> pd.DataFrame:
        """One row a year, columns ``COLUMNS``; a year without observation has status M and the reason in ``note``."""
        if reference not in self._frames:
            empty = dict.fromkeys(COLUMNS, "") | {"obs_value": np.nan, "obs_status": "M"}
            absent = empty | {"note": self._absence.write()}
            return pd.DataFrame(absent, index=pd.Index(years, name="time_period"))
        found = self._frames[reference]
        places = found.index.get_indexer(pd.Index(years))
        if (places >= 0).all():
            return found.take(places)
        rows = found.reindex(list(years))
        unknown = rows["obs_status"].isna()
        for same in ("unit_measure", "vintage"):
            rows[same] = found[same].iloc[0]
        rows.loc[unknown, "obs_status"] = "M"
        silent = [int(year) for year in rows.index[unknown]]
        rows.loc[unknown, "note"] = list(map(str, self._explain_absence(reference, found, silent)))
        return rows

    def _explain_absence(self, reference: str, found: pd.DataFrame, years: Sequence[int]) -> list[str]:
        """Why a series has no value for some years.

        Its vintage is named where that is what ends or begins: where another one, no newer than that in use, has such
        a year, or it is of a time before such a year.
        """
        first, last, vintage = int(found.index.min()), int(found.index.max()), str(found["vintage"].iloc[0])
        known = last_day(self._archive.used(reference))
        others = [own for name, own in self._archive.list_years(reference).items() if last_day(name) <= known]
        begins, ends = notes.SERIES_BEGINS.write(year=first), notes.SERIES_ENDS.write(year=last)
        before, after = ({year for year in years if year < first}, {year for year in years if year > last})
        if any(own & before for own in others):
            begins = notes.VINTAGE_BEGINS.write(year=first, period=vintage)
        if any(own & after for own in others) or max(after, default=0) > last_day(vintage).year:
            ends = notes.VINTAGE_ENDS.write(year=last, period=vintage)
        return [begins if year in before else ends if year in after else notes.NO_VALUE.write() for year in years]

    def holds(self, reference: str) -> bool:
        """Whether a snapshot in use has the series for the area."""
        return reference in self._frames

    def all(self, reference: str) -> pd.DataFrame:
        """Every year that a series has, as in ``get``; no row if no snapshot in use holds it."""
        return self.get(reference, list(self._frames[reference].index) if reference in self._frames else [])

    def find_beginning(self, formula: str) -> int:
        """The first year in which all series of a formula have begun; one without any value does not count."""
        return max((self._begin(reference) for reference in references(formula) if self.holds(reference)), default=0)

    def _begin(self, reference: str) -> int:
        if reference not in self._begins:
            years = self._frames[reference]["obs_value"].dropna().index
            self._begins[reference] = int(years.min()) if len(years) else 0
        return self._begins[reference]


@dataclass(frozen=True)
class Inputs:
    """What a formula is computed from: for each reference its rows (see ``AnnualSeries.get``) and its unit."""

    formula: str
    rows: Mapping[str, pd.DataFrame]
    units: Mapping[str, str]

    @property
    def operands(self) -> dict[str, pint.Quantity[Any]]:
        """The quantity that stands for each reference: one number a year."""
        return {
            name: make_quantity(rows["obs_value"].to_numpy(float), self.units[name]) for name, rows in self.rows.items()
        }


def read_inputs(series: AnnualSeries, catalog: Catalog, formula: str, years: Sequence[int]) -> Inputs:
    """The series of a formula for some years; where no snapshot holds one, its unit is that of the catalog."""
    rows = {reference: series.get(reference, years) for reference in references(formula)}
    units = {
        reference: own["unit_measure"].iloc[0] or harmonised_unit(catalog.series_of(reference).unit)
        for reference, own in rows.items()
    }
    return Inputs(formula, rows, units)


def compute_values(series: AnnualSeries, catalog: Catalog, formula: str, years: Sequence[int]) -> pd.Series:
    """A formula's value for each year: money in US$ million, ratios and shares as plain numbers, the rest as it is.

    Raises:
        DataError: If the formula cannot be read or mixes units.
    """
    key = formula, tuple(years)
    if key not in series.computed:
        values = compute_amounts(formula, read_inputs(series, catalog, formula, years).operands, len(years))
        series.computed[key] = pd.Series(values, index=list(years), dtype=float)
    return series.computed[key]


class _Grouped(Mapping[str, pd.DataFrame]):
    """The economy's own rows of each series by year; taken when they are asked for, since few of many series are."""

    def __init__(self, annual: pd.DataFrame, ref_area: str) -> None:
        own = annual[(annual["ref_area"] == ref_area) & (annual["counterpart_area"] == NO_COUNTERPART)]
        own = own.set_index("time_period").sort_index()
        self._rows = own[COLUMNS]
        self._places = own.groupby(own["source"] + ":" + own["series"]).indices
        self._taken: dict[str, pd.DataFrame] = {}

    def __getitem__(self, reference: str) -> pd.DataFrame:
        if reference not in self._taken:
            self._taken[reference] = self._rows.take(np.asarray(self._places[reference]))
        return self._taken[reference]

    def __contains__(self, reference: object) -> bool:
        return reference in self._places

    def __iter__(self) -> Iterator[str]:
        return map(str, self._places)

    def __len__(self) -> int:
        return len(self._places)


class _Archive:
    """The rows of each series in all vintages; of one that has none but that in use, those."""

    def __init__(self, archive: Mapping[str, pd.DataFrame], used: Mapping[str, pd.DataFrame]) -> None:
        self._archive, self._used = archive, used
        self._in_use: dict[str, str] = {}
        self._years: dict[str, dict[str, frozenset[int]]] = {}
        self._taken: dict[tuple[str, str], pd.DataFrame] = {}

    def used(self, reference: str) -> str:
        """The vintage of a series that is in use."""
        if reference not in self._in_use:
            self._in_use[reference] = str(self._used[reference]["vintage"].iloc[0])
        return self._in_use[reference]

    def list_years(self, reference: str) -> dict[str, frozenset[int]]:
        """The years that each vintage of a series has."""
        if reference not in self._years:
            rows = self._read(reference)
            years: dict[str, set[int]] = {str(vintage): set() for vintage in rows["vintage"].unique()}
            for year, vintage, value in zip(rows.index, rows["vintage"], rows["obs_value"], strict=True):
                if not np.isnan(value):
                    years[vintage].add(year)
            self._years[reference] = {vintage: frozenset(held) for vintage, held in years.items()}
        return self._years[reference]

    def take(self, reference: str, vintage: str) -> pd.DataFrame:
        """The rows of a series in one vintage."""
        if (reference, vintage) not in self._taken:
            rows = self._read(reference)
            self._taken[reference, vintage] = rows[rows["vintage"] == vintage]
        return self._taken[reference, vintage]

    def _read(self, reference: str) -> pd.DataFrame:
        return self._archive[reference] if reference in self._archive else self._used[reference]
