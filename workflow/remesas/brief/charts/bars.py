"""Panels of stacked bars: counts by kind, one row a name, every bar labelled with what it holds."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from remesas.brief.charts.drawing import TOP, WIDEST, Chart, framed, rows_of, titled
from remesas.brief.charts.lettering import fitted, margin, width_of
from remesas.brief.style import Style

PITCH, THICK = 17, 12
"""Pixels from row to row, and of a bar."""
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
class BarPanel:
    """One bar a row: ``rows`` are its name and the count of each part; ``keyed`` names the parts above the bars."""

    title: str
    message: str
    parts: tuple[Part, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    keyed: bool = False


@dataclass(frozen=True)
class Piece:
    """The part of a bar that one kind takes: from and to, in counts."""

    row: int
    part: int
    start: int
    end: int


def pieces_of(panel: BarPanel) -> list[Piece]:
    """What is drawn: the pieces of every bar that hold something."""
    pieces = []
    for row, (_, counts) in enumerate(panel.rows):
        start = 0
        for part, count in enumerate(counts):
            if count:
                pieces.append(Piece(row, part, start, start + count))
            start += count
    return pieces


def draw_bars(panel: BarPanel, style: Style) -> Chart:
    """The specification of a panel of bars."""
    text, colours = style.chart.text, style.colours
    left = margin([f"{name}  " for name, _ in panel.rows], text, 60, WIDEST * style.chart.panel.width)
    size = min(fitted(name, text, left - 8) for name, _ in panel.rows)
    width = style.chart.panel.width - left - ROOM
    top = TOP + (PITCH if panel.keyed else 0)
    longest = max(sum(counts) for _, counts in panel.rows)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, longest], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[len(panel.rows) - 0.5, -0.5], nice=False, zero=False))
    names = rows_of([{"y": row, "t": name} for row, (name, _) in enumerate(panel.rows)])
    layers = [
        names.mark_text(align="right", fontSize=size, color=colours["ink"]).encode(y=y, x=alt.value(-6), text="t:N"),
        *(_pieces(panel, place, x, y) for place in sorted({piece.part for piece in pieces_of(panel)})),
        *_counts(panel, style, x, y, width / longest),
        titled(panel.title, style, left).encode(y=alt.value(TOP - 11 - top - 4)),
    ]
    if panel.keyed:
        layers += _key(panel, style, left)
    padding = {"left": left, "right": ROOM, "top": top, "bottom": BELOW}
    return framed(layers, width, PITCH * len(panel.rows), style, padding)


def _pieces(panel: BarPanel, part: int, x: alt.X, y: alt.Y) -> Chart:
    own = [piece for piece in pieces_of(panel) if piece.part == part]
    return (
        rows_of([{"x": piece.start, "x2": piece.end, "y": piece.row} for piece in own])
        .mark_bar(color=panel.parts[part].colour, height=THICK)
        .encode(x=x, x2="x2:Q", y=y)
    )


def _counts(panel: BarPanel, style: Style, x: alt.X, y: alt.Y, step: float) -> list[Chart]:
    """The count of every piece: on it where it stands among others, behind the bar where it is the whole of it."""
    layers = []
    for piece in pieces_of(panel):
        count, whole = str(piece.end - piece.start), piece.end - piece.start == sum(panel.rows[piece.row][1])
        behind = whole and not panel.keyed
        place = piece.end if behind else (piece.start + piece.end) / 2
        ink = style.colours["ink"] if behind else panel.parts[piece.part].ink
        size = fitted(count, style.chart.text, max(step * (piece.end - piece.start), width_of(count, 8)))
        layers.append(
            rows_of([{"x": place, "y": piece.row, "t": count}])
            .mark_text(align="left" if behind else "center", dx=4 if behind else 0, fontSize=size, color=ink)
            .encode(x=x, y=y, text="t:N")
        )
    return layers


def _key(panel: BarPanel, style: Style, left: int) -> list[Chart]:
    """The names of the parts in a line over the bars, each after a square of its colour."""
    layers, place = [], -float(left)
    size = min(
        fitted("".join(f"{part.name}     " for part in panel.parts), style.chart.text, style.chart.panel.width),
        style.chart.text,
    )
    for part in panel.parts:
        square = rows_of([{}]).mark_point(shape="square", filled=True, fill=part.colour, size=64, opacity=1)
        name = rows_of([{"t": part.name}]).mark_text(align="left", fontSize=size, color=style.colours["ink"])
        layers += [
            square.encode(x=alt.value(place + 4), y=alt.value(-11)),
            name.encode(x=alt.value(place + 12), y=alt.value(-11), text="t:N"),
        ]
        place += 24 + width_of(part.name, size)
    return layers
