"""Tell what the atlas shows: who receives most, whom it weighs most with, where it is the first source, who rose."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

import pandas as pd
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.build import BILLION, AtlasBuild
from remesas.core.notes import marked
from remesas.core.rows import records
from remesas.core.units import MONEY

DERIVED, PAGE = "compile_atlas", "render_atlas"
"""The rules that make the frame, and the page."""
LARGEST = 20
"""Among how many of the largest, at either end of the span, the page says who overtook whom."""
NAMED = 3
"""How many economies a sentence names as the first of many."""
TENTH = 10.0
EVEN = 100.0
"""Percent: from where on a weight is told of, and where the lead column is as much as what it is laid beside."""

COUNTED = {
    "": marked("They were the largest source of foreign exchange in %(count)s of %(all)s economies (%(year)s)."),
    "gross": marked(
        "They were the largest gross source of foreign exchange in %(count)s of %(all)s economies (%(year)s)."
    ),
    "net": marked("They were the largest net source of foreign exchange in %(count)s of %(all)s economies (%(year)s)."),
}
LISTED = {
    "": marked("Remittances were the largest source of %(year)s in: %(places)s."),
    "gross": marked("Remittances were the largest gross source of %(year)s in: %(places)s."),
    "net": marked("Remittances were the largest net source of %(year)s in: %(places)s."),
}
"""What is said by flow, and of any other; whole texts, since adjectives agree in them."""


@dataclass(frozen=True)
class Measure:
    """A measure in one year: its rows by economy, the missing ones too."""

    year: int
    rows: Mapping[str, Any]

    @cached_property
    def values(self) -> pd.Series:
        """The values that there are, by economy."""
        held = {area: float(row.obs_value) for area, row in self.rows.items() if pd.notna(row.obs_value)}
        return pd.Series(held, dtype=float)

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

    def read(self, measure: str, year: int | None = None, indicator: str = "", flow: str | None = None) -> Measure:
        """A measure, of the lead column if no other is named, in a year; in its newest, where none is given."""
        own = self.flow if flow is None else flow
        name = indicator or self.context.lead
        years = [key[3] for key in self._measures if key[:3] == (measure, name, own)]
        when = year if year is not None else max(years, default=0)
        return Measure(when, self._measures.get((measure, name, own, when), {}))

    # ---- what is told ----------------------------------------------------------------------------------------------
    @cached_property
    def year(self) -> int:
        """The year of the amounts."""
        return self.read("per_head").year

    @cached_property
    def amounts(self) -> Measure:
        """What each economy receives."""
        return self.read("amount", self.year)

    @cached_property
    def ranks(self) -> Measure:
        """The ranks of these amounts."""
        return self.read("rank", self.year)

    @cached_property
    def weights(self) -> Measure:
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
        return sorted(self.amounts.rows, key=lambda area: (ranks.get(area, math.inf), place(area)))

    def find_first(self, flow: str, area: str) -> str:
        """The largest source of an economy in a flow; empty where that cannot be told."""
        held = {name: self.place_of(flow, name, area) for name in self.columns(flow)}
        return next((name for name, place in held.items() if place == 1), "")

    def place_of(self, flow: str, name: str, area: str) -> float:
        """The place of a source among those of an economy."""
        return float(self.read("place", self.sources_year, name, flow).values.get(area, math.nan))

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
    def ends(self) -> tuple[Measure, Measure]:
        """The amounts at both ends of the span, of the economies that have both."""
        then, now = (self.read("amount", year) for year in self.build.span)
        both = then.values.index.intersection(now.values.index)
        return tuple(Measure(end.year, {area: end.rows[area] for area in both}) for end in (then, now))  # type: ignore[return-value]

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


# ---- sentences -------------------------------------------------------------------------------------------------------
def write_atlas_title(atlas: Atlas) -> str:
    """The title of the page: who receives most, and in how many economies it was the largest source, first flow."""
    context, t = atlas.context, atlas.context.language
    ranks = atlas.ranks.values
    if not len(ranks):
        return t.gettext("Remittances of all economies")
    words = {"first": context.phrase(str(ranks.idxmin())).alone, "year": t.numbers.year(atlas.year)}
    if not atlas.flows:
        return t.gettext("Remittances of all economies: %(first)s receives most (%(year)s)", **words)
    words |= {
        "count": t.numbers.amount(len(atlas.list_firsts(atlas.flow))),
        "all": t.numbers.amount(len(atlas.read("place", atlas.sources_year).values)),
        "before": t.numbers.year(atlas.sources_year),
    }
    title = t.gettext(
        "%(first)s receives most remittances (%(year)s); in %(count)s of %(all)s economies they were the largest "
        "source of foreign exchange (%(before)s)",
        **words,
    )
    return title[:1].upper() + title[1:]


def tell_atlas(atlas: Atlas) -> Iterator[str]:
    """The key findings."""
    if len(atlas.ranks.values):
        yield from _tell_largest(atlas)
        yield from _tell_weights(atlas)
        yield from _tell_beside(atlas)
        yield from _tell_sources(atlas)
        yield from _tell_moves(atlas)


def _tell_largest(atlas: Atlas) -> Iterator[str]:
    context, t, held = atlas.context, atlas.context.language, atlas.amounts.values
    first = [area for area in atlas.areas if area in held][:NAMED]
    total = math.fsum(held)
    provenance = atlas.count(t.gettext("sum of the amounts of all economies"), "USD million", _held(atlas.amounts))
    yield t.gettext(
        "In %(year)s, %(count)s economies received US$%(total)s billion in remittances; most went to %(places)s.",
        year=t.numbers.year(atlas.year),
        count=_show_count(atlas, len(held), atlas.amounts),
        total=context.number(t.numbers.amount(total / BILLION), total, provenance),
        places=_list_values(atlas, atlas.amounts, first),
    )


def _tell_weights(atlas: Atlas) -> Iterator[str]:
    t, weights = atlas.context.language, atlas.weights
    held = weights.values.sort_values(ascending=False)
    if not len(held):
        return
    over = held[held > TENTH]
    yield t.gettext(
        "Relative to GDP they are largest for %(places)s (%(year)s); in %(count)s of %(all)s economies they come to "
        "more than a tenth of it.",
        places=_list_values(atlas, weights, list(held.index[:NAMED])),
        year=t.numbers.year(weights.year),
        count=_show_count(atlas, len(over), weights),
        all=_show_count(atlas, len(held), weights),
    )


def _tell_beside(atlas: Atlas) -> Iterator[str]:
    context, t = atlas.context, atlas.context.language
    for name in atlas.beside:
        measure = atlas.read(f"percent_of_{name}")
        held = measure.values.sort_values(ascending=False)
        over = list(held.index[held > EVEN])
        words = {
            "name": name_beside(atlas, name),
            "year": t.numbers.year(measure.year),
            "all": _show_count(atlas, len(held), measure),
        }
        if not over:
            yield t.gettext("In none of %(all)s economies do they come to more than %(name)s (%(year)s).", **words)
            continue
        yield t.gettext(
            "They come to more than %(name)s in %(count)s of %(all)s economies (%(year)s): %(places)s.",
            count=_show_count(atlas, len(over), measure),
            places=t.numbers.listed([context.place(area) for area in over]),
            **words,
        )


def _tell_sources(atlas: Atlas) -> Iterator[str]:
    for flow in atlas.flows:
        places = atlas.read("place", atlas.sources_year, flow=flow)
        yield atlas.context.language.gettext(
            COUNTED.get(flow, COUNTED[""]),
            count=_show_count(atlas, len(atlas.list_firsts(flow)), places),
            all=_show_count(atlas, len(places.values), places),
            year=atlas.context.language.numbers.year(atlas.sources_year),
        )


def tell_firsts(atlas: Atlas) -> Iterator[str]:
    """In which economies the lead column is the largest source, flow by flow."""
    context, t = atlas.context, atlas.context.language
    for flow in atlas.flows:
        names = sorted((context.place(area) for area in atlas.list_firsts(flow)), key=sort_key)
        if names:
            words = {"year": t.numbers.year(atlas.sources_year), "places": t.numbers.listed(names)}
            yield t.gettext(LISTED.get(flow, LISTED[""]), **words)


def _tell_moves(atlas: Atlas) -> Iterator[str]:
    context, t, moves = atlas.context, atlas.context.language, atlas.moves
    own = moves.loc[atlas.largest]
    words = {
        "span": t.numbers.span(*atlas.build.span),
        "count": t.numbers.amount(len(own)),
        "both": t.numbers.amount(len(moves)),
        "year": t.numbers.year(atlas.build.span[1]),
    }
    if not len(own) or atlas.build.span[0] == atlas.build.span[1]:
        return
    up, down = str(own["gained"].idxmax()), str(own["gained"].idxmin())
    if atlas.move(up, "gained") > 0:
        yield t.gettext(
            "Of the %(count)s largest of %(year)s, %(country)s rose furthest (%(span)s): from rank %(then)s to %(now)s "
            "of the %(both)s economies that have a value in both years.",
            country=context.phrase(up).alone,
            then=_show_rank(atlas, up, 0),
            now=_show_rank(atlas, up, 1),
            **words,
        )
    if atlas.move(down, "gained") < 0:
        yield t.gettext(
            "Of the same, %(country)s lost most places: from rank %(then)s to %(now)s.",
            country=context.phrase(down).alone,
            then=_show_rank(atlas, down, 0),
            now=_show_rank(atlas, down, 1),
        )


def tell_coverage(atlas: Atlas) -> Iterator[str]:
    """By which rules the years of the measures were chosen, and who has no figure."""
    context, t = atlas.context, atlas.context.language
    yield t.gettext(
        "Economies report late, and not everything. So each measure is of the newest year that says enough: amounts of "
        "the newest in which the economies that have one had received 95 percent of all a year before; what they are "
        "related to of the newest in which the economies that have it receive 90 percent of all; so the gross "
        "sources, all together. A year that the configuration names is taken as it is."
    )
    silent = [area for area in atlas.areas if area not in atlas.amounts.values]
    if silent:
        yield t.gettext(
            "Without a figure for %(year)s, though with one for another year: %(places)s.",
            year=t.numbers.year(atlas.year),
            places=t.numbers.listed(sorted(map(context.place, silent), key=sort_key)),
        )
    areas = atlas.build.catalog.areas
    never = [code for code, area in areas.items() if area.kind == "economy" and code not in atlas.amounts.rows]
    if never:
        yield t.gettext(
            "Without any figure: %(places)s.", places=t.numbers.listed(sorted(map(context.place, never), key=sort_key))
        )


# ---- parts of sentences ----------------------------------------------------------------------------------------------
def sort_key(name: str) -> str:
    """What names are sorted by: their letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)).casefold()


def name_beside(atlas: Atlas, name: str) -> str:
    """What the basis lays beside the lead column, inside a sentence."""
    return atlas.context.language.noun(atlas.build.catalog.bases[atlas.build.bases[0]].beside[name].label)


def _held(measure: Measure) -> list[Any]:
    return [row for area, row in measure.rows.items() if area in measure.values]


def _show_count(atlas: Atlas, count: int, measure: Measure) -> Markup:
    t = atlas.context.language
    provenance = atlas.count(t.gettext("number of economies of which this can be said"), "", _held(measure))
    return atlas.context.number(t.numbers.amount(count), count, provenance)


def _show_rank(atlas: Atlas, area: str, end: int) -> Markup:
    t, rank = atlas.context.language, atlas.move(area, ("then", "now")[end])
    provenance = atlas.count(t.gettext("rank among the economies that have a value at both ends of the span"), "rank",
                             atlas.ends[end].rows.values())  # fmt: skip
    return atlas.context.number(t.numbers.amount(rank), rank, provenance)


def _list_values(atlas: Atlas, measure: Measure, areas: Sequence[str]) -> str:
    """Some economies with their values in brackets: amounts in billions, all else in percent."""
    context, t, parts = atlas.context, atlas.context.language, []
    for area in areas:
        row, money = measure.rows[area], measure.rows[area].unit_measure == MONEY
        text = t.numbers.amount(row.obs_value / BILLION, 1) if money else t.numbers.percent(row.obs_value)
        number = context.number(text, row.obs_value, atlas.trace(row), cell=atlas.address(row))
        words = {"place": context.phrase(area).alone, "value": number}
        said = (
            t.gettext("%(place)s (US$%(value)s billion)", **words)
            if money
            else t.gettext("%(place)s (%(value)s)", **words)
        )
        parts.append(said)
    return Markup(t.numbers.listed(parts))
