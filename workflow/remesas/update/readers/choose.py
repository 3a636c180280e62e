"""Choose the reader of a file: the one that is named, or the first that recognises it."""

from __future__ import annotations

from collections.abc import Mapping

from remesas.update.readers import FORMATS, sdmx, tidy, worldbank
from remesas.update.readers.base import Parsed, RawFile, Reader, Wanted
from remesas.update.readers.exports import BANXICO, INEGI, Columns
from remesas.update.readers.wrong_files import unknown_format

READERS: Mapping[str, Reader] = {
    "tidy": tidy,
    "sdmx": sdmx,
    "long": sdmx,
    "worldbank": worldbank,
    "banxico": BANXICO,
    "inegi": INEGI,
    "columns": Columns(),
}


def read_file(file: RawFile, wanted: Wanted, name: str | None = None) -> Parsed:
    """The wanted series of a file, read in the named format or in the first that recognises it.

    Raises:
        DataError: If no format does, or the file does not keep to it.
    """
    formats = "; ".join(f"{name} ({description})" for name, description in FORMATS.items())
    if file.is_html and not file.has_table:
        raise unknown_format(file, formats)  # whatever the reader that was named would make of it
    for own, reader in READERS.items():
        if own == name or (name is None and reader.recognises(file)):
            return reader.read(file, wanted)
    raise unknown_format(file, formats)
