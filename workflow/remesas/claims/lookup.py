"""Where evaluators look values up: the printed tables, a basis, any declared series, the article's other numbers.

A formula refers to ``{source:series}``, ``{source:series@AREA}`` or ``{source:series@AREA>COUNTERPART}``, to a role of
the tables as ``{gross:oil}`` or ``{net:tourism}`` (on the evidence at hand), and to what another claim prints as
``{claim:id}`` (``{claim:id.part}`` for one of its parts).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, cast

import pandas as pd
import pint

from remesas.catalog.entries import Catalog, Flow, Role
from remesas.claims.models import PINT_UNITS, Claims, Evidence, MissingValueError, Observation, Unit
from remesas.core.formulas import evaluate
from remesas.core.references import REFERENCE, references
from remesas.core.units import parse_unit, unit_registry
from remesas.core.vintages import last_day
from remesas.tables.fill import within

NO_AREA = "_Z"
IN_USE = "in use"


class Key(NamedTuple):
    """A series of one area and counterpart."""

    reference: str
    ref_area: str
    counterpart_area: str


@dataclass(frozen=True)
class Computed:
    """The value of a formula with the observations behind it."""

    quantity: pint.Quantity[Any]
    observations: tuple[Observation, ...]

    def to(self, unit: Unit) -> float:
        """The value in one of the ledger's units."""
        return magnitude(self.quantity, unit)


class Archive:
    """All annual observations of all vintages, first prints filed as the oldest vintage of their series.

    Args:
        annual: Frame ANNUAL (all sources).
        first_prints: For a series, the one that holds its first prints.
    """

    def __init__(self, annual: pd.DataFrame, first_prints: Mapping[str, str]) -> None:  # noqa: D107
        references = annual["source"] + ":" + annual["series"]
        self._groups = {str(name): rows for name, rows in annual.groupby(references, sort=True)}
        self._first_prints = {
            base: self._groups[first] for base, first in first_prints.items() if first in self._groups
        }
        self._built: dict[str, dict[str, dict[Key, dict[int, Observation]]]] = {}

    @cached_property
    def years(self) -> range:
        """From the first to the last year of any observation."""
        years = [
            year for rows in self._groups.values() for year in (rows["time_period"].min(), rows["time_period"].max())
        ]
        return range(int(min(years)), int(max(years)) + 1)

    def older(self, reference: str) -> list[str]:
        """The vintages of a series before the one in use, first print included, oldest first."""
        held = self._vintages(reference)
        return sorted(set(held) - {IN_USE}, key=last_day)

    def observations(self, reference: str, as_of: str | None) -> dict[Key, dict[int, Observation]]:
        """A series by area and year: as in use, or as known in an older vintage.

        A first print covers few years; the others come from the vintage in use.
        """
        held = self._vintages(reference)
        current = held.get(IN_USE, {})
        known = [name for name in self.older(reference) if as_of and last_day(name) <= last_day(as_of)]
        if not known:
            return current
        chosen = held[known[-1]]
        if reference in self._first_prints and known[-1] in set(self._first_prints[reference]["vintage"]):
            return {key: years | chosen.get(key, {}) for key, years in current.items()}
        return chosen

    def _vintages(self, reference: str) -> dict[str, dict[Key, dict[int, Observation]]]:
        if reference not in self._built:
            self._built[reference] = self._build(reference)
        return self._built[reference]

    def _build(self, reference: str) -> dict[str, dict[Key, dict[int, Observation]]]:
        frame = self._groups.get(reference)
        if frame is None:
            return {}
        used = frame[frame["in_use"]]
        newest = max((last_day(vintage) for vintage in used["vintage"].unique()), default=None)
        built = {IN_USE: _index(used, reference)}
        for vintage in frame.loc[~frame["in_use"], "vintage"].unique():
            if newest is not None and last_day(vintage) < newest:
                built[str(vintage)] = _index(frame[frame["vintage"] == vintage], reference)
        if reference in self._first_prints:
            for vintage, rows in self._first_prints[reference].groupby("vintage"):
                built[str(vintage)] = _index(rows, reference)
        return built


class Lookup:
    """Values on one kind of evidence, as in use or as known in an older vintage.

    Args:
        archive: All observations.
        catalog: Roles, tables, series, areas.
        claims: What the article prints, and the blocs of economies.
        evidence: Which roles ``{gross:…}`` and ``{net:…}`` mean.
        as_of: An older vintage; series that have none of that time stay as in use.
    """

    def __init__(  # noqa: D107
        self, archive: Archive, catalog: Catalog, claims: Claims, evidence: Evidence, as_of: str | None = None
    ) -> None:
        self.archive, self.catalog, self.claims, self.evidence, self.as_of = archive, catalog, claims, evidence, as_of

    def known(self, as_of: str) -> Lookup:
        """The same as it was known in an older vintage."""
        return Lookup(self.archive, self.catalog, self.claims, self.evidence, as_of)

    def on(self, evidence: Evidence) -> Lookup:
        """The same on another evidence."""
        return Lookup(self.archive, self.catalog, self.claims, evidence, self.as_of)

    def left_out(self, flow: Flow, among: Sequence[str]) -> int:
        """How many columns of a flow's table are not among those that are compared."""
        table = next(table for table in self.catalog.tables.values() if table.flow == flow)
        return len(set(table.printed) - set(among))

    def value(self, formula: str, year: int) -> Computed:
        """The value of a formula in one year.

        Raises:
            MissingValueError: If an observation that it needs is not there.
        """
        parts = {reference: self._reference(reference, year) for reference in references(formula)}
        quantity = evaluate(formula, {reference: part.quantity for reference, part in parts.items()})
        if not isinstance(quantity, pint.Quantity):
            quantity = unit_registry().Quantity(quantity, "")
        return Computed(quantity, tuple(item for part in parts.values() for item in part.observations))

    def total(self, formula: str, years: Iterable[int]) -> Computed:
        """The sum of a formula over years.

        Raises:
            MissingValueError: If an observation that it needs is not there.
        """
        parts = [self.value(formula, year) for year in years]
        quantity = parts[0].quantity
        for part in parts[1:]:
            quantity = quantity + part.quantity
        return Computed(quantity, tuple(item for part in parts for item in part.observations))

    def areas(self, reference: str, year: int, counterpart: str = NO_AREA) -> dict[str, Observation]:
        """A series of every economy that has a value in a year; aggregates are left out."""
        held = self.archive.observations(reference, self.as_of)
        return {
            key.ref_area: years[year]
            for key, years in held.items()
            if key.counterpart_area == counterpart and year in years and self._is_economy(key.ref_area)
        }

    def counterparts(self, reference: str, ref_area: str, year: int) -> dict[str, Observation]:
        """A series of one area with every counterpart that has a value in a year."""
        held = self.archive.observations(reference, self.as_of)
        return {
            key.counterpart_area: years[year]
            for key, years in held.items()
            if key.ref_area == ref_area and year in years and self._is_economy(key.counterpart_area)
        }

    def _is_economy(self, area: str) -> bool:
        return area in self.catalog.areas and self.catalog.areas[area].kind == "economy"

    def _reference(self, reference: str, year: int) -> Computed:
        kind, name = reference.split(":", 1)
        if kind == "claim":
            return self._claim(name)
        if kind in ("gross", "net"):
            return self._role(kind, name, year)
        observation = self._series(reference, year)
        return Computed(_quantity(observation), (observation,))

    def _series(self, reference: str, year: int) -> Observation:
        key = parse_reference(reference, self.claims.ref_area)
        found = self.archive.observations(key.reference, self.as_of).get(key, {}).get(year)
        if found is None:
            raise MissingValueError(f"{reference} has no value in {year}")
        return found

    def _role(self, flow: Flow, indicator: str, year: int) -> Computed:
        if self.evidence == "printed":
            table = next(table for table in self.catalog.tables.values() if table.flow == flow)
            return self._reference(table.printed[indicator], year)
        role = self.catalog.roles(self.evidence, self.claims.ref_area)[flow][indicator]
        covering = [term for term in role.terms if within(year, term.first, term.last)]
        term = next((term for term in covering if self._has_begun(term.formula, year)), next(iter(covering), None))
        if term is None:
            raise MissingValueError(f"{indicator} ({flow}): {_reason(role, year)}")
        computed = self.value(term.formula, year)
        marked = tuple(
            replace(item, status=term.status if item.status == "A" else item.status, note=item.note or term.note)
            for item in computed.observations
        )
        return replace(computed, observations=marked)

    def _has_begun(self, formula: str, year: int) -> bool:
        """Whether all series of a formula have a value in the year or before it (as ``tables.fill_role`` has it)."""
        keys = [parse_reference(reference, self.claims.ref_area) for reference in references(formula)]
        held = [self.archive.observations(key.reference, self.as_of).get(key, {}) for key in keys]
        return all(not years or min(years) <= year for years in held)

    def _claim(self, name: str) -> Computed:
        identity, _, part = name.partition(".")
        claim = next((entry for entry in self.claims.claims if entry.id == identity), None)
        if claim is None:
            raise MissingValueError(f"there is no claim {identity!r}")
        printed = claim.printed_part(part)
        observation = Observation(f"claim:{name}", self.claims.ref_area, NO_AREA, None, printed.values[0], printed.unit)
        return Computed(unit_registry().Quantity(printed.values[0], _unit(PINT_UNITS[printed.unit])), (observation,))


def parse_reference(reference: str, ref_area: str) -> Key:
    """``source:series[@AREA[>COUNTERPART]]`` in its parts; the area is the claims' own where none is named."""
    name, _, areas = reference.partition("@")
    area, _, counterpart = areas.partition(">")
    return Key(name, area or ref_area, counterpart or NO_AREA)


def readable(formula: str, year: int | str | None = None) -> str:
    """A formula as a reader can redo it: ``SE35398 (2003) ÷ SE36593 (2003)``."""
    when = "" if year is None else f" ({year})"

    def name(text: str, kind: str) -> str:
        words = {"gross": f"{text}, gross", "net": f"{text}, net", "claim": f"printed {text}"}
        return words.get(kind, text) + ("" if kind == "claim" else when)

    text = REFERENCE.sub(lambda match: name(match[2], match[1]), formula)
    return text.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")


def bracketed(text: str) -> str:
    """A formula in words as it stands beside a multiplication or division: in brackets if it is more than one term."""
    return f"({text})" if any(f" {sign} " in text for sign in "×÷+−") else text


def magnitude(quantity: pint.Quantity[Any], unit: Unit) -> float:
    """A quantity as a number in one of the ledger's units."""
    return float(quantity.to(_unit(PINT_UNITS[unit])).magnitude)


def _unit(text: str) -> pint.Unit:
    return parse_unit(text) if text else unit_registry().dimensionless


def _quantity(observation: Observation) -> pint.Quantity[Any]:
    return unit_registry().Quantity(observation.value, parse_unit(observation.unit))


def _reason(role: Role, year: int) -> str:
    return next((item.reason for item in role.missing if within(year, item.first, item.last)), f"no source for {year}")


def _index(rows: pd.DataFrame, reference: str) -> dict[Key, dict[int, Observation]]:
    index: dict[Key, dict[int, Observation]] = {}
    for row in rows[rows["obs_value"].notna()].itertuples(index=False):
        key = Key(reference, str(row.ref_area), str(row.counterpart_area))
        year = int(cast(int, row.time_period))
        index.setdefault(key, {})[year] = Observation(
            reference, key.ref_area, key.counterpart_area, year, float(cast(float, row.obs_value)),
            str(row.unit_measure), str(row.obs_status), str(row.vintage), str(row.note or ""),
        )  # fmt: skip
    return index
