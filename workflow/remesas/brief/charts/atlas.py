"""Draw small multiples: the weight of the lead column in each economy over the years, as lines a thumb wide.

Two hundred of them are too many for specifications that answer: each is one path, its text alternative, and a link to
the cell that tells where its last value is from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from remesas.brief.atlas import Atlas
from remesas.core.rounding import round_half_up

WIDTH, HEIGHT, EDGE = 120, 36, 3
"""The size of a multiple and the room around its line, in CSS pixels."""
BANDS = (20.0, 10.0, 5.0, 2.0, 1.0, 0.0)
"""Percent of GDP in the newest year from which on economies stand together, on one scale."""
DOT = 1.8


class Multiple(NamedTuple):
    """One economy: its name, the newest value as text, the address of its cell, the picture."""

    name: str
    value: str
    address: str
    picture: Markup


class Band(NamedTuple):
    """The economies that stand together, and the heading that tells their scale."""

    title: str
    multiples: Sequence[Multiple]


def draw_multiples(atlas: Atlas) -> list[Band]:
    """The economies by their weight, the heaviest first; those without a value in the year are left out."""
    held = atlas.weights.values.sort_values(ascending=False, kind="stable")
    return list(_draw_bands(atlas, [(str(area), float(value)) for area, value in held.items()]))


def _draw_bands(atlas: Atlas, held: Sequence[tuple[str, float]]) -> Iterator[Band]:
    t, above = atlas.context.language, float("inf")
    for least in BANDS:
        areas = [area for area, value in held if least <= value < above]
        years = {area: list_weights(atlas, area) for area in areas}
        top = max((value for points in years.values() for _, value in points), default=0.0)
        if areas and top > 0:
            title = t.gettext(
                "%(least)s of GDP and more (height of each: %(top)s)",
                least=t.numbers.percent(least, 0), top=t.numbers.percent(top, 0),
            )  # fmt: skip
            if least == 0:
                title = t.gettext(
                    "Less than %(above)s of GDP (height of each: %(top)s)",
                    above=t.numbers.percent(above, 0), top=t.numbers.percent(top, 1),
                )  # fmt: skip
            yield Band(title, [_draw(atlas, area, years[area], top) for area in areas])
        above = least


def list_weights(atlas: Atlas, area: str) -> list[tuple[int, float]]:
    """Year and percent of GDP of an economy over the span, years without a value left out."""
    years = range(atlas.build.span[0], atlas.weights.year + 1)
    found = ((year, atlas.read("percent_of_gdp", year).values.get(area)) for year in years)
    return [(year, float(value)) for year, value in found if value is not None]


def _draw(atlas: Atlas, area: str, points: Sequence[tuple[int, float]], top: float) -> Multiple:
    """A line through the years, broken where one is missing, with a dot at its end."""
    context, t = atlas.context, atlas.context.language
    first, last = min(atlas.build.span[0], points[-1][0]), atlas.weights.year
    places = {
        year: (_place(year - first, max(1, last - first), WIDTH), _place(top - value, top, HEIGHT))
        for year, value in points
    }
    path = " ".join(f"{'L' if year - 1 in places else 'M'}{x} {y}" for year, (x, y) in places.items())
    colours, name, value = context.style.colours, context.place(area), points[-1][1]
    said = t.gettext(
        "%(place)s: %(before)s of GDP in %(first)s, %(now)s in %(last)s",
        place=name,
        before=t.numbers.percent(points[0][1]),
        first=t.numbers.year(points[0][0]),
        now=t.numbers.percent(value),
        last=t.numbers.year(points[-1][0]),
    )
    x, y = places[points[-1][0]]
    base = HEIGHT - EDGE
    picture = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-label="{said}"><title>{said}</title><path d="M{edge} {base}H{right}" stroke="{rule}" fill="none"/>'
        '<path d="{path}" stroke="{line}" stroke-width="1.4" stroke-linejoin="round" fill="none"/>'
        '<circle cx="{x}" cy="{y}" r="{dot}" fill="{line}"/></svg>'
    ).format(
        w=WIDTH, h=HEIGHT, said=said, edge=EDGE, base=base, right=WIDTH - EDGE, rule=colours["rule"], path=path,
        line=colours["accent"], x=x, y=y, dot=DOT,
    )  # fmt: skip
    row = atlas.weights.rows[area]
    return Multiple(name, t.numbers.amount(value, 1), atlas.address(row), picture)


def _place(value: float, whole: float, size: int) -> str:
    return f"{round_half_up(EDGE + (size - 2 * EDGE) * value / whole, 1):f}"
