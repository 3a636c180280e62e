"""Vintages: when a snapshot was taken, and which of several one build uses.

A vintage is written as an ISO date at the precision that is known: ``2026-06-20``, ``2026-06``, ``2025-H2``,
``2013-12``, ``2020``. For every comparison it counts as the last day that it can mean, so that a build "as known
on" a date never uses a figure that may have come later.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the Snakefile imports this module, and pandas would double the time of its start
    import pandas as pd

NEWEST = "newest"
SERIES_KEY = ["source", "series", "ref_area", "counterpart_area"]
_PATTERN = re.compile(r"([0-9]{4})(?:-H([12])|-([0-9]{2})(?:-([0-9]{2}))?)?")


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


def newest_known(vintages: Iterable[str], day: str) -> str | None:
    """The newest of some vintages that was known on a day (a date, or another vintage); None if none was."""
    limit = last_day(day)
    known = [vintage for vintage in vintages if last_day(vintage) <= limit]
    return max(known, key=lambda vintage: (last_day(vintage), vintage), default=None)


def was_known(source: str, vintage: str, choice: Mapping[str, str]) -> bool:
    """Whether a vintage of a source was known on the date that the configuration chooses for it."""
    return last_day(vintage).toordinal() <= _limit(choice.get(source, choice["default"]))


def mark_in_use(frame: pd.DataFrame, choice: Mapping[str, str]) -> pd.Series:
    """Which rows belong to the vintage that the configuration chooses.

    Args:
        frame: Rows with the columns of ``SERIES_KEY`` and ``vintage``.
        choice: For each source ``newest`` or a date ``YYYY-MM-DD``; ``default`` serves the sources not named.

    Returns:
        True where the row's vintage is the newest of its series and areas that was known on the chosen date.
    """
    days = frame["vintage"].map({vintage: last_day(vintage).toordinal() for vintage in frame["vintage"].unique()})
    limits = frame["source"].map(
        {source: _limit(choice.get(source, choice["default"])) for source in frame["source"].unique()}
    )
    known = days.where(days <= limits)
    newest = known.groupby([frame[column] for column in SERIES_KEY]).transform("max")
    return known.notna() & (known == newest)


def _limit(choice: str) -> int:
    return dt.date.max.toordinal() if choice == NEWEST else last_day(choice).toordinal()
