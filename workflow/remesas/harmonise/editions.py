"""Choose the vintages of an earlier edition: the series as they were known before.

The configuration key ``revisions.since`` chooses the date. ``previous``, the default, goes back in each source to the
day before the last vintage that changed anything. That is the question a reader has after an update: what did the last
one change? A vintage that only brings months of a year that is not complete, or series that were not there, changes
nothing.
It asks each source by itself, since sources are updated on different days, and one date for all would undo several
updates of one source to reach the last of another. A date ``YYYY-MM-DD`` asks for everything that was known on that day
instead, from every source.

A series of which nothing had been obtained by then stays as it is now. Otherwise most of a difference would be about
when this project began to collect a series, not about what its provider revised; which series these are is said once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np
import pandas as pd

from remesas.core.vintages import NEWEST, SERIES_KEY, last_day, mark_in_use

PREVIOUS = "previous"
SAME = 1e-5
"""Values that differ by less come from the rounding of providers' files."""


def dates_before(annual: pd.DataFrame, since: str) -> dict[str, str]:
    """The day to go back to in each source.

    Args:
        annual: Frame ANNUAL with all vintages.
        since: ``previous`` or a date.
    """
    used = annual.loc[annual["in_use"], ["source", "vintage"]].drop_duplicates()
    if since != PREVIOUS:
        return dict.fromkeys(used["source"], since)
    return {
        str(source): _find_day(annual[annual["source"] == source], max(map(last_day, rows["vintage"])))
        for source, rows in used.groupby("source")
    }


def _find_day(annual: pd.DataFrame, newest: dt.date) -> str:
    """The day before the last vintage of a source that changed a value; before the newest one if none did."""
    days = sorted({day for day in map(last_day, annual["vintage"].unique()) if day <= newest}, reverse=True)
    before = [(day - dt.timedelta(days=1)).isoformat() for day in days]
    return next((day for day in before if _differs(annual, day)), before[0])


def _differs(annual: pd.DataFrame, day: str) -> bool:
    """Whether any annual value of the series known on a day was another then, or was not there."""
    values = []
    known = as_known(annual, {str(annual["source"].iloc[0]): day})
    for frame in (known, annual):
        values.append(frame[frame["in_use"]].set_index([*SERIES_KEY, "time_period"])["obs_value"].dropna())
    then, now = values[0].align(values[1])
    return not np.isclose(then, now, rtol=SAME, atol=0, equal_nan=True).all()


def as_known(annual: pd.DataFrame, dates: Mapping[str, str]) -> pd.DataFrame:
    """The annual series with the vintages in use that were so on earlier days.

    Args:
        annual: Frame ANNUAL with all vintages.
        dates: The day of each source; a source without a day stays as it is.

    Returns:
        The frame with another ``in_use`` and a column ``known``: False for series of which nothing was known then, and
        which stay as they are.
    """
    marked = mark_in_use(annual, {"default": NEWEST, **dates}) & annual["source"].isin(dates)
    keys = [annual[name] for name in SERIES_KEY]
    known = marked.groupby(keys).transform("any")
    return annual.assign(in_use=marked.where(known, annual["in_use"]), known=known)
