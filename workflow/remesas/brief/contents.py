"""List what the brief consists of: its sections with their tables and figures, and the files of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from remesas.catalog.catalog import Catalog
from remesas.core.errors import DataError

STYLES = ("page.css", "style.css", "claims.css", "revisions.css", "atlas.css", "languages.css")
"""Style sheets after fonts and style, in their order."""
SCREEN_STYLES = ("screen.css", "scrolling.css", "controls.css")
"""Style sheets for screens only."""
SCRIPTS = ("page.js", "trace.js", "tables.js", "sorting.js", "ledger.js", "charts.js", "start.js")
"""The page's scripts, in their order."""
ARTICLE = "article"
"""The section of the tables laid out as the article has them, and what stands in their names."""
PRINT = "print"
"""What stands in a cell's address in place of a basis where the cell is printed."""
PAGE_FILES = {"brief": "brief.{}.html", "revisions": "revisions.{}.html", "atlas": "atlas.{}.html"}
"""The file of each page, with the place of its language."""
BRIEF_FILES = {"html": PAGE_FILES["brief"], "pdf": "brief.{}.pdf", "pdfa": "archive.{}.pdf"}
"""The file of each format, with the place of its language."""
ATLAS_FILES = {"html": PAGE_FILES["atlas"], "pdf": "atlas.{}.pdf"}
"""The file of the page over all economies in each format, with the place of its language."""
ATLAS_DATA = "data/atlas.csv"
"""The frame of that page, the same for all languages."""
CITATIONS = {"bibtex": "citation.bib", "ris": "citation.ris"}
"""The file of each form of record, with that of the brief in every language."""
CLAIMS = "claims.json"
"""The file of the ledger of statements, in all languages."""
DATA = "data"
"""The folder of the frames behind the brief."""
DICTIONARY, PACKAGE = f"{DATA}/README.md", f"{DATA}/datapackage.json"
"""What tells readers and programs what the frames hold."""
REVISION_TABLES = ("series", "remittances", "cells", "ranks", "verdicts", "sentences", "outdated")
"""The tables of the page about revisions; each is written to ``reports/tables/revisions-{name}.{language}.csv`` too."""

ATLAS_TABLES = ("atlas-received", "atlas-moves", "atlas-sources", "atlas-coverage")
"""The tables of the page over all economies; each is written to ``reports/tables/{name}.{language}.csv`` too."""


# ---- sections --------------------------------------------------------------------------------------------------------
class Item(NamedTuple):
    """A table or figure of a section."""

    kind: Literal["table", "figure"]
    name: str


@dataclass(frozen=True)
class Section:
    """A section of the brief: its address, its tables and figures in their order, and the template of its texts.

    A section whose ``items`` have no data is left out, unless it is ``worded``: its sentences stand for themselves.
    ``table`` is the table of the catalog that the section is about, ``flow`` that whose first table this is. One that
    is not ``printed`` is for screens alone: what it holds stands elsewhere in short, and in the data files.
    """

    name: str
    items: tuple[Item, ...] = ()
    worded: bool = False
    table: str = ""
    flow: str = ""
    printed: bool = True

    @property
    def template(self) -> str:
        """The file below the templates."""
        return f"sections/{'table' if self.table else self.name}.html.j2"


def _tables(*names: str) -> tuple[Item, ...]:
    return tuple(Item("table", name) for name in names)


def _figures(*names: str) -> tuple[Item, ...]:
    return tuple(Item("figure", name) for name in names)


def list_sections(catalog: Catalog) -> list[Section]:
    """The sections of the brief in their order, the annexes last; the only list of its tables and figures.

    To show another table or figure, name it here beside what makes it (``brief/tables``, ``brief/charts/figures.py``).
    """
    printed = [name for name, table in catalog.tables.items() if table.printed]
    ranked = [name for name, table in catalog.rankings.items() if table.printed]
    sections = [
        Section("findings", _figures("lead"), worded=True),
        Section(ARTICLE, _tables(*(f"{name}-{ARTICLE}" for name in (*printed, *ranked)))),
        *_list_table_sections(catalog),
        Section("ranks", _figures("apart", "ranks")),
        Section("relations", (*_figures("relations"), *_tables("derived"), *_figures("real"), *_tables("growth"))),
        Section("recent", (*_figures("recent"), *_tables("recent"))),
        Section("peers", (*_figures("peers"), *_tables("peers"))),
        Section("print", (*_tables("summary"), *_figures("differences"), *_tables("explanations", "bridges"))),
        Section("checks", _tables("checks")),
        Section("statements", (*_figures("verdicts"), *_tables("verdicts"))),
        Section("questions", _tables("questions")),
        Section("revisions", worded=True),
        Section("definitions", _tables("definitions", "gaps", "steps")),
        Section("sources", _tables("sources")),
        Section("claims", _tables("known", "claims")),
        Section("cells", _tables(*(f"{name}-{PRINT}" for name in printed)), printed=False),
        Section("rebuild", worded=True),
    ]
    undeclared = set(_list_undeclared(catalog))
    return [
        replace(section, items=tuple(item for item in section.items if item not in undeclared)) for section in sections
    ]


REVISION_SECTIONS = [
    Section("effects", _tables("cells", "ranks", "verdicts", "sentences"), worded=True),
    Section("series", _tables("remittances", "series"), worded=True),
    Section("outdated", _tables("outdated"), worded=True),
]
"""The sections of the page about revisions."""


ATLAS_SECTIONS = [
    Section("atlas-findings", worded=True),
    *(Section(name, _tables(name)) for name in ATLAS_TABLES[:3]),
    Section("atlas-multiples", worded=True),
    Section("atlas-coverage", _tables("atlas-coverage"), worded=True),
]
"""The sections of the page over all economies: all addresses on it begin with its name."""


def _list_undeclared(catalog: Catalog) -> Iterator[Item]:
    """What nothing in the catalog could fill."""
    if not any(table.printed for table in catalog.tables.values()):
        yield from _tables("summary")
        yield from _figures("differences")
    if catalog.foreign:
        yield from _figures("verdicts")
        yield from _tables("verdicts", "known", "claims")
    else:
        yield from _tables("questions")
    if not catalog.explanations:
        yield from _tables("explanations")
    if not catalog.concepts:
        yield from _tables("bridges")
    if not catalog.printed_checks:
        yield from _tables("checks")


def _list_table_sections(catalog: Catalog) -> Iterator[Section]:
    """A section for each table of the catalog, under the name of its flow if it is the first of that flow."""
    flows = {""}
    for name, table in catalog.tables.items():
        flow = "" if table.flow in flows else table.flow
        flows.add(flow)
        figures = _figures(*([f"{name}-{ARTICLE}"] if table.printed else []), name)
        yield Section(flow or name, (*_tables(name), *figures), table=name, flow=flow)


def table_names(catalog: Catalog) -> list[str]:
    """Names of the brief's tables in its order; each is written to ``reports/tables/{name}.{language}.csv`` too."""
    names = [item.name for section in list_sections(catalog) for item in section.items if item.kind == "table"]
    for name in catalog.tables:
        if names.count(name) > 1:
            raise DataError(
                f"the brief has a table of the name {name!r} already.",
                file="tables.yaml",
                remedy="give the table another name.",
            )
    return names


def cell_address(table: str, basis: str, indicator: str, year: int) -> str:
    """The address of a cell on the page: in the table regenerated, or of ``PRINT`` in the table laid beside it."""
    return f"{table}.{basis}.{indicator}.{year}"


# ---- files -----------------------------------------------------------------------------------------------------------
def template_files(templates: Path, *, sections: bool = True) -> list[Path]:
    """Every file that decides how a page looks: templates (with those of the brief's sections), scripts, styles."""
    return [
        templates / "brief.html.j2",
        templates / "revisions.html.j2",
        templates / "atlas.html.j2",
        templates / "macros.html.j2",
        *(sorted((templates / "sections").glob("*.html.j2")) if sections else ()),
        *(templates / "js" / name for name in SCRIPTS),
        *style_files(templates),
    ]


def style_files(templates: Path) -> list[Path]:
    """What decides how every page looks: style sheets, style, fonts."""
    return [
        *(templates / "css" / name for name in (*STYLES, *SCREEN_STYLES)),
        templates / "tokens.yaml",
        *sorted((templates / "fonts").glob("*.woff2")),
    ]


def overview_files(templates: Path) -> list[Path]:
    """Every file that decides how the page looks that leads to all economies."""
    return [templates / "overview.html.j2", *style_files(templates)]


def index_files(templates: Path) -> list[Path]:
    """Every file that decides how the index looks."""
    return [templates / "index.html.j2", templates / "macros.html.j2", *style_files(templates)]
