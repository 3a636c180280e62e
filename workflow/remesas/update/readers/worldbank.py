"""Read the World Bank's downloads: the zip of CSV files, one of these, or the Excel workbook with its sheet ``Data``.

A few lines, then a header with Country Code and Indicator Code (DataBank: Series Code) and a column a year.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from remesas.core.errors import DataError
from remesas.update.readers.base import (
    Observation,
    Parsed,
    RawFile,
    Wanted,
    broken_archive,
    check_size,
    known_areas,
    tidy_frame,
)
from remesas.update.readers.periods import text_of
from remesas.update.readers.sheets import Sheet, check_names, name_row, read_sheets
from remesas.update.readers.values import parse_value
from remesas.update.titles import fold

AREA = "country code"
CODES = ("indicator code", "series code")
NAMES = ("indicator name", "series name")
_YEAR = re.compile(r"([0-9]{4})(?: \[yr[0-9]{4}\])?")


def recognises(file: RawFile) -> bool:
    """Whether one of its sheets has a header with a country code and an indicator code."""
    try:
        return any(_header(sheet) is not None for sheet in _sheets(file))
    except DataError:
        return False


def read(file: RawFile, wanted: Wanted) -> Parsed:
    """The wanted indicators, for all areas of the file."""
    found = ((sheet, header) for sheet in _sheets(file) if (header := _header(sheet)) is not None)
    sheet, header = next(found, (None, None))
    if sheet is None or header is None:
        raise DataError("no header has Country Code and Indicator Code.", file=file.name)
    check_names(names := [fold(text_of(cell)) for cell in sheet[header]], sheet[header], file)
    columns = {name: index for index, name in enumerate(names)}
    code = next(columns[name] for name in CODES if name in columns)
    title = next((columns[name] for name in NAMES if name in columns), code)
    years = [(match[1], index) for text, index in columns.items() if (match := _YEAR.fullmatch(text))]
    rows: list[Observation] = []
    titles: dict[str, str] = {}
    for index, row in enumerate(sheet[header + 1 :], header + 1):
        name = text_of(row[code]) if len(row) > code else ""
        if name in wanted.chosen:
            titles[name] = text_of(row[title])
            area = text_of(row[columns[AREA]])
            rows.extend((name, area, year, value) for year, value in _values(row, years, file, index, name))
    missing = [name for name in wanted.only if name not in titles]
    if missing or not rows:
        raise DataError(
            "the file has no row of this indicator.",
            file=file.name,
            series=missing[0] if missing else None,
            remedy="download the indicators that workflow/catalog/series/ declares.",
        )
    known, notes = known_areas(rows, wanted)
    return Parsed(tidy_frame(known), titles=titles, notes=notes)


def _values(
    row: list[object], years: list[tuple[str, int]], file: RawFile, index: int, name: str
) -> Iterator[tuple[str, str]]:
    for year, column in years:
        try:
            value = parse_value(row[column]) if column < len(row) else None
        except ValueError as error:
            raise DataError(f"in {name_row(index)}, {error}.", file=file.name, series=name, period=year) from None
        if value is not None:
            yield year, value


def _header(sheet: Sheet) -> int | None:
    for index, row in enumerate(sheet[:10]):
        names = {fold(text_of(cell)) for cell in row}
        if AREA in names and not names.isdisjoint(CODES):
            return index
    return None


def _sheets(file: RawFile) -> Iterator[Sheet]:
    """The sheets of a workbook, a CSV file, or of the CSV files in a zip that is no workbook."""
    if not file.is_zip:
        yield from read_sheets(file)
        return
    members = check_size(file)
    if any(member.filename.startswith("xl/") for member in members):
        yield from read_sheets(file)
        return
    for member in members:
        if member.filename.lower().endswith(".csv"):
            try:
                with zipfile.ZipFile(file.stream) as archive:
                    content = archive.read(member)
            except Exception as error:  # whatever the decoders of a damaged member raise
                raise broken_archive(file, error) from None
            yield from read_sheets(RawFile(f"{file.name}/{member.filename}", content))
