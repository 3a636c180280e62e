"""The figures of the brief as it is built today."""

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import altair
import jsonschema
import pytest

from remesas.brief.charts.drawing import LinePanel, draw_lines, register_fonts
from remesas.brief.charts.figures import Panel, Plan, draw_panel, plan_figures, plan_verdicts
from remesas.brief.charts.panels import find_far_larger
from remesas.brief.charts.values import Drawn
from remesas.brief.context import Context
from remesas.brief.style import Style
from remesas.brief.words.language import Language
from remesas.build import Build
from support.project import ROOT


@pytest.fixture(scope="module")
def context(build: Build, style: Style, english: Language) -> Context:
    return Context(build, english, style)


@pytest.fixture(scope="module")
def plans(context: Context) -> list[Plan]:
    return plan_figures(context)


@pytest.fixture(scope="module")
def panels(plans: list[Plan]) -> dict[str, Panel]:
    return {name: panel for plan in plans for name, panel in plan.panels.items()}


@pytest.fixture(scope="module")
def lines(panels: dict[str, Panel]) -> dict[str, LinePanel]:
    return {name: panel for name, panel in panels.items() if isinstance(panel, LinePanel)}


def test_every_chart_is_drawn_once(charts: dict[str, Drawn], plans: list[Plan], panels: dict[str, Panel]) -> None:
    assert list(charts) == [name for plan in plans for name in plan.panels]
    assert len({plan.name for plan in plans}) == len(plans) == 13


def test_a_chart_carries_its_message_and_only_the_fonts_of_the_project(charts: dict[str, Drawn]) -> None:
    for name, chart in charts.items():
        root = ElementTree.fromstring(chart.svg)
        assert root[0].text == chart.message == chart.spec["description"]
        assert len(chart.message) > 30, name
        assert re.search(r"\d", chart.message), f"{name}: a message without a number says nothing"
        assert set(re.findall(r'font-family="([^"]*)"', chart.svg)) == {"Remesas Sans"}
        assert "NaN" not in chart.svg


def test_charts_of_every_kind_are_vega_lite(charts: dict[str, Drawn], panels: dict[str, Panel]) -> None:
    schema = jsonschema.Draft7Validator(altair.load_schema())
    kinds = {type(panel): charts[name].spec for name, panel in panels.items()}
    assert len(kinds) == 4
    for spec in kinds.values():
        assert not list(schema.iter_errors(spec))
        assert list(schema.iter_errors(spec | {"layer": [spec["layer"][0] | {"mark": {"type": "bars"}}]}))


def test_a_long_list_of_sources_is_left_to_the_ledger(context: Context, plans: list[Plan]) -> None:
    verdicts = next(plan for plan in plans if plan.name == "verdicts")
    named = {item.series.split(":")[0] for entry in context.build.claims.claims for line in entry.evaluations
             for item in line.observations} - {"article", "claim"}  # fmt: skip
    assert verdicts.sources == ["article"]
    assert f"checked against {len(named)} sources, which the ledger names" in verdicts.reading
    few = context.build.claims.model_copy(update={"claims": context.build.claims.claims[:1]})
    (plan,) = plan_verdicts(replace(context, build=replace(context.build, claims=few)))
    assert (plan.sources, plan.reading) == (["article", "worldbank"], "")


def test_charts_share_no_ids(charts: dict[str, Drawn]) -> None:
    ids = [name for chart in charts.values() for name in re.findall(r'\bid="([^"]*)"', chart.svg)]
    assert len(ids) == len(set(ids))


def test_lines_differ_without_colour(lines: dict[str, LinePanel]) -> None:
    for panel in lines.values():
        dashes = [line.style.dash for line in panel.lines if line.points]
        assert len(set(dashes)) == len(dashes)


def test_titles_name_a_finding_and_captions_the_years(plans: list[Plan]) -> None:
    for plan in plans:
        assert re.search(r"\d", plan.title), plan.title
        assert plan.content.endswith("."), plan.name


def test_axes_of_amounts_include_zero(lines: dict[str, LinePanel]) -> None:
    for name, panel in lines.items():
        if name == "transfers":
            continue  # an index: 100 in its first month
        assert panel.down or panel.ticks[0][0] <= 0 <= panel.ticks[-1][0], name


def test_the_panels_of_a_table_share_one_axis(lines: dict[str, LinePanel]) -> None:
    for table in ("table1", "table2"):
        assert lines[f"{table}-national"].ticks == lines[f"{table}-worldbank"].ticks


def test_printed_values_are_marks_beside_the_article_s_years_and_nowhere_on_the_long_run(
    lines: dict[str, LinePanel], build: Build
) -> None:
    panel = lines["table1-article-remittances"]
    printed = next(line for line in panel.lines if line.name == "Print")
    assert dict(printed.marks)[2003] == pytest.approx(13.266)
    assert printed.points == ()
    assert panel.years == build.article_years == (1991, 2003)
    long = lines["table1-national"]
    assert long.period == (1991, 2003)
    assert not any(line.marks for line in (*long.lines, *lines["lead-national"].lines))


def test_each_source_of_the_article_s_years_has_its_own_scale(lines: dict[str, LinePanel]) -> None:
    highest = {name.split("-")[-1]: panel.ends[1] for name, panel in lines.items() if name.startswith("table1-article")}
    assert highest["manufactures"] >= 142  # the article prints 142,031
    assert highest["tourism"] < 15
    assert len(highest) == 5


def test_a_source_on_another_scale_stands_apart(context: Context) -> None:
    assert find_far_larger(context, "table1") == "manufactures"
    assert find_far_larger(context, "table2") is None


def test_the_same_bytes_twice(context: Context, panels: dict[str, Panel], charts: dict[str, Drawn]) -> None:
    register_fonts(ROOT / "workflow" / "templates" / "fonts")
    assert draw_panel(context, "per_oil", panels["per_oil"]).svg == charts["per_oil"].svg


def test_a_panel_follows_its_data(lines: dict[str, LinePanel], style: Style) -> None:
    panel = lines["per_oil"]
    changed = replace(panel, lines=(replace(panel.lines[0], points=panel.lines[0].points[:-1]), *panel.lines[1:]))
    one, other = (json.dumps(draw_lines(it, style)) for it in (changed, panel))
    assert one != other
