"""Write numbers, the only place where one becomes text: rounded half up (``rounding``), in the formats of CLDR (Babel).

Signs are typographic: the minus is U+2212, as wide as a figure. A value that rounds to nought has no sign.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from remesas.core.rounding import round_half_up
from remesas.core.vintages import last_day

MINUS = "\u2212"
MISSING = "…"
DASH = "–"
SOUNDS_LIKE_I = re.compile(r"h?i(?![aeouáéóú])|y(?=[^aeiouáéíóú])", re.IGNORECASE)
Number = float | int | Decimal


def rounded(value: Number, places: int = 0) -> Decimal:
    """``value`` rounded half up to ``places`` decimals (see ``rounding``), never ``-0``.

    Raises:
        ValueError: If the value is missing or infinite.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be rounded: format missing values with Numbers.amount.")
    result = round_half_up(float(value), places)
    return abs(result) if result == 0 else result


@dataclass(frozen=True)
class Numbers:
    """Numbers, years, dates and lists as one locale writes them.

    Args:
        locale: A CLDR locale that Babel knows, such as ``en``, ``es_MX``, ``fr``.
    """

    locale: str

    def amount(self, value: Number | None, places: int = 0, *, signed: bool = False) -> str:
        """A number with grouped thousands and all its decimals; ``…`` if it is missing.

        ``signed``: positive values carry a plus sign.
        """
        if value is None or math.isnan(value):
            return MISSING
        number = rounded(value, places)
        digits = format_decimal(abs(number), format=_pattern(places), locale=self.locale, decimal_quantization=False)
        return _sign(number, signed) + digits

    def percent(self, value: Number | None, places: int = 1, *, signed: bool = False) -> str:
        """A percentage with the locale's sign; ``value`` is in percent, not a fraction."""
        number = self.amount(value, places, signed=signed)
        if number == MISSING:
            return number
        pattern = Locale.parse(self.locale).percent_formats[None].pattern
        return f"{number}{re.sub('[#,.0]', '', pattern)}"

    def year(self, year: int | str) -> str:
        """A year: digits without grouping."""
        return str(int(year))

    def years(self, years: Iterable[int]) -> str:
        """Years as a list of single ones and spans: ``1991–1993, 1995 and 2003``."""
        return self.listed([self.span(first, last) for first, last in runs(sorted(set(years)))])

    def span(self, first: int, last: int) -> str:
        """A span of years, or one year."""
        return self.year(first) if first == last else f"{self.year(first)}{DASH}{self.year(last)}"

    def listed(self, items: Sequence[str]) -> str:
        """Items as a list in words, the last joined by "and" (in Spanish "e" before the sound of i, as ICU has it)."""
        listed = format_list(list(items), style="standard", locale=self.locale)
        if len(items) > 1 and self.locale.startswith("es") and SOUNDS_LIKE_I.match(items[-1]):
            before, after = listed[: -len(items[-1])], items[-1]
            return before.removesuffix(" y ") + " e " + after
        return listed

    @property
    def apart(self) -> str:
        """What tells apart parts that have commas of their own: a semicolon, after a narrow space in French."""
        return "\u202f; " if self.locale.startswith("fr") else "; "

    def period(self, period: str) -> str:
        """A period ``YYYY``, ``YYYY-Qn``, ``YYYY-MM`` ``YYYY-MM-DD`` as precise as it is (half-years: see Language)."""
        parts = period.split("-")
        if parts[-1].startswith("Q"):
            inside = dt.date(int(parts[0]), 3 * int(parts[1][1:]), 1)
            return format_skeleton("yQQQQ", inside, locale=self.locale)
        day = last_day(period)
        if len(parts) == 1:
            return self.year(parts[0])
        if len(parts) == 2:
            return format_skeleton("yMMMM", day, locale=self.locale)
        written = format_date(day, format="long", locale=self.locale)
        # CLDR has no ordinals in dates, which French wants for the first of a month.
        return f"1er{written[1:]}" if self.locale.startswith("fr") and day.day == 1 else written


@cache
def _pattern(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")


def _sign(number: Decimal, signed: bool) -> str:
    if number < 0:
        return MINUS
    return "+" if signed and number > 0 else ""


def runs(years: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted years as spans (first, last) without gaps."""
    spans: list[tuple[int, int]] = []
    for year in years:
        if spans and year == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], year)
        else:
            spans.append((year, year))
    return spans
