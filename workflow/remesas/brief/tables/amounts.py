"""List amounts: a table of the article regenerated and extended, what derives from its lead column, and growth."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from remesas.brief.contents import cell_address
from remesas.brief.context import Context
from remesas.brief.provenance import ABSENT
from remesas.brief.tables.labels import explain_doubts, list_bases, name_flow, name_unit
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, select_filled, show_number
from remesas.brief.text.cells import count_places
from remesas.brief.text.vintages import tell_vintages
from remesas.brief.words.labels import statuses
from remesas.brief.words.numbers import MISSING
from remesas.build import BILLION
from remesas.core.notes import marked
from remesas.core.rows import grouped, records
from remesas.core.vintages import NEWEST

MARKED = "UBDEP"
"""Statuses that a mark shows; A has none, M shows as a missing value."""
MARKED_RELATIONS, MARKED_RATES = "UE", "BU"
"""Those that a mark shows of what amounts are related to, and of growth."""
RECENT = 3
"""How many of the newest years the table of derived indicators shows in any case."""
DIGITS = 3
"""How many digits the largest amount of a table has at least."""
STEP = 5
"""Years between those that it shows before."""


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
RELATED = {"percent_of_gdp", "per_head", "constant_prices"}
"""Those that relate amounts to GDP, population or prices, whatever the basis of the amounts."""


# ---- a table of the article ------------------------------------------------------------------------------------------
def list_amounts(context: Context, table: str) -> TableView:
    """A table of the article on every basis, years downwards.

    Args:
        context: Build, language, style.
        table: Its name in the catalog; its frame has status, note, series, vintage and formula of each cell.
    """
    build, t = context.build, context.language
    entry, frame = build.catalog.tables[table], build.tables[table]
    bases = list_bases(context, frame)
    years = range(int(frame["time_period"].min()), int(frame["time_period"].max()) + 1)
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
        notes=tuple(_explain_marks(context, frame, bases)),
        source=context.sources_of(frame),
        look="amounts",
        **lay_out(columns, years if columns else (), lambda year: Row(t.numbers.year(year), first=year % STEP == 0)),
    )


def _make_column(context: Context, table: str, basis: str, name: str) -> Column[int]:
    """A source of foreign exchange on a basis, by year."""
    frame, places = context.build.tables[table], _count_places(context, table)
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


def _count_places(context: Context, table: str) -> int:
    """The decimals of a table: its own, or so many that the largest amount of a small economy has three digits."""
    largest = context.build.largest(table)
    needed = DIGITS - 1 - math.floor(math.log10(largest)) if largest else 0
    return max(context.build.catalog.tables[table].decimals, min(needed, DIGITS))


def _find_common_mark(cells: pd.DataFrame) -> str:
    """The mark that most cells of a column share: it stands at the column's head instead."""
    statuses_held = cells[cells["obs_status"] != "M"]["obs_status"]
    if not len(statuses_held):
        return ""
    mode = str(statuses_held.mode().iloc[0])
    return mode if mode in MARKED and (statuses_held == mode).mean() > 0.5 else ""


def _explain_marks(context: Context, frame: pd.DataFrame, bases: list[str]) -> Iterator[Note]:
    """What each mark means, and for each basis what is to be known of which columns and years."""
    t = context.language
    meanings = statuses(t) | {
        "D": t.gettext("wider or narrower definition, as the notes say; at the head of a column: in all its years")
    }
    present = [status for status in MARKED if (frame["obs_status"] == status).any()]
    for status in present:
        yield Note(status, f"{meanings[status]}.")
    whole = len(bases) * frame["indicator"].nunique() * frame["time_period"].nunique()
    if frame["obs_value"].count() < whole:
        yield Note(MISSING, t.gettext("no figure."))
    for basis in bases:
        own = frame[frame["basis"] == basis]
        sentences = " ".join([*_tell_notes(context, own), *tell_vintages(context, own)])
        if sentences:
            yield Note("", t.gettext("%(basis)s. %(sentences)s", basis=context.basis(basis), sentences=sentences))


def _tell_notes(context: Context, cells: pd.DataFrame) -> Iterator[str]:
    """A sentence for each note of a basis: the columns and years that it is about."""
    t, all_years = context.language, set(cells["time_period"])
    noted = cells[cells["note"] != ""]
    parts = noted.assign(part=noted["note"].str.split("; ")).explode("part")
    years_held = {
        name: set(rows["time_period"]) for name, rows in cells.dropna(subset=["obs_value"]).groupby("indicator")
    }
    alike: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (part, name), rows in parts.groupby(["part", "indicator"], sort=False):
        alike.setdefault((str(part), tuple(sorted(rows["time_period"]))), []).append(str(name))
    for (part, years), names in alike.items():
        columns = t.numbers.listed([context.short(name) for name in names])
        values = {"columns": columns, "years": t.numbers.years(years), "note": context.translate_note(part)}
        if all(set(years) in (all_years, years_held.get(name, set())) for name in names):
            yield t.gettext("%(columns)s: %(note)s.", **values)
        else:
            yield t.gettext("%(columns)s, %(years)s: %(note)s.", **values)


# ---- derived indicators --------------------------------------------------------------------------------------
def list_derived_indicators(context: Context) -> TableView:
    """The lead column in relation to other amounts, every fifth year and the newest ones."""
    build, t = context.build, context.language
    indicators = _select_indicators(context)
    indicators = indicators[indicators["indicator"] == context.lead]
    base = t.numbers.year(build.scope.price_base)
    present = set(indicators["measure"])
    years = _choose_years(context)
    heads = {
        name: t.gettext(measure.head, base=base) if measure.head else name_flow(context, name, _find_flow(context))
        for name, measure in MEASURES.items()
        if name in present
    }
    made = (
        _make_measure(context, basis, name, head)
        for basis in list_bases(context, indicators)
        for name, head in heads.items()
    )
    columns = select_filled(made, years)
    return TableView(
        name="derived",
        caption=t.gettext("Remittances in relation to other amounts"),
        lead=name_flow(context, "relations", _find_flow(context)),
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


def _select_indicators(context: Context) -> pd.DataFrame:
    """The derived indicators of the flow of the first table that has the lead column; none without such a table."""
    indicators = context.build.indicators
    return indicators[(indicators["flow"] == _find_flow(context)) & (context.lead_table is not None)]


def _find_flow(context: Context) -> str:
    table = context.lead_table
    return "" if table is None else context.build.catalog.tables[table].flow


def _make_measure(context: Context, basis: str, name: str, head: str) -> Column[int]:
    """A derived indicator of the lead column on a basis, by year."""
    flow, measure = _find_flow(context), MEASURES[name]
    values = context.build.measure(name, basis, flow, context.lead) / measure.scale
    indicators = _select_indicators(context)
    own = indicators[(indicators["measure"] == name) & (indicators["basis"] == basis)]
    statuses = own[own["indicator"] == context.lead].set_index("time_period")["obs_status"]

    def show(year: int) -> Cell:
        return show_number(
            context.language,
            values.get(year),
            count_places(values.get(year, 0.0)) if measure.scale == BILLION else measure.places,
            mark=status if (status := statuses.get(str(year), "")) in MARKED_RELATIONS else "",
            look="" if year in values else "missing",
            provenance=context.provenances.of_measure(name, basis, flow, str(year), context.lead).scaled(measure.scale),
            address=f"indicators.{basis}.{name}.{year}",
        )

    return Column(head, show, context.basis(basis))


def _choose_years(context: Context) -> list[int]:
    first, last = context.build.years
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


# ---- growth ----------------------------------------------------------------------------------------------------------
Line = tuple[str, str]
"""Indicator and basis of a row."""
Rates = dict[tuple[str, str], dict[Line, Any]]
"""By span and measure, the row of the frame of indicators that stands in each line."""


def list_growth(context: Context) -> TableView:
    """Compound yearly growth and the standard deviation of yearly growth of every source over each span."""
    build, t, table = context.build, context.language, context.lead_table
    indicators = _select_indicators(context)
    rates: Rates = {}
    rated = indicators[indicators["measure"].isin(["compound_growth", "growth_deviation"])]
    for row in records(rated):
        rates.setdefault((_open_span(context, row), row.measure), {})[row.indicator, row.basis] = row
    spans = sorted({span for span, _ in rates})
    names, bases = build.catalog.tables[table].columns if table and spans else (), list_bases(context, indicators)
    explained = t.gettext("over a break in the series: part of the growth is a change of what is counted.")
    broken = [Note("B", explained)] if (rated["obs_status"] == "B").any() else []
    incomplete = t.gettext(
        "A span that is not complete on a basis has no rate. The newest year is that of the column, as its row says."
    )

    def show_basis(line: Line) -> Cell:
        return Cell(context.short_basis(line[1]), context.basis(line[1]), kind="text")

    return TableView(
        name="growth",
        caption=t.gettext("Growth of each source"),
        lead=name_flow(context, "rates", _find_flow(context)),
        corner=t.gettext("Source"),
        notes=(*broken, *explain_doubts(context, rated), Note("", incomplete)),
        source=context.sources_of(build.tables[table]) if table else "",
        look="amounts growth",
        keep=True,
        **lay_out(
            [
                Column(t.gettext("Basis"), show_basis, kind="text"),
                *(column for span in spans for column in _make_span(context, span, rates)),
            ],
            [(name, basis) for name in names for basis in bases],
            lambda line: Row(context.label(line[0]), first=line[1] == bases[0] and line[0] != names[0]),
        ),
    )


def _open_span(context: Context, row: Any) -> str:
    """The span of a rate (first/last year), with ``newest`` as its end where that is the newest year of the column.

    The span of a column that has none yet ends where it begins.
    """
    first, last = row.time_period.split("/")
    frame = context.build.tables[str(context.lead_table)]
    held = frame[(frame["basis"] == row.basis) & (frame["indicator"] == row.indicator) & frame["obs_value"].notna()]
    ends = {first, str(held["time_period"].max()), str(context.build.newest(row.basis))}
    return f"{first}/{NEWEST if last in ends else last}"


def _name_span(context: Context, span: str) -> str:
    first, last = span.split("/")
    if last == NEWEST:
        return context.language.gettext("%(first)s to the newest year", first=first)
    return context.language.numbers.span(int(first), int(last))


def _make_span(context: Context, span: str, rates: Rates) -> Iterator[Column[Line]]:
    """The columns of a span: the year in which it ends, where that is each basis' own, growth and its deviation."""
    t = context.language
    growth, deviations = rates.get((span, "compound_growth"), {}), rates.get((span, "growth_deviation"), {})
    percent, points = t.pgettext("unit", "percent"), t.pgettext("unit", "points")

    def show_end(line: Line) -> Cell:
        held = line in growth and pd.notna(growth[line].obs_value)
        last = int(growth[line].time_period.split("/")[1]) if held else None
        return Cell(MISSING if last is None else t.numbers.year(last), last, kind="text")

    if span.endswith(NEWEST):
        yield Column(t.gettext("End year"), show_end, _name_span(context, span), kind="text")
    yield _make_rate(context, span, "compound_growth", t.gettext("Growth"), percent, growth)
    yield _make_rate(context, span, "growth_deviation", t.gettext("Deviation"), points, deviations)


def _make_rate(
    context: Context, span: str, measure: str, head: str, unit: str, rows: Mapping[Line, Any]
) -> Column[Line]:
    """A rate over a span; ``rows`` are those of the frame of indicators."""

    def show(line: Line) -> Cell:
        row, (name, basis) = rows.get(line), line
        value = row.obs_value if row else float("nan")
        return show_number(
            context.language,
            value,
            1,
            mark=row.obs_status if row and row.obs_status in MARKED_RATES else "",
            look="missing" if pd.isna(value) else "",
            address=f"{measure}.{basis}.{name}.{span}",
            provenance=row and context.provenances.of_measure(measure, basis, row.flow, row.time_period, name),
        )

    return Column(head, show, _name_span(context, span), unit=unit)
