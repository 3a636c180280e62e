"""Tell the amounts of the lead column: its newest level and its growth."""

from __future__ import annotations

from collections.abc import Iterator

from remesas.brief.contents import PRINT
from remesas.brief.context import Context
from remesas.brief.text.cells import CellOf, write_billions, write_percent
from remesas.catalog.entries import Flow


def tell_level(context: Context) -> Iterator[str]:
    """The newest amount, against the last printed one, the year before, and GDP."""
    table = context.lead_table
    if table is None:
        return
    t, lead, basis = context.language, context.lead, context.build.bases[0]
    flow = context.build.catalog.tables[table].flow
    values = context.build.wide(table, basis)[lead].dropna()
    if not len(values):
        return
    year, amount = int(values.index[-1]), float(values.iloc[-1])
    words = {
        "country": t.translate(context.build.country.name),
        "year": t.numbers.year(year),
        "basis": context.basis(basis),
        "amount": write_billions(context, amount, CellOf(table, basis, lead, year)),
    }
    printed = context.printed(table, lead)
    last = int(printed.index[-1]) if len(printed) else year
    if last in values.index and last < year:
        ratio = amount / float(values[last])
        yield t.gettext(
            "%(country)s received US$%(amount)s billion in remittances in %(year)s, %(ratio)s times the "
            "US$%(before)s billion of %(last)s (%(basis)s).",
            **words,
            last=t.numbers.year(last),
            before=write_billions(context, values[last], CellOf(table, basis, lead, last)),
            ratio=context.number(
                t.numbers.amount(ratio, 1), ratio, context.provenances.of_ratio(table, basis, lead, (last, year))
            ),
        )
    else:
        yield t.gettext("%(country)s received US$%(amount)s billion in remittances in %(year)s (%(basis)s).", **words)
    yield from _tell_change(context, basis, flow, year)
    yield from _tell_percent_of_gdp(context, basis, flow)
    if len(printed):
        yield t.gettext(
            "For %(last)s the article prints US$%(printed)s billion.",
            last=t.numbers.year(last),
            printed=write_billions(context, float(printed.iloc[-1]), CellOf(table, PRINT, lead, last)),
        )


def _tell_change(context: Context, basis: str, flow: Flow, year: int) -> Iterator[str]:
    """Growth in the newest year."""
    t = context.language
    growth = context.build.measure("growth", basis, flow, context.lead)
    if year not in growth.index:
        return
    size = write_percent(context, abs(growth[year]), "growth", basis, flow, year)
    if growth[year] > 0:
        yield t.gettext("That is %(size)s more than the year before.", size=size)
    elif growth[year] < 0:
        yield t.gettext("That is %(size)s less than the year before.", size=size)


def _tell_percent_of_gdp(context: Context, basis: str, flow: Flow) -> Iterator[str]:
    """Percent of GDP, first and newest year."""
    t = context.language
    share = context.build.measure("percent_of_gdp", basis, flow, context.lead)
    if len(share) > 1:
        first, last = int(share.index[0]), int(share.index[-1])
        yield t.gettext(
            "In percent of GDP they came to %(after)s in %(last)s, after %(before)s in %(first)s (%(basis)s).",
            basis=context.basis(basis),
            after=write_percent(context, share[last], "percent_of_gdp", basis, flow, last),
            last=t.numbers.year(last),
            before=write_percent(context, share[first], "percent_of_gdp", basis, flow, first),
            first=t.numbers.year(first),
        )


def tell_growth(context: Context) -> Iterator[str]:
    """Compound growth of the lead over each span, on the first basis that has it."""
    if context.lead_table is None:
        return
    t, flow = context.language, context.build.catalog.tables[context.lead_table].flow
    spans: dict[str, str] = {}
    for basis in context.build.bases:
        for span in context.build.measure("compound_growth", basis, flow, context.lead).index:
            first, last = str(span).split("/")
            if not any(known.split("/")[0] == first for known in spans):
                spans[f"{first}/{last}"] = basis
    for span, basis in sorted(spans.items()):
        rate = context.build.measure("compound_growth", basis, flow, context.lead)[span]
        first, last = span.split("/")
        yield t.gettext(
            "From %(first)s to %(last)s remittances grew by %(rate)s a year on average (%(basis)s).",
            first=t.numbers.year(first),
            last=t.numbers.year(last),
            basis=context.basis(basis),
            rate=write_percent(context, rate, "compound_growth", basis, flow, span),
        )
