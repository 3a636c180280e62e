"""INEGI's export of indicators (BIE): Excel or CSV.

A heading, a header that begins with ``Periodo``, periods as ``1993/01`` (``p1/`` where preliminary), notes below.
"""

from __future__ import annotations

import re

from remesas.update.readers.base import Parsed, RawFile, Wanted
from remesas.update.readers.grid import read_grid
from remesas.update.readers.heading import heading_of

_SIGNS = re.compile(r"inegi|instituto nacional de estadistica|banco de informacion economica|^\W*periodos?\b", re.M)


class InegiReader:
    """Reads an export of INEGI's Banco de Información Económica."""

    name = "inegi"
    description = "INEGI's export of indicators (xlsx, xls, csv)"

    def recognises(self, file: RawFile) -> bool:
        """Whether its heading names the institute, or its header begins with ``Periodo``."""
        return bool(_SIGNS.search(heading_of(file)))

    def read(self, file: RawFile, wanted: Wanted) -> Parsed:
        """The wanted series."""
        return read_grid(file, wanted)
