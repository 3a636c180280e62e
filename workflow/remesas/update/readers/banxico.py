"""Banco de México's table export (SIE): xls, xlsx, an HTML page called xls, or Latin-1 CSV.

Nine or more lines of heading; periods as ``Ene 1995`` or dd/mm/yyyy, along the header or down the first column;
values with thousands commas; ``N/E`` where there is none.
"""

from __future__ import annotations

import re

from remesas.update.readers.base import Parsed, RawFile, Wanted
from remesas.update.readers.grid import read_grid
from remesas.update.readers.heading import heading_of

_SIGNS = re.compile(r"banco de mexico|\bs[a-z]\d{3,6}\b")


class BanxicoReader:
    """Reads a table export of Banco de México."""

    name = "banxico"
    description = "Banco de México's table export (xls, xlsx, csv)"

    def recognises(self, file: RawFile) -> bool:
        """Whether its heading names the bank, or one of the bank's series."""
        return bool(_SIGNS.search(heading_of(file)))

    def read(self, file: RawFile, wanted: Wanted) -> Parsed:
        """The wanted series."""
        return read_grid(file, wanted)
