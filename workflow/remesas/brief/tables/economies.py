"""Lay out a printed table whose rows are economies: each figure of today beside the printed one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from remesas.brief.contents import ARTICLE
from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.tables.article import choose_best, count_classes
from remesas.brief.tables.labels import name_unit
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number
from remesas.brief.text.against_print import explain_classes
from remesas.core.rows import records

RULE = "compare_with_print"
"""The rule that compares these cells, and fills them."""
Chosen = Mapping[str, Any]
"""By column, the row of frame RANKED that stands in an economy's cell."""


def list_economies(context: Context, table: str) -> TableView:
    """A table of the article whose rows are economies, regenerated, with the printed figures and their classes.

    Args:
        context: Build, language, style.
        table: Its name among the catalog's ``rankings``.
    """
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
            unit=name_unit(context, entry.unit),
            year=t.numbers.year(entry.period or 0),
        ),
        corner=t.gettext("Economy"),
        notes=tuple(_explain(context, shown)),
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
    t, entry, group = context.language, context.build.catalog.rankings[table], context.label(name)
    unit = name_unit(context, entry.unit)

    def show_regenerated(columns: Chosen) -> Cell:
        row = columns[name]
        missing = row.kind == "missing"
        return show_number(
            t,
            row.regenerated,
            entry.decimals,
            mark="" if missing else context.style.classes[row.kind].symbol,
            look=f"class {row.kind}",
            provenance=_locate(context.provenances.of_row(row, RULE), row),
        )

    def show_printed(columns: Chosen) -> Cell:
        row = columns[name]
        provenance = _locate(context.provenances.of_print(table, name, row.time_period), row)
        return show_number(t, row.printed, entry.decimals, look="print", provenance=provenance)

    return [
        Column(t.gettext("Today"), show_regenerated, group, unit=unit),
        Column(t.gettext("Printed"), show_printed, group, unit=unit),
    ]


def _locate(provenance: Provenance, row: Any) -> Provenance:
    """A provenance whose series are those of the economy of a row, not of the brief."""
    return replace(provenance, used=tuple(item.at(row.ref_area) for item in provenance.used))


def _explain(context: Context, shown: Sequence[Any]) -> Iterator[Note]:
    """The marks with the number of cells of each class, whose the figures are, and what the classes mean."""
    t = context.language
    yield from count_classes(context, shown)
    bases = list(dict.fromkeys(context.basis(row.basis) for row in shown if row.kind != "missing"))
    if bases:
        yield Note("", t.gettext("All figures: %(basis)s.", basis=t.numbers.listed(bases)))
    yield Note("", explain_classes(context))
