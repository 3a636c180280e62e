"""Tell the headline: what is new in the newest year of the lead column, chosen by rule."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.text.amounts import find_leaps
from remesas.brief.text.cells import CellOf, write_dollars, write_size


def tell_headline(context: Context) -> Iterator[str]:
    """How the lead changed in the newest year, and since when it had not changed that way.

    A fall names the last fall before it; a rise, since when it is one of several in a row. Nothing is told of a year
    without growth: the first of a series, or one that follows a gap.
    """
    table, values = context.lead_table, context.lead_values
    if table is None or not len(values):
        return
    t, lead, basis = context.language, context.lead, context.build.bases[0]
    flow = context.build.catalog.tables[table].flow
    growth = context.build.measure("growth", basis, flow, lead)
    year = int(values.index[-1])
    if year not in growth.index:
        return
    behind = context.provenances.of_measure("growth", basis, flow, str(year), lead)
    words = {
        "to_country": context.phrase(context.build.scope.ref_area).to,
        "year": t.numbers.year(year),
        "amount": write_dollars(context, float(values.iloc[-1]), CellOf(table, basis, lead, year)),
        "size": write_size(context, float(growth[year]), behind),
    }
    yield _tell_fall(context, growth, year, words) if growth[year] < 0 else _tell_rise(context, growth, year, words)
    if find_leaps(context, basis, year - 1, year):
        yield t.gettext("A change of this size within a year can be one of what is counted: no break is declared.")


def _tell_fall(context: Context, growth: pd.Series, year: int, words: dict[str, str | Markup]) -> str:
    t, before = context.language, find_last_fall(growth, year)
    if before is None:
        return t.gettext(
            "Remittances %(to_country)s fell by %(size)s in %(year)s, to %(amount)s: the first fall in the series.",
            **words,
        )
    if before == year - 1:
        return t.gettext("Remittances %(to_country)s fell again in %(year)s, by %(size)s, to %(amount)s.", **words)
    return t.gettext(
        "Remittances %(to_country)s fell by %(size)s in %(year)s, to %(amount)s: the first fall since %(before)s.",
        before=t.numbers.year(before),
        **words,
    )


def _tell_rise(context: Context, growth: pd.Series, year: int, words: dict[str, str | Markup]) -> str:
    t, first = context.language, find_first_rise(growth, year)
    if first == year:
        return t.gettext("Remittances %(to_country)s rose by %(size)s in %(year)s, to %(amount)s.", **words)
    if first == year - 1:
        return t.gettext("Remittances %(to_country)s rose again in %(year)s, by %(size)s, to %(amount)s.", **words)
    return t.gettext(
        "Remittances %(to_country)s rose by %(size)s in %(year)s, to %(amount)s: they have risen in every year since "
        "%(first)s.",
        first=t.numbers.year(first),
        **words,
    )


def find_last_fall(growth: pd.Series, year: int) -> int | None:
    """The newest year before ``year`` whose growth is negative; None if there is none."""
    falls = growth[(growth < 0) & (growth.index < year)]
    return int(falls.index.max()) if len(falls) else None


def find_first_rise(growth: pd.Series, year: int) -> int:
    """The first year of the run of growth that ends in ``year``; a gap in the years ends the run."""
    first = year
    while first - 1 in growth.index and growth[first - 1] > 0:
        first -= 1
    return first
