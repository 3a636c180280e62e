"""Count periods on, and name several: ``1995-01 to 2024-12, 2025-11``."""

from __future__ import annotations

from collections.abc import Iterable

RUNS = 6
"""How many runs of periods are named one by one."""


def count_a_year(period: str) -> int:
    """How many periods of this kind a year has."""
    return 1 if len(period) == len("YYYY") else 4 if "Q" in period else 12


def follow(period: str) -> str:
    """The period after a year, quarter or month."""
    a_year = count_a_year(period)
    if a_year == 1:
        return str(int(period) + 1)
    year, place = divmod(int(period[:4]) * a_year + int(period[5:].removeprefix("Q")), a_year)
    return f"{year}-Q{place + 1}" if a_year == 4 else f"{year}-{place + 1:02d}"


def name_periods(periods: Iterable[str]) -> str:
    """Periods by runs without a gap; where there are many runs, the first and the last period."""
    runs: list[list[str]] = []
    for period in sorted(set(periods)):
        if runs and follow(runs[-1][-1]) == period:
            runs[-1].append(period)
        else:
            runs.append([period])
    if len(runs) > RUNS:
        runs = [[runs[0][0], runs[-1][-1]]]
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
