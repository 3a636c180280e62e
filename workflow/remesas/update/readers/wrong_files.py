"""Say of files that are not what their name says what they are instead, and what to download."""

from __future__ import annotations

import zipfile
from pathlib import PurePath

from remesas.core.errors import DataError
from remesas.update.readers.base import RawFile

KINDS = {".zip": "zip archive", ".xlsx": "Excel workbook"}
"""Names of files that are zip archives within."""
SHOWN = 30
"""How much of the beginning of a file a message shows."""


def web_page(file: RawFile) -> DataError:
    """The error about a page of the provider that was saved in place of the data."""
    return DataError(
        "the file is a web page without a table of data, perhaps a login or error page of the provider.",
        file=file.name,
        remedy="open it in a browser to see what the provider says, and download the data file itself, not the page.",
    )


def unknown_format(file: RawFile, formats: str) -> DataError:
    """The error about a file that no reader takes."""
    if file.is_html:
        error = web_page(file)
    elif problem := _no_archive(file):
        error = DataError(problem, file=file.name, remedy="download it again, from the provider and to its end.")
    else:
        remedy = f"name it with --reader, or bring one of: {formats}."
        return DataError("no reader knows this format.", file=file.name, remedy=remedy)
    return DataError(error.problem, file=file.name, remedy=f"{error.remedy} These can be registered: {formats}.")


def _no_archive(file: RawFile) -> str | None:
    """What is wrong with a file that should be a zip archive, by its name or its first bytes, and is none."""
    kind = KINDS.get(PurePath(file.name).suffix.lower())
    if zipfile.is_zipfile(file.stream) or not (kind or file.is_zip):
        return None
    if file.is_zip:
        return "the file begins as a zip archive or a workbook, but has no end: it is truncated."
    beginning = " ".join(file.text[:SHOWN].split())
    return f"the file is no {kind}, whatever its name says: it begins with {beginning!r}."
