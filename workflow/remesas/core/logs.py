"""What a script leaves in its log: warnings, and on failure the sentence that says what to do."""

from __future__ import annotations

import fcntl
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from remesas.core.errors import DataError, explain_system_error

HELD = "REMESAS_HELD"
"""The variable that names the file which a build has locked (``plan.hold``)."""


@contextmanager
def logged(path: Path | str) -> Iterator[None]:
    """Log the body of a script to ``path``; an expected error ends it with its sentence, any other with a traceback.

    Raises:
        SystemExit: With status 1, if the body raised.
    """
    try:
        logging.basicConfig(filename=path, filemode="w", encoding="utf-8", format="%(levelname)s %(name)s: %(message)s")
        logging.captureWarnings(True)
        share_hold()
        yield
    except DataError as error:
        _end(path, f"{error}\n")
    except OSError as error:
        said = explain_system_error(error)
        _end(path, f"{said}\n" if said else traceback.format_exc())
    except Exception:
        _end(path, traceback.format_exc())


def share_hold() -> None:
    """Hold what the build holds until this process ends: it may be killed before its jobs end."""
    with suppress(KeyError, OSError):
        fcntl.flock(os.open(os.environ[HELD], os.O_RDONLY), fcntl.LOCK_SH)


def _end(path: Path | str, text: str) -> None:
    try:
        with Path(path).open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError:  # no room for the log itself
        sys.stderr.write(text)
    raise SystemExit(1)
