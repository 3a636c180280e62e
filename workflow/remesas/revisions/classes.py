"""How large a revision is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from remesas.core.frames import REVISION_CLASSES

SAME_PERCENT = 0.001
"""Differences below this come from the rounding of providers' files (US$ million with four decimals, say): none."""
SMALL_PERCENT = 1.0
"""A revision is small below this."""
LARGE_PERCENT = 15.0
"""A revision is large from this on."""
REVISED = ("small", "moderate", "large")
"""Classes of values that both vintages have and that differ."""
DIGITS = 9
"""Percentages are classed at this many decimals, so that 1% of a binary number is 1%."""


def classify(old: pd.Series, new: pd.Series) -> pd.DataFrame:
    """Size and class of the differences between two vintages.

    Args:
        old: Values of the older vintage, missing where it has none.
        new: Values of the newer one, in the same unit and order.

    Returns:
        ``difference`` (new less old), ``difference_percent`` (of the old value without its sign; missing if that is
        nought) and ``class``, one of ``frames.REVISION_CLASSES``. A value that was nought and is not any more is large.
    """
    difference = new - old
    percent = 100 * difference / old.abs().where(old != 0)
    size = percent.abs().round(DIGITS)
    was, now = old.notna(), new.notna()
    chosen = np.select(
        [
            ~was & now,
            was & ~now,
            (difference == 0) | (size < SAME_PERCENT),
            size < SMALL_PERCENT,
            size < LARGE_PERCENT,
            was & now,
        ],
        ["appeared", "disappeared", *REVISION_CLASSES[:4]],
        default="none",
    )
    return pd.DataFrame(
        {"difference": difference, "difference_percent": percent, "class": pd.Series(chosen, index=old.index)}
    )
