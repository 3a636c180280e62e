"""What the brief consists of: names of its sections, tables and charts, which rules and templates share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from remesas.catalog.entries import Catalog

SECTIONS = (
    "findings",
    "gross",
    "net",
    "ranks",
    "relations",
    "print",
    "checks",
    "statements",
    "revisions",
    "definitions",
    "sources",
    "rebuild",
    "cells",
    "claims",
)
"""Sections in their order, the annexes last; each has a template of its name in ``templates/sections``."""
STYLES = ("page.css", "style.css", "claims.css", "revisions.css", "languages.css")
"""Style sheets after fonts and style, in their order."""
SCREEN_STYLES = ("screen.css", "controls.css")
"""Style sheets for screens only."""
SCRIPTS = ("page.js", "trace.js", "tables.js", "ledger.js", "charts.js", "start.js")
"""The page's scripts, in their order."""


PRINT = "print"
"""What stands in a cell's address in place of a basis where the cell is printed."""
BRIEF_FILES = {"html": "brief.{}.html", "pdf": "brief.{}.pdf", "pdfa": "archive.{}.pdf"}
"""The file of each format, with the place of its language."""


def cell_address(table: str, basis: str, indicator: str, year: int) -> str:
    """The address of a cell on the page: in the table regenerated, or of ``PRINT`` in the table laid beside it."""
    return f"{table}.{basis}.{indicator}.{year}"


def table_names(catalog: Catalog) -> list[str]:
    """Names of the brief's tables in its order; each is written to ``reports/tables/{name}.csv`` too."""
    against_print = [f"{name}-print" for name in catalog.tables]
    return [
        *catalog.tables,
        "derived",
        "growth",
        "summary",
        "explanations",
        "checks",
        "verdicts",
        "revised",
        "revisions",
        "definitions",
        "gaps",
        "sources",
        *against_print,
        "claims",
    ]


REVISION_TABLES = ("series", "remittances", "cells", "ranks", "verdicts", "sentences", "outdated")
"""Names of the tables of the page about revisions; each is written to ``reports/tables/revisions/{name}.csv`` too."""


def chart_names(catalog: Catalog, bases: Sequence[str]) -> list[str]:
    """Names of the brief's charts."""
    return [
        *(f"{flow}-{basis}" for flow in ("gross", "net") for basis in bases),
        "apart",
        "share",
        "ranks-gross",
        "ranks-net",
        *(f"differences-{table}" for table in catalog.tables),
        "per_oil",
        "percent_of_gdp",
        "constant_prices",
        "revisions",
        "verdicts-overall",
        "verdicts-evidence",
    ]


def template_files(templates: Path, sections: Sequence[str] = SECTIONS) -> list[Path]:
    """Every file that decides how a page with some sections looks: templates, style sheets, style, fonts."""
    return [
        templates / "brief.html.j2",
        templates / "revisions.html.j2",
        templates / "macros.html.j2",
        *(templates / "sections" / f"{name}.html.j2" for name in sections),
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


def index_files(templates: Path) -> list[Path]:
    """Every file that decides how the index looks."""
    return [templates / "index.html.j2", *style_files(templates)]


@dataclass(frozen=True)
class Drawn:
    """A chart as the page takes it: Vega-Lite specification, SVG element, message in words, values (``readings``)."""

    spec: str
    svg: str
    message: str
    readings: Mapping[str, Any] = field(default_factory=dict)


def write_charts(charts: Mapping[str, Drawn], path: Path | str) -> None:
    """Keep the charts of one language in one file."""
    plain = {name: asdict(chart) for name, chart in charts.items()}
    Path(path).write_text(json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_charts(path: Path | str) -> dict[str, Drawn]:
    """The charts of one language by name."""
    plain = json.loads(Path(path).read_text(encoding="utf-8"))
    return {name: Drawn(**parts) for name, parts in plain.items()}
