import json
import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from remesas.brief.charts.bars import BarPanel, Part, draw_bars
from remesas.brief.charts.drawing import (
    SVG,
    Dot,
    DotPanel,
    Line,
    LinePanel,
    draw_dots,
    draw_lines,
    list_points,
    place_years,
    register_fonts,
    render_svg,
)
from remesas.brief.style import Style
from support.project import ROOT

TICKS = ((0.0, "0,0"), (2.5, "2,5"), (5.0, "5,0"))
EMPTY = {
    "lines": LinePanel("Nothing", "No figures.", (), TICKS, (1991, 2003)),
    "dots": DotPanel("Nothing", "No figures.", (), ((0.0, "0"), (5.0, "5")), (1991, 2003), "#000000"),
    "bars": BarPanel("Nothing", "No figures.", (Part("held", "#000000", "#ffffff"),), ()),
}
DRAW = {"lines": draw_lines, "dots": draw_dots, "bars": draw_bars}


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    register_fonts(ROOT / "workflow" / "templates" / "fonts")


def texts_of(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_years_of_an_axis_do_not_lie_on_one_another() -> None:
    """In 10.5 pixels a year is about 20 wide, 25 with a gap: 2020 and 2024 are 4/33 of a plot apart, 24 of 200."""
    panel = LinePanel("T", "M", (), TICKS, (1991, 2024))
    assert [text for _, text in place_years(panel, 110, 10.5)] == ["1991", "2000", "2010", "2024"]
    assert [text for _, text in place_years(panel, 200, 10.5)] == ["1991", "2000", "2010", "2024"]
    assert [text for _, text in place_years(panel, 220, 10.5)] == ["1991", "2000", "2010", "2020", "2024"]


@pytest.mark.parametrize(("farthest", "sign"), [(15.9, -1), (-3.3, 1)])
def test_the_label_of_the_farthest_dot_stands_where_no_other_is(style: Style, farthest: float, sign: int) -> None:
    """Of dots 10 percent apart in a plot of 52 pixels: beyond it, with 14 pixels to the end of the axis."""
    dots = tuple(Dot(year, farthest * share, "circle", True) for year, share in ((1996, 0.9), (1997, 1), (1998, 0.9)))
    ticks = ((-4.0, "-4"), (0.0, "0"), (16.0, "16"))
    spec = draw_dots(DotPanel("T", "M", dots, ticks, (1991, 2003), "#000000", "far", height=94), style)
    label = next(
        layer for layer in spec["layer"] if layer["data"]["values"] == [{"x": 1997, "y": farthest, "t": "far"}]
    )
    assert label["mark"]["dy"] == 7 * sign and label["mark"]["align"] == "center"
    low, high = label["encoding"]["y"]["scale"]["domain"]
    beyond = farthest - sign * 14 * 20 / 52
    assert (low, high) == pytest.approx((min(-4, beyond), max(16, beyond)))


def test_lines_break_where_there_is_no_figure() -> None:
    assert list_points(pd.Series({1991: 1.0, 1993: 3.0})) == ((1991, 1.0), (1992, None), (1993, 3.0))


@pytest.mark.parametrize("kind", EMPTY)
def test_a_panel_without_data_is_drawn(kind: str, style: Style) -> None:
    panel = EMPTY[kind]
    svg = render_svg(DRAW[kind](panel, style), "chart-none")
    assert "Nothing" in texts_of(svg)
    assert "NaN" not in svg


def test_axes_say_what_they_are_told(style: Style) -> None:
    line = Line("Oil 5,0", style.series[0], ((1991, 1.0), (2003, 5.0)))
    panel = LinePanel("Title", "Message.", (line,), TICKS, (1991, 2003))
    spec = draw_lines(panel, style)
    assert sorted(texts_of(render_svg(spec, "chart-x"))) == sorted(
        ["Title", "Oil 5,0", "0,0", "2,5", "5,0", "1991", "1995", "2000", "2003"]
    )


def test_sizes_are_quantities_so_that_the_page_draws_without_warnings(style: Style) -> None:
    lines = LinePanel("T", "M", (Line("Oil", style.series[0], ((1991, 1.0),)),), TICKS, (1991, 2003))
    spec = draw_lines(lines, style)
    sizes = [layer["encoding"]["size"] for layer in spec["layer"] if "size" in layer["encoding"]]
    assert [size["type"] for size in sizes] == ["quantitative"]


def test_a_chart_carries_its_message_and_only_the_fonts_of_the_project(style: Style) -> None:
    line = Line("Oil", style.series[0], ((1991, 1.0), (2003, 5.0)))
    panel = LinePanel("Title", "Oil: 1 in 1991.", (line,), TICKS, (1991, 2003), (1991, 2003), "Article")
    spec = draw_lines(panel, style)
    svg = render_svg(spec, "chart-x")
    root = ElementTree.fromstring(svg)
    assert root[0].tag.endswith("}title")
    assert root[0].text == spec["description"] == panel.message
    assert set(re.findall(r'font-family="([^"]*)"', svg)) == {"Remesas Sans"}
    assert all(name.startswith("chart-x-") for name in re.findall(r'\bid="([^"]*)"', svg))
    assert re.fullmatch(r"https://vega\.github\.io/schema/vega-lite/v\d+\.json", spec["$schema"])
    assert json.dumps(spec) == json.dumps(draw_lines(panel, style))


@pytest.mark.parametrize("points", [(), ((1991, None), (2003, None))], ids=["no points", "no figures"])
def test_a_line_without_a_figure_leaves_its_marks_and_no_empty_path(style: Style, points) -> None:
    first, second = style.series[:2]
    lines = (Line("Oil", first, ((1991, 1.0), (2003, 5.0))), Line("Print", second, points, ((2000, 3.0),)))
    spec = draw_lines(LinePanel("T", "M", lines, TICKS, (1991, 2003)), style)
    paths = [found.attrib for found in ElementTree.fromstring(render_svg(spec, "x")).iter(f"{{{SVG}}}path")]
    assert {first.colour, second.colour} <= {path.get("stroke") for path in paths}
    assert all("d" in path for path in paths)


def test_a_value_between_years_without_one_is_drawn_as_a_point(style: Style) -> None:
    """The shares of the Maldives are known in 2005, 2008 and 2011: their chart was empty."""
    lone = pd.Series({2005: 0.6, 2008: 0.4, 2009: 0.3, 2011: 0.1})
    line = Line("World Bank", style.of_basis(0), list_points(lone))
    panel = LinePanel("Share", "Shares.", (line,), TICKS, (2005, 2011))
    points = [layer["data"] for layer in draw_lines(panel, style)["layer"] if layer["mark"]["type"] == "point"]
    assert [row["x"] for data in points for row in data["values"]] == [2005, 2011]
