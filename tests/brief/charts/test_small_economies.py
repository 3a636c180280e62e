"""Charts of economies of which little is known: axes, units, and panels that stand alone."""

from collections.abc import Callable, Sequence

import pytest

from remesas.brief.charts.drawing import Line, LinePanel
from remesas.brief.charts.figures import Plan, plan_lead, plan_tables, span_panels, widen_alone
from remesas.brief.charts.panels import chart_amounts, choose_unit, find_years
from remesas.brief.charts.values import Drawn, Figure
from remesas.brief.context import Context
from remesas.brief.style import Style
from remesas.catalog.tables import Table
from support.builds import make_small

GROSS = Table(title="Earnings", flow="gross", columns=("remittances", "oil"))
Small = Callable[[Sequence[float | None], Sequence[float | None]], Context]


@pytest.fixture
def small(catalog, style: Style, language) -> Small:
    def make(remittances: Sequence[float | None], oil: Sequence[float | None]) -> Context:
        build = make_small(catalog, {"a": GROSS}, amounts={"remittances": remittances, "oil": oil})
        return Context(build, language("en"), style)

    return make


def held(*years: int) -> list[Line]:
    return [Line("", None, tuple((year, 1.0) for year in years))]  # type: ignore[arg-type]


def test_an_axis_ends_where_figures_do() -> None:
    """Net amounts of most economies end in 2012: a third of their charts was empty."""
    assert find_years(held(1991, 2012), (1991, 2024)) == (1991, 2012)
    assert find_years(held(2001, 2023), (1991, 2024)) == (2001, 2024), "a single year is no reason"
    assert find_years(held(1991, 2020), (1991, 2024)) == (1991, 2024)
    assert find_years([Line("", None, ((1991, None), (1996, 1.0), (2012, 1.0), (2013, None)))], (1991, 2024)) == (
        1996, 2012,
    )  # type: ignore[arg-type]  # fmt: skip
    assert find_years(held(2004), (1991, 2024)) == (1991, 2024), "an axis has a length"


def test_the_caption_has_the_years_of_the_axis(small: Small) -> None:
    far = small([1.0, 2.0, *[None] * 8], [3.0, 4.0, *[None] * 7, 2.0])
    assert chart_amounts(far, "a", "national").years == (1991, 2000)
    (plan,) = plan_tables(small([1.0, 2.0, *[None] * 8], [3.0, 4.0, *[None] * 8]))
    assert span_panels(plan.panels.values()) == (1991, 1992) and plan.content.endswith("1991–1992.")


def test_a_caption_does_not_say_the_head_again(small: Small) -> None:
    (plan,) = plan_tables(small([1.0, 2.0], [3.0, 4.0]))
    assert (plan.title, plan.content) == ("Earnings", "US$ million, 1991–1992.")
    (plan,) = plan_tables(small([1.0, 5.0], [3.0, 4.0]))
    assert plan.title.startswith("Remittances have exceeded") and plan.content == "Earnings, US$ million, 1991–1992."


def test_amounts_are_drawn_in_the_unit_that_shows_the_lead(small: Small) -> None:
    """Of the Maldives' 250 millions beside 1,654 of tourism a chart in billions said 0.3 and 1.7."""
    units = {
        (250.0, 1_654.0): (1, 0, "US$ million"),
        (2.6, 6.5): (1, 2, "US$ million"),
        (8_488.0, 544.0): (1_000, 1, "US$ billion"),
        (300.0, 300_000.0): (1_000, 1, "US$ billion"),
    }
    assert {pair: choose_unit(small([pair[0]], [pair[1]]), "a") for pair in units} == units


def test_a_table_of_one_year_has_no_chart(small: Small) -> None:
    assert not list(plan_tables(small([5.0, None], [None, None])))
    assert len(list(plan_tables(small([5.0, 6.0], [None, None])))) == 1


def test_a_panel_that_stands_alone_fills_its_row_and_is_drawn_narrow_for_phones(small: Small) -> None:
    context = small([5.0, 6.0], [3.0, 4.0])
    (plan,) = plan_tables(context)
    (wide, narrow) = widen_alone(plan).panels.items()
    assert (wide[0], narrow[0]) == ("a-national", "a-national-narrow")
    assert isinstance(wide[1], LinePanel) and isinstance(narrow[1], LinePanel)
    assert (wide[1].stretch, narrow[1].stretch) == (pytest.approx(1.95), 1)
    both = Plan("b", "", {"one": narrow[1], "two": narrow[1]}, (), "")
    assert widen_alone(both) is both
    (lead,) = plan_lead(context)
    assert widen_alone(lead) is lead, "it has two already"
    drawn = tuple(Drawn(name, {}, "", "", {}) for name in (wide[0], narrow[0]))
    assert Figure("a", "1", "", "", "", drawn).is_alone
    assert not Figure("a", "1", "", "", "", drawn[:1]).is_alone
