"""Add the newest periods to the last vintage: what came before them is carried over, after the join is checked.

A file of the new months alone is what people download. The snapshot that is made of it holds the whole series, so that
nothing after it need know; its metadata say which periods come from which vintage.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from remesas.core.errors import DataError, UnitError
from remesas.core.units import factor
from remesas.core.vintages import SERIES_KEY
from remesas.ingest.snapshots import COLUMNS, Carried
from remesas.update.comparison import LEVELS, POINT
from remesas.update.periods import count_a_year, follow

RECENT = 3
"""With how many years of the last vintage the values that join it are compared. Tried on 19,778 joins of three months
in the monthly series of raw/, the check refuses 72 that are right (April 2020, oil in 1990 and 2008, balances that
change sign), and lets 0.9% pass at 18 times their level: balances near zero."""


def find_carried(tidy: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """The rows of the last vintages that are older than all that a file has of their series and area.

    Returns:
        Rows of ``previous``; none of a series that ends in the file before it does there: that is no addition.
    """
    spans = tidy.groupby(SERIES_KEY)["time_period"].agg(begins="min", ends="max").reset_index()
    held = previous.merge(spans, on=SERIES_KEY)
    reached = held["ends"] >= held.groupby(SERIES_KEY)["time_period"].transform("max")
    return held[reached & (held["time_period"] < held["begins"])]


def check_joins(tidy: pd.DataFrame, previous: pd.DataFrame, carried: pd.DataFrame, *, any_level: bool) -> None:
    """Where a file and its last vintage have no period in common, the one must go on where the other ends.

    Args:
        tidy: The rows of the file.
        previous: The last vintages of its series and areas.
        carried: The rows that are to be carried over.
        any_level: Whether the level of what is added is known to be right.

    Raises:
        DataError: If periods between them are missing.
        UnitError: If the middle of the new values is far from all recent ones.
    """
    held_rows = previous.merge(carried[SERIES_KEY].drop_duplicates(), on=SERIES_KEY)
    groups = {key: rows.sort_values("time_period") for key, rows in held_rows.groupby(SERIES_KEY)}
    for key, own in tidy.groupby(SERIES_KEY):
        if key not in groups or own["time_period"].min() <= groups[key]["time_period"].iloc[-1]:
            continue
        held, series = groups[key], f"{key[0]}:{key[1]}"
        vintage, last, first = held["vintage"].iloc[0], held["time_period"].iloc[-1], own["time_period"].min()
        if first > (expected := follow(last)):
            raise DataError(
                f"it begins with {first}, but vintage {vintage} ends with {last}.",
                series=series,
                period=expected,
                remedy=f"obtain it from {expected} on or, better, from an earlier period on, so that revisions show.",
            )
        recent = held["obs_value"].iloc[-RECENT * count_a_year(first) :]
        ends = [edge * limit for edge in (recent.min(), recent.max()) for limit in LEVELS]
        if not (any_level or min(ends) <= own["obs_value"].median() <= max(ends)):
            raise UnitError(
                f"no period is in both the file and vintage {vintage}, and its values (median "
                f"{own['obs_value'].median():.6g} {own['unit_measure'].iloc[0]}) are far from the last ones there "
                f"({recent.min():.6g} to {recent.max():.6g}).",
                series=series,
                period=first,
                remedy="obtain it from an earlier period on, so that the two can be compared; if the level is right, "
                "say --allow-revised.",
            )


def check_first_common(
    revised: pd.DataFrame, tidy: pd.DataFrame, previous: pd.DataFrame, carried: pd.DataFrame
) -> None:
    """The first period that a file and its last vintage share must not be revised: older ones may have been, too.

    Raises:
        DataError: If it is.
    """
    common = tidy.merge(previous[POINT], on=POINT).merge(carried[SERIES_KEY].drop_duplicates(), on=SERIES_KEY)
    first = common.groupby(SERIES_KEY)["time_period"].min().reset_index()
    for row in revised.merge(first, on=POINT).head(1).to_dict("records"):
        raise DataError(
            f"it begins with a period that is revised, from {row['obs_value_held']:.6g} to {row['obs_value']:.6g} "
            f"{row['unit_measure']}, so those before it, which it lacks, may have been revised too.",
            series=f"{row['source']}:{row['series']}",
            period=row["time_period"],
            remedy="obtain it from an earlier period on; if no more of it is to be had, say --allow-revised.",
        )


def join_carried(frame: pd.DataFrame, carried: pd.DataFrame, units: Mapping[str, str]) -> pd.DataFrame:
    """The rows of a file with those carried over, as text in the units of the file.

    Args:
        frame: Columns ``snapshots.COLUMNS``.
        carried: Rows of last vintages, with ``text`` and ``unit`` as they are written there.
        units: The unit of each series in the file.
    """
    texts = [
        _convert(text, unit, units[series])
        for series, text, unit in carried[["series", "text", "unit"]].itertuples(index=False)
    ]
    whole = pd.concat([carried.assign(obs_value=texts)[COLUMNS], frame[COLUMNS]])
    return whole.sort_values(COLUMNS[:4], ignore_index=True, kind="stable")


def describe_carried(carried: pd.DataFrame) -> tuple[Carried, ...]:
    """What the metadata say of rows that were carried over."""
    spans = carried.groupby(["series", "vintage"])["time_period"].agg(first="min", last="max").reset_index()
    return tuple(Carried(**{str(name): text for name, text in row.items()}) for row in spans.to_dict("records"))


def _convert(text: str, unit: str, wanted: str) -> str:
    """A value as text in another unit; exact, since units of money and persons differ by powers of ten."""
    if unit == wanted:
        return text
    return f"{Decimal(text) * Decimal(f'{factor(unit, wanted):.12g}'):f}"
