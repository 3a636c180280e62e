"""List economies beside each other: the largest recipients, and the neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number
from remesas.brief.text.peers import find_compared_basis, list_neighbours, read_peers
from remesas.build import BILLION

LARGEST = 5
"""How many of the largest recipients are shown."""


class Member(NamedTuple):
    """An economy, and the group in which it is shown."""

    area: str
    group: str


def list_peers(context: Context) -> TableView:
    """Rank, amount, share of the world and percent of GDP of the largest recipients and of the neighbours."""
    t, basis = context.language, find_compared_basis(context)
    ranks, shares = read_peers(context, "rank"), read_peers(context, "percent_of_gdp")
    year = t.numbers.year(ranks.year) if basis else ""
    columns = [
        Column[Member](t.gettext("Rank"), _show(context, "rank", 1, 0), year),
        Column[Member](t.gettext("US$ billion"), _show(context, "amount", BILLION, 1), year),
        Column[Member](t.gettext("Percent of the world"), _show(context, "share", 1, 1), year),
    ]
    if shares.rows:
        later = _show(context, "percent_of_gdp", 1, 1)
        columns.append(Column(t.gettext("Percent of GDP"), later, t.numbers.year(shares.year)))
    return TableView(
        name="peers",
        caption=t.gettext("Remittances received, among countries"),
        lead=t.gettext("personal remittances in US dollars of each year (%(basis)s)", basis=context.basis(basis))
        if basis
        else "",
        corner=t.gettext("Economy"),
        notes=tuple(_list_notes(context)),
        source=context.sources_of(context.build.peers) if basis else "",
        look="amounts",
        keep=True,
        grouping=t.gettext("Group"),
        **lay_out(columns, _list_members(context), lambda member: Row(context.place(member.area), group=member.group)),
    )


def _list_members(context: Context) -> Iterator[Member]:
    """The largest recipients, the economy itself, and its neighbours."""
    t, own, ranks = context.language, context.build.scope.ref_area, read_peers(context, "rank")
    if not ranks.rows:
        return
    largest = [str(area) for area in ranks.values.sort_values(kind="stable").index[:LARGEST]]
    for area in dict.fromkeys([*largest, own]):
        yield Member(area, t.gettext("Largest recipients"))
    for area in list_neighbours(context):
        yield Member(area, t.gettext("Others in the region"))


def _show(context: Context, measure: str, scale: float, places: int) -> Callable[[Member], Cell]:
    rows = read_peers(context, measure).rows

    def show(member: Member) -> Cell:
        row = rows.get(member.area)
        if row is None or pd.isna(row.obs_value):
            return show_number(context.language, None, look="missing")
        return show_number(
            context.language,
            row.obs_value / scale,
            places,
            provenance=context.provenances.of_row(row),
            address=f"peers.{member.area}.{measure}",
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
            "%(count)s economies have a figure for %(year)s, the newest year in which those that received nearly "
            "all of the year before have one.",
            count=t.numbers.amount(len(ranks.values)),
            year=t.numbers.year(ranks.year),
        ),
    )
    summed = {note for row in shares.rows.values() if pd.notna(row.obs_value) for note in row.note.split("; ") if note}
    for note in sorted(summed):
        yield Note("", f"{context.translate_note(note)[:1].upper()}{context.translate_note(note)[1:]}.")
