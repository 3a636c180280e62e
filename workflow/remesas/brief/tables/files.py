"""Write tables of the brief as data files: CSV, and workbooks (XLSX) with the notes on a sheet of their own.

Both are in the language of their brief, hold more decimals than the page shows, and always have the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from remesas.brief.context import Context
from remesas.brief.tables.model import TableView
from remesas.brief.text.citation import cite, tell_licence, tell_terms, write_title
from remesas.core.texts import is_formula
from remesas.core.vintages import last_day

BOM = "\ufeff"
"""What a spreadsheet knows UTF-8 by: without it, Excel takes accents for signs of another alphabet."""
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}
"""Texts in a workbook stay texts, whoever wrote them."""
LONGEST_NAME = 31
"""Characters that the name of a sheet may have."""
A4 = 9
"""The paper's number in a workbook."""
NAME = re.compile(r"[a-z][a-z0-9_-]*")
"""How a table is called in the names of its data files."""
WIDEST = 48
"""Characters up to which a column is made as wide as its longest text."""


def write_csv(context: Context, view: TableView) -> str:
    """A table as CSV; in a file it begins with BOM."""
    stream = io.StringIO()
    lines = view.grid(context.language.gettext("mark"))
    csv.writer(stream, lineterminator="\n").writerows([_write_plainly(value) for value in line] for line in lines)
    return stream.getvalue()


def _write_plainly(value: object) -> object:
    """A number without an exponent; a text that a spreadsheet would compute, after the sign that makes it a text."""
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def write_workbook(context: Context, view: TableView) -> bytes:
    """A table as a workbook, whose date is the newest vintage of the data, since no clock may be read."""
    t, stream = context.language, io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True} | AS_TEXT)
    day = last_day(context.build.newest_vintage)
    about = {"title": view.caption, "author": context.imprint.author, "comments": tell_licence(context)}
    book.set_properties(about | {"created": datetime(day.year, day.month, day.day)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True})
    data, lines = book.add_worksheet(_fit_name(t.gettext("Data"))), view.grid(t.gettext("mark"))
    formats = {place: book.add_format({"num_format": text}) for place, text in _list_number_formats(view)}
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            data.write(row, column, value, bold if row == 0 else formats.get(column))
    for column, entries in enumerate(zip(*lines, strict=True)):
        data.set_column(column, column, min(WIDEST, 2 + max(len(str(entry)) for entry in entries[1:] or entries)))
    _set_up_print(data, rows=len(lines), columns=len(lines[0]))
    notes = book.add_worksheet(_fit_name(t.gettext("Notes")))
    notes.set_column(0, 0, 2 * WIDEST)
    told = [
        *(view.caption, view.lead, *(f"{note.mark} {note.text}".strip() for note in view.notes)),
        view.source and t.gettext("Source: %(source)s.", source=view.source),
        t.gettext("Newest vintage of the tables: %(vintage)s.", vintage=t.vintage(context.build.newest_vintage)),
        *(cite(context, write_title(context)).text, tell_licence(context), tell_terms(context)),
    ]
    for row, text in enumerate(filter(None, told)):
        notes.write_string(row, 0, str(text), bold if row == 0 else wrapped)
    book.close()
    return stream.getvalue()


def remove_former(made: Collection[Path], language: str) -> None:
    """Remove what earlier builds wrote of tables that are no longer made: it would lie beside those of today.

    Args:
        made: The files of today's tables. In their folders, both files NAME.LANGUAGE.csv and .xlsx of a table that is
            not among them go; so do those without a language, as files were called once. A file of another form or
            name, or without the other one, is not of a table's.
        language: The one in which the tables are written; files of others are left alone.
    """
    for folder in {path.parent for path in made}:
        for data in folder.glob("*.csv"):
            pair = data, data.with_suffix(".xlsx")
            named = NAME.fullmatch(data.stem.removesuffix(f".{language}"))
            if data not in made and named and all(path.is_file() for path in pair):
                for path in pair:
                    path.unlink()


def _list_number_formats(view: TableView) -> Iterator[tuple[int, str]]:
    """The place of each column of numbers in a line of the grid, and its format: with the decimals that it shows."""
    for place, cells in zip(view.positions(), zip(*(row.cells for row in view.rows), strict=True), strict=False):
        shown = [cell.places for cell in cells if cell.places is not None]
        if shown:
            yield place, "#,##0" + ("." + "0" * max(shown) if max(shown) else "")


def _set_up_print(sheet: Any, *, rows: int, columns: int) -> None:
    """Head and first column stay in sight, columns can be filtered, and the sheet prints across one page of A4."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows - 1, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _fit_name(name: str) -> str:
    """A name that a sheet may have: a translation knows nothing of the signs and the length that are allowed."""
    return "".join(sign for sign in name if sign not in "[]:*?/\\")[:LONGEST_NAME]
