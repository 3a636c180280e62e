"""List every number of the brief by its address, with what is behind it: what `./remesas trace` looks up.

A cell has the address that its table gives it, or that of its row and column; a number of a sentence that of its
section and its place among the numbers there (``findings.n3``); a statement ``claim-ID``, with a record for each
evaluation. The page's scripts make the same addresses (``templates/js/page.js``).
"""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.page.script_data import find_provenance, name_line
from remesas.brief.provenance import Provenance
from remesas.brief.tables.model import Cell, Row, TableView

Json = dict[str, Any]
PLACE = re.compile(
    r'<section id="(?P<section>[^"]+)"|<data value="(?P<value>[^"]*)" data-origin="(?P<origin>\d+)"[^>]*>'
    r"(?P<shown>.*?)</data>",
    re.DOTALL,
)
"""What a page has in its order: where a section begins, and the numbers of its sentences."""


def list_numbers(context: Context, views: Mapping[str, TableView], page: str) -> dict[str, list[Json]]:
    """Every number of a page: what it shows, and its provenance with all that it is computed from.

    The context is that with which the page was made.
    """
    found = [*_of_sentences(context, page), *_of_tables(context, views)]
    claims = _of_claims(context) if "claims" in views else ()
    return {address: [record] for address, record in found} | dict(claims)


def write_numbers(numbers: Mapping[str, list[Json]]) -> str:
    """The same as text, a line a number."""
    lines = (f"{json.dumps(key)}: {json.dumps(records, ensure_ascii=False)}" for key, records in numbers.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _of_sentences(context: Context, page: str) -> Iterator[tuple[str, Json]]:
    provenances = list(context.registry.provenances)
    section, count = "", 0
    for place in PLACE.finditer(page):
        if place["section"]:
            section, count = place["section"], 0
            continue
        count += 1
        facts = {
            "title": f"a number in a sentence of section {section}",
            "shown": html.unescape(place["shown"]),
            "value": float(place["value"]),
        }
        yield f"{section}.n{count}", facts | _describe(context, provenances[int(place["origin"])])


def _of_tables(context: Context, views: Mapping[str, TableView]) -> Iterator[tuple[str, Json]]:
    for name, view in views.items():
        group = ""
        for number, row in enumerate(view.rows, start=1):
            group = row.group or group
            for column, cell in enumerate(row.cells):
                provenance = find_provenance(context, view, cell)
                if provenance is not None and provenance != Provenance():
                    facts = {"title": _title(view, group, row, column), "shown": _plain(cell.text)} | _value(cell)
                    address = cell.address or f"{name}.r{number}.c{column + 1}"
                    yield address, facts | _describe(context, provenance)


def _of_claims(context: Context) -> Iterator[tuple[str, list[Json]]]:
    for claim in context.build.claims.claims:
        lines = context.provenances.lines_of_claim(claim)
        records = [
            {"title": claim.claim, "reading": name_line(context, line), "value": line.value}
            | _describe(context, context.provenances.of_evaluation(line))
            for line in lines
        ]
        undecided = {"title": claim.claim, "reading": "no data here decide it", "rule": "evaluate_claims"}
        yield f"claim-{claim.id}", records or [undecided]


def _title(view: TableView, group: str, row: Row, column: int) -> str:
    """Table, column and row of a cell, as its data file names them."""
    return f"{view.caption}: {', '.join(str(part) for part in (view.columns[column], group, row.head) if part)}"


def _plain(text: str | Markup) -> str:
    return text.striptags() if isinstance(text, Markup) else text


def _value(cell: Cell) -> Json:
    """What is behind a cell; nothing for a missing number."""
    if isinstance(cell.value, str):
        return {"value": cell.value}
    return {} if cell.value is None or math.isnan(cell.value) else {"value": float(cell.value)}


def _describe(context: Context, provenance: Provenance) -> Json:
    """What is behind a number: fields without content are left out, and every series has its area."""
    own = context.build.scope.ref_area
    used = [item.at(own) for item in provenance.used]
    names = ("formula", "unit", "status", "note", "parts", "inputs")
    known = {name: getattr(provenance, name) for name in names} | {"used": used, "rule": provenance.rule}
    return {name: item for name, item in known.items() if item}
