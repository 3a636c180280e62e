"""Draw panels of lines and of dots as Vega-Lite specifications, and these as SVG with the project's fonts.

A panel has a fixed size in CSS pixels, text as text, and its message as ``title``. Numbers and words come in as text,
so that every locale writes its own; Vega formats nothing. Grid lines are marks, not parts of axes: Vega draws those
beneath every mark, where the shade of the article's years and the bands behind rows would cover them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import vl_convert

from remesas.brief.charts.room import choose_margin, choose_years, estimate_width, fit_size, spread_labels
from remesas.brief.style import SeriesStyle, Style
from remesas.catalog.series import MONTHS_A_YEAR
from remesas.core.rows import by_year

SVG = "http://www.w3.org/2000/svg"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""The language of the specifications, in the version that the converter draws."""
SNIPPET = "window.vegaEmbed = vegaEmbed;"
"""What the bundled runtime gives the page."""
LEFT, RIGHT, TOP, BOTTOM = 34, 92, 22, 20
"""Pixels around a plot, at least; its title stands halfway above it."""
LABEL_GAP = 12
"""Pixels between the base lines of direct labels."""
BESIDE = 6
"""Pixels between a line's end and its label."""
BEYOND = 7
"""Pixels from a dot to the middle of its label, which reaches as far again."""
NEAR = 2
"""So many years from an end of the axis, a label stands inside."""
PITCH = 17
"""Pixels from row to row."""
NARROW = 0.7
"""The share of the usual width below which a panel has room for the ends of its axis and its labels alone."""
TEXT = {"field": "t", "type": "nominal"}
"""Where a text takes its words from."""
WEIGHT = {"expr": "datum.weight"}
"""How bold each text is, as its row says."""
MARGIN = 12
"""Pixels right of a narrow plot, for the half of its last year."""
Spec = dict[str, Any]
"""A Vega-Lite specification, or a part of one: a layer, an axis, where a channel takes its values from."""
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
    """Differences in percent year by year, each on a stem from zero; ``label`` stands beyond the farthest.

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


# ---- what a panel has ------------------------------------------------------------------------------------------------
def place_years(panel: LinePanel, width: float, size: float) -> list[Tick]:
    """The years that the axis of a panel names, where they begin: in letters of a size, on a plot of some pixels."""
    first, last = panel.years
    if not panel.months:
        apart = max(3, estimate_width("00000", size) * (last - first) / width)  # a digit between two of them
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
def draw_lines(panel: LinePanel, style: Style) -> Spec:
    """The specification of a panel of lines."""
    colours, text = style.colours, style.chart.text
    least = MARGIN if panel.stretch < NARROW else RIGHT
    right = BESIDE + choose_margin((f"{line.label} " for line in panel.lines), style, least - BESIDE)
    whole = round(panel.stretch * style.chart.panel.width)
    width, height = whole - LEFT - right, (panel.height or style.chart.panel.height) - TOP - BOTTOM
    low, high = panel.ends
    years = place_years(panel, width, text)
    x = make_channel("x", panel.years, _axis(years, ticks=True, tickSize=4, labelPadding=1))
    y = make_channel("y", (high, low) if panel.down else (low, high), _axis(panel.ticks, labelPadding=6))
    layers = []
    if panel.period:
        first, last = panel.period
        shade = {"x": x, "x2": {"field": "x2"}}
        layers.append(make_layer([{"x": first, "x2": last}], "rect", shade, color=colours["period"]))
    layers.append(make_layer([{"y": value} for value, _ in panel.ticks], "rule", {"y": y}, color=colours["hairline"]))
    if low < 0 < high:
        layers.append(make_layer([{"y": 0}], "rule", {"y": y}, color=colours["muted"]))
    for line in reversed(panel.lines):
        layers += _draw_line(line, {"x": x, "y": y}, colours["paper"])
    layers.append(_label_lines(panel, style, width, height, right - BESIDE))
    if panel.tags:
        tags, look = (
            [{"x": place, "y": value, "t": words} for place, value, words in panel.tags],
            {"color": colours["ink"]},
        )
        layers.append(make_layer(tags, "point", {"x": x, "y": y}, filled=True, size=22, opacity=1, **look))
        words = {"x": x, "y": y, "text": TEXT}
        layers.append(make_layer(tags, "text", words, align="right", dx=-5, dy=-5, fontSize=text, **look))
    if panel.period:
        place = {"x": x, "y": {"value": -1 if panel.down else 7}, "text": TEXT}
        rows, look = [{"x": panel.period[0], "t": panel.period_label}], {"color": colours["muted"]}
        layers.append(make_layer(rows, "text", place, align="left", dx=3, fontSize=text, fontStyle="italic", **look))
    padding = {"left": LEFT, "right": right, "top": TOP, "bottom": BOTTOM}
    return frame_layers(layers, panel.title, panel.message, width, height, style, padding)


def _draw_line(line: Line, place: Spec, paper: str) -> Iterable[Spec]:
    """A line where there is a figure, a point where it stands alone, and the hollow marks of printed values on them."""
    style = line.style
    if any(value is not None for _, value in line.points):
        look: Spec = {"color": style.colour, "strokeWidth": style.width, "strokeJoin": "round"}
        if style.dash:
            look["strokeDash"] = list(style.dash)
        points = [{"x": year, "y": value} for year, value in line.points]
        yield make_layer(points, "line", place, invalid="break-paths-show-domains", **look)
    held = {year: value for year, value in line.points if value is not None}
    if alone := [{"x": year, "y": held[year]} for year in held if not {year - 1, year + 1} & held.keys()]:
        yield make_layer(alone, "point", place, filled=True, size=14, color=style.colour, opacity=1)
    if line.marks:
        look = {"size": 18, "filled": True, "fill": paper, "stroke": style.colour, "strokeWidth": 1, "opacity": 1}
        yield make_layer(
            [{"x": year, "y": value} for year, value in line.marks], "point", place, shape=style.shape, **look
        )


def _label_lines(panel: LinePanel, style: Style, width: int, height: int, room: int) -> Spec:
    """Each line's name at the right, as near to its end as the other names allow."""
    (low, high), size = panel.ends, style.chart.text
    ends = [(line, [value for _, value in line.points or line.marks if value is not None]) for line in panel.lines]
    named = [(line, (values[-1] - low) / (high - low)) for line, values in ends if values and line.label]
    pixels = [height * (share if panel.down else 1 - share) for _, share in named]
    places = spread_labels(pixels, LABEL_GAP, -4, height + 4)
    labels = [
        {
            "y": place,
            "t": line.label,
            "color": line.style.colour,
            "size": fit_size([line.label], size, room),
            "weight": 600 if line.style.width > 2 else 400,
        }
        for (line, _), place in zip(named, places, strict=True)
    ]
    y = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    place = {"x": {"value": width + BESIDE}, "y": y, "text": TEXT, **take_as_given("color", "size")}
    return make_layer(labels, "text", place, align="left", fontWeight=WEIGHT)


def draw_dots(panel: DotPanel, style: Style) -> Spec:
    """The specification of a panel of dots."""
    colours = style.colours
    width = round(panel.stretch * style.chart.panel.width) - LEFT - MARGIN
    height = (panel.height or style.chart.panel.height) - TOP - BOTTOM
    first, last = panel.years
    years = [(float(year), str(year)) for year in panel.years]
    x = make_channel("x", (first - 0.5, last + 0.5), _axis(years, ticks=True, tickSize=4, labelPadding=1))
    far = max(panel.dots, key=lambda dot: abs(dot.value), default=None)
    low, high = panel.ticks[0][0], panel.ticks[-1][0]
    if far and panel.label:  # which stands beyond the farthest mark, where no other is
        beyond = far.value + math.copysign(2 * BEYOND * (high - low) / height, far.value)
        low, high = min(low, beyond), max(high, beyond)
    y = make_channel("y", (low, high), _axis(panel.ticks, labelPadding=6))
    place = {"x": x, "y": y}
    dots = [
        {"x": dot.year, "y": dot.value, "shape": dot.shape, "fill": panel.colour if dot.filled else colours["paper"]}
        for dot in panel.dots
    ]
    look = {"stroke": panel.colour, "strokeWidth": 1.2, "size": 30, "opacity": 1, "fillOpacity": 1}
    layers = [
        make_layer([{"y": value} for value, _ in panel.ticks], "rule", {"y": y}, color=colours["hairline"]),
        make_layer([{"y": 0}], "rule", {"y": y}, color=colours["muted"]),
        make_layer(dots, "rule", place | {"y2": {"datum": 0}}, color=panel.colour, strokeWidth=1),
        make_layer(dots, "point", place | take_as_given("shape", "fill"), **look),
    ]
    if far and panel.label:
        rows, look = [{"x": far.year, "y": far.value, "t": panel.label}], {"color": colours["ink"]}
        look |= {"align": "left" if far.year - first < NEAR else "right" if last - far.year < NEAR else "center"}
        look |= {"dy": -math.copysign(BEYOND, far.value), "fontSize": style.chart.text}
        layers.append(make_layer(rows, "text", place | {"text": TEXT}, **look))
    padding = {"left": LEFT, "right": MARGIN, "top": TOP, "bottom": BOTTOM}
    return frame_layers(layers, panel.title, panel.message, width, height, style, padding)


# ---- parts of all panels ---------------------------------------------------------------------------------------------
def make_layer(rows: Sequence[Spec], mark: str, encoding: Spec, **look: Any) -> Spec:
    """Rows, which stand in the specification itself, as marks of one kind."""
    return {"data": {"values": rows}, "mark": {"type": mark, **look}, "encoding": encoding}


def make_channel(field: str, domain: tuple[float, float], axis: Spec | None) -> Spec:
    """A channel for the values of a field, over a whole domain and nothing more."""
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def take_as_given(*channels: str) -> Spec:
    """Channels whose rows hold, under the channel's name, the very colours, shapes and sizes to be drawn."""
    kinds = {"size": "quantitative", "fillOpacity": "quantitative"}
    return {channel: {"field": channel, "type": kinds.get(channel, "nominal"), "scale": None} for channel in channels}


def _axis(written: Sequence[Tick], **look: Any) -> Spec:
    """An axis of chosen values; each is written as its text has it."""
    values, texts = [value for value, _ in written], [text for _, text in written]
    label = f"{json.dumps(texts, ensure_ascii=False)}[indexof({json.dumps(values)}, datum.value)]"
    return {"values": values, "labelExpr": label, "title": None, "ticks": False, **look}


def frame_layers(
    layers: Iterable[Spec], text: str, message: str, width: int, height: int, style: Style, padding: dict[str, int]
) -> Spec:
    """The layers in a plot of exact size below their title; what lies outside the plot is drawn in the padding.

    The title is a mark: that of Vega keeps its distance from the highest label, so that those of neighbouring panels
    would stand at different heights. The message describes the whole.
    """
    chart, muted = style.chart, style.colours["muted"]
    size = fit_size([text], chart.title, width + padding["left"] + padding["right"])
    look = {"align": "left", "baseline": "alphabetic", "fontWeight": 600, "color": style.colours["ink"]}
    place = {"x": {"value": -padding["left"]}, "y": {"value": 11 - padding["top"]}, "text": TEXT}
    axis = {
        "domain": False, "grid": False, "tickColor": muted, "tickWidth": 0.8, "labelColor": muted,
        "labelFontSize": chart.text, "labelOverlap": False, "labelFlush": False, "labelBound": False, "labelLimit": 0,
    }  # fmt: skip
    return {
        "$schema": SCHEMA,
        "description": message,
        "width": width,
        "height": height,
        "padding": padding,
        "autosize": {"type": "none"},
        "background": "transparent",
        "config": {"font": chart.font, "aria": False, "view": {"stroke": None, "clip": False}, "axis": axis},
        "layer": [*layers, make_layer([{"t": text}], "text", place, fontSize=size, **look)],
    }


# ---- output ----------------------------------------------------------------------------------------------------------
def bundle_runtime() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script: the versions with which ``render_svg`` draws."""
    return str(vl_convert.javascript_bundle(SNIPPET))


def render_svg(spec: Spec, name: str) -> str:
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
    title.text = spec["description"]
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
