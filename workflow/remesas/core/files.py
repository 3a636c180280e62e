"""Read and write frames.

Files are CSV, UTF-8, with the columns in the order in which they are declared. A frame is checked whenever it is
written; when it is read, its columns and their types are.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from remesas.core.columns import Frame
from remesas.core.errors import DataError
from remesas.core.frames import ANNUAL


def read_frame(path: Path | str, frame: Frame) -> pd.DataFrame:
    """Read one of the frames above.

    Raises:
        DataError: If the file does not have the frame's columns, in their types.
    """
    types = {name: column.dtype for name, column in frame.columns.items()}
    try:
        rows = pd.read_csv(
            path,
            dtype=types,
            keep_default_na=False,
            na_values={name: [""] for name, column in frame.columns.items() if column.kind != "text"},
            encoding="utf-8",
        )
    except ValueError as error:
        raise _misshapen(frame, path, error) from error
    if list(rows.columns) != list(frame.columns):
        raise _misshapen(frame, path, f"the columns are {', '.join(rows.columns)}")
    return rows


def write_frame(rows: pd.DataFrame, path: Path | str, frame: Frame) -> None:
    """Write one of the frames above, after its check.

    Raises:
        DataError: With the column and the first value that does not fit.
    """
    if list(rows.columns) != list(frame.columns):
        raise _misshapen(frame, path, f"the columns are {', '.join(map(str, rows.columns))}")
    fault = frame.find_fault(rows)
    if fault:
        raise _misshapen(frame, path, fault)
    rows.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _misshapen(frame: Frame, path: Path | str, problem: object) -> DataError:
    return DataError(
        f"the frame {frame.name!r} does not have its declared form: {problem}.",
        file=path,
        remedy="delete processed/ and build again; if it happens again, report it as a fault of the program.",
    )


def empty_frame(frame: Frame) -> pd.DataFrame:
    """A frame of the declared columns and types without rows."""
    types = {name: column.dtype for name, column in frame.columns.items()}
    return pd.DataFrame(columns=list(types)).astype(types)


def read_frames(paths: Iterable[Path | str], frame: Frame) -> pd.DataFrame:
    """The rows of some files of one kind, in their order; none give a frame without rows."""
    parts = [read_frame(path, frame) for path in paths]
    return pd.concat(parts, ignore_index=True) if parts else empty_frame(frame)


def read_annual(paths: Iterable[Path | str]) -> pd.DataFrame:
    """The annual series of several sources, of the vintages in use only (``ANNUAL``)."""
    annual = read_frames(paths, ANNUAL)
    return annual[annual["in_use"]].reset_index(drop=True)
