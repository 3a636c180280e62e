"""Tables as the page shows them: cells with text, value and provenance; heads with scopes; notes and sources.

One anatomy serves every table of the brief, its HTML, its PDF and its CSV file.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from remesas.brief.provenance import Provenance
from remesas.brief.words.language import Language
from remesas.brief.words.numbers import MISSING


@dataclass(frozen=True)
class Cell:
    """A cell: what it shows, the unrounded value behind it (or its text), its mark, look and address.

    ``kind`` is ``number`` (aligned right) or ``text``; ``said`` is read out instead of a symbol; ``provenance`` tells
    the formula, series and vintage.
    """

    text: str | Markup
    value: float | str | None = None
    mark: str = ""
    kind: str = "number"
    look: str = ""
    said: str = ""
    address: str = ""
    provenance: Provenance | None = None


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
