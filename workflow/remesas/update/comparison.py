"""Compare a candidate with the vintages of its series that are in ``raw/``: length, level, and what it changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import parse
from remesas.core.errors import DataError, UnitError
from remesas.core.units import factor, harmonised_unit, is_known, is_same_kind
from remesas.core.vintages import SERIES_KEY, mark_in_use, sort_vintages
from remesas.harmonise.slips import RUN, is_telling, list_runs
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import Snapshot, read_snapshot
from remesas.update.periods import name_periods
from remesas.update.readers.base import name_some

POINT = [*SERIES_KEY, "time_period"]
"""The columns that tell observations apart."""
LOSS_ALLOWED = 0.05
"""Share of the observations that a series of many areas may lose from one vintage to the next."""
LEVELS = (2 / 3, 1.5)
"""A revision whose median is outside these multiples of the last vintage is more likely other data."""


@dataclass(frozen=True)
class Changes:
    """What a candidate changes.

    Attributes:
        previous: The vintages that it was compared with.
        new: Observations that the previous vintages lack.
        revised: Observations whose value differs from them; ``obs_value_held`` is theirs.
        lost: Observations that only they have, and that are not carried over.
    """

    previous: tuple[str, ...]
    new: pd.DataFrame
    revised: pd.DataFrame
    lost: pd.DataFrame

    def __bool__(self) -> bool:
        """Whether there is anything new to keep."""
        return bool(len(self.new) or len(self.revised) or len(self.lost))

    def __str__(self) -> str:
        """What is new, in words."""
        if not self.previous:
            return f"{len(self.new)} observations, which no vintage up to that day has"
        since = f"since {', '.join(self.previous)}"
        if not self:
            return f"nothing changed {since}"
        named = f", withdrawn: {describe_rows(self.lost)}" if len(self.lost) else ""
        return (
            f"{len(self.new)} new, {len(self.revised)} revised, {len(self.lost)} withdrawn observations {since}{named}"
        )


def harmonise(snapshot: Snapshot, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a snapshot with values in harmonised units, source and vintage.

    Returns:
        The columns of ``frame`` and unit_measure, source, vintage; text and unit, as they are written; and tolerance:
        half a unit in the last place that the series is written with.
    """
    unit = frame["series"].map({item.id: item.unit for item in snapshot.series})
    scale = unit.map({text: factor(text, harmonised_unit(text)) for text in unit.unique()})
    places = frame["obs_value"].str.extract(r"\.([0-9]+)", expand=False).str.len().fillna(0)
    # By series, since a round value says nothing of how precisely the others are written.
    places = places.groupby([frame["series"], frame["ref_area"]]).transform("max")
    return frame.assign(
        text=frame["obs_value"],
        unit=unit,
        obs_value=pd.to_numeric(frame["obs_value"]) * scale,
        unit_measure=unit.map({text: harmonised_unit(text) for text in unit.unique()}),
        tolerance=0.5 * 10.0**-places * scale,
        source=snapshot.source,
        vintage=snapshot.vintage,
    )


def read_vintages(raw: Path, source: str, names: Collection[str]) -> pd.DataFrame:
    """All vintages in ``raw/`` of some series of a source, as ``harmonise`` makes them."""
    wanted = set(names)
    parts = []
    for meta in sorted((raw / source).glob(f"*/*{META}")):
        if not wanted.isdisjoint(item.id for item in parse(meta, Snapshot).series):
            held, frame = read_snapshot(meta)
            parts.append(harmonise(held, frame[frame["series"].isin(wanted)]))
    empty = pd.DataFrame(columns=[*POINT, "vintage", "obs_value", "unit_measure", "tolerance", "text", "unit"])
    return pd.concat(parts, ignore_index=True) if parts else empty


def select_known(vintages: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """Of each series and area the newest vintage that is not later than the given one."""
    return vintages[mark_in_use(vintages, {"default": vintage})]


def check_losses(lost: pd.DataFrame, withdrawn: int) -> None:
    """No observation of the last vintages may be lost unless the user says how many were withdrawn.

    The number is the one that this refusal names: who says it has read what would be lost.

    Raises:
        DataError: With all series, areas and periods that would be lost.
    """
    if len(lost) == withdrawn:
        return
    if lost.empty:
        raise DataError(
            f"nothing of the last vintages is lost, not {withdrawn} observations.", remedy="omit --withdrawn."
        )
    raise DataError(
        f"it is shorter than vintage {', '.join(sort_vintages(lost['vintage']))}: it would take away "
        f"{describe_rows(lost)}.",
        remedy="obtain the whole series, or the newest periods alone: they are added to the last vintage. If the "
        f"provider did withdraw these observations, say --withdrawn {len(lost)}.",
    )


def find_shortened(lost: pd.DataFrame, previous: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Of what is lost, the series that lose more than a provider of many areas withdraws now and then."""
    key = ["source", "series"]
    totals = previous.groupby(key).size().rename("total").reset_index()
    counted = lost.merge(totals, on=key)
    losses = counted.groupby(key)["series"].transform("size")
    areas = (counted["source"] + ":" + counted["series"]).map(lambda reference: catalog.series[reference].ref_area)
    return counted[(areas != "*") | (losses > (LOSS_ALLOWED * counted["total"]).clip(lower=1))]


def find_absent_areas(tidy: pd.DataFrame, previous: pd.DataFrame) -> dict[str, list[str]]:
    """The areas that a candidate lacks of its series, and the last vintages have."""
    held = previous[SERIES_KEY].drop_duplicates().merge(tidy[SERIES_KEY].drop_duplicates(), how="left", indicator="in")
    absent = held[held["in"] == "left_only"]
    return {str(series): sorted(rows["ref_area"].unique()) for series, rows in absent.groupby("series")}


def describe_rows(rows: pd.DataFrame) -> str:
    """Observations, series by series."""
    return ", ".join(f"{series} {describe_periods(own)}" for series, own in rows.groupby("series"))


def describe_periods(rows: pd.DataFrame, *, of_many: bool = False) -> str:
    """Observations of one series: periods, areas if there are several (``of_many``: or were), and how many they are."""
    areas = sorted(rows["ref_area"].unique())
    named = f" of {name_some(areas)}" if of_many or len(areas) > 1 else ""
    return f"{name_periods(rows['time_period'])}{named} ({len(rows)})"


def check_level(tidy: pd.DataFrame, previous: pd.DataFrame, *, by_area: bool = False) -> None:
    """A series may not stand at another level than in its last vintage: that is other data, or another currency.

    Args:
        tidy: The rows of a candidate (see ``harmonise``).
        previous: The last vintages.
        by_area: Whether each economy is asked too. A provider revises one of two hundred so far now and then, and what
            it was asked for is taken; in a file, two may have been exchanged.

    Raises:
        UnitError: With the series and the periods that were compared.
    """
    both = tidy.merge(previous[[*POINT, "obs_value", "vintage"]], on=POINT, suffixes=("", "_held"))
    both = both[(both["obs_value"] != 0) & (both["obs_value_held"] != 0)]
    ratios = (both["obs_value"] / both["obs_value_held"]).abs()
    key = ["source", "series", *(["ref_area"] if by_area else [])]
    areas = both.groupby("series")["ref_area"].nunique().to_dict()
    for (source, series, *area), ratio in ratios.groupby([both[name] for name in key]):
        if not is_same_level(ratio.median()):
            held = both.loc[ratio.index]
            vintage = held["vintage_held"].iloc[0]
            of = f" of {area[0]}" if area and areas[str(series)] > 1 else ""
            raise UnitError(
                f"its values{of} are {ratio.median():.3g} times those of vintage {vintage}, in the median of "
                f"{len(ratio)} observations.",
                series=f"{source}:{series}",
                period=f"{held['time_period'].min()} to {held['time_period'].max()}",
                remedy="see whether it is the same series, in the same currency and unit; if the provider did revise "
                "it so far, register the file with --allow-revised.",
            )


def check_places(tidy: pd.DataFrame, previous: pd.DataFrame) -> None:
    """What is revised may not be what the last vintage has of other periods or of another area, several in a row.

    Values that slipped by a year or a line, or those of a neighbour, stand at the right level and look like revisions.

    Args:
        tidy: The rows of a candidate (see ``harmonise``).
        previous: The last vintages of its series and areas.

    Raises:
        DataError: With the first place, and where the last vintage has these values.
    """
    if previous.empty:
        return
    steps = list(range(RUN))
    rows, held = (_list_runs(frame) for frame in (tidy, previous))
    there = rows.merge(held[POINT], on=POINT)
    revised = there.merge(held, on=[*POINT, *steps], how="left", indicator="in").query("`in` == 'left_only'")
    moved = revised[[*POINT, *steps]].merge(held, on=["source", "series", *steps], suffixes=("", "_held"))
    for row in moved.to_dict("records"):
        if is_telling(row[step] for step in steps):
            raise DataError(
                f"its values of {row['ref_area']} from {row['time_period']} on are revised to those that vintage "
                f"{row['vintage']} has of {row['ref_area_held']} from {row['time_period_held']} on: did lines or "
                "columns slip, or is it another economy?",
                series=f"{row['source']}:{row['series']}",
                period=row["time_period"],
                remedy="compare the file with its provider; if it is right, register it with --allow-revised.",
            )


def _list_runs(rows: pd.DataFrame) -> pd.DataFrame:
    """The runs of values (see ``slips.list_runs``), with the point and the vintage where each begins."""
    ordered = rows.sort_values(POINT, ignore_index=True)
    values = ordered["obs_value"].map(lambda value: float(f"{value:.6g}"))  # vintages are rounded in their own ways
    runs = list_runs(values, ordered.groupby(SERIES_KEY).ngroup())
    return runs.join(ordered[[*POINT, "vintage"]])


def find_changes(tidy: pd.DataFrame, previous: pd.DataFrame, carried: pd.DataFrame) -> Changes:
    """What a candidate changes against the last vintages of its series and areas."""
    held = previous.merge(tidy[SERIES_KEY].drop_duplicates(), on=SERIES_KEY)
    both = tidy.merge(held, on=POINT, how="outer", suffixes=("", "_held"), indicator=True)
    # A little more than half a place: a value in the middle may have been rounded either way.
    allowed = both[["tolerance", "tolerance_held"]].max(axis=1) * 1.001
    differs = (both["obs_value"] - both["obs_value_held"]).abs() > allowed
    missing = held.merge(tidy[POINT], on=POINT, how="left", indicator="found").query("found == 'left_only'")
    lost = missing.merge(carried[POINT], on=POINT, how="left", indicator="kept").query("kept == 'left_only'")
    return Changes(
        previous=tuple(sort_vintages(held["vintage"])),
        new=both[both["_merge"] == "left_only"],
        revised=both[differs],
        lost=lost,
    )


def compare_levels(
    rows: pd.DataFrame, previous: pd.DataFrame, units: Collection[str]
) -> tuple[str, Mapping[str, float]]:
    """How many times its last vintage a series is in each unit that it might be in, in the median.

    Returns:
        The last vintage, and the multiple in each unit that can be compared; empty where nothing overlaps.
    """
    both = rows.merge(previous, on=POINT[1:], suffixes=("", "_held"))
    both = both[both["obs_value_held"] != 0]
    if both.empty:
        return "", {}
    ratio = float((pd.to_numeric(both["obs_value"], errors="coerce") / both["obs_value_held"]).abs().median())
    kept = both["unit_measure"].iloc[0]
    comparable = [unit for unit in units if is_known(unit) and is_same_kind(unit, kept)]
    return str(both["vintage"].iloc[0]), {unit: ratio * factor(unit, kept) for unit in comparable}


def is_same_level(ratio: float | None) -> bool:
    """Whether a multiple of the last vintage may be a revision."""
    return ratio is not None and LEVELS[0] <= ratio <= LEVELS[1]
