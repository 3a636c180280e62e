"""Say what a frame is: its columns, their types, and the values that they may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a plan imports this module, and no pandas
    import pandas as pd


@dataclass(frozen=True)
class Column:
    """A column: what it holds, in which type (``count`` may be missing), and the only values that it may have."""

    meaning: str
    kind: Literal["text", "number", "whole", "count", "flag"] = "text"
    among: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The type of the column in pandas."""
        return {"text": "str", "number": "float64", "whole": "int64", "count": "Int64", "flag": "bool"}[self.kind]


@dataclass(frozen=True)
class Frame:
    """A frame: its files, what a row is, the columns that tell rows apart, and all columns in their order."""

    name: str
    files: str
    row: str
    key: Sequence[str]
    columns: Mapping[str, Column]

    def find_fault(self, rows: pd.DataFrame) -> str | None:
        """The first value that does not fit; the columns are there, in their order.

        This is written out because it runs in every job, and a library for it took longer to import than to work.
        """
        for name, column in self.columns.items():
            values = rows[name]
            if column.kind != "text" and str(values.dtype) != column.dtype:
                return f"{name} has the type {values.dtype}, not {column.dtype}"
            if column.kind not in ("number", "count") and values.isna().any():
                return f"{name} has no value in row {int(values.isna().argmax())}"
            strange = values[~values.isin(column.among)] if column.among else values[:0]
            if len(strange):
                return f"{name} has {strange.iloc[0]!r}, which is none of {', '.join(map(repr, column.among))}"
        twice = rows[rows.duplicated(list(self.key))]
        return f"two rows have {twice.iloc[0][list(self.key)].to_dict()}" if len(twice) else None
