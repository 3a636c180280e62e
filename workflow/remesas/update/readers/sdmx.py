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
from remesas.update.readers.periods import parse_period, text_of
from remesas.update.readers.sheets import name_row, split_text
from remesas.update.readers.unit_names import unit_told
from remesas.update.readers.values import parse_value, write_points

PERIOD, VALUE = "TIME_PERIOD", "OBS_VALUE"
SERIES = ("SERIES", "INDICATOR", "SERIES_ID", "INDICATOR_ID", "SERIE")
PLAIN = {"PERIOD": PERIOD, "VALUE": VALUE, "ISO3": "REF_AREA"}
"""What plain names of columns mean; those of the concepts may be in small letters too."""
MULTIPLES = {"": "", "0": "", "3": " thousand", "6": " million", "9": " billion"}


def recognises(file: RawFile) -> bool:
    """Whether the header has period and value, as SDMX names them or with a column of series."""
    if not file.is_text:
        return False
    first, names = file.text.split("\n", 1)[0], set(_header(file))
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
    units: dict[str, str] = {}
    unknown: dict[str, None] = {}
    for index, row in enumerate(_rows(file), 1):
        name = _series(row, wanted)
        if name is None:
            check_prefixes(_ids(row), file, wanted)
            unknown[" / ".join(_ids(row))] = None
            continue
        entry = wanted.series[name]
        try:
            value = parse_value(row[VALUE])
            period = parse_period(row[PERIOD] or "", entry.freq)
        except ValueError as error:
            raise DataError(f"in {name_row(index)}, {error}.", file=file.name, series=name) from None
        if value is None:
            continue
        counterparts.add(row.get("COUNTERPART_AREA") or NO_COUNTERPART)
        rows.append((name, row.get("REF_AREA") or home_area(entry, file, name), period, value))
        unit = _unit(row)
        if unit and units.setdefault(name, unit) != unit:
            raise DataError(
                f"{name_row(index)} is in {unit!r}, others in {units[name]!r}.", file=file.name, series=name
            )
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
    return Parsed(tidy_frame(known), units, notes=(*notes, note) if unknown and not wanted.only else notes)


def _header(file: RawFile) -> list[str]:
    first = RawFile(file.name, file.text.split("\n", 1)[0].encode())
    try:
        cells = next(iter(split_text(first, _delimiter(file))), [])
    except DataError:
        return []
    # SDMX-CSV 2.0 may write a concept as `REF_AREA: Reference area`.
    names = [text_of(cell).split(":")[0].strip().upper() for cell in cells]
    return [PLAIN.get(name, name) for name in names]


def _delimiter(file: RawFile) -> str:
    first = file.text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _rows(file: RawFile) -> list[dict[str, str | None]]:
    names, delimiter = _header(file), _delimiter(file)
    sheet = split_text(file, delimiter)
    if delimiter == ";":
        sheet = write_points(sheet, file)
    rows: list[dict[str, str | None]] = []
    for index, cells in enumerate(sheet[1:], 1):
        if not cells:
            continue
        if len(cells) != len(names):
            raise DataError(
                f"{name_row(index)} has {len(cells)} columns, the header {len(names)}: is it truncated?", file=file.name
            )
        rows.append({name: text_of(cell).split(": ")[0] for name, cell in zip(names, cells, strict=True)})
    return rows


def _series(row: dict[str, str | None], wanted: Wanted) -> str | None:
    """The series of a row; ``_`` may stand for a point in SDMX ids. A file without such a column has the named one."""
    texts = _ids(row)
    known = {name.replace("_", "."): name for name in wanted.chosen}
    found = next((known[plain] for text in texts if (plain := text.replace("_", ".")) in known), None)
    return found if found or texts or len(wanted.only) != 1 else wanted.only[0]


def _ids(row: dict[str, str | None]) -> list[str]:
    return [text for column in SERIES if (text := row.get(column))]


def _unit(row: dict[str, str | None]) -> str | None:
    unit, multiple = row.get("UNIT_MEASURE") or "", row.get("UNIT_MULT") or ""
    known = unit_told({"PT": "percent", "PC": "percent", "PS": "persons", "IX": "index"}.get(unit, unit))
    return known + MULTIPLES[multiple] if known and multiple in MULTIPLES else known
