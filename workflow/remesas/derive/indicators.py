"""Derived indicators: arithmetic on the cells of the tables and on each basis' context (GDP, population, prices)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.core import notes
from remesas.core.frames import INDICATORS
from remesas.core.rounding import find_least
from remesas.core.statuses import worst_status
from remesas.core.units import MONEY
from remesas.core.vintages import NEWEST
from remesas.tables.series import AnnualSeries

CELL = ["ref_area", "basis", "flow", "indicator", "time_period"]
CONTEXT = {
    "gdp": notes.GDP,
    "population": notes.POPULATION,
    "prices": notes.PRICES,
    "investment": notes.INVESTMENT,
}
"""What amounts are related to, by its name in the catalog, and how a remark calls it."""
DEVIATION = "sample standard deviation of yearly growth"


@dataclass(frozen=True)
class Spans:
    """Spans of years for growth rates, the last year a number or ``newest``; and the year of constant prices."""

    growth: tuple[tuple[int, int | str], ...]
    price_base: int


def derive_indicators(
    cells: pd.DataFrame, context: Mapping[str, pd.DataFrame], spans: Spans, catalog: Catalog
) -> pd.DataFrame:
    """All derived indicators of all bases.

    Args:
        cells: ``frames.CELLS`` of one economy.
        context: For each basis the output of ``read_context``.
        spans: Growth spans and the year of constant prices.
        catalog: The lead column, and of which flows shares and ratios are computed.

    Returns:
        ``frames.INDICATORS``. A value that cannot be computed is missing, with status M and the reason in ``note``;
        shares and ranks exist only for years in which the basis has every source, among those of one flow and unit
        that a table shows;
        only money is related to GDP, population and prices.
    """
    parts: list[pd.DataFrame] = []
    for (basis, flow, unit), rows in cells.groupby(["basis", "flow", "unit_measure"], sort=False):
        declared = catalog.flow(str(flow))
        shown = catalog.columns_of(str(flow)) or tuple(rows["indicator"])
        ordered = rows[rows["indicator"].isin(shown)].sort_values(["indicator", "time_period"])
        least = _find_least(cells, str(flow), str(unit), catalog)
        parts += [
            *rank_among_sources(ordered, str(flow), declared.shares, _never_filled(rows, shown, catalog)),
            _growth(ordered, least),
            *_growth_over_spans(ordered, spans.growth, least),
        ]
        if unit == MONEY:
            parts += _relative_to_context(ordered, context[str(basis)], spans.price_base, least)
        parts += _lead_per_dollar(ordered, catalog.lead, declared.ratios, least)
    frame = pd.concat(parts, ignore_index=True)
    frame["obs_status"] = np.where(frame["obs_value"].isna(), "M", frame["obs_status"])
    frame["time_period"] = frame["time_period"].astype(str)
    return frame[list(INDICATORS.columns)]


def read_context(annual: pd.DataFrame, references: Mapping[str, str], ref_area: str) -> pd.DataFrame:
    """What a basis relates its amounts to.

    Args:
        annual: Annual series in use.
        references: ``gdp``, ``population``, ``prices`` to ``source:series``, or ``source:series@AREA`` for a series
            of another area than the economy's own.
        ref_area: The economy.

    Returns:
        Indexed by name and year; columns obs_value (US$ million, persons, index), obs_status, note, series.
    """
    parts = []
    for name, reference in references.items():
        plain, _, area = reference.partition("@")
        rows = AnnualSeries(annual, area or ref_area).all(plain)[["obs_value", "obs_status", "note"]]
        parts.append(rows.assign(name=name, series=plain.split(":")[1]).rename_axis("time_period").reset_index())
    if not parts:
        columns = ["name", "time_period", "obs_value", "obs_status", "note", "series"]
        return pd.DataFrame(columns=columns).astype({"obs_value": float}).set_index(columns[:2])
    return pd.concat(parts).set_index(["name", "time_period"]).sort_index()


def _find_least(cells: pd.DataFrame, flow: str, unit: str, catalog: Catalog) -> float:
    """Below this an amount of a flow and unit rounds to nothing in the tables: what is related to it is noise."""
    tables = [table for table in catalog.tables.values() if (table.flow, table.unit) == (flow, unit)]
    columns = {name for table in tables for name in table.columns}
    own = cells[(cells["flow"] == flow) & (cells["unit_measure"] == unit) & cells["indicator"].isin(columns)]
    largest = own["obs_value"].abs().max()
    return find_least(0.0 if pd.isna(largest) else float(largest), max((table.decimals for table in tables), default=0))


def _never_filled(rows: pd.DataFrame, shown: Sequence[str], catalog: Catalog) -> list[str]:
    """The columns of a flow and unit that a basis has no role for: a rank without them would be one among fewer."""
    row = rows.iloc[0]
    roles = catalog.roles(row["basis"], row["ref_area"]).get(row["flow"], {})
    return [
        name
        for name in shown
        if name not in roles
        and name not in set(rows["indicator"])
        and catalog.unit_of(row["flow"], name) == row["unit_measure"]
    ]


def rank_among_sources(
    rows: pd.DataFrame, flow: str, with_shares: bool, never: Sequence[str] = ()
) -> list[pd.DataFrame]:
    """Ranks, and shares of the sum: only for years in which no source is missing, none if one ``never`` is there."""
    complete = rows["obs_value"].notna().groupby(rows["time_period"]).transform("all") & (not never)
    lacking = rows.groupby("time_period")[["indicator", "obs_value"]]
    absent = {year: [*own.loc[own["obs_value"].isna(), "indicator"], *never] for year, own in lacking}
    reasons = {year: notes.NO_FIGURE.write(sources=names) for year, names in absent.items() if names}
    reason = [reasons.get(year, "") for year in rows["time_period"]]
    amounts = f"{flow} amounts".strip()
    rows = _doubted(rows, (rows["obs_status"] == "U").groupby(rows["time_period"]).transform("any"))
    values = rows["obs_value"].where(complete)
    years = values.groupby(rows["time_period"])
    rank = years.rank(ascending=False, method="min")
    ranked = _derived(rows, "rank", rank, "rank", f"rank among the {amounts} of the year", reason)
    if not with_shares:
        return [ranked]
    total = years.transform("sum").where(complete)
    share = 100 * values / total.where(total > 0)
    reason = [text or notes.NOT_POSITIVE.write() for text in reason]
    return [ranked, _derived(rows, "share", share, "percent", f"amount / sum of the {amounts} of the year", reason)]


def _growth(rows: pd.DataFrame, least: float) -> pd.DataFrame:
    """Growth on the year before, in percent; only where both are positive and the former does not round to nothing."""
    by_column = rows.groupby("indicator")
    before = by_column["obs_value"].shift()
    rows = _doubted(rows, by_column["obs_status"].shift() == "U")
    usable = (before >= least) & (rows["obs_value"] > 0)
    growth = 100 * (rows["obs_value"] / before.where(usable) - 1)
    first = rows.groupby("indicator").cumcount() == 0
    negligible = before.between(0, least, "neither") & (rows["obs_value"] > 0)
    reason = np.where(negligible, notes.NEGLIGIBLE.write(), notes.NOT_POSITIVE.write())
    note = np.where(first, notes.NO_YEAR_BEFORE.write(), np.where(usable, "", reason))
    frame = _derived(rows, "growth", growth.where(usable), "percent", "amount / amount of the year before - 1", note)
    broken = (frame["obs_status"] == "B") & frame["obs_value"].notna()
    return frame.assign(note=frame["note"].where(~broken, rows["note"]))


def _doubted(rows: pd.DataFrame, doubtful: pd.Series) -> pd.DataFrame:
    """Rows with the status of what rests on a doubtful amount, where they do."""
    marks = [
        worst_status([own, "U"]) if doubt else own for own, doubt in zip(rows["obs_status"], doubtful, strict=True)
    ]
    return rows.assign(obs_status=marks)


def _growth_over_spans(rows: pd.DataFrame, spans: Sequence[tuple[int, int | str]], least: float) -> list[pd.DataFrame]:
    """Compound yearly growth, and the standard deviation of yearly growth, over each span."""
    parts = []
    for _, own in rows.groupby("indicator", sort=False):
        values = own.set_index("time_period")["obs_value"]
        held = own.loc[own["obs_value"].notna(), "time_period"]
        newest = int(held.max()) if len(held) else None
        for first, last in spans:
            end = newest if last == NEWEST else int(last)
            if end is not None and end <= first:  # as known on an early date a column may end before a span begins
                end = None
            parts.append(_one_span(own, values, first, end, least))
    return parts


def _one_span(own: pd.DataFrame, values: pd.Series, first: int, last: int | None, least: float) -> pd.DataFrame:
    """The growth of one source over one span; a break inside it, or a remark on an end of it, shows in the status."""
    years = range(first, max(last if last is not None else first, first) + 1)
    span = values.reindex(years)
    positive = len(years) > 1 and bool((span > 0).all())
    usable = positive and bool((span >= least).all())
    yearly = 100 * (span / span.shift() - 1).dropna()
    compound = 100 * ((span.iloc[-1] / span.iloc[0]) ** (1 / (len(years) - 1)) - 1) if usable else np.nan
    deviation = float(yearly.std(ddof=1)) if usable and len(yearly) > 1 else np.nan
    lacking = notes.NEGLIGIBLE_INSIDE if positive else notes.NOT_POSITIVE_INSIDE
    note = (notes.ONE_GROWTH if usable else lacking).write()
    status, remark = _status_over(own.set_index("time_period"), years)
    rows = own.iloc[:1].assign(time_period=f"{years[0]}/{years[-1]}", obs_status=status)
    parts = pd.concat([
        _derived(rows, "compound_growth", compound, "percent", "(last / first) ^ (1 / years) - 1", note),
        _derived(rows, "growth_deviation", deviation, "percentage points", DEVIATION, note),
    ])  # fmt: skip
    return parts.assign(note=parts["note"].where(parts["obs_value"].isna(), remark))


def _status_over(cells: pd.DataFrame, years: range) -> tuple[str, str]:
    """The status of what is computed from the cells of a span, and the notes that say why."""
    breaks = cells[cells.index.isin(years[1:]) & (cells["obs_status"] == "B")]
    doubtful = cells.index.isin(years) & (cells["obs_status"] == "U")
    if len(breaks):
        before = cells["note"].shift(fill_value="").to_dict()
        remarks = [
            notes.BREAK_IN.write(year=year, reason=notes.SEPARATOR.join(notes.list_new(note, before[year]) or [note]))
            for year, note in breaks["note"].items()
        ]
        doubts = [part for note in cells.loc[doubtful, "note"] for part in notes.split_notes(note)]
        return "U" if doubtful.any() else "B", notes.join_notes([*doubts, *remarks])
    ends = cells[(cells.index.isin([years[0], years[-1]]) & (cells["obs_status"] != "M")) | doubtful]
    parts = [part for note in ends["note"] for part in notes.split_notes(note)]
    told = notes.UNCLASSIFIED_EXPORTS.write()
    inside = cells.loc[cells.index.isin(years), "note"]
    if unclassified := list(inside.index[inside.str.contains(told, regex=False)]):
        parts = [notes.IN_YEARS.write(years=unclassified, reason=told), *(part for part in parts if part != told)]
        return worst_status([*ends["obs_status"], "D"]), notes.join_notes(parts)
    return worst_status([*ends["obs_status"], "A"]), notes.join_notes(parts)


def _relative_to_context(
    rows: pd.DataFrame, context: pd.DataFrame, price_base: int, least: float
) -> list[pd.DataFrame]:
    """Percent of GDP, US dollars per head, amounts at the prices of one year, and by foreign direct investment."""
    gdp, gdp_note, gdp_status = _aligned(rows, context, "gdp")
    people, people_note, people_status = _aligned(rows, context, "population")
    prices, price_note, price_status = _aligned(rows, context, "prices")
    base = context["obs_value"].get(("prices", price_base), np.nan)
    amount = rows["obs_value"]
    if pd.isna(base):
        reason = notes.ABOUT.write(about=notes.PRICES.write(), reason=notes.NO_VALUE_IN.write(year=price_base))
        price_note = price_note.where(price_note != "", reason)
    if context["obs_status"].get(("prices", price_base)) == "U":
        price_status[:] = "U"
    constant = f"{MONEY} of {price_base}"
    frames = [
        (_derived(rows, "percent_of_gdp", 100 * amount / gdp, "percent", "100 × amount / GDP", gdp_note),
         gdp_note, gdp_status),
        (_derived(rows, "per_head", 1e6 * amount / people, "USD", "amount / population", people_note),
         people_note, people_status),
        (_derived(rows, "constant_prices", amount * base / prices, constant,
                  f"amount × price index of {price_base} / price index of the year", price_note),
         price_note, price_status),
    ]  # fmt: skip
    if "investment" in context.index.get_level_values("name"):
        invested, note, status = _aligned(rows, context, "investment")
        note = note.where((note != "") | (invested > 0), notes.NOT_POSITIVE.write())
        note = note.where((note != "") | (invested >= least), notes.NEGLIGIBLE.write())
        ratio = amount / invested.where(invested >= least)
        frames.append((_derived(rows, "per_investment", ratio, "ratio", "amount / foreign direct investment", note),
                       note, status))  # fmt: skip
    return [_marked(*parts) for parts in frames]


def _marked(frame: pd.DataFrame, note: pd.Series, status: pd.Series) -> pd.DataFrame:
    """Derived values with the status of what they are related to, if that is worse, and its note."""
    related = [worst_status(pair) for pair in zip(frame["obs_status"], status, strict=True)]
    return frame.assign(obs_status=related, note=frame["note"].where(frame["obs_value"].isna(), note))


def _aligned(rows: pd.DataFrame, context: pd.DataFrame, name: str) -> tuple[pd.Series, pd.Series, pd.Series]:
    """A context series beside the rows, its note (of a missing value the reason), and its status."""
    own = context.loc[[name]].droplevel("name") if name in context.index.get_level_values("name") else context.iloc[:0]
    values = rows["time_period"].map(own["obs_value"])
    known = own["note"].to_dict()
    reasons = [known.get(year, "") for year in rows["time_period"]]
    label = CONTEXT[name].write()
    remarks = [notes.ABOUT.write(about=label, reason=reason or notes.NO_VALUE_FOR_YEAR.write()) for reason in reasons]
    statuses = [own["obs_status"].to_dict().get(year, "M") for year in rows["time_period"]]
    said = values.isna() | (pd.Series(reasons, index=rows.index) != "")
    return values, pd.Series(remarks, index=rows.index, dtype=str).where(said, ""), pd.Series(statuses, rows.index)


def _lead_per_dollar(rows: pd.DataFrame, lead: str, others: Sequence[str], least: float) -> list[pd.DataFrame]:
    """The lead column as a multiple of other columns; of nothing, and of what rounds to nothing, it is none."""
    wide = rows.pivot(index="time_period", columns="indicator", values="obs_value")
    leading = rows[rows["indicator"] == lead]
    parts = []
    for other in (name for name in others if {lead, name} <= set(wide)):
        ratio = leading["time_period"].map(wide[lead] / wide[other].where(wide[other].abs() >= least))
        negligible = wide.index[wide[other].abs().between(0, least, "neither")]
        related = leading.assign(obs_status=_worse_of(leading, rows[rows["indicator"] == other]))
        lacking = wide[[lead, other]].isna()
        absent = dict.fromkeys(negligible, notes.NEGLIGIBLE.write()) | {
            year: notes.NO_FIGURE.write(sources=[name for name in (lead, other) if lacking.at[year, name]])
            for year in lacking.index[lacking.any(axis=1)]
        }
        note = [absent.get(year, notes.NOT_POSITIVE.write()) for year in leading["time_period"]]
        parts.append(_derived(related, f"per_{other}", ratio, "ratio", f"{lead} / {other}", note))
    return parts


def _worse_of(own: pd.DataFrame, other: pd.DataFrame) -> list[str]:
    """The status of what relates two amounts of the same years."""
    others = other.set_index("time_period")["obs_status"].to_dict()
    return [
        worst_status([mark, others.get(year, "A")])
        for mark, year in zip(own["obs_status"], own["time_period"], strict=True)
    ]


def _derived(rows: pd.DataFrame, measure: str, value: Any, unit: str, formula: str, note: Any) -> pd.DataFrame:
    """Rows of one measure; a missing value keeps the reason of its own amount, if that is missing too."""
    frame = rows[[*CELL, "obs_status"]].assign(measure=measure, obs_value=value, unit_measure=unit, formula=formula)
    frame["note"] = note
    if "note" in rows and "obs_value" in rows and not isinstance(value, float):
        frame["note"] = frame["note"].where(rows["obs_value"].notna(), rows["note"])
    frame["note"] = frame["note"].where(frame["obs_value"].isna(), "")
    return frame
