"""All economies, of made figures: ranks and weights computed a second time, the years of measures, gaps, odd values."""

import math

import pandas as pd
import pytest

from remesas.core.errors import DataError
from remesas.derive.atlas import compile_atlas, find_year
from remesas.harmonise.doubts import mark_years
from remesas.harmonise.limits import find_beyond
from support.atlas import RECEIVED, make_annual

SPAN = {"year": "newest", "span": [2009, "newest"]}


@pytest.fixture(scope="module")
def annual(made, rows):
    return make_annual(made, rows)


@pytest.fixture(scope="module")
def compiled(annual, catalog):
    return compile_atlas(annual, catalog, ["national", "worldbank"], SPAN)


def look_up(frame, measure, indicator="remittances", flow="gross", column="obs_value"):
    own = frame[(frame["measure"] == measure) & (frame["indicator"] == indicator) & (frame["flow"] == flow)]
    return {(row["ref_area"], row["time_period"]): row[column] for _, row in own.iterrows()}


def test_ranks_are_those_that_pandas_gives_and_no_aggregate_has_one(compiled):
    wide = pd.DataFrame(RECEIVED).drop(columns="WLD").T
    expected = {
        (area, year): rank
        for year, ranks in wide.rank(ascending=False, method="min").items()
        for area, rank in ranks.dropna().items()
    }
    found = {place: rank for place, rank in look_up(compiled, "rank").items() if not math.isnan(rank)}
    assert found == expected
    assert found[("GTM", 2010)] == 3 and found[("GTM", 2012)] == 2
    assert "WLD" not in set(compiled["ref_area"])


def test_weights_per_head_and_each_source_are_those_that_the_figures_give(compiled):
    weights = look_up(compiled, "percent_of_gdp")
    # 100 × 120 / 1000, 55 / 700, 80 / 50
    assert [weights[(area, 2011)] for area in ("IND", "MEX", "GTM")] == pytest.approx([12, 100 * 55 / 700, 160])
    # US$ million by persons, in US$
    assert look_up(compiled, "per_head")[("MEX", 2012)] == pytest.approx(70e6 / 100_000)
    # remittances of 2010 by 10 % of 200, by 30 % of 400, by (5 + 45) % of 8
    assert look_up(compiled, "percent_of_tourism")[("IND", 2010)] == pytest.approx(100 * 100 / 20)
    assert look_up(compiled, "percent_of_oil")[("MEX", 2010)] == pytest.approx(100 * 60 / 120)
    assert look_up(compiled, "percent_of_agriculture")[("GTM", 2010)] == pytest.approx(100 * 5 / 4)
    assert look_up(compiled, "percent_of_goods")[("MEX", 2010)] == pytest.approx(100 * 60 / 400)
    assert look_up(compiled, "amount", "goods", flow="")[("MEX", 2010)] == 400  # of no flow: beside the tables


def test_the_place_among_the_sources_is_that_of_their_amounts(compiled):
    # India: 180 of manufactures come before 100; Mexico: 200, 120, then 60; Guatemala: 5 of tourism are as much as 5
    places = look_up(compiled, "place")
    assert [places[(area, 2010)] for area in ("IND", "MEX", "GTM")] == [2, 3, 1]
    assert look_up(compiled, "place", "manufactures")[("IND", 2010)] == 1
    # nothing is known of Tonga's sources, and nothing is no nought
    assert math.isnan(places[("TON", 2010)])
    assert look_up(compiled, "amount", "oil")[("GTM", 2010)] == 0
    assert math.isnan(look_up(compiled, "amount", "oil")[("TON", 2010)])


def test_a_place_is_among_all_sources_whatever_the_tables_of_the_article_show(annual, catalog):
    narrow = catalog.tables["table1"].model_copy(update={"columns": ("remittances", "oil")})
    other = catalog.model_copy(update={"tables": {"table1": narrow}})
    frame = compile_atlas(annual, other, ["worldbank"], {"year": 2010, "span": [2009, 2010]})
    assert look_up(frame, "place")[("IND", 2010)] == 2  # manufactures come before, though no table shows them


def test_each_measure_is_of_the_newest_year_that_says_enough(compiled):
    """Those with a value in 2012 had 255 of 256 in 2011; GDP ends in 2011; in 2010 sources of 165 of 166 are known."""
    newest = compiled.groupby("measure")["time_period"].max()
    assert newest[["per_head", "percent_of_gdp", "place"]].tolist() == [2012, 2011, 2010]


@pytest.mark.parametrize(
    ("known", "year"),
    [
        ({("A", 2012), ("A", 2011), ("B", 2011)}, 2012),  # 90 of 100: enough
        ({("B", 2012), ("A", 2011), ("B", 2011)}, 2011),
        ({("B", 2012), ("B", 2011)}, None),
    ],
)
def test_enough_is_ninety_percent_of_what_all_receive(known, year):
    received = {("A", 2011): 89.0, ("B", 2011): 11.0, ("A", 2012): 90.0, ("B", 2012): 10.0}
    assert find_year(received, known, 2012) == year


def test_a_year_that_is_chosen_is_taken_whatever_it_says(annual, catalog):
    frame = compile_atlas(annual, catalog, ["worldbank"], {"year": 2010, "span": [2009, 2010]})
    assert set(frame["time_period"]) == {2009, 2010}
    weights = look_up(frame, "percent_of_gdp")
    assert weights[("MEX", 2010)] == pytest.approx(10) and math.isnan(weights[("IND", 2010)])


def test_what_is_missing_says_so(compiled):
    own = compiled[(compiled["ref_area"] == "TON") & (compiled["time_period"] == 2012)].set_index("measure")
    assert own.loc[["amount", "rank"], "note"].tolist() == ["no value in 2012"] * 2
    assert own.loc[["amount", "rank", "per_head"], "obs_status"].tolist() == ["M"] * 3


def test_what_is_beyond_a_limit_is_marked_and_stays(annual, catalog):
    marked = mark_years(annual, find_beyond(annual, catalog))
    weights = compile_atlas(marked, catalog, ["worldbank"], SPAN)
    statuses = look_up(weights, "percent_of_gdp", column="obs_status")
    assert (statuses[("GTM", 2011)], statuses[("MEX", 2011)]) == ("U", "A")
    assert look_up(weights, "percent_of_gdp")[("GTM", 2011)] == pytest.approx(160)
    note = look_up(weights, "percent_of_gdp", column="note")[("GTM", 2011)]
    assert note == "remittances received come to more than gross domestic product"


def test_every_measure_has_its_unit(compiled):
    units = compiled.groupby("measure")["unit_measure"].agg(set).to_dict()
    plain = {"amount": {"USD million"}, "rank": {"rank"}, "place": {"rank"}, "per_head": {"USD"}}
    assert units == {name: plain.get(name, {"percent"}) for name in units} and plain.keys() < units.keys()


def test_every_series_names_its_economy_and_its_vintage(compiled):
    series, vintages = (look_up(compiled, "percent_of_goods", column=name) for name in ("series", "vintage"))
    assert series[("GTM", 2010)] == "BX.TRF.PWKR.CD.DT@GTM; TX.VAL.MRCH.CD.WT@GTM"
    assert (vintages[("GTM", 2010)], vintages[("MEX", 2010)]) == ("2026-04; 2025-H2", "2026-04; 2013-12")
    placed = look_up(compiled, "place", column="series")[("GTM", 2010)]
    assert {name.partition("@")[2] for name in placed.split("; ")} == {"GTM"}


def test_a_basis_that_not_all_economies_share_is_refused(annual, catalog):
    with pytest.raises(DataError, match=r"at bases: national have no series of the lead column that all economies sh"):
        compile_atlas(annual, catalog, ["national"], SPAN)


def test_without_a_year_that_says_enough_there_is_no_atlas(annual, catalog):
    early = annual[annual["time_period"] == 2009]
    with pytest.raises(DataError, match="there is no year in which enough economies have a value"):
        compile_atlas(early, catalog, ["worldbank"], SPAN)
