"""Publishing a snapshot: a vintage is in ``raw/`` complete, or it is not there.

Files are written aside, in ``.staging/`` beside ``raw/`` (the same file system, and no rule looks there), flushed to
disk, and moved into place in one step. What a killed run left aside is cleared by the next one.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from remesas.core.errors import DataError
from remesas.ingest.raw_folder import META, data_file

FOLDER = ".staging"
LOCK = "lock"
_AT_FDCWD = {"linux": -100, "darwin": -2}
_EXCHANGE = 2
"""``RENAME_EXCHANGE`` of Linux and ``RENAME_SWAP`` of macOS."""


def publish(raw: Path, source: str, vintage: str, files: Mapping[str, bytes]) -> Path:
    """Put the files of one snapshot into ``raw/<source>/<vintage>/``, all of them or none.

    Args:
        raw: The folder of snapshots.
        source: The provider.
        vintage: The vintage; other datasets may already be in it.
        files: Content by name: a data file and its metadata.

    Returns:
        The folder of the vintage.

    Raises:
        DataError: If one of the files is there already: a vintage is never overwritten.
    """
    target = raw / source / vintage
    with _locked(raw) as staging:
        _recover(raw, staging)
        for name in files:
            if (target / name).exists():
                raise DataError(
                    "this vintage is registered already, and a vintage is never overwritten.",
                    file=target / name,
                    remedy="register the data as another vintage (the day on which you obtained them).",
                )
        aside = Path(tempfile.mkdtemp(dir=staging))
        try:
            _place(_write_aside(aside / source / vintage, files), target, tuple(files))
        finally:
            _remove(aside)
    return target


def _write_aside(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        with (folder / name).open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    _flush(folder)
    return folder


def _place(folder: Path, target: Path, names: tuple[str, ...]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        folder.rename(target)
    elif not _exchange_with_union(folder, target):
        # No such step on this file system: the data file first, so that `_recover` can finish what a kill cut short.
        for name in sorted(names, key=lambda name: name.endswith(META)):
            (folder / name).rename(target / name)
    _flush(target.parent)


def _exchange_with_union(folder: Path, target: Path) -> bool:
    """Swap the target for a folder with its files (the same files, linked) and the new ones."""
    for path in sorted(target.iterdir()):
        try:
            os.link(path, folder / path.name)
        except OSError:
            shutil.copy2(path, folder / path.name)
    _flush(folder)
    shutil.copymode(target, folder)
    return _exchange(folder, target)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        here = _AT_FDCWD["linux"]
        return bool(library.renameat2(here, first, here, second, _EXCHANGE) == 0)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(first, second, _EXCHANGE) == 0)
    return False


def _recover(raw: Path, staging: Path) -> None:
    """Finish or forget what a killed run left aside."""
    for aside in sorted(path for path in staging.iterdir() if path.is_dir()):
        for meta in sorted(aside.glob(f"*/*/*{META}")):
            place = raw / meta.relative_to(aside)
            if data_file(place).exists() and not place.exists() and not data_file(meta).exists():
                meta.rename(place)
        _remove(aside)


def _remove(aside: Path) -> None:
    for folder in (aside, *aside.glob("*"), *aside.glob("*/*")):
        if folder.is_dir():
            folder.chmod(0o700)
    shutil.rmtree(aside)


@contextmanager
def _locked(raw: Path) -> Iterator[Path]:
    """The staging folder, for one process at a time."""
    staging = raw.parent / FOLDER
    staging.mkdir(exist_ok=True)
    with (staging / LOCK).open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield staging


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
