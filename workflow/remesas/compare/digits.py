"""List the numbers that a slip of one digit turns into a printed one."""

from __future__ import annotations


def list_slips(printed: float) -> list[float]:
    """The whole numbers that differ from ``printed`` in one digit."""
    digits, sign = f"{abs(printed):.0f}", -1 if printed < 0 else 1
    return [
        float(sign * int(digits[:place] + digit + digits[place + 1 :]))
        for place in range(len(digits))
        for digit in "0123456789"
        if digit != digits[place]
    ]
