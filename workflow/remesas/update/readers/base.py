"""Say what a reader is: it turns a provider's file into tidy rows, and computes and checks nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pandas as pd

from remesas.catalog.series import Series
from remesas.core.errors import DataError
from remesas.core.references import NO_COUNTERPART
from remesas.ingest.snapshots import COLUMNS

MAX_BYTES = 20_000_000
"""Of a file, packed and unpacked: seven times what the largest snapshot has."""
MAX_CELLS = 2_000_000
"""Of a file; more would fill the memory."""
MAX_LINE = 500_000
"""Characters of a line; what is longer is no row of a table."""
_SNIFFED = 4096
SHOWN = 10
"""How many names a message lists."""


@dataclass(frozen=True)
class RawFile:
    """A file as obtained: a name for messages, and its bytes."""

    name: str
    content: bytes

    @classmethod
    def open(cls, path: Path) -> RawFile:
        """Read a file.

        Raises:
            DataError: If it is missing or empty.
        """
        if path.exists() and not path.is_file():
            raise DataError("this is no file.", file=path, remedy="give the file as downloaded.")
        try:
            size = path.stat().st_size
            content = path.read_bytes() if size <= MAX_BYTES else b""
        except OSError as error:
            raise DataError(f"the file cannot be read: {error.strerror}.", file=path) from None
        if size > MAX_BYTES:
            raise too_large(str(path), f"has {size} bytes, more than the {MAX_BYTES}")
        if not content.strip():
            raise DataError("the file is empty.", file=path, remedy="obtain it again.")
        return cls(str(path), content)

    @property
    def is_zip(self) -> bool:
        """A zip file, which an xlsx workbook is too."""
        return self.content.startswith(b"PK\x03\x04")

    @property
    def is_xls(self) -> bool:
        """An Excel workbook of the old kind."""
        return self.content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    @property
    def is_html(self) -> bool:
        """An HTML page; some ``.xls`` files are."""
        start = self.content[:_SNIFFED].lower()
        return b"<html" in start or b"<table" in start or b"<!doctype html" in start

    @property
    def has_table(self) -> bool:
        """Whether an HTML page has a table, as those that are called ``.xls`` do."""
        return b"<table" in self.content.lower()

    @property
    def is_text(self) -> bool:
        """Plain text, such as CSV."""
        return not (self.is_zip or self.is_xls or self.is_html or b"\x00" in self.content[:_SNIFFED])

    @cached_property
    def text(self) -> str:
        """The content as text: UTF-8 with or without BOM, or Latin-1 as the Mexican providers write it."""
        return decode_text(self.content).replace("\r\n", "\n").replace("\r", "\n")

    @property
    def stream(self) -> io.BytesIO:
        """The content for libraries that want a file."""
        return io.BytesIO(self.content)


@dataclass(frozen=True)
class Wanted:
    """What is looked for in a file.

    Attributes:
        series: The catalog's entries of the source by id.
        only: The ids that the user named, in the order of the file's columns where the file does not name them.
        areas: The areas of the catalog, for files with several.
        former: The codes of today for those of the past, which older files have.
    """

    series: Mapping[str, Series]
    only: tuple[str, ...] = ()
    areas: frozenset[str] = frozenset()
    former: Mapping[str, str] = field(default_factory=dict)

    @property
    def chosen(self) -> Mapping[str, Series]:
        """The entries that the user named, or all."""
        return {name: self.series[name] for name in self.only} if self.only else self.series

    @property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """For each chosen series the titles that it may have."""
        return {name: entry.titles for name, entry in self.chosen.items()}


@dataclass(frozen=True)
class Parsed:
    """What a file holds.

    Attributes:
        frame: Columns ``snapshots.COLUMNS``, all text.
        units: The unit of each series, where the file tells it.
        titles: The provider's title of each series, where the file tells it.
        notes: What was left out, in sentences.
    """

    frame: pd.DataFrame
    units: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Reader(Protocol):
    """A format: a module with these functions, listed in ``choose.READERS``."""

    def recognises(self, file: RawFile) -> bool:
        """Whether the file is in this format, from its first bytes."""

    def read(self, file: RawFile, wanted: Wanted) -> Parsed:
        """The rows of the wanted series.

        Raises:
            DataError: With the file, the row and what was expected.
        """


Observation = tuple[str, str, str, str]
"""Series, ref_area, time_period, obs_value."""


def decode_text(content: bytes) -> str:
    """UTF-8 with or without BOM, or else Latin-1."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def check_size(file: RawFile) -> list[zipfile.ZipInfo]:
    """The members of a zip archive, which may not unpack to more than ``MAX_BYTES`` together.

    Raises:
        DataError: If they would, or the archive cannot be read.
    """
    try:
        with zipfile.ZipFile(file.stream) as archive:
            members = archive.infolist()
    except Exception as error:  # zipfile lets through what its parts raise: struct.error, ValueError, OSError …
        raise broken_archive(file, error) from None
    size = sum(member.file_size for member in members)
    if size > MAX_BYTES:
        raise too_large(file.name, f"unpacks to {size} bytes, more than the {MAX_BYTES}")
    return members


def too_large(name: str, problem: str) -> DataError:
    """The error about a file that is larger than any table."""
    remedy = "download fewer series, or fewer economies."
    return DataError(f"it {problem} that are read.", file=name, remedy=remedy)


def broken_archive(file: RawFile, error: Exception) -> DataError:
    """The error about a zip archive that cannot be read."""
    problem = f"the zip file is broken: {error or type(error).__name__}."
    return DataError(problem, file=file.name, remedy="obtain it again.")


def tidy_frame(rows: list[Observation]) -> pd.DataFrame:
    """Observations as a frame with ``COLUMNS``, sorted."""
    frame = pd.DataFrame(rows, columns=["series", "ref_area", "time_period", "obs_value"], dtype=str)
    frame["counterpart_area"] = NO_COUNTERPART
    return frame.sort_values(["series", "ref_area", "time_period"], ignore_index=True, kind="stable")[COLUMNS]


def known_areas(rows: list[Observation], wanted: Wanted) -> tuple[list[Observation], tuple[str, ...]]:
    """The rows of areas that the catalog knows, and a note on those of others: providers add aggregates at will."""
    rows = [(series, wanted.former.get(area, area), period, value) for series, area, period, value in rows]
    unknown = sorted({area for _, area, _, _ in rows} - wanted.areas)
    note = f"Areas that the catalog does not know were left out: {name_some(unknown)}."
    return [row for row in rows if row[1] in wanted.areas], (note,) if unknown else ()


def check_prefixes(names: Iterable[str], file: RawFile, wanted: Wanted) -> None:
    """Within a source, its series are called without it.

    Raises:
        DataError: If a series of the file would be a wanted one without what stands before a colon.
    """
    for name in names:
        own = name.rpartition(":")[2]
        if name not in wanted.series and own in wanted.series:
            raise DataError(
                f"a series of it is called {name!r}, with a source before its id.",
                file=file.name,
                series=own,
                remedy=f"write it as {own!r}: --source says of which source it is.",
            )


def name_some(names: Sequence[str]) -> str:
    """Up to ten names, and how many more there are."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def home_area(series: Series, file: RawFile, name: str) -> str:
    """The one area of a series, for files that do not name areas.

    Raises:
        DataError: If the series has many.
    """
    if series.ref_area == "*":
        raise DataError(
            "the series has many areas, and the file does not name them.",
            file=file.name,
            series=name,
            remedy="bring it as a tidy CSV or the provider's own file, with a column of areas.",
        )
    return series.ref_area
