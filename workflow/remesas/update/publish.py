"""Publish a snapshot: its data file first, then the metadata without which it is none.

Each file is written aside, in ``.staging/`` beside ``raw/`` (the same file system, and no rule looks there), flushed to
disk, and moved into place in one step, so that none is ever there by half. A run that is killed in between leaves a
data file without metadata: the build names it, and the next publication of that vintage overwrites it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from remesas.core.errors import DataError
from remesas.ingest.raw_folder import META, data_file

STAGING = ".staging"


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
    meta.parent.mkdir(parents=True, exist_ok=True)
    with _alone_in(meta.parent):
        if meta.exists():
            raise DataError(
                "this vintage is registered already, and a vintage is never overwritten.",
                file=meta,
                remedy="register the data as another vintage (the day on which you obtained them).",
            )
        for path, content in ((data_file(meta), data), (meta, metadata)):
            _write(path, content, raw.parent / STAGING)
    return data_file(meta)


def _write(path: Path, content: bytes, staging: Path) -> None:
    staging.mkdir(exist_ok=True)
    aside = staging / "-".join(path.parts[-3:])
    try:
        with aside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder against other processes and threads that publish into it; the system frees it when they end."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
