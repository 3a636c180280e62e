"""Lay out a table of the article as the article has it: its rows and columns, each figure beside the printed one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from remesas.brief.contents import ARTICLE, cell_address
from remesas.brief.context import Context
from remesas.brief.tables.against_print import name_classes
from remesas.brief.tables.explanations import number_explanations
from remesas.brief.tables.labels import name_unit
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number
from remesas.brief.text.against_print import explain_classes
from remesas.compare.cells import NOT_COMPARED
from remesas.core.rows import grouped, records

LETTERS = "abcdefghij"

Chosen = Mapping[str, Any]
"""By column, the row of frame COMPARISON that stands in a year's cell."""


def list_article_table(context: Context, table: str) -> TableView:
    """A table of the article regenerated, in its own rows and columns, with the printed figures and their classes."""
    build, t = context.build, context.language
    entry = build.catalog.tables[table]
    cells = build.comparison[build.comparison["table"] == table].rename(columns={"class": "kind"})
    years: dict[int, dict[str, Any]] = {}
    for name, column in grouped(cells, "indicator"):
        for year, rows in column.groupby("time_period"):
            years.setdefault(int(str(year)), {})[str(name)] = choose_best(list(records(rows)), build.bases)
    chosen = [row for columns in years.values() for row in columns.values()]
    others = _number_other_bases(context, chosen)
    return TableView(
        name=f"{table}-{ARTICLE}",
        caption=t.translate(entry.title),
        lead=t.gettext("%(unit)s, today's figure beside the printed one", unit=name_unit(context, entry.unit)),
        corner=t.gettext("Year"),
        notes=tuple(_explain(context, table, chosen, others)),
        source=context.sources_of(cells[cells["kind"] != "missing"]),
        look="facing",
        keep=True,
        **lay_out(
            [column for name in entry.columns for column in _make_columns(context, table, name, others)],
            [years[year] for year in sorted(years)],
            lambda columns: Row(t.numbers.year(int(next(iter(columns.values())).time_period))),
        ),
    )


def choose_best(rows: Sequence[Any], bases: Sequence[str]) -> Any:
    """The row of the basis that stands for a printed cell.

    Args:
        rows: A cell on every basis, as rows of frame COMPARISON (``basis``, ``kind``).
        bases: The bases by precedence.

    Returns:
        The first basis whose figure can be compared with print; without one, the first that has a figure at all.
    """

    def rank(row: Any) -> tuple[int, int]:
        return NOT_COMPARED.index(row.kind) + 1 if row.kind in NOT_COMPARED else 0, bases.index(row.basis)

    return min(rows, key=rank)


def _make_columns(context: Context, table: str, name: str, others: Mapping[str, str]) -> list[Column[Chosen]]:
    """What is regenerated of a column, and what is printed."""
    t, entry, group = context.language, context.build.catalog.tables[table], context.label(name)
    unit = name_unit(context, entry.unit)
    numbers = number_explanations(context)

    def show_regenerated(columns: Chosen) -> Cell:
        row = columns[name]
        place = (table, row.basis, name, row.time_period)
        sign = f"{context.style.classes[row.kind].symbol}{numbers.get(row.explanation, '')}"
        return show_number(
            t,
            row.regenerated,
            entry.decimals,
            mark="" if row.kind == "missing" else f"{sign}{others.get(row.basis, '')}",
            look=f"class {row.kind}",
            address=f"{cell_address(*place)}.{ARTICLE}",
            provenance=context.provenances.of_cell(*place),
        )

    def show_printed(columns: Chosen) -> Cell:
        provenance = context.provenances.of_print(table, name, columns[name].time_period)
        return show_number(t, columns[name].printed, entry.decimals, look="print", provenance=provenance)

    return [
        Column(t.gettext("Today"), show_regenerated, group, unit=unit),
        Column(t.gettext("Printed"), show_printed, group, unit=unit),
    ]


def _number_other_bases(context: Context, chosen: Sequence[Any]) -> dict[str, str]:
    """A letter for each basis but the first that has a figure in the table."""
    held = {row.basis for row in chosen if row.kind != "missing"}
    return dict(zip((basis for basis in context.build.bases[1:] if basis in held), LETTERS, strict=False))


def count_classes(context: Context, chosen: Sequence[Any]) -> Iterator[Note]:
    """The mark of each class with the number of cells that have it, as rows with a ``kind``."""
    t, counted = context.language, [row.kind for row in chosen]
    for kind, name in name_classes(context).items():
        if count := counted.count(kind):
            text = t.gettext("%(kind)s: %(count)s", kind=name, count=t.numbers.amount(count))
            yield Note(context.style.classes[kind].symbol, f"{text}.")


def _explain(context: Context, table: str, chosen: Sequence[Any], others: Mapping[str, str]) -> Iterator[Note]:
    """The marks with the number of cells of each class, the basis of the figures, and (once) what the classes mean."""
    t = context.language
    yield from count_classes(context, chosen)
    for basis, mark in others.items():
        yield Note(mark, f"{context.basis(basis)}.")
    words = {"basis": context.basis(context.build.bases[0])}
    if others:
        yield Note(
            "",
            t.gettext(
                "Figures without a letter: %(basis)s. Where these have none that can be compared, the source that the "
                "letter names stands in.",
                **words,
            ),
        )
    else:
        yield Note("", t.gettext("All figures: %(basis)s.", **words))
    if table != next(name for name in context.build.catalog.tables if name in context.build.printed):
        yield Note("", t.gettext("The signs mean what is said under the table before."))
        return
    yield Note("", explain_classes(context))
    if context.build.comparison["explanation"].any():
        yield Note(
            "", t.gettext("A number beside a sign is that of the explanation, or of the other concept, further on.")
        )
