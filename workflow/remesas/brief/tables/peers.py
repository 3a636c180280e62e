"""List economies beside each other: the largest recipients, and the neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number
from remesas.brief.text.cells import count_places
from remesas.brief.text.peers import find_compared_basis, list_neighbours, read_peers
from remesas.build import BILLION

LARGEST = 3
"""How many of the largest recipients are shown."""


def list_peers(context: Context) -> TableView:
    """Rank, amount, share of the world and percent of GDP of the largest recipients and of the neighbours."""
    t, basis = context.language, find_compared_basis(context)
    ranks, shares = read_peers(context, "rank"), read_peers(context, "percent_of_gdp")
    columns = [
        Column(t.gettext("Rank"), _show(context, "rank", 1)),
        Column(t.gettext("US$ billion"), _show(context, "amount", BILLION)),
        Column(t.gettext("Percent of the world"), _show(context, "share", 1)),
    ]
    if shares.rows:
        head = t.gettext("Percent of GDP, %(year)s", year=t.numbers.year(shares.year))
        columns.append(Column(head, _show(context, "percent_of_gdp", 1)))
    return TableView(
        name="peers",
        caption=t.gettext("Remittances received, among countries"),
        lead=_name_areas(context, ranks.year, basis) if basis else "",
        corner=t.gettext("Economy"),
        notes=tuple(_list_notes(context)),
        source=context.sources_of(context.build.peers) if basis else "",
        look="amounts peers",
        keep=True,
        **lay_out(columns, _list_areas(context), lambda area: Row(context.place(area))),
    )


def _name_areas(context: Context, year: int | str, basis: str) -> str:
    t = context.language
    words = {"year": t.numbers.year(year), "basis": context.basis(basis)}
    if list_neighbours(context):
        return t.gettext("the largest recipients and economies of the region, %(year)s (%(basis)s)", **words)
    return t.gettext("the largest recipients, %(year)s (%(basis)s)", **words)


def _list_areas(context: Context) -> list[str]:
    """The largest recipients, the economy itself, and its neighbours."""
    ranks = read_peers(context, "rank")
    if not ranks.rows:
        return []
    largest = map(str, ranks.values.sort_values(kind="stable").index[:LARGEST])
    return list(dict.fromkeys([*largest, context.build.scope.ref_area, *list_neighbours(context)]))


def _show(context: Context, measure: str, scale: float) -> Callable[[str], Cell]:
    rows = read_peers(context, measure).rows

    def show(area: str) -> Cell:
        row = rows.get(area)
        if row is None or pd.isna(row.obs_value):
            return show_number(context.language, None, look="missing")
        return show_number(
            context.language,
            row.obs_value / scale,
            0 if measure == "rank" else count_places(row.obs_value / scale),
            provenance=context.provenances.of_peer(row).scaled(scale),
            address=f"peers.{area}.{measure}",
        )

    return show


def _list_notes(context: Context) -> Iterator[Note]:
    """Among how many economies the ranks are, and what the world is."""
    t, ranks, shares = context.language, read_peers(context, "rank"), read_peers(context, "share")
    if not ranks.rows:
        return
    yield Note(
        "",
        t.gettext(
            "The ranks are those of %(year)s, the newest year in which the economies that receive nearly all "
            "remittances have a figure; %(count)s have one.",
            count=t.numbers.amount(len(ranks.values)),
            year=t.numbers.year(ranks.year),
        ),
    )
    summed = {note for row in shares.rows.values() if pd.notna(row.obs_value) for note in row.note.split("; ") if note}
    for note in sorted(summed):
        yield Note("", f"{context.translate_note(note)[:1].upper()}{context.translate_note(note)[1:]}.")
