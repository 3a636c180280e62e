"""Say how a value stands, as SDMX has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Status = Literal["A", "B", "D", "E", "M", "P", "U"]

STATUSES = {
    "M": "missing", "U": "doubtful: a check of the data fails",
    "B": "break: a new level begins within the time that it covers",
    "D": "wider or narrower definition",
    "E": "estimated", "P": "provisional", "A": "normal",
}  # fmt: skip
"""Every status; what is computed from values of several takes the first of these."""


def worst_status(statuses: Iterable[str]) -> str:
    """The status of what is computed from values of several."""
    return min(statuses, key=list(STATUSES).index)
