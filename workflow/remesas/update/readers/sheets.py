"""Sheets of cells from what providers call Excel or CSV: xls, xlsx, an HTML page with a table, delimited text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import openpyxl
import xlrd  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException

from remesas.core.errors import DataError
from remesas.update.readers.base import RawFile
from remesas.update.readers.decimals import with_points
from remesas.update.readers.mistaken import web_page
from remesas.update.readers.periods import is_period, text_of

Row = list[object]
Sheet = list[Row]
DELIMITERS = ",;\t"
MAX_CELLS = 5_000_000
"""More than any table export has; a small file that unpacks to more is no table."""


def read_sheets(file: RawFile) -> list[Sheet]:
    """Every sheet of a workbook, every table of a page, or the one of a text file.

    Raises:
        DataError: If the file is broken, holds no table, or has values whose decimal sign is not certain.
    """
    try:
        if file.is_xls:
            return list(_xls(file))
        if file.is_zip:
            return list(_xlsx(file))
    except (xlrd.XLRDError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError) as error:
        raise DataError(
            f"the workbook cannot be opened: {error}", file=file.name, remedy="obtain it again; it may be truncated."
        ) from None
    if file.is_html:
        return _html(file)
    return [_text(file)]


def row_name(index: int) -> str:
    """How messages call a row: counted from one, as spreadsheets do."""
    return f"row {index + 1}"


def _xls(file: RawFile) -> Iterator[Sheet]:
    # xlrd writes its warnings to a file; they concern formats that no value depends on.
    book = xlrd.open_workbook(file_contents=file.content, logfile=io.StringIO())
    for sheet in book.sheets():
        yield [
            [_xls_cell(sheet.cell(row, column), book.datemode) for column in range(sheet.ncols)]
            for row in range(sheet.nrows)
        ]


def _xls_cell(cell: xlrd.sheet.Cell, datemode: int) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, datemode)
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    return cell.value


def _xlsx(file: RawFile) -> Iterator[Sheet]:
    book = openpyxl.load_workbook(file.stream, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows: Sheet = []
            cells = 0
            for row in sheet.iter_rows(values_only=True):
                cells += len(row)
                if cells > MAX_CELLS:
                    raise ValueError(f"it has more than {MAX_CELLS} cells")
                rows.append(list(row))
            yield rows
    finally:
        book.close()


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
    parser = _Tables()
    parser.feed(file.text)
    if not any(parser.sheets):
        raise web_page(file)
    return parser.sheets


def _text(file: RawFile) -> Sheet:
    sheets = {delimiter: _parse(file.text, delimiter) for delimiter in DELIMITERS}
    delimiter = max(sheets, key=lambda name: _likelihood(sheets[name]))
    return with_points(sheets[delimiter], file) if delimiter == ";" else sheets[delimiter]


def _parse(text: str, delimiter: str) -> Sheet:
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        return []


def _likelihood(sheet: Sheet) -> tuple[int, int]:
    """Rows that begin with a period, then cells: a wrong delimiter finds fewer."""
    split = [row for row in sheet if len(row) > 1]
    return sum(is_period(text_of(row[0])) for row in split), sum(map(len, split))


def is_blank(row: Iterable[object]) -> bool:
    """Whether a row has no content."""
    return not any(text_of(cell) for cell in row)
