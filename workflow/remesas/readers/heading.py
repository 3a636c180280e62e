"""The heading of a file, by which its format is recognised."""

from __future__ import annotations

from remesas.errors import DataError
from remesas.readers.base import RawFile
from remesas.readers.periods import text_of
from remesas.readers.sheets import read_sheets
from remesas.titles import fold

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
