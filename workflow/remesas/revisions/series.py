"""Series against their earlier vintages, year by year: how large each revision is, and how far back it reaches.

Every vintage of a series is laid beside the one in use, first prints too. ``appeared`` and ``disappeared`` are about
the snapshots as obtained: many of the older ones are extracts that hold fewer years or economies than the provider had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

import numpy as np
import pandas as pd

from remesas.build import Build
from remesas.catalog.catalog import Catalog
from remesas.catalog.uses import lead_reference
from remesas.core.files import empty_frame
from remesas.core.frames import REVISION_CLASSES, REVISIONS
from remesas.core.rows import records
from remesas.core.vintages import SERIES_KEY, last_day, mark_newest_known

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
VINTAGE, FIRST_PRINT = "vintage", "first print"
PAIR = [*SERIES_KEY, "kind", "old_vintage"]
REACH = [
    *PAIR, "new_vintage", "years", *REVISION_CLASSES, "first_year", "last_year", "revised", "first_revised",
    "last_revised", "mean_percent", "largest_percent", "largest_year",
]  # fmt: skip


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


def compare_vintages(annual: pd.DataFrame, catalog: Catalog, areas: Set[str]) -> pd.DataFrame:
    """Every earlier vintage of every series against the one in use, but those of another quantity.

    Args:
        annual: Frame ANNUAL with all vintages.
        catalog: For a series the one that holds its first prints, which are compared whatever their area; and the
            vintages between which a series was redefined.
        areas: The economies whose series are compared.

    Returns:
        ``frames.REVISIONS``: one row a year that either vintage has; of a first print only its own years.
    """
    used = annual[annual["in_use"]].rename(columns={"vintage": "new_vintage", "obs_value": "new_value"})
    now = used[[*SERIES_KEY, "new_vintage", "time_period", "new_value", "unit_measure"]]
    earlier = annual[~annual["in_use"] & annual["ref_area"].isin(areas)].assign(kind=VINTAGE)
    both = pd.concat([earlier, _as_earlier_vintages(annual, catalog.first_prints)], ignore_index=True)
    then = both.rename(columns={"vintage": "old_vintage", "obs_value": "old_value"})
    pairs = then[PAIR].drop_duplicates().merge(now[[*SERIES_KEY, "new_vintage"]].drop_duplicates(), on=SERIES_KEY)
    vintages = zip(pairs["old_vintage"], pairs["new_vintage"], strict=True)
    pairs = pairs[[last_day(old) < last_day(new) for old, new in vintages]]
    pairs = pairs[[not _is_redefined(row, catalog) for row in records(pairs)]]
    if not len(pairs):
        return empty_frame(REVISIONS)
    new = pairs.merge(now, on=[*SERIES_KEY, "new_vintage"])
    old = pairs.merge(then[[*PAIR, "time_period", "old_value", "unit_measure"]], on=PAIR)
    keys = [*PAIR, "new_vintage", "time_period", "unit_measure"]
    rows = new.merge(old, on=keys, how="outer")
    rows = rows[(rows["kind"] == VINTAGE) | rows["old_value"].notna()]
    rows = rows[rows["old_value"].notna() | rows["new_value"].notna()].sort_values(keys).reset_index(drop=True)
    return rows.join(classify(rows["old_value"], rows["new_value"]))[list(REVISIONS.columns)]


def _is_redefined(row: Any, catalog: Catalog) -> bool:
    """Whether two vintages of a series are of different quantities."""
    entry = catalog.series.get(f"{row.source}:{row.series}")
    revisions = entry.revisions_of(row.ref_area, row.old_vintage, row.new_vintage) if entry else ()
    return any(item.redefined for item in revisions)


def _as_earlier_vintages(annual: pd.DataFrame, first_prints: Mapping[str, str]) -> pd.DataFrame:
    """First prints under the name of the series that they are of."""
    names = {first: base.split(":")[1] for base, first in first_prints.items()}
    keys = annual["source"] + ":" + annual["series"]
    own = annual[keys.isin(set(names))]
    return own.assign(series=[names[key] for key in keys[own.index]], kind=FIRST_PRINT)


def reach(revisions: pd.DataFrame) -> pd.DataFrame:
    """One row a series and earlier vintage.

    Returns:
        ``REACH``: ``years`` that both vintages have and the number of each class; of the revised values (small,
        moderate, large) number, first and last year, mean size in percent without sign, largest one with sign and its
        year.
    """
    rows = [
        {**dict(zip(PAIR, key, strict=True)), **_reach(own)}
        for key, own in revisions.groupby(PAIR, sort=False)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=REACH)


def _reach(own: pd.DataFrame) -> dict[str, object]:
    revised = own[own["class"].isin(REVISED)].set_index("time_period")
    sizes = revised["difference_percent"].dropna()
    largest = int(str(sizes.abs().idxmax())) if len(sizes) else None
    shared = own[own["old_value"].notna() & own["new_value"].notna()]
    return {
        "new_vintage": own["new_vintage"].iloc[0],
        "years": len(shared),
        **{name: int((own["class"] == name).sum()) for name in REVISION_CLASSES},
        "first_year": shared["time_period"].min(),
        "last_year": shared["time_period"].max(),
        "revised": len(revised),
        "first_revised": revised.index.min() if len(revised) else None,
        "last_revised": revised.index.max() if len(revised) else None,
        "mean_percent": sizes.abs().mean(),
        "largest_percent": float("nan") if largest is None else sizes[largest],
        "largest_year": largest,
    }


def nearest(reached: pd.DataFrame) -> pd.DataFrame:
    """Of each series the vintage just before the one in use, and its first print (rows of ``reach``)."""
    return reached[mark_newest_known(reached, key=[*SERIES_KEY, "kind"], column="old_vintage")]


def concerning(frame: pd.DataFrame, wanted: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """The rows of some series (``source:series``) and areas."""
    known = set(wanted)
    keys = zip(frame["source"] + ":" + frame["series"], frame["ref_area"], strict=True)
    return frame.loc[[key in known for key in keys]]  # by rows even where the list is empty


def leave_idle(frame: pd.DataFrame, build: Build) -> pd.DataFrame:
    """The rows but those of series whose newest vintage no figure of the build uses: they tell of no figure."""
    own = (frame["source"] + ":" + frame["series"]).isin(build.passed_over) & (
        frame["ref_area"] == build.scope.ref_area
    )
    return frame[~own]


def find_lead_series(build: Build) -> str | None:
    """The series behind the lead column of the first basis and table that have it, if one alone gives it."""
    return lead_reference(build.catalog, build.bases[0], build.scope.ref_area)


def measure_lead_revisions(build: Build) -> dict[str, pd.Series]:
    """Percent by which the lead's series in use exceeds each vintage of it before the one in use, by year."""
    annual = build.annual
    own = annual[
        (annual["source"] + ":" + annual["series"] == find_lead_series(build))
        & (annual["ref_area"] == build.scope.ref_area)
    ]
    used = own[own["in_use"]]
    newest = used.set_index("time_period")["obs_value"]
    before = {
        name for name in own["vintage"].unique() if all(last_day(name) < last_day(now) for now in used["vintage"])
    }
    older = own[own["vintage"].isin(before) & ~own["in_use"]].groupby("vintage", sort=True)
    return {
        str(vintage): (100 * (newest / rows.set_index("time_period")["obs_value"] - 1)).dropna()
        for vintage, rows in older
    }
