"""Read what a number rests on from a finished build: years of series, observations behind them, lines of ``raw/``."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from remesas.catalog.article import ROWS
from remesas.core.columns import Frame
from remesas.core.errors import DataError
from remesas.core.files import read_frame
from remesas.core.frames import ANNUAL, OBSERVATIONS, SNAPSHOTS
from remesas.core.references import NO_COUNTERPART
from remesas.core.rows import records

Place = tuple[str, str, str, str]
"""Series, area, partner and period: what a line of ``raw/`` is about."""
Areas = tuple[str, str]
"""Area and partner; no area where a row of print has none."""
Lines = Mapping[Place, tuple[int, str]]
"""The number and the value, as text, of lines of a file."""


class Used(NamedTuple):
    """A value of a series: provider, id, area and partner, vintage, and a year or a month (empty: all periods)."""

    source: str
    series: str
    ref_area: str
    counterpart_area: str
    vintage: str
    period: str

    @classmethod
    def read(cls, reference: str, vintage: str, period: str = "") -> Used:
        """From a reference ``source:series@AREA>PARTNER``."""
        source, _, rest = reference.partition(":")
        series, _, areas = rest.partition("@")
        area, _, partner = areas.partition(">")
        return cls(source, series, area, partner or NO_COUNTERPART, vintage, period)

    @property
    def name(self) -> str:
        """The series and its areas, as sentences of the program name them."""
        partner = "" if self.counterpart_area == NO_COUNTERPART else f">{self.counterpart_area}"
        return f"{self.source}:{self.series}" + (f"@{self.ref_area}{partner}" if self.ref_area else "")


@dataclass(frozen=True)
class Year:
    """A year of a series as the build harmonised it, and where that stands."""

    used: Used
    value: float
    unit: str
    status: str
    note: str
    place: str


@dataclass(frozen=True)
class Line:
    """A line of a snapshot; ``observed`` is what the build read, nothing where it leaves the line out."""

    number: int
    period: str
    text: str
    observed: float | None


@dataclass(frozen=True)
class Origin:
    """The lines of a series in one snapshot: a row of ``frames.SNAPSHOTS``, and what of its file is used."""

    snapshot: Any
    used: Used
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Origins:
    """Looks up years and lines in ``processed/``, ``raw/`` and ``articles/``, each file read once."""

    processed: Path
    raw: Path
    articles: Path
    _frames: dict[str, Mapping[tuple[str, str], pd.DataFrame]] = field(default_factory=dict, repr=False)
    _rows: dict[tuple[str, str, str], list[Any]] = field(default_factory=dict, repr=False)
    _files: dict[str, Mapping[str, Mapping[Areas, Lines]]] = field(default_factory=dict, repr=False)

    def find_year(self, used: Used) -> Year | None:
        """The year of a series; None if the build has none, or if a month is asked for."""
        if len(used.period) != len("YYYY"):
            return None
        for row in _select(self._read(f"annual/{used.source}.csv", ANNUAL, used), used):
            if row.time_period != int(used.period):
                continue
            place = f"processed/annual/{used.source}.csv, line {row.Index + 2}"
            return Year(used, row.obs_value, row.unit_measure, row.obs_status, row.note, place)
        return None

    def find_lines(self, used: Used) -> Iterator[Origin]:
        """What each snapshot that holds a series in the vintage has of the period.

        Raises:
            DataError: If a file is not the one that the build read.
        """
        for snapshot in self._read("snapshots.csv", SNAPSHOTS, used):
            if snapshot.source == used.source and (lines := tuple(self._lines_of(snapshot, used))):
                yield Origin(snapshot, used, lines)

    def _lines_of(self, snapshot: Any, used: Used) -> Iterator[Line]:
        held = self._index(snapshot).get(used.series, {})
        own = [(area, used.counterpart_area) for area in ("", used.ref_area)] if used.ref_area else list(held)
        observed = self._observe(used) if any(areas in held for areas in own) else {}
        for areas in own:
            for (series, area, partner, period), (number, text) in held.get(areas, {}).items():
                place = series, area or used.ref_area, partner, period or used.period  # a row of print has one of both
                if place[3].startswith(used.period):
                    yield Line(number, place[3], text, observed.get(place))

    def _observe(self, used: Used) -> dict[Place, float]:
        return {
            (row.series, row.ref_area, row.counterpart_area, row.time_period): float(row.obs_value)
            for row in _select(self._read(f"observations/{used.source}.csv", OBSERVATIONS, used), used)
            if row.time_period.startswith(used.period)
        }

    def _index(self, snapshot: Any) -> Mapping[str, Mapping[Areas, Lines]]:
        """The lines of a snapshot by series, and these by areas."""
        if snapshot.file not in self._files:
            top, *parts = Path(snapshot.file).parts
            path = Path({"raw": self.raw, "articles": self.articles}[top], *parts)
            content = path.read_bytes() if path.is_file() else b""
            if hashlib.sha256(content).hexdigest() != snapshot.sha256:
                raise DataError(
                    "the file is not the one that the build read: its checksum is another, or it is gone.",
                    file=snapshot.file,
                    remedy="restore it from git, or run ./remesas build again.",
                )
            lines = csv.reader(content.decode("utf-8-sig").splitlines())
            read = _read_tidy(lines) if top == "raw" else _read_print(lines, path.stem)
            found: dict[str, dict[Areas, dict[Place, tuple[int, str]]]] = {}
            for place, line in read:
                found.setdefault(place[0], {}).setdefault(place[1:3], {})[place] = line
            self._files[snapshot.file] = found
        return self._files[snapshot.file]

    @property
    def article(self) -> Path | None:
        """The folder of the article that the build was about; None if it prints no table."""
        files = read_frame(self.processed / "snapshots.csv", SNAPSHOTS)["file"]
        names = {Path(file).parts[1] for file in files if file.startswith("articles/")}
        return self.articles / names.pop() if names else None

    def _read(self, name: str, frame: Frame, used: Used) -> list[Any]:
        """The rows of a frame about a series in its vintage."""
        if name not in self._frames:
            rows = read_frame(self.processed / name, frame)
            groups = rows.groupby(["series", "vintage"])
            self._frames[name] = {(str(series), str(vintage)): own for (series, vintage), own in groups}
        key = (name, used.series, used.vintage)
        if key not in self._rows:
            found = self._frames[name].get(key[1:])
            self._rows[key] = [] if found is None else list(records(found))
        return self._rows[key]


def _read_tidy(lines: Iterator[list[str]]) -> Iterator[tuple[Place, tuple[int, str]]]:
    """Each observation of a snapshot with the number of its line."""
    next(lines)
    for number, line in enumerate(lines, start=2):
        yield (line[0], line[1], line[2], line[3]), (number, line[4])


def _read_print(lines: Iterator[list[str]], table: str) -> Iterator[tuple[Place, tuple[int, str]]]:
    """Each number of a printed table with that of its line; its rows are years or areas."""
    rows, *columns = next(lines)
    for number, (row, *cells) in enumerate(lines, start=2):
        area, period = ("", row) if rows == ROWS["years"][0] else (row, "")
        for column, cell in zip(columns, cells, strict=True):
            if cell.strip():
                yield (f"{table}.{column}", area, NO_COUNTERPART, period), (number, cell.strip())


def _select(rows: list[Any], used: Used) -> list[Any]:
    """The rows of an area and its partner; all where none is named."""
    if not used.ref_area:
        return rows
    areas = used.ref_area, used.counterpart_area
    return [row for row in rows if (row.ref_area, row.counterpart_area) == areas]
