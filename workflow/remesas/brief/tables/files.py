"""Write tables of the brief as data files: CSV, and workbooks (XLSX) with the notes on a sheet of their own.

Both hold unrounded values and always have the same bytes.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime

import xlsxwriter  # type: ignore[import-untyped]

from remesas.brief.context import Context
from remesas.brief.tables.model import TableView
from remesas.core.vintages import last_day

LONGEST_NAME = 31
"""Characters that the name of a sheet may have."""
WIDEST = 48
"""Characters up to which a column is made as wide as its longest text."""


def write_csv(view: TableView) -> str:
    """A table as CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(view.grid())
    return stream.getvalue()


def write_workbook(context: Context, view: TableView) -> bytes:
    """A table as a workbook, whose date is the newest vintage of the data, since no clock may be read."""
    t, stream = context.language, io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = last_day(context.build.newest_vintage)
    book.set_properties({"title": view.caption, "created": datetime(day.year, day.month, day.day)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True})
    data, lines = book.add_worksheet(_fit_name(t.gettext("Data"))), view.grid()
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            data.write(row, column, value, bold if row == 0 else None)
    data.freeze_panes(1, 1)
    for column, entries in enumerate(zip(*lines, strict=True)):
        data.set_column(column, column, min(WIDEST, 2 + max(len(str(entry)) for entry in entries[1:] or entries)))
    notes = book.add_worksheet(_fit_name(t.gettext("Notes")))
    notes.set_column(0, 0, 2 * WIDEST)
    told = [view.caption, view.lead, *(f"{note.mark} {note.text}".strip() for note in view.notes), view.source]
    for row, text in enumerate(filter(None, told)):
        notes.write_string(row, 0, str(text), bold if row == 0 else wrapped)
    book.close()
    return stream.getvalue()


def _fit_name(name: str) -> str:
    """A name that a sheet may have: a translation knows nothing of the signs and the length that are allowed."""
    return "".join(sign for sign in name if sign not in "[]:*?/\\")[:LONGEST_NAME]
