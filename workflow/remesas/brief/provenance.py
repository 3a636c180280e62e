"""Tell where a number comes from: formula, series with their vintages, status and note, as the frames record them.

A page shows that much. What `./remesas trace` follows down to lines of ``raw/`` is kept beside it: the cells and the
values of series that the formula is computed from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from remesas.brief.contents import PRINT, cell_address
from remesas.brief.words.language import Language
from remesas.build import BILLION, Build
from remesas.catalog.series import MONTHS_A_YEAR
from remesas.claims.entries import LedgerEntry, Line
from remesas.claims.results import Observation
from remesas.core.references import NO_COUNTERPART
from remesas.core.rows import records

CONTEXT_OF = {
    "percent_of_gdp": "gdp",
    "per_head": "population",
    "constant_prices": "prices",
    "per_investment": "investment",
}
"""The context series that a measure relates an amount to."""
PAGE = "render_html"
"""The rule that makes the page."""
MILLION = 1e6
Input = tuple[str, str]
"""A series (``source:series``, with ``@AREA`` where that is another than the brief's) and its vintage."""


class Used(NamedTuple):
    """A value of a series: ``source:series`` (``@AREA``, ``@AREA>PARTNER`` where it has them), a year or a month."""

    reference: str
    vintage: str
    period: str

    def at(self, area: str) -> Used:
        """The same with its area: that which it names, else the one that is given."""
        return self if "@" in self.reference else self._replace(reference=f"{self.reference}@{area}")


@dataclass(frozen=True)
class Provenance:
    """What is behind a number: ``inputs`` are series with vintages; ``name`` tells apart several behind one cell.

    ``parts`` are the addresses of the cells that it is computed from, ``used`` the values of series that it takes
    beside them; ``rule`` is the rule that computes it, of what a page computes that of the page.
    """

    formula: str = ""
    inputs: tuple[Input, ...] = ()
    status: str = ""
    unit: str = ""
    note: str = ""
    name: str = ""
    parts: tuple[str, ...] = ()
    used: tuple[Used, ...] = ()
    rule: str = PAGE

    def computed(self, formula: str, unit: str, *others: Provenance) -> Provenance:
        """The provenance of a number that the page computes from this one and ``others``."""
        used = tuple(dict.fromkeys(item for part in (self, *others) for item in part.used))
        return replace(self, formula=formula, unit=unit, used=used, rule=PAGE)

    def located(self, area: str) -> Provenance:
        """The same with the area of its series: that which they name, else the one that is given."""
        return replace(self, used=tuple(item.at(area) for item in self.used))

    def scaled(self, scale: float) -> Provenance:
        """The same for a number that is shown in thousands or millions of its unit."""
        if scale == BILLION:
            return replace(self, unit=self.unit.replace("million", "billion"))
        return replace(self, unit=f"million {self.unit}") if scale == MILLION else self

    @property
    def shown(self) -> Provenance:
        """What a page shows of it."""
        return replace(self, parts=(), used=(), rule=PAGE)


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
    def of_row(self, row: Any, rule: str, periods: Iterable[str] = ()) -> Provenance:
        """Of a row: ``series``, ``source``, ``vintage``, ``formula``, ``obs_status`` and ``note``.

        ``periods`` are those of the series that it is computed from; without any, that is the year of the row.
        """
        sources = _parts(row.source)
        series = [self._reference(name, sources) for name in _parts(row.series)]
        unit = str(getattr(row, "unit_measure", ""))
        pairs = tuple(dict.fromkeys(zip(series, _parts(row.vintage), strict=False)))
        used = [Used(*pair, period) for pair in pairs for period in periods or (str(row.time_period),)]
        return Provenance(
            str(row.formula), pairs, str(row.obs_status), unit, str(row.note), used=tuple(used), rule=rule
        )

    def of_economy(self, row: Any) -> Provenance:
        """Of a row of ``frames.RANKED``: its series are those of the economy of the row, not of the brief."""
        return self.of_row(row, "compare_with_print").located(row.ref_area)

    def of_windows(self, row: Any) -> Provenance:
        """Of a row of ``frames.TWELVE_MONTHS``: of a growth twice twelve months."""
        count = 2 * MONTHS_A_YEAR if row.measure.endswith("_growth") else MONTHS_A_YEAR
        months = pd.period_range(end=row.time_period, periods=count, freq="M")
        return self.of_row(row, "sum_twelve_months", list(map(str, months)))

    def of_peer(self, row: Any) -> Provenance:
        """Of a row of ``frames.PEERS``: of a rank the amounts of all economies."""
        found = self.of_row(row, "rank_economies")
        if row.measure != "rank":
            return found
        peers = self.build.peers
        ranked = peers[(peers["measure"] == "amount") & (peers["basis"] == row.basis) & peers["obs_value"].notna()]
        return replace(found, used=tuple(item for other in records(ranked) for item in self.of_row(other, "").used))

    def _reference(self, name: str, sources: Iterable[str]) -> str:
        known, plain = self.build.catalog.series, name.partition("@")[0]
        return next((f"{source}:{name}" for source in sources if f"{source}:{plain}" in known), name)

    @cached_property
    def _cells(self) -> dict[tuple[str, str, str, int], Provenance]:
        """Of every cell of the tables, by table, basis, indicator and year."""
        return {
            (table, row.basis, row.indicator, int(row.time_period)): self.of_row(row, "build_table")
            for table, frame in self.build.tables.items()
            for row in records(frame)
        }

    def of_cell(self, table: str, basis: str, name: str, year: int | str) -> Provenance:
        """Of a cell of a table; ``ABSENT`` if the basis has none for the year."""
        return self._cells.get((table, basis, name, int(year)), ABSENT)

    def of_print(self, table: str, name: str, year: int | str) -> Provenance:
        """Of a printed cell."""
        reference = self.build.catalog.every_table[table].printed[name]
        source, _, series = reference.partition(":")
        held = self.build.snapshots
        vintages = held.loc[(held["source"] == source) & (held["series"] == series), "vintage"]
        unit = self.build.catalog.series[reference].unit
        pair = reference, str(vintages.iloc[0]) if len(vintages) else ""
        return Provenance("", (pair,), "A", unit, used=(Used(*pair, str(year)),), rule="compare_with_print")

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
        first, _, last = period.partition("/")
        year = last or first
        parts = self._parts_of(measure, basis, flow, period, indicator)
        context = self._context(measure, basis, year)
        amounts = [self.of_cell(*_place(part)).inputs for part in parts]
        inputs = [pair for pairs in amounts for pair in pairs]
        inputs += [(item.reference.partition("@")[0], item.vintage) for item in context]
        return Provenance(
            str(row.formula), tuple(dict.fromkeys(inputs)), str(row.obs_status), str(row.unit_measure), str(row.note),
            parts=parts, used=context, rule="derive_indicators",
        )  # fmt: skip

    def _parts_of(self, measure: str, basis: str, flow: str, period: str, name: str) -> tuple[str, ...]:
        """The addresses of the amounts that a measure of a column is computed from, its own first."""
        first, _, last = period.partition("/")
        year, columns = int(last or first), {name: None}
        years = [year]
        if measure in ("share", "rank"):
            columns |= dict.fromkeys(self.build.catalog.columns_of(flow))
        elif measure == "growth":
            years = [year - 1, year]
        elif measure == "compound_growth":
            years = [int(first), year]
        elif measure == "growth_deviation":
            years = list(range(int(first), year + 1))
        elif measure not in CONTEXT_OF:
            columns[measure.removeprefix("per_")] = None
        return tuple(self._address(flow, basis, column, when) for column in columns for when in years)

    def _address(self, flow: str, basis: str, name: str, year: int) -> str:
        """The address of a cell of the first table of a flow that has the column."""
        tables = self.build.catalog.tables.items()
        table = next((key for key, entry in tables if entry.flow == flow and name in entry.columns), "")
        return cell_address(table, basis, name, year)

    def _context(self, measure: str, basis: str, year: str) -> tuple[Used, ...]:
        """What a measure relates an amount to; of prices those of the year that they are related to as well."""
        name, references = CONTEXT_OF.get(measure, ""), self.build.catalog.context(basis, self.build.scope.ref_area)
        if name not in references:
            return ()
        years = dict.fromkeys([year, str(self.build.scope.price_base)] if name == "prices" else [year])
        vintage = self._in_use(references[name].partition("@")[0])[1]
        return tuple(Used(references[name], vintage, when) for when in years)

    def _in_use(self, reference: str) -> Input:
        """A series in the vintage in use."""
        used = self.build.used
        vintages = used.loc[used["source"] + ":" + used["series"] == reference, "vintage"]
        return reference, str(vintages.iloc[-1]) if len(vintages) else ""

    # ---- what sentences compute ----------------------------------------------------------------------------------
    def of_difference(self, table: str, basis: str, name: str, year: int) -> Provenance:
        """Of the difference between a regenerated and a printed cell."""
        return self._compute(
            self.language.gettext("100 × (regenerated / printed − 1)"),
            *((table, place, name, year) for place in (PRINT, basis)),
        )

    def of_ratio(self, table: str, basis: str, name: str, years: tuple[int, int]) -> Provenance:
        """Of a newest amount in relation to that of the last year that the article prints; ``years`` has both."""
        formula = self.language.gettext("newest amount / amount of the last year that the article prints")
        return self._compute(formula, *((table, basis, name, year) for year in years))

    def of_change(self, table: str, basis: str, year: int | str) -> Provenance:
        """Of the largest change of a year's cells between two builds."""
        formula = self.language.gettext("largest change of a cell between two builds, in percent of the earlier value")
        columns = self.build.catalog.tables[table].columns
        places = [(table, basis, name, int(year)) for name in columns]
        return self._compute(formula, *(place for place in places if self.of_cell(*place).status != "M"))

    def _compute(self, formula: str, *places: tuple[str, str, str, int]) -> Provenance:
        """Of a number that the page computes from cells: table, basis or ``PRINT``, column and year of each."""
        cells = [
            self.of_print(table, name, year) if basis == PRINT else self.of_cell(table, basis, name, year)
            for table, basis, name, year in places
        ]
        inputs = tuple(dict.fromkeys(pair for cell in cells for pair in cell.inputs))
        return Provenance(formula, inputs, parts=tuple(cell_address(*place) for place in places))

    def of_revision(self, formula: str, row: Any, years: Iterable[int]) -> Provenance:
        """Of a number computed from two vintages of a series: ``source``, ``series``, the old and the new vintage."""
        return self._compare_vintages(formula, f"{row.source}:{row.series}", [row.old_vintage, row.new_vintage], years)

    def of_revision_since(self, formula: str, reference: str, old_vintage: str, years: Iterable[int]) -> Provenance:
        """Of a number computed from an earlier vintage of a series (``source:series``) and the one in use."""
        return self._compare_vintages(formula, reference, [old_vintage, self._in_use(reference)[1]], years)

    def _compare_vintages(
        self, formula: str, reference: str, vintages: Iterable[str], years: Iterable[int]
    ) -> Provenance:
        inputs = tuple((self._find_held(reference, str(vintage)), str(vintage)) for vintage in vintages)
        return Provenance(formula, inputs, used=tuple(Used(*pair, str(year)) for year in years for pair in inputs))

    def _find_held(self, reference: str, vintage: str) -> str:
        """The series that a snapshot of a vintage holds: first prints are a series of their own."""
        if (reference, vintage) in self._held:
            return reference
        return self.build.catalog.first_prints.get(reference, reference)

    @cached_property
    def _held(self) -> set[Input]:
        """Every series and vintage of which there is a snapshot."""
        held = self.build.snapshots
        return set(zip(held["source"] + ":" + held["series"], held["vintage"], strict=True))

    # ---- claims --------------------------------------------------------------------------------------------------
    def lines_of_claim(self, claim: LedgerEntry) -> list[Line]:
        """The main readings of a claim that have a value: what its row is traced to."""
        return [line for line in claim.evaluations if line.main and line.when == "then" and line.value is not None]

    def of_evaluation(self, line: Line) -> Provenance:
        """Of an evaluation of a claim: its formula, and the series and vintages of its observations."""
        behind = [self.of_observation(item) for item in line.observations]
        inputs = tuple(dict.fromkeys(pair for item in behind for pair in item.inputs))
        used = dict.fromkeys(value for item in behind for value in item.used)
        return Provenance(
            line.formula, inputs, line.status, line.unit, line.note, used=tuple(used), rule="evaluate_claims"
        )

    def of_observation(self, item: Observation) -> Provenance:
        """Of a value that an evaluation of a claim used."""
        pair = self._find_held(item.series, item.vintage), item.vintage
        used = Used(pair[0] + _name_areas(item, self.build.scope.ref_area), item.vintage, str(item.period or ""))
        return Provenance("", (pair,), item.status, item.unit, item.note, used=(used,), rule="harmonise_source")


def _name_areas(item: Observation, own: str) -> str:
    """The areas of an observation that are not those of the brief, as a reference has them."""
    partner = "" if item.counterpart_area == NO_COUNTERPART else f">{item.counterpart_area}"
    return f"@{item.ref_area}{partner}" if partner or item.ref_area != own else ""


def _place(address: str) -> tuple[str, str, str, str]:
    """Table, basis, column and year of the address of a cell."""
    table, basis, name, year = address.rsplit(".", 3)
    return table, basis, name, year


def _parts(text: Any) -> list[str]:
    return [part for part in str(text).split("; ") if part]
