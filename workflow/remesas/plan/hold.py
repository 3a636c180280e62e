"""Hold a folder for one build: another one is refused while it lives, and a killed one leaves nothing to unlock.

The system itself knows which processes have a file locked, and frees it when they end, however they end. So nothing has
to be unlocked by hand, and no process that was given the number of a dead one is taken for it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from remesas.core.errors import RIGHTS, DataError
from remesas.core.logs import HELD

NEEDED = 150_000_000
"""Bytes that must be free: a full build writes half as many."""


def hold_folder(results: str, folder: Path = Path(".snakemake/builds")) -> int:
    """Hold the folder of results until this process ends; its jobs hold it too (``core.logs``).

    Jobs that outlive a build which was killed are waited for: they would write beside those of this one.

    Returns:
        The handle of the lock, which the process may not close.

    Raises:
        DataError: If another build holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / quote(results, safe="")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    holder = path.read_text(encoding="ascii")
    try:
        if not _is_free(handle):
            if _is_alive(holder):
                raise BlockingIOError
            fcntl.flock(handle, fcntl.LOCK_EX)
        os.truncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared with the jobs
    except BlockingIOError:
        os.close(handle)
        raise DataError(
            f"another build (process {holder}) is under way in this folder.",
            file=f"{results}/",
            remedy="wait until it has ended, or end it; nothing has to be unlocked after that.",
        ) from None
    os.environ[HELD] = str(path.resolve())
    return handle


def check_writable(folders: Iterable[Path | str]) -> None:
    """Refuse to begin where nothing can be written: Snakemake itself would end in a traceback.

    Raises:
        DataError: If one of the folders is there, and may not be written to.
    """
    for folder in map(Path, folders):
        if folder.exists() and not os.access(folder, os.W_OK):
            raise DataError("the folder may not be written to.", file=f"{folder.absolute()}/", remedy=RIGHTS)


def check_space(folder: Path = Path()) -> None:
    """Refuse to begin what would end half-way for want of room.

    Raises:
        DataError: If the disk is nearly full.
    """
    free = shutil.disk_usage(folder).free
    if free < NEEDED:
        raise DataError(
            f"the disk has {free // 1_000_000} MB left, and a build may write {NEEDED // 1_000_000} MB.",
            file=folder.resolve(),
            remedy="make room, and call again: nothing has changed.",
        )


def _is_free(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(process: str) -> bool:
    """Whether there is a process of this number; one that another user has is one, too."""
    try:
        os.kill(int(process or 0), 0)
    except (ProcessLookupError, ValueError):
        return False
    except OSError as error:
        return error.errno == errno.EPERM
    return True
