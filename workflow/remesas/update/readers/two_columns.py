"""Read a plain CSV of two columns, period and value, whose series the user names or its header does (as FRED's)."""

from __future__ import annotations

from remesas.core.errors import DataError
from remesas.update.readers.base import Observation, Parsed, RawFile, Wanted, home_area, tidy_frame
from remesas.update.readers.periods import is_period, parse_period, text_of
from remesas.update.readers.sheets import is_blank, name_row, read_sheets
from remesas.update.readers.values import parse_value
from remesas.update.readers.wrong_files import web_page

SAMPLE = 3


def recognises(file: RawFile) -> bool:
    """Whether its first rows, a header aside, are a period and something else."""
    if not file.is_text:
        return False
    rows = [row for row in read_sheets(file)[0] if not is_blank(row)][1 : 1 + SAMPLE]
    return bool(rows) and all(len(row) == 2 and is_period(text_of(row[0])) for row in rows)


def read(file: RawFile, wanted: Wanted) -> Parsed:
    """The one series."""
    if file.is_html:
        raise web_page(file)
    filled = [(index, row) for index, row in enumerate(read_sheets(file)[0]) if not is_blank(row)]
    header = [text_of(cell) for _, row in filled[:1] for cell in row if not is_period(text_of(row[0]))]
    named = [cell for cell in header if cell in wanted.chosen]
    chosen = wanted.only or named
    if len(chosen) != 1:
        raise DataError(
            f"a file of two columns has one series, and {len(chosen)} are named.",
            file=file.name,
            remedy="name it with --series ID (and its unit with --unit).",
        )
    name = chosen[0]
    entry = wanted.series[name]
    area = home_area(entry, file, name)
    rows: list[Observation] = []
    for index, row in filled[1 if header else 0 :]:
        if len(row) != 2:
            raise DataError(
                f"{name_row(index)} has {len(row)} columns, expected period and value.",
                file=file.name,
                series=name,
                remedy="put values with thousands commas in quotation marks, and separate columns by semicolons if "
                "the comma is the decimal sign.",
            )
        try:
            value = parse_value(row[1])
            if value is not None:
                rows.append((name, area, parse_period(text_of(row[0]), entry.freq), value))
        except ValueError as error:
            raise DataError(f"in {name_row(index)}, {error}.", file=file.name, series=name) from None
    return Parsed(tidy_frame(rows))
