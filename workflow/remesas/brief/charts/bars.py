"""Draw panels of bars, one row a name, every bar labelled with what it holds: stacked counts by kind, or amounts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

import altair as alt

from remesas.brief.charts.drawing import (
    PITCH,
    TOP,
    Chart,
    choose_margin,
    estimate_width,
    fit_size,
    frame_layers,
    inline_rows,
    take_as_given,
)
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


def draw_bars(panel: BarPanel, style: Style) -> Chart:
    """The specification of a panel of bars."""
    text, colours, pieces = style.chart.text, style.colours, panel.pieces
    left = choose_margin((f"{name}  " for name, _ in panel.rows), style, 60)
    size = fit_size((name for name, _ in panel.rows), text, left - 8)
    width = style.chart.panel.width - left - ROOM
    top = TOP + (PITCH if panel.keyed else 0)
    longest = max((piece.end for piece in pieces), default=1)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, longest], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[len(panel.rows) - 0.5, -0.5], nice=False, zero=False))
    names = inline_rows({"y": row, "t": name} for row, (name, _) in enumerate(panel.rows))
    bars = inline_rows(
        {"x": piece.start, "x2": piece.end, "y": piece.row, "part": panel.parts[piece.part].name} for piece in pieces
    )
    layers = [
        names.mark_text(align="right", fontSize=size, color=colours["ink"]).encode(y=y, x=alt.value(-6), text="t:N"),
        bars.mark_bar(height=THICK).encode(x=x, x2="x2:Q", y=y, color=_colour_parts(panel, style, left)),
        _write_counts(panel, style, x, y),
    ]
    padding = {"left": left, "right": ROOM, "top": top, "bottom": BELOW}
    return frame_layers(layers, panel.title, width, PITCH * len(panel.rows), style, padding)


def _colour_parts(panel: BarPanel, style: Style, left: int) -> alt.Color:
    """The colour of each part, and their names in a line over the bars."""
    names = [part.name for part in panel.parts]
    scale = alt.Scale(domain=names, range=[part.colour for part in panel.parts])
    if not panel.keyed:
        return alt.Color("part:N", scale=scale, legend=None)
    size = fit_size(["".join(f"{name}     " for name in names)], style.chart.text, style.chart.panel.width)
    legend = alt.Legend(
        orient="none", direction="horizontal", legendX=-left - 1, legendY=-PITCH + 1, title=None, padding=0,
        symbolType="square", symbolSize=64, symbolStrokeWidth=0, labelFontSize=size, labelColor=style.colours["ink"],
        labelLimit=0, columnPadding=12,
    )  # fmt: skip
    return alt.Color("part:N", scale=scale, legend=legend)


def _write_counts(panel: BarPanel, style: Style, x: alt.X, y: alt.Y) -> Chart:
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
    return (
        inline_rows(rows)
        .mark_text(fontSize=style.chart.text, **look)
        .encode(x=x, y=y, text="t:N", **take_as_given("color"))
    )


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


def draw_amounts(panel: AmountPanel, style: Style) -> Chart:
    """The specification of a panel of amounts."""
    text, colours = style.chart.text, style.colours
    left = choose_margin((f"{bar.name}  " for bar in panel.bars), style, 60)
    right = max(ROOM, round(max((estimate_width(bar.text, text) for bar in panel.bars), default=0)) + 8)
    width = style.chart.panel.width - left - right
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, max(bar.value for bar in panel.bars)], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[len(panel.bars) - 0.5, -0.5], nice=False, zero=False))
    size = fit_size((bar.name for bar in panel.bars), text, left - 8)
    rows = inline_rows(
        {"x": bar.value, "y": row, "name": bar.name, "t": bar.text, "weight": 600 if bar.own else 400}
        | {"fill": style.of_basis(0).colour if bar.own else colours["faint"]}
        for row, bar in enumerate(panel.bars)
    )
    bold, look = alt.expr("datum.weight"), {"color": colours["ink"]}
    layers = [
        rows.mark_bar(height=THICK).encode(x=x, x2=alt.datum(0), y=y, **take_as_given("fill")),
        rows.mark_text(align="right", fontSize=size, fontWeight=bold, **look)
        .encode(y=y, x=alt.value(-6), text="name:N"),
        rows.mark_text(align="left", dx=4, fontSize=text, fontWeight=bold, **look).encode(x=x, y=y, text="t:N"),
    ]  # fmt: skip
    padding = {"left": left, "right": right, "top": TOP, "bottom": BELOW}
    return frame_layers(layers, panel.title, width, PITCH * len(panel.bars), style, padding)
