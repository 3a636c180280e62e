"""Pack the frames behind the brief for readers: ``reports/data/`` as a data package of Frictionless Data.

A package is CSV files (UTF-8, without a byte order mark), ``datapackage.json``, which tells programs the columns,
types, keys and terms of each, and ``README.md``, which tells readers the same.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import cramjam

from remesas.brief.contents import DATA, DICTIONARY, PACKAGE
from remesas.catalog.catalog import Catalog
from remesas.catalog.publication import LICENCE, LICENCE_ADDRESS, Publication
from remesas.catalog.sources import Source
from remesas.core.columns import Column, Frame
from remesas.core.frames import ANNUAL, OBSERVATIONS, REVISIONS, SNAPSHOTS
from remesas.plan.outputs import describe_frame
from remesas.plan.packed import LONG, PACKED, SHARED, name_file

SIGNIFICANT, DECIMALS = 15, 10
"""Digits and decimals of what was computed: what follows is the noise of binary sums and differences."""
OWN_LICENCE = {"name": LICENCE.replace(" ", "-"), "path": LICENCE_ADDRESS}
"""The project's, as a package has it."""
GIVEN = (OBSERVATIONS.name, ANNUAL.name, REVISIONS.name)
"""Frames whose figures are the sources' own, in years and other units at most: they have the terms of their sources."""
TERMS = (
    f"{LICENCE} holds for what the project derives. The figures in {', '.join(GIVEN)} are those of the sources, each "
    f"under its own terms: see the licenses of these resources and, by vintage, the column licence of {SNAPSHOTS.name}."
)
TYPES = {"text": "string", "number": "number", "whole": "integer", "count": "integer", "flag": "boolean"}
README = """# The frames behind the brief

Each table, chart and sentence of the brief is made from these files, by the stages of the project. They are CSV in
UTF-8 with a comma between values and a point in numbers. What is computed has up to {digits} significant digits and
{decimals} decimals; observations have the digits of the file that they were obtained in. An empty value is a missing
one, and `note` says why. `datapackage.json` says the same to programs (Frictionless Data). Files that end in `.gz` are
compressed; pandas and R read them as they are.

Licence: {licence} ({address}); figures of the sources ({given}) under their own terms (`snapshots.csv`).
Please cite {author}, and the source of each figure.

"""


def pack_frames(
    paths: Iterable[Path], catalog: Catalog, publication: Publication, areas: Set[str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """The files of the package by name, from those below ``processed``; of shared frames only the rows of some areas.

    Yields:
        A file for each frame, below the reports, and both dictionaries: the same bytes from the same frames.
    """
    listed, resources = set(paths), []
    terms = _list_terms(catalog, [path for path in listed if _holds(SNAPSHOTS, path)])
    for frame in PACKED:
        rows = list(_read_rows(frame, [path for path in sorted(listed) if _holds(frame, path)], areas))
        content = _write_csv(frame, rows)
        resources.append(_describe(frame, rows, content) | _describe_terms(frame, rows, catalog, terms))
        yield f"{DATA}/{name_file(frame)}", content
    yield PACKAGE, _write_json(_describe_package(catalog, publication, resources)).encode()
    sections = [describe_frame(frame, name_file(frame)) for frame in PACKED]
    head = README.format(
        digits=SIGNIFICANT, decimals=DECIMALS, licence=LICENCE, address=LICENCE_ADDRESS, author=publication.author,
        given=", ".join(f"`{name}`" for name in GIVEN),
    )  # fmt: skip
    yield DICTIONARY, (head + "\n\n".join(sections) + "\n").encode()


def _holds(frame: Frame, path: Path) -> bool:
    patterns = (pattern.strip().removeprefix("processed/") for pattern in frame.files.split(","))
    return any(path.match(pattern.replace("{economy}", "*")) for pattern in patterns)


def _read_rows(frame: Frame, paths: Iterable[Path], areas: Set[str] | None) -> Iterator[list[str]]:
    """The rows of some files, in the order of the columns.

    Computed numbers lose the noise of binary sums; observations keep all digits of their provider, and no idle ``.0``.
    """
    computed = frame is not OBSERVATIONS
    numbers = [place for place, column in enumerate(frame.columns.values()) if column.kind == "number"]
    area = list(frame.columns).index("ref_area") if frame.name in SHARED else None
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            next(lines)
            for row in lines:
                if areas is not None and area is not None and row[area] not in areas:
                    continue
                for place in numbers:
                    if computed:
                        row[place] = row[place] and f"{round(float(row[place]), DECIMALS):.{SIGNIFICANT}g}"
                    else:
                        row[place] = row[place].removesuffix(".0")
                yield row


def _write_csv(frame: Frame, rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([list(frame.columns), *rows])
    content = stream.getvalue().encode()
    return bytes(cramjam.gzip.compress(content, level=9)) if frame.name in LONG else content


def _describe(frame: Frame, rows: Sequence[Sequence[str]], content: bytes) -> dict[str, Any]:
    """What the package says of a file."""
    key = [list(frame.columns).index(name) for name in frame.key]
    schema: dict[str, Any] = {"fields": [_describe_column(*entry) for entry in frame.columns.items()]}
    if key and all(row[place] for row in rows for place in key):
        schema["primaryKey"] = list(frame.key)  # a key may not be empty, and some say by that what they are not about
    return {
        "name": frame.name,
        "path": name_file(frame),
        "profile": "tabular-data-resource",
        "description": f"A row is {frame.row}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    } | ({"compression": "gz"} if frame.name in LONG else {})


def _list_terms(catalog: Catalog, paths: Iterable[Path]) -> dict[str, list[str]]:
    """The terms of each source, as the metadata of its snapshots have them; without any those that the catalog has."""
    rows = [dict(zip(SNAPSHOTS.columns, row, strict=True)) for row in _read_rows(SNAPSHOTS, paths, None)]
    return {
        source: list(dict.fromkeys(row["licence"] for row in rows if row["source"] == source)) or [entry.licence]
        for source, entry in catalog.sources.items()
    }


def _describe_terms(
    frame: Frame, rows: Iterable[Sequence[str]], catalog: Catalog, terms: Mapping[str, Iterable[str]]
) -> dict[str, Any]:
    """The sources of figures that are not the project's, and their terms; other files have those of the package."""
    if frame.name not in GIVEN:
        return {}
    place = list(frame.columns).index("source")
    named = {row[place] for row in rows}
    sources = {source: entry for source, entry in catalog.sources.items() if source in named}
    licences = [_describe_licence(text, entry.name) for source, entry in sources.items() for text in terms[source]]
    return {"sources": [*map(_describe_source, sources.values())], "licenses": licences} if sources else {}


def _describe_licence(terms: str, source: str) -> dict[str, str]:
    """Terms without an address of their own are those that the list of snapshots has."""
    return (OWN_LICENCE if terms == LICENCE else {"path": name_file(SNAPSHOTS)}) | {"title": f"{source}: {terms}"}


def _describe_source(source: Source) -> dict[str, str]:
    return {"title": source.name} | ({"path": source.url} if source.url else {})


def _describe_column(name: str, column: Column) -> dict[str, Any]:
    said = {"name": name, "type": TYPES[column.kind], "description": column.meaning}
    return said | ({"constraints": {"enum": list(column.among)}} if column.among else {})


def _describe_package(catalog: Catalog, publication: Publication, resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "remesas",
        "title": publication.title,
        "description": TERMS,
        "version": publication.version,
        "contributors": [{"title": author.full, "role": "author"} for author in publication.authors],
        "licenses": [OWN_LICENCE],
        "sources": [*map(_describe_source, catalog.sources.values())],
        "resources": resources,
    }


def _write_json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
