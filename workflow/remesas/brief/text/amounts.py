"""Tell the amounts of the lead column: its newest level and its growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.text.cells import CellOf, write_dollars, write_percent, write_where

LEAP = 3
"""An amount this many times the year before, or so small a part of it, may be one of another concept."""


def tell_level(context: Context) -> Iterator[str]:
    """The newest amount against the last printed year's, and against GDP."""
    table, values = context.lead_table, context.lead_values
    if table is None or not len(values):
        return
    t, lead, basis = context.language, context.lead, context.build.bases[0]
    flow = context.build.catalog.tables[table].flow
    year, amount = int(values.index[-1]), float(values.iloc[-1])
    words = {
        "country": context.phrase(context.build.scope.ref_area).alone,
        "year": t.numbers.year(year),
        "amount": write_dollars(context, amount, CellOf(table, basis, lead, year)),
    }
    printed = context.printed(table, lead)
    last = int(printed.index[-1]) if len(printed) else year
    if last in values.index and last < year:
        ratio = amount / float(values[last])
        words |= {
            "last": t.numbers.year(last),
            "before": write_dollars(context, values[last], CellOf(table, basis, lead, last)),
            "ratio": context.number(
                t.numbers.amount(ratio, 1), ratio, context.provenances.of_ratio(table, basis, lead, (last, year))
            ),
        }
        breaks = find_breaks(context, basis, last, year)
        if breaks:
            yield t.gettext(
                "In %(year)s %(country)s received %(ratio)s times as much in remittances as in %(last)s, the "
                "article's last year (%(before)s, at current prices); the series breaks in %(breaks)s.",
                **words,
                breaks=t.numbers.years(breaks),
            )
        else:
            yield t.gettext(
                "In %(year)s %(country)s received %(ratio)s times as much in remittances as in %(last)s, the "
                "article's last year (%(before)s, at current prices).",
                **words,
            )
    else:
        yield t.gettext("In %(year)s %(country)s received %(amount)s in remittances.", **words)
    told, share = {last, year}, context.build.measure("percent_of_gdp", basis, flow, context.lead)
    if len(share) > 1:  # percent of GDP, first and newest year
        first, last = int(share.index[0]), int(share.index[-1])
        told |= {first, last}
        yield t.gettext(
            "They were %(before)s of GDP in %(first)s and %(after)s in %(last)s, the newest year with a figure for GDP "
            "(%(provider)s).",
            provider=context.providers_of("gdp"),
            after=write_percent(context, share[last], "percent_of_gdp", basis, flow, last),
            last=t.numbers.year(last),
            before=write_percent(context, share[first], "percent_of_gdp", basis, flow, first),
            first=t.numbers.year(first),
        )
    yield from _tell_doubtful(context, _find_marked(context, basis, told & set(values.index), "U"))


def find_breaks(context: Context, basis: str, first: int, last: int) -> list[int]:
    """The years after a first one, up to a last one, in which the lead's series has another level (status B)."""
    return _find_marked(context, basis, range(first + 1, last + 1), "B")


def find_leaps(context: Context, basis: str, first: int, last: int) -> list[int]:
    """The years after a first one, up to a last one, in which the lead came to many times the year before, or a part.

    The year of a declared break is none: of that it is said what changed.
    """
    if context.lead_table is None:
        return []
    flow = context.build.catalog.tables[context.lead_table].flow
    growth = context.build.measure("growth", basis, flow, context.lead) / 100 + 1
    years = growth.index[(growth > LEAP) | (growth < 1 / LEAP)]
    return [
        year
        for year in map(int, years)
        if first < year <= last and year not in find_breaks(context, basis, first, last)
    ]


def _find_marked(context: Context, basis: str, years: Iterable[int], mark: str) -> list[int]:
    """The years of the lead with a status."""
    if context.lead_table is None:
        return []
    status = context.build.wide(context.lead_table, basis, "obs_status")[context.lead]
    return [year for year in years if status.get(year) == mark]


def _tell_doubtful(context: Context, years: Iterable[int]) -> Iterator[str]:
    """Of which years of a sentence the figure is doubtful."""
    if found := sorted(set(years)):
        t = context.language
        yield t.gettext(
            "A check of the data fails: the figures of these years are doubtful (%(years)s).",
            years=t.numbers.years(found),
        )


def tell_growth(context: Context) -> Iterator[str]:
    """Compound growth of the lead over each span, on the first basis that has it, and what lies inside it.

    Told of are breaks, and first years whose figure has another source than the last year's. A span that ends in the
    year of a break is not told: its last step is the change of what is counted.
    """
    if context.lead_table is None:
        return
    t, flow = context.language, context.build.catalog.tables[context.lead_table].flow
    told, crossed, leaps, doubtful, borrowed, fell = [], set(), set(), set(), set(), False
    for span, basis in sorted(_choose_spans(context, flow).items()):
        rate = context.build.measure("compound_growth", basis, flow, context.lead)[span]
        first, last = map(int, span.split("/"))
        breaks = find_breaks(context, basis, first, last)
        if last in breaks:
            continue
        words = {
            "first": t.numbers.year(first),
            "last": t.numbers.year(last),
            "rate": write_percent(context, rate, "compound_growth", basis, flow, span),
            "where": write_where(context, basis),
        }
        fell = fell or rate < 0
        told.append(t.gettext("%(rate)s a year from %(first)s to %(last)s%(where)s", **words))
        crossed |= set(breaks)
        leaps |= set(find_leaps(context, basis, first, last))
        doubtful |= set(_find_marked(context, basis, range(first, last + 1), "U"))
        source = context.build.wide(context.lead_table, basis, "source")[context.lead]
        if source.get(first) != source.get(last):
            borrowed.add((first, source[first]))
    rates = Markup(t.numbers.listed(told))
    if told and fell:
        yield t.gettext("Average growth of remittances: %(rates)s.", rates=rates)
    elif told:
        yield t.gettext("On average remittances grew by %(rates)s.", rates=rates)
    for year, source in sorted(borrowed):
        yield t.gettext(
            "The figure of %(year)s is from another source (%(provider)s) than later ones.",
            year=t.numbers.year(year),
            provider=context.providers(source.split("; ")),
        )
    if crossed:
        yield t.gettext(
            "Part of the growth across %(breaks)s, where the series breaks, is a change of what is counted.",
            breaks=t.numbers.years(sorted(crossed)),
        )
    if leaps:
        yield t.gettext(
            "In %(years)s the amount changed more than threefold within a year, which can be a change of what is "
            "counted.",
            years=t.numbers.years(sorted(leaps)),
        )
    yield from _tell_doubtful(context, doubtful)


def _choose_spans(context: Context, flow: str) -> dict[str, str]:
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
