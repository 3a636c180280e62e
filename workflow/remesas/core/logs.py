"""What a script leaves in its log: warnings, and on failure the sentence that says what to do."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from remesas.core.errors import DataError


@contextmanager
def logged(path: Path | str) -> Iterator[None]:
    """Log the body of a script to ``path``; an expected error ends it with its sentence, any other with a traceback.

    Raises:
        SystemExit: With status 1, if the body raised.
    """
    logging.basicConfig(filename=path, filemode="w", encoding="utf-8", format="%(levelname)s %(name)s: %(message)s")
    logging.captureWarnings(True)
    try:
        yield
    except DataError as error:
        _end(path, f"{error}\n")
    except Exception:
        _end(path, traceback.format_exc())


def _end(path: Path | str, text: str) -> None:
    with Path(path).open("a", encoding="utf-8") as log:
        log.write(text)
    raise SystemExit(1)
