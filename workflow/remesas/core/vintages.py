"""Compare vintages: when a snapshot was taken, and which of several was the newest that was known on a day.

A vintage is written as an ISO date at the precision that is known: ``2026-06-20``, ``2026-06``, ``2025-H2``,
``2013-12``, ``2020``. For every comparison it counts as the last day that it can mean, so that a build "as known
on" a date never uses a figure that may have come later.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the Snakefile imports this module, and pandas would double the time of its start
    import pandas as pd

NEWEST = "newest"
NEAR = dt.timedelta(days=366)
"""Vintages that lie no further apart can stand together in one formula: little is revised within a year."""
SERIES_KEY = ["source", "series", "ref_area", "counterpart_area"]
_PATTERN = re.compile(r"([0-9]{4})(?:-H([12])|-([0-9]{2})(?:-([0-9]{2}))?)?")


@cache
def last_day(vintage: str) -> dt.date:
    """The last day that a vintage can mean.

    Raises:
        ValueError: If the text is not a year, half-year, month or day.
    """
    match = _PATTERN.fullmatch(vintage)
    if not match:
        raise ValueError(f"{vintage!r} is no vintage: write YYYY, YYYY-H1, YYYY-H2, YYYY-MM or YYYY-MM-DD.")
    year, half, month, day = match.groups()
    if half:
        month = "06" if half == "1" else "12"
    month = month or "12"
    if not 1 <= int(month) <= 12:
        raise ValueError(f"{vintage!r} is no vintage: there is no month {month}.")
    last = calendar.monthrange(int(year), int(month))[1] if int(year) else 0
    if not 1 <= int(day or last) <= last:
        raise ValueError(f"{vintage!r} is no vintage: there is no such day.")
    return dt.date(int(year), int(month), int(day or last))


def first_day(vintage: str) -> dt.date:
    """The first day that a vintage can mean.

    Raises:
        ValueError: If the text is not a year, half-year, month or day.
    """
    last = last_day(vintage)
    if len(vintage) == len("YYYY"):
        return last.replace(month=1, day=1)
    if "H" in vintage:
        return last.replace(month=last.month - 5, day=1)
    return last if len(vintage) == len("YYYY-MM-DD") else last.replace(day=1)


def sort_vintages(vintages: Iterable[str]) -> list[str]:
    """Vintages, each once, by the day that they count as; of two of the same day by their text.

    Raises:
        ValueError: If one is no vintage.
    """
    return sorted(set(vintages), key=lambda vintage: (last_day(vintage), vintage))


def newest_known(vintages: Iterable[str], day: str = NEWEST) -> str | None:
    """The newest of some vintages that was known on a day (a date, another vintage, or newest); None if none was."""
    limit = _limit(day)
    known = sort_vintages(vintage for vintage in vintages if last_day(vintage).toordinal() <= limit)
    return known[-1] if known else None


def newest_common(vintages: Sequence[Iterable[str]], limits: Iterable[str]) -> str | None:
    """The newest vintage that several series have, no newer than those in use (``limits``); None if there is none."""
    common = set.intersection(*map(set, vintages)) if vintages else set()
    return newest_known(common, min(limits, key=last_day)) if common else None


def choose_together(held: Sequence[Mapping[str, Set[int]]], used: Sequence[str], *, one: bool) -> list[str] | None:
    """The vintages in which the series of one formula are taken, so that they fit one another.

    These are those in use, where all lie near each other, or the newest that all series have: of both what reaches
    further. Where they reach as far, it is the one vintage if ``one`` says so, else those in use.

    Args:
        held: For each series its vintages, and the years that each has.
        used: For each series the vintage in use; none is taken in a newer one.
        one: Which of the two is preferred.

    Returns:
        A vintage for each series; None if those in use are far apart and there is none that all have.
    """
    days, common = list(map(last_day, used)), newest_common(held, used)
    choices = [list(used)] if max(days) - min(days) <= NEAR else []
    if common:
        choices.insert(0 if one else len(choices), [common] * len(used))

    def reach(chosen: Sequence[str]) -> int:
        years = (own[vintage] for own, vintage in zip(held, chosen, strict=True))
        return max(frozenset.intersection(*map(frozenset, years)), default=0)

    return max(choices, key=reach, default=None)  # of those that reach as far the first


def mark_newest_known(
    rows: pd.DataFrame, day: str | pd.Series = NEWEST, key: Sequence[str] = SERIES_KEY, column: str = "vintage"
) -> pd.Series:
    """Which rows are of the newest vintage, among those with the same key, that was known on a day.

    Args:
        rows: Rows with the columns of the key and ``column``.
        day: A date, another vintage, or newest: one for all rows, or (as a series) one for each.
        key: The columns that tell apart what has vintages.
        column: The column with the vintage.

    Returns:
        True or False for each row; nowhere True for a key of which nothing was known.
    """
    names = sort_vintages(rows[column].unique())
    places = rows[column].map({name: place for place, name in enumerate(names)})
    days = rows[column].map({name: last_day(name).toordinal() for name in names})
    limits = _limit(day) if isinstance(day, str) else day.map({choice: _limit(choice) for choice in day.unique()})
    known = places.where(days <= limits)
    newest = known.groupby([rows[name] for name in key]).transform("max")
    return known.notna() & (known == newest)


def was_known(source: str, vintage: str, choice: Mapping[str, str]) -> bool:
    """Whether a vintage of a source was known on the date that the configuration chooses for it."""
    return newest_known([vintage], choice.get(source, choice["default"])) is not None


def mark_in_use(frame: pd.DataFrame, choice: Mapping[str, str]) -> pd.Series:
    """Which rows belong to the vintage that the configuration chooses.

    Args:
        frame: Rows with the columns of ``SERIES_KEY`` and ``vintage``.
        choice: For each source ``newest`` or a date ``YYYY-MM-DD``; ``default`` serves the sources not named.

    Returns:
        True where the row's vintage is the newest of its series and areas that was known on the chosen date.
    """
    return mark_newest_known(frame, frame["source"].map(lambda source: choice.get(source, choice["default"])))


def _limit(choice: str) -> int:
    return dt.date.max.toordinal() if choice == NEWEST else last_day(choice).toordinal()
