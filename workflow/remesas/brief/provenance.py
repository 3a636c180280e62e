"""Tell where a number comes from: formula, series with their vintages, status and note, as the frames record them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from remesas.brief.words.language import Language
from remesas.build import Build
from remesas.claims.entries import LedgerEntry, Line
from remesas.core.rows import records

CONTEXT_OF = {
    "percent_of_gdp": "gdp",
    "per_head": "population",
    "constant_prices": "prices",
    "per_investment": "investment",
}
"""The context series that a measure relates an amount to."""
Input = tuple[str, str]
"""A series (``source:series``, with ``@AREA`` where that is another than the brief's) and its vintage."""


@dataclass(frozen=True)
class Provenance:
    """What is behind a number: ``inputs`` are series with vintages; ``name`` tells apart several behind one cell."""

    formula: str = ""
    inputs: tuple[Input, ...] = ()
    status: str = ""
    unit: str = ""
    note: str = ""
    name: str = ""

    def computed(self, formula: str, unit: str) -> Provenance:
        """The provenance of a number computed from this one."""
        return replace(self, formula=formula, unit=unit)


ABSENT = Provenance(status="M", note="no value for the year")
"""Of a cell in a year for which its basis has nothing."""


@dataclass
class Registry:
    """Numbers the provenances and the series of one page in the order of their first use, so that each stands once."""

    inputs: dict[Input, int] = field(default_factory=dict)
    provenances: dict[Provenance, int] = field(default_factory=dict)

    def register(self, provenance: Provenance) -> int:
        """The number of a provenance, a new one if the page did not have it."""
        for pair in provenance.inputs:
            self.inputs.setdefault(pair, len(self.inputs))
        return self.provenances.setdefault(provenance, len(self.provenances))


@dataclass(frozen=True)
class Provenances:
    """Finds provenances in the frames of one build; formulas that no frame records are in the words of the language."""

    build: Build
    language: Language

    # ---- what frames record --------------------------------------------------------------------------------------
    def of_row(self, row: Any) -> Provenance:
        """Of a row: ``series``, ``source``, ``vintage``, ``formula``, ``obs_status`` and ``note``."""
        sources = _parts(row.source)
        series = [self._reference(name, sources) for name in _parts(row.series)]
        unit = str(getattr(row, "unit_measure", ""))
        pairs = tuple(dict.fromkeys(zip(series, _parts(row.vintage), strict=False)))
        return Provenance(str(row.formula), pairs, str(row.obs_status), unit, str(row.note))

    def _reference(self, name: str, sources: Iterable[str]) -> str:
        known, plain = self.build.catalog.series, name.partition("@")[0]
        return next((f"{source}:{name}" for source in sources if f"{source}:{plain}" in known), name)

    @cached_property
    def _cells(self) -> dict[tuple[str, str, str, int], Provenance]:
        """Of every cell of the tables, by table, basis, indicator and year."""
        return {
            (table, row.basis, row.indicator, int(row.time_period)): self.of_row(row)
            for table, frame in self.build.tables.items()
            for row in records(frame)
        }

    def of_cell(self, table: str, basis: str, name: str, year: int | str) -> Provenance:
        """Of a cell of a table; ``ABSENT`` if the basis has none for the year."""
        return self._cells.get((table, basis, name, int(year)), ABSENT)

    def of_print(self, table: str, name: str) -> Provenance:
        """Of a printed cell."""
        reference = self.build.catalog.tables[table].printed[name]
        source, _, series = reference.partition(":")
        held = self.build.snapshots
        vintages = held.loc[(held["source"] == source) & (held["series"] == series), "vintage"]
        unit = self.build.catalog.series[reference].unit
        return Provenance("", ((reference, str(vintages.iloc[0]) if len(vintages) else ""),), "A", unit)

    @cached_property
    def _measures(self) -> dict[tuple[str, str, str, str, str], Any]:
        return {
            (row.measure, row.basis, row.flow, row.indicator, str(row.time_period)): row
            for row in records(self.build.indicators)
        }

    def of_measure(self, measure: str, basis: str, flow: str, period: str, indicator: str) -> Provenance:
        """Of a derived indicator; ``period`` is a year or a span."""
        row = self._measures.get((measure, basis, flow, indicator, period))
        if row is None:
            return ABSENT
        year = period.split("/")[-1]
        related = [name for name in self.build.catalog.flow(flow).ratios if measure == f"per_{name}"]
        inputs = [pair for name in (indicator, *related) for pair in self._of_flow(flow, basis, name, year).inputs]
        inputs += self._context(CONTEXT_OF.get(measure, ""), basis)
        return Provenance(
            str(row.formula), tuple(dict.fromkeys(inputs)), str(row.obs_status), str(row.unit_measure), str(row.note)
        )

    def _of_flow(self, flow: str, basis: str, name: str, year: str) -> Provenance:
        """Of a cell of the first table of a flow that has the column."""
        tables = self.build.catalog.tables.items()
        table = next((key for key, entry in tables if entry.flow == flow and name in entry.columns), "")
        return self.of_cell(table, basis, name, year)

    def _context(self, name: str, basis: str) -> list[Input]:
        reference = self.build.catalog.context(basis, self.build.scope.ref_area).get(name)
        return [self._in_use(reference.partition("@")[0])] if reference else []

    def _in_use(self, reference: str) -> Input:
        """A series in the vintage in use."""
        used = self.build.used
        vintages = used.loc[used["source"] + ":" + used["series"] == reference, "vintage"]
        return reference, str(vintages.iloc[-1]) if len(vintages) else ""

    # ---- what sentences compute ----------------------------------------------------------------------------------
    def of_difference(self, table: str, basis: str, name: str, year: int) -> Provenance:
        """Of the difference between a regenerated and a printed cell."""
        return _computed(
            self.language.gettext("100 × (regenerated / printed − 1)"),
            self.of_print(table, name),
            self.of_cell(table, basis, name, year),
        )

    def of_ratio(self, table: str, basis: str, name: str, years: tuple[int, int]) -> Provenance:
        """Of a newest amount in relation to that of the last year that the article prints; ``years`` has both."""
        formula = self.language.gettext("newest amount / amount of the last year that the article prints")
        last, newest = years
        return _computed(formula, *(self.of_cell(table, basis, name, year) for year in (last, newest)))

    def of_change(self, table: str, basis: str, year: int | str) -> Provenance:
        """Of the largest change of a year's cells between two builds."""
        formula = self.language.gettext("largest change of a cell between two builds, in percent of the earlier value")
        columns = self.build.catalog.tables[table].columns
        return _computed(formula, *(self.of_cell(table, basis, name, year) for name in columns))

    def of_revision(self, formula: str, row: Any) -> Provenance:
        """Of a number computed from two vintages of a series: ``source``, ``series``, the old and the new vintage."""
        reference = f"{row.source}:{row.series}"
        return Provenance(formula, ((reference, str(row.old_vintage)), (reference, str(row.new_vintage))))

    def of_revision_since(self, formula: str, reference: str, old_vintage: str) -> Provenance:
        """Of a number computed from an earlier vintage of a series (``source:series``) and the one in use."""
        return Provenance(formula, ((reference, old_vintage), self._in_use(reference)))

    # ---- claims --------------------------------------------------------------------------------------------------
    def of_claim(self, claim: LedgerEntry, name: Callable[[Line], str]) -> list[Provenance]:
        """Of each main reading of a claim: its formula, and the series and vintages of its observations.

        Args:
            claim: An entry of the ledger.
            name: Words for the evidence and the reading of an evaluation.
        """
        return [
            replace(self.of_evaluation(line), name=name(line))
            for line in claim.evaluations
            if line.main and line.when == "then" and line.value is not None
        ]

    def of_evaluation(self, line: Line) -> Provenance:
        """Of an evaluation of a claim: its formula, and the series and vintages of its observations."""
        inputs = tuple(dict.fromkeys((item.series, item.vintage) for item in line.observations))
        return Provenance(line.formula, inputs, line.status, line.unit, line.note)


def _computed(formula: str, *parts: Provenance) -> Provenance:
    """Of a number computed from others: their series, each once."""
    return Provenance(formula, tuple(dict.fromkeys(pair for part in parts for pair in part.inputs)))


def _parts(text: Any) -> list[str]:
    return [part for part in str(text).split("; ") if part]
