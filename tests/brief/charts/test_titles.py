"""Titles say what their figures show, whatever the data are: each is read again and held against the frames."""

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remesas.brief.charts import titles
from remesas.brief.context import Context
from remesas.catalog.tables import Table

NAMES = {"oil and gas": "oil", "tourism": "tourism", "manufactures": "manufactures"}
GROSS = Table(title="Earnings", flow="gross", columns=("remittances", "oil", "tourism"))
NET = GROSS.model_copy(update={"flow": "net", "title": "Net earnings"})
YEARS = range(1991, 1997)
amounts = st.fixed_dictionaries({
    name: st.lists(st.none() | st.integers(-9, 9).map(lambda number: 100.0 * number), min_size=6, max_size=6)
    for name in GROSS.columns
})  # fmt: skip
fast = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Small = Callable[..., Context]


def sources_in(title: str) -> list[tuple[str, str, int]]:
    """Name, way of saying it, and year of each source in a title."""
    found = re.findall(r"(oil and gas|tourism) (in every year since|in|from) (\d+)( on| to \d+|)", title)
    return [(NAMES[name], way + until, int(year)) for name, way, year, until in found]


@fast
@given(amounts)
def test_what_is_said_to_be_exceeded_is_so_to_the_last_year(context_of: Small, amounts) -> None:
    context = context_of({"a": GROSS}, amounts=amounts)
    title, wide = titles.title_exceeded(context, "a", "national"), context.build.wide("a", "national")
    told = sources_in(title)
    assert told or title == "Earnings"
    for name, way, year in told:
        pair = wide[["remittances", name]].dropna()
        above = pair["remittances"] > pair[name]
        assert above[above.index >= year].all()
        assert above.index[-1] >= year
        assert not above[above.index < year].iloc[-1]
        held = [other for other in above.index if other >= year]
        newest = int(wide["remittances"].last_valid_index())  # a source that is not known today is not exceeded since
        assert (way == "in every year since") == (len(held) > 1 and held == list(range(year, newest + 1)))
        assert (way == "in") == (len(held) == 1)
        if way.startswith("from"):
            assert way == ("from on" if held[-1] == newest else f"from to {held[-1]}")
            assert title.endswith("figures for both (National sources)" if " (" in title else "figures for both")


@fast
@given(amounts)
def test_net_amounts_that_are_said_to_have_turned_have_done_so(context_of: Small, amounts) -> None:
    context = context_of({"a": NET}, amounts=amounts)
    title, wide = titles.title_amounts(context, "a"), context.build.wide("a", "national")
    turned = {
        name for name in wide
        if len(wide[name].dropna()) and wide[name].dropna().iloc[-1] < 0 and (wide[name] > 0).any()
    }  # fmt: skip
    nouns = {"remittances": "remittances", "oil": "oil and gas", "tourism": "tourism"}
    if not turned:
        assert "turned" not in title
        return
    assert title.startswith("Net amounts have turned negative: ")
    for name in turned:
        values = wide[name].dropna()
        positive = values.index[values >= 0].max()
        first = values.index[values.index > positive].min()
        assert f"{nouns[name]} in {first}" in title
    assert {name for name, noun in nouns.items() if noun in title} == turned


@fast
@given(st.lists(st.sampled_from(["exact", "close", "explained", "unexplained", "missing"]), max_size=8),
       st.lists(st.sampled_from(["exact", "close", "unexplained", "not_comparable"]), max_size=8))  # fmt: skip
def test_columns_are_near_print_if_most_of_their_figures_are(
    context_of: Small, oil: list[str], tourism: list[str]
) -> None:
    rows = [
        {"table": "a", "indicator": name, "basis": "national", "time_period": year, "printed": 1.0, "class": kind}
        for name, kinds in {"oil": oil, "tourism": tourism}.items()
        for year, kind in enumerate(kinds, start=1991)
    ]
    context = context_of({"a": GROSS})
    comparison = pd.DataFrame(rows, columns=["table", "indicator", "basis", "time_period", "printed", "class"])
    title = titles.title_article_years(replace(context, build=replace(context.build, comparison=comparison)), "a")
    first, _, last = title.partition(", most of those for ")
    near, far = (last and first, last) if last else (first, "") if " are exact" in first else ("", first)
    for noun, kinds in {"oil and gas": oil, "tourism": tourism}.items():
        close = sum(kind in ("exact", "close") for kind in kinds)
        other = sum(kind in ("explained", "unexplained") for kind in kinds)
        assert (noun in near) == (close > other)
        assert (noun in far) == (close < other)


@fast
@given(amounts)
def test_the_largest_source_is_as_many_times_the_lead_as_the_title_says(context_of: Small, amounts) -> None:
    context = context_of({"a": GROSS}, amounts={**amounts, "oil": [None if value is None else 50 * abs(value)
                                                              for value in amounts["oil"]]})  # fmt: skip
    title, wide = titles.title_scale(context), context.build.wide("a", "national")
    told = re.search(r"In (\d+) earnings from (oil and gas|tourism) were ([\d,.]+) times remittances", title)
    if told:
        pair = wide[[NAMES[told[2]], "remittances"]].dropna()
        assert pair.index[-1] == int(told[1])
        assert pair.iloc[-1, 0] / pair.iloc[-1, 1] == pytest.approx(float(told[3].replace(",", "")), abs=0.051)
    else:
        assert not re.search(r"\d", title)


def with_measure(context: Context, measure: str, values: dict[int, float]) -> Context:
    """A context whose lead has a derived indicator on the national basis."""
    rows = [
        {"basis": "national", "flow": "gross", "indicator": "remittances", "measure": measure,
         "time_period": str(year), "obs_value": value}
        for year, value in values.items()
    ]  # fmt: skip
    return replace(context, build=replace(context.build, indicators=pd.DataFrame(rows)))


@pytest.mark.parametrize(
    ("ranks", "title"),
    [
        ({1991: 3.0, 1994: 1.0}, "Remittances rose from third of 3 sources in 1991 to first in 1994"),
        ({1991: 1.0, 1994: 2.0}, "Remittances fell from first of 3 sources in 1991 to second in 1994"),
        ({1992: 2.0, 1993: 1.0, 1994: 2.0}, "Remittances rank second of 3 sources in 1994, as they did in 1992"),
    ],
)
def test_a_rank_rises_when_its_number_falls(context_of: Small, ranks: dict[int, float], title: str) -> None:
    assert titles.title_ranks(with_measure(context_of({"a": GROSS}), "rank", ranks), "a", "national") == title


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({1991: 5.0, 1993: 8.0, 1994: 6.0}, "remittances of 1994 were 25.0% below their highest, of 1993"),
        ({1991: 50.0, 1994: 60.0}, "remittances were never higher than in 1994"),
    ],
)  # fmt: skip
def test_the_highest_amount_is_the_newest_or_another(context_of: Small, values: dict[int, float], title: str) -> None:
    assert titles.title_constant(with_measure(context_of({"a": GROSS}), "constant_prices", values), "a") == (
        f"At prices of 1991, {title}"
    )


def test_what_has_no_value_is_not_told(context_of: Small) -> None:
    context = with_measure(context_of({"a": GROSS}), "percent_of_gdp", {1992: 2.04, 1993: 3.46})
    assert titles.title_relations(context, "a", "oil") == "Remittances came to 3.5% of GDP in 1993"
    bare = context_of({"a": GROSS})
    assert not re.search(r"\d", titles.title_relations(bare, "a", "oil"))
    assert titles.title_ranks(bare, "a", "national") == "Ranks among the sources"


def test_a_finding_of_one_basis_names_it_if_there_is_another(context_of: Small) -> None:
    amounts = {"remittances": [1.0, 9.0], "oil": [2.0, 3.0], "tourism": [None, None]}
    alone = titles.title_amounts(context_of({"a": GROSS}, amounts=amounts), "a")
    assert alone == "Remittances have exceeded oil and gas in 1992, the newest year with figures for both"
    both = context_of({"a": GROSS}, ("worldbank", "national"), amounts=amounts)
    assert titles.title_amounts(both, "a") == f"{alone} (World Bank)"
    bare = context_of({"a": GROSS}, ("worldbank", "national"), amounts=dict(amounts, remittances=[None, None]))
    assert titles.title_amounts(bare, "a") == "Earnings"


def test_sources_without_figures_and_late_ones_are_named(context_of: Small) -> None:
    printed = GROSS.model_copy(update={"printed": {"remittances": "article:x"}})  # of 1991
    amounts = {"remittances": [1.0, 2.0, 3.0], "oil": [None, 4.0, 5.0], "tourism": [None, None, None]}
    context = context_of({"a": printed}, amounts=amounts)
    assert titles.tell_absent(context, "a", "national", (1991, 1993)) == (
        "National sources: no figures for tourism; oil and gas from 1992 on."
    )
    whole = context_of({"a": printed}, amounts={name: [1.0, 2.0] for name in amounts})
    assert titles.tell_absent(whole, "a", "national", (1991, 1992)) == ""
