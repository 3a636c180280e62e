"""Chart the article's years: what it prints beside what each basis gives, a panel a source on its own scale."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from remesas.brief.charts.drawing import Line, LinePanel, list_points
from remesas.brief.charts.panels import choose_unit, make_line_panel, order_columns, write_ticks
from remesas.brief.context import Context
from remesas.brief.style import SeriesStyle
from remesas.brief.text.against_print import count_near
from remesas.compare.evidence import CLOSE_PERCENT
from remesas.core.rows import by_year

STRETCH = 0.375
"""How wide a panel is: the sources of a table stand in a row."""
NAMED = 0.525
"""The same of the panel that names the lines."""
HEIGHT = 122
"""Pixels of a panel."""
STEPS = 3
"""About how many steps an axis has."""


def chart_article_years(context: Context, table: str) -> dict[str, LinePanel]:
    """A panel for each printed column of a table, by its name; the first of those with most lines names them."""
    columns = [name for name in order_columns(context, table) if len(context.printed(table, name))]
    lines = {name: _list_lines(context, table, name) for name in columns}
    named = max(columns, key=lambda name: len(lines[name]), default="")
    return {
        f"{table}-article-{name}": _make_panel(
            context,
            table,
            name,
            lines[name] if name == named else [replace(line, label="") for line in lines[name]],
            NAMED if name == named else STRETCH,
        )
        for name in columns
    }


def _list_lines(context: Context, table: str, name: str) -> list[Line]:
    """Print as hollow marks, and the line of each basis that has figures in these years."""
    build, t, scale = context.build, context.language, choose_unit(context, table)[0]
    first, last = build.article_years
    label = t.pgettext("key", "Print")
    print_style = SeriesStyle(colour=context.style.colours["ink"], dash=(), width=1, shape="circle")
    lines = [Line(label, print_style, (), tuple(by_year(context.printed(table, name) / scale)), label)]
    for position, basis in enumerate(build.bases):
        values = build.wide(table, basis)[name].loc[first:last] / scale
        if values.notna().any():
            label = context.short_basis(basis)
            lines.append(Line(label, context.style.of_basis(position), list_points(values), name=label))
    return lines


def _make_panel(context: Context, table: str, name: str, lines: list[Line], stretch: float) -> LinePanel:
    values = pd.Series([value for line in lines for _, value in (*line.points, *line.marks)], dtype=float)
    ticks, title = write_ticks(context, values, count=STEPS), context.short(name)
    panel = make_line_panel(context, title, _tell(context, table, name), lines, ticks, stretch=stretch, height=HEIGHT)
    return replace(panel, years=context.build.article_years, period=None, period_label="")


def _tell(context: Context, table: str, name: str) -> str:
    """How many printed figures of a column the first basis gives again."""
    t, basis = context.language, context.build.bases[0]
    near, compared = count_near(context, table, name, basis)
    words = {"source": context.label(name), "years": t.numbers.span(*context.build.article_years)}
    words |= {"basis": context.basis(basis), "close": t.numbers.percent(CLOSE_PERCENT, 0)}
    words |= {"near": t.numbers.amount(near), "count": t.numbers.amount(compared)}
    if not compared:
        return t.gettext("%(source)s, %(years)s: no printed figure can be compared (%(basis)s).", **words)
    return t.gettext(
        "%(source)s, %(years)s: figures compared with print %(count)s, exact or within %(close)s of it %(near)s "
        "(%(basis)s).",
        **words,
    )
