"""Tell the amounts of the lead column: its newest level and its growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from remesas.brief.contents import PRINT
from remesas.brief.context import Context
from remesas.brief.text.cells import CellOf, write_billions, write_percent
from remesas.catalog.entries import Flow
from remesas.core.notes import SEPARATOR, list_new


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
        words |= {
            "last": t.numbers.year(last),
            "before": write_billions(context, values[last], CellOf(table, basis, lead, last)),
            "ratio": context.number(
                t.numbers.amount(ratio, 1), ratio, context.provenances.of_ratio(table, basis, lead, (last, year))
            ),
        }
        breaks = find_breaks(context, basis, last, year)
        if breaks:
            yield t.gettext(
                "%(country)s received US$%(amount)s billion in remittances in %(year)s, %(ratio)s times the "
                "US$%(before)s billion of %(last)s (%(basis)s); the series breaks in %(breaks)s.",
                **words,
                breaks=t.numbers.years(breaks),
            )
        else:
            yield t.gettext(
                "%(country)s received US$%(amount)s billion in remittances in %(year)s, %(ratio)s times the "
                "US$%(before)s billion of %(last)s (%(basis)s).",
                **words,
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
            "In percent of GDP they came to %(after)s in %(last)s, after %(before)s in %(first)s (%(basis)s; GDP: "
            "%(provider)s).",
            basis=context.basis(basis),
            provider=context.providers_of("gdp"),
            after=write_percent(context, share[last], "percent_of_gdp", basis, flow, last),
            last=t.numbers.year(last),
            before=write_percent(context, share[first], "percent_of_gdp", basis, flow, first),
            first=t.numbers.year(first),
        )


def find_breaks(context: Context, basis: str, first: int, last: int) -> list[int]:
    """The years after a first one, up to a last one, in which the lead's series has another level (status B)."""
    if context.lead_table is None:
        return []
    status = context.build.wide(context.lead_table, basis, "obs_status")[context.lead]
    return [year for year in range(first + 1, last + 1) if status.get(year) == "B"]


def tell_growth(context: Context) -> Iterator[str]:
    """Compound growth of the lead over each span, on the first basis that has it, and what lies across a break."""
    if context.lead_table is None:
        return
    t, flow = context.language, context.build.catalog.tables[context.lead_table].flow
    crossed: dict[tuple[str, int], None] = {}
    for span, basis in sorted(_choose_spans(context, flow).items()):
        rate = context.build.measure("compound_growth", basis, flow, context.lead)[span]
        first, last = map(int, span.split("/"))
        words = {
            "first": t.numbers.year(first),
            "last": t.numbers.year(last),
            "basis": context.basis(basis),
            "rate": write_percent(context, rate, "compound_growth", basis, flow, span),
        }
        breaks = find_breaks(context, basis, first, last)
        if breaks:
            crossed |= dict.fromkeys((basis, year) for year in breaks)
            yield t.gettext(
                "From %(first)s to %(last)s remittances grew by %(rate)s a year on average (%(basis)s); the series "
                "breaks in %(breaks)s.",
                **words,
                breaks=t.numbers.years(breaks),
            )
        else:
            yield t.gettext(
                "From %(first)s to %(last)s remittances grew by %(rate)s a year on average (%(basis)s).", **words
            )
    yield from _tell_breaks(context, crossed)


def _choose_spans(context: Context, flow: Flow) -> dict[str, str]:
    """The spans of growth, each with the first basis that has a rate; one end ``newest`` gives one span."""
    spans: dict[str, str] = {}
    newest = {str(context.build.newest(basis)) for basis in context.build.bases}
    for basis in context.build.bases:
        for span in map(str, context.build.measure("compound_growth", basis, flow, context.lead).index):
            first, last = span.split("/")
            known = {span} | ({f"{first}/{year}" for year in newest} if last in newest else set())
            if not known & set(spans):
                spans[span] = basis
    return spans


def _tell_breaks(context: Context, crossed: Iterable[tuple[str, int]]) -> Iterator[str]:
    """What changed in the years of breaks: part of the growth across them."""
    t, reasons = context.language, {}
    for basis, year in crossed:
        notes = context.build.wide(str(context.lead_table), basis, "note")[context.lead]
        new = list_new(str(notes[year]), str(notes.get(year - 1, "")))
        reasons[year] = context.translate_note(SEPARATOR.join(new))
    told = [
        t.gettext("%(year)s: %(reason)s", year=t.numbers.year(year), reason=reason)
        for year, reason in sorted(reasons.items())
    ]
    if told:
        yield t.gettext(
            "Where a series breaks, part of the growth is a change of what is counted (%(reasons)s).",
            reasons=t.numbers.apart.join(told),
        )
