"""What is lost, and how it is named; what stands at another level."""

import pandas as pd
import pytest

from remesas.core.errors import DataError, UnitError
from remesas.update.comparison import (
    check_level,
    check_losses,
    check_places,
    describe_rows,
    find_absent_areas,
    find_changes,
    find_shortened,
)


def rows(series, source="worldbank", vintage="2026-06", **areas):
    """Observations of 1 by area, in the years given, as ``harmonise`` makes them."""
    return pd.DataFrame(
        [
            {"source": source, "series": series, "ref_area": area, "counterpart_area": "_Z", "time_period": str(year),
             "obs_value": 1.0, "tolerance": 0.005, "vintage": vintage}
            for area, years in areas.items() for year in years
        ]
    )  # fmt: skip


@pytest.mark.parametrize(("lacking", "is_refused"), [(1, False), (2, False), (3, True)])
def test_a_provider_of_many_areas_may_withdraw_up_to_a_twentieth(catalog, lacking, is_refused):
    """40 observations of two areas: 5% are 2."""
    previous = rows("NY.GDP.MKTP.CD", MEX=range(2000, 2020), BRA=range(2000, 2020))
    tidy = rows("NY.GDP.MKTP.CD", vintage="2026-07", MEX=range(2000, 2020), BRA=range(2000 + lacking, 2020))
    lost = find_changes(tidy, previous, previous.iloc[:0]).lost
    assert len(lost) == lacking
    assert (len(find_shortened(lost, previous, catalog)) > 0) is is_refused


def test_a_series_of_one_area_may_lose_nothing(catalog):
    previous = rows("SE27803", "banxico", MEX=range(2000, 2020))
    lost = find_changes(previous.iloc[:-1], previous, previous.iloc[:0]).lost
    assert len(find_shortened(lost, previous, catalog)) == 1


def test_all_that_would_be_lost_is_named_by_series_areas_and_periods():
    lost = pd.concat([rows("A", MEX=[2001, 2002, 2004], BRA=[2001]), rows("B", MEX=[1999])])
    assert describe_rows(lost) == "A 2001 to 2002, 2004 of BRA, MEX (4), B 1999 (1)"
    with pytest.raises(DataError, match=r"take away A 2001 .* B 1999 \(1\)\. What to do: .* say --withdrawn 5\."):
        check_losses(lost, 4)
    check_losses(lost, 5)


def test_areas_that_a_file_lacks_are_not_lost():
    previous = rows("A", MEX=[2001], BRA=[2001], ARG=[2001])
    tidy = rows("A", MEX=[2001])
    assert find_changes(tidy, previous, previous.iloc[:0]).lost.empty
    assert find_absent_areas(tidy, previous) == {"A": ["ARG", "BRA"]}


def test_two_economies_that_were_exchanged_are_noticed_in_a_file_and_one_that_a_provider_revised_is_taken():
    """Honduras with the amounts of Guatemala, and the other way round: the series as a whole keeps its level."""
    previous = rows("BX.TRF.PWKR.CD.DT", HND=range(2000, 2020), GTM=range(2000, 2020), MEX=range(1980, 2020))
    previous["obs_value"] = previous["ref_area"].map({"HND": 4.0, "GTM": 8.0, "MEX": 20.0})
    tidy = previous.assign(vintage="2026-07", ref_area=previous["ref_area"].replace({"HND": "GTM", "GTM": "HND"}))
    check_level(tidy, previous)
    with pytest.raises(UnitError, match="its values of GTM are 0"):
        check_level(tidy, previous, by_area=True)
    check_level(previous, previous, by_area=True)


def amounts(area, first, *values, vintage="2026-06"):
    frame = rows("BX.TRF.PWKR.CD.DT", vintage=vintage, **{area: range(first, first + len(values))})
    return frame.assign(obs_value=values)


GUATEMALA, HONDURAS = [15437.41, 18210.57, 19978.36, 21650.92], [7370.17, 8683.26, 9181.02, 9743.57]


def test_values_that_slipped_by_a_year_are_no_revision():
    """Guatemala's remittances a year later: each within a third of what it was, so that they passed as revised."""
    held = amounts("GTM", 2021, *GUATEMALA)
    slipped = amounts("GTM", 2021, 13000, *GUATEMALA[:3], vintage="2026-07")
    with pytest.raises(DataError, match=r"of GTM from 2022 on .* vintage 2026-06 has of GTM from 2021 on") as error:
        check_places(slipped, held)
    assert error.value.period == "2022" and "--allow-revised" in error.value.remedy
    check_places(held.assign(vintage="2026-07"), held)
    check_places(held.assign(vintage="2026-07", obs_value=held["obs_value"] * 1.02), held)
    check_places(slipped.iloc[:3], held)  # two values alone may be those of other years
    check_places(slipped.assign(time_period=["2025", "2026", "2027", "2028"]), held)  # new years revise nothing
    check_places(held, pd.DataFrame(columns=held.columns))  # the first vintage of all


def test_values_of_another_economy_are_no_revision_either():
    held = pd.concat([amounts("GTM", 2021, *GUATEMALA), amounts("HND", 2021, *HONDURAS)])
    taken = pd.concat([amounts("GTM", 2021, *HONDURAS, vintage="2026-07"), amounts("HND", 2021, *HONDURAS)])
    with pytest.raises(DataError, match=r"of GTM from 2021 on .* has of HND from 2021 on"):
        check_places(taken, held)
    check_places(taken[taken["ref_area"] == "HND"], held)
