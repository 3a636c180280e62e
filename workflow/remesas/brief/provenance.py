"""Where a number comes from: formula, series with their vintages, status and note, as the frames record them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from remesas.build import REMITTANCES, Build
from remesas.catalog.entries import Flow
from remesas.core.frames import records

CONTEXT_OF = {"percent_of_gdp": "gdp", "per_head": "population", "constant_prices": "prices"}
"""The context series that a measure relates an amount to."""
INDICATOR_OF = {"per_oil": "oil", "per_tourism": "tourism"}
"""The other source of foreign exchange that a measure relates remittances to."""
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


@dataclass(frozen=True)
class Provenances:
    """Looks up provenances in the frames of one brief."""

    build: Build
    _found: dict[str, Provenance] = field(default_factory=dict, repr=False, compare=False)

    def of_row(self, row: Any) -> Provenance:
        """The provenance of a row: ``series``, ``source``, ``vintage``, ``formula``, ``obs_status`` and ``note``."""
        sources = _parts(row.source)
        series = [self._reference(name, sources) for name in _parts(row.series)]
        unit = str(getattr(row, "unit_measure", ""))
        pairs = tuple(dict.fromkeys(zip(series, _parts(row.vintage), strict=False)))
        return Provenance(str(row.formula), pairs, str(row.obs_status), unit, str(row.note))

    def _reference(self, name: str, sources: Iterable[str]) -> str:
        known = self.build.catalog.series
        return next((f"{source}:{name}" for source in sources if f"{source}:{name}" in known), name)

    @cached_property
    def cells(self) -> dict[str, Provenance]:
        """Of every cell of the tables, by its address ``table.basis.indicator.year``."""
        return {
            f"{table}.{row.basis}.{row.indicator}.{row.time_period}": self.of_row(row)
            for table, frame in self.build.tables.items()
            for row in records(frame)
        }

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

    def of_measure(self, measure: str, basis: str, flow: Flow, period: str, indicator: str = REMITTANCES) -> Provenance:
        """Of a derived indicator; ``period`` is a year or a span."""
        row = self._measures.get((measure, basis, flow, indicator, period))
        if row is None:
            return ABSENT
        table, _ = self.build.table_of(flow)
        year = period.split("/")[-1]
        names = [indicator, *([INDICATOR_OF[measure]] if measure in INDICATOR_OF else [])]
        inputs = [pair for name in names for pair in self.cell(table, basis, name, year).inputs]
        inputs += self._context(CONTEXT_OF.get(measure, ""), basis)
        return Provenance(
            str(row.formula), tuple(dict.fromkeys(inputs)), str(row.obs_status), str(row.unit_measure), str(row.note)
        )

    def cell(self, table: str, basis: str, name: str, year: int | str) -> Provenance:
        """Of a cell of a table; empty if there is none."""
        return self.cells.get(f"{table}.{basis}.{name}.{year}", Provenance())

    def _context(self, name: str, basis: str) -> list[Input]:
        reference = self.build.catalog.context(basis, self.build.scope.ref_area).get(name)
        if reference is None:
            return []
        plain, _, _ = reference.partition("@")
        used = self.build.used
        vintages = used.loc[used["source"] + ":" + used["series"] == plain, "vintage"]
        return [(plain, str(vintages.iloc[-1]) if len(vintages) else "")]

    # ---- numbers in sentences ------------------------------------------------------------------------------------
    def of_sentence(self, address: str, words: Mapping[str, str]) -> Provenance | None:
        """Of a number in a sentence, by the address that the sentence gives it (see ``findings``).

        Args:
            address: ``table.basis.indicator.year``, ``measure.basis.period``, or one of the forms in ``words``.
            words: Formulas in words, by the first part of the address (see ``interface.formulas``).
        """
        first, *rest = address.split(".")
        if first in self.build.tables and len(rest) == 3:
            return self.of_print(first, rest[1]) if rest[0] == "print" else self.cells.get(address)
        if first == "claim":
            return self._of_evaluation(*rest)
        if first in words:
            return Provenance(words[first], self._inputs(first, rest), "", "")
        if len(rest) == 2:
            flow: Flow = "gross"
            return self.of_measure(first, rest[0], flow, rest[1])
        return None

    def _inputs(self, first: str, rest: list[str]) -> tuple[Input, ...]:
        """The series behind a difference or a revision."""
        table, _ = self.build.table_of("gross")
        if first in ("difference", "times"):
            last = self.build.article_years[1]
            before = (
                self.of_print(table, REMITTANCES)
                if first == "difference"
                else self.cell(table, rest[0], REMITTANCES, last)
            )
            return tuple(dict.fromkeys((*before.inputs, *self.cell(table, rest[0], REMITTANCES, rest[1]).inputs)))
        frame = self.build.revisions
        if first == "revision":
            own = frame[(frame["old_vintage"] == rest[0]) & (frame["time_period"] == int(rest[1]))]
        elif first in ("revised", "mean", "largest", "first", "now", "size"):
            parts = rest[:-1] if first in ("first", "now", "size") else rest  # these end in a year
            series, vintage = ".".join(parts[:-1]), parts[-1]
            own = frame[(frame["series"] == series) & (frame["old_vintage"] == vintage)]
        elif first == "cells":
            return self.cells_of(rest[0], rest[1], rest[2])
        else:
            return ()
        return tuple(
            dict.fromkeys(
                pair
                for row in records(own)
                for pair in (
                    (f"{row.source}:{row.series}", str(row.old_vintage)),
                    (f"{row.source}:{row.series}", str(row.new_vintage)),
                )
            )
        )

    def cells_of(self, table: str, basis: str, year: str) -> tuple[Input, ...]:
        """The inputs of all cells of a table, basis and year."""
        columns = self.build.catalog.tables[table].columns
        return tuple(dict.fromkeys(pair for name in columns for pair in self.cell(table, basis, name, year).inputs))

    # ---- claims --------------------------------------------------------------------------------------------------
    def of_claim(self, claim: Mapping[str, Any], name: Callable[[Any], str]) -> list[Provenance]:
        """Of each main reading of a claim: its formula, and the series and vintages of its observations.

        Args:
            claim: An entry of the ledger.
            name: Words for the evidence and the reading of an evaluation.
        """
        return [
            replace(_of_item(item), name=name(item))
            for item in claim["evaluations"]
            if item["main"] and item["when"] == "then" and item["value"] is not None
        ]

    def _of_evaluation(self, claim: str, place: str) -> Provenance | None:
        """Of one evaluation of a claim, by its id and the place among the claim's evaluations."""
        found = next((entry for entry in self.build.claims["claims"] if entry["id"] == claim), None)
        return _of_item(found["evaluations"][int(place)]) if found else None


def _of_item(item: Mapping[str, Any]) -> Provenance:
    """Of an evaluation: its formula, and the series and vintages of its observations."""
    inputs = tuple(dict.fromkeys((seen["series"], seen["vintage"]) for seen in item["observations"]))
    return Provenance(
        item["formula"], cast(tuple[Input, ...], inputs), item["status"] or "", item["unit"], item["note"]
    )


def _parts(text: Any) -> list[str]:
    return [part for part in str(text).split("; ") if part]
