"""Tell how the lead column stands among the other sources: ranks, and which of them it exceeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.text.against_print import mend_misprints
from remesas.brief.text.cells import CellOf, write_dollars, write_where
from remesas.core.notes import marked
from remesas.core.rows import by_year, since


def tell_gross(context: Context) -> Iterator[str]:
    """Ranks in print and now, and since when the lead exceeds each other source; another basis where it disagrees."""
    table = context.find_table("gross")
    if table is None:
        return
    t = context.language
    ranks = list(_tell_gross_ranks(context, table))
    yield from ranks
    found = [(basis, _list_exceeded(context, table, basis)) for basis in context.build.bases]
    (speaks, first), *others = [item for item in found if item[1]] or [("", {})]
    if first:
        words = {"sources": _name_all(context, table, speaks, first), "where": write_where(context, speaks)}
        if ranks:
            yield t.gettext("They have exceeded receipts from %(sources)s%(where)s.", **words)
        else:
            yield t.gettext("Remittances have exceeded receipts from %(sources)s%(where)s.", **words)
    for basis, exceeded in others:
        different = {name: year for name, year in exceeded.items() if first.get(name) != year}
        if different:
            yield t.gettext(
                "%(basis)s definitions give other years: %(sources)s.",
                basis=context.basis(basis),
                sources=_name_all(context, table, basis, different),
            )


def _tell_gross_ranks(context: Context, table: str) -> Iterator[str]:
    """The gross rank of the lead in print and in the newest complete year; of another basis where it is another one."""
    t, count = context.language, len(context.build.catalog.tables[table].columns)
    printed = _rank_lead(context.build.printed.get(table), context.lead)
    ranks = {basis: context.build.measure("rank", basis, "gross", context.lead) for basis in context.build.bases}
    held = {basis: ranked for basis, ranked in ranks.items() if len(ranked)}
    if not held:
        return
    basis, ranked = next(iter(held.items()))
    words = {
        "count": t.numbers.amount(count),
        "rank": t.ordinal(int(ranked.iloc[-1])),
        "year": t.numbers.year(ranked.index[-1]),
        "where": write_where(context, basis),
    }
    if len(printed) and (printed.index[-1], printed.iloc[-1]) != (ranked.index[-1], ranked.iloc[-1]):
        words |= {"before": t.ordinal(int(printed.iloc[-1])), "last": t.numbers.year(printed.index[-1])}
        text = (
            marked(
                "In the article's table remittances ranked %(before)s of %(count)s sources in %(last)s, before any "
                "payments; today's data have them %(rank)s in that year%(where)s."
            )
            if printed.index[-1] == ranked.index[-1]
            else marked(
                "Among the %(count)s sources of the article, before any payments, remittances ranked %(before)s in "
                "%(last)s; in %(year)s they rank %(rank)s%(where)s."
            )
        )
        yield t.gettext(text, **words)
    else:
        yield t.gettext(
            "Among %(count)s sources, before any payments, remittances ranked %(rank)s in %(year)s%(where)s.", **words
        )
    for other, values in held.items():
        if int(values.iloc[-1]) != int(ranked.iloc[-1]):
            yield t.gettext(
                "%(basis)s: %(rank)s in %(year)s.",
                basis=context.basis(other),
                rank=t.ordinal(int(values.iloc[-1])),
                year=t.numbers.year(values.index[-1]),
            )


def _rank_lead(printed: pd.DataFrame | None, lead: str) -> pd.Series:
    """The rank of the lead among the columns of a printed table, by year; empty without its column."""
    if printed is None or lead not in printed:
        return pd.Series(dtype=float)
    return printed.dropna().rank(axis=1, ascending=False, method="min")[lead]


def name_overtaken(context: Context, table: str, basis: str) -> str:
    """The other sources of a table that the lead has overtaken for good, and since when it exceeds each; or nothing."""
    wide = context.build.wide(table, basis)
    overtaken = {
        name: year
        for name, year in _list_exceeded(context, table, basis).items()
        if year > wide[[context.lead, name]].dropna().index[0]
    }
    return _name_all(context, table, basis, overtaken) if overtaken else ""


def _list_exceeded(context: Context, table: str, basis: str) -> dict[str, int]:
    """The other sources of a table that the lead exceeds for good, each with the first year of that.

    A source of which every figure rounds to nothing is none: that it is exceeded says nothing.
    """
    wide, lead = context.build.wide(table, basis), context.lead
    least = context.build.find_least(table)
    found = {}
    for name in context.build.catalog.tables[table].columns:
        pair = wide[[lead, name]].dropna() if name != lead else wide.iloc[:0]
        year = since(pair[lead] > pair[name]) if (pair[name].abs() >= least).any() else None
        if year is not None:
            found[name] = int(year)
    return found


def _name_all(context: Context, table: str, basis: str, exceeded: Mapping[str, int]) -> str:
    """Sources and since when each is exceeded; that it is so where there are figures is said once, of the last.

    So is that it is so in the newest year alone, of all that have the same one.
    """
    t = context.language
    kinds = {name: _tell_kind(context, table, basis, name, year) for name, year in exceeded.items()}
    known = [item for item in exceeded.items() if kinds[item[0]] == "known"]
    alone: dict[int, list[str]] = {}
    for name, year in exceeded.items():
        if kinds[name] == "last":
            alone.setdefault(year, []).append(t.pgettext("exceeded", "%(source)s", source=context.noun(name)))
    others = [_name_every(context, *item) for item in exceeded.items() if kinds[item[0]] == "every"]
    others += [_name_alone(context, t.numbers.listed(names), year) for year, names in alone.items()]
    if not known:
        return t.numbers.listed(others)
    named = t.numbers.listed([_name_years(context, table, basis, *item) for item in known])
    told = t.gettext("%(sources)s, in all years with figures for both", sources=named)
    return t.numbers.apart.join([*([t.numbers.listed(others)] if others else []), told])


def _name_years(context: Context, table: str, basis: str, name: str, year: int) -> str:
    """A source and since when it is exceeded where there are figures, and until when if these end before the lead's."""
    t, wide = context.language, context.build.wide(table, basis)
    last = int(wide[[context.lead, name]].dropna().index[-1])
    words = {"source": context.noun(name), "year": t.numbers.year(year), "last": t.numbers.year(last)}
    if year < last < int(wide[context.lead].dropna().index[-1]):
        return t.pgettext("exceeded", "%(source)s from %(year)s to %(last)s", **words)
    return t.pgettext("exceeded", "%(source)s from %(year)s on", **words)


def _name_every(context: Context, name: str, year: int) -> str:
    """A source and since when it is exceeded in every year."""
    t = context.language
    return t.gettext("%(source)s in every year since %(year)s", source=context.noun(name), year=t.numbers.year(year))


def _name_alone(context: Context, sources: str, year: int) -> str:
    """Sources that are exceeded in the newest year alone that has figures."""
    t = context.language
    return t.gettext(
        "%(sources)s in %(year)s, the newest year with figures for both", sources=sources, year=t.numbers.year(year)
    )


def _tell_kind(context: Context, table: str, basis: str, name: str, year: int) -> Literal["last", "known", "every"]:
    """Whether a source is exceeded in the last year with figures alone, in those that have some, or in every year."""
    wide = context.build.wide(table, basis)
    pair = wide[[context.lead, name]].dropna()
    later = [other for other in pair.index if other >= year]
    known_later = wide[context.lead].last_valid_index() > later[-1]
    if len(later) == 1:
        return "last"
    return "known" if year == pair.index[0] or len(later) <= later[-1] - year or known_later else "every"


def tell_net(context: Context) -> Iterator[str]:
    """The net amount, the years as first net source, and balances that have turned."""
    table = context.find_table("net")
    if table is None:
        return
    yield from _tell_net_amount(context, table)
    yield from _tell_net_ranks(context, table)
    for name in context.build.catalog.tables[table].columns:
        yield from _tell_turned(context, table, name)


def tell_printed_net(context: Context) -> Iterator[str]:
    """The years in which the printed net table itself has the lead as the largest source, misprints mended too."""
    table = context.find_table("net")
    if table is None:
        return
    t = context.language
    first = _find_first_years(context.build.printed.get(table), context.lead)
    mended = [year for year in _find_first_years(mend_misprints(context, table), context.lead) if year not in first]
    words = {"table": context.number_of(table), "years": t.numbers.years(first), "more": t.numbers.years(mended)}
    if first and mended:
        yield t.gettext(
            "The article's own Table %(table)s has remittances as the largest net source in %(years)s, and in "
            "%(more)s too once its misprint is corrected.",
            **words,
        )
    elif first:
        yield t.gettext(
            "The article's own Table %(table)s has remittances as the largest net source in %(years)s.", **words
        )


def _tell_net_amount(context: Context, table: str) -> Iterator[str]:
    """The newest net amount of the lead, where it is not the gross one."""
    t, basis, lead = context.language, context.build.bases[0], context.lead
    net, gross = context.build.wide(table, basis)[lead].dropna(), context.lead_values
    if not len(net) or float(net.iloc[-1]) == gross.get(net.index[-1]):
        return
    year, amount = int(net.index[-1]), float(net.iloc[-1])
    text = (
        marked("Less remittances paid abroad, %(amount)s remained in %(year)s.")
        if amount >= 0
        else marked("In %(year)s %(amount)s more was paid abroad in remittances than was received.")
    )
    yield t.gettext(
        text,
        amount=write_dollars(context, amount, CellOf(table, basis, lead, year), signed=False),
        year=t.numbers.year(year),
    )


def _find_first_years(printed: pd.DataFrame | None, lead: str) -> list[int]:
    """The years in which the lead is the largest column of a printed table."""
    return [int(year) for year, rank in by_year(_rank_lead(printed, lead)) if rank == 1]


def _tell_net_ranks(context: Context, table: str) -> Iterator[str]:
    """In which years the lead was the largest net source, on the first basis with ranks; why there is none at all."""
    t = context.language
    for basis in context.build.bases:
        ranks = context.build.measure("rank", basis, "net", context.lead)
        leading = [year for year, rank in by_year(ranks) if rank == 1]
        count = t.numbers.amount(len(context.build.catalog.tables[table].columns))
        if len(leading) == len(ranks) > 0:
            yield t.ngettext(
                "Only for %(years)s%(where)s do all %(count)s sources have a figure: remittances were the largest.",
                "Only for %(years)s%(where)s do all %(count)s sources have a figure: remittances were the largest in "
                "each of these years.",
                len(leading),
                years=t.numbers.years(leading),
                where=write_where(context, basis),
                count=count,
            )
        elif leading:
            yield t.gettext(
                "Of the years in which all %(count)s sources have a figure today (%(all)s), they were the largest in "
                "%(years)s%(where)s.",
                all=t.numbers.years(year for year, _ in by_year(ranks)),
                years=t.numbers.years(leading),
                where=write_where(context, basis),
                count=count,
            )
        elif len(ranks):
            yield t.gettext(
                "Where all %(count)s sources have a figure today, they were never the largest; in %(last)s they ranked "
                "%(rank)s%(where)s.",
                rank=t.ordinal(int(ranks.iloc[-1])),
                last=t.numbers.year(ranks.index[-1]),
                where=write_where(context, basis),
                count=count,
            )
        if len(ranks):
            return
    wide = context.build.wide(table, context.build.bases[0])
    absent = [context.noun(str(name)) for name in wide.columns[wide.isna().all()]]
    if absent:
        yield t.gettext("No rank is given today: there is no figure for %(sources)s.", sources=t.numbers.listed(absent))


def _tell_turned(context: Context, table: str, name: str) -> Iterator[str]:
    """Since when a net amount that was positive in the last printed year is negative, for good."""
    t, basis, printed = context.language, context.build.bases[0], context.printed(table, name)
    values = context.build.wide(table, basis)[name].dropna()
    year = since(values < 0)
    if name == context.lead or year is None or not len(printed) or values.get(int(printed.index[-1]), -1.0) < 0:
        return
    newest = int(values.index[-1])
    yield t.gettext(
        "The net amount from %(source)s was negative in %(years)s, with a deficit of %(amount)s in %(newest)s.",
        source=context.noun(name),
        years=t.numbers.years(int(held) for held in values.index if held >= year),
        newest=t.numbers.year(newest),
        amount=write_dollars(context, -values[newest], CellOf(table, basis, name, newest)),
    )
