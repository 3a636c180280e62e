"""List all economies: what they receive with ranks and weights, who overtook whom, their sources, and who has what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from remesas.brief.atlas import Atlas, DatedMeasure
from remesas.brief.context import Context
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number, show_text
from remesas.brief.text.atlas import name_beside
from remesas.brief.words.labels import statuses
from remesas.brief.words.numbers import MISSING
from remesas.brief.words.places import sort_key

OTHER = "*"
"""The mark of a value that comes from another vintage than those of most economies."""
DOUBTFUL = "U"
FINE, MOST = 100.0, 10_000.0
"""Percent from which on a weight is told without decimals, and beyond which the page says no more than that it is."""


class Shown(NamedTuple):
    """A measure as a column: its group and head, decimals, and whether its cells carry its address."""

    measure: DatedMeasure
    group: str
    head: str
    places: int = 0
    addressed: bool = True


def make_atlas_tables(context: Context) -> dict[str, TableView]:
    """The tables of the page over all economies that have rows, in its order."""
    atlas = Atlas(context)
    views = [list_received(atlas), list_moves(atlas), list_all_sources(atlas), list_coverage(atlas)]
    return {view.name: view for view in views if view.rows}


# ---- all economies ---------------------------------------------------------------------------------------------------
def list_received(atlas: Atlas) -> TableView:
    """Amount, rank at both ends, places gained, per head, percent of GDP and of what is laid beside."""
    context, t = atlas.context, atlas.context.language
    shown = list_lead_measures(atlas)
    then = atlas.read("rank", atlas.build.span[0])
    columns = [_show(atlas, item) for item in shown[:3]]
    if atlas.build.span[0] != atlas.build.span[1]:
        columns.append(_show(atlas, Shown(then, t.numbers.year(then.year), t.gettext("Rank"))))
        columns.append(Column(t.gettext("Places gained"), _show_gained(atlas), t.numbers.span(*atlas.build.span)))
    columns += [_show(atlas, item) for item in shown[3:]]
    return TableView(
        name="atlas-received",
        caption=t.gettext("Remittances received, all economies"),
        lead=t.gettext("by rank of %(year)s; those without a figure at the end", year=t.numbers.year(atlas.year)),
        corner=t.gettext("Economy"),
        notes=(
            *_explain(atlas, [*shown, Shown(then, t.numbers.year(then.year), t.gettext("Rank"))]),
            Note(
                "",
                t.gettext(
                    "Places gained are among the %(count)s economies that have a value in both years.",
                    count=t.numbers.amount(len(atlas.moves)),
                ),
            ),
        ),
        source=context.sources_of(atlas.build.atlas),
        look="amounts atlas sortable",
        **lay_out(columns, atlas.areas, lambda area: Row(context.place(area))),
    )


def list_lead_measures(atlas: Atlas) -> list[Shown]:
    """The measures of the lead column alone, and in percent of what is laid beside in the same year as of GDP."""
    t = atlas.context.language
    year, weighed = t.numbers.year(atlas.year), t.numbers.year(atlas.weights.year)
    shown = [
        Shown(atlas.ranks, year, t.gettext("Rank")),
        Shown(atlas.amounts, year, t.gettext("US$ million")),
        Shown(atlas.read("per_head"), year, t.gettext("US$ per head")),
        Shown(atlas.weights, weighed, t.gettext("Percent of GDP"), 1),
    ]
    for name in atlas.beside:
        measure = atlas.read(f"percent_of_{name}")
        if measure.year == atlas.weights.year or not atlas.sources_year:
            shown.append(Shown(measure, t.numbers.year(measure.year), _name_percent(atlas, name), 1))
    return shown


def _name_percent(atlas: Atlas, name: str) -> str:
    return atlas.context.language.gettext("Percent of %(name)s", name=name_beside(atlas, name))


def _show_gained(atlas: Atlas) -> Callable[[str], Cell]:
    t = atlas.context.language
    formula = t.gettext(
        "rank at the beginning less rank at the end, both among the economies that have a value at both"
    )

    def show(area: str) -> Cell:
        if area not in atlas.moves.index:
            return show_number(t, None, look="missing")
        provenance = atlas.count(formula, "rank", [end.rows[area] for end in atlas.ends])
        gained = atlas.move(area, "gained")
        return show_number(t, gained, signed=True, provenance=provenance, address=f"atlas.{area}.gained")

    return show


# ---- who overtook whom -----------------------------------------------------------------------------------------------
def list_moves(atlas: Atlas) -> TableView:
    """The largest at the end of the span: ranks and amounts at both ends, whom each overtook, who overtook it."""
    context, t = atlas.context, atlas.context.language
    first, last = atlas.build.span
    many = t.numbers.amount(len(atlas.largest))

    def name(areas: Sequence[str]) -> str:
        return t.numbers.apart.join(sorted(map(context.place, areas), key=sort_key)) or MISSING_NAME

    def show_rank(end: int) -> Callable[[str], Cell]:
        formula = t.gettext("rank among the economies that have a value at both ends of the span")

        def show(area: str) -> Cell:
            provenance = atlas.count(formula, "rank", [atlas.ends[end].rows[area]])
            used = tuple(item for row in atlas.ends[end].rows.values() for item in atlas.trace(row).used)
            rank = atlas.move(area, ("then", "now")[end])
            return show_number(t, rank, provenance=replace(provenance, used=used))

        return show

    def show_amount(end: int) -> Callable[[str], Cell]:
        return lambda area: show_number(
            t, atlas.ends[end].values[area], provenance=atlas.trace(atlas.ends[end].rows[area])
        )

    columns: list[Column[str]] = [
        Column(t.gettext("Rank"), show_rank(0), t.numbers.year(first)),
        Column(t.gettext("US$ million"), show_amount(0), t.numbers.year(first)),
        Column(t.gettext("Rank"), show_rank(1), t.numbers.year(last)),
        Column(t.gettext("US$ million"), show_amount(1), t.numbers.year(last)),
        Column(t.gettext("Overtook"), lambda area: show_text(name(atlas.list_overtaken(area))), kind="text"),
        Column(t.gettext("Overtaken by"), lambda area: show_text(name(atlas.list_overtaking(area))), kind="text"),
    ]
    return TableView(
        name="atlas-moves",
        caption=t.gettext("Who overtook whom, %(span)s", span=t.numbers.span(first, last)),
        lead=t.gettext(
            "the %(count)s largest of %(year)s, and whom of those they passed that were or are among the largest",
            count=many,
            year=t.numbers.year(last),
        ),
        corner=t.gettext("Economy"),
        notes=(
            Note(
                "",
                t.gettext(
                    "Ranks are among the %(count)s economies that have a value in both years, so that nobody rises or "
                    "falls because another one begins or ceases to report.",
                    count=t.numbers.amount(len(atlas.moves)),
                ),
            ),
        ),
        source=context.sources_of(atlas.build.atlas),
        look="prose moves",
        **lay_out(columns, atlas.largest if first != last else [], lambda area: Row(context.place(area))),
    )


MISSING_NAME = "–"
"""In place of names where there are none."""


# ---- beside the other sources ----------------------------------------------------------------------------------------
def list_all_sources(atlas: Atlas) -> TableView:
    """The lead column in percent of exports and of each other source, and its place among the sources, by flow."""
    context, t, year = atlas.context, atlas.context.language, atlas.sources_year
    group = t.gettext("Remittances in percent of")
    amounts = atlas.read("amount", year)
    beside = [name for name in atlas.beside if atlas.read(f"percent_of_{name}").year == year != atlas.weights.year]
    others = [name for name in atlas.columns(atlas.flow) if name != context.lead]
    shown = [Shown(amounts, t.numbers.year(year), t.gettext("US$ million"), addressed=year != atlas.year)]
    shown += [Shown(atlas.read(f"percent_of_{name}", year), group, name_beside(atlas, name), 1) for name in beside]
    shown += [Shown(atlas.read(f"percent_of_{name}", year), group, context.noun(name), 1) for name in others]
    columns = [_show(atlas, item) for item in shown]
    for flow in atlas.flows:
        places, title = atlas.read("place", year, flow=flow), t.translate(context.build.catalog.flow(flow).title)
        columns.append(_show(atlas, Shown(places, title, t.gettext("Place"))))
        columns.append(Column(t.gettext("Largest source"), _show_first(atlas, flow), title, kind="text"))
    ordered = sorted(
        atlas.areas if year else (), key=lambda area: (-amounts.values.get(area, -1.0), sort_key(context.place(area)))
    )
    return TableView(
        name="atlas-sources",
        caption=t.gettext("Remittances beside other sources of foreign exchange, %(year)s", year=t.numbers.year(year)),
        lead=t.gettext("by amount; the place is that of remittances among the sources compared"),
        corner=t.gettext("Economy"),
        notes=(*_explain(atlas, shown), Note("", _name_compared(atlas))),
        source=context.sources_of(atlas.build.atlas),
        look="amounts atlas against sortable",
        **lay_out(columns, ordered, lambda area: Row(context.place(area))),
    )


def _name_compared(atlas: Atlas) -> str:
    """Which sources are compared: the largest of them need not be the largest of all."""
    context, t = atlas.context, atlas.context.language
    return t.gettext(
        "Compared are %(sources)s. What else an economy earns abroad, such as by ores and metals or other services, is "
        "not, and can be more.",
        sources=t.numbers.listed([context.noun(name) for name in atlas.columns(atlas.flow)]),
    )


def _show_first(atlas: Atlas, flow: str) -> Callable[[str], Cell]:
    def show(area: str) -> Cell:
        first = atlas.find_first(flow, area)
        own = first == atlas.context.lead
        return (
            show_text(atlas.context.label(first), "subject" if own else "") if first else show_text(MISSING, "missing")
        )

    return show


# ---- who has what ----------------------------------------------------------------------------------------------------
def list_coverage(atlas: Atlas) -> TableView:
    """Each measure with its year, the economies that have it and what they receive, and its vintages."""
    context, t = atlas.context, atlas.context.language
    year = atlas.sources_year
    names = [name for name in atlas.columns(atlas.flow) if name != context.lead]
    measures = {
        t.gettext("Amount and rank"): atlas.amounts,
        t.gettext("US$ per head"): atlas.read("per_head"),
        t.gettext("Percent of GDP"): atlas.weights,
        **{_name_percent(atlas, name): atlas.read(f"percent_of_{name}") for name in atlas.beside},
        **{context.label(name): atlas.read("amount", year, name) for name in names},
        **{
            t.gettext("%(title)s: all sources", title=t.translate(context.build.catalog.flow(flow).title)): atlas.read(
                "place", year, flow=flow
            )
            for flow in atlas.flows
        },
    }

    def share(measure: DatedMeasure) -> Cell:
        received = atlas.read("amount", measure.year)
        held = received.values[received.values.index.intersection(measure.values.index)]
        formula = t.gettext("100 × what the economies that have it receive / what all receive in the year")
        provenance = atlas.count(formula, "percent", received.rows.values())
        return show_number(t, 100 * held.sum() / received.values.sum(), 1, provenance=provenance)

    columns: list[Column[tuple[str, DatedMeasure]]] = [
        Column(t.gettext("Year"), lambda item: show_text(t.numbers.year(item[1].year)), kind="text"),
        Column(t.gettext("Economies"), lambda item: _count(atlas, item[1])),
        Column(t.gettext("Percent of all receipts"), lambda item: share(item[1])),
        Column(t.gettext("Vintages"), lambda item: show_text(_name_vintages(context, item[1].common)), kind="text"),
        Column(t.gettext("From another vintage"), lambda item: _count(atlas, item[1], other=True)),
    ]
    return TableView(
        name="atlas-coverage",
        caption=t.gettext("Which economies have what"),
        lead=t.gettext("of %(count)s that ever have a figure", count=t.numbers.amount(len(atlas.areas))),
        corner=t.gettext("Measure"),
        notes=tuple(
            Note(
                "", t.gettext("%(title)s: %(text)s", title=t.translate(entry.label), text=t.translate(entry.definition))
            )
            for entry in (context.build.catalog.bases[context.build.bases[0]].beside[name] for name in atlas.beside)
        ),
        source=context.sources_of(atlas.build.atlas),
        look="prose coverage",
        **lay_out(columns, [item for item in measures.items() if item[1].rows], lambda item: Row(item[0])),
    )


def _count(atlas: Atlas, measure: DatedMeasure, *, other: bool = False) -> Cell:
    """How many economies have a value, or one from another vintage than most."""
    t = atlas.context.language
    held = [row for area, row in measure.rows.items() if area in measure.values]
    provenance = atlas.count(t.gettext("number of economies of which this can be said"), "", held)
    count = sum(measure.is_other(area) for area in measure.rows) if other else len(held)
    return show_number(t, count, look="" if count else "none", provenance=provenance)


def _name_vintages(context: Context, vintages: frozenset[str]) -> str:
    return context.language.numbers.apart.join(context.language.vintage(vintage) for vintage in sorted(vintages))


# ---- cells and notes -------------------------------------------------------------------------------------------------
def _show(atlas: Atlas, shown: Shown) -> Column[str]:
    """A column of a measure."""
    t, measure = atlas.context.language, shown.measure

    def show(area: str) -> Cell:
        row = measure.rows.get(area)
        if row is None:
            return show_number(t, None, look="missing")
        if pd.isna(row.obs_value):
            return show_number(t, None, look="missing", provenance=atlas.trace(row), address=address(row))
        places = 0 if shown.places and row.measure.startswith("percent_of") and row.obs_value >= FINE else shown.places
        over = row.unit_measure == "percent" and row.obs_value > MOST
        mark = (DOUBTFUL if row.obs_status == DOUBTFUL else "") + (OTHER if measure.is_other(area) else "")
        cell = show_number(t, row.obs_value, places, mark=mark, provenance=atlas.trace(row), address=address(row))
        return replace(cell, text=f">{t.numbers.amount(MOST)}") if over else cell

    def address(row: Any) -> str:
        return atlas.address(row) if shown.addressed else ""

    return Column(shown.head, show, shown.group)


def _explain(atlas: Atlas, shown: Sequence[Shown]) -> Iterator[Note]:
    """What the marks mean, and of which vintages the columns are."""
    t = atlas.context.language
    rows = [(item.measure, area, row) for item in shown for area, row in item.measure.rows.items()]
    if any(row.obs_status == DOUBTFUL for _, _, row in rows):
        yield Note(DOUBTFUL, f"{statuses(t)[DOUBTFUL]}.")
    if any(measure.is_other(area) for measure, area, _ in rows):
        yield Note(OTHER, t.gettext("From another vintage than the figures of most economies in the column."))
    yield Note("", t.gettext("The table of years, vintages and gaps tells the vintages of each column."))
