"""Readers of files by hand: one small module a format.

To add a format, write a class with the interface ``base.Reader`` in a module of its own and list it in ``READERS``,
before any other that would take its files too.
"""

from __future__ import annotations

from remesas.update.readers.banxico import BanxicoReader
from remesas.update.readers.base import Parsed, RawFile, Reader, Wanted
from remesas.update.readers.inegi import InegiReader
from remesas.update.readers.mistaken import unknown_format
from remesas.update.readers.sdmx import SdmxReader
from remesas.update.readers.tidy import TidyReader
from remesas.update.readers.twocolumn import TwoColumnReader
from remesas.update.readers.worldbank import WorldBankReader

READERS: tuple[Reader, ...] = (
    TidyReader(),
    SdmxReader(),
    WorldBankReader(),
    BanxicoReader(),
    InegiReader(),
    TwoColumnReader(),
)


def read(file: RawFile, wanted: Wanted, name: str | None = None) -> Parsed:
    """Read a file in the named format, or in the first that recognises it.

    Raises:
        DataError: If no format does, or the file does not keep to it.
    """
    formats = "; ".join(f"{reader.name} ({reader.description})" for reader in READERS)
    if file.is_html and not file.has_table:
        raise unknown_format(file, formats)  # whatever the reader that was named would make of it
    for reader in READERS:
        if reader.name == name or (name is None and reader.recognises(file)):
            return reader.read(file, wanted)
    raise unknown_format(file, formats)
