"""Read the project's own snapshot format, strictly: CSV, UTF-8, ``snapshots.COLUMNS``, plain numbers and periods."""

from __future__ import annotations

from pathlib import Path

from remesas.ingest.snapshots import COLUMNS, parse_tidy
from remesas.update.readers.base import Parsed, RawFile, Wanted, check_prefixes


def recognises(file: RawFile) -> bool:
    """Whether the header shares most of the project's columns, so that a wrong one gets its own message."""
    header = _with_newlines(file).split(b"\n", 1)[0].decode("utf-8", errors="replace")
    return len(set(header.strip().split(",")) & set(COLUMNS)) >= len(COLUMNS) - 1


def read(file: RawFile, wanted: Wanted) -> Parsed:
    """All rows as they are, or those of the named series."""
    frame = parse_tidy(_with_newlines(file), Path(file.name))
    check_prefixes(frame["series"].unique(), file, wanted)
    return Parsed(frame[frame["series"].isin(wanted.only)] if wanted.only else frame)


def _with_newlines(file: RawFile) -> bytes:
    return file.content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
