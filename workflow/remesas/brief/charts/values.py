"""Keep figures as the page takes them: captions, pictures, and the values that are read off a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from remesas.brief.words.language import Language

if TYPE_CHECKING:  # the page reads figures without what draws them
    from remesas.brief.charts.bars import AmountPanel, BarPanel
    from remesas.brief.charts.drawing import DotPanel, LinePanel

NARROW = 250
"""Panels below this width (in pixels) share a row by their widths."""
PLACES = 2
"""Decimals of the values read off a chart."""
Values = dict[str, Any]
"""Title, column heads, rows of texts, stops ``[x, y or null, column or null, row]``, dots ``[x, y, row]`` of lines."""


@dataclass(frozen=True)
class Drawn:
    """A chart: its name, Vega-Lite specification, SVG element, message in words, and values."""

    name: str
    spec: dict[str, Any]
    svg: str
    message: str
    values: Values

    @property
    def width(self) -> int:
        """In pixels, with what stands around it."""
        padding = self.spec["padding"]
        return int(self.spec["width"] + padding["left"] + padding["right"])

    @property
    def is_narrow(self) -> bool:
        """Whether several have room beside each other."""
        return self.width < NARROW


@dataclass(frozen=True)
class Figure:
    """Charts side by side with one caption: a title, what to see and how to read it, where it comes from."""

    name: str
    number: str
    title: str
    text: str
    source: str
    panels: tuple[Drawn, ...]

    @property
    def is_alone(self) -> bool:
        """Whether it has one panel, drawn wide and once more narrow."""
        return len(self.panels) == 2 and self.panels[1].name == f"{self.panels[0].name}-narrow"


FIGURES = TypeAdapter(tuple[Figure, ...])


def write_figures(figures: Sequence[Figure], path: Path | str) -> None:
    """Keep the figures of one language in one file, in the order of the brief."""
    Path(path).write_bytes(FIGURES.dump_json(tuple(figures), indent=1) + b"\n")


def read_figures(path: Path | str) -> dict[str, Figure]:
    """The figures of one language by name, in the order of the brief."""
    return {figure.name: figure for figure in FIGURES.validate_json(Path(path).read_bytes())}


def read_lines(panel: LinePanel, t: Language) -> Values:
    """The values of lines: a stop is a year (or a month) with all of them."""
    columns: list[tuple[str, dict[int, float]]] = []
    for line in panel.lines:
        name = line.name or line.label
        if line.points:
            columns.append((name, {year: value for year, value in line.points if value is not None}))
        if line.marks:
            printed = t.gettext("%(series)s, printed", series=name) if line.points else name
            columns.append((printed, dict(line.marks)))
    years = sorted({year for _, values in columns for year in values})
    places = 0 if panel.down else PLACES
    return {
        "title": panel.title,
        "head": [t.gettext("Month") if panel.months else t.gettext("Year"), *(name for name, _ in columns)],
        "rows": [
            [_name_place(panel, year, t), *(t.numbers.amount(values.get(year), places) for _, values in columns)]
            for year in years
        ],
        "stops": [[year, None, None, place] for place, year in enumerate(years)],
        "dots": [[year, value, place] for place, (_, values) in enumerate(columns) for year, value in values.items()],
    }


def _name_place(panel: LinePanel, place: int, t: Language) -> str:
    """What stands at a place of the horizontal axis: a year, or a month."""
    if not panel.months:
        return t.numbers.year(place)
    return t.numbers.period(f"{place // 12:04}-{place % 12 + 1:02}")


def read_amounts(panel: AmountPanel, t: Language) -> Values:
    """The values of bars of amounts: a stop is a bar."""
    return {
        "title": panel.title,
        "head": ["", panel.title],
        "rows": [[bar.name, bar.text] for bar in panel.bars],
        "stops": [[bar.value, row, 0, row] for row, bar in enumerate(panel.bars)],
        "dots": [],
    }


def read_dots(panel: DotPanel, t: Language) -> Values:
    """The values of dots: a stop is a single one."""
    dots = sorted(panel.dots, key=lambda dot: dot.year)
    return {
        "title": panel.title,
        "head": [t.gettext("Year"), t.gettext("Difference from print")],
        "rows": [[t.numbers.year(dot.year), t.numbers.percent(dot.value, 1, signed=True)] for dot in dots],
        "stops": [[dot.year, dot.value, 0, place] for place, dot in enumerate(dots)],
        "dots": [],
    }


def read_bars(panel: BarPanel, t: Language) -> Values:
    """The values of bars: a stop is a piece of one."""
    return {
        "title": panel.title,
        "head": ["", *(part.name for part in panel.parts)],
        "rows": [[name, *(t.numbers.amount(count) for count in counts)] for name, counts in panel.rows],
        "stops": [[piece.end, piece.row, piece.part, piece.row] for piece in panel.pieces],
        "dots": [],
    }
