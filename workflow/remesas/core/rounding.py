"""Rounding, in one place: half up, in decimal, on the number as it is written."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def round_half_up(value: float, digits: int = 0) -> Decimal:
    """The value rounded to ``digits`` decimals (negative: tens, hundreds …), halves away from zero.

    The shortest decimal text of the number is rounded, so that 2.675 gives 2.68 though its binary form lies below.
    """
    quantum = Decimal(1).scaleb(-digits)
    return Decimal(repr(float(value))).quantize(quantum, rounding=ROUND_HALF_UP)
