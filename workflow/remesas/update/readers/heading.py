"""The heading of a file, by which its format is recognised."""

from __future__ import annotations

from remesas.core.errors import DataError
from remesas.update.readers.base import RawFile
from remesas.update.readers.periods import text_of
from remesas.update.readers.sheets import read_sheets
from remesas.update.titles import fold

LINES = 25


def heading_of(file: RawFile) -> str:
    """The first lines in lower case without accents, one a row; empty if the file cannot be opened."""
    if file.is_text:
        return "\n".join(fold(line) for line in file.text.splitlines()[:LINES])
    try:
        sheets = read_sheets(file)
    except DataError:
        return ""
    return "\n".join(fold(" ".join(map(text_of, row))) for sheet in sheets for row in sheet[:LINES])
