"""Read periods as providers write them, in Spanish or English; write YYYY, YYYY-Qn, YYYY-MM as snapshots keep them."""

from __future__ import annotations

import re

from remesas.catalog.series import Frequency
from remesas.update.titles import fold

_NAMES = (
    ("ene", "jan"), ("feb",), ("mar",), ("abr", "apr"), ("may",), ("jun",),
    ("jul",), ("ago", "aug"), ("sep", "set"), ("oct",), ("nov",), ("dic", "dec"),
)  # fmt: skip
_FULL = (
    ("enero", "january"), ("febrero", "february"), ("marzo", "march"), ("abril", "april"), ("mayo", "may"),
    ("junio", "june"), ("julio", "july"), ("agosto", "august"), ("septiembre", "setiembre", "september", "sept"),
    ("octubre", "october"), ("noviembre", "november"), ("diciembre", "december"),
)  # fmt: skip
MONTHS = {name: number for table in (_NAMES, _FULL) for number, names in enumerate(table, 1) for name in names}
_MARK = r"(?:\s+[pr][0-9]?/?)?"
"""INEGI marks preliminary and revised periods: ``2026/01 p1/``."""
_DATE = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_NUMERIC = re.compile(
    r"(?P<year>[0-9]{4})[-/m](?P<month>[0-9]{1,2})(?:[-/](?P<day>[0-9]{1,2}))?(?:[t ]00:00:00)?" + _MARK
)
_QUARTER = re.compile(r"(?P<year>[0-9]{4})[-/ ]?[QT](?P<quarter>[1-4])" + _MARK, re.IGNORECASE)
_THREE_MONTHS = re.compile(r"(?P<first>[a-z]{3})-(?P<last>[a-z]{3})\s+(?P<year>[0-9]{4})" + _MARK)
_QUARTERS = {(1, 3): 1, (4, 6): 2, (7, 9): 3, (10, 12): 4}
_YEAR = re.compile(r"(?P<year>[0-9]{4})(?:\.0)?" + _MARK)
_NAMED = re.compile(r"(?P<name>[a-z]+)\.?[\s/-]*(?:de\s+)?(?P<year>[0-9]{4})" + _MARK)
_REVERSED = re.compile(r"(?P<year>[0-9]{4})[\s/-]*(?P<name>[a-z]+)\.?" + _MARK)


def parse_period(text: str, freq: Frequency) -> str:
    """One period of a series.

    Args:
        text: ``Ene 1995``, ``enero de 1995``, ``Jan 1995``, ``01/08/2026`` (day, month, year), ``2021/07``,
            ``1995-01``, ``1995-01-01``, ``1995M01``, ``1995-Q1``, ``Ene-Mar 1995``, ``2026/02`` (second quarter, if
            quarterly), ``1995``.
        freq: The frequency that the series has.

    Returns:
        YYYY, YYYY-Qn or YYYY-MM.

    Raises:
        ValueError: Saying what was expected.
    """
    plain = _plain(text)
    if match := _QUARTER.fullmatch(plain):
        return _quarter(text, int(match["year"]), int(match["quarter"]), freq)
    if number := _three_months(plain):
        return _quarter(text, int(plain.split()[1][:4]), number, freq)
    if match := _YEAR.fullmatch(plain):
        if freq != "A":
            raise ValueError(f"{text!r} is a year, expected a {'quarter' if freq == 'Q' else 'month'}")
        return match["year"]
    year, number, day = _split(text, plain)
    if freq == "Q" and "/" in plain and day is None:
        return _quarter(text, year, number, freq)
    if not 1 <= number <= 12:
        raise ValueError(f"{text!r}: there is no month {number}; dates are day/month/year or year-month-day")
    if day not in (None, 1):
        raise ValueError(
            f"{text!r} is not the first day of a period: dates are day/month/year or year-month-day, not month/day"
        )
    return _period(text, year, number, freq)


def is_period(text: str) -> bool:
    """Whether a cell looks like a period of any frequency."""
    plain = _plain(text)
    if any(pattern.fullmatch(plain) for pattern in (_QUARTER, _DATE, _NUMERIC)) or _three_months(plain):
        return True
    if match := _YEAR.fullmatch(plain):
        return 1800 < int(match["year"]) < 2200
    match = _NAMED.fullmatch(plain) or _REVERSED.fullmatch(plain)
    return match is not None and match["name"] in MONTHS


def _plain(text: str) -> str:
    """A text as periods are compared; digits of other alphabets and raised ones are none: nobody would find them."""
    return fold(text) if all(sign.isascii() for sign in text if sign.isdigit()) else ""


def _three_months(plain: str) -> int | None:
    """The quarter that a text such as ``ene-mar 1995`` names by its first and last month."""
    match = _THREE_MONTHS.fullmatch(plain)
    return _QUARTERS.get((MONTHS.get(match["first"], 0), MONTHS.get(match["last"], 0))) if match else None


def text_of(value: object) -> str:
    """A cell of a spreadsheet as text: whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _split(text: str, plain: str) -> tuple[int, int, int | None]:
    """Year, month (or number after the year) and day."""
    if match := _DATE.fullmatch(plain):
        return int(match["year"]), int(match["month"]), int(match["day"])
    if match := _NUMERIC.fullmatch(plain):
        return int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None
    match = _NAMED.fullmatch(plain) or _REVERSED.fullmatch(plain)
    if match and match["name"] in MONTHS:
        return int(match["year"]), MONTHS[match["name"]], None
    raise ValueError(f"{text!r} is no period, expected one such as 1995-01, 01/01/1995, Ene 1995 or 1995")


def _period(text: str, year: int, month: int, freq: Frequency) -> str:
    if freq == "M":
        return f"{year}-{month:02d}"
    if freq == "Q":
        if month % 3 != 1:
            raise ValueError(f"{text!r} is not the first month of a quarter")
        return f"{year}-Q{(month + 2) // 3}"
    if month != 1:
        raise ValueError(f"{text!r} is not the first month of a year, and the series is annual")
    return str(year)


def _quarter(text: str, year: int, number: int, freq: Frequency) -> str:
    if freq != "Q" or not 1 <= number <= 4:
        raise ValueError(
            f"{text!r} is no {'quarter' if freq == 'Q' else 'period of the series, which is not quarterly'}"
        )
    return f"{year}-Q{number}"
