"""Read what a brief is made from: the frames of one build, with catalog and scope, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Country
from remesas.catalog.uses import bases_with_roles, consulted_references, context_references, references_of
from remesas.claims.entries import Ledger, LedgerEntry
from remesas.claims.files import read_ledger
from remesas.core import frames
from remesas.core.files import empty_frame, read_frame, read_frames
from remesas.core.references import NO_COUNTERPART
from remesas.core.rounding import count_places, find_least
from remesas.core.vintages import NEWEST, last_day

BILLION = 1000.0
"""US$ million in a US$ billion: tables are in the one, charts and sentences in the other."""
FRAMES = {
    frame.name: frame
    for frame in (
        frames.COMPARISON, frames.COMPARISON_COLUMNS, frames.EXPLANATIONS, frames.BRIDGES, frames.RANKED,
        frames.PRINTED_CHECKS, frames.INDICATORS, frames.TWELVE_MONTHS, frames.PEERS, frames.SNAPSHOTS, frames.STEPS,
        frames.KNOWN_VERDICTS, frames.REVISIONS, frames.REVISION_EFFECTS, frames.OUTDATED_SERIES,
    )
} | {"changed_sentences": frames.REVISION_EFFECTS}  # fmt: skip
"""The frames of a build by the names of their files; those of tables and sources lie in folders."""
FOLDERS = ("tables", "annual", "changed_sentences")
"""Folders of a build with a file for each table, source and language."""


@dataclass(frozen=True)
class Scope:
    """What a brief covers: the slice of the configuration that its page needs."""

    ref_area: str
    bases: tuple[str, ...]
    price_base: int

    @classmethod
    def of(cls, settings: Mapping[str, Any], catalog: Catalog, ref_area: str) -> Scope:
        """The scope of an economy that the keys ``bases`` and ``constant_prices`` of config.yaml give."""
        bases = bases_with_roles(catalog, settings["bases"], ref_area)
        return cls(ref_area, tuple(bases), settings["constant_prices"]["base"])


class Selection(NamedTuple):
    """The rows of shared frames that one economy's brief reads."""

    annual: pd.DataFrame
    snapshots: pd.DataFrame


@dataclass(frozen=True)
class Build:
    """All frames of one economy (see ``frames``), with the catalog that names what they hold.

    ``tables`` has a frame for each table of the catalog; ``annual`` the annual series (all vintages) of the economy
    and of the areas that its context refers to. Frames about newer vintages (``revisions``, ``revision_effects``,
    ``changed_sentences``, ``outdated_series``) are made after all others, from the build without them. ``claims`` are
    the article's; ``questions`` those of them that are asked of an economy that it is not about.
    """

    catalog: Catalog
    scope: Scope
    tables: Mapping[str, pd.DataFrame]
    claims: Ledger
    comparison: pd.DataFrame
    comparison_columns: pd.DataFrame
    explanations: pd.DataFrame
    bridges: pd.DataFrame
    ranked: pd.DataFrame
    printed_checks: pd.DataFrame
    indicators: pd.DataFrame
    twelve_months: pd.DataFrame
    peers: pd.DataFrame
    snapshots: pd.DataFrame
    steps: pd.DataFrame
    known_verdicts: pd.DataFrame
    annual: pd.DataFrame
    revisions: pd.DataFrame
    revision_effects: pd.DataFrame
    changed_sentences: pd.DataFrame
    outdated_series: pd.DataFrame
    questions: tuple[LedgerEntry, ...] = ()
    _measures: dict[tuple[str, str, str, str], pd.Series] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def read(cls, files: Iterable[Path | str], catalog: Catalog, scope: Scope) -> Build:
        """Read the frames of one build.

        Args:
            files: Those of ``processed/`` that belong to it, each under the name of its frame: ``comparison.csv``,
                ``claims.json``, ``tables/{table}.csv``, ``annual/{source}.csv``. A frame without a file is empty. Of an
                economy that the article is not about, ``annual.csv`` and ``own_snapshots.csv`` (see ``select_own``).
            catalog: The whole catalog.
            scope: Economy, bases and year of constant prices.

        Raises:
            DataError: If a file does not have its declared form.
        """
        catalog, paths = catalog.seen_from(scope.ref_area), dict[str, list[Path]]()
        for path in map(Path, files):
            paths.setdefault(path.parent.name if path.parent.name in FOLDERS else path.stem, []).append(path)
        tables = {path.stem: path for path in paths.get("tables", [])}
        read: dict[str, Any] = {name: read_frames(paths.get(name, []), frame) for name, frame in FRAMES.items()}
        claims, snapshots = read_ledger(paths["claims"][0]), read["snapshots"]
        questions: tuple[LedgerEntry, ...] = ()
        if catalog.foreign:
            questions, claims = claims.claims, claims.model_copy(update={"claims": (), "counts": {}})
            snapshots = read_frames(paths.get("own_snapshots", []), frames.OWN_SNAPSHOTS)
        return cls(
            catalog=catalog,
            scope=scope,
            tables={name: read_frame(tables[name], frames.TABLE) for name in catalog.tables if name in tables},
            claims=claims,
            questions=questions,
            annual=own_series(read_frames(paths.get("annual", []), frames.ANNUAL), areas_of(catalog, scope)),
            **read | {"snapshots": snapshots},
        )

    @property
    def country(self) -> Country:
        """The catalog's entry for the economy."""
        return self.catalog.country(self.scope.ref_area)

    @property
    def bases(self) -> tuple[str, ...]:
        """The bases, in the order of the configuration."""
        return self.scope.bases

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

    def largest(self, table: str) -> float:
        """The largest amount of a table on any basis, whatever its sign; nought if there is none."""
        largest = self.tables[table]["obs_value"].abs().max()
        return 0.0 if pd.isna(largest) else float(largest)

    def count_places(self, table: str) -> int:
        """The decimals with which a table of amounts is shown."""
        return count_places(self.largest(table), self.catalog.tables[table].decimals)

    def find_least(self, table: str) -> float:
        """Below this an amount of a table is shown as nothing."""
        return find_least(self.largest(table), self.catalog.tables[table].decimals)

    def newest(self, basis: str) -> int:
        """The newest year for which a basis has any figure."""
        held = [frame[(frame["basis"] == basis) & frame["obs_value"].notna()] for frame in self.tables.values()]
        return int(pd.concat(held)["time_period"].max())

    def measure(self, measure: str, basis: str, flow: str, indicator: str) -> pd.Series:
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
    def consulted(self) -> pd.DataFrame:
        """The rows of ``snapshots`` of which anything of the brief makes use."""
        named = {
            item.series for entry in self.claims.claims for line in entry.evaluations for item in line.observations
        }
        found = consulted_references(self.catalog, self.bases, self.scope.ref_area, named)
        return self.snapshots[(self.snapshots["source"] + ":" + self.snapshots["series"]).isin(found)]

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

    def find_vintage(self, reference: str, ref_area: str) -> str:
        """The vintage in use of a series (``source:series``) of an area; empty if no snapshot holds it."""
        own = self.annual[self.annual["in_use"] & (self.annual["ref_area"] == ref_area)]
        vintages = own.loc[own["source"] + ":" + own["series"] == reference, "vintage"]
        return str(vintages.iloc[0]) if len(vintages) else ""

    @cached_property
    def passed_over(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The series (``source:series``) whose newest vintage no figure of a table uses, though older ones are used.

        For each the newest vintage and those that are used: the parts of a formula are taken from one vintage.
        """
        behind: dict[str, set[str]] = {}
        columns = ["source", "series", "vintage"]
        held = [frame.loc[frame["obs_value"].notna(), columns] for frame in self.tables.values()]
        for sources, names, vintages in pd.concat(held).drop_duplicates().itertuples(index=False):
            for name, vintage in zip(names.split("; "), vintages.split("; "), strict=False):
                for source in sources.split("; "):
                    behind.setdefault(f"{source}:{name}", set()).add(vintage)
        newest = {
            reference: self.find_vintage(reference, area)
            for reference, area in self.references
            if area == self.scope.ref_area and reference in behind
        }
        return {
            reference: (vintage, tuple(sorted(behind[reference], key=last_day)))
            for reference, vintage in newest.items()
            if vintage and vintage not in behind[reference]
        }

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


def areas_of(catalog: Catalog, scope: Scope) -> set[str]:
    """The economy, and the areas that the context of its bases refers to."""
    pairs = (pair for basis in scope.bases for pair in context_references(catalog, basis, scope.ref_area))
    return {scope.ref_area} | {area for _, area in pairs}


def select_own(annual: pd.DataFrame, snapshots: pd.DataFrame, catalog: Catalog, scope: Scope) -> Selection:
    """What the brief of an economy that the article is not about reads of the frames that all economies share.

    Returns:
        Frames ANNUAL and OWN_SNAPSHOTS.
    """
    named = {reference for reference, _ in references_of(catalog, scope.bases, scope.ref_area)}
    own = snapshots[(snapshots["source"] + ":" + snapshots["series"]).isin(named)]
    return Selection(own_series(annual, areas_of(catalog, scope)), own[list(frames.OWN_SNAPSHOTS.columns)])


def own_series(annual: pd.DataFrame, areas: Set[str]) -> pd.DataFrame:
    """The rows of some areas that have no counterpart."""
    return annual[annual["ref_area"].isin(areas) & (annual["counterpart_area"] == NO_COUNTERPART)]


@dataclass(frozen=True, kw_only=True)
class AtlasBuild(Build):
    """The frame of the page over all economies, as a build of no economy: every other frame is empty.

    ``span`` is that over which ranks are compared.
    """

    atlas: pd.DataFrame
    span: tuple[int, int]

    @classmethod
    def of(
        cls,
        atlas: pd.DataFrame,
        snapshots: pd.DataFrame,
        catalog: Catalog,
        settings: Mapping[str, Any],
    ) -> AtlasBuild:
        """The build of a frame."""
        empty: dict[str, Any] = {name: empty_frame(frame) for name, frame in FRAMES.items()}
        first, last = settings["atlas"]["span"]
        newest = atlas.loc[atlas["measure"] == "per_head", "time_period"].max()
        end = int(last) if last != NEWEST else int(newest) if len(atlas) else int(first)
        return cls(
            **empty | {"snapshots": snapshots},
            catalog=catalog.without_print(),
            scope=Scope("", tuple(sorted(set(atlas["basis"]))), settings["constant_prices"]["base"]),
            tables={},
            claims=Ledger(ref_area="", rules={}, evaluators={}, counts={}, claims=()),
            annual=empty_frame(frames.ANNUAL),
            atlas=atlas,
            span=(min(int(first), end), end),
        )

    @cached_property
    def _behind(self) -> set[tuple[str, str]]:
        """The series, without its area, and the vintage of every value."""
        pairs = self.atlas[self.atlas["obs_value"].notna()][["series", "vintage"]].drop_duplicates()
        return {
            (name.partition("@")[0], vintage)
            for series, vintages in zip(pairs["series"], pairs["vintage"], strict=True)
            for name, vintage in zip(series.split("; "), vintages.split("; "), strict=False)
            if name
        }

    @cached_property
    def used(self) -> pd.DataFrame:
        """The rows of ``snapshots`` that values come from."""
        return self.snapshots.merge(pd.DataFrame(sorted(self._behind), columns=["series", "vintage"]))

    @property
    def consulted(self) -> pd.DataFrame:
        """The same: nothing is only checked with."""
        return self.used

    @property
    def newest_vintage(self) -> str:
        """The latest vintage of any value."""
        return max((vintage for _, vintage in self._behind), key=last_day)

    @property
    def closing_period(self) -> str:
        """The newest year of any value."""
        return str(self.atlas.loc[self.atlas["obs_value"].notna(), "time_period"].max())
