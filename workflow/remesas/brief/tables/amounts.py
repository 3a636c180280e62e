"""List amounts: a table of the article regenerated and extended, and what derives from its lead column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from remesas.brief.contents import cell_address
from remesas.brief.context import Context
from remesas.brief.provenance import ABSENT
from remesas.brief.tables.labels import explain_doubts, list_bases, name_flow, name_unit
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, select_filled, show_number
from remesas.brief.text.cells import count_places, is_in_millions
from remesas.brief.text.vintages import tell_vintages
from remesas.brief.words.labels import statuses
from remesas.brief.words.numbers import MISSING
from remesas.build import BILLION
from remesas.core.notes import marked
from remesas.core.rows import grouped, records

MARKED = "UBDEP"
"""Statuses that a mark shows; A has none, M shows as a missing value."""
MARKED_RELATIONS = "UE"
"""Those that a mark shows of what amounts are related to."""
RECENT = 3
"""How many of the newest years the table of derived indicators shows in any case."""
STEP = 5
"""Years between those that it shows before."""
FEW_REASONS = 5
"""So many reasons of missing figures stand under a table."""


class Measure(NamedTuple):
    """A derived indicator as a column: its head, its decimals, and how many of its units make one of the head's."""

    head: str
    places: int
    scale: float = 1.0


MEASURES = {
    "share": Measure("", 1),  # said by flow
    "per_oil": Measure(marked("Per dollar of oil"), 2),
    "per_tourism": Measure(marked("Per dollar of tourism"), 2),
    "percent_of_gdp": Measure(marked("Percent of GDP"), 1),
    "per_head": Measure(marked("US$ per head"), 0),
    "constant_prices": Measure(marked("US$ billion at %(base)s prices"), 1, BILLION),
}
"""The columns of the table of derived indicators; those that the build has are shown."""
IN_MILLIONS = Measure(marked("US$ million at %(base)s prices"), 1)
"""Amounts at constant prices of an economy whose table is told in millions."""
RELATED = {"percent_of_gdp", "per_head", "constant_prices"}
"""Those that relate amounts to GDP, population or prices, whatever the basis of the amounts."""


# ---- a table of the article ------------------------------------------------------------------------------------------
def list_amounts(context: Context, table: str) -> TableView:
    """A table of the article on every basis, years downwards; a note names the years at its ends without any figure."""
    build, t = context.build, context.language
    entry, frame = build.catalog.tables[table], build.tables[table]
    bases = list_bases(context, frame)
    years = _span_years(frame[frame["obs_value"].notna()] if frame["obs_value"].notna().any() else frame)
    columns = select_filled(
        (_make_column(context, table, basis, name) for basis in bases for name in entry.columns), years
    )
    return TableView(
        name=table,
        caption=t.translate(entry.title),
        lead=t.gettext(
            "%(unit)s, %(years)s", unit=name_unit(context, entry.unit), years=t.numbers.span(years[0], years[-1])
        ),
        corner=t.gettext("Year"),
        notes=(*_explain_marks(context, table, years, bases), *_name_left_out(context, years, _span_years(frame))),
        source=context.sources_of(frame),
        look="amounts",
        **lay_out(columns, years if columns else (), lambda year: Row(t.numbers.year(year), first=year % STEP == 0)),
    )


def _span_years(frame: pd.DataFrame) -> range:
    return range(int(frame["time_period"].min()), int(frame["time_period"].max()) + 1)


def _name_left_out(context: Context, shown: range, asked: range) -> Iterator[Note]:
    """The years at the ends of a table of which nothing is known."""
    if left_out := [year for year in asked if year not in shown]:
        said = context.language.numbers.years(left_out)
        yield Note(
            "", context.language.gettext("Years without a figure in any column are left out: %(years)s.", years=said)
        )


def _make_column(context: Context, table: str, basis: str, name: str) -> Column[int]:
    """A source of foreign exchange on a basis, by year."""
    frame, places = context.build.tables[table], context.build.count_places(table)
    cells = frame[(frame["basis"] == basis) & (frame["indicator"] == name)]
    by_year = {int(row.time_period): row for row in records(cells)}
    common = _find_common_mark(cells)

    def show(year: int) -> Cell:
        row = by_year.get(year)
        status = str(row.obs_status) if row else "M"
        return show_number(
            context.language,
            row.obs_value if row else None,
            places,
            mark=status if status in MARKED and status != common else "",
            look="missing" if status == "M" else "subject" if name == context.lead else "",
            provenance=context.provenances.of_cell(table, basis, name, year) if row else ABSENT,
            address=cell_address(table, basis, name, year),
        )

    group, unit = context.basis(basis), name_unit(context, context.build.catalog.tables[table].unit)
    return Column(context.short(name), show, group, mark=common, name=f"{group}: {context.label(name)}", unit=unit)


def _find_common_mark(cells: pd.DataFrame) -> str:
    """The mark that most cells of a column share: it stands at the column's head instead."""
    statuses_held = cells[cells["obs_status"] != "M"]["obs_status"]
    if not len(statuses_held):
        return ""
    mode = str(statuses_held.mode().iloc[0])
    return mode if mode in MARKED and (statuses_held == mode).mean() > 0.5 else ""


def _explain_marks(context: Context, table: str, years: range, bases: list[str]) -> Iterator[Note]:
    """What each mark means, and for each basis what is to be known of which columns and years.

    Of years that are left out, only what the lead lacks is told.
    """
    t, frame = context.language, context.build.tables[table]
    frame = frame[frame["time_period"].isin(years) | (frame["indicator"] == context.lead)]
    meanings = statuses(t) | {
        "D": t.gettext("wider or narrower definition, as the notes say; at the head of a column: in all its years")
    }
    present = [status for status in MARKED if (frame["obs_status"] == status).any()]
    for status in present:
        yield Note(status, f"{meanings[status]}.")
    if frame["obs_value"].abs().between(0, context.build.find_least(table), "neither").any():
        yield Note(
            t.numbers.amount(0, context.build.count_places(table)),
            t.gettext("less than half a unit of the last digit shown."),
        )
    whole = len(bases) * frame["indicator"].nunique() * frame["time_period"].nunique()
    if frame["obs_value"].count() < whole:
        yield Note(MISSING, t.gettext("no figure."))
    for basis in bases:
        own = frame[frame["basis"] == basis]
        sentences = " ".join([*_tell_notes(context, own, set(years)), *tell_vintages(context, own)])
        if sentences:
            yield Note("", t.gettext("%(basis)s. %(sentences)s", basis=context.basis(basis), sentences=sentences))


def _tell_notes(context: Context, cells: pd.DataFrame, all_years: set[int]) -> Iterator[str]:
    """A sentence for each note of a basis: the columns and years that it is about.

    More than some reasons of missing figures are left to the table of gaps, which has all of them.
    """
    t = context.language
    noted = cells[cells["note"] != ""]
    parts = noted.assign(part=noted["note"].str.split("; ")).explode("part")
    years_held = {
        name: set(rows["time_period"]) for name, rows in cells.dropna(subset=["obs_value"]).groupby("indicator")
    }
    alike: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (part, name), rows in parts.groupby(["part", "indicator"], sort=False):
        alike.setdefault((str(part), tuple(sorted(rows["time_period"]))), []).append(str(name))
    empty = {
        key for key, names in alike.items() if not any(set(key[1]) & years_held.get(name, set()) for name in names)
    }
    for (part, years), names in alike.items():
        if len(empty) > FEW_REASONS and (part, years) in empty:
            continue
        columns = t.numbers.listed([context.short(name) for name in names])
        values = {"columns": columns, "years": t.numbers.years(years), "note": context.translate_note(part)}
        if all(set(years) >= all_years or set(years) == years_held.get(name, set()) for name in names):
            yield t.gettext("%(columns)s: %(note)s.", **values)
        else:
            yield t.gettext("%(columns)s, %(years)s: %(note)s.", **values)
    if len(empty) > FEW_REASONS:
        yield t.gettext("Why figures are missing, the table of breaks and gaps says.")


# ---- derived indicators --------------------------------------------------------------------------------------
def list_derived_indicators(context: Context) -> TableView:
    """The lead column in relation to other amounts, every fifth year and the newest ones."""
    build, t = context.build, context.language
    indicators = select_indicators(context)
    indicators = indicators[indicators["indicator"] == context.lead]
    base = t.numbers.year(build.scope.price_base)
    present = set(indicators["measure"])
    years = _choose_years(context)
    measures = _list_measures(context)
    made = {
        name: t.gettext(measure.head, base=base) if measure.head else name_flow(context, name, find_flow(context))
        for name, measure in measures.items()
        if name in present
    }
    columns = select_filled(
        (
            _make_measure(context, basis, name, head, measures[name])
            for basis in list_bases(context, indicators)
            for name, head in made.items()
        ),
        years,
    )
    heads = {name: head for name, head in made.items() if head in {column.head for column in columns}}
    return TableView(
        name="derived",
        caption=t.gettext("Remittances in relation to other amounts"),
        lead=name_flow(context, "relations", find_flow(context)),
        corner=t.gettext("Year"),
        notes=(
            *_name_related(context, heads),
            *_explain_estimates(context, indicators, heads),
            *explain_doubts(context, indicators[indicators["time_period"].isin(map(str, years))]),
            *_explain_missing(context, indicators, heads),
        ),
        source=context.providers([reference.split(":")[0] for reference, _ in build.references]),
        look="amounts",
        keep=True,
        **lay_out(columns, years if columns else (), lambda year: Row(t.numbers.year(year))),
    )


def select_indicators(context: Context) -> pd.DataFrame:
    """The derived indicators of the flow of the first table that has the lead column; none without such a table."""
    indicators = context.build.indicators
    return indicators[(indicators["flow"] == find_flow(context)) & (context.lead_table is not None)]


def find_flow(context: Context) -> str:
    """The flow of that table; none without one."""
    table = context.lead_table
    return "" if table is None else context.build.catalog.tables[table].flow


def _list_measures(context: Context) -> dict[str, Measure]:
    """The columns of the table of derived indicators, amounts in the unit of the table of the lead."""
    small = context.lead_table is not None and is_in_millions(context, context.lead_table)
    return MEASURES | ({"constant_prices": IN_MILLIONS} if small else {})


def _make_measure(context: Context, basis: str, name: str, head: str, measure: Measure) -> Column[int]:
    """A derived indicator of the lead column on a basis, by year."""
    flow = find_flow(context)
    values = context.build.measure(name, basis, flow, context.lead) / measure.scale
    indicators = select_indicators(context)
    own = indicators[(indicators["measure"] == name) & (indicators["basis"] == basis)]
    statuses = own[own["indicator"] == context.lead].set_index("time_period")["obs_status"]
    fine = name == "constant_prices" or bool((values.abs() < 0.5 / 10**measure.places).any())

    def show(year: int) -> Cell:
        return show_number(
            context.language,
            values.get(year),
            max(measure.places, count_places(values.get(year, 0.0))) if fine else measure.places,
            mark=status if (status := statuses.get(str(year), "")) in MARKED_RELATIONS else "",
            look="" if year in values else "missing",
            provenance=context.provenances.of_measure(name, basis, flow, str(year), context.lead).scaled(measure.scale),
            address=f"indicators.{basis}.{name}.{year}",
        )

    return Column(head, show, context.basis(basis))


def _choose_years(context: Context) -> list[int]:
    first, last = context.build.years
    if len(values := context.lead_values):
        first = max(first, int(values.index[0]))
    printed = context.build.article_years if len(context.build.comparison) else ()
    chosen = {first, last, *printed} | {year for year in range(first, last) if year % STEP == 0}
    return sorted(chosen | set(range(max(first, last - RECENT + 1), last + 1)))


def _name_related(context: Context, heads: Iterable[str]) -> Iterator[Note]:
    """Who gives GDP, population and prices: on no basis its own source."""
    economy, prices = context.providers_of("gdp", "population"), context.providers_of("prices")
    if RELATED & set(heads) and economy and prices:
        yield Note(
            "",
            context.language.gettext(
                "GDP and population: %(economy)s. Prices: %(prices)s.", economy=economy, prices=prices
            ),
        )


def _explain_estimates(context: Context, indicators: pd.DataFrame, heads: dict[str, str]) -> Iterator[Note]:
    """What amounts of years that are shown were related to, where that was estimated."""
    t = context.language
    estimated = indicators[indicators["measure"].isin(heads) & (indicators["obs_status"] == "E")]
    shown = estimated[estimated["time_period"].isin(map(str, _choose_years(context))) & (estimated["note"] != "")]
    for (measure, note), rows in grouped(shown, ["measure", "note"]):
        text = t.gettext(
            "%(measure)s, %(years)s: %(note)s.",
            measure=heads[measure],
            years=t.numbers.years(rows["time_period"].astype(int)),
            note=context.translate_note(note),
        )
        yield Note("E", text)


def _explain_missing(context: Context, indicators: pd.DataFrame, heads: dict[str, str]) -> Iterator[Note]:
    """Why newest years lack a derived indicator though the basis has the lead column for them."""
    t = context.language
    missing = indicators[indicators["measure"].isin(heads) & indicators["obs_value"].isna()]
    for basis in context.build.bases:
        newest = str(context.build.newest(basis))
        for note, rows in grouped(missing[(missing["basis"] == basis) & (missing["time_period"] == newest)], "note"):
            text = t.gettext(
                "%(measures)s (%(basis)s), %(year)s: %(note)s.",
                measures=t.numbers.listed([heads[name] for name in rows["measure"]]),
                basis=context.basis(basis),
                year=t.numbers.year(newest),
                note=context.translate_note(note),
            )
            yield Note(MISSING, text)
