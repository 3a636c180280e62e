"""Compile the atlas: the lead column of all economies with their ranks, beside people, GDP, exports and other sources.

Economies report late, and not everything: a measure is of the newest year in which the economies that have it receive
nearly all of what is received. Earnings by source end years before the lead column does, so their year is an older one.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Role
from remesas.catalog.uses import find_common_basis, peer_references
from remesas.core import notes
from remesas.core.errors import DataError
from remesas.core.frames import ATLAS
from remesas.core.references import references
from remesas.core.rows import records
from remesas.core.units import MONEY
from remesas.core.vintages import NEWEST
from remesas.derive.indicators import rank_among_sources
from remesas.derive.peers import BEHIND, Economies, Facts, Place, find_broad_year, miss, rank_amounts, relate
from remesas.tables.fill import fill_columns, fill_role
from remesas.tables.series import AnnualSeries

ENOUGH = 90.0
"""A measure is told of a year if the economies that have it receive so much, in percent, of what all receive then."""
MILLION = 1e6


@dataclass(frozen=True)
class Years:
    """The year of each group of measures (None: there is no such year), and the span over which ranks are compared.

    ``amounts`` is that of the lead column and of what it is a head, ``weights`` that of its percent of GDP and of what
    the basis lays beside it, ``sources`` that of all sources of an economy.
    """

    amounts: int
    weights: int | None
    sources: int | None
    span: tuple[int, int]


def compile_atlas(
    annual: pd.DataFrame, catalog: Catalog, bases: Sequence[str], choice: Mapping[str, Any]
) -> pd.DataFrame:
    """Every measure of every economy.

    Args:
        annual: Frame ANNUAL of the sources of the bases, all vintages.
        catalog: The lead column, roles, context and ``beside`` of the bases, which areas are economies.
        bases: The first one on which economies can be compared counts.
        choice: ``atlas`` of config.yaml: ``year`` and ``span``.

    Returns:
        ``frames.ATLAS``. In the year of a measure each economy that ever has a value of the lead column has a row, a
        missing one with its reason; in other years of the span only values stand.

    Raises:
        DataError: If no basis is shared by all economies, or no year says enough.
    """
    basis = find_common_basis(catalog, bases)
    if basis is None:
        raise DataError(
            f"at bases: {' and '.join(bases)} have no series of the lead column that all economies share.",
            file="config.yaml",
            remedy="add worldbank to bases, or build the briefs without the atlas.",
        )
    used = annual[annual["in_use"]].reset_index(drop=True)
    compiler = Compiler.read(used, annual, catalog, basis)
    years = choose_years(compiler, choice)
    if years is None:
        raise DataError(
            "in the vintages in use there is no year in which enough economies have a value of the lead column.",
            file="processed/atlas.csv",
            remedy="choose a later date for the vintages in config.yaml, or name a year under atlas.",
        )
    rows = [*compiler.rank(years), *compiler.relate(years), *compiler.compare(years)]
    return pd.DataFrame(rows)[list(ATLAS.columns)].astype({"obs_value": float})


@dataclass(frozen=True)
class Compiler:
    """What the measures are computed from, on one basis: values by economy and year, and all series of each economy."""

    economies: Economies
    archive: Mapping[str, pd.DataFrame]
    amounts: Mapping[Place, Facts]
    gdp: Mapping[Place, Facts]
    people: Mapping[Place, Facts]
    series: dict[str, AnnualSeries] = field(default_factory=dict)

    @classmethod
    def read(cls, used: pd.DataFrame, archive: pd.DataFrame, catalog: Catalog, basis: str) -> Compiler:
        """Look up the series of a basis; what is no economy is left out."""
        economies = Economies(used, catalog, basis, "")
        lead, gdp = peer_references(catalog, basis, "")
        people = catalog.context(basis, "").get("population", "")
        amounts = {place: facts for place, facts in economies.read(lead).items() if catalog.is_economy(place[0])}
        by_area = {str(area): rows.reset_index(drop=True) for area, rows in archive.groupby("ref_area")}
        return cls(economies, by_area, amounts, economies.read(gdp), economies.read(people))

    @property
    def catalog(self) -> Catalog:
        """Roles, columns, areas."""
        return self.economies.catalog

    @property
    def basis(self) -> str:
        """The basis that all measures are of."""
        return self.economies.basis

    @property
    def areas(self) -> list[str]:
        """The economies that ever have a value of the lead column."""
        return sorted({area for area, _ in self.amounts})

    @cached_property
    def flow(self) -> str:
        """The first flow that has the lead column."""
        return next(flow for flow, roles in self.catalog.roles(self.basis, "").items() if self.catalog.lead in roles)

    @cached_property
    def received(self) -> dict[Place, float]:
        """What each economy receives in each year."""
        return {place: facts["obs_value"] for place, facts in self.amounts.items()}

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns among which a source has its place, by each flow with the lead column.

        All that the basis fills, whichever of them the tables of the article have: what is called the largest
        must be so of all that are known.
        """
        roles = self.catalog.bases[self.basis].roles
        return {flow: tuple(own) for flow, own in roles.items() if self.catalog.lead in own}

    # ---- measures of the lead column alone -----------------------------------------------------------------------
    def rank(self, years: Years) -> Iterator[Facts]:
        """Amounts and ranks in every year of the span and in those of the measures, and what comes to each head."""
        told = {years.amounts, *years.span, years.sources}
        for year in sorted({*range(*years.span), *told} - {None}):
            held = {area: amount for (area, when), amount in self.received.items() if when == year}
            ranks, counted = rank_amounts(held), notes.ECONOMIES_COUNTED.write(count=len(held))
            for area in self.areas if year in told else sorted(held):
                amount = self._find((area, year))
                ranked = {"obs_value": ranks.get(area, math.nan), "note": counted if area in held else amount["note"]}
                formula = f"{amount['series'].partition('@')[0]} [{MONEY}]" if area in held else ""
                yield self._row((area, year), "amount", amount, MONEY, formula)
                yield self._row((area, year), "rank", amount | ranked, "rank", "1 + economies with a larger amount")
        for area in self.areas:
            place = area, years.amounts
            people = self.people.get(place, miss(place, notes.POPULATION.write()))
            yield self._row(place, "per_head", relate(self._find(place), people, MILLION), "USD", "amount / population")

    def relate(self, years: Years) -> Iterator[Facts]:
        """Percent of GDP in every year of the span up to that of the weights; of that, what is laid beside too."""
        if years.weights is None:
            return
        for area in self.areas:
            for place in ((area, year) for year in sorted({*range(years.span[0], years.weights), years.weights})):
                if place[1] == years.weights or (place in self.amounts and place in self.gdp):
                    facts = relate(self._find(place), self.gdp.get(place, miss(place, notes.GDP.write())))
                    yield self._row(place, "percent_of_gdp", facts, "percent", "100 × amount / GDP")
        for name, role in self.catalog.bases[self.basis].beside.items():
            known = self.list_filled([role])
            year = years.weights if is_enough(self.received, known, years.weights) else years.sources
            for area in self.areas if year is not None else ():
                yield from self._lay_beside(area, name, role, int(year or 0))

    def _lay_beside(self, area: str, name: str, role: Role, year: int) -> Iterator[Facts]:
        """What the basis lays beside the lead column: its amount, and the lead column in percent of it."""
        row = next(records(fill_role(self._series(area), self.catalog, role, [year])))
        facts = describe(row, area)
        yield self._row((area, year), "amount", facts, MONEY, row.formula, "", name)
        yield self._set_against(name, (area, year), facts)

    def _set_against(self, name: str, place: Place, facts: Facts) -> Facts:
        """The lead column in percent of something else."""
        related = relate(self._find(place), facts)
        return self._row(place, f"percent_of_{name}", related, "percent", f"100 × amount / {name}")

    # ---- beside the other sources --------------------------------------------------------------------------------
    def compare(self, years: Years) -> Iterator[Facts]:
        """All sources of each economy in their year: amounts, places among them, the lead column against each other."""
        for area in self.areas if years.sources is not None else ():
            place = area, int(years.sources or 0)
            cells = self._fill(*place)
            for row in records(cells):
                facts, own = describe(row, area), row.flow == self.flow
                if not (own and row.indicator == self.catalog.lead):
                    yield self._row(place, "amount", facts, MONEY, row.formula, row.flow, row.indicator)
                    if own:
                        yield self._set_against(row.indicator, place, facts)
            for flow in cells["flow"].unique():
                yield from self._place(cells[cells["flow"] == flow], str(flow), place)

    def _fill(self, area: str, year: int) -> pd.DataFrame:
        """The cells of an economy in a year, of the columns that are compared; a missing one has its reason."""
        held = fill_columns(self._series(area), self.catalog, self.basis, area, range(year, year + 1))
        wanted = pd.DataFrame(
            [(area, self.basis, flow, name, year) for flow, names in self.columns.items() for name in names],
            columns=["ref_area", "basis", "flow", "indicator", "time_period"],
        )
        cells = wanted.merge(held, how="left")
        texts = ["series", "source", "vintage", "formula"]
        reason = notes.NO_VALUE_IN.write(year=year)
        return cells.fillna(dict.fromkeys(texts, "") | {"obs_status": "M", "unit_measure": MONEY, "note": reason})

    def _place(self, cells: pd.DataFrame, flow: str, place: Place) -> Iterator[Facts]:
        """The place of each source among those of a flow; none where one of them is missing."""
        behind = {name: notes.SEPARATOR.join(filter(None, cells[name])) for name in BEHIND}
        for row in records(rank_among_sources(cells, flow, with_shares=False)[0]):
            facts = describe(row, place[0], behind) | {
                "obs_status": "M" if math.isnan(row.obs_value) else row.obs_status
            }
            yield self._row(place, "place", facts, "rank", row.formula, flow, row.indicator)

    # ---- parts ---------------------------------------------------------------------------------------------------
    def list_filled(self, roles: Collection[Role]) -> set[Place]:
        """The economies and years in which the series of some term of each role have values."""
        named = [[references(term.formula) for term in role.terms] for role in roles]
        held = {name: set(self.economies.read(name)) for terms in named for names in terms for name in names}
        each = [
            set.union(set(), *(set.intersection(*(held[name] for name in names)) for names in terms)) for terms in named
        ]
        return set.intersection(*each) if each else set()

    def _find(self, place: Place) -> Facts:
        """The lead column of an economy in a year."""
        return self.amounts.get(place, miss(place))

    def _series(self, area: str) -> AnnualSeries:
        """All that is known of an economy, read once."""
        if area not in self.series:
            archive = self.archive[area]
            self.series[area] = AnnualSeries(archive[archive["in_use"]], area, archive)
        return self.series[area]

    def _row(
        self, place: Place, measure: str, facts: Facts, unit: str, formula: str, flow: str | None = None, name: str = ""
    ) -> Facts:
        """A row of the frame: of the lead column if no other is named."""
        return {
            **facts, "ref_area": place[0], "basis": self.basis, "flow": self.flow if flow is None else flow,
            "indicator": name or self.catalog.lead, "measure": measure, "time_period": place[1], "unit_measure": unit,
            "formula": formula,
        }  # fmt: skip


def choose_years(compiler: Compiler, choice: Mapping[str, Any]) -> Years | None:
    """The years of the measures: the configured one, or the newest that say enough; None if nothing is received."""
    received, (first, last) = compiler.received, choice["span"]
    amounts = find_broad_year(received) if choice["year"] == NEWEST else int(choice["year"])
    if amounts is None or not received:
        return None
    weights: int | None = amounts
    sources: int | None = amounts
    if choice["year"] == NEWEST:
        roles = compiler.catalog.roles(compiler.basis, "")[compiler.flow]
        weights = find_year(received, compiler.gdp, amounts)
        filled = compiler.list_filled([roles[name] for name in compiler.columns.get(compiler.flow, ())])
        sources = find_year(received, filled, amounts)
    end = amounts if last == NEWEST else int(last)
    return Years(amounts, weights, sources, (min(first, end), end))


def is_enough(received: Mapping[Place, float], known: Collection[Place], year: int) -> bool:
    """Whether the economies that have a measure in a year receive ``ENOUGH`` of what all receive then."""
    amounts = {place: amount for place, amount in received.items() if place[1] == year}
    held = math.fsum(amount for place, amount in amounts.items() if place in known)
    return held > 0 and 100 * held >= ENOUGH * math.fsum(amounts.values())


def find_year(received: Mapping[Place, float], known: Collection[Place], last: int) -> int | None:
    """The newest year, up to a last one, in which a measure is known of enough; None if there is none."""
    years = sorted({when for _, when in received if when <= last}, reverse=True)
    return next((year for year in years if is_enough(received, known, year)), None)


def describe(row: Any, area: str, behind: Mapping[str, str] | None = None) -> Facts:
    """What is known of a cell, its series with their area."""
    texts = behind or {name: getattr(row, name) for name in BEHIND}
    series = [name if "@" in name else f"{name}@{area}" for name in texts["series"].split(notes.SEPARATOR) if name]
    values = {name: getattr(row, name) for name in ("obs_value", "obs_status", "note")}
    return values | dict(texts) | {"series": notes.SEPARATOR.join(series)}
