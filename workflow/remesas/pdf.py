"""The PDF: the page as WeasyPrint lays it out, tagged (PDF/UA-1), the same bytes in every run and folder."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import weasyprint  # type: ignore[import-untyped]

from remesas.errors import DataError

VARIANT = "pdf/ua-1"
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


def render_pdf(html: str, file: str) -> bytes:
    """The PDF of a page.

    Args:
        html: A self-contained page.
        file: Its name, for messages.

    Raises:
        DataError: If the renderer logs a warning, or the page asks for another file.
    """
    with silence_required(file):
        document = weasyprint.HTML(
            string=SCRIPT.sub("", html), base_url=None, url_fetcher=weasyprint.URLFetcher(allowed_protocols=["data"])
        )
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
    return pdf


def write_pdf(page: Path, target: Path) -> None:
    """Render the page in one file to another."""
    target.write_bytes(render_pdf(page.read_text(encoding="utf-8"), str(page)))
