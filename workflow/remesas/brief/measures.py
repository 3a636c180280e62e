"""Hold one measure of many economies in one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Measure:
    """A measure in one year: its rows by economy, the missing ones too."""

    year: int
    rows: Mapping[str, Any]

    @cached_property
    def values(self) -> pd.Series:
        """The values that there are, by economy, in the order of the rows."""
        held = {area: float(row.obs_value) for area, row in self.rows.items() if pd.notna(row.obs_value)}
        return pd.Series(held, dtype=float)
