"""Name what columns and rows are about: a unit, a table on a basis, a flow on a basis, a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.model import Note
from remesas.brief.words.labels import statuses, units
from remesas.catalog.tables import Table
from remesas.core.notes import marked
from remesas.core.units import MONEY

OTHER = "other"
"""In place of a flow that has no texts of its own."""


def name_unit(context: Context, unit: str) -> str:
    """A unit as it stands inside a line; unknown ones as they are."""
    t = context.language
    inside = {MONEY: t.pgettext("unit", "US$ million"), "percent": t.pgettext("unit", "percent")}
    return (units(t, t.numbers.year(context.build.scope.price_base)) | inside).get(unit, unit)


def name_common_unit(context: Context, tables: Iterable[Table]) -> str:
    """The unit that some tables have in common, with a capital; where there are several, that it is the table's."""
    several = {entry.unit for entry in tables}
    if len(several) != 1:
        return context.language.gettext("Unit of the table")
    name = name_unit(context, several.pop())
    return name[:1].upper() + name[1:]


def name_table(context: Context, table: str, basis: str, indicator: str = "") -> str:
    """A table of the article on a basis, or one of its columns."""
    names = {"number": context.number_of(table), "basis": context.basis(basis)}
    if indicator:
        return context.language.gettext(
            "Table %(number)s, %(basis)s: %(column)s", column=context.label(indicator), **names
        )
    return context.language.gettext("Table %(number)s, %(basis)s", **names)


def list_bases(context: Context, frame: pd.DataFrame) -> list[str]:
    """The bases of the brief that a frame has rows of (column ``basis``)."""
    return [basis for basis in context.build.bases if (frame["basis"] == basis).any()]


def explain_doubts(context: Context, frame: pd.DataFrame) -> Iterator[Note]:
    """What the mark of doubtful values means, if a frame has any (column ``obs_status``)."""
    if (frame["obs_status"] == "U").any():
        yield Note("U", f"{statuses(context.language)['U']}.")


# ---- flows -----------------------------------------------------------------------------------------------------------
FLOWS = {
    ("earnings", ""): "%(basis)s",
    ("earnings", "gross"): marked("Gross, %(basis)s"),
    ("earnings", "net"): marked("Net, %(basis)s"),
    ("earnings", OTHER): marked("%(flow)s, %(basis)s"),
    ("year", ""): marked("%(basis)s, %(year)s"),
    ("year", "gross"): marked("Gross, %(basis)s, %(year)s"),
    ("year", "net"): marked("Net, %(basis)s, %(year)s"),
    ("year", OTHER): marked("%(flow)s, %(basis)s, %(year)s"),
    ("column", ""): marked("%(column)s (%(basis)s)"),
    ("column", "gross"): marked("%(column)s, gross (%(basis)s)"),
    ("column", "net"): marked("%(column)s, net (%(basis)s)"),
    ("column", OTHER): marked("%(column)s, %(flow)s (%(basis)s)"),
    ("share", "gross"): marked("Percent of the gross sources"),
    ("share", OTHER): marked("Percent of the sources"),
    ("relations", "gross"): marked("gross remittances, selected years"),
    ("relations", OTHER): marked("selected years"),
    ("rates", "gross"): marked(
        "gross, compound yearly growth in percent, and standard deviation of yearly growth in points"
    ),
    ("rates", OTHER): marked("compound yearly growth in percent, and standard deviation of yearly growth in points"),
}
"""What is said of no flow, of each flow, and of any other: whole texts, since adjectives agree in them."""


def name_flow(context: Context, kind: str, flow: str, basis: str = "", **places: str) -> str:
    """One of the texts about a flow: its earnings on a basis, those of a ``year``, or a ``column`` of them."""
    t = context.language
    text = FLOWS.get((kind, flow)) or FLOWS[kind, OTHER]
    label = t.translate(context.build.catalog.flow(flow).label)
    return t.gettext(text, flow=label, basis=context.basis(basis) if basis else "", **places)


# ---- series ----------------------------------------------------------------------------------------------------------
def name_series(context: Context, reference: str, places: Sequence[str] = ()) -> str:
    """A series (``source:series``) with its id, and the places it is about where they want saying."""
    t, entry = context.language, context.build.catalog.series[reference]
    names = {"label": t.translate(entry.label), "series": entry.id}
    if places:
        return t.gettext("%(label)s (%(series)s), %(places)s", places=t.numbers.listed(places), **names)
    return t.gettext("%(label)s (%(series)s)", **names)
