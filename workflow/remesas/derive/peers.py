"""Rank economies: what each receives of the lead column, its rank, its share of the world, and percent of its GDP.

Economies are compared in the newest year in which most of what they receive is known: many report late, and a rank
among those that were fast says little.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.uses import peer_references
from remesas.core import notes
from remesas.core.files import empty_frame
from remesas.core.frames import PEERS
from remesas.core.references import NO_COUNTERPART
from remesas.core.rows import records
from remesas.core.statuses import worst_status
from remesas.core.units import MONEY

BROAD = 95.0
"""A year is compared if the economies that have a value had so much, in percent, of the sum of the year before."""
Facts = dict[str, Any]
"""What is known of a value: obs_value, obs_status, note, series, source, vintage."""
Place = tuple[str, int]
"""Area and year."""
BEHIND = ("series", "source", "vintage")


def rank_economies(annual: pd.DataFrame, catalog: Catalog, bases: Sequence[str], ref_area: str) -> pd.DataFrame:
    """The economies on every basis whose lead column is one series that many of them have.

    Args:
        annual: Annual series in use, all areas.
        catalog: The lead column, the context of the bases, which areas are economies, and the neighbours.
        bases: The bases.
        ref_area: The economy that the brief is about.

    Returns:
        ``frames.PEERS``: every economy with a value, and in any case ``ref_area`` and its neighbours. All percentages
        of GDP are of one year: the newest up to the year of the ranks in which ``ref_area`` has both.
    """
    rows: list[Facts] = []
    for basis in bases:
        reference, gdp = peer_references(catalog, basis, ref_area)
        if reference:
            rows += _compare(Economies(annual, catalog, basis, ref_area), reference, gdp)
    if not rows:
        return empty_frame(PEERS)
    return pd.DataFrame(rows)[list(PEERS.columns)].astype({"obs_value": float})


def rank_amounts(held: Mapping[str, float]) -> dict[str, int]:
    """The rank of each economy by its amount, the largest first; equal amounts have the same."""
    return {area: 1 + sum(other > amount for other in held.values()) for area, amount in held.items()}


def find_broad_year(received: Mapping[Place, float]) -> int | None:
    """The newest year that is broad (see ``BROAD``); None if there is none."""
    for year in sorted({year for _, year in received}, reverse=True):
        before = {area: amount for (area, held), amount in received.items() if held == year - 1}
        known = math.fsum(amount for area, amount in before.items() if (area, year) in received)
        if before and 100 * known >= BROAD * math.fsum(before.values()):
            return year
    return None


@dataclass(frozen=True)
class Economies:
    """The annual series of all areas, looked up for one basis."""

    annual: pd.DataFrame
    catalog: Catalog
    basis: str
    ref_area: str

    def read(self, reference: str) -> Mapping[Place, Facts]:
        """The values that a series has."""
        source, _, series = reference.partition(":")
        rows = self.annual[(self.annual["source"] == source) & (self.annual["series"] == series)]
        rows = rows[(rows["counterpart_area"] == NO_COUNTERPART) & rows["obs_value"].notna()]
        return {(row.ref_area, row.time_period): self._describe(row) for row in records(rows)}

    def _describe(self, row: Any) -> Facts:
        series = row.series if row.ref_area == self.ref_area else f"{row.series}@{row.ref_area}"
        return {
            "obs_value": row.obs_value, "obs_status": row.obs_status, "note": row.note, "series": series,
            "source": row.source, "vintage": row.vintage,
        }  # fmt: skip


def _compare(economies: Economies, reference: str, reference_of_gdp: str) -> Iterator[Facts]:
    """All measures of one basis."""
    own = economies.ref_area
    amounts, gdp = economies.read(reference), economies.read(reference_of_gdp)
    received = {place: facts["obs_value"] for place, facts in amounts.items() if economies.catalog.is_economy(place[0])}
    year = find_broad_year(received)
    if year is None:
        return
    held = {area: amount for (area, when), amount in received.items() if when == year}
    order = sorted(held, key=lambda area: (-held[area], area))
    areas = list(dict.fromkeys([*order, own, *economies.catalog.country(own).neighbours]))
    yield from _rank(economies, amounts, held, areas, year)
    both = [when for area, when in amounts if area == own and when <= year and (area, when) in gdp]
    for area in areas if both else ():
        place = area, max(both)
        facts = relate(amounts.get(place, miss(place)), gdp.get(place, miss(place, notes.GDP.write())))
        yield _row(economies, place, "percent_of_gdp", facts, "percent", "100 × amount / GDP")


def _rank(
    economies: Economies, amounts: Mapping[Place, Facts], held: Mapping[str, float], areas: Sequence[str], year: int
) -> Iterator[Facts]:
    """Amount, rank and share of some areas in one year; ``held`` are the amounts of all economies."""
    ranks = rank_amounts(held)
    world = amounts.get((economies.catalog.bases[economies.basis].world, year)) or _sum_world(held)
    counted = notes.ECONOMIES_COUNTED.write(count=len(held))
    for area in areas:
        place = area, year
        amount = amounts.get(place, miss(place))
        ranked = amount | {"obs_value": ranks.get(area, math.nan), "note": counted if area in held else amount["note"]}
        yield _row(economies, place, "amount", amount, MONEY, f"{amount['series']} [{MONEY}]" if area in held else "")
        yield _row(economies, place, "rank", ranked, "rank", "rank among the economies that have a value")
        yield _row(economies, place, "share", relate(amount, world), "percent", "100 × amount / world")


def _sum_world(held: Mapping[str, float]) -> Facts:
    """What all economies receive, where the provider gives no sum."""
    note = notes.SUM_OF_ECONOMIES.write(count=len(held))
    return {"obs_value": math.fsum(held.values()), "obs_status": "A", "note": note} | dict.fromkeys(BEHIND, "")


def miss(place: Place, about: str = "") -> Facts:
    """The facts of a value that is missing."""
    reason = notes.NO_VALUE_IN.write(year=place[1])
    note = notes.ABOUT.write(about=about, reason=reason) if about else reason
    return {"obs_value": math.nan, "obs_status": "M", "note": note} | dict.fromkeys(BEHIND, "")


def relate(one: Facts, other: Facts, times: float = 100) -> Facts:
    """One amount by another, in percent or ``times`` as many: the worse status, the notes and the series of both."""
    parts = [facts for facts in (one, other) if facts["series"]]
    nought = other["obs_value"] == 0
    remarks = [note for facts in (one, other) for note in notes.split_notes(facts["note"])]
    return {
        "obs_value": math.nan if nought else times * one["obs_value"] / other["obs_value"],
        "obs_status": "M" if nought else worst_status([one["obs_status"], other["obs_status"]]),
        "note": notes.join_notes([*remarks, *([notes.NOT_POSITIVE.write()] if nought else [])]),
        **{name: notes.SEPARATOR.join(facts[name] for facts in parts) for name in BEHIND},
    }


def _row(economies: Economies, place: Place, measure: str, facts: Facts, unit: str, formula: str) -> Facts:
    return {
        **facts, "ref_area": place[0], "basis": economies.basis, "indicator": economies.catalog.lead,
        "measure": measure, "time_period": place[1], "unit_measure": unit, "formula": formula,
    }  # fmt: skip
