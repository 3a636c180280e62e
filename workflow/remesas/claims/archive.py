"""Keep the annual observations of all vintages, by series, area and year, as evaluators look them up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import pint

from remesas.claims.results import MissingValueError, Observation
from remesas.core.vintages import choose_together, last_day, newest_known

Quantity = pint.Quantity[Any]


class Key(NamedTuple):
    """A series of one area and counterpart."""

    reference: str
    ref_area: str
    counterpart_area: str


Values = dict[Key, dict[int, Observation]]
"""A series by area and year."""
Filled = tuple[Quantity, list[Observation]]
"""A value, and the observations behind it."""
INDEXED = [
    "ref_area", "counterpart_area", "time_period", "obs_value", "unit_measure", "obs_status", "vintage", "note",
]  # fmt: skip


class Archive:
    """All annual observations of all vintages, first prints filed as the oldest vintage of their series.

    Args:
        annual: Frame ANNUAL (all sources).
        first_prints: For a series, the one that holds its first prints.
    """

    def __init__(self, annual: pd.DataFrame, first_prints: Mapping[str, str]) -> None:  # noqa: D107
        held = annual["time_period"]
        self.years = range(int(held.min()), int(held.max()) + 1) if len(held) else range(0)
        """From the first to the last year of any observation."""
        groups = annual.groupby(annual["source"] + ":" + annual["series"], sort=True)
        self._frames = {str(reference): rows for reference, rows in groups}
        self._names = first_prints
        self._first_prints = {
            reference: {str(vintage): rows for vintage, rows in self._frames[first].groupby("vintage")}
            for reference, first in first_prints.items()
            if first in self._frames
        }
        self._parts: dict[str, tuple[pd.DataFrame, dict[str, pd.DataFrame]]] = {}
        self._known: dict[tuple[str, str | None, str | None], Values] = {}
        self._vintages: dict[tuple[Key, str], dict[int, Observation]] = {}
        self._held: dict[Key, tuple[dict[str, set[int]], str]] = {}
        self.columns: dict[Hashable, Filled | MissingValueError] = {}
        """What the columns of the tables were found to be: a claim asks for those of many years, again and again."""

    def list_older(self, reference: str) -> list[str]:
        """The vintages of a series before the one in use, first print included."""
        return list(self._part(reference)[1])

    def find_held(self, reference: str, vintage: str) -> str:
        """The series that holds a vintage of a series: first prints are a series of their own."""
        return self._names[reference] if vintage in self._first_prints.get(reference, ()) else reference

    def observations(self, reference: str, as_of: str | None, area: str | None = None) -> Values:
        """A series by area (of one alone, if it is named) and year: as in use, or as known in an older vintage.

        A first print covers few years; the others come from the vintage in use.
        """
        asked = reference, as_of, area
        if asked not in self._known:
            current, older = self._part(reference)
            vintage = newest_known(older, as_of) if as_of else None
            if vintage is None:
                values = self.observations(reference, None, area) if as_of else _index_rows(current, reference, area)
            else:
                values = _index_rows(older[vintage], reference, area)
                if vintage in self._first_prints.get(reference, ()):
                    used = self.observations(reference, None, area)
                    values = {key: years | values.get(key, {}) for key, years in used.items()}
            self._known[asked] = values
        return self._known[asked]

    def observe(self, key: Key, as_of: str | None) -> dict[int, Observation]:
        """One area's values of a series by year, as in use or as known in an older vintage; empty if it has none."""
        return self.observations(key.reference, as_of, key.ref_area).get(key, {})

    def choose_together(self, keys: Sequence[Key], as_of: str | None, *, one: bool = True) -> list[str] | None:
        """The vintages of some series of an area that fit one another (see ``vintages.choose_together``).

        They are no newer than those in use (or as known). None if there are none such; empty if a series is not held.
        """
        held, limits = [], []
        for key in keys:
            vintages, used = self._list_vintages(key)
            held.append(vintages)
            limits.append((as_of and newest_known(vintages, as_of)) or used)
        return choose_together(held, limits, one=one) if all(limits) else []

    def observe_vintage(self, key: Key, vintage: str) -> dict[int, Observation]:
        """One area's values of a series by year in one vintage."""
        if (key, vintage) not in self._vintages:
            frame = self._frames[key.reference]
            rows = frame[frame["vintage"] == vintage]
            self._vintages[key, vintage] = _index_rows(rows, key.reference, key.ref_area).get(key, {})
        return self._vintages[key, vintage]

    def _list_vintages(self, key: Key) -> tuple[Mapping[str, set[int]], str]:
        """The vintages that have a series of an area, with their years, and the one in use; empty if there is none."""
        if key not in self._held:
            vintages: dict[str, set[int]] = {}
            used = ""
            if key.reference in self._frames:
                frame = self._frames[key.reference]
                own = (frame["ref_area"] == key.ref_area) & (frame["counterpart_area"] == key.counterpart_area)
                for vintage, rows in frame[own & frame["obs_value"].notna()].groupby("vintage"):
                    vintages[str(vintage)] = set(rows["time_period"].tolist())
                    used = used or (str(vintage) if rows["in_use"].any() else "")
            self._held[key] = vintages, used
        return self._held[key]

    def _part(self, reference: str) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
        """The rows of a series in use, and those of each older vintage."""
        if reference not in self._frames:
            return pd.DataFrame(columns=INDEXED), {}
        if reference not in self._parts:
            frame = self._frames[reference]
            used = frame[frame["in_use"]]
            newest = max(map(last_day, used["vintage"].unique()), default=dt.date.min)
            older = {
                str(vintage): rows
                for vintage, rows in frame.groupby("vintage")
                if last_day(str(vintage)) < newest and not rows["in_use"].all()
            }
            self._parts[reference] = used, older | self._first_prints.get(reference, {})
        return self._parts[reference]


def _index_rows(rows: pd.DataFrame, reference: str, area: str | None = None) -> Values:
    index: Values = {}
    own = rows if area is None else rows[rows["ref_area"] == area]
    held = own.loc[own["obs_value"].notna(), INDEXED]
    # lists: pandas takes ten times as long to give its texts one by one
    for place, counterpart, year, *others in zip(*(held[name].tolist() for name in INDEXED), strict=True):
        key = Key(reference, place, counterpart)
        index.setdefault(key, {})[year] = Observation(reference, place, counterpart, year, *others)
    return index
