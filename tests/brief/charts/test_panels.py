import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest

from remesas.brief.charts.drawing import (
    DotPanel,
    LinePanel,
    draw_lines,
    logarithmic_axis,
    nice_ticks,
    points_of,
    register_fonts,
    spread,
    to_json,
    to_svg,
)
from remesas.brief.charts.panels import Drafts
from remesas.brief.contents import Drawn, chart_names
from remesas.brief.style import Style
from remesas.brief.words.language import Language
from remesas.build import Build
from support.project import ROOT

TEMPLATES = ROOT / "workflow" / "templates"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def panels(build: Build, style: Style, english: Language) -> dict[str, LinePanel | DotPanel]:
    return Drafts(build, style, english).panels()


def test_ticks_are_round_and_span_the_values() -> None:
    assert nice_ticks(0, 68, 5) == [0, 20, 40, 60, 80]
    assert nice_ticks(-36, 66, 6) == [-40, -20, 0, 20, 40, 60, 80]
    assert nice_ticks(0, 3, 5) == [0, 1, 2, 3]


def test_labels_are_moved_apart_in_their_order() -> None:
    placed = spread([10, 12, 50], gap=10, low=0, high=100)
    assert placed == pytest.approx([6, 16, 50])
    assert spread([99, 100], gap=10, low=0, high=100) == pytest.approx([90, 100])


def test_the_logarithmic_axis_reaches_all_values() -> None:
    ticks, (low, high) = logarithmic_axis([-33.0, 160.0])
    assert ticks == [-10, 0, 10, 100]
    assert low < -33
    assert high > 160


def test_lines_break_where_there_is_no_figure() -> None:
    assert points_of(pd.Series({1991: 1.0, 1993: 3.0})) == ((1991, 1.0), (1992, None), (1993, 3.0))


def test_every_chart_is_drawn(charts: dict[str, Drawn], build: Build) -> None:
    assert sorted(charts) == sorted(chart_names(build.catalog, build.bases))


def test_a_chart_carries_its_message_and_only_the_fonts_of_the_project(charts: dict[str, Drawn]) -> None:
    for name, chart in charts.items():
        root = ElementTree.fromstring(chart.svg)
        assert root[0].tag == f"{SVG}title"
        assert root[0].text == chart.message
        assert len(chart.message) > 30, name
        assert re.search(r"\d", chart.message), f"{name}: a message without a number says nothing"
        assert set(re.findall(r'font-family="([^"]*)"', chart.svg)) == {"Remesas Sans"}
        assert json.loads(chart.spec)["description"] == chart.message
        assert "NaN" not in chart.svg
        assert re.fullmatch(r"https://vega\.github\.io/schema/vega-lite/v\d+\.json", json.loads(chart.spec)["$schema"])


def test_charts_share_no_ids(charts: dict[str, Drawn]) -> None:
    ids = [name for chart in charts.values() for name in re.findall(r'\bid="([^"]*)"', chart.svg)]
    assert len(ids) == len(set(ids))


def test_lines_differ_without_colour(panels: dict[str, LinePanel | DotPanel]) -> None:
    for panel in panels.values():
        if isinstance(panel, LinePanel):
            dashes = [line.style.dash for line in panel.lines]
            assert len(set(dashes)) == len(dashes)


def test_axes_of_amounts_include_zero(panels: dict[str, LinePanel | DotPanel]) -> None:
    for name, panel in panels.items():
        if isinstance(panel, LinePanel) and not panel.down:
            assert panel.ticks[0][0] <= 0 <= panel.ticks[-1][0], name


def test_the_panels_of_a_flow_share_one_axis(panels: dict[str, LinePanel | DotPanel]) -> None:
    for flow in ("gross", "net"):
        assert panels[f"{flow}-national"].ticks == panels[f"{flow}-worldbank"].ticks


def test_printed_values_are_marks_and_the_period_of_the_article_is_shaded(
    panels: dict[str, LinePanel | DotPanel], build: Build
) -> None:
    panel = panels["gross-national"]
    assert isinstance(panel, LinePanel)
    remittances = next(line for line in panel.lines if line.label.startswith("Remittances"))
    assert dict(remittances.marks)[2003] == pytest.approx(13.266)
    assert panel.period == build.article_years == (1991, 2003)


def test_a_source_on_another_scale_stands_apart(build: Build, style: Style, english: Language) -> None:
    drafts = Drafts(build, style, english)
    assert drafts.far_larger("table1") == "manufactures"
    assert drafts.far_larger("table2") is None


def test_the_same_bytes_twice(panels: dict[str, LinePanel | DotPanel], style: Style, charts: dict[str, Drawn]) -> None:
    register_fonts(TEMPLATES / "fonts")
    panel = panels["per_oil"]
    assert isinstance(panel, LinePanel)
    spec = to_json(draw_lines(panel, style), panel.message)
    assert spec == charts["per_oil"].spec
    assert to_svg(spec, "chart-per_oil", panel.message) == charts["per_oil"].svg


def test_a_panel_follows_its_data(panels: dict[str, LinePanel | DotPanel], style: Style) -> None:
    panel = panels["per_oil"]
    assert isinstance(panel, LinePanel)
    changed = replace(panel, lines=(replace(panel.lines[0], points=panel.lines[0].points[:-1]), *panel.lines[1:]))
    assert to_json(draw_lines(changed, style), panel.message) != to_json(draw_lines(panel, style), panel.message)
