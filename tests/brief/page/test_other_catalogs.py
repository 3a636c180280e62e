"""Briefs of other catalogs than today's: any number of tables, without print, explanations or checks."""

from collections.abc import Callable
from dataclasses import replace

import html5lib
import pandas as pd
import pytest

from remesas.brief.context import Context
from remesas.brief.page.brief import compose_brief
from remesas.brief.page.html import render_html
from remesas.brief.style import Style
from remesas.brief.words.language import Language
from remesas.build import Build
from remesas.catalog.publication import Publication
from remesas.catalog.tables import Table
from support.project import ROOT

XHTML = "{http://www.w3.org/1999/xhtml}"
BARE = Table(title="Two of them", flow="gross", columns=("remittances", "oil"))
Sections = dict[str, list[str]]
Render = Callable[[Build], Sections]


@pytest.fixture
def render(style: Style, english: Language, publication: Publication) -> Render:
    """The sections of a build's page by address, each with the addresses of its tables; the page is strict HTML."""

    def of(build: Build) -> Sections:
        page = compose_brief(Context(build, english, style, publication), {})
        text = render_html(page, ROOT / "workflow" / "templates", style, english)
        tree = html5lib.HTMLParser(strict=True).parse(text)
        contents = [link.attrib["href"][1:] for link in tree.find(f".//{XHTML}nav").iter(f"{XHTML}a")]
        sections = {
            section.attrib["id"]: [
                box.attrib["id"].removeprefix("table-")
                for box in section.iter(f"{XHTML}div")
                if box.attrib.get("id", "").startswith("table-")
            ]
            for section in tree.iter(f"{XHTML}section")
        }
        assert contents == list(sections)
        return sections

    return of


def with_catalog(build: Build, **changed: object) -> Build:
    """The build of another catalog; of tables that go, everything that was laid beside print goes too."""
    catalog = build.catalog.model_copy(update=changed)
    tables = {name: build.tables.get(name, build.tables["table1"]) for name in catalog.tables}
    chosen = {name: cells[cells["indicator"].isin(catalog.tables[name].columns)] for name, cells in tables.items()}
    printed = [name for name, table in catalog.tables.items() if table.printed]
    effects = build.revision_effects
    parts = {name: getattr(build, name) for name in ("comparison", "comparison_columns")}
    return replace(
        build,
        catalog=catalog,
        tables=chosen,
        **{name: frame[frame["table"].isin(printed)] for name, frame in parts.items()},
        explanations=build.explanations if catalog.explanations else build.explanations.iloc[:0],
        revision_effects=effects[(effects["effect"] != "cell") | effects["subject"].isin(catalog.tables)],
        printed_checks=build.printed_checks if catalog.printed_checks else build.printed_checks.iloc[:0],
    )


def test_a_third_table_has_its_section(build: Build, render: Render) -> None:
    sections = render(with_catalog(build, tables={**build.catalog.tables, "table3": BARE}))
    assert list(sections)[:5] == ["findings", "article", "gross", "net", "table3"]
    assert sections["table3"] == ["table3"]
    assert sections["cells"] == ["table1-print", "table2-print"]


@pytest.mark.parametrize("flow", ["gross", "net", ""])
def test_one_table_without_print(build: Build, render: Render, flow: str) -> None:
    table = BARE.model_copy(update={"flow": flow})
    indicators = build.indicators[build.indicators["flow"] == "gross"].assign(flow=flow)
    alone = with_catalog(build, tables={"table3": table}, explanations=(), concepts=(), printed_checks=())
    sections = render(replace(alone, indicators=indicators))
    assert list(sections)[1] == (flow or "table3")
    assert not {"print", "checks", "cells"} & set(sections)
    assert {"relations", "statements", "revisions", "definitions", "sources", "claims"} <= set(sections)


def test_no_explanations(build: Build, render: Render) -> None:
    sections = render(with_catalog(build, explanations=()))
    assert sections["print"] == ["summary", "bridges"]


def test_no_checks_of_print(build: Build, render: Render) -> None:
    sections = render(with_catalog(build, printed_checks=()))
    assert "checks" not in sections
    assert sections["print"] == ["summary", "explanations", "bridges"]


def test_no_other_concepts(build: Build, render: Render) -> None:
    sections = render(with_catalog(build, concepts=()))
    assert sections["print"] == ["summary", "explanations"]


def test_nothing_revised(build: Build, render: Render) -> None:
    none: dict[str, pd.DataFrame] = {name: getattr(build, name).iloc[:0] for name in ("revisions", "revision_effects")}
    sections = render(replace(build, **none))
    assert sections["revisions"] == []
