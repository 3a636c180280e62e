"""Read values as providers write them, and write them as snapshots keep them: plain decimal numbers.

Spreadsheets of many countries write decimal commas in text files separated by semicolons. In such a file ``15,138`` may
be fifteen thousand or fifteen. It is read only if another value proves which sign is the decimal one (``15138,7``,
``0,5``, ``1.248,06``; ``15138.7``, ``1,248.06``), and none proves the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from remesas.core.errors import DataError
from remesas.update.readers.base import RawFile
from remesas.update.readers.periods import is_period, text_of

MISSING = {"", "n/e", "n.d.", "nd", "n.d", "na", "n/a", "n.a.", ".", "..", "...", "-", "null", "none", "nan"}
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DOUBTFUL = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_PROOFS = {
    sign: re.compile(
        rf"-?[0-9]+[{sign}][0-9]+(?:[eE][-+]?[0-9]+)?"
        rf"|-?[0-9]{{1,3}}(?:[{other}][0-9]{{3}})+[{sign}][0-9]+"
        rf"|-?[0-9]{{1,3}}(?:[{other}][0-9]{{3}}){{2,}}"
    )
    for sign, other in (",.", ".,")
}
POINTS = "write the values with a decimal point and without thousands separators, in columns separated by commas."


def parse_value(value: object) -> str | None:
    """One value as plain text, or None where the provider has none.

    Args:
        value: A number, or text with or without thousands commas; ``N/E``, ``ND``, ``..`` and the like are missing.

    Raises:
        ValueError: If it is text, has a decimal comma, or thousands that are not grouped by three.
    """
    if isinstance(value, bool):
        raise ValueError(f"{value!r} is no number")
    if isinstance(value, int | float):
        return None if value != value else _plain(repr(value))
    text = "" if value is None else str(value).replace("\u2212", "-").strip()
    if text.lower() in MISSING:
        return None
    if _GROUPED.fullmatch(text):
        return text.replace(",", "")
    if _PLAIN.fullmatch(text):
        return _plain(text)
    raise ValueError(f"{text!r} is no number, expected one such as 5452.34 or 5,452.34 (decimal point)")


def _plain(text: str) -> str:
    """Without exponent, and without the ``.0`` of a spreadsheet's whole numbers."""
    plain = f"{Decimal(text):f}" if "e" in text.lower() else text
    return plain.removesuffix(".0")


# ---- decimal commas -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Number:
    """A cell with a point or a comma; ``sign`` is the decimal sign that it proves, empty if it may be either."""

    row: int
    column: int
    period: str | None
    text: str
    sign: str

    @property
    def called(self) -> str:
        return f"{self.text!r} in row {self.row + 1}"


def write_points(sheet: list[list[object]], file: RawFile) -> list[list[object]]:
    """A sheet, of a text file separated by semicolons, in which decimal commas are points.

    Raises:
        DataError: If a value may be read in two ways, or two values have different decimal signs.
    """
    numbers = list(_numbers(sheet))
    comma = next((number for number in numbers if number.sign == ","), None)
    point = next((number for number in numbers if number.sign == "."), None)
    if numbers and not (comma or point):
        raise _ambiguous(numbers[0], file)
    if comma is None:
        return sheet
    # Beside decimal commas, 15.138 is either in thousands or by another hand.
    other = point or next((number for number in numbers if not number.sign and "." in number.text), None)
    if other:
        raise _contradiction(comma, other, file)
    changed = [list(row) for row in sheet]
    for number in numbers:
        changed[number.row][number.column] = number.text.replace(".", "").replace(",", ".")
    return changed


def _numbers(sheet: list[list[object]]) -> Iterator[_Number]:
    """The numbers below the heading that have a point or a comma; the first column has periods or names."""
    first = next(
        (index for index, row in enumerate(sheet) if any(is_period(text_of(cell)) for cell in row)), len(sheet)
    )
    for index, row in enumerate(sheet[first:], first):
        name = text_of(row[0]) if row else ""
        for column, cell in enumerate(row[1:], 1):
            text = text_of(cell).replace("\u2212", "-")
            sign = _decimal_sign(text)
            if sign is not None and not is_period(text):
                yield _Number(index, column, name if is_period(name) else None, text, sign)


def _decimal_sign(text: str) -> str | None:
    """The decimal sign that a text proves; empty if it may be either, None if it is no such number."""
    if _DOUBTFUL.fullmatch(text):
        return ""
    return next((sign for sign, proof in _PROOFS.items() if proof.fullmatch(text)), None)


def _ambiguous(number: _Number, file: RawFile) -> DataError:
    mark = "comma" if "," in number.text else "point"
    return DataError(
        f"{number.called} may be in thousands or have three decimals: the file is separated by semicolons, and none of "
        f"its values shows what a {mark} means.",
        file=file.name,
        period=number.period,
        remedy=POINTS,
    )


def _contradiction(comma: _Number, other: _Number, file: RawFile) -> DataError:
    return DataError(
        f"{other.called} does not go with the decimal comma of {comma.called}.",
        file=file.name,
        period=other.period,
        remedy=POINTS,
    )
