"""Read a row an observation: SDMX-CSV, columns named as SDMX's concepts, or a plain CSV of series_id,period,value."""

from __future__ import annotations

from remesas.core.errors import DataError
from remesas.core.references import NO_COUNTERPART
from remesas.update.readers.base import (
    Observation,
    Parsed,
    RawFile,
    Wanted,
    check_prefixes,
    home_area,
    known_areas,
    name_some,
    tidy_frame,
)
from remesas.update.readers.concepts import EXPECTED, PERIOD, SERIES, VALUE, Row, Rows, check_header, name_columns
from remesas.update.readers.periods import parse_period, text_of
from remesas.update.readers.sheets import name_row, split_text
from remesas.update.readers.values import parse_value, write_points


def recognises(file: RawFile) -> bool:
    """Whether the header has period and value, as SDMX names them or with a column of series."""
    if not file.is_text:
        return False
    first, names = file.text.split("\n", 1)[0], set(name_columns(_header(file)))
    return {PERIOD, VALUE} <= names and (PERIOD in first or not names.isdisjoint(SERIES))


def read(file: RawFile, wanted: Wanted) -> Parsed:
    """The wanted series, in the unit that the file gives."""
    if not recognises(file):
        raise DataError(
            f"its header has neither {PERIOD} and {VALUE} nor series_id, period and value.",
            file=file.name,
            remedy="download the data as SDMX-CSV, or omit --reader.",
        )
    rows: list[Observation] = []
    counterparts: set[str] = set()
    said = Rows(file)
    unknown: dict[str, None] = {}
    for index, row in enumerate(_rows(file), 1):
        name = _series(row, wanted)
        if name is None:
            check_prefixes(_ids(row), file, wanted)
            unknown[" / ".join(_ids(row))] = None
            continue
        entry = wanted.series[name]
        said.check_codes(row, index, name, ["ACTION"])
        try:
            value = parse_value(row[VALUE])
            period = parse_period(row[PERIOD], entry.freq)
        except ValueError as error:
            raise DataError(f"in {name_row(index)}, {error}.", file=file.name, series=name) from None
        if value is None:
            continue
        said.check_codes(row, index, name, EXPECTED)
        said.check_series(row, index, name)
        said.take_unit(row, index, name)
        counterparts.add(row.get("COUNTERPART_AREA") or NO_COUNTERPART)
        rows.append((name, row.get("REF_AREA") or home_area(entry, file, name), period, value))
    if not rows:
        others = f", but of {name_some(list(unknown))}" if any(unknown) else ""
        raise DataError(
            f"it has no row of a series in the catalog{others}.",
            file=file.name,
            series=wanted.only[0] if wanted.only else None,
            remedy="name its one series with --series, or see that a column of "
            f"{', '.join(SERIES)} holds the catalog's ids.",
        )
    if counterparts - {NO_COUNTERPART, "W1", "W0", "_X"}:
        raise DataError(f"it has several counterpart areas: {', '.join(sorted(counterparts))}.", file=file.name)
    note = f"Series that the catalog does not have in this dataset were left out: {name_some(list(unknown))}."
    known, notes = known_areas(rows, wanted)
    return Parsed(tidy_frame(known), said.units, notes=(*notes, note) if unknown and not wanted.only else notes)


def _header(file: RawFile) -> list[str]:
    first = RawFile(file.name, file.text.split("\n", 1)[0].encode())
    try:
        cells = next(iter(split_text(first, _delimiter(file))), [])
    except DataError:
        return []
    # SDMX-CSV 2.0 may write a concept as `REF_AREA: Reference area`.
    return [text_of(cell).split(":")[0].strip() for cell in cells]


def _delimiter(file: RawFile) -> str:
    first = file.text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _rows(file: RawFile) -> list[Row]:
    check_header(written := _header(file), file)
    names, delimiter = name_columns(written), _delimiter(file)
    sheet = split_text(file, delimiter)
    if delimiter == ";":
        sheet = write_points(sheet, file)
    rows: list[Row] = []
    for index, cells in enumerate(sheet[1:], 1):
        if not cells:
            continue
        if len(cells) != len(names):
            raise DataError(
                f"{name_row(index)} has {len(cells)} columns, the header {len(names)}: is it truncated?", file=file.name
            )
        rows.append({name: text_of(cell).split(": ")[0] for name, cell in zip(names, cells, strict=True)})
    return rows


def _series(row: Row, wanted: Wanted) -> str | None:
    """The series of a row; ``_`` may stand for a point in SDMX ids. A file without such a column has the named one."""
    texts = _ids(row)
    known = {name.replace("_", "."): name for name in wanted.chosen}
    found = next((known[plain] for text in texts if (plain := text.replace("_", ".")) in known), None)
    return found if found or texts or len(wanted.only) != 1 else wanted.only[0]


def _ids(row: Row) -> list[str]:
    return [text for column in SERIES if (text := row.get(column))]
