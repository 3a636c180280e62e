"""Find steps: months from which a monthly series stands at another level than before.

A lasting step raises the growth over twelve months for twelve months: it comes at the step and goes a year later. So
does a crisis. Which of the two a step is, only a source can say; here they are found, measured, and laid beside the
breaks that the catalog declares.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import MONTHS_A_YEAR, Series
from remesas.core.files import empty_frame
from remesas.core.frames import STEPS
from remesas.core.vintages import SERIES_KEY

HALF = 6
"""Months of growth whose median is taken, on each side of where a step begins and of where it leaves the growth."""
APART = MONTHS_A_YEAR + HALF
"""Two steps closer than this share months; the larger one stands."""
LIMIT = 3.5
"""The least score of a step: the limit for outliers by modified z-scores of Iglewicz and Hoaglin."""
LEAST_PERCENT = 10.0
"""The least size of a step."""
TOGETHER = 3
"""Steps of several series so many months apart, in one direction, count as one event."""


def find_steps(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Steps in the level of all monthly series that are summed to years: flows, not prices.

    Args:
        observations: ``frames.OBSERVATIONS`` of the vintages in use.
        catalog: Says which series are flows, and their breaks.

    Returns:
        ``frames.STEPS``, in the order of months. Months without a positive value are not judged, nor are steps under
        ``LEAST_PERCENT`` or in the first or last year and a half of a series.
    """
    rows: list[dict[str, object]] = []
    for key, own in observations[observations["freq"] == "M"].groupby([*SERIES_KEY, "vintage"]):
        identity = dict(zip([*SERIES_KEY, "vintage"], map(str, key), strict=True))
        entry = catalog.series[f"{identity['source']}:{identity['series']}"]
        if entry.annual == "sum":
            months = pd.PeriodIndex(own["time_period"], freq="M")
            values = pd.Series(own["obs_value"].to_numpy(float), index=months).sort_index()
            rows += ({**identity, **step} for step in _find_in(values, entry, identity))
    if not rows:
        return empty_frame(STEPS)
    steps = pd.DataFrame(rows).sort_values(["time_period", *SERIES_KEY], ignore_index=True)
    steps["others"] = list(_count_others(steps))
    return steps[list(STEPS.columns)]


def measure_steps(values: pd.Series) -> pd.DataFrame:
    """How large a step in each month would be, from the growth over twelve months before, during and after it.

    Args:
        values: By month (``PeriodIndex``).

    Returns:
        By month ``size`` (as a logarithm, of the smaller of the two edges; nought if they do not agree), ``score``
        (size in robust standard deviations of the edges of the whole series) and ``edge`` (change of the growth on the
        month before).
    """
    months = pd.period_range(values.index.min(), values.index.max(), freq="M")
    levels = np.log(values.reindex(months).where(lambda held: held > 0))
    growth = levels - levels.shift(MONTHS_A_YEAR)
    median = growth.rolling(HALF).median()
    rise = median.shift(-(HALF - 1)) - median.shift(1)
    fall = median.shift(-(MONTHS_A_YEAR - 1)) - median.shift(-(MONTHS_A_YEAR + HALF - 1))
    agree = np.sign(rise) == np.sign(fall)
    size = (np.sign(rise) * np.minimum(rise.abs(), fall.abs())).where(agree, 0.0).where(rise.notna() & fall.notna())
    edges = pd.concat([rise, fall]).dropna()
    spread = (edges - edges.median()).abs().median()
    return pd.DataFrame({"size": size, "score": 0.6745 * size / (spread or np.nan), "edge": growth.diff()})


def _find_in(values: pd.Series, entry: Series, identity: dict[str, str]) -> Iterator[dict[str, object]]:
    """The steps of one series, the largest of those that share months, each in the month in which growth jumps."""
    measured = measure_steps(values)
    left = measured[(measured["score"].abs() >= LIMIT) & (100 * np.expm1(measured["size"].abs()) >= LEAST_PERCENT)]
    while len(left):
        at = left["score"].abs().idxmax()
        step = measured.loc[at]
        near = measured.loc[at - HALF : at + HALF, "edge"] * np.sign(step["size"])
        month = near.idxmax()
        yield {
            "time_period": str(month),
            "change_percent": float(100 * np.expm1(step["size"])),
            "score": float(step["score"]),
            "explained": _explain(entry, identity, month),
        }
        left = left[[abs((other - at).n) > APART for other in left.index]]


def _explain(entry: Series, identity: dict[str, str], month: pd.Period) -> str:
    """The note of a declared break within half a year of a month."""
    declared = entry.breaks_of(identity["ref_area"], identity["vintage"])
    return next((item.note for item in declared if abs((pd.Period(item.period, freq="M") - month).n) <= HALF), "")


def _count_others(steps: pd.DataFrame) -> Iterator[int]:
    """How many other series have a step in the same direction at about the same time."""
    months = pd.PeriodIndex(steps["time_period"], freq="M").astype("int64").to_numpy()
    up = steps["change_percent"].to_numpy() > 0
    series = (steps["source"] + ":" + steps["series"]).to_numpy()
    for place in range(len(steps)):
        alike = (abs(months - months[place]) <= TOGETHER) & (up == up[place]) & (series != series[place])
        yield len(set(series[alike]))
