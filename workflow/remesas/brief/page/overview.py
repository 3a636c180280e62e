"""Put together the page that leads to the briefs of all economies of the configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from remesas.brief.contents import BRIEF_FILES, PAGE_FILES
from remesas.brief.page.html import dress_page, environment
from remesas.brief.page.navigation import Way, name_language
from remesas.brief.style import Style
from remesas.brief.words.language import Language
from remesas.catalog.catalog import Area


class Entry(NamedTuple):
    """The briefs of an economy: its name, what is new of it, a line of links a language, and its other files."""

    code: str
    name: str
    headline: str
    lines: Sequence[Sequence[Way]]
    home: str


class Overview(TypedDict):
    """What the template may show, in the first language."""

    language: str
    title: str
    entries: Sequence[Entry]
    atlas: Sequence[Way]


def compose_overview(
    headlines: Mapping[str, str],
    areas: Mapping[str, Area],
    languages: Sequence[Language],
    formats: Sequence[str],
    *,
    atlas: bool = False,
) -> Overview:
    """The page, headed by the first language; ``headlines`` are by the codes of the economies that have a brief."""
    t = languages[0]
    names = {code: t.place(areas[code].name, areas[code].iso2) for code in headlines}
    return Overview(
        language=t.code,
        title=t.gettext("Remittances and foreign-exchange earnings"),
        entries=[
            Entry(code, name, headlines[code], [_list_ways(code, t, formats) for t in languages], f"{code}/index.html")
            for code, name in names.items()
        ],
        atlas=[Way(PAGE_FILES["atlas"].format(t.code), name_language(t.code), t.code) for t in languages if atlas],
    )


def _list_ways(economy: str, t: Language, formats: Sequence[str]) -> list[Way]:
    """The brief of an economy in one language: the page under the language's own name, then other formats."""
    texts = {"html": name_language(t.code), "pdf": t.gettext("PDF"), "pdfa": t.gettext("PDF with the data attached")}
    if "html" not in formats:
        texts |= {kind: f"{name_language(t.code)}, {texts[kind]}" for kind in formats}
    return [Way(f"{economy}/{BRIEF_FILES[kind].format(t.code)}", texts[kind], t.code) for kind in formats]


def render_overview(overview: Overview, templates: Path, style: Style, language: Language) -> str:
    """The page as one self-contained file."""
    shown = {**overview, **dress_page(templates, style, ())}
    return environment(templates, language).get_template("overview.html.j2").render(shown)
