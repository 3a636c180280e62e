"""The project's own snapshot format: CSV, UTF-8, the columns ``snapshots.COLUMNS``."""

from __future__ import annotations

from pathlib import Path

from remesas.ingest.snapshots import COLUMNS, parse_tidy
from remesas.update.readers.base import Parsed, RawFile, Wanted


class TidyReader:
    """Reads the project's own format, strictly: plain numbers, periods as snapshots keep them."""

    name = "tidy"
    description = f"the project's own CSV: {','.join(COLUMNS)}"

    def recognises(self, file: RawFile) -> bool:
        """Whether the header shares most of the project's columns, so that a wrong one gets its own message."""
        header = file.content.split(b"\n", 1)[0].decode("utf-8", errors="replace")
        return len(set(header.strip().split(",")) & set(COLUMNS)) >= len(COLUMNS) - 1

    def read(self, file: RawFile, wanted: Wanted) -> Parsed:
        """All rows as they are, or those of the named series."""
        frame = parse_tidy(file.content, Path(file.name))
        return Parsed(frame[frame["series"].isin(wanted.only)] if wanted.only else frame)
