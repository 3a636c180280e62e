"""Find values that stand far from what the values around them let expect, as a slip of digits or a copied month does.

Of whole years too: what is wrong in all months of a year alike, or in several years, is out of course nowhere but
where it begins.

What is compared of a month is its growth over twelve months, with that of the months before and after it, so that its
season is its own; of a year, its growth on the year before, with that of the years around it. A value is out of course
if it is so from both sides: a new level, or a crisis that lasts, is not, and what comes a year after a wrong month is
not either. The newest values and the first ones have one side only, and bounds of their own. How far is far, the
catalog says of each series (``course``), a little above what the series itself has done; ``unusual`` names when it did
more, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import PERIODS_A_YEAR, Course, Frequency, Series
from remesas.core.units import factor
from remesas.core.vintages import SERIES_KEY

NEAR = (1, 2)
"""How many months before and after one are the months around it."""
TREND = 7
"""The growth of a year is measured against the median of so many years around it."""
MONTHS_OF_YEAR = 2
"""So many months of a year that is not complete are compared with the same ones of the year before."""
NOUGHT = 10.0
"""A nought among amounts counts as the smallest of them by this."""


def find_leaps(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The values out of course, of ``frames.OBSERVATIONS`` in use.

    Returns:
        The columns of ``SERIES_KEY``, vintage, time_period, and size: how many times the bound.
    """
    rows = []
    for (source, series), every in observations.groupby(["source", "series"]):
        entry = catalog.series[f"{source}:{series}"]
        courses = {area: course for area in every["ref_area"].unique() if (course := entry.course_of(area))}
        asked = every[every["ref_area"].isin(courses)]
        for key, own in asked.groupby([*SERIES_KEY, "vintage"]):
            identity = dict(zip([*SERIES_KEY, "vintage"], map(str, key), strict=True))
            area, scale = identity["ref_area"], factor(str(own["unit_measure"].iloc[0]), entry.unit)
            values = own.set_index("time_period")["obs_value"] * scale
            leaps = dict(_find_in(values, entry, courses[area], area))
            if not entry.signed:  # years as they are without what is wrong by itself
                leaps |= dict(_find_years(values.drop(list(leaps)), entry, courses[area], identity))
            rows += [{**identity, "time_period": period, "size": leaps[period]} for period in sorted(leaps)]
    return pd.DataFrame(rows, columns=[*SERIES_KEY, "vintage", "time_period", "size"])


def measure_leaps(values: pd.Series, freq: Frequency, *, signed: bool) -> pd.DataFrame:
    """How far each value stands from what those before and after it let expect.

    Args:
        values: By period.
        freq: Of the periods.
        signed: Whether they may be negative; then distances are differences, else logarithms.

    Returns:
        By period ``before`` and ``after``: the distances, missing where there is nothing to compare with.
    """
    levels = values.sort_index()
    if freq != "A":  # of years those that are there: some series have every fifth
        months = pd.PeriodIndex(values.index, freq=freq)
        levels = values.set_axis(months).reindex(pd.period_range(months.min(), months.max(), freq=freq))
        levels.index = [_name(period, freq) for period in levels.index]
    if not signed:
        levels = np.log(levels.where((levels > 0) | levels.isna(), levels[levels > 0].min() / NOUGHT))
    year = PERIODS_A_YEAR[freq]
    growth = levels.diff(year)
    if year == 1:
        ahead = growth - growth.rolling(TREND, center=True, min_periods=1).median()
        return pd.DataFrame({"before": ahead, "after": -ahead.shift(-1)})
    sides = [sum(growth.shift(sign * near) for near in NEAR) / len(NEAR) for sign in (1, -1)]
    ahead = _nearer(*(growth - side for side in sides))
    return pd.DataFrame({"before": ahead, "after": -ahead.shift(-year)})


def _nearer(one: pd.Series, other: pd.Series) -> pd.Series:
    """The smaller of two distances, nought if they point to different sides; where one is missing, the other."""
    agreed = one.where(one.abs() < other.abs(), other).where(np.sign(one) == np.sign(other), 0.0)
    return agreed.where(one.notna() & other.notna(), one.fillna(other))


def _find_in(values: pd.Series, entry: Series, course: Course, ref_area: str) -> Iterator[tuple[str, float]]:
    """The periods of one series that are out of course, with the multiple of what is allowed."""
    measured = measure_leaps(values, entry.freq, signed=entry.signed)
    before, after = measured["before"], measured["after"]
    both = before.notna() & after.notna()
    limit = pd.Series(np.where(both, course.single, course.newest), index=both.index)
    size = _nearer(before, after).abs() / (limit if entry.signed else np.log(limit))
    year = PERIODS_A_YEAR[entry.freq]
    certain = set(np.flatnonzero(both & (size > 1)).tolist())
    for place in np.flatnonzero(size > 1).tolist():
        if place not in certain and certain & {place - year, place + year}:
            continue  # the wrong value is the one that it is compared with
        period = str(size.index[place])
        if not entry.is_unusual(ref_area, period):
            yield period, float(size.iloc[place])


def measure_years(values: pd.Series, freq: Frequency) -> pd.Series:
    """How far the growth of each year stands from that of the years around it, in logarithms.

    Args:
        values: Amounts by period. A year that lacks months is compared with the same months of the year before.
        freq: Of the periods.

    Returns:
        By year; missing where the year before has no value.
    """
    periods = values.index.astype(str)
    table = values.groupby([periods.str[:4].astype(int), periods.str[4:]]).last().unstack()
    table = table.reindex(range(table.index.min(), table.index.max() + 1))
    both = table.notna() & table.shift().notna()
    few = both.sum(axis=1) < (1 if freq == "A" else MONTHS_OF_YEAR)
    now, before = table.where(both).sum(axis=1), table.shift().where(both).sum(axis=1)
    growth = pd.Series(np.log(now.where((now > 0) & ~few) / before.where(before > 0)))
    return growth - growth.rolling(TREND, center=True, min_periods=1).median()


def _find_years(
    values: pd.Series, entry: Series, course: Course, identity: Mapping[str, str]
) -> Iterator[tuple[str, float]]:
    """The years at a level that another leaves again; of a level that stays, those on the shorter side of the step."""
    measured = measure_years(values, entry.freq) / np.log(course.year or course.newest)
    area, vintage = identity["ref_area"], identity["vintage"]
    told = {int(item.period[:4]) for item in entry.breaks_of(area, vintage)}
    told |= {int(item.first) for item in entry.unusual if item.first.isdigit() and item.covers(area, item.first)}
    steps = [(int(year), size) for year, size in measured[measured.abs() > 1].items() if year not in told]
    years = sorted({int(period[:4]) for period in values.index.astype(str)})
    while steps:
        (first, size), *later = steps
        back = next((year for year, other in later if other * size < 0), None)
        at = [year for year in years if first <= year < (back or years[-1] + 1)]
        before = [year for year in years if year < first]
        for year in before if back is None and len(before) < len(at) else at:
            yield str(year), abs(size)
        steps = [(year, other) for year, other in later if back is not None and year > back]


def _name(period: pd.Period, freq: str) -> str:
    return f"{period.year}-Q{period.quarter}" if freq == "Q" else str(period)
