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
from remesas.core.formulas import evaluate
from remesas.core.references import NO_COUNTERPART, references
from remesas.core.units import MONEY, harmonised_unit, parse_unit, unit_registry
from remesas.core.vintages import choose_together

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
        self._frames = {key: rows[COLUMNS] for key, rows in _group_own(annual, ref_area)}
        self._archive = {} if archive is None else dict(_group_own(archive, ref_area))
        self._absence = notes.NO_SNAPSHOT
        self._together: dict[tuple[str, bool], AnnualSeries] = {}

    def take_together(self, formula: str, *, one: bool = True) -> AnnualSeries:
        """The series of a formula in vintages that fit one another (see ``vintages.choose_together``).

        Without a series, if there are no such vintages.
        """
        if (formula, one) not in self._together:
            self._together[formula, one] = self._choose_together(formula, one=one)
        return self._together[formula, one]

    def _choose_together(self, formula: str, *, one: bool) -> AnnualSeries:
        held = {name: self._archive.get(name, self._frames[name]) for name in references(formula) if self.holds(name)}
        used = [str(self._frames[name]["vintage"].iloc[0]) for name in held]
        chosen = choose_together(list(map(_list_years, held.values())), used, one=one) if held else None
        together = copy(self)
        together._frames = {
            name: rows.loc[rows["vintage"] == vintage, COLUMNS]
            for (name, rows), vintage in zip(held.items(), chosen or [""] * len(held), strict=True)
            if chosen
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
        rows = found.reindex(list(years))
        for same in ("unit_measure", "vintage"):
            rows[same] = found[same].iloc[0]
        unknown = rows["obs_status"].isna()
        rows.loc[unknown, "obs_status"] = "M"
        rows.loc[unknown, "note"] = [_explain_absence(year, found.index) for year in rows.index[unknown]]
        return rows

    def holds(self, reference: str) -> bool:
        """Whether a snapshot in use has the series for the area."""
        return reference in self._frames

    def all(self, reference: str) -> pd.DataFrame:
        """Every year that a series has, as in ``get``; no row if no snapshot in use holds it."""
        return self.get(reference, list(self._frames[reference].index) if reference in self._frames else [])

    def find_beginning(self, formula: str) -> int:
        """The first year in which all series of a formula have begun; one without any value does not count."""
        begun = [rows.index[rows["obs_value"].notna()] for rows in map(self.all, references(formula))]
        return max((int(years.min()) for years in begun if len(years)), default=0)


@dataclass(frozen=True)
class Inputs:
    """What a formula is computed from: for each reference its rows (see ``AnnualSeries.get``) and its unit."""

    formula: str
    years: Sequence[int]
    rows: Mapping[str, pd.DataFrame]
    units: Mapping[str, str]

    def evaluate(self) -> pint.Quantity[Any]:
        """The formula: one number a year, or the number that it is for all, with the unit.

        Raises:
            DataError: If the formula cannot be read or mixes units.
        """
        registry = unit_registry()
        operands = {
            reference: registry.Quantity(rows["obs_value"].to_numpy(float), parse_unit(self.units[reference]))
            for reference, rows in self.rows.items()
        }
        return evaluate(self.formula, operands)


def read_inputs(series: AnnualSeries, catalog: Catalog, formula: str, years: Sequence[int]) -> Inputs:
    """The series of a formula for some years; where no snapshot holds one, its unit is that of the catalog."""
    rows = {reference: series.get(reference, years) for reference in references(formula)}
    units = {
        reference: own["unit_measure"].iloc[0] or harmonised_unit(catalog.series_of(reference).unit)
        for reference, own in rows.items()
    }
    return Inputs(formula, years, rows, units)


def compute_values(series: AnnualSeries, catalog: Catalog, formula: str, years: Sequence[int]) -> pd.Series:
    """A formula's value for each year: money in US$ million, ratios and shares as plain numbers, the rest as it is.

    Raises:
        DataError: If the formula cannot be read or mixes units.
    """
    result = read_inputs(series, catalog, formula, years).evaluate()
    money = parse_unit(MONEY)
    unit = "dimensionless" if result.dimensionless else money if result.is_compatible_with(money) else result.units
    return pd.Series(np.broadcast_to(result.m_as(unit), len(years)), index=list(years), dtype=float)


def _group_own(annual: pd.DataFrame, ref_area: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """The economy's own rows of each series by year."""
    rows = annual[(annual["ref_area"] == ref_area) & (annual["counterpart_area"] == NO_COUNTERPART)]
    for key, group in rows.groupby(rows["source"] + ":" + rows["series"]):
        yield str(key), group.set_index("time_period").sort_index()


def _list_years(rows: pd.DataFrame) -> dict[str, frozenset[int]]:
    """The years that each vintage of a series has."""
    vintages = rows.groupby("vintage")["obs_value"]
    return {str(vintage): frozenset(values.dropna().index) for vintage, values in vintages}


def _explain_absence(year: int, held: pd.Index[int]) -> str:
    """Why a series has no value for a year."""
    if year > held.max():
        return notes.SERIES_ENDS.write(year=held.max())
    return notes.SERIES_BEGINS.write(year=held.min()) if year < held.min() else notes.NO_VALUE.write()
