"""Tables: the roles of a basis, filled year by year from annual series. Every cell keeps where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pint

from remesas.catalog.entries import Catalog, Role, Term
from remesas.core import notes
from remesas.core.errors import DataError
from remesas.core.formulas import describe, evaluate
from remesas.core.frames import NO_COUNTERPART, worst_status
from remesas.core.references import references
from remesas.core.units import MONEY, harmonised_unit, parse_unit, unit_registry
from remesas.core.vintages import NEWEST

COLUMNS = [
    "ref_area", "basis", "flow", "indicator", "time_period", "obs_value", "unit_measure", "obs_status",
    "series", "source", "vintage", "formula", "note",
]  # fmt: skip


class AnnualSeries:
    """The annual series of one area in use, looked up by reference.

    Args:
        annual: Output of ``annual.to_annual`` restricted to the vintages in use.
        ref_area: The economy.
    """

    def __init__(self, annual: pd.DataFrame, ref_area: str) -> None:
        """Group the economy's own rows by series."""
        own = annual[(annual["ref_area"] == ref_area) & (annual["counterpart_area"] == NO_COUNTERPART)]
        keys = own["source"] + ":" + own["series"]
        self._frames = {str(key): rows.set_index("time_period").sort_index() for key, rows in own.groupby(keys)}

    def get(self, reference: str, years: Sequence[int]) -> pd.DataFrame:
        """One row a year, columns obs_value, obs_status, note, vintage; a year without observation has status M."""
        columns = ["obs_value", "unit_measure", "obs_status", "note", "vintage"]
        if reference not in self._frames:
            return pd.DataFrame(
                {
                    "obs_value": np.nan,
                    "unit_measure": "",
                    "obs_status": "M",
                    "note": notes.NO_SNAPSHOT.write(),
                    "vintage": "",
                },
                index=pd.Index(years, name="time_period"),
            )
        found = self._frames[reference][columns]
        rows = found.reindex(list(years))
        rows["unit_measure"] = found["unit_measure"].iloc[0]
        rows["vintage"] = found["vintage"].iloc[0]
        absent = rows["obs_status"].isna()
        rows.loc[absent, "obs_status"] = "M"
        rows.loc[absent, "note"] = [_absence(year, found.index) for year in rows.index[absent]]
        return rows

    def all(self, reference: str) -> pd.DataFrame:
        """Every year that a series has, as in ``get``; no row if no snapshot in use holds it."""
        return self.get(reference, list(self._frames[reference].index) if reference in self._frames else [])


def _absence(year: int, held: pd.Index[int]) -> str:
    """Why a series has no value for a year."""
    if year > held.max():
        return notes.SERIES_ENDS.write(year=held.max())
    return notes.SERIES_BEGINS.write(year=held.min()) if year < held.min() else notes.NO_VALUE.write()


def years_of(choice: Mapping[str, Any], annual: pd.DataFrame) -> range:
    """The years of the tables: from ``first`` to ``last``, or to the newest that any series has."""
    last = annual["time_period"].max() if choice["last"] == NEWEST else choice["last"]
    return range(choice["first"], int(last) + 1)


def fill_basis(annual: pd.DataFrame, catalog: Catalog, basis: str, ref_area: str, years: range) -> pd.DataFrame:
    """Both flows of a basis for one economy, one row a cell.

    Args:
        annual: Annual series of the vintages in use.
        catalog: Roles, series, indicators.
        basis: A key of bases.yaml.
        ref_area: The economy.
        years: The years wanted; the result ends with the last one in which any cell has a value.

    Returns:
        ``COLUMNS``; obs_value unrounded in US$ million, missing cells with status M and the reason in ``note``.
    """
    series = AnnualSeries(annual, ref_area)
    roles = catalog.roles(basis, ref_area)
    parts = [
        fill_role(series, catalog, role, years).assign(ref_area=ref_area, basis=basis, flow=flow, indicator=indicator)
        for flow, columns in roles.items()
        for indicator, role in columns.items()
    ]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    cells = pd.concat(parts, ignore_index=True)
    held = cells.loc[cells["obs_value"].notna(), "time_period"]
    return cells.loc[cells["time_period"] <= (held.max() if len(held) else years.start - 1), COLUMNS]


def fill_role(series: AnnualSeries, catalog: Catalog, role: Role, years: Sequence[int]) -> pd.DataFrame:
    """One column of a table.

    The first term that covers a year gives its cell; years before its series begin are left to the terms after it.
    The first year of a declared break, and of another formula, has status B.
    """
    begins = {term.formula: _beginning(series, term.formula) for term in role.terms}
    terms = {year: choose_term(role, year, begins.__getitem__) for year in years}
    parts = [_no_source(role, [year for year in years if terms[year] is None])]
    for term in role.terms:
        covered = [year for year in years if terms[year] is term]
        if covered:
            parts.append(fill_term(series, catalog, term, covered))
    cells = pd.concat([part for part in parts if len(part)]).sort_index()
    _mark_breaks(cells, role)
    return cells.reset_index()


def choose_term(role: Role, year: int, begins: Callable[[str], int]) -> Term | None:
    """The term that fills a role in a year.

    The first one that covers the year and whose series have begun; the last one that covers it where none has.

    Args:
        role: The role.
        year: The year.
        begins: The first year in which all series of a formula have begun.
    """
    covering = [term for term in role.terms if within(year, term.first, term.last)]
    return next((term for term in covering if year >= begins(term.formula)), covering[-1] if covering else None)


def reason_of_absence(role: Role, year: int) -> str:
    """Why no term covers a year."""
    reasons = (item.reason for item in role.missing if within(year, item.first, item.last))
    return next(reasons, notes.NO_SOURCE.write())


def _beginning(series: AnnualSeries, formula: str) -> int:
    """The first year in which all series of a formula have begun; one that is not in use at all does not count."""
    begun = [rows.index[rows["obs_value"].notna()] for rows in map(series.all, references(formula))]
    return max((int(years.min()) for years in begun if len(years)), default=0)


def _mark_breaks(cells: pd.DataFrame, role: Role) -> None:
    breaks = {int(item.period[:4]): item.note for item in role.breaks}
    changed = (
        (cells["formula"] != cells["formula"].shift()) & cells["obs_value"].notna() & cells["obs_value"].shift().notna()
    )
    for year in cells.index[changed]:
        breaks.setdefault(int(year), notes.OTHER_FORMULA.write())
    for year, note in breaks.items():
        if year in cells.index and cells.loc[year, "obs_status"] != "M":
            cells.loc[year, "obs_status"] = "B"
            cells.loc[year, "note"] = notes.join_notes([str(cells.loc[year, "note"]), note])


def fill_term(series: AnnualSeries, catalog: Catalog, term: Term, years: Sequence[int]) -> pd.DataFrame:
    """The cells that one formula gives for some years.

    Raises:
        DataError: If the formula's unit cannot be expressed in US$ million.
    """
    used = references(term.formula)
    inputs = {reference: series.get(reference, years) for reference in used}
    units = {reference: unit_of(inputs[reference], catalog, reference) for reference in used}
    statuses = [*(rows["obs_status"] for rows in inputs.values()), [term.status] * len(years)]
    remarks = [*(_named(rows, catalog, name)["note"] for name, rows in inputs.items()), [term.note] * len(years)]
    return pd.DataFrame(
        {
            "obs_value": in_money(term.formula, quantities(inputs, units)),
            "unit_measure": MONEY,
            "obs_status": [worst_status(marks) for marks in zip(*statuses, strict=True)],
            "series": "; ".join(reference.split(":")[1] for reference in used),
            "source": "; ".join(dict.fromkeys(reference.split(":")[0] for reference in used)),
            "vintage": "; ".join(rows["vintage"].iloc[0] for rows in inputs.values()),
            "formula": describe(term.formula, units),
            "note": [notes.join_notes(texts) for texts in zip(*remarks, strict=True)],
        },
        index=pd.Index(years, name="time_period"),
    )


def _named(rows: pd.DataFrame, catalog: Catalog, reference: str) -> pd.DataFrame:
    """The rows of a series, the reason of a missing value with the name of the dataset before it."""
    source = reference.split(":")[0]
    title = catalog.sources[source].datasets[catalog.series_of(reference).dataset].title
    missing = (rows["obs_status"] == "M") & (rows["note"] != "")
    reasons = [notes.ABOUT.write(about=title, reason=note) if note else "" for note in rows["note"]]
    return rows.assign(note=rows["note"].where(~missing, reasons))


def values_of(series: AnnualSeries, catalog: Catalog, formula: str, years: Sequence[int]) -> pd.Series:
    """A formula's value for each year: money in US$ million, ratios and shares as plain numbers, the rest as it is.

    Raises:
        DataError: If the formula cannot be read or mixes units.
    """
    inputs = {reference: series.get(reference, years) for reference in references(formula)}
    units = {reference: unit_of(rows, catalog, reference) for reference, rows in inputs.items()}
    result = evaluate(formula, quantities(inputs, units))
    if not isinstance(result, pint.Quantity):
        return pd.Series(float(result), index=list(years))
    target = parse_unit(MONEY) if result.is_compatible_with(parse_unit(MONEY)) else result.units
    magnitude = result.m_as("dimensionless" if result.dimensionless else target)
    return pd.Series(np.asarray(magnitude, dtype=float), index=list(years))


def unit_of(rows: pd.DataFrame, catalog: Catalog, reference: str) -> str:
    """The harmonised unit of a series, also where no snapshot in use holds it."""
    return rows["unit_measure"].iloc[0] or harmonised_unit(catalog.series_of(reference).unit)


def quantities(inputs: Mapping[str, pd.DataFrame], units: Mapping[str, str]) -> dict[str, pint.Quantity[Any]]:
    """The inputs of a formula as numbers with units, one array a series."""
    registry = unit_registry()
    return {
        reference: registry.Quantity(rows["obs_value"].to_numpy(float), parse_unit(units[reference]))
        for reference, rows in inputs.items()
    }


def within(year: int, first: int | None, last: int | None) -> bool:
    """Whether a year lies in a span whose ends may be open."""
    return (first is None or year >= first) and (last is None or year <= last)


def in_money(formula: str, operands: Mapping[str, pint.Quantity[Any]]) -> np.ndarray:
    """A formula's values in US$ million.

    Raises:
        DataError: If the formula does not give an amount of money.
    """
    result = evaluate(formula, operands)
    try:
        return np.asarray(result.to(parse_unit(MONEY)).magnitude, dtype=float)
    except pint.DimensionalityError as error:
        raise DataError(
            f"the formula {formula!r} does not give an amount of money: {error}", file="workflow/catalog"
        ) from error


def _no_source(role: Role, years: Sequence[int]) -> pd.DataFrame:
    """Cells of years that no term covers: missing, with the declared reason."""
    reasons = [reason_of_absence(role, year) for year in years]
    return pd.DataFrame(
        {"obs_value": np.nan, "unit_measure": MONEY, "obs_status": "M", "series": "", "source": "", "vintage": "",
         "formula": "", "note": reasons},
        index=pd.Index(years, name="time_period"),
    )  # fmt: skip


def cells_of(cells: pd.DataFrame, flow: str, columns: Sequence[str]) -> pd.DataFrame:
    """The cells of one table in its order of columns (flow dropped)."""
    table = cells[(cells["flow"] == flow) & cells["indicator"].isin(columns)]
    order = table["indicator"].map({name: position for position, name in enumerate(columns)})
    sorted_table = table.assign(order=order).sort_values(["ref_area", "basis", "order", "time_period"])
    return sorted_table.drop(columns=["flow", "order"]).reset_index(drop=True)
