"""Read table exports of statistical offices, which differ in the signs by which their headings tell them.

Banco de México (SIE) writes xls, xlsx, an HTML page called xls, or Latin-1 CSV: nine or more lines of heading, periods
as ``Ene 1995`` or dd/mm/yyyy along the header or down the first column, thousands commas, ``N/E`` for no value.
INEGI (BIE) writes Excel or CSV: a header that begins with ``Periodo``, periods as ``1993/01`` (``p1/`` where
preliminary), notes below. Anything else with periods down its first column is read in the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from remesas.core.errors import DataError
from remesas.update.readers.base import Parsed, RawFile, Wanted
from remesas.update.readers.grid import read_grid
from remesas.update.readers.periods import is_period, text_of
from remesas.update.readers.sheets import is_blank, read_sheets
from remesas.update.titles import fold

LINES = 25
"""How far down a heading is looked for."""
WIDTH = 10_000
"""Characters of a line of it that are looked at."""
SAMPLE = 3
"""How many rows tell that a text has periods down its first column."""


@dataclass(frozen=True)
class Exports:
    """The exports of one office; ``signs`` are found in their headings, in lower case without accents."""

    signs: re.Pattern[str]

    def recognises(self, file: RawFile) -> bool:
        """Whether the heading has one of the signs."""
        return bool(self.signs.search(read_heading(file)))

    def read(self, file: RawFile, wanted: Wanted) -> Parsed:
        """The wanted series."""
        return read_grid(file, wanted)


class Columns:
    """Plain text with periods down its first column, whose series the header names, as FRED's does, or the user."""

    def recognises(self, file: RawFile) -> bool:
        """Whether its first rows, a header aside, are a period and something else."""
        rows = [row for row in read_sheets(file)[0] if not is_blank(row)][1 : 1 + SAMPLE] if file.is_text else []
        return bool(rows) and all(len(row) > 1 and is_period(text_of(row[0])) for row in rows)

    def read(self, file: RawFile, wanted: Wanted) -> Parsed:
        """The wanted series."""
        return read_grid(file, wanted)


BANXICO = Exports(re.compile(r"banco de mexico|\bs[a-z]\d{3,6}\b"))
INEGI = Exports(
    re.compile(r"inegi|instituto nacional de estadistica|banco de informacion economica|^\W*periodos?\b", re.M)
)


def read_heading(file: RawFile) -> str:
    """The first lines in lower case without accents, one a row; empty if the file cannot be opened."""
    if file.is_text:
        return "\n".join(fold(line[:WIDTH]) for line in file.text.splitlines()[:LINES])
    try:
        sheets = read_sheets(file)
    except DataError:
        return ""
    return "\n".join(fold(" ".join(map(text_of, row))) for sheet in sheets for row in sheet[:LINES])
