"""Render the PDF: the page as WeasyPrint lays it out, tagged, the same bytes in every run and folder.

For readers it is PDF/UA-1; for archives PDF/A-3 (level A, tagged as well), with data files attached. A file can claim
only one of the two.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import weasyprint  # type: ignore[import-untyped]

from remesas.core.errors import DataError

FOR_READERS, FOR_ARCHIVES = "pdf/ua-1", "pdf/a-3a"
DATE = re.compile(r'<meta name="dcterms.modified" content="(\d{4}-\d{2}-\d{2})">')
"""The date of a page: that of its data."""
SCRIPT = re.compile(r"<script\b.*?</script>\n?", re.DOTALL)
"""What a page has for browsers only: more text than all the rest."""
LOGGERS = ("weasyprint", "fontTools")


class _Collector(logging.Handler):
    """Keeps what is logged from ``WARNING`` up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def silence_required(file: str) -> Iterator[None]:
    """Everything inside must log nothing from ``WARNING`` up.

    Raises:
        DataError: With the first lines that were logged.
    """
    collector = _Collector()
    loggers = [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.addHandler(collector)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(collector)
    if collector.lines:
        raise DataError(
            f"the renderer complains: {'; '.join(collector.lines[:5])}",
            file=file,
            remedy="mend the template or style that it names; a page that logs a warning is not published.",
        )


def render_pdf(html: str, file: str, attachments: Sequence[Path] = ()) -> bytes:
    """The PDF of a page: for readers, or with attachments for archives.

    Args:
        html: A self-contained page.
        file: Its name, for messages.
        attachments: Data files to be attached; they are dated as the page is.

    Raises:
        DataError: If the renderer logs a warning, or the page asks for another file.
    """
    with silence_required(file), _collect_no_garbage():
        document = weasyprint.HTML(
            string=SCRIPT.sub("", html),
            base_url=None,
            url_fetcher=weasyprint.URLFetcher(allowed_protocols=["data"]),
        )
        pdf: bytes = document.write_pdf(
            pdf_variant=FOR_ARCHIVES if attachments else FOR_READERS,
            pdf_tags=True,
            attachments=[_attached(path, html, file) for path in attachments],
        )
    return pdf


@contextmanager
def _collect_no_garbage() -> Iterator[None]:
    """A quarter of the time went into looking for garbage among millions of objects that are needed to the end."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _attached(path: Path, html: str, file: str) -> Any:
    found = DATE.search(html)
    if not found:
        raise DataError("the page has no date.", file=file, remedy="keep dcterms.modified in its head.")
    day = datetime.fromisoformat(found[1])
    return weasyprint.Attachment(
        string=path.read_bytes(), name=path.name, created=day, modified=day, relationship="Data"
    )


def write_pdf(page: Path, target: Path, attachments: Sequence[Path] = ()) -> None:
    """Render the page in one file to another."""
    target.write_bytes(render_pdf(page.read_text(encoding="utf-8"), str(page), attachments))
