"""Model a table of the brief: its columns, each with head and cells, its rows, notes and sources.

One anatomy serves every table of the brief, its HTML, its PDF and its data files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Generic, Literal, TypedDict, TypeVar

import pandas as pd
from markupsafe import Markup

from remesas.brief.provenance import Provenance
from remesas.brief.words.language import Language
from remesas.brief.words.numbers import MISSING
from remesas.core.rounding import round_half_up

Kind = Literal["number", "text"]
"""How cells and heads are aligned: numbers at the right."""
FINER = 8
"""Decimals that data files give beyond those that the page shows: amounts to the dollar, in millions and in billions,
and never the noise of binary sums and differences, which begins further down."""
YEAR = re.compile(r"[12]\d{3}")
T = TypeVar("T")
"""What a row is made from."""


@dataclass(frozen=True)
class Cell:
    """A cell: what it shows, the unrounded value behind it (or its text), its mark, look and address.

    ``provenance`` tells the formula, series and vintage; ``places`` how many decimals a number shows.
    """

    text: str | Markup
    value: float | str | None = None
    mark: str = ""
    kind: Kind = "number"
    look: str = ""
    address: str = ""
    provenance: Provenance | None = None
    places: int | None = None


@dataclass(frozen=True)
class Head:
    """A cell of the table head that spans columns and rows; ``mark`` refers to a note."""

    text: str
    columns: int = 1
    rows: int = 1
    mark: str = ""
    kind: Kind = "number"


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: its head, how a cell is made from what a row is about, and the group of columns it stands in.

    ``make`` may return a text in place of a cell; ``name`` is the column's name in the data files, where that is not
    the group and the head; ``unit`` stands behind it there, where the page says it once for the whole table.
    """

    head: str
    make: Callable[[T], Cell | str | Markup]
    group: str = ""
    kind: Kind = "number"
    mark: str = ""
    name: str = ""
    unit: str = ""

    @property
    def full_name(self) -> str:
        """The name of the column where it stands alone, as in the data files."""
        name = self.name or (f"{self.group}: {self.head}" if self.group else self.head)
        return f"{name} ({self.unit})" if self.unit else name

    def make_cell(self, item: T) -> Cell:
        """The cell of a row."""
        made = self.make(item)
        return made if isinstance(made, Cell) else show_text(made)


@dataclass(frozen=True)
class Row:
    """A row: heading and cells; ``group`` names the group it begins, ``first`` sets it off, ``anchor`` is linked to."""

    head: str | Markup
    cells: tuple[Cell, ...] = ()
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
    column in full, for the data files; ``look`` is a class of the style sheet; ``keep`` holds it on one page; the
    names of its data files begin with ``prefix``.
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
    look: str = ""
    keep: bool = False
    grouping: str = ""
    prefix: str = ""

    def file(self, language: str) -> str:
        """The name of its data files in a language, without ``.csv`` or ``.xlsx``."""
        return f"{self.prefix}{self.name}.{language}"

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

    def grid(self, mark: str = "mark") -> list[list[object]]:
        """Head and rows as in the data files: values in full, a column for the marks of each column that has some.

        Args:
            mark: What is said of a column of marks.
        """
        marked, grouped = self.marked, self.grouped
        header: list[object] = [self.grouping, self.corner] if grouped else [self.corner]
        for name, has_marks in zip(self.columns, marked, strict=True):
            header += [name, f"{name} ({mark})"] if has_marks else [name]
        lines = [header]
        group = ""
        for row in self.rows:
            group = row.group or group
            line: list[object] = [group, _read_text(row.head)] if grouped else [_read_text(row.head)]
            for cell, has_marks in zip(row.cells, marked, strict=True):
                line.append(_read_value(cell))
                if has_marks:
                    line.append(cell.mark)
            lines.append(line)
        return lines


class Layout(TypedDict):
    """The fields of a table that its columns and rows decide."""

    head: tuple[tuple[Head, ...], ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def lay_out(columns: Sequence[Column[T]], items: Iterable[T], make_row: Callable[[T], Row]) -> Layout:
    """Head, names of columns, and rows of a table.

    Args:
        columns: What each column shows of an item.
        items: What the rows are about, one each.
        make_row: A row of an item without its cells; its group is named at the first row of several alike.
    """
    rows, group = [], ""
    for item in items:
        row = make_row(item)
        cells = tuple(column.make_cell(item) for column in columns)
        rows.append(replace(row, cells=cells, group="" if row.group == group else row.group))
        group = row.group
    names = tuple(column.full_name for column in columns)
    return {"head": tuple(make_head(columns)), "columns": names, "rows": tuple(rows)}


def select_filled(columns: Iterable[Column[T]], items: Sequence[T]) -> list[Column[T]]:
    """The columns in which some item has a figure: one that says nowhere more than that there is none tells nothing."""
    return [column for column in columns if any(column.make_cell(item).text != MISSING for item in items)]


def make_head(columns: Sequence[Column[T]]) -> Iterator[tuple[Head, ...]]:
    """The rows of the head: groups over their columns, where there are groups; what stands in none spans both rows."""
    grouped = any(column.group for column in columns)
    if grouped:
        first: list[Head] = []
        for group, members in groupby(columns, key=lambda column: column.group):
            inside = list(members)
            first += [Head(group, columns=len(inside))] if group else [_make_head(column, rows=2) for column in inside]
        yield tuple(first)
    yield tuple(_make_head(column) for column in columns if column.group or not grouped)


def _make_head(column: Column[T], rows: int = 1) -> Head:
    return Head(column.head, rows=rows, mark=column.mark, kind=column.kind)


def show_number(
    language: Language,
    value: float | None,
    places: int = 0,
    *,
    signed: bool = False,
    mark: str = "",
    look: str = "",
    address: str = "",
    provenance: Provenance | None = None,
) -> Cell:
    """A cell with a number, rounded to ``places``; missing if there is none."""
    text = language.numbers.amount(value, places, signed=signed)
    return Cell(text, value, mark=mark, look=look, address=address, provenance=provenance, places=places)


def show_count(language: Language, value: int, look: str = "") -> Cell:
    """A cell with a number of things; it looks like ``none`` if there are none."""
    return show_number(language, value, look=look if value else "none")


def show_text(text: str | Markup, look: str = "") -> Cell:
    """A cell with text."""
    return Cell(text, _strip(text), kind="text", look=look)


def _strip(text: str | Markup) -> str:
    return text.striptags() if isinstance(text, Markup) else text


def _read_value(cell: Cell) -> object:
    """The value of a cell as data: numbers FINER than shown, whole ones as such, a missing one as nothing."""
    if cell.value is None or (isinstance(cell.value, float) and pd.isna(cell.value)):
        return "" if cell.text == MISSING else _read_text(cell.text)
    if isinstance(cell.value, str):
        return _read_text(cell.value)
    return _read_number(cell.value, cell.places)


def _read_number(value: float, places: int | None) -> float | int:
    exact = float(value) if places is None else float(round_half_up(value, places + FINER))
    return int(exact) if exact.is_integer() else exact


def _read_text(text: str | Markup) -> str | int:
    """A text as data: a year is a number."""
    plain = _strip(text)
    return int(plain) if YEAR.fullmatch(plain) else plain
