"""How much room the words of a chart take: languages differ in length, and a panel does not."""

from __future__ import annotations

from collections.abc import Iterable

EM = 0.48
"""Mean width of a character of the project's sans serif, as a share of the size of the text, on the safe side."""
SMALLEST = 7.0
"""Pixels below which no text is set, whatever its length."""


def width_of(text: str, size: float) -> float:
    """About how wide a text is, in the unit of its size."""
    return EM * size * len(text)


def fitted(text: str, size: float, room: float) -> float:
    """The size at which a text fits into a room: its own, or a smaller one."""
    wide = width_of(text, size)
    return size if wide <= room else max(SMALLEST, round(size * room / wide, 1))


def margin(texts: Iterable[str], size: float, least: float, most: float) -> int:
    """The room that the longest of some texts needs, not less and not more than what is allowed."""
    return round(min(max([least, *(width_of(text, size) for text in texts)]), most))
