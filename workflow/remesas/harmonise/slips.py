"""Find values that a slip put there, however well they fit the course of their series: copies, and noughts.

A figure of many digits does not come twice by itself, nor do several in the same order. A copied quarter, or a newest
month that is that of the month before, has the right size and may even add up, since parts and total are copied alike;
so do noughts, which some files have for values that are still to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.core.vintages import SERIES_KEY

DIGITS = 6
"""A figure of so many digits is not that of the period before by chance. In raw/, of economies that have a course, none
is; elsewhere providers go on with an estimate, year after year."""
RUN, RUN_DIGITS = 3, 12
"""So many values in a row, of so many digits together, do not come twice by chance: nowhere in raw/ do they."""
PRECISION = 7
"""So many digits of a number are looked at: more are of a computer's making (3.59999990463257 is 3.6)."""
COPY = [*SERIES_KEY, "vintage", "time_period", "other"]


def find_copies(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The values that stand twice in their series, next to each other or several in a row, unless the catalog says why.

    Args:
        observations: ``frames.OBSERVATIONS`` of the vintages in use.
        catalog: What is ``unusual``, and the courses: single values are asked of areas that have one.

    Returns:
        The columns ``COPY``; ``other`` is the period that has the same figure. Which of the two is wrong, nobody knows:
        both are told.
    """
    rows = observations.sort_values([*SERIES_KEY, "vintage", "time_period"], ignore_index=True)
    group = rows.groupby([*SERIES_KEY, "vintage"]).ngroup()
    pairs = dict(_pair_runs(rows["obs_value"], group)) | dict(_pair_neighbours(rows, group, catalog))
    both = {other: place for place, other in pairs.items()} | pairs
    places = sorted(both)
    periods = rows["time_period"].to_numpy()
    found = rows.loc[places].assign(other=[periods[both[place]] for place in places])
    return found.loc[_list_unexplained(found, catalog), COPY]


def find_noughts(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The months and quarters of amounts that are nought, unless the catalog says why (``unusual``).

    Args:
        observations: ``frames.OBSERVATIONS`` of the vintages in use.
        catalog: Which series may be below nought, and what is unusual.

    Returns:
        The columns of ``SERIES_KEY``, vintage and time_period.
    """
    amounts = [name for name, entry in catalog.series.items() if not entry.signed]
    noughts = observations[(observations["obs_value"] == 0) & (observations["freq"] != "A")]
    noughts = noughts[(noughts["source"] + ":" + noughts["series"]).isin(amounts)]
    return noughts.loc[_list_unexplained(noughts, catalog), [*SERIES_KEY, "vintage", "time_period"]]


def _list_unexplained(rows: pd.DataFrame, catalog: Catalog) -> list[bool]:
    """Of each row whether the catalog does not say why it is unusual."""
    places = zip(rows["source"] + ":" + rows["series"], rows["ref_area"], rows["time_period"], strict=True)
    return [not catalog.series[name].is_unusual(*at) for name, *at in places]


def count_digits(value: float) -> int:
    """How many digits of a number say something."""
    return len(f"{abs(value):.{PRECISION - 1}e}".split("e")[0].replace(".", "").strip("0"))


def list_runs(values: pd.Series, group: pd.Series) -> pd.DataFrame:
    """Every run of values that are not all the same, by the place where it begins: a column for each of them.

    Args:
        values: In the order of their periods.
        group: To which series each belongs.
    """
    grouped = values.groupby(group)
    runs = pd.concat([values, *(grouped.shift(-step) for step in range(1, RUN))], axis=1, keys=range(RUN))
    return runs[runs.notna().all(axis=1) & (runs.ne(runs[0], axis=0).any(axis=1))]


def is_telling(run: Iterable[float]) -> bool:
    """Whether the values of a run have digits enough not to come twice by chance."""
    return sum(map(count_digits, run)) >= RUN_DIGITS


def _pair_runs(values: pd.Series, group: pd.Series) -> Iterator[tuple[int, int]]:
    """The places of values that are part of a run that stands twice, each with the place of the other."""
    runs = list_runs(values, group).assign(group=group)
    twice = runs[runs.duplicated(keep=False)]
    for _, same in twice.groupby(list(twice.columns)):
        first, *later = same.index.tolist()
        if is_telling(same.loc[first, list(range(RUN))]):
            yield from ((place + step, first + step) for place in later for step in range(RUN))


def _pair_neighbours(rows: pd.DataFrame, group: pd.Series, catalog: Catalog) -> Iterator[tuple[int, int]]:
    """The places of values that are those of the period before, each with the place of that."""
    same = rows["obs_value"].eq(rows["obs_value"].shift()) & group.eq(group.shift())
    for place in np.flatnonzero(same).tolist():
        row = rows.iloc[place]
        entry = catalog.series[f"{row['source']}:{row['series']}"]
        if entry.course_of(row["ref_area"]) and count_digits(row["obs_value"]) >= DIGITS:
            yield place, place - 1
