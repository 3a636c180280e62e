"""Go through rows of frames and years of series."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def records(rows: pd.DataFrame) -> Iterator[Any]:
    """Rows as named tuples; what they hold is for the frame to say, not for the type checker."""
    yield from rows.itertuples()


def grouped(rows: pd.DataFrame, by: str | list[str]) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Groups of rows in the order of their first rows."""
    yield from rows.groupby(by, sort=False)


def by_year(values: pd.Series) -> Iterator[tuple[int, float]]:
    """Year and value of a series."""
    for year, value in values.items():
        yield int(str(year)), float(value)


def since(holds: pd.Series) -> int | None:
    """The first of the years at the end of a series in which something holds without interruption.

    Args:
        holds: True or False by year, only years that can be judged.

    Returns:
        None if it does not hold in the last year.
    """
    if not len(holds) or not bool(holds.iloc[-1]):
        return None
    failing = holds.index[~holds.astype(bool)]
    return int(holds.index[0] if not len(failing) else holds.index[holds.index > failing.max()].min())
