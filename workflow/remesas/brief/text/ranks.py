"""Tell how the lead column stands among the other sources: ranks, and which of them it exceeds."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.text.cells import CellOf, write_billions
from remesas.build import BILLION
from remesas.core.frames import by_year, since


def tell_gross(context: Context) -> Iterator[str]:
    """Ranks in print and now, and since when the lead exceeds each other source."""
    table = context.find_table("gross")
    if table is None:
        return
    yield from _tell_gross_ranks(context, table)
    columns = context.build.catalog.tables[table].columns
    for basis in context.build.bases:
        wide = context.build.wide(table, basis)
        phrases = [phrase for name in columns if name != context.lead for phrase in _tell_exceeded(context, name, wide)]
        if phrases:
            yield context.language.gettext(
                "They have exceeded receipts from %(sources)s (%(basis)s).",
                sources=context.language.numbers.listed(phrases),
                basis=context.basis(basis),
            )


def _tell_gross_ranks(context: Context, table: str) -> Iterator[str]:
    """The gross rank of the lead in print and in the newest complete year of each basis."""
    t, entry = context.language, context.build.catalog.tables[table]
    printed = _rank_printed(context, table)
    if len(printed):
        yield t.gettext(
            "Among the %(count)s gross sources of the article, remittances ranked %(rank)s in %(year)s.",
            count=t.numbers.amount(len(entry.printed)),
            rank=t.ordinal(int(printed.iloc[-1])),
            year=t.numbers.year(printed.index[-1]),
        )
    for basis in context.build.bases:
        ranks = context.build.measure("rank", basis, "gross", context.lead)
        if len(ranks):
            yield t.gettext(
                "In %(year)s, the newest year in which all %(count)s have a figure, they ranked %(rank)s (%(basis)s).",
                year=t.numbers.year(ranks.index[-1]),
                count=t.numbers.amount(len(entry.columns)),
                rank=t.ordinal(int(ranks.iloc[-1])),
                basis=context.basis(basis),
            )


def _rank_printed(context: Context, table: str) -> pd.Series:
    """The rank of the lead among the printed columns of a table, by year; empty if its column is not printed."""
    printed = context.build.printed.get(table)
    if printed is None or context.lead not in printed:
        return pd.Series(dtype=float)
    return printed.dropna().rank(axis=1, ascending=False, method="min")[context.lead]


def _tell_exceeded(context: Context, name: str, wide: pd.DataFrame) -> Iterator[str]:
    """Since when the lead exceeds another source, if it does."""
    t, lead = context.language, context.lead
    pair = wide[[lead, name]].dropna()
    year = since(pair[lead] > pair[name]) if len(pair) else None
    if year is None:
        return
    words = {"source": context.noun(name), "year": t.numbers.year(year)}
    later = [other for other in pair.index if other >= year]
    if year == pair.index[0] or len(later) <= later[-1] - year:
        yield t.gettext("%(source)s in all years with figures for both from %(year)s on", **words)
    else:
        yield t.gettext("%(source)s in every year since %(year)s", **words)


def tell_net(context: Context) -> Iterator[str]:
    """The years as first net source, in print and now, and balances that have turned."""
    table = context.find_table("net")
    if table is None:
        return
    t = context.language
    printed = _rank_printed(context, table)
    first = [int(year) for year in printed.index[printed == 1]]
    if first:
        yield t.gettext(
            "By the article's own Table %(table)s, remittances were the largest net source in %(years)s.",
            table=context.number_of(table),
            years=t.numbers.years(first),
        )
    for basis in context.build.bases:
        yield from _tell_net_ranks(context, table, basis)
    for name in context.build.catalog.tables[table].columns:
        yield from _tell_turned(context, table, name)


def _tell_net_ranks(context: Context, table: str, basis: str) -> Iterator[str]:
    """In which years the lead was the largest net source of a basis; why there is no rank if there is none."""
    t = context.language
    ranks = context.build.measure("rank", basis, "net", context.lead)
    leading = [year for year, rank in by_year(ranks) if rank == 1]
    if leading:
        yield t.gettext(
            "As regenerated they were the largest in %(years)s (%(basis)s).",
            years=t.numbers.years(leading),
            basis=context.basis(basis),
        )
    elif len(ranks):
        yield t.gettext(
            "As regenerated they were never the largest; in %(last)s they ranked %(rank)s (%(basis)s).",
            rank=t.ordinal(int(ranks.iloc[-1])),
            last=t.numbers.year(ranks.index[-1]),
            basis=context.basis(basis),
        )
    else:
        wide = context.build.wide(table, basis)
        absent = [context.noun(str(name)) for name in wide.columns[wide.isna().all()]]
        if absent:
            yield t.gettext(
                "No rank is given where a source has no figure: %(sources)s (%(basis)s).",
                sources=t.numbers.listed(absent),
                basis=context.basis(basis),
            )


def _tell_turned(context: Context, table: str, name: str) -> Iterator[str]:
    """Since when a net amount that was positive in the last printed year is negative, for good."""
    t, printed = context.language, context.printed(table, name)
    if not len(printed):
        return
    last = int(printed.index[-1])
    for basis in context.build.bases:
        values = context.build.wide(table, basis)[name].dropna()
        year = since(values < 0)
        if name != context.lead and year is not None and values.get(last, -1.0) > 0:
            newest = int(values.index[-1])
            # Whole billions decide the form: French has the singular below two.
            yield t.ngettext(
                "The net amount from %(source)s was negative in %(years)s, with a deficit of "
                "US$%(amount)s billion in %(newest)s (%(basis)s).",
                "The net amount from %(source)s was negative in %(years)s, with a deficit of "
                "US$%(amount)s billion in %(newest)s (%(basis)s).",
                int(-values[newest] // BILLION),
                source=context.noun(name),
                years=t.numbers.years(int(held) for held in values.index if held >= year),
                newest=t.numbers.year(newest),
                basis=context.basis(basis),
                amount=write_billions(context, -values[newest], CellOf(table, basis, name, newest)),
            )
