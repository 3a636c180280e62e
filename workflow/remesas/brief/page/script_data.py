"""What the page's scripts work with, as one JSON object: provenances of all numbers, data files, charts, words."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from remesas.brief.charts.values import Figure
from remesas.brief.context import Context
from remesas.brief.provenance import Input, Provenance
from remesas.brief.tables.files import workbook_of
from remesas.brief.tables.model import Cell, TableView
from remesas.brief.text.claim_phrases import Phrases
from remesas.brief.words import labels as interface

ADDRESS = re.compile(r'data-cell="([^"]*)"')
Json = dict[str, Any]


@dataclass
class Packer:
    """Gives every provenance and every series a number, so that each stands in the page once."""

    context: Context
    units: Mapping[str, str]
    statuses: Mapping[str, str]
    inputs: dict[Input, int] = field(default_factory=dict)
    provenances: dict[Provenance, int] = field(default_factory=dict)

    def number_of(self, provenance: Provenance | None) -> int:
        """The provenance's place in ``provenances``; -1 if there is none."""
        if provenance is None or provenance == Provenance():
            return -1
        for pair in provenance.inputs:
            self.inputs.setdefault(pair, len(self.inputs))
        return self.provenances.setdefault(provenance, len(self.provenances))

    def packed_origins(self) -> list[list[Any]]:
        """Formula, inputs, status, note, unit and name of each provenance."""
        return [
            [
                provenance.formula,
                [self.inputs[pair] for pair in provenance.inputs],
                self.statuses.get(provenance.status, ""),
                self.context.noted(provenance.note) if provenance.note else "",
                self.units.get(provenance.unit, provenance.unit),
                provenance.name,
            ]
            for provenance in self.provenances
        ]

    def packed_inputs(self) -> list[list[str]]:
        """Label, id, provider, vintage, provider's page and snapshot of each series."""
        t, build = self.context.language, self.context.build
        held = build.snapshots
        packed = []
        for reference, vintage in self.inputs:
            plain, _, area = reference.partition("@")
            source, _, series = plain.partition(":")
            provider = build.catalog.sources.get(source)
            entry = build.catalog.series.get(plain)
            own = held[(held["source"] == source) & (held["series"] == series) & (held["vintage"] == vintage)]
            packed.append(
                [
                    t.said(entry.label) if entry else "",
                    f"{series}@{area}" if area else series,
                    t.said(provider.name) if provider else source,
                    t.vintage(vintage) if vintage else "",
                    provider.url if provider else "",
                    str(own["file"].iloc[0]) if len(own) else "",
                ]
            )
        return packed


def page_data(
    context: Context, views: Mapping[str, TableView], texts: Iterable[str], figures: Mapping[str, Figure], citation: str
) -> Json:
    """All that the page's scripts need.

    Args:
        context: Build, language, style.
        views: The tables of the page.
        texts: Its sentences, whose numbers carry addresses.
        figures: Its figures by name.
        citation: How the page is cited.
    """
    t, build = context.language, context.build
    base = t.numbers.year(build.scope.price_base)
    packer = Packer(context, interface.units(t, base), interface.statuses(t))
    tables = {name: _table(context, packer, view) for name, view in views.items()}
    cells = _sentences(context, packer, texts)
    claims = _claims(context, packer) if "claims" in views else {}
    return {
        "language": t.code,
        "locale": t.numbers.locale.replace("_", "-"),
        "words": interface.words(t),
        "citation": citation,
        "tables": tables,
        "cells": cells,
        "claims": claims,
        "charts": {
            chart.name: {"spec": chart.spec, **chart.values} for figure in figures.values() for chart in figure.panels
        },
        "origins": packer.packed_origins(),
        "inputs": packer.packed_inputs(),
    }


def _table(context: Context, packer: Packer, view: TableView) -> Json:
    common = Provenance(interface.table_formulas(context.language).get(view.name, ""))
    numbers = [[packer.number_of(_origin_of(cell, common)) for cell in row.cells] for row in view.rows]
    return {
        "file": f"{view.folder}{view.name}",
        "csv": view.to_csv(),
        "xlsx": base64.b64encode(workbook_of(context, view)).decode(),
        "at": view.positions(),
        "source": view.source,
        **_switched(context, view),
        **({"origins": numbers} if any(number >= 0 for line in numbers for number in line) else {}),
    }


def _origin_of(cell: Cell, common: Provenance) -> Provenance | None:
    """A cell's own provenance, or what all numbers of its table have in common."""
    return cell.provenance or (common if cell.kind == "number" and cell.text else None)


def _switched(context: Context, view: TableView) -> Json:
    """Where a table's bases stand (label, first column, number of columns), and the printed columns to set beside."""
    bases, place, groups = {context.basis(basis) for basis in context.build.bases}, 0, []
    for head in view.head[0]:
        if head.text in bases and head.columns > 1:
            groups.append([head.text, place, head.columns])
        place += head.columns
    if len(groups) < 1:
        return {}
    entry = context.build.catalog.tables.get(view.name)
    printed = list(entry.columns) if entry and view.name in context.build.printed else []
    return {"groups": groups, **({"printed": printed} if printed else {})}


def _sentences(context: Context, packer: Packer, texts: Iterable[str]) -> dict[str, int]:
    words = interface.formulas(context.language)
    addresses = dict.fromkeys(address for text in texts for address in ADDRESS.findall(str(text)))
    found = {address: packer.number_of(context.provenances.of_sentence(address, words)) for address in addresses}
    return {address: number for address, number in found.items() if number >= 0}


def _claims(context: Context, packer: Packer) -> dict[str, list[int]]:
    phrases = Phrases(context)

    def named(item: Any) -> str:
        return f"{phrases.evidence(item)}: {phrases.reading(item)}"

    found = {}
    for claim in context.build.claims["claims"]:
        provenances = context.provenances.of_claim(claim, named)
        if provenances:
            found[f"claim-{claim['id']}"] = [packer.number_of(provenance) for provenance in provenances]
    return found


def embedded(data: Json) -> str:
    """The data as text that can stand in a ``script`` element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("</", "<\\/")


def packed(script: str) -> str:
    """A script compressed and in base 64: the page unpacks it when it is first needed."""
    return base64.b64encode(zlib.compress(script.encode(), 9)).decode()
