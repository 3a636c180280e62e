"""A value that a check finds wrong is marked in its year, with a remark that pages can say."""

import pandas as pd
import pytest

from remesas.core.files import empty_frame, write_frame
from remesas.core.frames import ANNUAL, DOUBTS, IDENTITIES
from remesas.core.notes import read_note
from remesas.core.vintages import mark_in_use
from remesas.harmonise.annual import to_annual
from remesas.harmonise.doubts import describe_doubts, find_doubts, mark_periods, mark_years
from remesas.harmonise.identities import evaluate_identities
from remesas.ingest.observations import read_all
from support.project import ROOT


@pytest.fixture(scope="module")
def observations(catalog):
    metas = [ROOT / "raw" / f"banxico/{name}.meta.yaml" for name in ("2026-06-20/ce125", "2026-07-01/remittances")]
    return read_all(metas, catalog)[1]


def wrong(observations, series, period, factor):
    there = (observations["series"] == series) & (observations["time_period"] == period)
    return observations.assign(obs_value=observations["obs_value"].where(~there, observations["obs_value"] * factor))


def doubts_of(observations, catalog):
    used = observations[mark_in_use(observations, {"default": "newest"})]
    return find_doubts(used, evaluate_identities(used, catalog), catalog)


def test_todays_figures_raise_none(observations, catalog):
    assert doubts_of(observations, catalog).empty


def test_a_month_out_of_course_marks_its_year(observations, catalog, tmp_path):
    changed = wrong(observations, "SE27803", "2020-03", 0.1)
    doubts = doubts_of(changed, catalog)
    write_frame(doubts, tmp_path / "doubts.csv", DOUBTS)
    assert list(doubts["time_period"]) == ["2020-03"] and list(doubts["check"]) == ["course"]
    assert describe_doubts(doubts) == [
        "banxico:SE27803, MEX, 2020-03: far from what the values around it let expect (course)."
    ]
    annual = to_annual(changed, catalog).assign(in_use=True)[list(ANNUAL.columns)]
    marked = mark_years(annual, doubts)
    differs = marked[(marked["obs_status"] != annual["obs_status"]) | (marked["note"] != annual["note"])]
    assert list(differs["time_period"]) == [2020] and list(differs["obs_status"]) == ["U"]
    assert list(differs["note"]) == ["2020-03: far from what the values around it let expect"]
    assert read_note(differs["note"].iloc[0])[1]["period"] == "2020-03"


def test_a_series_that_does_not_add_up_is_marked_where_it_is_wrong(observations, catalog):
    doubts = doubts_of(wrong(observations, "SE33538", "2024-07", 1.05), catalog)  # five percent
    assert set(doubts["check"]) == {"ce125-non-oil-exports"} and set(doubts["time_period"]) == {"2024-07"}
    assert "SE33538" in set(doubts["series"]) and "SE35397" not in set(doubts["series"])


def test_a_doubtful_year_with_a_break_is_doubtful_and_says_both(observations, catalog):
    changed = wrong(observations, "SE27803", "2003-02", 3)
    annual = to_annual(changed, catalog).assign(in_use=True)[list(ANNUAL.columns)]
    row = mark_years(annual, doubts_of(changed, catalog)).query("series == 'SE27803' and time_period == 2003").iloc[0]
    assert row["obs_status"] == "U"
    assert "2003-02: far from" in row["note"] and "rules of October 2002" in row["note"]


def test_doubtful_months_keep_their_mark(observations, catalog):
    changed = wrong(observations, "SE27803", "2020-03", 0.1)
    marked = mark_periods(changed, doubts_of(changed, catalog))
    assert list(marked.loc[marked["obs_status"] == "U", "time_period"]) == ["2020-03"]


def test_without_doubts_nothing_changes(observations, catalog):
    annual = to_annual(observations, catalog).assign(in_use=True)[list(ANNUAL.columns)]
    pd.testing.assert_frame_equal(mark_years(annual, empty_frame(DOUBTS)), annual)
    assert find_doubts(observations.iloc[:0], empty_frame(IDENTITIES), catalog).empty


def test_a_doubtful_year_marks_all_its_months_and_no_others(observations):
    doubts = pd.DataFrame([{
        "source": "banxico", "series": "SE27803", "ref_area": "MEX", "counterpart_area": "_Z", "vintage": "2026-07-01",
        "time_period": "2020", "check": "x", "note": "does not add up with what else is published",
    }])  # fmt: skip
    marked = mark_periods(observations, doubts)
    found = marked[marked["obs_status"] == "U"]
    assert list(found["time_period"]) == [f"2020-{month:02}" for month in range(1, 13)]
    assert set(found["series"]) == {"SE27803"}


def test_a_doubt_about_a_year_is_said_without_the_period_and_several_are_joined(observations, catalog):
    annual = to_annual(observations, catalog).assign(in_use=True)[list(ANNUAL.columns)]
    own = {"source": "banxico", "series": "SE27803", "ref_area": "MEX", "counterpart_area": "_Z", "check": "x"}
    doubts = pd.DataFrame([
        own | {"vintage": "2026-07-01", "time_period": "2020", "note": "one"},
        own | {"vintage": "2026-07-01", "time_period": "2020-05", "note": "two"},
        own | {"vintage": "2025-01-01", "time_period": "2021", "note": "of another vintage"},
        own | {"vintage": "2026-07-01", "ref_area": "USA", "time_period": "2021", "note": "of another area"},
    ])  # fmt: skip
    marked = mark_years(annual, doubts)
    differs = marked[marked["note"] != annual["note"]]
    assert list(differs["time_period"]) == [2020] and list(differs["note"]) == ["one; 2020-05: two"]
    assert list(differs["obs_status"]) == ["U"]


def test_a_remark_comes_before_the_doubt(observations, catalog):
    changed = wrong(observations, "SE27803", "2003-02", 3)
    annual = to_annual(changed, catalog).assign(in_use=True)[list(ANNUAL.columns)]
    row = mark_years(annual, doubts_of(changed, catalog)).query("series == 'SE27803' and time_period == 2003").iloc[0]
    assert row["note"].startswith("the method changed") and "; 2003-02: far from" in row["note"]
