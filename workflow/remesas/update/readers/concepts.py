"""Check the columns of a file with a row an observation: what they are, and whether what they say can be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from remesas.core.errors import DataError
from remesas.update.readers.base import RawFile
from remesas.update.readers.sheets import check_names, name_row
from remesas.update.readers.unit_names import unit_told

PERIOD, VALUE = "TIME_PERIOD", "OBS_VALUE"
SERIES = ("SERIES", "INDICATOR", "SERIES_ID", "INDICATOR_ID", "SERIE")
PLAIN = {"PERIOD": PERIOD, "VALUE": VALUE, "ISO3": "REF_AREA", "UNIT": "UNIT_MEASURE"}
"""What plain names of columns mean; those of the concepts may be in small letters too."""
MULTIPLES = {"": "", "0": "", "3": " thousand", "6": " million", "9": " billion"}
_UNADJUSTED = ("N NSA _Z", "a series that is not adjusted, as the catalog's are", "download the unadjusted series.")
EXPECTED: Mapping[str, tuple[str, str, str]] = {
    "ACTION": (
        "I A R M",
        "a row to be taken, not one to be deleted",
        "download the whole series as it is now; `--withdrawn` takes a file that lacks what the provider withdrew.",
    ),
    "OBS_STATUS": (
        "A B D E G I J N P S U V W",
        "an observation, not a forecast or a missing value",
        "leave such rows out, or download the file again.",
    ),
    **dict.fromkeys(("ADJUSTMENT", "SEASONAL_ADJUST", "SEASONAL_ADJUSTMENT", "S_ADJ"), _UNADJUSTED),
}
"""The codes that a column may have, besides none; what they mean, and what to do about others."""
READ = {*SERIES, PERIOD, VALUE, "REF_AREA", "COUNTERPART_AREA", "UNIT_MEASURE", "UNIT_MULT", *EXPECTED}
REMARKS = {
    "OBS_CONF", "CONF_STATUS", "DECIMALS", "COMMENT", "COMMENT_OBS", "COMMENT_TS", "OBS_COM", "OBS_COMMENT", "OBS_NOTE",
    "NOTE", "FOOTNOTE", "PRE_BREAK_VALUE", "OBS_PRE_BREAK", "DATA_SOURCE", "SOURCE_DETAIL", "TIME_FORMAT",
    "LAST_UPDATE", "LATEST_DATA", "VALID_FROM", "VALID_TO", "EMBARGO_TIME",
}  # fmt: skip
"""Columns of SDMX that may differ between the values of one series."""
Row = Mapping[str, str]


def name_columns(written: Sequence[str]) -> list[str]:
    """The names of columns as the reader knows them, from those that stand in the header.

    SDMX-CSV may have a column of words after one of codes (``MEASURE,Measure``): it keeps its name.
    """

    def name(text: str) -> str:
        plain = text.upper()
        words = text[:1].isupper() and text != plain and "_" not in text and _is_sdmx(written)
        if words and (plain in written or PLAIN.get(plain, plain) not in READ):
            return text
        return PLAIN.get(plain, plain)

    return [name(text) for text in written]


def check_header(written: Sequence[str], file: RawFile) -> None:
    """Whether each column is there once and, in a plain file, is one that is read.

    Raises:
        DataError: With the columns.
    """
    names = name_columns(written)
    check_names(names, written, file)
    unknown = [text for text, name in zip(written, names, strict=True) if name not in READ]
    if unknown and not _is_sdmx(written):
        raise DataError(
            f"it has columns that are not read: {', '.join(map(repr, unknown))}; expected are series_id, period, value "
            "and, where they are needed, iso3 or ref_area, counterpart_area, unit, unit_mult, obs_status, adjustment.",
            file=file.name,
            remedy="say a currency or a unit in a column `unit`; of other columns, see that none of them makes the "
            "values something else than the catalog's series, and leave them out.",
        )


def _is_sdmx(written: Sequence[str]) -> bool:
    return {PERIOD, VALUE} <= set(written)


@dataclass
class Rows:
    """Checks what the rows of a file say of their values, one after the other; ``units`` are those of the series."""

    file: RawFile
    units: dict[str, str] = field(default_factory=dict)
    _told: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def check_codes(self, row: Row, index: int, series: str, columns: Iterable[str]) -> None:
        """Whether a row is to be taken.

        Raises:
            DataError: If it is to be deleted, is a forecast or missing though it has a value, or is adjusted.
        """
        for column in columns:
            codes, meaning, remedy = EXPECTED[column]
            if (code := row.get(column, "").upper()) and code not in codes.split():
                expected = f"expected one of {', '.join(codes.split())}, or nothing: {meaning}."
                raise self._fault(f"in {name_row(index)}, {column} is {code!r}, {expected}", row, series, remedy)

    def check_series(self, row: Row, index: int, series: str) -> None:
        """Whether a row is of the same series as those before it, by the columns that are not read.

        Raises:
            DataError: If one of these differs; words may differ as the codes in the column before them do.
        """
        code = ""
        for column, text in row.items():
            key = (series, column, "" if column == column.upper() else code)
            first = self._told.setdefault(key, text)
            if first != text and column.removesuffix("_LABEL") not in READ | REMARKS:
                raise self._fault(
                    f"{name_row(index)} has {text!r} in the column {column}, others of the series have {first!r}: "
                    "expected one series under one id.",
                    row,
                    series,
                    "keep the rows that are the catalog's series, and leave the others out.",
                )
            code = text

    def take_unit(self, row: Row, index: int, series: str) -> None:
        """Keep the unit that a row gives.

        Raises:
            DataError: If it gives a power of ten of no unit, or another unit than others of the series.
        """
        unit, multiple = row.get("UNIT_MEASURE", ""), row.get("UNIT_MULT", "")
        known = unit_told({"PT": "percent", "PC": "percent", "PS": "persons", "IX": "index"}.get(unit, unit))
        if multiple not in MULTIPLES or (MULTIPLES[multiple] and not known):
            raise self._fault(
                f"in {name_row(index)}, UNIT_MULT is {multiple!r} and UNIT_MEASURE {unit!r}, expected a unit and its "
                f"power of ten ({', '.join(filter(None, MULTIPLES))}).",
                row,
                series,
                "say the unit in a column UNIT_MEASURE, such as USD; or leave UNIT_MULT out, and say with --unit in "
                "which unit the values are.",
            )
        if known and self.units.setdefault(series, unit := known + MULTIPLES[multiple]) != unit:
            raise self._fault(
                f"{name_row(index)} is in {unit!r}, others in {self.units[series]!r}.",
                row,
                series,
                "write all values of a series in one unit.",
            )

    def _fault(self, problem: str, row: Row, series: str, remedy: str) -> DataError:
        return DataError(problem, file=self.file.name, series=series, period=row[PERIOD], remedy=remedy)
