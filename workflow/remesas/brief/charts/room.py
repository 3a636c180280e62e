"""Choose how much room words and values take on a panel: sizes of texts, margins, ticks, places of labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from remesas.brief.style import Style

WIDEST = 0.42
"""The share of a panel that labels may take from its plot."""
EM = 0.48
"""Mean width of a character of the project's sans serif, as a share of the size of the text, on the safe side."""
READABLE, SMALLEST = 10.0, 7.0
"""Pixels that a text keeps even if it is a tenth too long for its room, since they come to eleven on a phone; and those
below which none is set, whatever its length."""


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
