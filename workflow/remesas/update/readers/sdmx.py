"""SDMX-CSV: a row an observation, columns named as SDMX's concepts."""

from __future__ import annotations

import csv
import io

from remesas.core.errors import DataError
from remesas.update.readers.base import NO_COUNTERPART, Observation, Parsed, RawFile, Wanted, home_area, tidy_frame
from remesas.update.readers.decimals import with_points
from remesas.update.readers.numbers import parse_value
from remesas.update.readers.periods import parse_period, text_of
from remesas.update.readers.sheets import Sheet, row_name
from remesas.update.readers.unit_names import unit_told

PERIOD, VALUE = "TIME_PERIOD", "OBS_VALUE"
SERIES = ("SERIES", "INDICATOR", "SERIES_ID", "INDICATOR_ID", "SERIE")
MULTIPLES = {"": "", "0": "", "3": " thousand", "6": " million", "9": " billion"}


class SdmxReader:
    """Reads SDMX-CSV."""

    name = "sdmx"
    description = "SDMX-CSV, with the columns TIME_PERIOD and OBS_VALUE and one of " + ", ".join(SERIES)

    def recognises(self, file: RawFile) -> bool:
        """Whether the header has the concepts of period and value in capitals."""
        return file.is_text and {PERIOD, VALUE} <= set(_header(file))

    def read(self, file: RawFile, wanted: Wanted) -> Parsed:
        """The wanted series, in the unit that the file gives."""
        if not self.recognises(file):
            raise DataError(
                f"its header does not have {PERIOD} and {VALUE}.",
                file=file.name,
                remedy="download the data as SDMX-CSV, or omit --reader.",
            )
        rows: list[Observation] = []
        counterparts: set[str] = set()
        units: dict[str, str] = {}
        for index, row in enumerate(_rows(file), 1):
            name = _series(row, wanted)
            if name is None:
                continue
            entry = wanted.series[name]
            try:
                value = parse_value(row[VALUE])
                period = parse_period(row[PERIOD] or "", entry.freq)
            except ValueError as error:
                raise DataError(f"in {row_name(index)}, {error}.", file=file.name, series=name) from None
            if value is None:
                continue
            counterparts.add(row.get("COUNTERPART_AREA") or NO_COUNTERPART)
            rows.append((name, row.get("REF_AREA") or home_area(entry, file, name), period, value))
            unit = _unit(row)
            if unit and units.setdefault(name, unit) != unit:
                raise DataError(
                    f"{row_name(index)} is in {unit!r}, others in {units[name]!r}.", file=file.name, series=name
                )
        if not rows:
            raise DataError(
                "it has no row of a series in the catalog.",
                file=file.name,
                series=wanted.only[0] if wanted.only else None,
                remedy="name its one series with --series, or see that a column of "
                f"{', '.join(SERIES)} holds the catalog's ids.",
            )
        if counterparts - {NO_COUNTERPART, "W1", "W0", "_X"}:
            raise DataError(f"it has several counterpart areas: {', '.join(sorted(counterparts))}.", file=file.name)
        return Parsed(tidy_frame(rows), units)


def _header(file: RawFile) -> list[str]:
    first = file.text.split("\n", 1)[0].rstrip("\r")
    delimiter = ";" if first.count(";") > first.count(",") else ","
    # SDMX-CSV 2.0 may write a concept as `REF_AREA: Reference area`.
    return [cell.split(":")[0].strip() for cell in next(csv.reader([first], delimiter=delimiter), [])]


def _rows(file: RawFile) -> list[dict[str, str | None]]:
    names = _header(file)
    delimiter = ";" if file.text.split("\n", 1)[0].count(";") >= len(names) - 1 > 0 else ","
    sheet: Sheet = [list(cells) for cells in csv.reader(io.StringIO(file.text, newline=""), delimiter=delimiter)]
    if delimiter == ";":
        sheet = with_points(sheet, file)
    rows: list[dict[str, str | None]] = []
    for index, cells in enumerate(sheet[1:], 1):
        if not cells:
            continue
        if len(cells) != len(names):
            raise DataError(
                f"{row_name(index)} has {len(cells)} columns, the header {len(names)}: is it truncated?", file=file.name
            )
        rows.append({name: text_of(cell).split(": ")[0] for name, cell in zip(names, cells, strict=True)})
    return rows


def _series(row: dict[str, str | None], wanted: Wanted) -> str | None:
    """The series of a row; ``_`` may stand for a point in SDMX ids. A file without such a column has the named one."""
    texts = [text for column in SERIES if (text := row.get(column))]
    known = {name.replace("_", "."): name for name in wanted.chosen}
    found = next((known[plain] for text in texts if (plain := text.replace("_", ".")) in known), None)
    return found if found or texts or len(wanted.only) != 1 else wanted.only[0]


def _unit(row: dict[str, str | None]) -> str | None:
    unit, multiple = row.get("UNIT_MEASURE") or "", row.get("UNIT_MULT") or ""
    known = unit_told({"PT": "percent", "PC": "percent", "PS": "persons", "IX": "index"}.get(unit, unit))
    return known + MULTIPLES[multiple] if known and multiple in MULTIPLES else known
