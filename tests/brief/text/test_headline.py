"""The headline: which sentence the data choose, and what it says of the years before."""

from dataclasses import replace

import pandas as pd
import pytest

from remesas.brief.text.amounts import tell_growth
from remesas.brief.text.headline import find_first_rise, find_last_fall, tell_headline


@pytest.mark.parametrize(
    ("growth", "last"),
    [
        ({2012: 1.0, 2013: -1.0, 2014: 2.0, 2015: -3.0}, 2013),
        ({2013: -1.0, 2014: -2.0, 2015: -3.0}, 2014),
        ({2013: 1.0, 2014: 0.0, 2015: -3.0}, None),
    ],
)
def test_a_fall_looks_back_to_the_last_one(growth: dict[int, float], last: int | None) -> None:
    assert find_last_fall(pd.Series(growth), 2015) == last


@pytest.mark.parametrize(
    ("growth", "first"),
    [
        ({2013: -1.0, 2014: 2.0, 2015: 3.0}, 2014),
        ({2013: 1.0, 2015: 3.0}, 2015),
        ({2013: 0.0, 2014: 1.0, 2015: 3.0}, 2014),
    ],
)
def test_a_rise_counts_back_to_a_fall_or_a_gap(growth: dict[int, float], first: int) -> None:
    assert find_first_rise(pd.Series(growth), 2015) == first


def test_today_s_headline_names_the_first_fall_since_2013(context) -> None:
    """Months of 2026-07-01: 65,016.8 and 62,471.7 in 2024 and 2025; 23,286.3 and 23,090.0 in 2012 and 2013."""
    (sentence,) = tell_headline(context)
    text = sentence.striptags()
    assert text == "Remittances to Mexico fell by 3.9% in 2025, to US$62.5 billion: the first fall since 2013."


def let_grow(context, **rates):
    """The brief with another growth of its lead in some years (percent)."""
    frame = context.build.indicators.copy()
    own = (frame["measure"] == "growth") & (frame["indicator"] == context.lead) & (frame["basis"] == "national")
    for year, rate in rates.items():
        frame.loc[own & (frame["time_period"].astype(str) == year[1:]), "obs_value"] = rate
    return replace(context, build=replace(context.build, indicators=frame))


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ({"y2024": -1.0, "y2025": 7.1}, "Remittances to Mexico rose by 7.1% in 2025, to US$62.5 billion."),
        (
            {"y2023": -1, "y2024": 1, "y2025": 7.1},
            "Remittances to Mexico rose again in 2025, by 7.1%, to US$62.5 billion.",
        ),
        (
            {"y2022": -1, "y2023": 2, "y2024": 1, "y2025": 7.1},
            "Remittances to Mexico rose by 7.1% in 2025, to US$62.5 billion: they have risen in every year since 2023.",
        ),
    ],
)
def test_a_rise_of_two_years_is_no_series_of_years(context, rates, said) -> None:
    assert [sentence.striptags() for sentence in tell_headline(let_grow(context, **rates))] == [said]


@pytest.mark.parametrize(
    ("rate", "told"), [(1223.3, True), (201.0, True), (199.0, False), (-66.0, False), (-77.3, True)]
)
def test_a_change_out_of_all_proportion_is_not_told_alone(context, rate, told) -> None:
    """Ethiopia 2024: 539.4 and 7,137.7 (2026-04-08); Palestine 3,244.2 and 735.6."""
    warning = "A change of this size within a year can be one of what is counted: no break is declared."
    assert (warning in list(tell_headline(let_grow(context, y2025=rate)))) == told
    growth = tell_growth(let_grow(context, y2025=rate))
    assert any("In 2025 the amount changed more than threefold within a year" in text for text in growth) == told


def test_no_growth_no_headline(context) -> None:
    build = replace(context.build, indicators=context.build.indicators.query("measure != 'growth'"))
    assert list(tell_headline(replace(context, build=build))) == []
