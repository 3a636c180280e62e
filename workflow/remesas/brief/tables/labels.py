"""Name what columns and rows are about: a unit, a table on a basis, a flow on a basis, a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from remesas.brief.context import Context
from remesas.brief.words.labels import units
from remesas.catalog.entries import Table
from remesas.core.units import MONEY


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


# ---- flows: whole texts for those whose adjectives agree with what they stand beside --------------------------------
def name_earnings(context: Context, flow: str, basis: str) -> str:
    """Earnings of a flow on a basis; those of no flow are named by the basis."""
    t, names = context.language, {"basis": context.basis(basis)}
    texts = {
        "": names["basis"],
        "gross": t.gettext("Gross, %(basis)s", **names),
        "net": t.gettext("Net, %(basis)s", **names),
    }
    return texts.get(flow) or t.gettext("%(flow)s, %(basis)s", flow=_label(context, flow), **names)


def name_year(context: Context, flow: str, basis: str, year: int) -> str:
    """The amounts of a flow on a basis in a year."""
    t, names = context.language, {"basis": context.basis(basis), "year": context.language.numbers.year(year)}
    texts = {
        "": t.gettext("%(basis)s, %(year)s", **names),
        "gross": t.gettext("Gross, %(basis)s, %(year)s", **names),
        "net": t.gettext("Net, %(basis)s, %(year)s", **names),
    }
    return texts.get(flow) or t.gettext("%(flow)s, %(basis)s, %(year)s", flow=_label(context, flow), **names)


def name_column(context: Context, flow: str, basis: str, indicator: str) -> str:
    """A column of a flow on a basis."""
    t, names = context.language, {"column": context.label(indicator), "basis": context.basis(basis)}
    texts = {
        "": t.gettext("%(column)s (%(basis)s)", **names),
        "gross": t.gettext("%(column)s, gross (%(basis)s)", **names),
        "net": t.gettext("%(column)s, net (%(basis)s)", **names),
    }
    return texts.get(flow) or t.gettext("%(column)s, %(flow)s (%(basis)s)", flow=_label(context, flow), **names)


# ---- series ----------------------------------------------------------------------------------------------------------
def name_series(context: Context, reference: str, places: Sequence[str] = ()) -> str:
    """A series (``source:series``) with its id, and the places it is about where they want saying."""
    t, entry = context.language, context.build.catalog.series[reference]
    names = {"label": t.said(entry.label), "series": entry.id}
    if places:
        return t.gettext("%(label)s (%(series)s), %(places)s", places=t.numbers.listed(places), **names)
    return t.gettext("%(label)s (%(series)s)", **names)


def _label(context: Context, flow: str) -> str:
    """A flow that has no texts of its own, as the catalog calls it."""
    return context.language.said(context.build.catalog.flow(flow).label)
