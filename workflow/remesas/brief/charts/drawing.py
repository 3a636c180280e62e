"""How charts are drawn: panels of lines or of dots as Altair specifications, and these as SVG with the project's fonts.

A panel has a fixed size in CSS pixels, text as text, and its message as ``title``. Numbers and words come in as text,
so that every locale writes its own; Vega formats nothing but years.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import vl_convert

from remesas.brief.charts.lettering import fitted, margin
from remesas.brief.style import SeriesStyle, Style
from remesas.core.frames import by_year

SVG = "http://www.w3.org/2000/svg"
LABEL_GAP = 11.5
"""Pixels between the base lines of direct labels."""
LEFT, RIGHT, TOP, BOTTOM = 34, 92, 26, 20
BESIDE = 6
"""Pixels between a line's end and its label."""
WIDEST = 0.42
"""The share of a panel that labels may take from its plot."""


@dataclass(frozen=True)
class Line:
    """One line: ``points`` (x, y or None where there is no figure), ``marks`` printed values, ``label`` at its end.

    ``name`` is what it is called where the label says more.
    """

    label: str
    style: SeriesStyle
    points: tuple[tuple[int, float | None], ...]
    marks: tuple[tuple[int, float], ...] = ()
    name: str = ""


@dataclass(frozen=True)
class LinePanel:
    """Lines over years.

    ``ticks`` are (value, text) of the vertical axis, whose first and last are its ends unless ``domain`` says
    otherwise; ``period`` is shaded and named ``period_label``; ``down`` turns the axis (ranks).
    """

    title: str
    message: str
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    years: tuple[int, int]
    period: tuple[int, int] | None = None
    period_label: str = ""
    domain: tuple[float, float] | None = None
    down: bool = False


@dataclass(frozen=True)
class Dot:
    """One cell's difference: where it lies, how it is marked, in which row."""

    row: int
    value: float
    shape: str
    filled: bool
    colour: str
    year: int = 0


@dataclass(frozen=True)
class DotPanel:
    """Differences in percent, one row a column of a table and basis; the scale is logarithmic beyond ``linear``."""

    title: str
    message: str
    rows: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    domain: tuple[float, float]
    linear: float


LINEAR = 5.0
"""Percent up to which the scale of differences is about linear; it is logarithmic beyond."""
SNIPPET = "window.vegaEmbed = vegaEmbed;"
"""What the bundled runtime gives the page."""
Chart = Any
"""An Altair chart; the library's own classes say too little to a type checker."""


def register_fonts(folder: Path) -> None:
    """Let the converter find the TTF fonts in ``folder``."""
    vl_convert.register_font_directory(str(folder))


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values that span ``low`` to ``high``, about ``count`` of them, 0 among them if it lies between."""
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / count))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if span / (power * factor) <= count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions moved apart to at least ``gap``, in their order, as little as possible, inside ``low`` to ``high``."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    placed = [positions[index] for index in order]
    for _ in range(200):
        for first in range(len(placed) - 1):
            overlap = gap - (placed[first + 1] - placed[first])
            if overlap > 1e-6:
                placed[first] -= overlap / 2
                placed[first + 1] += overlap / 2
        placed = [
            min(max(place, low + gap * rank), high - gap * (len(placed) - 1 - rank))
            for rank, place in enumerate(placed)
        ]
    result = [0.0] * len(positions)
    for index, place in zip(order, placed, strict=True):
        result[index] = place
    return result


def logarithmic_axis(values: Sequence[float]) -> tuple[list[float], tuple[float, float]]:
    """Powers of ten on each side of 0 as far as the values reach (10 at least), and the ends of the axis."""
    low, high = min([*values, -LINEAR]) * 1.3, max([*values, LINEAR]) * 1.3
    powers = [10.0**power for power in range(1, 7)]
    below = [-power for power in reversed(powers) if -power >= min(low, -10.0)]
    above = [power for power in powers if power <= max(high, 10.0)]
    return [*below, 0.0, *above], (min(low, -12.0), max(high, 12.0))


def points_of(values: pd.Series) -> tuple[tuple[int, float | None], ...]:
    """Year and value; None where there is no figure, so that the line breaks there."""
    years = range(int(values.index.min()), int(values.index.max()) + 1) if len(values) else range(0)
    filled = values.reindex(list(years))
    return tuple((year, None if pd.isna(value) else value) for year, value in by_year(filled))


def draw_lines(panel: LinePanel, style: Style) -> Chart:
    """The specification of a panel of lines."""
    colours, chart = style.colours, style.chart
    right = _right(panel, style)
    width = chart.panel.width - LEFT - right
    height = chart.panel.height - TOP - BOTTOM
    low, high = panel.domain or (panel.ticks[0][0], panel.ticks[-1][0])
    x = alt.X("x:Q", scale=alt.Scale(domain=list(panel.years), nice=False, zero=False), axis=None)
    y = alt.Y(
        "y:Q", scale=alt.Scale(domain=[high, low] if panel.down else [low, high], nice=False, zero=False), axis=None
    )
    layers = [_shade(panel, colours, x)] if panel.period else []
    layers += [
        rows_of([{"y": value} for value, _ in panel.ticks]).mark_rule(color=colours["hairline"]).encode(y=y),
        rows_of([{"y": value, "t": text} for value, text in panel.ticks])
        .mark_text(align="right", dx=-5, color=colours["muted"], fontSize=chart.text)
        .encode(y=y, x=alt.value(0), text="t:N"),
        *_year_axis(panel, style, height),
    ]
    if low < 0 < high:
        layers.append(rows_of([{"y": 0}]).mark_rule(color=colours["muted"]).encode(y=y))
    for line in reversed(panel.lines):
        layers += _line(line, x, y, colours)
    layers.append(_labels(panel, style, height, low, high))
    layers.append(titled(panel.title, style))
    if panel.period_label and panel.period:
        layers.append(
            rows_of([{"x": panel.period[0], "t": panel.period_label}])
            .mark_text(align="left", dx=3, color=colours["muted"], fontSize=chart.text - 1, fontStyle="italic")
            .encode(x=x, y=alt.value(-1 if panel.down else 7), text="t:N")
        )
    return framed(layers, width, height, style, {"left": LEFT, "right": right, "top": TOP, "bottom": BOTTOM})


def draw_dots(panel: DotPanel, style: Style) -> Chart:
    """The specification of a panel of dots."""
    colours, chart = style.colours, style.chart
    right, pitch = 12, 17
    left = margin([f"{name}    {side}" for name, side in panel.rows], chart.text, 128, WIDEST * chart.panel.width)
    size = min(fitted(f"{name} {side}", chart.text, left - 9) for name, side in panel.rows)
    width, height = chart.panel.width - left - right, pitch * len(panel.rows)
    scale = alt.Scale(type="symlog", constant=panel.linear, domain=list(panel.domain), nice=False)
    x = alt.X("x:Q", axis=None, scale=scale)
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[len(panel.rows) - 0.5, -0.5], nice=False, zero=False))
    names = [{"y": row, "t": name, "s": side} for row, (name, side) in enumerate(panel.rows)]
    bands = [{"y": row - 0.5, "y2": row + 0.5} for row in range(len(panel.rows)) if row // 2 % 2 == 0]
    layers = [
        rows_of(bands).mark_rect(color=colours["wash"]).encode(y=y, y2="y2:Q", x=alt.value(-left), x2=alt.value(width)),
        rows_of([{"x": value} for value, _ in panel.ticks])
        .mark_rule(color=colours["rule"], strokeWidth=0.6)
        .encode(x=x),
        rows_of([{"x": 0}]).mark_rule(color=colours["ink"], strokeWidth=1.2).encode(x=x),
        rows_of(names)
        .mark_text(align="left", fontSize=size, color=colours["ink"])
        .encode(y=y, x=alt.value(-left + 3), text="t:N"),
        rows_of(names)
        .mark_text(align="right", fontSize=size - 1, color=colours["muted"])
        .encode(y=y, x=alt.value(-6), text="s:N"),
        rows_of([{"x": value, "t": text} for value, text in panel.ticks])
        .mark_text(fontSize=chart.text - 1, color=colours["muted"])
        .encode(x=x, y=alt.value(height + 10), text="t:N"),
    ]
    for shape, filled, colour in sorted({(dot.shape, dot.filled, dot.colour) for dot in panel.dots}):
        own = [dot for dot in panel.dots if (dot.shape, dot.filled, dot.colour) == (shape, filled, colour)]
        layers.append(
            rows_of([{"x": dot.value, "y": dot.row} for dot in own])
            .mark_point(
                shape=shape,
                filled=filled,
                fill=colour if filled else colours["paper"],
                fillOpacity=1 if filled else 0.4,
                stroke=colour,
                strokeWidth=1,
                size=30,
                opacity=1,
            )
            .encode(x=x, y=y)
        )
    layers.append(titled(panel.title, style, left))
    return framed(layers, width, height, style, {"left": left, "right": right, "top": TOP - 4, "bottom": BOTTOM})


def to_json(chart: Chart, message: str) -> str:
    """The Vega-Lite specification as text, keys sorted, with the chart's message as description."""
    spec = chart.to_dict() | {"description": message}
    spec["$schema"] = re.sub(r"(v\d+)(\.\d+)*", r"\1", spec["$schema"])
    return json.dumps(spec, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def bundled_runtime() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script: the versions with which ``to_svg`` draws."""
    return str(vl_convert.javascript_bundle(SNIPPET))


def to_svg(spec: str, name: str, message: str) -> str:
    """The specification as an SVG element to stand inside a page: ``title`` is its message, ids begin with ``name``."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    width, height = root.attrib["width"], root.attrib["height"]
    root.attrib.clear()
    root.attrib.update(
        {
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": f"{name}-title",
        }
    )
    title = ElementTree.Element(f"{{{SVG}}}title", {"id": f"{name}-title"})
    title.text = message
    root.insert(0, title)
    for element in root.iter():
        if element is not root:
            _tidy(element, name)
    return ElementTree.tostring(root, encoding="unicode")


def _tidy(element: ElementTree.Element, name: str) -> None:
    """Drop roles and classes that only repeat what the title says; keep the ids of several charts on one page apart."""
    for key, value in list(element.attrib.items()):
        if key in ("class", "role") or key.startswith("aria-"):
            del element.attrib[key]
        elif key == "id" and not value.startswith(name):
            element.attrib[key] = f"{name}-{value}"
        elif "url(#" in value:
            element.attrib[key] = value.replace("url(#", f"url(#{name}-")


def rows_of(records: list[dict[str, Any]]) -> Chart:
    """A chart of rows that stand in the specification itself."""
    return alt.Chart(alt.InlineData(values=records))


def _shade(panel: LinePanel, colours: dict[str, str], x: Any) -> Chart:
    first, last = panel.period or panel.years
    return rows_of([{"x": first, "x2": last}]).mark_rect(color=colours["period"]).encode(x=x, x2="x2:Q")


def _year_axis(panel: LinePanel, style: Style, height: int) -> list[Chart]:
    """Years below the plot: the first, the last and round ones between that do not touch these."""
    first, last = panel.years
    between = [year for year in range(first, last) if year % 5 == 0 and year - first > 2 and last - year > 2]
    chosen = [first, *(year for year in between if len(between) < 5 or year % 10 == 0), last]
    x = alt.X("x:Q", scale=alt.Scale(domain=list(panel.years), nice=False, zero=False), axis=None)
    rows = rows_of([{"x": year, "t": str(year)} for year in chosen])
    return [
        rows.mark_tick(orient="vertical", size=4, thickness=0.8, color=style.colours["muted"]).encode(
            x=x, y=alt.value(height + 2)
        ),
        rows.mark_text(fontSize=style.chart.text, color=style.colours["muted"]).encode(
            x=x, y=alt.value(height + 11), text="t:N"
        ),
    ]


def _line(line: Line, x: Any, y: Any, colours: dict[str, str]) -> list[Chart]:
    style = line.style
    points = [{"x": year, "y": value} for year, value in line.points]
    drawn = rows_of(points).mark_line(
        color=style.colour,
        strokeWidth=style.width,
        strokeDash=list(style.dash) or alt.Undefined,
        invalid="break-paths-show-domains",
        strokeJoin="round",
    )
    layers = [drawn.encode(x=x, y=y)]
    if line.marks:
        marks = rows_of([{"x": year, "y": value} for year, value in line.marks]).mark_point(
            shape=style.shape,
            size=18,
            filled=True,
            fill=colours["paper"],
            stroke=style.colour,
            strokeWidth=1,
            opacity=1,
        )
        layers.append(marks.encode(x=x, y=y))
    return layers


def _right(panel: LinePanel, style: Style) -> int:
    """The room at the right of a plot for the names of its lines."""
    return BESIDE + margin(
        [line.label for line in panel.lines], style.chart.text, RIGHT - BESIDE, WIDEST * style.chart.panel.width
    )


def _labels(panel: LinePanel, style: Style, height: int, low: float, high: float) -> Chart:
    """Each line's name at the right, as near to its end as the other names allow."""

    def pixel(value: float) -> float:
        share = (value - low) / (high - low)
        return height * (share if panel.down else 1 - share)

    ends = [(line, [value for _, value in line.points if value is not None]) for line in panel.lines]
    right = _right(panel, style)
    named = [(line, values[-1]) for line, values in ends if values and line.label]
    places = spread([pixel(value) for _, value in named], LABEL_GAP, -4, height + 4)
    rows = [
        alt.Chart(alt.InlineData(values=[{"t": line.label}]))
        .mark_text(
            align="left",
            color=line.style.colour,
            fontSize=fitted(line.label, style.chart.text, right - BESIDE),
            fontWeight=600 if line.style.width > 2 else 400,
        )
        .encode(x=alt.value(style.chart.panel.width - LEFT - right + BESIDE), y=alt.value(place), text="t:N")
        for (line, _), place in zip(named, places, strict=True)
    ]
    return alt.layer(*rows) if rows else rows_of([]).mark_text()


def titled(text: str, style: Style, left: int = LEFT) -> Chart:
    """The title of a panel, ``left`` pixels before its plot."""
    return (
        rows_of([{"t": text}])
        .mark_text(
            align="left",
            baseline="alphabetic",
            fontSize=fitted(text, style.chart.title, style.chart.panel.width),
            fontWeight=600,
            color=style.colours["ink"],
        )
        .encode(x=alt.value(-left), y=alt.value(-11), text="t:N")
    )


def framed(layers: list[Chart], width: int, height: int, style: Style, padding: dict[str, int]) -> Chart:
    """The layers in a plot of exact size: what lies outside it is drawn in the padding."""
    return (
        alt.layer(*layers)
        .properties(width=width, height=height, padding=padding, autosize=alt.AutoSizeParams(type="none"))
        .configure(font=style.chart.font, background="transparent", aria=False)
        .configure_view(stroke=None, clip=False)
    )
