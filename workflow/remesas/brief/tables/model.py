"""Tables as the page shows them: cells with text, value and origin; heads with scopes; notes and sources.

One anatomy serves every table of the brief, its HTML, its PDF and its CSV file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from markupsafe import Markup

from remesas.brief.provenance import Origin, Origins
from remesas.brief.style import Tokens
from remesas.brief.words.language import Language
from remesas.brief.words.notes import said_notes
from remesas.brief.words.numbers import MISSING
from remesas.build import Material


@dataclass(frozen=True)
class Cell:
    """A cell: what it shows, the unrounded value behind it (or its text), its mark, look and address.

    ``kind`` is ``number`` (aligned right) or ``text``; ``said`` is read out instead of a symbol; ``origin`` tells the
    cell's formula, series and vintage.
    """

    text: str | Markup
    value: float | str | None = None
    mark: str = ""
    kind: str = "number"
    look: str = ""
    said: str = ""
    address: str = ""
    origin: Origin | None = None


@dataclass(frozen=True)
class Head:
    """A cell of the table head that spans columns and rows; ``mark`` refers to a note."""

    text: str
    columns: int = 1
    rows: int = 1
    mark: str = ""
    kind: str = "number"


@dataclass(frozen=True)
class Row:
    """A row: heading and cells; ``group`` names the group it begins, ``first`` sets it off, ``anchor`` is linked to."""

    head: str | Markup
    cells: tuple[Cell, ...]
    first: bool = False
    group: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Note:
    """A note below a table: the mark it explains (or none), and its text."""

    mark: str
    text: str


@dataclass(frozen=True)
class TableView:
    """A table of the brief.

    ``head`` holds the rows of the head without the corner, ``corner`` names the row headings; ``columns`` names every
    column in full, for the CSV file; ``look`` is a class of the style sheet; ``keep`` holds it on one page; its
    CSV file lies in ``folder`` (with a slash) below the folder of tables.
    """

    name: str
    caption: str
    lead: str
    corner: str
    head: tuple[tuple[Head, ...], ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    source: str = ""
    unit: str = ""
    look: str = ""
    keep: bool = False
    grouping: str = ""
    folder: str = ""

    def groups(self) -> list[tuple[str, list[Row]]]:
        """The rows by group, for one table body each."""
        bodies: list[tuple[str, list[Row]]] = []
        for row in self.rows:
            if row.group or not bodies:
                bodies.append((row.group, []))
            bodies[-1][1].append(row)
        return bodies

    @property
    def marked(self) -> list[bool]:
        """For each column whether some of its cells have marks."""
        return [any(row.cells[place].mark for row in self.rows) for place in range(len(self.columns))]

    @property
    def grouped(self) -> bool:
        """Whether the rows stand in named groups."""
        return any(row.group for row in self.rows)

    def positions(self) -> list[int]:
        """The place of each column in a line of ``grid``."""
        places, place = [], 2 if self.grouped else 1
        for has_marks in self.marked:
            places.append(place)
            place += 2 if has_marks else 1
        return places

    def grid(self) -> list[list[object]]:
        """Head and rows as in the data files: unrounded values, a column for the marks of each column that has some."""
        marked, grouped = self.marked, self.grouped
        header: list[object] = [self.grouping, self.corner] if grouped else [self.corner]
        for name, has_marks in zip(self.columns, marked, strict=True):
            header += [name, f"{name} (mark)"] if has_marks else [name]
        lines = [header]
        group = ""
        for row in self.rows:
            group = row.group or group
            line: list[object] = [group, _plain(row.head)] if grouped else [_plain(row.head)]
            for cell, has_marks in zip(row.cells, marked, strict=True):
                line.append(_value(cell))
                if has_marks:
                    line.append(cell.mark)
            lines.append(line)
        return lines

    def to_csv(self) -> str:
        """The table as CSV."""
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(self.grid())
        return stream.getvalue()


@dataclass(frozen=True)
class Maker:
    """What every table is made from."""

    material: Material
    language: Language
    tokens: Tokens

    @cached_property
    def origins(self) -> Origins:
        """Where the numbers come from."""
        return Origins(self.material)

    def label(self, indicator: str) -> str:
        """A source of foreign exchange as a column head."""
        return self.language.said(self.material.catalog.indicators[indicator].label)

    def short(self, indicator: str) -> str:
        """A source of foreign exchange in few letters."""
        return self.language.short(self.material.catalog.indicators[indicator].short)

    def basis(self, basis: str) -> str:
        """A basis in full."""
        return self.language.said(self.material.catalog.bases[basis].label)

    def noted(self, note: str) -> str:
        """A note of a frame: its parts, joined by semicolons, each translated."""
        return said_notes(self.language, note, self.named)

    def named(self, name: str) -> str:
        """A source of foreign exchange or a reference area as a sentence calls it; other names as they are."""
        if name in self.material.catalog.indicators:
            return self.language.noun(self.material.catalog.indicators[name].label)
        return self.place(self._areas[name]) if name in self._areas else name

    @cached_property
    def _areas(self) -> dict[str, str]:
        """The codes of reference areas by their names in the catalog."""
        return {entry.name: code for code, entry in self.material.catalog.areas.items()}

    def place(self, area: str) -> str:
        """A reference area by its name; by its code if the catalog does not have it."""
        entry = self.material.catalog.areas.get(area)
        if entry is None:
            return area
        return self.language.place(entry.name, entry.iso2 or area.removeprefix("M49_"))

    def number_of(self, table: str) -> str:
        """The number that a table has in the article."""
        return self.language.numbers.amount(list(self.material.catalog.tables).index(table) + 1)

    def providers(self, sources: Sequence[str]) -> str:
        """Names of sources, as a list."""
        names = [self.language.said(self.material.catalog.sources[source].name) for source in dict.fromkeys(sources)]
        return self.language.numbers.listed(names)

    def sources_of(self, frame: pd.DataFrame) -> str:
        """Who provided the cells of a frame (column ``source``), as a list."""
        return self.providers(self.sources_in(frame))

    def sources_in(self, frame: pd.DataFrame) -> list[str]:
        """The sources of the cells of a frame (column ``source``), in the order of the catalog."""
        found = [source for text in frame["source"].unique() for source in str(text).split("; ") if source]
        return sorted(set(found), key=list(self.material.catalog.sources).index)


def number(language: Language, value: float | None, places: int = 0, **more: object) -> Cell:
    """A cell with a number; missing if there is none."""
    signed = bool(more.pop("signed", False))
    return Cell(language.numbers.amount(value, places, signed=signed), value, **more)  # type: ignore[arg-type]


def words(text: str | Markup, **more: object) -> Cell:
    """A cell with text."""
    return Cell(text, _plain(text), kind="text", **more)  # type: ignore[arg-type]


def _plain(text: str | Markup) -> str:
    return text.striptags() if isinstance(text, Markup) else text


def _value(cell: Cell) -> object:
    if cell.value is None or (isinstance(cell.value, float) and pd.isna(cell.value)):
        return "" if cell.text == MISSING else _plain(cell.text)
    return cell.value
