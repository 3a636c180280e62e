"""Plan the figures of the brief from the frames: titles, panels of lines and dots, sources, and how to read them.

Every panel carries its message as text, computed from the same values, for readers who do not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remesas.brief.charts.bars import BarPanel, draw_bars
from remesas.brief.charts.claims import evidence_panel, verdict_panel
from remesas.brief.charts.drawing import (
    Dot,
    DotPanel,
    Line,
    LinePanel,
    Tick,
    choose_logarithmic_axis,
    choose_ticks,
    draw_dots,
    draw_lines,
    list_points,
    render_svg,
    specify,
)
from remesas.brief.charts.values import Drawn, Figure, read_values
from remesas.brief.context import Context
from remesas.brief.text.claim_phrases import Phrases
from remesas.brief.text.claims import claims_sources
from remesas.build import BILLION, REMITTANCES, by_year, records, revisions
from remesas.compare.cells import CLOSE_PERCENT

Panel = LinePanel | DotPanel | BarPanel
APART = 4.0
"""A source whose largest amount is so many times that of any other is drawn in a panel of its own."""
NEARLY = 0.8
"""A basis with this share of the years of the fullest one may speak for it in a caption."""
NOTHING = pd.Series(dtype=float)
SHAPES = {
    "exact": ("circle", True),
    "close": ("circle", False),
    "explained": ("diamond", False),
    "unexplained": ("cross", True),
}
"""Mark of each class of the comparison with print, and whether it is filled."""


@dataclass(frozen=True)
class Plan:
    """A figure to be drawn: its title, its panels by name, the sources behind it, and how to read it."""

    name: str
    title: str
    panels: Mapping[str, Panel]
    sources: Sequence[str]
    reading: str = ""


# ---- figures ---------------------------------------------------------------------------------------------------------
def plan_tables(context: Context) -> Iterator[Plan]:
    """The amounts of each table, a panel a basis."""
    t, build = context.language, context.build
    newest = t.gettext("At the right: newest amounts.")
    for table, entry in build.catalog.tables.items():
        panels = {f"{table}-{basis}": amounts_panel(context, table, basis) for basis in build.bases}
        yield Plan(table, t.said(entry.title), panels, table_sources(context, [table]), newest)


def plan_scale(context: Context) -> Iterator[Plan]:
    """The source that dwarfs the others of its table, and the share of the lead, for each table that has them."""
    t, build = context.language, context.build
    panels: dict[str, Panel] = {}
    for table in build.catalog.tables:
        if (apart := far_larger_column(context, table)) is not None:
            panels[f"apart-{table}"] = apart_panel(context, table, apart)
        if has_measure(context, "share", table):
            number = context.number_of(table)
            share = t.gettext("Remittances, percent of the sources of Table %(number)s", number=number)
            panels[f"share-{table}"] = measure_panel(context, "share", table, share)
    tables = [name.partition("-")[2] for name in panels]
    title = t.gettext("On another scale: the largest source, and the share of remittances")
    yield Plan("apart", title, panels, table_sources(context, tables))


def plan_ranks(context: Context) -> Iterator[Plan]:
    """The ranks among the sources of each table."""
    t = context.language
    tables = [table for table, entry in context.build.catalog.tables.items() if len(entry.columns) > 1]
    reading = t.gettext("Only years in which every source has a figure.")
    panels = {f"ranks-{table}": rank_panel(context, table) for table in tables}
    yield Plan("ranks", t.gettext("Ranks among the sources"), panels, table_sources(context, tables), reading)


def plan_relations(context: Context) -> Iterator[Plan]:
    """The lead against other earnings and the economy."""
    t, table = context.language, lead_table(context)
    if table is None:
        return
    titles = {"per_oil": t.gettext("Remittances per dollar of oil and gas exports")}
    titles |= {"percent_of_gdp": t.gettext("Remittances, percent of GDP")}
    panels = {name: measure_panel(context, name, table, title, places=1) for name, title in titles.items()}
    title = t.gettext("Remittances against oil exports and the economy")
    yield Plan("relations", title, panels, all_sources(context))


def plan_real(context: Context) -> Iterator[Plan]:
    """The lead at constant prices, and its revisions."""
    t, table = context.language, lead_table(context)
    if table is None:
        return
    base = t.numbers.year(context.build.scope.price_base)
    constant = t.gettext("Remittances, US$ billion at prices of %(base)s", base=base)
    panels = {
        "constant_prices": measure_panel(context, "constant_prices", table, constant, scale=BILLION),
        "revisions": revision_panel(context),
    }
    title = t.gettext("Remittances at constant prices, and how they have been revised")
    yield Plan("real", title, panels, all_sources(context))


def plan_differences(context: Context) -> Iterator[Plan]:
    """How far the regenerated cells of each printed table lie from print."""
    t = context.language
    tables = [table for table in context.build.catalog.tables if table in context.build.printed]
    panels = {f"differences-{table}": difference_panel(context, table) for table in tables}
    title = t.gettext("How far regenerated figures lie from print")
    reading = t.gettext(
        "One mark a printed cell: filled circle exact, hollow circle close, diamond explained, cross unexplained. The "
        "scale is logarithmic on both sides of zero."
    )
    yield Plan("differences", title, panels, table_sources(context, tables), reading)


def plan_verdicts(context: Context) -> Iterator[Plan]:
    """How the statements of the article fare."""
    phrases, claims = Phrases(context), context.build.claims
    panels = {
        "verdicts-overall": verdict_panel(phrases, claims, context.style),
        "verdicts-evidence": evidence_panel(phrases, claims, context.style),
    }
    sources = [*printed_sources(context, context.build.catalog.tables), *claims_sources(claims)]
    yield Plan("verdicts", context.language.gettext("How the article's statements fare"), panels, sources)


FIGURES: Mapping[str, Callable[[Context], Iterable[Plan]]] = {
    "tables": plan_tables,
    "apart": plan_scale,
    "ranks": plan_ranks,
    "relations": plan_relations,
    "real": plan_real,
    "differences": plan_differences,
    "verdicts": plan_verdicts,
}
"""What plans the figures, in the order of the brief; a figure without a panel is left out."""


def plan_figures(context: Context) -> list[Plan]:
    """The figures of the brief in its order."""
    return [plan for make in FIGURES.values() for plan in make(context) if plan.panels]


def draw_figures(context: Context) -> list[Figure]:
    """The figures of the brief as its page takes them; the fonts must be registered."""
    t, figures = context.language, []
    for place, plan in enumerate(plan_figures(context), start=1):
        marked = any(line.marks for panel in plan.panels.values() for line in getattr(panel, "lines", ()))
        hollow = t.gettext("Hollow marks: print.") if marked else ""
        text = " ".join(filter(None, [*(panel.message for panel in plan.panels.values()), plan.reading, hollow]))
        drawn = tuple(draw_panel(context, name, panel) for name, panel in plan.panels.items())
        sources = context.providers(plan.sources)
        figures.append(Figure(plan.name, t.numbers.amount(place), plan.title, text, sources, drawn))
    return figures


def draw_panel(context: Context, name: str, panel: Panel) -> Drawn:
    """One chart: its specification, picture, message and values."""
    if isinstance(panel, LinePanel):
        chart = draw_lines(panel, context.style)
    else:
        chart = draw_dots(panel, context.style) if isinstance(panel, DotPanel) else draw_bars(panel, context.style)
    spec, values = specify(chart, panel.message), read_values(panel, context.language)
    return Drawn(name, spec, render_svg(spec, f"chart-{name}", panel.message), panel.message, values)


# ---- panels of lines -------------------------------------------------------------------------------------------------
def amounts_panel(context: Context, table: str, basis: str) -> LinePanel:
    """Amounts of the sources of a table on one basis, in US$ billion, printed values as marks."""
    t, build = context.language, context.build
    apart = far_larger_column(context, table)
    shown = [name for name in order_columns(context, table) if name != apart]
    wide = {name: build.wide(table, name)[shown] / BILLION for name in build.bases}
    printed = {name: printed_column(context, table, name) / BILLION for name in shown}
    lines = [column_line(context, name, wide[basis][name], printed[name], places=1) for name in shown]
    columns = [frame[name] for frame in wide.values() for name in shown]
    values = pd.concat([*columns, *printed.values()])
    title = t.gettext("%(basis)s, US$ billion", basis=context.basis(basis))
    held = wide[basis].dropna(how="all")
    message = no_figures(context, title)
    if len(held):
        amounts = [
            t.gettext(
                "%(source)s %(amount)s",
                source=t.noun(build.catalog.indicators[str(name)].label),
                amount=t.numbers.amount(value, 1),
            )
            for name, value in held.iloc[-1].dropna().sort_values(ascending=False).items()
        ]
        message = t.gettext(
            "%(basis)s, %(year)s (%(table)s, US$ billion): %(amounts)s.",
            basis=context.basis(basis),
            year=held.index[-1],
            table=table_name(context, table),
            amounts=t.numbers.listed(amounts),
        )
    return line_panel(context, title, message, lines, write_ticks(context, values, count=6))


def apart_panel(context: Context, table: str, name: str) -> LinePanel:
    """A source whose scale dwarfs the others of its table, on every basis."""
    values = {basis: context.build.wide(table, basis)[name] / BILLION for basis in context.build.bases}
    words = {"source": context.label(name), "table": table_name(context, table)}
    title = context.language.gettext("%(source)s (%(table)s), US$ billion", **words)
    return bases_panel(context, title, values, printed=printed_column(context, table, name) / BILLION)


def measure_panel(
    context: Context, measure: str, table: str, title: str, places: int = 0, scale: float = 1
) -> LinePanel:
    """A derived indicator of the lead on every basis."""
    values = {basis: read_measure(context, measure, basis, table) / scale for basis in context.build.bases}
    return bases_panel(context, title, values, places)


def bases_panel(
    context: Context, title: str, values: Mapping[str, pd.Series], places: int = 0, printed: pd.Series = NOTHING
) -> LinePanel:
    """Values of each basis that has some, by year; printed ones are marks on the first line."""
    t = context.language
    lines: list[Line] = []
    held: dict[str, pd.Series] = {}
    for position, basis in enumerate(context.build.bases):
        if values[basis].notna().any():
            label = t.short(context.build.catalog.bases[basis].short)
            marks = () if lines else tuple(by_year(printed.dropna()))
            lines.append(Line(label, context.style.of_basis(position), list_points(values[basis]), marks))
            held[basis] = values[basis].dropna()
    message = no_figures(context, title)
    if held:
        fullest = max(len(years) for years in held.values())
        basis, told = next((basis, years) for basis, years in held.items() if len(years) >= NEARLY * fullest)
        words: dict[str, Any] = {"title": title, "basis": context.basis(basis)}
        words |= {"first": told.index[0], "before": t.numbers.amount(told.iloc[0], 1)}
        words |= {"last": told.index[-1], "after": t.numbers.amount(told.iloc[-1], 1)}
        words |= {"peak": told.idxmax(), "most": t.numbers.amount(told.max(), 1)}
        if words["peak"] in (words["first"], words["last"]):
            message = t.gettext("%(title)s: %(before)s in %(first)s, %(after)s in %(last)s (%(basis)s).", **words)
        else:
            message = t.gettext(
                "%(title)s: %(before)s in %(first)s, %(after)s in %(last)s, highest in %(peak)s with %(most)s "
                "(%(basis)s).",
                **words,
            )
    return line_panel(context, title, message, lines, places=places)


def revision_panel(context: Context) -> LinePanel:
    """By how much each older vintage of the lead's series differs from the one in use, in percent."""
    t, revised = context.language, revisions(context.build)
    title = t.gettext("Remittances: newest vintage against older ones, percent")
    lines, parts = [], []
    for position, (vintage, values) in enumerate(revised.items()):
        lines.append(Line(t.vintage(vintage), context.style.of_basis(position), list_points(values)))
        if len(values):
            year, size = max(by_year(values), key=lambda item: abs(item[1]))
            parts.append(
                t.gettext(
                    "Against the vintage of %(vintage)s the largest revision is %(size)s, for %(year)s.",
                    vintage=t.vintage(vintage),
                    year=year,
                    size=t.numbers.percent(size, signed=True),
                )
            )
    return line_panel(context, title, " ".join(parts) or no_figures(context, title), lines)


def rank_panel(context: Context, table: str) -> LinePanel:
    """Ranks of the sources of a table on the basis that has most complete years."""
    t, build, names = context.language, context.build, order_columns(context, table)
    told = lead_of(context) if lead_of(context) in names else names[0]
    basis = max(build.bases, key=lambda basis: len(read_measure(context, "rank", basis, table, told)))
    ranks = {name: read_measure(context, "rank", basis, table, name) for name in names}
    printed = build.printed.get(table, pd.DataFrame()).rank(axis=1, ascending=False, method="min").get(told, NOTHING)
    lines = [column_line(context, name, ranks[name], printed if name == told else NOTHING) for name in names]
    title = t.gettext("Rank in %(table)s (%(basis)s)", table=table_name(context, table), basis=context.basis(basis))
    message = no_figures(context, title)
    if len(ranks[told]):
        message = t.gettext(
            "%(title)s: %(source)s %(before)s in %(first)s and %(after)s in %(last)s.",
            title=title,
            source=t.noun(build.catalog.indicators[told].label),
            before=t.ordinal(int(ranks[told].iloc[0])),
            first=ranks[told].index[0],
            after=t.ordinal(int(ranks[told].iloc[-1])),
            last=ranks[told].index[-1],
        )
    ticks = tuple((float(rank), t.numbers.amount(rank)) for rank in range(1, len(names) + 1))
    return line_panel(context, title, message, lines, ticks, domain=(0.6, len(names) + 0.4), down=True)


# ---- panels of dots --------------------------------------------------------------------------------------------------
def difference_panel(context: Context, table: str) -> DotPanel:
    """Every printed cell's difference from print, in percent: one row a column and basis."""
    t, build, bases = context.language, context.build, context.build.bases
    cells = build.comparison[build.comparison["table"] == table]
    held = cells.dropna(subset=["difference_percent"])
    columns = [name for name in build.catalog.tables[table].columns if name in set(cells["indicator"])]
    rows = [(name, basis) for name in columns for basis in bases]
    dots = tuple(
        Dot(
            rows.index((row.indicator, row.basis)),
            float(row.difference_percent),
            *SHAPES[str(kind)],
            context.style.of_basis(bases.index(str(row.basis))).colour,
            int(row.time_period),
        )
        for row, kind in zip(records(held), held["class"], strict=True)
    )
    labels = tuple(
        (context.short(name) if basis == bases[0] else "", t.short(build.catalog.bases[basis].short))
        for name, basis in rows
    )
    title = t.gettext("%(table)s: difference from print, percent", table=table_name(context, table))
    message = t.ngettext(
        "%(title)s: of %(count)s difference, %(near)s is within %(close)s of print.",
        "%(title)s: of %(count)s differences, %(near)s are within %(close)s of print.",
        len(held),
        title=title,
        count=t.numbers.amount(len(held)),
        near=t.numbers.amount(int((held["difference_percent"].abs() <= CLOSE_PERCENT).sum())),
        close=t.numbers.percent(CLOSE_PERCENT, 0),
    )
    values, domain = choose_logarithmic_axis(list(held["difference_percent"]))
    ticks = tuple((value, t.numbers.amount(value, signed=True)) for value in values)
    return DotPanel(title, message, labels, dots, ticks, domain)


# ---- parts of panels -------------------------------------------------------------------------------------------------
def line_panel(
    context: Context, title: str, message: str, lines: Sequence[Line], ticks: Sequence[Tick] = (), places: int = 0,
    **look: Any,
) -> LinePanel:  # fmt: skip
    """A panel over the years of the tables, those of the article shaded; its axis fits its lines unless it is given."""
    t, build = context.language, context.build
    period = build.article_years if len(build.comparison) else None
    values = pd.Series([value for line in lines for _, value in (*line.points, *line.marks)], dtype=float)
    return LinePanel(
        title, message, tuple(lines), tuple(ticks or write_ticks(context, values, places)), build.years, period,
        t.gettext("Article: %(years)s", years=t.numbers.span(*period)) if period else "", **look,
    )  # fmt: skip


def write_ticks(context: Context, values: pd.Series, places: int = 0, count: int = 5) -> tuple[Tick, ...]:
    """Round values from 0 over all values, or over 0 if these lie on both sides of it, with the decimals they need."""
    held = [0.0, *values.dropna()]
    ticks = choose_ticks(min(held), max(held), count)
    needed = next(places for places in range(10) if all(abs(tick - round(tick, places)) < 1e-9 for tick in ticks))
    return tuple((tick, context.language.numbers.amount(tick, max(places, needed))) for tick in ticks)


def column_line(context: Context, name: str, values: pd.Series, printed: pd.Series, places: int = 0) -> Line:
    """The line of a column in its own style, its label with the newest value."""
    held, label = values.dropna(), context.short(name)
    newest = context.language.numbers.amount(held.iloc[-1], places) if len(held) else ""
    style = context.style.of_series(list(context.build.catalog.indicators).index(name))
    return Line(f"{label} {newest}", style, list_points(values), tuple(by_year(printed.dropna())), label)


def order_columns(context: Context, table: str) -> list[str]:
    """The columns of a table in the order of the catalog's indicators, so that charts of all tables draw them alike."""
    return sorted(context.build.catalog.tables[table].columns, key=list(context.build.catalog.indicators).index)


def far_larger_column(context: Context, table: str) -> str | None:
    """The source that dwarfs all others of a table, if there is one."""
    largest = pd.concat([context.build.wide(table, basis).abs().max() for basis in context.build.bases], axis=1)
    order = largest.max(axis=1).dropna().sort_values(ascending=False)
    return str(order.index[0]) if len(order) > 1 and order.iloc[0] > APART * order.iloc[1] else None


def table_name(context: Context, table: str) -> str:
    """A table as titles and captions name it: its number, and its flow."""
    t, number = context.language, context.number_of(table)
    names = {
        "gross": t.pgettext("in a title", "Table %(number)s, gross", number=number),
        "net": t.pgettext("in a title", "Table %(number)s, net", number=number),
    }
    return names.get(
        context.build.catalog.tables[table].flow, t.pgettext("in a title", "Table %(number)s", number=number)
    )


def no_figures(context: Context, title: str) -> str:
    """The message of a chart that has nothing to show."""
    return context.language.gettext("%(title)s: no figures on any basis.", title=title)


# ---- sources ---------------------------------------------------------------------------------------------------------
def table_sources(context: Context, tables: Iterable[str]) -> list[str]:
    """The sources of the cells of some tables, and those of their printed columns."""
    held = [source for table in tables for source in context.sources_in(context.build.tables[table])]
    return [*dict.fromkeys(held), *printed_sources(context, tables)]


def printed_sources(context: Context, tables: Iterable[str]) -> list[str]:
    """The sources that the printed columns of some tables come from."""
    printed = [name for table in tables for name in context.build.catalog.tables[table].printed.values()]
    return sorted({reference.split(":")[0] for reference in printed})


def all_sources(context: Context) -> list[str]:
    """The sources of all series that the bases of the brief refer to."""
    return list(dict.fromkeys(reference.split(":")[0] for reference, _ in context.build.references))


# ---- what a build holds of a table: to become part of Context and Build ----------------------------------------------
def lead_of(context: Context) -> str:
    """The indicator that the brief is about."""
    return REMITTANCES


def lead_table(context: Context) -> str | None:
    """The first table with a column of the lead."""
    return next(
        (name for name, table in context.build.catalog.tables.items() if lead_of(context) in table.columns), None
    )


def printed_column(context: Context, table: str, name: str) -> pd.Series:
    """What the article prints of a column, by year; empty if it prints nothing."""
    return context.build.printed.get(table, pd.DataFrame()).get(name, NOTHING).dropna()


def read_measure(context: Context, measure: str, basis: str, table: str, name: str = "") -> pd.Series:
    """A derived indicator of a column of a table (of the lead, if none is named) by year."""
    flow = context.build.catalog.tables[table].flow
    return context.build.measure(measure, basis, flow, name or lead_of(context))


def has_measure(context: Context, measure: str, table: str) -> bool:
    """Whether any basis has a derived indicator of the lead of a table."""
    return any(len(read_measure(context, measure, basis, table)) for basis in context.build.bases)
