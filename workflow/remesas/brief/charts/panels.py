"""Make panels of lines and of dots from the frames of a build.

Every panel carries its message as text, computed from the same values, for readers who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import pandas as pd

from remesas.brief.charts.drawing import (
    Dot,
    DotPanel,
    Line,
    LinePanel,
    Tick,
    list_points,
)
from remesas.brief.charts.room import choose_ticks
from remesas.brief.context import Context
from remesas.brief.text.cells import is_in_millions
from remesas.brief.words.labels import units
from remesas.build import BILLION
from remesas.compare.cells import NOT_COMPARED
from remesas.compare.evidence import CLOSE_PERCENT
from remesas.core.rows import by_year, records
from remesas.core.units import MONEY
from remesas.revisions.series import measure_lead_revisions

APART = 4.0
"""A source whose largest amount is so many times that of any other is drawn in a panel of its own."""
NOTICEABLE = 0.05
"""From how many percent on a revision shows in a number with one decimal."""
NEARLY = 0.8
"""A basis with this share of the years of the fullest one may speak for it in a caption."""
TINY = 100.0
"""Amounts of which the largest is smaller, in US$ million, are drawn with two decimals."""
FAR_MORE = 10.0
"""Beside a source to which the lead mostly comes to more times than these, its course is not drawn."""
ROOM = 5
"""An axis leaves out years at its ends in which no line has a figure, if they are so many."""
NOTHING = pd.Series(dtype=float)
SHAPES = {
    "exact": ("circle", True),
    "close": ("circle", False),
    "explained": ("diamond", False),
    "unexplained": ("M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8", False),
}
"""Mark of each class of the comparison with print, as tables have it, and whether it is filled."""
FOUR_ABREAST, LOW = 0.5, 94
"""How wide a panel is beside three others, and how many pixels high."""


# ---- panels of lines -------------------------------------------------------------------------------------------------
def chart_amounts(context: Context, table: str, basis: str) -> LinePanel:
    """Amounts of the sources of a table on one basis, year by year."""
    t, build = context.language, context.build
    apart = find_far_larger(context, table)
    shown = [name for name in order_columns(context, table) if name != apart]
    scale, places, unit = choose_unit(context, table)
    wide = {name: build.wide(table, name)[shown] / scale for name in build.bases}
    held = wide[basis].dropna(how="all")
    last = build.newest(basis) if len(held) else 0  # of any table: the years of the axis are those of all
    lines = [make_column_line(context, name, wide[basis][name], places=places, last=last) for name in shown]
    values = pd.concat([frame[name] for frame in wide.values() for name in shown])
    title = t.gettext("%(basis)s, %(unit)s", basis=context.basis(basis), unit=unit)
    message = tell_no_figures(context, title)
    if len(held):
        amounts = [
            t.gettext("%(source)s %(amount)s", source=context.noun(str(name)), amount=t.numbers.amount(value, places))
            for name, value in held.iloc[-1].dropna().sort_values(ascending=False).items()
        ]
        message = t.gettext(
            "%(basis)s, %(year)s (%(table)s, %(unit)s): %(amounts)s.",
            unit=unit,
            basis=context.basis(basis),
            year=held.index[-1],
            table=name_table(context, table),
            amounts=t.numbers.listed(amounts),
        )
    return make_line_panel(context, title, message, lines, write_ticks(context, values, count=6))


def chart_column_apart(context: Context, table: str, name: str) -> LinePanel:
    """A source whose scale dwarfs the others of its table, on every basis."""
    scale, _, unit = choose_unit(context, table)
    values = {basis: context.build.wide(table, basis)[name] / scale for basis in context.build.bases}
    words = {"source": context.label(name), "table": name_table(context, table), "unit": unit}
    title = context.language.gettext("%(source)s (%(table)s), %(unit)s", **words)
    return chart_by_basis(context, title, values)


def chart_measure(
    context: Context, measure: str, table: str, title: str, places: int = 0, scale: float = 1
) -> LinePanel:
    """A derived indicator of the lead on every basis."""
    values = {basis: read_measure(context, measure, basis, table) / scale for basis in context.build.bases}
    return chart_by_basis(context, title, values, places)


def chart_by_basis(context: Context, title: str, values: Mapping[str, pd.Series], places: int = 0) -> LinePanel:
    """Values of each basis that has some, by year."""
    t = context.language
    lines: list[Line] = []
    held: dict[str, pd.Series] = {}
    for position, basis in enumerate(context.build.bases):
        if values[basis].notna().any():
            label = t.short(context.build.catalog.bases[basis].short)
            lines.append(Line(label, context.style.of_basis(position), list_points(values[basis])))
            held[basis] = values[basis].dropna()
    message = tell_no_figures(context, title)
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
    return make_line_panel(context, title, message, lines, places=places)


def chart_revisions(context: Context) -> LinePanel | None:
    """By how many percent older vintages of the lead's series differ from the one in use, if any does noticeably."""
    t, revised = context.language, measure_lead_revisions(context.build)
    if not any((values.abs() >= NOTICEABLE).any() for values in revised.values()):
        return None
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
    return make_line_panel(context, title, " ".join(parts) or tell_no_figures(context, title), lines)


def chart_ranks(context: Context, table: str, basis: str) -> LinePanel:
    """Ranks of the sources of a table on a basis."""
    t, build, names = context.language, context.build, order_columns(context, table)
    told = context.lead
    ranks = {name: read_measure(context, "rank", basis, table, name) for name in names}
    printed = build.printed.get(table, pd.DataFrame()).rank(axis=1, ascending=False, method="min").get(told, NOTHING)
    lines = [make_column_line(context, name, ranks[name], printed if name == told else NOTHING) for name in names]
    title = t.gettext("Rank in %(table)s (%(basis)s)", table=name_table(context, table), basis=context.basis(basis))
    message = tell_no_figures(context, title)
    if len(ranks[told]):
        message = t.gettext(
            "%(title)s: %(source)s %(before)s in %(first)s and %(after)s in %(last)s.",
            title=title,
            source=context.noun(told),
            before=t.ordinal(int(ranks[told].iloc[0])),
            first=ranks[told].index[0],
            after=t.ordinal(int(ranks[told].iloc[-1])),
            last=ranks[told].index[-1],
        )
    ticks = tuple((float(rank), t.numbers.amount(rank)) for rank in range(1, len(names) + 1))
    return make_line_panel(context, title, message, lines, ticks, domain=(0.6, len(names) + 0.4), down=True)


# ---- panels of dots --------------------------------------------------------------------------------------------------
def chart_differences(context: Context, table: str) -> dict[str, DotPanel]:
    """The difference from print of every cell that is comparable, in percent: a panel a column and basis, by its name.

    A title names the basis if more than one has such cells.
    """
    build = context.build
    cells = select_compared(context)
    cells = cells[cells["table"] == table]
    pairs = list(product(build.catalog.tables[table].columns, build.bases))
    held = {pair: cells[(cells["indicator"] == pair[0]) & (cells["basis"] == pair[1])] for pair in pairs}
    return {
        f"differences-{table}-{name}-{basis}": _make_dot_panel(context, table, name, basis, rows)
        for (name, basis), rows in held.items()
        if len(rows)
    }


def select_compared(context: Context) -> pd.DataFrame:
    """The cells of the comparison that measure what print does, with their difference in percent."""
    cells = context.build.comparison
    return cells[~cells["class"].isin(NOT_COMPARED)].dropna(subset=["difference_percent"])


def _make_dot_panel(context: Context, table: str, name: str, basis: str, cells: pd.DataFrame) -> DotPanel:
    t, build, values = context.language, context.build, cells["difference_percent"]
    words = {"source": context.short(name), "table": t.pgettext("in a title", "Table %(number)s",
             number=context.number_of(table))}  # fmt: skip
    title = t.gettext("%(source)s (%(table)s)", **words)
    if select_compared(context)["basis"].nunique() > 1:
        words |= {"basis": t.short(build.catalog.bases[basis].short)}
        title = t.gettext("%(source)s (%(table)s, %(basis)s)", **words)
    farthest = t.numbers.percent(max(values, key=abs), 1, signed=True)
    message = t.ngettext(
        "%(title)s: of %(count)s difference from print, %(near)s is within %(close)s; the farthest is %(size)s.",
        "%(title)s: of %(count)s differences from print, %(near)s are within %(close)s; the farthest is %(size)s.",
        len(cells),
        title=title,
        count=t.numbers.amount(len(cells)),
        near=t.numbers.amount(int((values.abs() <= CLOSE_PERCENT).sum())),
        close=t.numbers.percent(CLOSE_PERCENT, 0),
        size=farthest,
    )
    dots = tuple(
        Dot(int(row.time_period), float(row.difference_percent), *SHAPES[str(kind)])
        for row, kind in zip(records(cells), cells["class"], strict=True)
    )
    colour = context.style.of_basis(build.bases.index(basis)).colour
    ticks = write_ticks(context, values, count=3)
    return DotPanel(title, message, dots, ticks, build.article_years, colour, farthest, FOUR_ABREAST, LOW)


# ---- parts of panels -------------------------------------------------------------------------------------------------
def make_line_panel(
    context: Context, title: str, message: str, lines: Sequence[Line], ticks: Sequence[Tick] = (), places: int = 0,
    **look: Any,
) -> LinePanel:  # fmt: skip
    """A panel over the years of the tables, those of the article shaded; its axis fits its lines unless it is given."""
    t, build = context.language, context.build
    period = build.article_years if len(build.comparison) else None
    values = pd.Series([value for line in lines for _, value in (*line.points, *line.marks)], dtype=float)
    years = build.years if period else find_years(lines, build.years)
    return LinePanel(
        title, message, tuple(lines), tuple(ticks or write_ticks(context, values, places)), years, period,
        t.gettext("Article: %(years)s", years=t.numbers.span(*period)) if period else "", **look,
    )  # fmt: skip


def find_years(lines: Iterable[Line], whole: tuple[int, int]) -> tuple[int, int]:
    """The years of an axis: the whole, less many at an end (``ROOM``) that no line reaches."""
    held = {year for line in lines for year, value in (*line.points, *line.marks) if value is not None}
    if len(held) < 2:
        return whole
    first, last = min(held), max(held)
    return first if first - whole[0] >= ROOM else whole[0], last if whole[1] - last >= ROOM else whole[1]


def write_ticks(context: Context, values: pd.Series, places: int = 0, count: int = 5) -> tuple[Tick, ...]:
    """Round values from 0 over all values, or over 0 if these lie on both sides of it, with the decimals they need.

    From a hundred on these are no more: there is no room for more digits left of a plot.
    """
    held = [0.0, *values.dropna()]
    ticks = choose_ticks(min(held), max(held), count)
    needed = next(places for places in range(10) if all(abs(tick - round(tick, places)) < 1e-9 for tick in ticks))
    shown = max(places, needed) if max(map(abs, ticks)) < 100 else needed
    return tuple((tick, context.language.numbers.amount(tick, shown)) for tick in ticks)


def make_column_line(
    context: Context, name: str, values: pd.Series, printed: pd.Series = NOTHING, places: int = 0, last: int = 0
) -> Line:
    """The line of a column in its own style, its label with the newest value, and its year if that is before a last."""
    t, held, label = context.language, values.dropna(), context.short(name)
    newest = t.numbers.amount(held.iloc[-1], places) if len(held) else ""
    if len(held) and held.index[-1] < last:
        newest = f"{newest} ({t.numbers.year(held.index[-1])})"
    style = context.style.of_series(list(context.build.catalog.indicators).index(name))
    return Line(f"{label} {newest}".strip(), style, list_points(values), tuple(by_year(printed.dropna())), label)


def order_columns(context: Context, table: str) -> list[str]:
    """The columns of a table in the order of the catalog's indicators, so that charts of all tables draw them alike."""
    return sorted(context.build.catalog.tables[table].columns, key=list(context.build.catalog.indicators).index)


def find_far_larger(context: Context, table: str) -> str | None:
    """The source that dwarfs all others of a table, if there is one; never the lead."""
    largest = pd.concat([context.build.wide(table, basis).abs().max() for basis in context.build.bases], axis=1)
    order = largest.max(axis=1).dropna().sort_values(ascending=False)
    if len(order) < 2 or order.iloc[0] <= APART * order.iloc[1] or order.index[0] == context.lead:
        return None
    return str(order.index[0])


def name_table(context: Context, table: str) -> str:
    """A table inside a title or sentence: its number, and its flow if it has one."""
    t, catalog = context.language, context.build.catalog
    flow = catalog.flow(catalog.tables[table].flow).label
    words = {"number": context.number_of(table), "flow": t.translate(flow)}
    if flow:
        return t.pgettext("in a title", "Table %(number)s, %(flow)s", **words)
    return t.pgettext("in a title", "Table %(number)s", **words)


def tell_no_figures(context: Context, title: str) -> str:
    """The message of a chart that has nothing to show."""
    return context.language.gettext("%(title)s: no figures on any basis.", title=title)


def choose_unit(context: Context, table: str) -> tuple[float, int, str]:
    """By what the amounts of a table are divided to be drawn, with how many decimals, and their unit then."""
    t, entry = context.language, context.build.catalog.tables[table]
    largest = context.build.largest(table)
    if entry.unit == MONEY and is_in_millions(context, table):
        return 1, 0 if largest >= BILLION else 1 if largest >= TINY else 2, t.pgettext("unit", "US$ million")
    if entry.unit == MONEY:
        return BILLION, 1, t.gettext("US$ billion")
    base = t.numbers.year(context.build.scope.price_base)
    return 1, entry.decimals, units(t, base).get(entry.unit, t.translate(entry.unit))


def choose_ratio(context: Context, table: str) -> str | None:
    """The source to which the lead is related in a chart: of those that its flow names, the first with newest figures.

    Where the lead mostly comes to far more, the ratio tells of a source that is next to nothing, and is not drawn.
    """
    newest = dict[str, int]()
    for name in context.build.catalog.flow(context.build.catalog.tables[table].flow).ratios:
        values = pd.concat([read_measure(context, f"per_{name}", basis, table) for basis in context.build.bases])
        if len(values) and values.median() <= FAR_MORE:
            newest[name] = int(values.index.max())
    return max(newest, key=newest.__getitem__, default=None)


def read_measure(context: Context, measure: str, basis: str, table: str, name: str = "") -> pd.Series:
    """A derived indicator of a column of a table (of the lead, if none is named) by year."""
    flow = context.build.catalog.tables[table].flow
    return context.build.measure(measure, basis, flow, name or context.lead)
