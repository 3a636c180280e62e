"""Publish a snapshot: its data file first, then the metadata without which it is none.

Both are written aside, in ``.staging/`` beside ``raw/`` (the same file system, and no rule looks there), flushed to
disk, and only then moved into place, each in one step. A run that is killed between the two moves leaves the metadata
aside; whoever comes next moves them too (``settle``).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from remesas.core.errors import DataError
from remesas.ingest.raw_folder import META, data_file

STAGING = ".staging"
MARK = "@"
"""Between source, vintage and file in the name of a file that is aside."""


def publish_snapshot(raw: Path, place: tuple[str, str, str], data: bytes, metadata: bytes) -> Path:
    """Put the two files of a snapshot into ``raw/<source>/<vintage>/``.

    Args:
        raw: The folder of snapshots.
        place: Source, vintage and dataset; the vintage may have other datasets already.
        data: The content of the data file.
        metadata: The content of its metadata file.

    Returns:
        The data file.

    Raises:
        DataError: If the snapshot is there already: a vintage is never overwritten.
    """
    source, vintage, dataset = place
    meta = raw / source / vintage / f"{dataset}{META}"
    aside = raw.parent / STAGING / MARK.join((source, vintage, meta.name))
    for folder in (meta.parent, aside.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(meta.parent):
        if meta.exists():
            raise DataError(
                "this vintage is registered already, and a vintage is never overwritten.",
                file=meta,
                remedy="register the data as another vintage (the day on which you obtained them).",
            )
        _discard(aside)
        try:
            for path, content in ((data_file(aside), data), (aside, metadata)):
                _write(path, content)
            data_file(aside).replace(data_file(meta))
        finally:
            _finish(aside, meta)
    return data_file(meta)


def settle(raw: Path) -> None:
    """End the publications that were cut short: what was all written is moved into place, the rest is thrown away.

    One that is under way is left alone.
    """
    for aside in sorted((raw.parent / STAGING).glob(f"*{MARK}*{MARK}*{META}")):
        meta = raw.joinpath(*aside.name.split(MARK))
        with suppress(BlockingIOError, FileNotFoundError), _alone_in(meta.parent, wait=False):
            _finish(aside, meta)


def _finish(aside: Path, meta: Path) -> None:
    """Move metadata whose data file is in place; the data file was moved after both were written."""
    if aside.exists() and not data_file(aside).exists() and data_file(meta).exists() and not meta.exists():
        aside.replace(meta)
    _discard(aside)


def _discard(aside: Path) -> None:
    for path in (aside, data_file(aside)):
        path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _alone_in(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder against other processes and threads that publish into it; the system frees it when they end.

    Raises:
        BlockingIOError: If another holds it, and there is to be no wait.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
