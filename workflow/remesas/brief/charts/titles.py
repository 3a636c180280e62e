"""Title figures by what they show: a finding, computed by rule; where there is none, the title names the content.

A finding of one basis names it, unless there is no other.
"""

from __future__ import annotations

from remesas.brief.charts.panels import find_far_larger, order_columns, read_measure, select_compared
from remesas.brief.context import Context
from remesas.brief.text.against_print import count_near
from remesas.brief.text.ranks import name_overtaken
from remesas.compare.evidence import CLOSE_PERCENT
from remesas.core.notes import marked
from remesas.core.rows import since


def title_exceeded(context: Context, table: str, basis: str) -> str:
    """Which sources the lead has overtaken for good, on a basis that the figure names."""
    t, entry = context.language, context.build.catalog.tables[table]
    overtaken = name_overtaken(context, table, basis) if context.lead in entry.columns else ""
    if not overtaken:
        return t.translate(entry.title)
    if entry.flow == "net":
        return t.gettext("Net of payments, remittances have exceeded %(sources)s", sources=overtaken)
    return t.gettext("Remittances have exceeded %(sources)s", sources=overtaken)


def title_amounts(context: Context, table: str) -> str:
    """Which net amounts have turned negative for good; else which sources the lead has overtaken."""
    t, basis, entry = context.language, context.build.bases[0], context.build.catalog.tables[table]
    turned = []
    for name in order_columns(context, table) if entry.flow == "net" else ():
        values = context.build.wide(table, basis)[name].dropna()
        first = since(values < 0)
        if first is not None and (values > 0).any():
            years = t.numbers.years(int(year) for year in values.index if year >= first)
            turned.append(t.gettext("%(source)s in %(years)s", source=context.noun(name), years=years))
    if turned:
        title = t.gettext("Net amounts have turned negative: %(sources)s", sources=t.numbers.listed(turned))
    else:
        title = title_exceeded(context, table, basis)
    return title if title == t.translate(entry.title) else name_basis(context, title, basis)


def title_article_years(context: Context, table: str) -> str:
    """For which columns most printed figures are given again, and for which most are not."""
    t, basis = context.language, context.build.bases[0]
    counts = {name: count_near(context, table, name, basis) for name in order_columns(context, table)}
    near = [context.noun(name) for name, (close, compared) in counts.items() if 2 * close > compared]
    far = [context.noun(name) for name, (close, compared) in counts.items() if 2 * close < compared]
    words = {"number": context.number_of(table), "close": t.numbers.percent(CLOSE_PERCENT, 0)}
    words |= {"near": t.numbers.listed(near), "far": t.numbers.listed(far)}
    if near and far:
        title = t.gettext(
            "Most figures that Table %(number)s prints for %(near)s are exact or within %(close)s, most of those for "
            "%(far)s are not",
            **words,
        )
    elif near:
        title = t.gettext(
            "Most figures that Table %(number)s prints for %(near)s are exact or within %(close)s", **words
        )
    elif far:
        title = t.gettext("Most figures that Table %(number)s prints for %(far)s are not within %(close)s", **words)
    else:
        return t.gettext("Table %(number)s as printed, and as today's sources give it", **words)
    return name_basis(context, title, basis)


def title_scale(context: Context) -> str:
    """How many times the lead the largest source is, and what share the lead has."""
    t, basis, parts, larger = context.language, context.build.bases[0], list[str](), False
    for table in context.build.catalog.tables:
        apart = find_far_larger(context, table)
        larger = larger or apart is not None
        if apart is not None and apart != context.lead and context.lead in context.build.catalog.tables[table].columns:
            pair = context.build.wide(table, basis)[[apart, context.lead]].dropna()
            if len(pair) and (pair.iloc[-1] > 0).all():
                parts.append(
                    t.gettext(
                        "In %(year)s earnings from %(source)s were %(times)s times remittances",
                        source=context.noun(apart),
                        times=t.numbers.amount(pair[apart].iloc[-1] / pair[context.lead].iloc[-1], 1),
                        year=t.numbers.year(pair.index[-1]),
                    )
                )
                break
    if parts:
        return name_basis(context, parts[0], basis)
    if larger:
        return t.gettext("The largest source, and the share of remittances")
    return t.gettext("The share of remittances in the sources")


def title_ranks(context: Context, table: str, basis: str) -> str:
    """How the rank of the lead has changed."""
    t, ranks = context.language, read_measure(context, "rank", basis, table)
    if not len(ranks):
        return t.gettext("Ranks among the sources")
    before, after = int(ranks.iloc[0]), int(ranks.iloc[-1])
    words = {"count": t.numbers.amount(len(context.build.catalog.tables[table].columns))}
    words |= {"before": t.ordinal(before), "first": t.numbers.year(ranks.index[0])}
    words |= {"after": t.ordinal(after), "last": t.numbers.year(ranks.index[-1])}
    if before == after:
        title = t.gettext(
            "Remittances rank %(after)s of %(count)s sources in %(last)s, as they did in %(first)s", **words
        )
    elif after < before:
        title = t.gettext(
            "Remittances rose from %(before)s of %(count)s sources in %(first)s to %(after)s in %(last)s", **words
        )
    else:
        title = t.gettext(
            "Remittances fell from %(before)s of %(count)s sources in %(first)s to %(after)s in %(last)s", **words
        )
    return name_basis(context, title, basis)


def title_relations(context: Context, table: str, column: str) -> str:
    """What the lead comes to by another source, by investment and in percent of GDP, each in its newest year."""
    t, basis, parts = context.language, context.build.bases[0], []
    for measure, phrase in {
        f"per_{column}": marked("%(times)s times earnings from %(source)s in %(year)s"),
        "per_investment": marked("%(times)s times foreign direct investment in %(year)s"),
        "percent_of_gdp": marked("%(share)s of GDP in %(year)s"),
    }.items():
        values = read_measure(context, measure, basis, table)
        if len(values):
            words = {"times": t.numbers.amount(values.iloc[-1], 1), "share": t.numbers.percent(values.iloc[-1])}
            words |= {"source": context.noun(column) if column else "", "year": t.numbers.year(values.index[-1])}
            parts.append(t.gettext(phrase, **words))
    if not parts:
        return t.gettext("Remittances against other earnings, investment and the economy")
    title = t.gettext("Remittances came to %(amounts)s", amounts=t.numbers.listed(parts))
    return name_basis(context, title, basis)


def title_constant(context: Context, table: str) -> str:
    """How far the lead at constant prices is from its highest."""
    t, basis = context.language, context.build.bases[0]
    values = read_measure(context, "constant_prices", basis, table)
    words = {"base": t.numbers.year(context.build.scope.price_base)}
    if not len(values):
        return t.gettext("Remittances at prices of %(base)s", **words)
    words |= {"year": t.numbers.year(values.index[-1]), "peak": t.numbers.year(str(values.idxmax()))}
    words |= {"size": t.numbers.percent(100 * (1 - values.iloc[-1] / values.max()))}
    if words["year"] == words["peak"]:
        title = t.gettext("At prices of %(base)s, remittances were never higher than in %(year)s", **words)
    else:
        title = t.gettext(
            "At prices of %(base)s, remittances of %(year)s were %(size)s below their highest, of %(peak)s", **words
        )
    return name_basis(context, title, basis)


def title_differences(context: Context) -> str:
    """How many regenerated figures lie near print, on all bases, and which lies farthest."""
    t, held = context.language, select_compared(context)
    if not len(held):
        return t.gettext("How far regenerated figures lie from print")
    farthest = held.iloc[int(held["difference_percent"].abs().to_numpy().argmax())]
    return t.gettext(
        "Of %(count)s regenerated figures %(near)s lie within %(close)s of print; the farthest is %(size)s off "
        "(%(source)s, %(year)s)",
        count=t.numbers.amount(len(held)),
        near=t.numbers.amount(int((held["difference_percent"].abs() <= CLOSE_PERCENT).sum())),
        close=t.numbers.percent(CLOSE_PERCENT, 0),
        size=t.numbers.percent(farthest["difference_percent"], signed=True),
        source=context.noun(farthest["indicator"]),
        year=t.numbers.year(farthest["time_period"]),
    )


def name_basis(context: Context, title: str, basis: str) -> str:
    """A title with the basis that it holds for, if there is another one."""
    if len(context.build.bases) == 1:
        return title
    return context.language.gettext("%(title)s (%(basis)s)", title=title, basis=context.basis(basis))


def tell_absent(context: Context, table: str, basis: str, years: tuple[int, int]) -> str:
    """Which sources of a table have no figure on a basis in these years, or begin after the article's."""
    t, shown = context.language, context.build.wide(table, basis).loc[years[0] : years[1]]
    names = order_columns(context, table)
    absent = [context.noun(name) for name in names if not shown[name].notna().any()]
    begins = {name: int(shown[name].dropna().index[0]) for name in names if shown[name].notna().any()}
    after = context.build.article_years[1] if len(context.build.comparison) else years[1]
    parts = [t.gettext("no figures for %(sources)s", sources=t.numbers.listed(absent))] if absent else []
    parts += [
        t.gettext("%(source)s from %(year)s on", source=context.noun(name), year=t.numbers.year(year))
        for name, year in begins.items()
        if year > after
    ]
    if not parts:
        return ""
    return t.gettext("%(basis)s: %(parts)s.", basis=context.basis(basis), parts=t.numbers.apart.join(parts))
