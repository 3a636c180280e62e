"""What can be read off a chart: its values as a table, and the stops at which pointer and keyboard read them out."""

from __future__ import annotations

from typing import Any

from remesas.brief.charts.bars import BarPanel, pieces_of
from remesas.brief.charts.drawing import DotPanel, LinePanel
from remesas.brief.words.language import Language

PLACES = 2
"""Decimals of the values read off a chart."""
Readings = dict[str, Any]


def readings_of(panel: LinePanel | DotPanel | BarPanel, language: Language) -> Readings:
    """Title, column heads, rows of texts, and stops ``[x, y or null, column or null, row]`` of a panel.

    A stop of lines is a year with all values; one of dots is a single dot; one of bars is a piece of one.
    """
    if isinstance(panel, LinePanel):
        return _of_lines(panel, language)
    return _of_dots(panel, language) if isinstance(panel, DotPanel) else _of_bars(panel, language)


def _of_lines(panel: LinePanel, t: Language) -> Readings:
    ranks = panel.down
    columns: list[str] = []
    values: list[dict[int, float]] = []
    for line in panel.lines:
        columns.append(line.name or line.label)
        values.append({year: value for year, value in line.points if value is not None})
        if line.marks:
            columns.append(t.gettext("%(series)s, printed", series=line.name or line.label))
            values.append(dict(line.marks))
    years = sorted({year for column in values for year in column})
    rows = [
        [t.numbers.year(year), *(t.numbers.amount(column.get(year), 0 if ranks else PLACES) for column in values)]
        for year in years
    ]
    dots = [[year, value, place] for place, column in enumerate(values) for year, value in column.items()]
    return {
        "title": panel.title,
        "head": [t.gettext("Year"), *columns],
        "rows": rows,
        "stops": [[year, None, None, place] for place, year in enumerate(years)],
        "dots": dots,
    }


def _of_dots(panel: DotPanel, t: Language) -> Readings:
    names: list[str] = []
    column = ""
    for name, side in panel.rows:
        column = name or column
        names.append(f"{column}, {side}")
    years = sorted({dot.year for dot in panel.dots})
    held = {(dot.row, dot.year): dot.value for dot in panel.dots}
    rows = [
        [t.numbers.year(year), *(t.numbers.percent(held.get((row, year)), 1, signed=True) for row in range(len(names)))]
        for year in years
    ]
    order = sorted(panel.dots, key=lambda dot: (dot.row, dot.value, dot.year))
    return {
        "title": panel.title,
        "head": [t.gettext("Year"), *names],
        "rows": rows,
        "stops": [[dot.value, dot.row, dot.row, years.index(dot.year)] for dot in order],
        "dots": [],
    }


def _of_bars(panel: BarPanel, t: Language) -> Readings:
    return {
        "title": panel.title,
        "head": ["", *(part.name for part in panel.parts)],
        "rows": [[name, *(t.numbers.amount(count) for count in counts)] for name, counts in panel.rows],
        "stops": [[piece.end, piece.row, piece.part, piece.row] for piece in pieces_of(panel)],
        "dots": [],
    }
