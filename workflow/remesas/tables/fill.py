"""Fill the roles of a basis year by year from annual series. Every cell keeps where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pint

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Identity, Role, Term
from remesas.core import notes
from remesas.core.errors import DataError
from remesas.core.files import empty_frame
from remesas.core.formulas import describe, evaluate
from remesas.core.frames import CELLS
from remesas.core.statuses import worst_status
from remesas.core.units import MONEY, parse_unit
from remesas.core.vintages import NEWEST
from remesas.harmonise.identities import holds
from remesas.tables.series import AnnualSeries, Inputs, compute_values, read_inputs

UNCLASSIFIED_SHARE = 0.05
"""A larger share of exports or imports in no class is told of (``notes.UNCLASSIFIED`` names it)."""
NAMED = 2
"""How many series of a dataset are named that lack a year for one reason."""

EXCESS = 1.005
"""A balance may be so many times the whole, for what was rounded or revised between the two."""


def years_of(choice: Mapping[str, Any], annual: pd.DataFrame) -> range:
    """The years of the tables: from ``first`` to ``last``, or to the newest that any series has."""
    last = annual["time_period"].max() if choice["last"] == NEWEST else choice["last"]
    return range(choice["first"], int(last) + 1)


def fill_basis(
    annual: pd.DataFrame,
    catalog: Catalog,
    basis: str,
    ref_area: str,
    years: range,
    archive: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """All columns of a basis for one economy, one row a cell.

    Args:
        annual: Annual series of the vintages in use.
        catalog: Roles, series, indicators.
        basis: A key of bases.yaml.
        ref_area: The economy.
        years: The years wanted; the result ends with the last one in which any cell has a value.
        archive: Annual series of all vintages, for terms that take theirs from one.

    Returns:
        ``frames.CELLS``; obs_value unrounded in the unit of the column's table, missing cells with status M and the
        reason in ``note``.
    """
    return fill_columns(AnnualSeries(annual, ref_area, archive), catalog, basis, ref_area, years)


def fill_columns(series: AnnualSeries, catalog: Catalog, basis: str, ref_area: str, years: range) -> pd.DataFrame:
    """All columns of a basis from the series of one economy (see ``fill_basis``)."""
    roles = catalog.roles(basis, ref_area)
    identities = {name: entry for name, entry in catalog.identities.items() if entry.area == ref_area}
    parts = [
        fill_role(series, catalog, role, years, catalog.unit_of(flow, indicator), identities).assign(
            ref_area=ref_area, basis=basis, flow=flow, indicator=indicator
        )
        for flow, columns in roles.items()
        for indicator, role in columns.items()
    ]
    if not parts:
        return empty_frame(CELLS)
    cells = pd.concat(parts, ignore_index=True)
    _mark_exceeding(cells, catalog)
    held = cells.loc[cells["obs_value"].notna(), "time_period"]
    return cells.loc[cells["time_period"] <= (held.max() if len(held) else years.start - 1), list(CELLS.columns)]


def _mark_exceeding(cells: pd.DataFrame, catalog: Catalog) -> None:
    """Give balances that are more than the whole the status U: their vintages differ, or one of both is wrong."""
    places = pd.MultiIndex.from_frame(cells[["flow", "indicator", "time_period"]])
    amounts = pd.Series(cells["obs_value"].to_numpy(), index=places)
    for flow in (name for name in cells["flow"].unique() if catalog.flow(name).within):
        own = cells[cells["flow"] == flow]
        whole = own.assign(flow=catalog.flow(flow).within)[["flow", "indicator", "time_period"]]
        limit = amounts.reindex(pd.MultiIndex.from_frame(whole)).to_numpy() * EXCESS
        for place in own.index[own["obs_value"].to_numpy() > limit]:
            cells.at[place, "obs_status"] = worst_status([str(cells.at[place, "obs_status"]), "U"])
            note = str(cells.at[place, "note"])
            cells.at[place, "note"] = notes.join_notes([*notes.split_notes(note), notes.EXCEEDS_WHOLE.write()])


def fill_role(
    series: AnnualSeries,
    catalog: Catalog,
    role: Role,
    years: Sequence[int],
    unit: str = MONEY,
    identities: Mapping[str, Identity] = MappingProxyType({}),
) -> pd.DataFrame:
    """One column of a table in a unit, a row a year.

    The first term that covers a year gives its cell; years before its series begin are left to the terms after it, and
    so are all years of a term that waits for a series. The first year of a declared break has status B, and that of
    another formula too, unless an identity that holds joins the two.
    """
    role = leave_out_waiting(role, catalog, series.holds)
    by_formula = {term.formula: term for term in role.terms}
    begins = cache(lambda formula: take_series(series, by_formula[formula]).find_beginning(formula))
    terms = {year: choose_term(role, year, begins) for year in years}
    parts = []
    for term in (None, *role.terms):
        covered = [year for year in years if terms[year] is term]
        if covered:
            own = fill_term(series, catalog, term, covered, unit) if term else _explain_missing(role, covered, unit)
            parts.append(own)
    cells = pd.concat(parts).sort_index() if len(parts) > 1 else parts[0]
    named = [term for term in role.terms if term.identity in identities]
    joined = {term for term in named if holds(series.all, identities[term.identity])}
    _mark_breaks(cells, role, {year for year in years if joined & {terms[year], terms.get(year - 1)}})
    return cells.reset_index()


def leave_out_waiting(role: Role, catalog: Catalog, holds: Callable[[str], bool]) -> Role:
    """A role without the terms that wait for a series which no snapshot in use holds: their years have a reason."""
    terms = tuple(term for term in role.terms if catalog.is_ready(term.formula, holds))
    return role.model_copy(update={"terms": terms}) if len(terms) < len(role.terms) else role


def choose_term(role: Role, year: int, begins: Callable[[str], int]) -> Term | None:
    """The term that fills a role in a year.

    The first one that covers the year and whose series have begun; the last one that covers it where none has. None in
    a year that is withheld.

    Args:
        role: The role.
        year: The year.
        begins: The first year in which all series of a formula have begun.
    """
    if any(item.covers(year) for item in role.withheld):
        return None
    covering = [term for term in role.terms if term.covers(year)]
    if len(covering) == 1:
        return covering[0]
    return next((term for term in covering if year >= begins(term.formula)), covering[-1] if covering else None)


def reason_of_absence(role: Role, year: int) -> str:
    """Why no term fills a year."""
    reasons = (item.reason for item in (*role.withheld, *role.missing) if item.covers(year))
    return next(reasons, notes.NO_SOURCE.write())


def fill_term(
    series: AnnualSeries, catalog: Catalog, term: Term, years: Sequence[int], unit: str = MONEY
) -> pd.DataFrame:
    """The cells that one formula gives for some years.

    Raises:
        DataError: If the formula's unit cannot be expressed in that of the table.
    """
    inputs = read_inputs(take_series(series, term), catalog, term.formula, years)
    statuses = [*(rows["obs_status"] for rows in inputs.rows.values()), [term.status] * len(years)]
    remarks = [*_name_lacking(catalog, inputs.rows), [term.note] * len(years)]
    cells = pd.DataFrame(
        {
            "obs_value": _convert(inputs, unit),
            "unit_measure": unit,
            "obs_status": [worst_status(marks) for marks in zip(*statuses, strict=True)],
            "series": "; ".join(reference.split(":")[1] for reference in inputs.rows),
            "source": "; ".join(dict.fromkeys(reference.split(":")[0] for reference in inputs.rows)),
            "vintage": "; ".join(rows["vintage"].iloc[0] for rows in inputs.rows.values()),
            "formula": describe(term.formula, inputs.units),
            "note": [notes.join_notes(texts) for texts in zip(*remarks, strict=True)],
        },
        index=pd.Index(years, name="time_period"),
    )
    if term.totals:
        _mark_unclassified(cells, measure_unclassified(series, catalog, term, years), is_balance=term.is_balance)
    return cells


def take_series(series: AnnualSeries, term: Term) -> AnnualSeries:
    """The series of a term in the vintages that it asks for."""
    return series if term.vintages == "newest" else series.take_together(term.formula, one=term.vintages == "one")


def measure_unclassified(
    series: AnnualSeries, catalog: Catalog, term: Term, years: Sequence[int]
) -> tuple[pd.Series, pd.Series]:
    """How much of the totals behind a term is in no class: the largest amount (US$ million) and share, by year."""
    amounts = shares = np.zeros(len(years))
    for entry in term.totals:
        known = pd.Series(float("nan"), index=list(years))
        for formula in entry.classes:
            if known.isna().any():
                known = known.fillna(compute_values(series.take_together(formula), catalog, formula, years))
        total = compute_values(take_series(series, term), catalog, entry.total, years)
        unknown = (1 - known).to_numpy()
        amounts, shares = np.fmax(amounts, unknown * total.to_numpy()), np.fmax(shares, unknown)
    return pd.Series(amounts, index=list(years)), pd.Series(shares, index=list(years))


def _mark_unclassified(cells: pd.DataFrame, unclassified: tuple[pd.Series, pd.Series], *, is_balance: bool) -> None:
    """Say where much of a total is in no class, and leave out balances that are smaller than that."""
    remark = notes.UNCLASSIFIED if is_balance else notes.UNCLASSIFIED_EXPORTS
    for year, value, amount, share in zip(cells.index, cells["obs_value"], *unclassified, strict=True):
        note = str(cells.at[year, "note"])
        if is_balance and amount > abs(value):
            cells.at[year, "obs_value"], cells.at[year, "obs_status"] = float("nan"), "M"
            cells.at[year, "note"] = notes.UNCLASSIFIED_EXCEEDS.write()
        elif share > UNCLASSIFIED_SHARE and pd.notna(value):
            cells.at[year, "obs_status"] = worst_status([str(cells.at[year, "obs_status"]), "D"])
            cells.at[year, "note"] = notes.join_notes([remark.write(), note])


def _name_lacking(catalog: Catalog, series: Mapping[str, pd.DataFrame]) -> Iterator[list[str]]:
    """The remarks of each series by year; the reason of a missing value names what lacks it.

    That is the dataset where all its series in the formula lack the year for that reason. If others go on, it is the
    series itself, or "some series" of the dataset if there are more than a reader would read (``NAMED``).
    """
    entries = {reference: catalog.series_of(reference) for reference in series}
    datasets = {reference: (reference.split(":")[0], entry.dataset) for reference, entry in entries.items()}
    for reference, rows in series.items():
        source, dataset = datasets[reference]
        title = catalog.sources[source].datasets[dataset].title
        beside = [other["note"].to_dict() for name, other in series.items() if datasets[name] == (source, dataset)]
        yield [
            _tell_lacking(note, [held.get(year) == note for held in beside], title, entries[reference].label)
            if note and status == "M"
            else note
            for year, note, status in zip(rows.index, rows["note"], rows["obs_status"], strict=True)
        ]


def _tell_lacking(reason: str, lacking: Sequence[bool], dataset: str, series: str) -> str:
    """Why a year of a series is missing; ``lacking`` are all series of its dataset, itself too."""
    if NAMED < sum(lacking) < len(lacking):
        return notes.SOME_SERIES.write(about=dataset, reason=reason)
    return notes.ABOUT.write(about=dataset if all(lacking) else series, reason=reason)


def _convert(inputs: Inputs, unit: str) -> np.ndarray:
    """A formula's values in a unit.

    Raises:
        DataError: If the formula gives something else.
    """
    try:
        return np.asarray(evaluate(inputs.formula, inputs.operands).m_as(parse_unit(unit)), dtype=float)
    except pint.DimensionalityError as error:
        wanted = "an amount of money" if unit == MONEY else f"an amount in {unit}"
        raise DataError(
            f"the formula {inputs.formula!r} does not give {wanted}: {error}", file="workflow/catalog"
        ) from error


def _explain_missing(role: Role, years: Sequence[int], unit: str) -> pd.DataFrame:
    """Cells of years that no term covers: missing, with the declared reason."""
    texts = dict.fromkeys(["series", "source", "vintage", "formula"], "")
    cells = {"obs_value": np.nan, "unit_measure": unit, "obs_status": "M"} | texts
    reasons = [reason_of_absence(role, year) for year in years]
    return pd.DataFrame(cells | {"note": reasons}, index=pd.Index(years, name="time_period"))


def _mark_breaks(cells: pd.DataFrame, role: Role, joined: Container[int]) -> None:
    """Give the first year of a declared break and of another formula status B; ``joined`` years are no such year."""
    breaks = {int(item.period[:4]): item.note for item in role.breaks}
    filled = zip(cells.index, cells["formula"], cells["obs_value"].notna(), strict=True)
    for (_, before, had), (year, formula, has) in pairwise(filled):
        if had and has and formula != before and year not in joined:
            breaks.setdefault(int(year), notes.OTHER_FORMULA.write())
    for year, note in breaks.items():
        if year in cells.index and cells.loc[year, "obs_status"] != "M":
            cells.loc[year, "obs_status"] = "B"
            cells.loc[year, "note"] = notes.join_notes([str(cells.loc[year, "note"]), note])


def cells_of(cells: pd.DataFrame, flow: str, columns: Sequence[str]) -> pd.DataFrame:
    """The cells of one table in its order of columns (flow dropped)."""
    table = cells[(cells["flow"] == flow) & cells["indicator"].isin(columns)]
    order = table["indicator"].map({name: position for position, name in enumerate(columns)})
    sorted_table = table.assign(order=order).sort_values(["ref_area", "basis", "order", "time_period"])
    return sorted_table.drop(columns=["flow", "order"]).reset_index(drop=True)
