"""Look values up for evaluators, in the printed tables, a basis, any declared series or the article's other numbers.

A formula refers to ``{source:series}``, ``{source:series@AREA}`` or ``{source:series@AREA>COUNTERPART}``, to a column
of the tables by its flow, as ``{gross:oil}`` (on the evidence at hand), and to what another claim prints as
``{claim:id}`` (``{claim:id.part}`` for one of its parts).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import cast

import pint

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Term
from remesas.claims.archive import Archive, Filled, Key, Quantity
from remesas.claims.results import MissingValueError, Observation
from remesas.claims.statements import Claims
from remesas.claims.vocabulary import CLAIM, PINT_UNITS, PRINTED, Evidence, Unit
from remesas.core import notes
from remesas.core.formulas import evaluate
from remesas.core.references import NO_COUNTERPART, REFERENCE, references
from remesas.core.statuses import worst_status
from remesas.core.units import make_quantity, parse_unit, unit_registry
from remesas.tables.fill import UNCLASSIFIED_SHARE, choose_term, leave_out_waiting, reason_of_absence


@dataclass(frozen=True)
class Lookup:
    """Values on one kind of evidence, as in use or as known in an older vintage; notes every observation it gives.

    ``archive`` has all observations, ``catalog`` roles, tables, series and areas, ``claims`` what the article prints
    and the blocs of economies. ``evidence`` is what columns of the tables mean. Series without a vintage as old as
    ``as_of`` stay as in use.
    """

    archive: Archive
    catalog: Catalog
    claims: Claims
    evidence: Evidence
    as_of: str | None = None
    used: list[Observation] = field(default_factory=list, compare=False)

    def as_known(self, vintage: str) -> Lookup:
        """The same as it was known in an older vintage."""
        return replace(self, as_of=vintage, used=[])

    def note(self, observations: Iterable[Observation]) -> None:
        """Note that observations were used."""
        self.used.extend(observations)

    # ---- formulas ----------------------------------------------------------------------------------------------------
    def value(self, formula: str, year: int) -> Quantity:
        """The value of a formula in one year.

        Raises:
            MissingValueError: If an observation that it needs is not there.
        """
        return self.values([formula], year)[0]

    def values(self, formulas: Iterable[str], year: int) -> list[Quantity]:
        """The values of several formulas in one year; nothing is noted unless all are there (raises as ``value``)."""
        computed = [self._compute(formula, year) for formula in formulas]
        for _, observations in computed:
            self.note(observations)
        return [quantity for quantity, _ in computed]

    def total(self, formula: str, years: Iterable[int]) -> Quantity:
        """The sum of a formula over years (raises as ``value``)."""
        first, *others = (self.value(formula, year) for year in years)
        return sum(others, start=first)

    def columns(self, flow: str, indicators: Sequence[str], year: int) -> dict[str, float]:
        """Columns of the tables in one year, in US$ million (raises as ``value``)."""
        amounts = self.values([f"{{{flow}:{indicator}}}" for indicator in indicators], year)
        return {name: magnitude(amount, "USD million") for name, amount in zip(indicators, amounts, strict=True)}

    def columns_held(self, flow: str, indicators: Sequence[str], year: int) -> dict[str, float]:
        """Those of the columns that have a figure in one year, in US$ million."""
        held: dict[str, float] = {}
        for indicator in indicators:
            with contextlib.suppress(MissingValueError):
                held |= self.columns(flow, [indicator], year)
        return held

    def count_left_out(self, flow: str, among: Sequence[str]) -> int:
        """How many printed columns of a flow are not among those that are compared."""
        return len(set(_printed_columns(self.catalog, flow)) - set(among))

    def describe(self, formula: str, year: int | str | None = None) -> str:
        """A formula as a reader can redo it: ``SE35398 (2003) ÷ SE36593 (2003)``."""
        when = "" if year is None else f" ({year})"

        def name(kind: str, text: str) -> str:
            if kind == CLAIM:
                return f"printed {text}"
            return (f"{text}, {kind}" if kind in self.catalog.flows else text) + when

        text = REFERENCE.sub(lambda match: name(match[1], match[2]), formula)
        return text.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")

    def describe_factor(self, formula: str, year: int | str | None = None) -> str:
        """The same as it stands beside a multiplication or division: in brackets if it is more than one term."""
        text = self.describe(formula, year)
        return f"({text})" if any(f" {sign} " in text for sign in "×÷+−") else text

    # ---- areas -------------------------------------------------------------------------------------------------------
    def areas(self, reference: str, year: int, counterpart: str = NO_COUNTERPART) -> dict[str, Observation]:
        """A series of every economy that has a value in a year, nothing noted; aggregates are left out."""
        return {
            key.ref_area: years[year]
            for key, years in self.archive.observations(reference, self.as_of).items()
            if key.counterpart_area == counterpart and year in years and self.catalog.is_economy(key.ref_area)
        }

    def counterparts(self, reference: str, year: int) -> dict[str, Observation]:
        """A series of one area with every counterpart that has a value in a year, nothing noted."""
        series = parse_reference(reference, self.claims.ref_area)
        return {
            key.counterpart_area: years[year]
            for key, years in self.archive.observations(series.reference, self.as_of).items()
            if key.ref_area == series.ref_area and year in years and self.catalog.is_economy(key.counterpart_area)
        }

    # ---- references --------------------------------------------------------------------------------------------------
    def _compute(self, formula: str, year: int, vintages: Mapping[str, str] = MappingProxyType({})) -> Filled:
        """A formula's value and the observations behind it; series that ``vintages`` does not name are as in use."""
        parts = {name: self._resolve(name, year, vintages.get(name)) for name in references(formula)}
        quantity = evaluate(formula, {reference: part[0] for reference, part in parts.items()})
        return quantity, [item for _, observations in parts.values() for item in observations]

    def _take(self, formula: str, vintages: str = "one") -> dict[str, str]:
        """The vintage of each series of a formula, as a term asks for (``Term.vintages``); empty: as in use.

        Raises:
            MissingValueError: If there are no vintages that fit one another.
        """
        if vintages == "newest":
            return {}
        names = references(formula)
        keys = [parse_reference(name, self.claims.ref_area) for name in names]
        chosen = self.archive.choose_together(keys, self.as_of, one=vintages == "one")
        if chosen is None:
            raise MissingValueError(notes.NO_COMMON_VINTAGE.write())
        return dict(zip(names, chosen, strict=False))  # none if a series is not held

    def _resolve(self, reference: str, year: int, vintage: str | None = None) -> Filled:
        kind, name = reference.split(":", 1)
        if kind in self.catalog.flows:
            return self._recall_column(kind, name, year)
        if kind == CLAIM:
            observation = self._claim(name)
            return unit_registry().Quantity(observation.value, _pint_unit(cast(Unit, observation.unit))), [observation]
        key = parse_reference(reference, self.claims.ref_area)
        own = self.archive.observe_vintage(key, vintage) if vintage else self.archive.observe(key, self.as_of)
        found = own.get(year)
        if found is None:
            raise MissingValueError(notes.SERIES_SILENT_IN.write(series=reference, year=year))
        return make_quantity(found.value, found.unit), [found]

    def _recall_column(self, flow: str, indicator: str, year: int) -> Filled:
        """A column of a table (see ``_fill_column``), found once for all claims."""
        found, asked = self.archive.columns, (self.evidence, self.as_of, flow, indicator, year)
        if asked not in found:
            try:
                found[asked] = self._fill_column(flow, indicator, year)
            except MissingValueError as missing:
                found[asked] = missing
        if isinstance(held := found[asked], MissingValueError):
            raise MissingValueError(str(held))
        return held

    def _fill_column(self, flow: str, indicator: str, year: int) -> Filled:
        """A column of a table: as printed, or by the term that fills the role on a basis."""
        if self.evidence == PRINTED:
            columns = _printed_columns(self.catalog, flow)
            if indicator not in columns:
                reason = notes.NOT_PRINTED.write()
                raise MissingValueError(notes.SOURCE_OF_FLOW.write(source=indicator, flow=flow, reason=reason))
            return self._resolve(columns[indicator], year)
        declared = self.catalog.roles(self.evidence, self.claims.ref_area)[flow][indicator]
        role = leave_out_waiting(declared, self.catalog, self._holds)
        term = choose_term(role, year, self._beginning)
        if term is None:
            reason = reason_of_absence(role, year)
            raise MissingValueError(notes.SOURCE_OF_FLOW.write(source=indicator, flow=flow, reason=reason))
        vintages = self._take(term.formula, term.vintages)
        quantity, observations = self._compute(term.formula, year, vintages)
        unclassified = self._measure_unclassified(term, year, vintages)
        if term.is_balance and any(amount > abs(quantity) for amount, _ in unclassified):
            reason = notes.UNCLASSIFIED_EXCEEDS.write()
            raise MissingValueError(notes.SOURCE_OF_FLOW.write(source=indicator, flow=flow, reason=reason))
        told, statuses = [term.note], [str(term.status)]
        if any(share > UNCLASSIFIED_SHARE for _, share in unclassified):
            remark = notes.UNCLASSIFIED if term.is_balance else notes.UNCLASSIFIED_EXPORTS
            told, statuses = [remark.write(), *told], [*statuses, "D"]
        return quantity, [
            replace(item, status=worst_status([item.status, *statuses]), note=notes.join_notes([item.note, *told]))
            for item in observations
        ]

    def _measure_unclassified(
        self, term: Term, year: int, vintages: Mapping[str, str]
    ) -> list[tuple[Quantity, Quantity]]:
        """How much of each total behind a term is in no class, and which share, of those whose classes are known."""
        found = [
            (self._compute(entry.total, year, vintages)[0], self._compute_first(entry.classes, year))
            for entry in term.totals
        ]
        return [(total * (1 - share), 1 - share) for total, share in found if share is not None]

    def _compute_first(self, formulas: Sequence[str], year: int) -> Quantity | None:
        """The first of some formulas that has a value, each in one vintage."""
        for formula in formulas:
            with contextlib.suppress(MissingValueError):
                return self._compute(formula, year, self._take(formula))[0]
        return None

    def _beginning(self, formula: str) -> int:
        """The first year in which all series of a formula have begun; one without any value does not count."""
        keys = [parse_reference(reference, self.claims.ref_area) for reference in references(formula)]
        values = [self.archive.observe(key, self.as_of) for key in keys]
        return max((min(years) for years in values if years), default=0)

    def _holds(self, reference: str) -> bool:
        """Whether a snapshot in use has a series for the claims' own area."""
        return bool(self.archive.observe(parse_reference(reference, self.claims.ref_area), self.as_of))

    def _claim(self, name: str) -> Observation:
        identity, _, part = name.partition(".")
        printed = next(claim for claim in self.claims.claims if claim.id == identity).printed_part(part)
        reference = f"{CLAIM}:{name}"
        return Observation(reference, self.claims.ref_area, NO_COUNTERPART, None, printed.values[0], printed.unit)


def parse_reference(reference: str, ref_area: str) -> Key:
    """``source:series[@AREA[>COUNTERPART]]`` in its parts; the area is the claims' own where none is named."""
    name, _, areas = reference.partition("@")
    area, _, counterpart = areas.partition(">")
    return Key(name, area or ref_area, counterpart or NO_COUNTERPART)


def magnitude(quantity: Quantity, unit: Unit) -> float:
    """A quantity as a number in one of the ledger's units."""
    return float(quantity.to(_pint_unit(unit)).magnitude)


def rank_among(value: float, values: Iterable[float], *, lowest: bool = False) -> float:
    """One more than the number of values that are higher (or lower, if the lowest is the first)."""
    return float(1 + sum(1 for other in values if (other < value if lowest else other > value)))


def _pint_unit(unit: Unit) -> pint.Unit:
    return parse_unit(PINT_UNITS[unit]) if PINT_UNITS[unit] else unit_registry().dimensionless


def _printed_columns(catalog: Catalog, flow: str) -> dict[str, str]:
    """The printed series of a flow's columns."""
    tables = (table for table in catalog.tables.values() if table.flow == flow)
    return {indicator: reference for table in tables for indicator, reference in table.printed.items()}
