"""The one error that a user of the pipeline should ever meet, and a choice among names that raises it."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class DataError(Exception):
    """Something about the data or the catalog is wrong, said so that it can be mended.

    Args:
        problem: What is wrong, with what was expected.
        file: The file in which it was found.
        series: The series concerned, as ``source:series``.
        period: The period (or periods) concerned.
        remedy: What the user can do about it.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: Path | str | None = None,
        series: str | None = None,
        period: str | int | None = None,
        remedy: str | None = None,
    ) -> None:
        """Keep the parts, and join them to the message."""
        self.problem, self.file, self.series, self.period, self.remedy = problem, file, series, period, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """One line: file, series, period, problem, remedy."""
        place = [
            f"{name} {value}"
            for name, value in (("file", self.file), ("series", self.series), ("period", self.period))
            if value is not None
        ]
        where = ", ".join(place)
        text = f"{where}: {self.problem}" if where else self.problem
        return f"{text} What to do: {self.remedy}" if self.remedy else text


class UnitError(DataError):
    """Values in another unit, or at another level, than expected: their unit may have been told wrongly."""


ROOM = "make room on the disk, and call again."
RIGHTS = "give yourself the right to write there, or work in a copy of the project; then call again."
REMEDIES: Mapping[int, str] = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EFBIG: "raise the limit on the size of a file (ulimit -f), and call again.",
    errno.EROFS: RIGHTS,
    errno.EACCES: RIGHTS,
    errno.EPERM: RIGHTS,
    errno.EIO: "see whether the disk is sound, and call again.",
}
"""What to do about what the system refuses, for which no program can be blamed."""


def explain_system_error(error: OSError) -> DataError | None:
    """What the system refuses, in a sentence; None if it may be a fault of the program."""
    remedy = REMEDIES.get(error.errno or 0)
    return DataError(f"{error.strerror}.", file=error.filename, remedy=remedy) if remedy else None


def choose(known: Mapping[str, T], name: str, kind: str, file: str) -> T:
    """What is known by a name that the catalog gives.

    Raises:
        DataError: If there is nothing of that name.
    """
    if name not in known:
        raise DataError(f"the {kind} {name!r} is not known.", file=file, remedy=f"use one of {', '.join(known)}.")
    return known[name]


def check_file(path: Path) -> None:
    """What a user wrote must be a file: a pipe would be waited for, without end.

    Raises:
        DataError: If there is something of this name that is none.
    """
    if path.exists() and not path.is_file():
        raise DataError("this is no file.", file=path, remedy="remove it, or restore the file from git.")
