"""Snapshots: what ``raw/`` holds, its metadata, and how it becomes one tidy frame.

A snapshot is ``raw/<source>/<vintage>/<dataset>.csv`` beside ``<dataset>.meta.yaml``.
"""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path
from typing import Literal

import pandas as pd

from remesas.catalog.entries import Entry
from remesas.catalog.loading import parse
from remesas.catalog.series import Frequency
from remesas.core.errors import DataError
from remesas.ingest.raw_folder import META, data_file

COLUMNS = ["series", "ref_area", "counterpart_area", "time_period", "obs_value"]


class SnapshotSeries(Entry):
    """A series as this snapshot has it: the provider's title and the unit of this file.

    ``ahead`` says of a series that reaches beyond the vintage what it gives there: a ``budget`` or a ``forecast``.
    """

    id: str
    title: str
    unit: str
    ahead: Literal["budget", "forecast"] | None = None


class Obtained(Entry):
    """How the snapshot came to us."""

    how: Literal["public-copy", "transcribed", "reported", "as-printed", "provider-file", "provider-api"]
    note: str
    url: str | None = None
    retrieved: str | None = None
    client: str | None = None


class Carried(Entry):
    """Periods of a series that this snapshot did not obtain anew but took from the vintage before it."""

    series: str
    vintage: str
    first: str
    last: str


class Snapshot(Entry):
    """The metadata beside each file of ``raw/``."""

    source: str
    dataset: str
    title: str
    vintage: str
    freq: Frequency
    obtained: Obtained
    citation: str
    licence: str
    sha256: str
    rows: int
    series: tuple[SnapshotSeries, ...]
    carried: tuple[Carried, ...] = ()


def read_snapshot(meta: Path) -> tuple[Snapshot, pd.DataFrame]:
    """Read one snapshot as text, after its checksum, encoding, header and number of rows.

    Returns:
        The metadata, and a frame of strings with the columns ``COLUMNS``.

    Raises:
        DataError: If the file is missing, altered, truncated, empty, in another encoding or has other columns.
    """
    snapshot = parse(meta, Snapshot)
    path = data_file(meta)
    _check_place(meta, snapshot)
    if not path.is_file():
        raise DataError("the data file of this metadata is missing.", file=path, remedy="restore it from git.")
    content = path.read_bytes()
    if not content.strip():
        raise DataError("the file is empty.", file=path, remedy="restore it from git or obtain it again.")
    found = hashlib.sha256(content).hexdigest()
    if found != snapshot.sha256:
        rows, last = _rows(content), _place(content, len(content.rstrip()))
        end = f", and ends with {last['series']}, {last['period']}" if rows < snapshot.rows else ""
        raise DataError(
            f"the checksum is {found[:12]}…, but its metadata say {snapshot.sha256[:12]}…: the file was edited, "
            f"truncated or exchanged; it has {rows} rows of {snapshot.rows}{end}.",
            file=path,
            remedy="restore it from git; register changed data as a new vintage with `./remesas register`.",
        )
    frame = parse_tidy(content, path)
    if len(frame) != snapshot.rows:
        raise DataError(
            f"{len(frame)} rows, but its metadata say {snapshot.rows}; the file ends here.",
            file=path,
            **_place(content, len(content.rstrip())),
            remedy="obtain the file again, or register it anew.",
        )
    return snapshot, frame


def parse_tidy(content: bytes, path: Path) -> pd.DataFrame:
    """The rows of the project's snapshot format, as strings.

    Raises:
        DataError: If the content is not UTF-8 or does not have exactly the columns ``COLUMNS``.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(
            f"the file is not UTF-8 (byte {error.start}).",
            file=path,
            **_place(content, error.start),
            remedy="save it as UTF-8 without BOM.",
        ) from None
    header = text.split("\n", 1)[0].rstrip("\r").split(",")
    if header != COLUMNS:
        raise DataError(
            f"the columns are {header}, expected {COLUMNS}.",
            file=path,
            **_place(content, len(content.split(b"\n", 1)[0]) + 1),
            remedy="put the columns in this order, under these names.",
        )
    try:
        return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, on_bad_lines="error")
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(
            f"the rows do not all have {len(COLUMNS)} columns: {error}",
            file=path,
            **_place(content, _line_start(content, str(error))),
            remedy="write numbers without thousands separators, and with a decimal point.",
        ) from None


def _rows(content: bytes) -> int:
    return max(content.strip().count(b"\n"), 0)


def _place(content: bytes, offset: int) -> dict[str, str | None]:
    """Series and period of the row that holds the byte at ``offset``, for messages about unreadable files."""
    start = content.rfind(b"\n", 0, offset) + 1
    fields = content[start:].split(b"\n", 1)[0].decode("utf-8", errors="replace").split(",")
    known = dict(zip(COLUMNS, fields, strict=False))
    return {"series": known.get("series"), "period": known.get("time_period")}


def _line_start(content: bytes, message: str) -> int:
    """Where the line begins that the parser's message names, or the file's first row."""
    match = re.search(r"line (\d+)", message)
    lines = content.splitlines(keepends=True)
    return sum(map(len, lines[: int(match[1]) - 1])) + 1 if match else len(lines[0]) + 1


def _check_place(meta: Path, snapshot: Snapshot) -> None:
    expected = (snapshot.source, snapshot.vintage, snapshot.dataset + META)
    if meta.parts[-3:] != expected:
        raise DataError(f"its metadata belong at {'/'.join(('raw', *expected))}.", file=meta)
