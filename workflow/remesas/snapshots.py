"""Snapshots: what ``raw/`` holds, its metadata, and how it becomes one tidy frame.

A snapshot is ``raw/<source>/<vintage>/<dataset>.csv`` beside ``<dataset>.meta.yaml``.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Literal

import pandas as pd

from remesas.catalog import Entry, Frequency, parse
from remesas.errors import DataError
from remesas.layout import META, data_file

COLUMNS = ["series", "ref_area", "counterpart_area", "time_period", "obs_value"]


class SnapshotSeries(Entry):
    """A series as this snapshot has it: the provider's title and the unit of this file."""

    id: str
    title: str
    unit: str


class Obtained(Entry):
    """How the snapshot came to us."""

    how: Literal["public-copy", "transcribed", "reported", "as-printed", "provider-file", "provider-api"]
    note: str
    url: str | None = None
    retrieved: str | None = None
    client: str | None = None


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


def read_snapshot(meta: Path) -> tuple[Snapshot, pd.DataFrame]:
    """Read one snapshot as text, after its checksum, encoding, header and number of rows.

    Args:
        meta: The metadata file.

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
        raise DataError(
            f"the checksum is {found[:12]}…, but its metadata say {snapshot.sha256[:12]}…: the file was edited, "
            "truncated or exchanged.",
            file=path,
            remedy="restore it from git; register changed data as a new vintage with `./remesas register`.",
        )
    frame = parse_tidy(content, path)
    if len(frame) != snapshot.rows:
        raise DataError(f"{len(frame)} rows, but its metadata say {snapshot.rows}.", file=path)
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
            f"the file is not UTF-8 (byte {error.start}).", file=path, remedy="save it as UTF-8 without BOM."
        ) from None
    header = text.split("\n", 1)[0].rstrip("\r").split(",")
    if header != COLUMNS:
        raise DataError(f"the columns are {header}, expected {COLUMNS}.", file=path)
    try:
        return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, on_bad_lines="error")
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(f"the rows do not all have {len(COLUMNS)} columns: {error}", file=path) from None


def _check_place(meta: Path, snapshot: Snapshot) -> None:
    expected = (snapshot.source, snapshot.vintage, snapshot.dataset + META)
    if meta.parts[-3:] != expected:
        raise DataError(f"its metadata belong at {'/'.join(('raw', *expected))}.", file=meta)
