"""Put together the page that leads to the others: the brief in each language and format, revisions, tables as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypedDict

from markupsafe import Markup

from remesas.brief.contents import BRIEF_FILES, PAGE_FILES
from remesas.brief.context import Context
from remesas.brief.page.brief import write_title
from remesas.brief.page.html import environment, screen_sheet, style_sheet
from remesas.brief.page.navigation import name_language
from remesas.brief.style import Style
from remesas.brief.tables.model import TableView
from remesas.brief.tables.registry import make_brief_tables, make_revision_tables
from remesas.brief.words.language import Language
from remesas.build import Build


class Link(NamedTuple):
    """Where it leads, what it says, and the same as a workbook if there is one."""

    target: str
    text: str
    workbook: str = ""


@dataclass(frozen=True)
class Edition:
    """The brief in one language: the language by its own name, the title, and links."""

    code: str
    name: str
    title: str
    links: Sequence[Link]


class Index(TypedDict):
    """What the template may show; the words around the editions are in the first language."""

    language: str
    title: str
    editions: Sequence[Edition]
    tables: Sequence[Link]
    revisions: Sequence[Link]


def compose_index(build: Build, style: Style, languages: Sequence[Language], formats: Sequence[str]) -> Index:
    """The page.

    Args:
        build: Frames, catalog and scope.
        style: Colours and sizes.
        languages: Those of the brief; the first one heads the tables.
        formats: Those of the configuration.
    """
    contexts = [Context(build, language, style) for language in languages]
    return Index(
        language=languages[0].code,
        title=write_title(contexts[0]),
        editions=[list_edition(context, formats) for context in contexts],
        tables=[link_data(view, languages[0]) for view in make_brief_tables(contexts[0]).values()],
        revisions=[link_data(view, languages[0]) for view in make_revision_tables(contexts[0]).values()],
    )


def list_edition(context: Context, formats: Sequence[str]) -> Edition:
    """The links of one language, in its words."""
    t, code = context.language, context.language.code
    texts = {
        "html": t.gettext("Brief (HTML)"),
        "pdf": t.gettext("Brief (PDF)"),
        "pdfa": t.gettext("Brief for archives, data attached (PDF/A)"),
    }
    links = [Link(BRIEF_FILES[kind].format(code), texts[kind]) for kind in formats]
    links.append(Link(PAGE_FILES["revisions"].format(code), t.gettext("Revisions (HTML)")))
    return Edition(code, name_language(code), write_title(context), links)


def link_data(view: TableView, language: Language) -> Link:
    """The data files of a table in a language."""
    file = f"tables/{view.file(language.code)}"
    return Link(f"{file}.csv", view.caption, f"{file}.xlsx")


def render_index(index: Index, templates: Path, style: Style, language: Language) -> str:
    """The page as one self-contained file."""
    shown = {
        **index,
        "style": Markup(style_sheet(templates, style)),
        "screen_style": Markup(screen_sheet(templates, style)),
    }
    return environment(templates, language).get_template("index.html.j2").render(shown)
