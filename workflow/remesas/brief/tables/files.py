"""Tables of the brief as workbooks (XLSX): unrounded values, notes on a sheet of their own, always the same bytes."""

from __future__ import annotations

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


def workbook_of(context: Context, view: TableView) -> bytes:
    """A table of the brief as a workbook."""
    t = context.language
    return to_xlsx(view, context.build.newest_vintage, (t.gettext("Data"), t.gettext("Notes")))


def to_xlsx(view: TableView, vintage: str, sheets: tuple[str, str]) -> bytes:
    """A table as a workbook.

    Args:
        view: The table.
        vintage: The newest vintage of the data: the workbook's date, since no clock may be read.
        sheets: Names of the sheets of data and of notes.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = last_day(vintage)
    book.set_properties({"title": view.caption, "created": datetime(day.year, day.month, day.day)})
    bold, wrapped = (
        book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        book.add_format({"text_wrap": True}),
    )
    data = book.add_worksheet(_sheet(sheets[0]))
    for row, line in enumerate(view.grid()):
        for column, value in enumerate(line):
            data.write(row, column, value, bold if row == 0 else None)
    data.freeze_panes(1, 1)
    for column, entries in enumerate(zip(*view.grid(), strict=True)):
        data.set_column(column, column, min(WIDEST, 2 + max(len(str(entry)) for entry in entries[1:] or entries)))
    notes = book.add_worksheet(_sheet(sheets[1]))
    notes.set_column(0, 0, 2 * WIDEST)
    told = [view.caption, view.lead, *(f"{note.mark} {note.text}".strip() for note in view.notes), view.source]
    for row, text in enumerate(filter(None, told)):
        notes.write_string(row, 0, str(text), bold if row == 0 else wrapped)
    book.close()
    return stream.getvalue()


def _sheet(name: str) -> str:
    """A name that a sheet may have: a translation knows nothing of the signs and the length that are allowed."""
    return "".join(sign for sign in name if sign not in "[]:*?/\\")[:LONGEST_NAME]
