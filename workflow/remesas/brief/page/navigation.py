"""List the ways from a page to its other languages, its PDF, the index of all files, and how it is cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from babel import Locale

from remesas.brief.contents import BRIEF_FILES, PAGE_FILES
from remesas.brief.words.language import Language


class Way(NamedTuple):
    """Where a link of the head leads, what it says, and the language of what it leads to if that is another one."""

    target: str
    text: str
    language: str = ""


def list_ways(t: Language, page: str, languages: Sequence[str], formats: Sequence[str]) -> Iterator[Way]:
    """The ways from a page (``brief`` or ``revisions``), other languages first, then the other formats of the brief."""
    for code in languages:
        if code != t.code:
            yield Way(PAGE_FILES[page].format(code), name_language(code), code)
    texts = {"pdf": t.gettext("PDF"), "pdfa": t.gettext("PDF with the data attached")}
    for kind in formats:
        if page == "brief" and kind in texts:
            yield Way(BRIEF_FILES[kind].format(t.code), texts[kind])
    if page != "revisions":
        yield Way(PAGE_FILES["revisions"].format(t.code), t.gettext("Revisions"))
    yield Way("index.html", t.gettext("All files and data"))
    yield Way("#cite", t.gettext("How to cite"))


def name_language(code: str) -> str:
    """A language by its own name, with a capital."""
    name = str(Locale.parse(code).get_display_name(code))
    return name[:1].upper() + name[1:]
