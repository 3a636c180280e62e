"""Rounding, in one place: half up, in decimal, on the number as it is written."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

DIGITS = 3
"""How many digits the largest amount of a table has at least."""


def round_half_up(value: float, digits: int = 0) -> Decimal:
    """The value rounded to ``digits`` decimals (negative: tens, hundreds …), halves away from zero.

    The shortest decimal text of the number is rounded, so that 2.675 gives 2.68 though its binary form lies below.
    """
    quantum = Decimal(1).scaleb(-digits)
    return Decimal(repr(float(value))).quantize(quantum, rounding=ROUND_HALF_UP)


def count_places(largest: float, least: int) -> int:
    """The decimals of a table: its own, or so many that the largest amount of a small economy has ``DIGITS`` digits."""
    needed = DIGITS - 1 - math.floor(math.log10(largest)) if largest else 0
    return max(least, min(needed, DIGITS))


def find_least(largest: float, least: int) -> float:
    """Below this an amount rounds to nothing in such a table: half a unit of its last decimal."""
    return float(0.5 / 10 ** count_places(largest, least))
