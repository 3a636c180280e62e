"""Put together the page that leads to the others: what is new, the brief in each language and format, data files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypedDict

from markupsafe import Markup

from remesas.brief.charts.values import Figure
from remesas.brief.contents import BRIEF_FILES, CITATIONS, CLAIMS, DICTIONARY, PACKAGE, PAGE_FILES
from remesas.brief.context import Context
from remesas.brief.page.brief import write_description
from remesas.brief.page.html import dress_page, environment
from remesas.brief.page.imprint import Imprint, compose_imprint
from remesas.brief.page.navigation import name_language
from remesas.brief.style import Style
from remesas.brief.tables.model import TableView
from remesas.brief.tables.registry import make_brief_tables, make_revision_tables
from remesas.brief.text.citation import write_title
from remesas.brief.text.headline import tell_headline
from remesas.brief.words.language import Language


class Link(NamedTuple):
    """Where it leads, what it says, what the file is for, and the same as a workbook if there is one."""

    target: str
    text: str
    purpose: str = ""
    workbook: str = ""


@dataclass(frozen=True)
class Edition:
    """The brief in one language: the language by its own name, the title, what is new, and links."""

    code: str
    name: str
    title: str
    headline: str
    links: Sequence[Link]


class Index(TypedDict):
    """What the template may show; the words around the editions are in the first language."""

    language: str
    title: str
    headline: str
    figures: Mapping[str, Figure]
    editions: Sequence[Edition]
    files: Sequence[Link]
    tables: Sequence[Link]
    revisions: Sequence[Link]
    providers: Mapping[str, str]
    imprint: Imprint


def compose_index(contexts: Sequence[Context], formats: Sequence[str], figures: Mapping[str, Figure]) -> Index:
    """The page: a context for each language, all of one build; the first one heads it, and the figures are in it."""
    first, title = contexts[0], write_title(contexts[0])
    return Index(
        language=first.language.code,
        title=title,
        headline=write_headline(first),
        figures=figures,
        editions=[list_edition(context, formats) for context in contexts],
        files=list(list_files(first)),
        tables=list_tables(first.language, make_brief_tables(first).values()),
        revisions=list_tables(first.language, make_revision_tables(first).values()),
        providers=first.pages_of_providers(),
        imprint=compose_imprint(first, title, write_description(first)),
    )


def write_headline(context: Context) -> str:
    """What is new, as text: where its numbers come from is told on the page of the brief."""
    return str(Markup(" ").join(map(Markup, tell_headline(context))).striptags())


def list_edition(context: Context, formats: Sequence[str]) -> Edition:
    """The links of one language, in its words."""
    t, code = context.language, context.language.code
    links = {
        "html": (t.gettext("Brief (HTML)"), t.gettext("to read and to question: every number tells where it is from")),
        "pdf": (t.gettext("Brief (PDF)"), t.gettext("to read on paper and to pass on")),
        "pdfa": (t.gettext("Brief for archives, data attached (PDF/A)"), t.gettext("to keep for long")),
    }
    listed = [Link(BRIEF_FILES[kind].format(code), *links[kind]) for kind in formats]
    purpose = t.gettext("what newer data have changed, series by series")
    listed.append(Link(PAGE_FILES["revisions"].format(code), t.gettext("Revisions (HTML)"), purpose))
    return Edition(code, name_language(code), write_title(context), write_headline(context), listed)


def list_files(context: Context) -> Iterator[Link]:
    """Data files besides the tables, which are the same for every language."""
    t = context.language
    if context.build.claims.claims:
        yield Link(
            CLAIMS,
            t.gettext("Statements of the article (JSON)"),
            t.gettext("each with its verdict and all evidence: readings, values, formulas, series, vintages"),
        )
    yield Link(
        DICTIONARY,
        t.gettext("The frames behind the brief (CSV)"),
        t.gettext("in the folder data: what each file and column holds"),
    )
    yield Link(PACKAGE, t.gettext("The same for programs (JSON)"), t.gettext("a data package of Frictionless Data"))
    texts = {"bibtex": t.gettext("Citation (BibTeX)"), "ris": t.gettext("Citation (RIS)")}
    for form, file in CITATIONS.items():
        yield Link(file, texts[form], t.gettext("for managers of references"))


def list_tables(t: Language, views: Iterable[TableView]) -> list[Link]:
    """The data files of tables in a language."""
    files = [(view, f"tables/{view.file(t.code)}") for view in views]
    return [Link(f"{file}.csv", view.caption, view.lead, f"{file}.xlsx") for view, file in files]


def render_index(index: Index, templates: Path, style: Style, language: Language) -> str:
    """The page as one self-contained file."""
    shown = index | dress_page(templates, style, index["figures"].values())
    return environment(templates, language).get_template("index.html.j2").render(shown)
