"""Draw panels of bars, one row a name, every bar labelled with what it holds: stacked counts by kind, or amounts."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from itertools import accumulate

from remesas.brief.charts.drawing import (
    PITCH,
    TEXT,
    TOP,
    WEIGHT,
    Spec,
    frame_layers,
    make_channel,
    make_layer,
    take_as_given,
)
from remesas.brief.charts.room import choose_margin, estimate_width, fit_size
from remesas.brief.style import Style

THICK = 12
"""Pixels of a bar."""
BELOW = 6
"""Pixels under the last row."""
ROOM = 26
"""Pixels at the right, for the count of the longest bar."""


@dataclass(frozen=True)
class Part:
    """A kind that bars consist of: its name, and the colours of its piece and of the count on it."""

    name: str
    colour: str
    ink: str


@dataclass(frozen=True)
class Piece:
    """The part of a bar that one kind takes: from and to, in counts."""

    row: int
    part: int
    start: int
    end: int


@dataclass(frozen=True)
class BarPanel:
    """One bar a row: ``rows`` are its name and the count of each part.

    ``keyed`` names the parts above the bars and writes each count on its piece; else it stands behind the bar.
    """

    title: str
    message: str
    parts: tuple[Part, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    keyed: bool = False

    @property
    def pieces(self) -> list[Piece]:
        """What is drawn: the pieces of every bar that hold something."""
        return [
            Piece(row, part, end - count, end)
            for row, (_, counts) in enumerate(self.rows)
            for part, (count, end) in enumerate(zip(counts, accumulate(counts), strict=True))
            if count
        ]


def draw_bars(panel: BarPanel, style: Style) -> Spec:
    """The specification of a panel of bars."""
    text, colours, pieces = style.chart.text, style.colours, panel.pieces
    left = choose_margin((f"{name}  " for name, _ in panel.rows), style, 60)
    size = fit_size((name for name, _ in panel.rows), text, left - 8)
    width = style.chart.panel.width - left - ROOM
    top = TOP + (PITCH if panel.keyed else 0)
    longest = max((piece.end for piece in pieces), default=1)
    x, y = make_channel("x", (0, longest), None), _place_rows(panel.rows)
    names = [{"y": row, "t": name} for row, (name, _) in enumerate(panel.rows)]
    bars = [
        {"x": piece.start, "x2": piece.end, "y": piece.row, "part": panel.parts[piece.part].name} for piece in pieces
    ]
    beside = {"x": {"value": -6}, "y": y, "text": TEXT}
    lengths = {"x": x, "x2": {"field": "x2"}, "y": y, "color": _colour_parts(panel, style, left)}
    layers = [
        make_layer(names, "text", beside, align="right", fontSize=size, color=colours["ink"]),
        make_layer(bars, "bar", lengths, height=THICK),
        _write_counts(panel, style, {"x": x, "y": y}),
    ]
    padding = {"left": left, "right": ROOM, "top": top, "bottom": BELOW}
    return frame_layers(layers, panel.title, panel.message, width, PITCH * len(panel.rows), style, padding)


def _place_rows(rows: Sized) -> Spec:
    """One row below another, the first at the top."""
    return make_channel("y", (len(rows) - 0.5, -0.5), None)


def _colour_parts(panel: BarPanel, style: Style, left: int) -> Spec:
    """The colour of each part, and their names in a line over the bars."""
    names, legend = [part.name for part in panel.parts], None
    if panel.keyed:
        size = fit_size(["".join(f"{name}     " for name in names)], style.chart.text, style.chart.panel.width)
        legend = {
            "orient": "none", "direction": "horizontal", "legendX": -left - 1, "legendY": -PITCH + 1, "title": None,
            "padding": 0, "symbolType": "square", "symbolSize": 64, "symbolStrokeWidth": 0, "labelFontSize": size,
            "labelColor": style.colours["ink"], "labelLimit": 0, "columnPadding": 12,
        }  # fmt: skip
    scale = {"domain": names, "range": [part.colour for part in panel.parts]}
    return {"field": "part", "type": "nominal", "scale": scale, "legend": legend}


def _write_counts(panel: BarPanel, style: Style, place: Spec) -> Spec:
    """The count of every piece."""
    rows = []
    for piece in panel.pieces:
        count = str(piece.end - piece.start)
        rows.append(
            {
                "x": (piece.start + piece.end) / 2 if panel.keyed else piece.end,
                "y": piece.row,
                "t": count,
                "color": panel.parts[piece.part].ink if panel.keyed else style.colours["ink"],
            }
        )
    look = {"align": "center"} if panel.keyed else {"align": "left", "dx": 4}
    return make_layer(rows, "text", place | {"text": TEXT} | take_as_given("color"), fontSize=style.chart.text, **look)


# ---- amounts ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Bar:
    """An amount by its name, as it is written; ``own`` sets it off from the others."""

    name: str
    value: float
    text: str
    own: bool = False


@dataclass(frozen=True)
class AmountPanel:
    """One bar a row."""

    title: str
    message: str
    bars: tuple[Bar, ...]


def draw_amounts(panel: AmountPanel, style: Style) -> Spec:
    """The specification of a panel of amounts."""
    text, colours = style.chart.text, style.colours
    left = choose_margin((f"{bar.name}  " for bar in panel.bars), style, 60)
    right = max(ROOM, round(max((estimate_width(bar.text, text) for bar in panel.bars), default=0)) + 8)
    width = style.chart.panel.width - left - right
    x, y = make_channel("x", (0, max(bar.value for bar in panel.bars)), None), _place_rows(panel.bars)
    size = fit_size((bar.name for bar in panel.bars), text, left - 8)
    rows = [
        {"x": bar.value, "y": row, "name": bar.name, "t": bar.text, "weight": 600 if bar.own else 400}
        | {"fill": style.of_basis(0).colour if bar.own else colours["faint"]}
        for row, bar in enumerate(panel.bars)
    ]
    names = {"x": {"value": -6}, "y": y, "text": {"field": "name", "type": "nominal"}}
    look = {"fontWeight": WEIGHT, "color": colours["ink"]}
    layers = [
        make_layer(rows, "bar", {"x": x, "x2": {"datum": 0}, "y": y, **take_as_given("fill")}, height=THICK),
        make_layer(rows, "text", names, align="right", fontSize=size, **look),
        make_layer(rows, "text", {"x": x, "y": y, "text": TEXT}, align="left", dx=4, fontSize=text, **look),
    ]
    padding = {"left": left, "right": right, "top": TOP, "bottom": BELOW}
    return frame_layers(layers, panel.title, panel.message, width, PITCH * len(panel.bars), style, padding)
