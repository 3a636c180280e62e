"""Draw panels of lines and of dots as Vega-Lite specifications, and these as SVG with the project's fonts.

A panel has a fixed size in CSS pixels, text as text, and its message as ``title``. Numbers and words come in as text,
so that every locale writes its own; Vega formats nothing. Grid lines are marks, not parts of axes: Vega draws those
beneath every mark, where the shade of the article's years and the bands behind rows would cover them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import vl_convert

from remesas.brief.style import SeriesStyle, Style
from remesas.catalog.series import MONTHS_A_YEAR
from remesas.core.rows import by_year

SVG = "http://www.w3.org/2000/svg"
SNIPPET = "window.vegaEmbed = vegaEmbed;"
"""What the bundled runtime gives the page."""
LEFT, RIGHT, TOP, BOTTOM = 34, 92, 22, 20
"""Pixels around a plot, at least; its title stands halfway above it."""
LABEL_GAP = 12
"""Pixels between the base lines of direct labels."""
BESIDE = 6
"""Pixels between a line's end and its label."""
PITCH = 17
"""Pixels from row to row."""
WIDEST = 0.42
"""The share of a panel that labels may take from its plot."""
EM = 0.48
"""Mean width of a character of the project's sans serif, as a share of the size of the text, on the safe side."""
NARROW = 0.7
"""The share of the usual width below which a panel has room for the ends of its axis and its labels alone."""
MARGIN = 12
"""Pixels right of a narrow plot, for the half of its last year."""
READABLE, SMALLEST = 10.0, 7.0
"""Pixels that a text keeps even if it is a tenth too long for its room, since they come to eleven on a phone; and those
below which none is set, whatever its length."""
Chart = Any
"""An Altair chart; the library's own classes say too little to a type checker."""
Tick = tuple[float, str]
"""A value of an axis, and how it is written."""


@dataclass(frozen=True)
class Line:
    """One line: ``points`` (x, y or None where there is no figure), ``marks`` printed values, ``label`` at its end.

    ``name`` is what it is called where the label says more. Without points, its marks stand alone.
    """

    label: str
    style: SeriesStyle
    points: tuple[tuple[int, float | None], ...]
    marks: tuple[tuple[int, float], ...] = ()
    name: str = ""


@dataclass(frozen=True)
class LinePanel:
    """Lines over years, or over ``months``: then x counts months from the year nought.

    The first and last of the ``ticks`` of the vertical axis are its ends unless ``domain`` says otherwise; ``period``
    is shaded and named ``period_label``; ``down`` turns the axis (ranks); ``tags`` are single points with a text to
    the left above them; it is ``stretch`` times as wide as others; ``height`` is another one than the style's.
    """

    title: str
    message: str
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    years: tuple[int, int]
    period: tuple[int, int] | None = None
    period_label: str = ""
    domain: tuple[float, float] | None = None
    down: bool = False
    stretch: float = 1.0
    months: bool = False
    tags: tuple[tuple[int, float, str], ...] = ()
    height: int = 0

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest value of the vertical axis."""
        return self.domain or (self.ticks[0][0], self.ticks[-1][0])


@dataclass(frozen=True)
class Dot:
    """The difference of one cell, and how it is marked."""

    year: int
    value: float
    shape: str
    filled: bool


@dataclass(frozen=True)
class DotPanel:
    """Differences in percent year by year, each on a stem from zero; ``label`` stands beside the farthest.

    ``colour`` is that of the basis; it is ``stretch`` times as wide as other panels, and ``height`` pixels high.
    """

    title: str
    message: str
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    years: tuple[int, int]
    colour: str
    label: str = ""
    stretch: float = 1.0
    height: int = 0


def register_fonts(folder: Path) -> None:
    """Let the converter find the TTF fonts in ``folder``."""
    vl_convert.register_font_directory(str(folder))


# ---- how much room words and values take -----------------------------------------------------------------------------
def estimate_width(text: str, size: float) -> float:
    """About how wide a text is, in the unit of its size: languages differ in length, and a panel does not."""
    return EM * size * len(text)


def fit_size(texts: Iterable[str], size: float, room: float) -> float:
    """The size at which each of some texts fits into a room: their own, or a smaller one."""
    widest = max((estimate_width(text, size) for text in texts), default=0.0)
    if widest <= room:
        return size
    fitting = round(size * room / widest, 1)
    return READABLE if 0.9 * READABLE <= fitting < READABLE else max(SMALLEST, fitting)


def choose_margin(texts: Iterable[str], style: Style, least: float) -> int:
    """The room that the longest of some labels needs, not less than ``least`` and not more than labels may take."""
    widths = [estimate_width(text, style.chart.text) for text in texts]
    return round(min(max([least, *widths]), WIDEST * style.chart.panel.width))


def choose_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values that span ``low`` to ``high``, about ``count`` of them, 0 among them if it lies between."""
    high = high if high > low else low + 1
    power = 10.0 ** math.floor(math.log10((high - low) / count))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if (high - low) / (power * factor) <= count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def spread_labels(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
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
    return [place for _, place in sorted(zip(order, placed, strict=True))]


def choose_years(first: int, last: int, apart: float = 3) -> list[int]:
    """The years that an axis names: the first, the last and round ones between, ``apart`` at least from these."""
    between = [year for year in range(first, last) if year % 5 == 0 and min(year - first, last - year) >= 3]
    step = 5 if len(between) < 5 and apart <= 5 else 10
    return [first, *(year for year in between if year % step == 0 and min(year - first, last - year) >= apart), last]


def place_years(panel: LinePanel, width: float, size: float) -> list[Tick]:
    """The years that the axis of a panel names, where they begin: in letters of a size, on a plot of some pixels."""
    first, last = panel.years
    if not panel.months:
        apart = max(3, estimate_width("0000", size) * (last - first) / width)
        years = [first, last] if panel.stretch < NARROW else choose_years(first, last, apart)
        return [(float(year), str(year)) for year in years]
    years = choose_years(-(-first // MONTHS_A_YEAR), last // MONTHS_A_YEAR)
    return [(float(MONTHS_A_YEAR * year), str(year)) for year in years]


def list_points(values: pd.Series) -> tuple[tuple[int, float | None], ...]:
    """Year and value; None where there is no figure, so that the line breaks there."""
    years = range(int(values.index.min()), int(values.index.max()) + 1) if len(values) else range(0)
    filled = values.reindex(list(years))
    return tuple((year, None if pd.isna(value) else value) for year, value in by_year(filled))


# ---- panels ----------------------------------------------------------------------------------------------------------
def draw_lines(panel: LinePanel, style: Style) -> Chart:
    """The specification of a panel of lines."""
    colours, text = style.colours, style.chart.text
    least = MARGIN if panel.stretch < NARROW else RIGHT
    right = BESIDE + choose_margin((f"{line.label} " for line in panel.lines), style, least - BESIDE)
    whole = round(panel.stretch * style.chart.panel.width)
    width, height = whole - LEFT - right, (panel.height or style.chart.panel.height) - TOP - BOTTOM
    low, high = panel.ends
    years = place_years(panel, width, text)
    x = alt.X("x:Q", scale=_scale(panel.years), axis=_axis(years, ticks=True, tickSize=4, labelPadding=1))
    y = alt.Y("y:Q", scale=_scale((high, low) if panel.down else (low, high)), axis=_axis(panel.ticks, labelPadding=6))
    layers = []
    if panel.period:
        first, last = panel.period
        layers.append(inline_rows([{"x": first, "x2": last}]).mark_rect(color=colours["period"]).encode(x=x, x2="x2:Q"))
    layers.append(
        inline_rows({"y": value} for value, _ in panel.ticks).mark_rule(color=colours["hairline"]).encode(y=y)
    )
    if low < 0 < high:
        layers.append(inline_rows([{"y": 0}]).mark_rule(color=colours["muted"]).encode(y=y))
    for line in reversed(panel.lines):
        layers += _draw_line(line, x, y, colours["paper"])
    layers.append(_label_lines(panel, style, width, height, right - BESIDE))
    if panel.tags:
        tags = inline_rows({"x": place, "y": value, "t": words} for place, value, words in panel.tags)
        layers.append(tags.mark_point(filled=True, size=22, color=colours["ink"], opacity=1).encode(x=x, y=y))
        words = tags.mark_text(align="right", dx=-5, dy=-5, fontSize=text, color=colours["ink"])
        layers.append(words.encode(x=x, y=y, text="t:N"))
    if panel.period:
        layers.append(
            inline_rows([{"x": panel.period[0], "t": panel.period_label}])
            .mark_text(align="left", dx=3, color=colours["muted"], fontSize=text, fontStyle="italic")
            .encode(x=x, y=alt.value(-1 if panel.down else 7), text="t:N")
        )
    padding = {"left": LEFT, "right": right, "top": TOP, "bottom": BOTTOM}
    return frame_layers(layers, panel.title, width, height, style, padding)


def _draw_line(line: Line, x: alt.X, y: alt.Y, paper: str) -> Iterable[Chart]:
    """A line where there is a figure, a point where it stands alone, and the hollow marks of printed values on them."""
    style = line.style
    if any(value is not None for _, value in line.points):
        points = inline_rows({"x": year, "y": value} for year, value in line.points)
        dash = list(style.dash) or alt.Undefined
        yield points.mark_line(
            color=style.colour, strokeWidth=style.width, strokeDash=dash, strokeJoin="round",
            invalid="break-paths-show-domains",
        ).encode(x=x, y=y)  # fmt: skip
    held = {year: value for year, value in line.points if value is not None}
    if alone := [{"x": year, "y": held[year]} for year in held if not {year - 1, year + 1} & held.keys()]:
        yield inline_rows(alone).mark_point(filled=True, size=14, color=style.colour, opacity=1).encode(x=x, y=y)
    if line.marks:
        marks = inline_rows({"x": year, "y": value} for year, value in line.marks)
        look = {"size": 18, "filled": True, "fill": paper, "strokeWidth": 1, "opacity": 1}
        yield marks.mark_point(shape=style.shape, stroke=style.colour, **look).encode(x=x, y=y)


def _label_lines(panel: LinePanel, style: Style, width: int, height: int, room: int) -> Chart:
    """Each line's name at the right, as near to its end as the other names allow."""
    (low, high), size = panel.ends, style.chart.text
    ends = [(line, [value for _, value in line.points or line.marks if value is not None]) for line in panel.lines]
    named = [(line, (values[-1] - low) / (high - low)) for line, values in ends if values and line.label]
    pixels = [height * (share if panel.down else 1 - share) for _, share in named]
    places = spread_labels(pixels, LABEL_GAP, -4, height + 4)
    labels = inline_rows(
        {
            "y": place,
            "text": line.label,
            "color": line.style.colour,
            "size": fit_size([line.label], size, room),
            "weight": 600 if line.style.width > 2 else 400,
        }
        for (line, _), place in zip(named, places, strict=True)
    )
    text = labels.mark_text(align="left", fontWeight=alt.expr("datum.weight"))
    y = alt.Y("y:Q", scale=None, axis=None)
    return text.encode(x=alt.value(width + BESIDE), y=y, text="text:N", **take_as_given("color", "size"))


def draw_dots(panel: DotPanel, style: Style) -> Chart:
    """The specification of a panel of dots."""
    colours = style.colours
    width = round(panel.stretch * style.chart.panel.width) - LEFT - MARGIN
    height = (panel.height or style.chart.panel.height) - TOP - BOTTOM
    first, last = panel.years
    years = [(float(year), str(year)) for year in panel.years]
    x = alt.X("x:Q", scale=_scale((first - 0.5, last + 0.5)), axis=_axis(years, ticks=True, tickSize=4, labelPadding=1))
    domain = panel.ticks[0][0], panel.ticks[-1][0]
    y = alt.Y("y:Q", scale=_scale(domain), axis=_axis(panel.ticks, labelPadding=6))
    dots = inline_rows(
        {"x": dot.year, "y": dot.value, "shape": dot.shape, "fill": panel.colour if dot.filled else colours["paper"]}
        for dot in panel.dots
    )
    layers = [
        inline_rows({"y": value} for value, _ in panel.ticks).mark_rule(color=colours["hairline"]).encode(y=y),
        inline_rows([{"y": 0}]).mark_rule(color=colours["muted"]).encode(y=y),
        dots.mark_rule(color=panel.colour, strokeWidth=1).encode(x=x, y=y, y2=alt.datum(0)),
        dots.mark_point(stroke=panel.colour, strokeWidth=1.2, size=30, opacity=1, fillOpacity=1)
        .encode(x=x, y=y, **take_as_given("shape", "fill")),
    ]  # fmt: skip
    if panel.dots and panel.label:
        far = max(panel.dots, key=lambda dot: abs(dot.value))
        right = far.year > (first + last) / 2
        text = inline_rows([{"x": far.year, "y": far.value, "t": panel.label}])
        look = {"align": "right" if right else "left", "dx": -7 if right else 7, "color": colours["ink"]}
        layers.append(text.mark_text(fontSize=style.chart.text, **look).encode(x=x, y=y, text="t:N"))
    padding = {"left": LEFT, "right": MARGIN, "top": TOP, "bottom": BOTTOM}
    return frame_layers(layers, panel.title, width, height, style, padding)


# ---- parts of all panels ---------------------------------------------------------------------------------------------
def inline_rows(records: Iterable[dict[str, Any]]) -> Chart:
    """A chart of rows that stand in the specification itself."""
    return alt.Chart(alt.InlineData(values=list(records)))


def take_as_given(*channels: str) -> dict[str, Any]:
    """Encodings whose rows hold, under the channel's name, the very colours, shapes and sizes to be drawn."""
    kinds = {"size": "quantitative", "fillOpacity": "quantitative"}
    return {channel: {"field": channel, "type": kinds.get(channel, "nominal"), "scale": None} for channel in channels}


def _scale(domain: tuple[float, float]) -> alt.Scale:
    return alt.Scale(domain=list(domain), nice=False, zero=False)


def _axis(written: Sequence[Tick], **look: Any) -> alt.Axis:
    """An axis of chosen values; each is written as its text has it."""
    values, texts = [value for value, _ in written], [text for _, text in written]
    label = f"{json.dumps(texts, ensure_ascii=False)}[indexof({json.dumps(values)}, datum.value)]"
    return alt.Axis(values=values, labelExpr=label, title=None, **{"ticks": False, **look})


def frame_layers(
    layers: Iterable[Chart], text: str, width: int, height: int, style: Style, padding: dict[str, int]
) -> Chart:
    """The layers in a plot of exact size below their title; what lies outside the plot is drawn in the padding.

    The title is a mark: that of Vega keeps its distance from the highest label, so that those of neighbouring panels
    would stand at different heights.
    """
    chart, muted = style.chart, style.colours["muted"]
    size = fit_size([text], chart.title, width + padding["left"] + padding["right"])
    look = {"align": "left", "baseline": "alphabetic", "fontWeight": 600, "color": style.colours["ink"]}
    title = inline_rows([{"t": text}]).mark_text(fontSize=size, **look)
    title = title.encode(x=alt.value(-padding["left"]), y=alt.value(11 - padding["top"]), text="t:N")
    return (
        alt.layer(*layers, title)
        .properties(width=width, height=height, padding=padding, autosize=alt.AutoSizeParams(type="none"))
        .configure(font=chart.font, background="transparent", aria=False)
        .configure_view(stroke=None, clip=False)
        .configure_axis(
            domain=False, grid=False, tickColor=muted, tickWidth=0.8, labelColor=muted, labelFontSize=chart.text,
            labelOverlap=False, labelFlush=False, labelBound=False, labelLimit=0,
        )
    )  # fmt: skip


# ---- output ----------------------------------------------------------------------------------------------------------
def specify(chart: Chart, message: str) -> dict[str, Any]:
    """The Vega-Lite specification, with the chart's message as description."""
    spec: dict[str, Any] = chart.to_dict() | {"description": message}
    return spec | {"$schema": re.sub(r"(v\d+)(\.\d+)*", r"\1", spec["$schema"])}


def bundle_runtime() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script: the versions with which ``render_svg`` draws."""
    return str(vl_convert.javascript_bundle(SNIPPET))


def render_svg(spec: dict[str, Any], name: str, message: str) -> str:
    """The specification as an SVG element to stand inside a page: ``title`` is its message, ids begin with ``name``."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    width, height = root.attrib["width"], root.attrib["height"]
    for element in root.iter():
        _tidy(element, name)
    root.attrib.clear()
    root.attrib |= {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
    root.attrib |= {"role": "img", "aria-labelledby": f"{name}-title"}
    title = ElementTree.Element(f"{{{SVG}}}title", {"id": f"{name}-title"})
    title.text = message
    root.insert(0, title)
    return ElementTree.tostring(root, encoding="unicode")


def _tidy(element: ElementTree.Element, name: str) -> None:
    """Drop roles and classes that only repeat what the title says; keep the ids of several charts on one page apart."""
    for key, value in list(element.attrib.items()):
        if key in ("class", "role") or key.startswith("aria-"):
            del element.attrib[key]
        elif key == "id":
            element.attrib[key] = f"{name}-{value}"
        elif "url(#" in value:
            element.attrib[key] = value.replace("url(#", f"url(#{name}-")
