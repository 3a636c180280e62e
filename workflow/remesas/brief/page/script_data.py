"""What the page's scripts work with, as one JSON object: origins of all numbers, data files, charts, words."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from remesas.brief.contents import Drawn
from remesas.brief.provenance import Input, Origin
from remesas.brief.tables.files import workbook_of
from remesas.brief.tables.model import Cell, Maker, TableView
from remesas.brief.text.claim_phrases import Phrases
from remesas.brief.words import labels as interface

ADDRESS = re.compile(r'data-cell="([^"]*)"')
Json = dict[str, Any]


@dataclass
class Packer:
    """Gives every origin and every series a number, so that each stands in the page once."""

    maker: Maker
    units: Mapping[str, str]
    statuses: Mapping[str, str]
    inputs: dict[Input, int] = field(default_factory=dict)
    origins: dict[Origin, int] = field(default_factory=dict)

    def number_of(self, origin: Origin | None) -> int:
        """The origin's place in ``origins``; -1 if there is none."""
        if origin is None or origin == Origin():
            return -1
        for pair in origin.inputs:
            self.inputs.setdefault(pair, len(self.inputs))
        return self.origins.setdefault(origin, len(self.origins))

    def packed_origins(self) -> list[list[Any]]:
        """Formula, inputs, status, note, unit and name of each origin."""
        return [
            [
                origin.formula,
                [self.inputs[pair] for pair in origin.inputs],
                self.statuses.get(origin.status, ""),
                self.maker.noted(origin.note) if origin.note else "",
                self.units.get(origin.unit, origin.unit),
                origin.name,
            ]
            for origin in self.origins
        ]

    def packed_inputs(self) -> list[list[str]]:
        """Label, id, provider, vintage, provider's page and snapshot of each series."""
        t, material = self.maker.language, self.maker.material
        held = material.snapshots
        packed = []
        for reference, vintage in self.inputs:
            plain, _, area = reference.partition("@")
            source, _, series = plain.partition(":")
            provider = material.catalog.sources.get(source)
            entry = material.catalog.series.get(plain)
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
    maker: Maker, views: Mapping[str, TableView], texts: Iterable[str], drawn: Mapping[str, Drawn], citation: str
) -> Json:
    """All that the page's scripts need.

    Args:
        maker: Material, language, tokens.
        views: The tables of the page.
        texts: Its sentences, whose numbers carry addresses.
        drawn: Its charts by name.
        citation: How the page is cited.
    """
    t, material = maker.language, maker.material
    base = t.numbers.year(material.scope.price_base)
    packer = Packer(maker, interface.units(t, base), interface.statuses(t))
    tables = {name: _table(maker, packer, view) for name, view in views.items()}
    cells = _sentences(maker, packer, texts)
    claims = _claims(maker, packer) if "claims" in views else {}
    return {
        "language": t.code,
        "locale": t.numbers.locale.replace("_", "-"),
        "words": interface.words(t),
        "citation": citation,
        "tables": tables,
        "cells": cells,
        "claims": claims,
        "charts": {name: {"spec": json.loads(chart.spec), **chart.readings} for name, chart in drawn.items()},
        "origins": packer.packed_origins(),
        "inputs": packer.packed_inputs(),
    }


def _table(maker: Maker, packer: Packer, view: TableView) -> Json:
    common = Origin(interface.table_formulas(maker.language).get(view.name, ""))
    numbers = [[packer.number_of(_origin_of(cell, common)) for cell in row.cells] for row in view.rows]
    return {
        "file": f"{view.folder}{view.name}",
        "csv": view.to_csv(),
        "xlsx": base64.b64encode(workbook_of(maker, view)).decode(),
        "at": view.positions(),
        "source": view.source,
        **_switched(maker, view),
        **({"origins": numbers} if any(number >= 0 for line in numbers for number in line) else {}),
    }


def _origin_of(cell: Cell, common: Origin) -> Origin | None:
    """A cell's own origin, or what all numbers of its table have in common."""
    return cell.origin or (common if cell.kind == "number" and cell.text else None)


def _switched(maker: Maker, view: TableView) -> Json:
    """Where a table's bases stand (label, first column, number of columns), and the printed columns to set beside."""
    bases, place, groups = {maker.basis(basis) for basis in maker.material.bases}, 0, []
    for head in view.head[0]:
        if head.text in bases and head.columns > 1:
            groups.append([head.text, place, head.columns])
        place += head.columns
    if len(groups) < 1:
        return {}
    entry = maker.material.catalog.tables.get(view.name)
    printed = list(entry.columns) if entry and view.name in maker.material.printed else []
    return {"groups": groups, **({"printed": printed} if printed else {})}


def _sentences(maker: Maker, packer: Packer, texts: Iterable[str]) -> dict[str, int]:
    words = interface.formulas(maker.language)
    addresses = dict.fromkeys(address for text in texts for address in ADDRESS.findall(str(text)))
    found = {address: packer.number_of(maker.origins.of_sentence(address, words)) for address in addresses}
    return {address: number for address, number in found.items() if number >= 0}


def _claims(maker: Maker, packer: Packer) -> dict[str, list[int]]:
    phrases = Phrases(maker)

    def named(item: Any) -> str:
        return f"{phrases.evidence(item)}: {phrases.reading(item)}"

    found = {}
    for claim in maker.material.claims["claims"]:
        origins = maker.origins.of_claim(claim, named)
        if origins:
            found[f"claim-{claim['id']}"] = [packer.number_of(origin) for origin in origins]
    return found


def embedded(data: Json) -> str:
    """The data as text that can stand in a ``script`` element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("</", "<\\/")


def packed(script: str) -> str:
    """A script compressed and in base 64: the page unpacks it when it is first needed."""
    return base64.b64encode(zlib.compress(script.encode(), 9)).decode()
