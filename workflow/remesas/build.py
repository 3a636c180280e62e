"""What the brief is made from: the frames of ``processed/``, the catalog and the settings, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from remesas.catalog.entries import Catalog, Country, Flow, Table, load_catalog
from remesas.claims.files import read_ledger
from remesas.claims.models import Ledger
from remesas.core import frames
from remesas.core.frames import NO_COUNTERPART
from remesas.core.references import references
from remesas.core.vintages import last_day

REMITTANCES = "remittances"
"""The indicator that the brief is about: rules and catalog may add others beside it."""
BILLION = 1000.0
"""US$ million in a US$ billion: tables are in the one, charts and sentences in the other."""
REVISION_FRAMES = {
    "revisions": frames.REVISIONS,
    "revision_effects": frames.REVISION_EFFECTS,
    "changed_sentences": frames.REVISION_EFFECTS,
    "outdated_series": frames.OUTDATED_SERIES,
}
"""Frames about newer vintages: made after all others, from the build without them."""


@dataclass(frozen=True)
class Scope:
    """What a brief covers: the slice of the configuration that its page needs."""

    ref_area: str
    bases: tuple[str, ...]
    price_base: int


@dataclass(frozen=True)
class Build:
    """All frames of one economy (see ``frames``), with the catalog that names what they hold.

    ``tables`` has a frame for each table of the catalog; ``annual`` the annual series (all vintages) of the economy
    and of the areas that its context refers to.
    """

    catalog: Catalog
    scope: Scope
    tables: Mapping[str, pd.DataFrame]
    comparison: pd.DataFrame
    columns: pd.DataFrame
    explanations: pd.DataFrame
    checks: pd.DataFrame
    indicators: pd.DataFrame
    snapshots: pd.DataFrame
    annual: pd.DataFrame
    claims: Ledger
    revisions: pd.DataFrame = field(default_factory=lambda: frames.empty_frame(frames.REVISIONS))
    revision_effects: pd.DataFrame = field(default_factory=lambda: frames.empty_frame(frames.REVISION_EFFECTS))
    changed_sentences: pd.DataFrame = field(default_factory=lambda: frames.empty_frame(frames.REVISION_EFFECTS))
    outdated_series: pd.DataFrame = field(default_factory=lambda: frames.empty_frame(frames.OUTDATED_SERIES))
    _measures: dict[tuple[str, str, str, str], pd.Series] = field(default_factory=dict, repr=False, compare=False)

    @property
    def country(self) -> Country:
        """The catalog's entry for the economy."""
        return self.catalog.countries[self.scope.ref_area]

    @property
    def bases(self) -> tuple[str, ...]:
        """The bases, in the order of the configuration."""
        return self.scope.bases

    def table_of(self, flow: Flow) -> tuple[str, Table]:
        """Name and catalog entry of the first table of a flow."""
        return next((name, table) for name, table in self.catalog.tables.items() if table.flow == flow)

    def wide(self, table: str, basis: str, column: str = "obs_value") -> pd.DataFrame:
        """One basis of a table: index years, columns indicators in the table's order."""
        frame = self.tables[table]
        own = frame[frame["basis"] == basis].pivot(index="time_period", columns="indicator", values=column)
        return own.reindex(columns=list(self.catalog.tables[table].columns))

    @cached_property
    def printed(self) -> dict[str, pd.DataFrame]:
        """The printed tables: index years, columns indicators."""
        once = self.comparison.drop_duplicates(["table", "indicator", "time_period"])
        return {
            str(name): rows.pivot(index="time_period", columns="indicator", values="printed")
            for name, rows in once.groupby("table")
        }

    @cached_property
    def article_years(self) -> tuple[int, int]:
        """First and last year that the article prints."""
        return int(self.comparison["time_period"].min()), int(self.comparison["time_period"].max())

    @cached_property
    def years(self) -> tuple[int, int]:
        """First and last year of the tables, of all bases."""
        years = pd.concat([frame["time_period"] for frame in self.tables.values()])
        return int(years.min()), int(years.max())

    def newest(self, basis: str) -> int:
        """The newest year for which a basis has any figure."""
        held = [frame[(frame["basis"] == basis) & frame["obs_value"].notna()] for frame in self.tables.values()]
        return int(pd.concat(held)["time_period"].max())

    def measure(self, measure: str, basis: str, flow: Flow, indicator: str = REMITTANCES) -> pd.Series:
        """A derived indicator by year (spans: by text), missing values dropped."""
        if not self._measures:
            keys = ["measure", "basis", "flow", "indicator"]
            for key, rows in self.indicators.groupby(keys, sort=False):
                values = rows.set_index("time_period")["obs_value"].dropna()
                years = values.index.str.fullmatch(r"\d{4}")
                self._measures[key] = values.set_axis(values.index.astype(int)) if years.all() else values  # type: ignore[index]
        return self._measures.get((measure, basis, flow, indicator), pd.Series(dtype=float))

    @cached_property
    def references(self) -> dict[tuple[str, str], None]:
        """The series (``source:series``) and areas that roles and context of the brief's bases refer to, in order."""
        return references_of(self.catalog, self.bases, self.scope.ref_area)

    @cached_property
    def used(self) -> pd.DataFrame:
        """The rows of ``snapshots`` that figures come from: the vintage in use of each series referred to."""
        held = self.annual[self.annual["in_use"]]
        keys = list(zip(held["source"] + ":" + held["series"], held["ref_area"], strict=True))
        wanted = held[[key in self.references for key in keys]]
        rows = self.snapshots.merge(wanted[["source", "series", "vintage"]].drop_duplicates())
        declared = (rows["source"] + ":" + rows["series"]).map(lambda name: self.catalog.series[name].dataset)
        several = rows.duplicated(["source", "series", "vintage"], keep=False)
        return rows[~several | (rows["dataset"] == declared)].reset_index(drop=True)

    @cached_property
    def closing_period(self) -> str:
        """The newest period that any figure uses: periods after the newest complete year are not used."""
        newest = self.years[1]
        whole = {"A": f"{newest}", "Q": f"{newest}-12", "M": f"{newest}-12"}
        last = zip(self.used["last_period"], self.used["freq"], strict=True)
        return max(whole[freq] if int(period[:4]) > newest else period for period, freq in last)

    @cached_property
    def newest_vintage(self) -> str:
        """The latest vintage of any series that the figures come from."""
        return str(max(self.used["vintage"], key=last_day))


def references_of(catalog: Catalog, bases: Iterable[str], ref_area: str) -> dict[tuple[str, str], None]:
    """The series (``source:series``) and areas that roles and context of some bases refer to, in order."""
    found: dict[tuple[str, str], None] = {}
    for basis in bases:
        for columns in catalog.roles(basis, ref_area).values():
            for role in columns.values():
                for term in role.terms:
                    found |= dict.fromkeys((reference, ref_area) for reference in references(term.formula))
        for reference in catalog.context(basis, ref_area).values():
            plain, _, area = reference.partition("@")
            found[plain, area or ref_area] = None
    return found


def reference_of_remittances(build: Build) -> str | None:
    """The series behind the remittances of the first basis, if one alone gives them."""
    roles = build.catalog.roles(build.bases[0], build.scope.ref_area).get("gross", {})
    if REMITTANCES not in roles or not roles[REMITTANCES].terms:
        return None
    used = references(roles[REMITTANCES].terms[-1].formula)
    return used[0] if len(used) == 1 else None


def revisions(build: Build) -> dict[str, pd.Series]:
    """Percent by which the remittances in use exceed each vintage of the same series before theirs, by year."""
    annual = build.annual
    own = annual[
        (annual["source"] + ":" + annual["series"] == reference_of_remittances(build))
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


def areas_of(catalog: Catalog, scope: Scope) -> set[str]:
    """The economy, and the areas that the context of its bases refers to."""
    return {scope.ref_area} | {
        reference.partition("@")[2] or scope.ref_area
        for basis in scope.bases
        for reference in catalog.context(basis, scope.ref_area).values()
    }


def own_series(annual: pd.DataFrame, areas: Set[str]) -> pd.DataFrame:
    """The rows of some areas that have no counterpart."""
    return annual[annual["ref_area"].isin(areas) & (annual["counterpart_area"] == NO_COUNTERPART)]


def read_build(paths: Mapping[str, Path], annual: Mapping[str, Path], catalog: Catalog, scope: Scope) -> Build:
    """Read the frames of one brief.

    Args:
        paths: Files of ``comparison``, ``comparison_columns``, ``explanations``, ``printed_checks``, ``indicators``,
            ``snapshots`` and of each table of the catalog; where there are some, of ``revisions``,
            ``revision_effects``, ``changed_sentences`` and ``outdated_series``.
        annual: Files of the annual series by source.
        catalog: The whole catalog.
        scope: Economy, bases and year of constant prices.

    Raises:
        DataError: If a file does not have its declared form.
    """
    read = pd.concat([frames.read_frame(path, frames.ANNUAL) for path in annual.values()], ignore_index=True)
    about_revisions: dict[str, Any] = {
        name: frames.read_frame(paths[name], schema) for name, schema in REVISION_FRAMES.items() if name in paths
    }
    return Build(
        catalog=catalog,
        scope=scope,
        tables={name: frames.read_frame(paths[name], frames.TABLE) for name in catalog.tables},
        comparison=frames.read_frame(paths["comparison"], frames.COMPARISON),
        columns=frames.read_frame(paths["comparison_columns"], frames.COMPARISON_COLUMNS),
        explanations=frames.read_frame(paths["explanations"], frames.EXPLANATIONS),
        checks=frames.read_frame(paths["printed_checks"], frames.PRINTED_CHECKS),
        indicators=frames.read_frame(paths["indicators"], frames.INDICATORS),
        snapshots=frames.read_frame(paths["snapshots"], frames.SNAPSHOTS),
        claims=read_ledger(paths["claims"]),
        annual=own_series(read, areas_of(catalog, scope)),
        **about_revisions,
    )


def build_of(inputs: Mapping[str, Any], params: Mapping[str, Any], catalog_folder: Path) -> Build:
    """The build of a rule: its named inputs and its parameters.

    Args:
        inputs: ``annual`` (files of the annual series) and the files that ``read_build`` needs, by name.
        params: ``country``, ``bases`` and ``price_base``.
        catalog_folder: ``workflow/catalog``.
    """
    catalog = load_catalog(catalog_folder)
    scope = Scope(params["country"], tuple(params["bases"]), params["price_base"])
    paths = {name: Path(path) for name, path in inputs.items() if isinstance(path, str)}
    annual = {Path(path).stem: Path(path) for path in inputs["annual"]}
    return read_build(paths, annual, catalog, scope)
