"""The brief as built, and what it was made from."""

from collections.abc import Callable
from pathlib import Path

import html5lib
import pikepdf
import pytest

from remesas.brief.charts.values import Drawn, read_figures
from remesas.brief.context import Context
from remesas.brief.style import Style, load_style
from remesas.brief.tables.model import TableView
from remesas.brief.tables.registry import make_brief_tables
from remesas.brief.words.language import Language, load_language
from remesas.build import Build
from remesas.catalog.publication import Publication
from support.project import ROOT

TEMPLATES = ROOT / "workflow" / "templates"


@pytest.fixture(scope="session")
def build(build_in: Callable[[str], Build]) -> Build:
    return build_in("en")


@pytest.fixture(scope="session")
def english() -> Language:
    return load_language("en", ROOT / "workflow" / "locales")


@pytest.fixture(scope="session")
def style() -> Style:
    return load_style(TEMPLATES / "tokens.yaml")


@pytest.fixture(scope="session")
def charts(built: Path) -> dict[str, Drawn]:
    figures = read_figures(built / "processed/MEX" / "charts" / "en.json")
    return {chart.name: chart for figure in figures.values() for chart in figure.panels}


@pytest.fixture(scope="session")
def context(build: Build, english: Language, style: Style, publication: Publication) -> Context:
    return Context(build, english, style, publication)


@pytest.fixture(scope="session")
def views(context: Context) -> dict[str, TableView]:
    return make_brief_tables(context)


@pytest.fixture(scope="session")
def page(built: Path) -> str:
    return (built / "reports/MEX" / "brief.en.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def tree(page: str):
    """The page as the strict parser reads it: any error of syntax fails."""
    return html5lib.HTMLParser(strict=True).parse(page)


@pytest.fixture(scope="session")
def pdf(built: Path):
    with pikepdf.open(built / "reports/MEX" / "brief.en.pdf") as document:
        yield document
