"""The headline: which sentence the data choose, and what it says of the years before."""

from dataclasses import replace

import pandas as pd
import pytest

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


def test_no_growth_no_headline(context) -> None:
    build = replace(context.build, indicators=context.build.indicators.query("measure != 'growth'"))
    assert list(tell_headline(replace(context, build=build))) == []
