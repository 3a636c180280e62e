"""Render the PDF: the page as WeasyPrint lays it out, tagged, the same bytes in every run and folder.

For readers it is PDF/UA-1; for archives PDF/A-3 (level A, tagged as well), with data files attached. What the renderer
leaves undone in either is mended in its file: header cells without scope, attachments that are listed twice.
"""

from __future__ import annotations

import gc
import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import weasyprint  # type: ignore[import-untyped]

from remesas.core.errors import DataError

FOR_READERS, FOR_ARCHIVES = "pdf/ua-1", "pdf/a-3a"
DATE = re.compile(r'<meta name="dcterms.modified" content="(\d{4}-\d{2}-\d{2})">')
"""The date of a page: that of its data."""
SCRIPT = re.compile(r"<script\b.*?</script>\n?", re.DOTALL)
"""What a page has for browsers only: more text than all the rest."""
LOGGERS = ("weasyprint", "fontTools")
PAPER = """
@page { @top-left { content: string(title, start) } @top-right { content: string(section, start) } }
h1 { string-set: title content() }
h1[data-head] { string-set: title attr(data-head) }
h2 { string-set: section content() }
.told h3 { bookmark-level: none }
"""
"""Styles of CSS for paged media that no browser knows, and a checker of pages takes for errors."""


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
    """The PDF of a page: for readers, or with attachments (dated as the page is) for archives.

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
            stylesheets=[weasyprint.CSS(string=PAPER)],
            pdf_variant=FOR_ARCHIVES if attachments else FOR_READERS,
            pdf_tags=True,
            attachments=[_attached(path, html, file) for path in attachments],
        )
    return mend_pdf(pdf)


def mend_pdf(content: bytes) -> bytes:
    """A PDF whose header cells say whether they head a column or a row, and that lists each attachment once.

    A header cell heads its column if it stands in the head of a table, or alone in its row as the name of a group; all
    others head their row.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for scope, cell in _find_headers(pdf.Root.StructTreeRoot):
            cell.A["/Scope"] = scope
        if "/AF" in pdf.Root:
            files = {attached.objgen: attached for attached in pdf.Root.AF}
            pdf.Root.AF = pikepdf.Array(files.values())
        mended = io.BytesIO()
        pdf.save(mended, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return mended.getvalue()


def _find_headers(node: pikepdf.Object, *, head: bool = False) -> Iterator[tuple[pikepdf.Name, pikepdf.Object]]:
    """The header cells below an element of the tag tree, each with its scope; ``head`` inside the head of a table."""
    kids = _list_kids(node)
    for kid in kids:
        if str(kid.S) == "/TH":
            yield pikepdf.Name.Column if head or len(kids) == 1 else pikepdf.Name.Row, kid
        else:
            yield from _find_headers(kid, head=head or str(kid.S) == "/THead")


def _list_kids(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements right below one, without marked content."""
    kids: Any = node.get("/K", [])
    several = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in several if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


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
