"""Look up the frame of the page over all economies by measure, year and economy, and where each number comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.measures import Measure
from remesas.brief.provenance import Provenance
from remesas.brief.words.places import sort_key
from remesas.build import AtlasBuild
from remesas.core.rows import records

DERIVED, PAGE = "compile_atlas", "render_atlas"
"""The rules that make the frame, and the page."""
LARGEST = 20
"""Among how many of the largest, at either end of the span, the page says who overtook whom."""
NAMED = 3
"""How many economies a sentence names as the first of many."""
TENTH = 10.0
EVEN = 100.0
"""Percent: from where on a weight is told of, and where the lead column is as much as what it is laid beside."""


class DatedMeasure(Measure):
    """A measure whose values may come from several vintages."""

    @cached_property
    def common(self) -> frozenset[str]:
        """The vintages that most values come from."""
        found = [list_vintages(row) for row in self.rows.values() if pd.notna(row.obs_value)]
        return max(sorted(set(found), key=sorted), key=found.count, default=frozenset())

    def is_other(self, area: str) -> bool:
        """Whether the value of an economy comes from other vintages than most."""
        row = self.rows.get(area)
        return row is not None and pd.notna(row.obs_value) and list_vintages(row) != self.common


def list_vintages(row: Any) -> frozenset[str]:
    """The vintages behind a row."""
    return frozenset(filter(None, row.vintage.split("; ")))


@dataclass(frozen=True)
class Atlas:
    """The frame of a context, looked up by measure."""

    context: Context

    @cached_property
    def build(self) -> AtlasBuild:
        """The build: one of all economies."""
        return cast(AtlasBuild, self.context.build)

    @cached_property
    def _measures(self) -> dict[tuple[str, str, str, int], dict[str, Any]]:
        found: dict[tuple[str, str, str, int], dict[str, Any]] = {}
        for row in records(self.build.atlas):
            key = row.measure, row.indicator, row.flow, int(row.time_period)
            found.setdefault(key, {})[row.ref_area] = row
        return found

    @cached_property
    def flow(self) -> str:
        """The flow of the lead column's amounts."""
        return next((key[2] for key in self._measures if key[0] == "rank"), "")

    def read(self, measure: str, year: int | None = None, indicator: str = "", flow: str | None = None) -> DatedMeasure:
        """A measure, of the lead column if no other is named, in a year; in its newest, where none is given."""
        own = self.flow if flow is None else flow
        name = indicator or self.context.lead
        years = [key[3] for key in self._measures if key[:3] == (measure, name, own)]
        when = year if year is not None else max(years, default=0)
        return DatedMeasure(when, self._measures.get((measure, name, own, when), {}))

    # ---- what is told ----------------------------------------------------------------------------------------------
    @cached_property
    def year(self) -> int:
        """The year of the amounts."""
        return self.read("per_head").year

    @cached_property
    def amounts(self) -> DatedMeasure:
        """What each economy receives."""
        return self.read("amount", self.year)

    @cached_property
    def ranks(self) -> DatedMeasure:
        """The ranks of these amounts."""
        return self.read("rank", self.year)

    @cached_property
    def weights(self) -> DatedMeasure:
        """The same in percent of GDP."""
        return self.read("percent_of_gdp")

    @cached_property
    def sources_year(self) -> int:
        """The year in which sources are compared; 0 if there is none."""
        return max((key[3] for key in self._measures if key[0] == "place"), default=0)

    @cached_property
    def flows(self) -> list[str]:
        """The flows in which the sources of some economy can be compared."""
        named = dict.fromkeys(key[2] for key in self._measures if key[0] == "place")
        return [flow for flow in named if len(self.read("place", self.sources_year, flow=flow).values)]

    @cached_property
    def beside(self) -> list[str]:
        """What the basis lays beside the lead column, as far as the frame has it."""
        declared = self.build.catalog.bases[self.build.bases[0]].beside if self.build.bases else {}
        return [name for name in declared if len(self.read(f"percent_of_{name}").values)]

    @cached_property
    def areas(self) -> list[str]:
        """All economies: by rank, those without one at the end by name."""
        ranks, place = self.ranks.values, self.context.place
        return sorted(self.amounts.rows, key=lambda area: (ranks.get(area, math.inf), sort_key(place(area))))

    def find_first(self, flow: str, area: str) -> str:
        """The largest source of an economy in a flow; empty where that cannot be told."""
        places = {name: self.read("place", self.sources_year, name, flow).values for name in self.columns(flow)}
        return next((name for name, place in places.items() if place.get(area) == 1), "")

    def columns(self, flow: str) -> list[str]:
        """The sources that are compared in a flow."""
        return list(dict.fromkeys(key[1] for key in self._measures if key[0] == "place" and key[2] == flow))

    def list_firsts(self, flow: str) -> list[str]:
        """The economies in which the lead column is the largest source of a flow, those that receive most first."""
        places = self.read("place", self.sources_year, flow=flow).values
        amounts = self.read("amount", self.sources_year).values
        return sorted(places[places == 1].index, key=lambda area: -amounts.get(area, 0.0))

    # ---- over the span ---------------------------------------------------------------------------------------------
    @cached_property
    def ends(self) -> tuple[DatedMeasure, DatedMeasure]:
        """The amounts at both ends of the span, of the economies that have both."""
        then, now = (self.read("amount", year) for year in self.build.span)
        both = then.values.index.intersection(now.values.index)
        return tuple(DatedMeasure(end.year, {area: end.rows[area] for area in both}) for end in (then, now))  # type: ignore[return-value]

    @cached_property
    def moves(self) -> pd.DataFrame:
        """The ranks at both ends among the economies that have both (``then``, ``now``), and the places ``gained``."""
        ranks = [end.values.rank(ascending=False, method="min") for end in self.ends]
        frame = pd.DataFrame({"then": ranks[0], "now": ranks[1]}).sort_values(["now", "then"])
        return frame.assign(gained=frame["then"] - frame["now"])

    def move(self, area: str, column: str) -> float:
        """One of the columns of ``moves`` for an economy."""
        values: dict[Any, Any] = self.moves[column].to_dict()
        return float(values[area])

    @cached_property
    def largest(self) -> list[str]:
        """The largest at the end of the span."""
        return list(self.moves.index[self.moves["now"] <= LARGEST])

    def list_overtaken(self, area: str) -> list[str]:
        """Whom an economy overtook, of those that were or are among the largest."""
        then, now = (end.values for end in self.ends)
        seen = self.moves.index[(self.moves[["then", "now"]] <= LARGEST).any(axis=1)]
        return [other for other in seen if then[other] > then[area] and now[other] < now[area]]

    def list_overtaking(self, area: str) -> list[str]:
        """Who overtook an economy, of those that were or are among the largest."""
        then, now = (end.values for end in self.ends)
        seen = self.moves.index[(self.moves[["then", "now"]] <= LARGEST).any(axis=1)]
        return [other for other in seen if then[other] < then[area] and now[other] > now[area]]

    # ---- where numbers come from ---------------------------------------------------------------------------------
    def trace(self, row: Any) -> Provenance:
        """Of a row: of a rank the larger amounts too."""
        found = self.context.provenances.of_row(row, DERIVED)
        if row.measure != "rank" or pd.isna(row.obs_value):
            return found
        amounts = self.read("amount", int(row.time_period))
        above = [
            other
            for area, other in amounts.rows.items()
            if amounts.values.get(area, 0.0) > amounts.values[row.ref_area]
        ]
        used = (item for other in (row, *above) for item in self.context.provenances.of_row(other, "").used)
        return replace(found, used=tuple(dict.fromkeys(used)))

    def count(self, formula: str, unit: str, rows: Iterable[Any]) -> Provenance:
        """Of a number that the page computes from several rows."""
        behind = [self.context.provenances.of_row(row, DERIVED) for row in rows]
        plain = dict.fromkeys((name.partition("@")[0], vintage) for one in behind for name, vintage in one.inputs)
        used = dict.fromkeys(item for one in behind for item in one.used)
        return Provenance(formula, tuple(plain), unit=unit, used=tuple(used), rule=PAGE)

    def address(self, row: Any) -> str:
        """The address of a row's cell: ``atlas``, economy, flow if not the lead's, column, measure, year."""
        flow = [row.flow] if row.flow not in ("", self.flow) else []
        return ".".join(["atlas", row.ref_area, *flow, row.indicator, row.measure, str(row.time_period)])
