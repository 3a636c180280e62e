"""Make sheets of cells of what providers call Excel or CSV: xls, xlsx, an HTML page with a table, delimited text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html.parser import HTMLParser

from remesas.core.errors import DataError
from remesas.update.readers.base import MAX_CELLS, MAX_LINE, RawFile, check_size, too_large
from remesas.update.readers.periods import is_period, text_of
from remesas.update.readers.values import write_points
from remesas.update.readers.workbook import read_workbook
from remesas.update.readers.wrong_files import web_page

Row = list[object]
Sheet = list[Row]
DELIMITERS = ",;\t"
MAX_PAGE = 4_000_000
"""Bytes of an HTML page: to parse them takes long."""
SAMPLE = 2000
"""How many lines tell which delimiter a text has."""
_END = "end"
"""A line after the last one: it becomes a row of its own, unless a quotation mark is open."""


def read_sheets(file: RawFile) -> list[Sheet]:
    """Every sheet of a workbook, every table of a page, or the one of a text file.

    Raises:
        DataError: If the file is broken, holds no table, or has values whose decimal sign is not certain.
    """
    found = _read_once(file)
    if isinstance(found, DataError):
        raise found
    return found


@lru_cache(maxsize=1)
def _read_once(file: RawFile) -> list[Sheet] | DataError:
    """The sheets of a file, or why there are none: every format that might be its own asks again."""
    try:
        return _read(file)
    except DataError as error:
        return error


def _read(file: RawFile) -> list[Sheet]:
    if not (file.is_xls or file.is_zip):
        return _html(file) if file.is_html else [_text(file)]
    if file.is_zip:
        check_size(file)
    try:
        return read_workbook(file.content)
    except ValueError as error:
        raise DataError(
            f"the workbook cannot be opened: {error}.", file=file.name, remedy="obtain it again; it may be truncated."
        ) from None


def name_row(index: int) -> str:
    """How messages call a row: counted from one, as spreadsheets do."""
    return f"row {index + 1}"


def check_names(names: Sequence[str], written: Sequence[object], file: RawFile) -> None:
    """Whether each column has a name of its own.

    Args:
        names: What the columns are; empty for those without a name.
        written: How the header of the file calls them.
        file: The file, for messages.

    Raises:
        DataError: If two have the same: one would be taken for the other.
    """
    for first, name in enumerate(names):
        if name and name in names[first + 1 :]:
            second = names.index(name, first + 1)
            raise DataError(
                f"its columns {first + 1} ({written[first]!r}) and {second + 1} ({written[second]!r}) are the same, "
                "expected one.",
                file=file.name,
                remedy="keep the column that holds the values of the series, and leave the other out.",
            )


def is_blank(row: Iterable[object]) -> bool:
    """Whether a row has no content."""
    return not any(text_of(cell) for cell in row)


def split_text(file: RawFile, delimiter: str) -> Sheet:
    """The cells of delimited text.

    Raises:
        DataError: If the text cannot be split into cells, or ends within quotation marks.
    """
    sheet = _split(file, delimiter, f"\n{_END}")
    if sheet.pop() != [_END]:
        raise DataError(
            "a quotation mark is not closed before the file ends: is it truncated?",
            file=file.name,
            remedy="obtain it again, to its end.",
        )
    return sheet


def _split(file: RawFile, delimiter: str, more: str = "") -> Sheet:
    """The cells of delimited text, after which there may be more."""
    if (cells := file.text.count(delimiter) + file.text.count("\n")) > MAX_CELLS:
        raise too_large(file.name, f"has {cells} cells, more than the {MAX_CELLS}")
    if (longest := max(map(len, file.text.split("\n")))) > MAX_LINE:
        raise too_large(file.name, f"has a line of {longest} characters, more than the {MAX_LINE}")
    try:
        lines = io.StringIO(file.text.removesuffix("\n") + more, newline="")
        return [list(row) for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error as error:
        raise DataError(f"the text is no CSV: {error}.", file=file.name, remedy="obtain it again.") from None


class _Tables(HTMLParser):
    """Collects the text of the cells of every table."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.sheets.append([])
        elif tag == "tr" and self.sheets:
            self.sheets[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None and self.sheets and self.sheets[-1]:
            self.sheets[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def _html(file: RawFile) -> list[Sheet]:
    if len(file.content) > MAX_PAGE:
        raise too_large(file.name, f"is a page of {len(file.content)} bytes, more than the {MAX_PAGE}")
    parser = _Tables()
    try:
        parser.feed(file.text)
    except AssertionError:  # what the parser says of markup such as "<![x"
        raise web_page(file) from None
    if not any(parser.sheets):
        raise web_page(file)
    return parser.sheets


def _text(file: RawFile) -> Sheet:
    start = RawFile(file.name, "".join(file.text.splitlines(keepends=True)[:SAMPLE]).encode())
    delimiter = max(DELIMITERS, key=lambda sign: _likelihood(start, sign))
    sheet = split_text(file, delimiter)
    return write_points(sheet, file) if delimiter == ";" else sheet


def _likelihood(file: RawFile, delimiter: str) -> tuple[int, int]:
    """Rows that begin with a period, then cells: a wrong delimiter finds fewer."""
    try:
        split = [row for row in _split(file, delimiter) if len(row) > 1]
    except DataError:
        return 0, 0
    return sum(is_period(text_of(row[0])) for row in split), sum(map(len, split))
