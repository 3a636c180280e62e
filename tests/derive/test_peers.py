"""Economies beside each other, of made amounts: ranks, shares, the broad year, one that is not ranked."""

import pandas as pd
import pytest

from remesas.derive.peers import find_broad_year, rank_economies

RECEIVED, GDP = "worldbank:BX.TRF.PWKR.CD.DT", "worldbank:NY.GDP.MKTP.CD"


@pytest.fixture
def compare(catalog, rows):
    """The frame for Mexico from ``{area: {year: amount}}`` and GDP alike, by area and measure."""

    def run(received, gdp=None, bases=("national", "worldbank")):
        parts = [rows(RECEIVED, "2026-04", values, area) for area, values in received.items()]
        parts += [rows(GDP, "2026-02", values, area) for area, values in (gdp or {}).items()]
        annual = pd.DataFrame([row for part in parts for row in part])
        return rank_economies(annual, catalog, bases, "MEX").set_index(["ref_area", "measure"])

    return run


AMOUNTS = {"IND": {2022: 50, 2023: 60}, "MEX": {2022: 40, 2023: 30}, "GTM": {2022: 9, 2023: 10}}


def test_ranks_and_shares_of_the_sum(compare):
    frame = compare(AMOUNTS)
    ranks = {area: frame.loc[(area, "rank"), "obs_value"] for area in AMOUNTS}
    assert ranks == {"IND": 1, "MEX": 2, "GTM": 3}
    # 60 + 30 + 10 = 100
    assert frame.loc[("MEX", "share"), "obs_value"] == pytest.approx(30)
    assert frame.loc[("MEX", "share"), "note"] == "the world is the sum of the 3 economies that have a value"
    assert set(frame["basis"]) == {"worldbank"}


def test_the_provider_s_world_comes_before_the_sum_and_is_never_ranked(compare):
    frame = compare(AMOUNTS | {"WLD": {2022: 110, 2023: 120}, "LCN": {2022: 80, 2023: 90}})
    assert frame.loc[("MEX", "share"), "obs_value"] == pytest.approx(25)
    assert frame.loc[("MEX", "share"), "series"] == "BX.TRF.PWKR.CD.DT; BX.TRF.PWKR.CD.DT@WLD"
    assert frame.loc[("MEX", "rank"), "obs_value"] == 2
    assert "WLD" not in frame.index and "LCN" not in frame.index


def test_an_economy_without_a_figure_is_not_ranked(compare):
    received = {"IND": {2022: 95, 2023: 60}, "MEX": {2022: 5}, "GTM": {2023: 10}}
    row = compare(received).loc[("MEX", "rank")]
    assert pd.isna(row["obs_value"])
    assert (row["obs_status"], row["note"], row["time_period"]) == ("M", "no value in 2023", 2023)


@pytest.mark.parametrize(
    ("received", "year"),
    [
        # of 100 in 2022 those that report 2023 had 95: enough
        ({("A", 2022): 95.0, ("B", 2022): 5.0, ("A", 2023): 1.0}, 2023),
        # they had 94: 2022 is no year to fall back on, since nothing is known of 2021
        ({("A", 2022): 94.0, ("B", 2022): 6.0, ("A", 2023): 1.0}, None),
        ({("A", 2021): 1.0, ("A", 2022): 94.0, ("B", 2022): 6.0, ("A", 2023): 1.0}, 2022),
        ({}, None),
    ],
)
def test_a_year_in_which_few_report_is_not_compared(received, year):
    assert find_broad_year(received) == year


def test_percent_of_gdp_is_of_the_newest_year_that_the_economy_has(compare):
    gdp = {"MEX": {2022: 1000}, "GTM": {2022: 90, 2023: 100}}
    frame = compare(AMOUNTS, gdp)
    assert frame.loc[("MEX", "percent_of_gdp"), ["obs_value", "time_period"]].tolist() == [4.0, 2022]
    assert frame.loc[("GTM", "percent_of_gdp"), ["obs_value", "time_period"]].tolist() == [10.0, 2022]
    assert frame.loc[("IND", "percent_of_gdp"), "note"] == "GDP: no value in 2022"
    assert "percent_of_gdp" not in compare(AMOUNTS).index.get_level_values("measure")


def test_a_declared_neighbour_is_there_even_without_a_figure(compare):
    assert compare(AMOUNTS).loc[("COL", "amount"), "note"] == "no value in 2023"


def test_no_comparison_where_the_lead_is_one_economy_s_own(compare):
    assert len(compare(AMOUNTS, bases=("national",))) == 0


def test_every_row_says_what_it_is(compare):
    frame = compare(AMOUNTS, {"MEX": {2023: 1000}, "IND": {2023: 2000}})
    said = frame.loc["IND", ["obs_value", "unit_measure", "formula", "series", "note", "time_period"]]
    received = "BX.TRF.PWKR.CD.DT@IND"
    assert {name: tuple(row) for name, row in said.iterrows()} == {
        "amount": (60, "USD million", f"{received} [USD million]", received, "", 2023),
        "rank": (1, "rank", "rank among the economies that have a value", received, "3 economies have a value", 2023),
        "share": (
            60, "percent", "100 × amount / world", received,
            "the world is the sum of the 3 economies that have a value", 2023,
        ),
        "percent_of_gdp": (
            3, "percent", "100 × amount / GDP", f"{received}; NY.GDP.MKTP.CD@IND", "", 2023
        ),
    }  # fmt: skip
    assert frame.loc[("MEX", "amount"), "series"] == "BX.TRF.PWKR.CD.DT"
    assert set(frame["indicator"]) == {"remittances"}


def test_what_is_said_of_an_amount_or_of_gdp_stands_with_their_ratio(catalog, rows):
    parts = [rows(RECEIVED, "2026-04", values, area) for area, values in AMOUNTS.items()]
    annual = pd.DataFrame([row for part in parts for row in part] + rows(GDP, "2026-02", {2023: 100}))
    own = (annual["ref_area"] == "MEX") & (annual["time_period"] == 2023)
    annual.loc[own & (annual["series"] == "BX.TRF.PWKR.CD.DT"), ["obs_status", "note"]] = ["E", "estimated"]
    annual.loc[own & (annual["series"] == "NY.GDP.MKTP.CD"), ["obs_status", "note"]] = ["B", "a new level"]
    frame = rank_economies(annual, catalog, ("worldbank",), "MEX").set_index(["ref_area", "measure"])
    held = frame[["obs_status", "note"]]
    assert tuple(held.loc[("MEX", "amount")]) == ("E", "estimated")
    assert tuple(held.loc[("MEX", "rank")]) == ("E", "3 economies have a value")
    assert tuple(held.loc[("MEX", "percent_of_gdp")]) == ("B", "estimated; a new level")
    assert held.loc[("IND", "amount"), "obs_status"] == "A"


def test_equal_amounts_share_the_better_rank_and_stand_by_their_codes(compare):
    frame = compare({"IND": {2022: 1, 2023: 30}, "MEX": {2022: 1, 2023: 30}, "GTM": {2022: 1, 2023: 10}})
    assert [frame.loc[(area, "rank"), "obs_value"] for area in ("IND", "MEX", "GTM")] == [1, 1, 3]
    assert list(dict.fromkeys(frame.index.get_level_values("ref_area")))[:3] == ["IND", "MEX", "GTM"]


def test_gdp_after_the_year_of_the_ranks_is_not_used(compare):
    """In 2024 Mexico alone has a figure, of 40 in 100: the ranks are of 2023."""
    received = {"IND": {2022: 60, 2023: 60}, "MEX": {2022: 30, 2023: 40, 2024: 50}}
    frame = compare(received, {"MEX": {2022: 300, 2023: 400, 2024: 500}})
    assert frame.loc[("MEX", "rank"), "time_period"] == 2023
    assert frame.loc[("MEX", "percent_of_gdp"), ["obs_value", "time_period"]].tolist() == [10.0, 2023]


def test_the_year_before_must_be_known_and_not_the_one_before_that():
    """Of 2023 nothing is known of the year before; of 2021 everything."""
    assert find_broad_year({("A", 2020): 1.0, ("A", 2021): 1.0, ("A", 2023): 1.0}) == 2021
    assert find_broad_year({("A", 2022): 0.95, ("B", 2022): 0.05, ("A", 2023): 9.0}) == 2023
