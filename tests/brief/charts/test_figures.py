"""The figures of builds unlike today's: other tables, no print, one basis, columns without values."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from remesas.brief.charts.drawing import DotPanel, LinePanel, register_fonts
from remesas.brief.charts.figures import FIGURES, Plan, draw_panel
from remesas.brief.charts.panels import chart_amounts, choose_ratio, choose_unit
from remesas.brief.charts.values import Drawn, Figure, read_figures, write_figures
from remesas.brief.contents import list_sections
from remesas.brief.context import Context
from remesas.build import Build
from remesas.catalog.tables import Table
from support.builds import AMOUNTS, make_small
from support.project import ROOT

GROSS = Table(title="Earnings", flow="gross", columns=("remittances", "oil"), printed={"remittances": "article:x"})
BARE = Table(title="Other earnings", flow="gross", columns=("oil", "tourism", "remittances"))


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    register_fonts(ROOT / "workflow" / "templates" / "fonts")


def plans_of(context: Context) -> Iterator[Plan]:
    """All figures but that of the claims, of which a small build has none."""
    for name, make in FIGURES.items():
        if name != "verdicts":
            yield from make(context)


def drawn_texts(context: Context) -> dict[str, str]:
    return {
        name: draw_panel(context, name, panel).svg for plan in plans_of(context) for name, panel in plan.panels.items()
    }


def with_measures(build: Build) -> Build:
    """A build in which the lead is related to tourism and to GDP, in one year."""
    row = {"basis": "national", "flow": "gross", "indicator": "remittances", "time_period": "1992", "obs_value": 2.0}
    rows = [row | {"measure": measure} for measure in ("per_tourism", "percent_of_gdp")]
    return replace(build, indicators=pd.DataFrame(rows))


@pytest.mark.parametrize("tables", [{"table1": GROSS}, {"other": BARE}, {"a": GROSS, "b": BARE, "c": GROSS}])
@pytest.mark.parametrize("bases", [("national",), ("national", "worldbank")])
def test_any_tables_on_any_bases_are_drawn(context_of, tables: dict[str, Table], bases: tuple[str, ...]) -> None:
    drawn = drawn_texts(context_of(tables, bases))
    assert {f"{table}-{basis}" for table in tables for basis in bases} <= set(drawn)
    assert not any("NaN" in svg for svg in drawn.values())


def test_print_stands_beside_the_article_s_years_alone(context_of) -> None:
    context = context_of({"a": GROSS, "b": BARE})
    plans = {plan.name: plan for plan in plans_of(context)}
    assert "b-article" not in plans
    panels = {name: panel for plan in plans.values() for name, panel in plan.panels.items()}
    marked = {name: panel for name, panel in panels.items() if any(line.marks for line in getattr(panel, "lines", ()))}
    assert list(marked) == ["a-article-remittances"]
    panel = marked["a-article-remittances"]
    assert isinstance(panel, LinePanel)
    assert [(line.label, line.marks) for line in panel.lines] == [("Print", ((1991, 0.41),)), ("National", ())]
    assert panel.years == (1991, 1991)
    assert list(plans["differences"].panels) == ["differences-a-remittances-national"]


def test_the_lines_are_named_in_one_panel_of_the_row(context_of) -> None:
    both = GROSS.model_copy(update={"printed": {"remittances": "article:x", "oil": "article:y"}})
    plans = {plan.name: plan for plan in plans_of(context_of({"a": both}, ("national", "worldbank")))}
    labels = {name: [line.label for line in panel.lines] for name, panel in plans["a-article"].panels.items()}
    assert labels == {
        "a-article-remittances": ["Print", "National", "World Bank"],
        "a-article-oil": ["", "", ""],
    }


def test_without_print_no_years_are_shaded(context_of) -> None:
    panel = chart_amounts(context_of({"b": BARE}), "b", "national")
    assert panel.period is None
    assert panel.period_label == ""


def test_a_column_without_values_has_no_label_but_does_not_stop_the_others(context_of) -> None:
    panel = chart_amounts(context_of({"b": BARE}), "b", "national")
    assert [line.label for line in panel.lines] == ["Remittances 1.2", "Tourism", "Oil 0.6"]
    assert panel.message == "National sources, 1993 (Table 1, gross, US$ billion): remittances 1.2 and oil and gas 0.6."


def test_a_table_without_any_value_has_no_figure(context_of) -> None:
    context = context_of({"b": BARE}, amounts={name: [None] * 3 for name in AMOUNTS})
    assert chart_amounts(context, "b", "national").message == "National sources, US$ billion: no figures on any basis."
    assert "b-national" not in drawn_texts(context)


def test_ticks_have_the_decimals_they_need(context_of) -> None:
    ticks = chart_amounts(context_of({"b": BARE}), "b", "national").ticks
    assert [text for _, text in ticks] == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2"]


def test_a_source_on_another_scale_stands_apart_in_any_table(context_of) -> None:
    amounts = AMOUNTS | {"oil": [300.0, 9000.0, 600.0]}
    plans = {plan.name: plan for plan in plans_of(context_of({"a": BARE}, amounts=amounts))}
    assert list(plans["apart"].panels) == ["apart-a"]
    shown = plans["a"].panels["a-national"]
    assert isinstance(shown, LinePanel)
    assert [line.name for line in shown.lines] == ["Remittances", "Tourism"]


def test_differences_have_a_panel_for_each_printed_column_and_basis(context_of) -> None:
    (panel,) = next(plan for plan in plans_of(context_of({"a": GROSS})) if plan.name == "differences").panels.values()
    assert isinstance(panel, DotPanel)
    assert panel.title == "Remittances (Table 1)"
    assert panel.label == "+2.5%"
    assert [(dot.value, dot.shape, dot.filled, dot.year) for dot in panel.dots] == [(2.5, "diamond", False, 1991)]
    assert panel.message == (
        "Remittances (Table 1): of 1 difference from print, 0 is within 1%; the farthest is +2.5%."
    )


def test_a_difference_names_its_basis_if_another_one_is_compared(context_of) -> None:
    context = context_of({"a": GROSS}, ("national", "worldbank"))
    rows = context.build.comparison
    both = pd.concat([rows, rows.assign(basis="worldbank", difference_percent=-40.0)], ignore_index=True)
    context = replace(context, build=replace(context.build, comparison=both))
    plan = next(plan for plan in plans_of(context) if plan.name == "differences")
    assert {panel.title: panel.label for panel in plan.panels.values()} == {
        "Remittances (Table 1, National)": "+2.5%",
        "Remittances (Table 1, World Bank)": "−40.0%",
    }
    assert plan.content.endswith("(National sources and World Bank).")


def test_the_lead_is_drawn_a_second_time_for_narrow_windows(context_of) -> None:
    wide, narrow, *_ = next(plans_of(context_of({"a": GROSS}))).panels.items()
    assert (wide[0], narrow[0]) == ("lead-national", "lead-national-narrow")
    assert wide[1].stretch > narrow[1].stretch == 1
    assert replace(wide[1], stretch=1.0) == narrow[1]


def test_without_a_column_of_the_lead_there_is_nothing_to_relate(context_of) -> None:
    oil = Table(title="Oil", flow="gross", columns=("oil",))
    plans = {plan.name for plan in plans_of(context_of({"a": oil})) if plan.panels}
    assert plans == {"a"}


def test_a_table_of_another_unit_and_no_flow_is_drawn_in_them(context_of) -> None:
    people = Table(title="People", columns=("remittances", "oil"), unit="persons", rounded=2)
    panel = chart_amounts(context_of({"a": people}), "a", "national")
    assert panel.title == "National sources, people"
    assert [line.label for line in panel.lines] == ["Remittances 1,200.00", "Oil 600.00"]
    assert panel.message.startswith("National sources, 1993 (Table 1, people): remittances 1,200.00")


def test_the_lead_is_related_to_what_its_flow_declares(context_of) -> None:
    context = context_of({"a": BARE})
    flows = {"gross": context.build.catalog.flows["gross"].model_copy(update={"ratios": ("tourism", "oil")})}
    declared = replace(context.build, catalog=context.build.catalog.model_copy(update={"flows": flows}))
    plans = {plan.name: plan for plan in plans_of(replace(context, build=with_measures(declared)))}
    assert list(plans["relations"].panels) == ["per_tourism", "percent_of_gdp"]
    assert plans["relations"].panels["per_tourism"].title == "Per dollar earned from tourism"


@pytest.mark.parametrize(
    ("oil", "tourism", "chosen"),
    [
        ({1993: 0.9, 2025: 2.8}, {2019: 3.0, 2025: 1.7}, "oil"),  # as declared, where both go on
        ({1995: 2.0, 1997: 2.3}, {2005: 1.0, 2012: 1.4}, "tourism"),  # Ethiopia: oil of three years, long ago
        ({1991: 12.4, 2012: 19.8}, {2005: 6.1, 2012: 6.2}, "tourism"),  # the Philippines
        ({2008: 181.7}, {2005: 22.1, 2012: 12.1}, None),  # Lesotho
        ({}, {}, None),
    ],
)
def test_the_lead_is_drawn_beside_a_source_that_is_something(context_of, oil, tourism, chosen) -> None:
    row = {"basis": "national", "flow": "gross", "indicator": "remittances"}
    rows = [
        row | {"measure": f"per_{name}", "time_period": str(year), "obs_value": value}
        for name, values in {"oil": oil, "tourism": tourism}.items()
        for year, value in values.items()
    ]
    build = context_of({"a": BARE}).build
    indicators = pd.DataFrame(rows) if rows else build.indicators
    context = replace(context_of({"a": BARE}), build=replace(build, indicators=indicators))
    assert choose_ratio(context, "a") == chosen


def test_every_figure_that_is_planned_has_its_place_in_a_section(context_of) -> None:
    tables = {"table1": GROSS, "other": BARE}
    context = context_of(tables, amounts={**AMOUNTS, "oil": [300.0, 9000.0, 600.0]})
    context = replace(context, build=with_measures(context.build))
    sections = list_sections(context.build.catalog)
    placed = [item.name for section in sections for item in section.items if item.kind == "figure"]
    planned = [plan.name for plan in plans_of(context)] + ["verdicts", "recent", "peers", "ranks"]  # no frames of these
    assert sorted(placed) == sorted(planned)


def test_figures_are_kept_in_their_order(tmp_path) -> None:
    chart = Drawn("b-national", {"layer": [], "width": 1}, "<svg/>", "Message.", {"rows": [["1991", "1.00"]]})
    figures = [Figure("b", "1", "Title", "Text", "Source", (chart,)), Figure("a", "2", "Title", "Text", "Source", ())]
    write_figures(figures, tmp_path / "en.json")
    assert list(read_figures(tmp_path / "en.json").values()) == figures


def test_the_amounts_of_a_small_economy_are_drawn_in_millions(catalog, language):
    table = catalog.tables["table1"].model_copy(update={"columns": ("remittances",)})
    small = make_small(catalog, {"a": table}, amounts={"remittances": [2.0, None, 999.0]})
    tiny = make_small(catalog, {"a": table}, amounts={"remittances": [2.0, None, 9.0]})
    large = make_small(catalog, {"a": table}, amounts={"remittances": [2.0, None, 1000.0]})
    scales = [choose_unit(Context(build, language("en"), None), "a") for build in (tiny, small, large)]
    assert scales == [(1, 2, "US$ million"), (1, 1, "US$ million"), (1000, 1, "US$ billion")]


def test_a_label_names_the_year_where_another_table_goes_on(catalog, language, style):
    table = catalog.tables["table1"].model_copy(update={"columns": ("remittances",)})
    other = table.model_copy(update={"columns": ("oil",)})
    amounts = {"remittances": [2000.0, 3000.0, None], "oil": [1000.0, 1000.0, 1000.0]}
    build = make_small(catalog, {"a": table, "b": other}, amounts=amounts)
    panel = chart_amounts(Context(build, language("en"), style), "a", "national")
    assert [line.label for line in panel.lines] == ["Remittances 3.0 (1992)"]
