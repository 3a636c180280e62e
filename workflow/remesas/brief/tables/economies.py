"""Lay out a printed table whose rows are economies: each figure of today beside the printed one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from remesas.brief.contents import ARTICLE
from remesas.brief.context import Context
from remesas.brief.tables.article import choose_best, count_classes
from remesas.brief.tables.labels import name_unit
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number
from remesas.brief.text.against_print import explain_classes
from remesas.build import BILLION
from remesas.core.rows import records
from remesas.core.units import MONEY_UNITS

BILLIONS = "USD billion"
Chosen = Mapping[str, Any]
"""By column, the row of frame RANKED that stands in an economy's cell."""


def list_economies(context: Context, table: str) -> TableView:
    """A table of the article whose rows are economies, regenerated, with the printed figures and their classes."""
    t, build, entry = context.language, context.build, context.build.catalog.rankings[table]
    cells = build.ranked[build.ranked["table"] == table].rename(columns={"class": "kind"})
    places: dict[str, dict[str, list[Any]]] = {}
    for row in records(cells):
        places.setdefault(row.ref_area, {}).setdefault(row.indicator, []).append(row)
    chosen = {
        area: {name: choose_best(rows, build.bases) for name, rows in columns.items()}
        for area, columns in places.items()
    }
    shown = [row for columns in chosen.values() for row in columns.values()]
    return TableView(
        name=f"{table}-{ARTICLE}",
        caption=t.translate(entry.title),
        lead=t.gettext(
            "%(unit)s, %(year)s, today's figure beside the printed one",
            unit=name_unit(context, _choose_unit(context, table)[0]),
            year=t.numbers.year(entry.period or 0),
        ),
        corner=t.gettext("Economy"),
        notes=tuple(_explain(context, table, shown)),
        source=context.sources_of(cells[cells["kind"] != "missing"]),
        look="facing",
        keep=True,
        **lay_out(
            [
                column
                for name in entry.columns
                if name in entry.printed
                for column in _make_columns(context, table, name)
            ],
            list(chosen.values()),
            lambda columns: Row(context.place(next(iter(columns.values())).ref_area)),
        ),
    )


def _make_columns(context: Context, table: str, name: str) -> list[Column[Chosen]]:
    """What is regenerated of a column, and what is printed."""
    t, group = context.language, context.label(name)
    kept_in, scale, places = _choose_unit(context, table)
    unit = name_unit(context, kept_in)

    def show_regenerated(columns: Chosen) -> Cell:
        row = columns[name]
        missing = row.kind == "missing"
        return show_number(
            t,
            row.regenerated / scale,
            places,
            mark="" if missing else context.style.classes[row.kind].symbol,
            look=f"class {row.kind}",
            provenance=context.provenances.of_economy(row).scaled(scale),
        )

    def show_printed(columns: Chosen) -> Cell:
        row = columns[name]
        provenance = context.provenances.of_print(table, name, row.time_period).located(row.ref_area)
        return show_number(t, row.printed / scale, places, look="print", provenance=provenance.scaled(scale))

    return [
        Column(t.gettext("Today"), show_regenerated, group, unit=unit),
        Column(t.gettext("Printed"), show_printed, group, unit=unit),
    ]


def _choose_unit(context: Context, table: str) -> tuple[str, float, int]:
    """The unit of a table, by what amounts are divided to be in it, and decimals: billions where print has these."""
    catalog = context.build.catalog
    entry, declared = catalog.rankings[table], catalog.article and catalog.article.tables.get(table)
    if declared and declared.unit == BILLIONS:
        return BILLIONS, BILLION, max(entry.rounded + MONEY_UNITS[BILLIONS], 0)
    return entry.unit, 1.0, entry.decimals


def _explain(context: Context, table: str, shown: Sequence[Any]) -> Iterator[Note]:
    """The marks with the number of cells of each class, whose the figures are, and (once) what the classes mean."""
    t, build = context.language, context.build
    yield from count_classes(context, shown)
    bases = list(dict.fromkeys(context.basis(row.basis) for row in shown if row.kind != "missing"))
    if bases and len(build.bases) > 1:  # else the source says it
        yield Note("", t.gettext("All figures: %(basis)s.", basis=t.numbers.listed(bases)))
    if table == next(name for name, entry in build.catalog.rankings.items() if entry.printed):
        yield Note("", explain_classes(context))
    else:
        yield Note("", t.gettext("The signs mean what is said under the table before."))
