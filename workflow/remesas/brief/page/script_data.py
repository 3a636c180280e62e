"""Pack what the page's scripts work with as one JSON object: provenances of all numbers, data files, charts, words."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from remesas.brief.charts.values import Figure
from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.tables.files import write_csv, write_workbook
from remesas.brief.tables.model import Cell, TableView
from remesas.brief.text.claim_names import describe_evidence, write_reading
from remesas.brief.words import labels as interface
from remesas.claims.entries import Line

Json = dict[str, Any]


def page_data(
    context: Context, views: Mapping[str, TableView], figures: Mapping[str, Figure], citation: Mapping[str, str]
) -> Json:
    """All that the page's scripts need; its sentences must have been written before, with the same context."""
    t = context.language
    tables = {name: _table(context, view) for name, view in views.items()}
    claims = _claims(context) if "claims" in views else {}
    return {
        "language": t.code,
        "locale": t.numbers.locale.replace("_", "-"),
        "words": interface.words(t),
        "citation": dict(citation),
        "tables": tables,
        "claims": claims,
        "charts": {
            chart.name: {"spec": chart.spec, **chart.values} for figure in figures.values() for chart in figure.panels
        },
        "origins": pack_provenances(context),
        "inputs": pack_inputs(context),
    }


def pack_provenances(context: Context) -> list[list[Any]]:
    """Formula, numbers of the series, status, note, unit and name of each provenance of the page, by its number."""
    t, registry = context.language, context.registry
    statuses, units = interface.statuses(t), interface.units(t, t.numbers.year(context.build.scope.price_base))
    return [
        [
            provenance.formula,
            [registry.inputs[pair] for pair in provenance.inputs],
            statuses.get(provenance.status, ""),
            context.translate_note(provenance.note) if provenance.note else "",
            units.get(provenance.unit, provenance.unit),
            provenance.name,
        ]
        for provenance in registry.provenances
    ]


def pack_inputs(context: Context) -> list[list[str]]:
    """Label, id, provider, vintage, provider's page and snapshot of each series of the page, by its number."""
    return [_pack_input(context, reference, vintage) for reference, vintage in context.registry.inputs]


def _pack_input(context: Context, reference: str, vintage: str) -> list[str]:
    t, build = context.language, context.build
    plain, _, area = reference.partition("@")
    source, _, series = plain.partition(":")
    provider, entry, held = build.catalog.sources.get(source), build.catalog.series.get(plain), build.snapshots
    files = held.loc[(held["source"] == source) & (held["series"] == series) & (held["vintage"] == vintage), "file"]
    return [
        t.translate(entry.label) if entry else "",
        f"{series}@{area}" if area else series,
        t.translate(provider.name) if provider else source,
        t.vintage(vintage) if vintage else "",
        provider.url if provider else "",
        str(files.iloc[0]) if len(files) else "",
    ]


def _table(context: Context, view: TableView) -> Json:
    numbers = [[_register(context, find_provenance(context, view, cell)) for cell in row.cells] for row in view.rows]
    return {
        "file": view.file(context.language.code),
        "csv": write_csv(context, view),
        "xlsx": base64.b64encode(write_workbook(context, view)).decode(),
        "at": view.positions(),
        "source": view.source,
        **_switched(context, view),
        **({"origins": numbers} if any(number >= 0 for line in numbers for number in line) else {}),
    }


def _register(context: Context, provenance: Provenance | None) -> int:
    """The number of a cell's provenance; -1 if it has none."""
    return -1 if provenance is None or provenance == Provenance() else context.registry.register(provenance.shown)


def find_provenance(context: Context, view: TableView, cell: Cell) -> Provenance | None:
    """A cell's own provenance, or what all numbers of its table have in common."""
    if cell.provenance or cell.kind != "number" or not cell.text:
        return cell.provenance
    return Provenance(interface.table_formulas(context.language).get(view.name, ""))


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
    printed = (
        [(name, context.short(name)) for name in entry.columns] if entry and view.name in context.build.printed else []
    )
    return {"groups": groups, **({"printed": printed} if printed else {})}


def name_line(context: Context, line: Line) -> str:
    """Words for the evidence and the reading of an evaluation."""
    return f"{describe_evidence(context, line)}: {write_reading(context, line)}"


def _claims(context: Context) -> dict[str, list[int]]:
    found = {}
    for claim in context.build.claims.claims:
        provenances = [
            replace(context.provenances.of_evaluation(line), name=name_line(context, line)).shown
            for line in context.provenances.lines_of_claim(claim)
        ]
        if provenances:
            found[f"claim-{claim.id}"] = [context.registry.register(provenance) for provenance in provenances]
    return found


def embed(data: Json) -> str:
    """The data as text that can stand in a ``script`` element: no sign in it opens or closes anything there."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def compress(script: str) -> str:
    """A script compressed and in base 64: the page unpacks it when it is first needed."""
    return base64.b64encode(zlib.compress(script.encode(), 9)).decode()
