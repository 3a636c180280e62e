import pandas as pd
import pytest

from remesas.tables.series import compute_values

RECEIPTS = "banxico:SE27803"


@pytest.fixture
def receipts(annual_series):
    return annual_series({RECEIPTS: ("USD million", {2001: 1, 2003: 3})})


def test_years_without_a_value_say_why(receipts):
    rows = receipts.get(RECEIPTS, [2000, 2001, 2002, 2004])
    assert list(rows["obs_status"]) == ["M", "A", "M", "M"]
    assert list(rows["note"]) == ["begins in 2001", "", "has no value", "ends in 2003"]
    assert set(rows["unit_measure"]) == {"USD million"} and set(rows["vintage"]) == {"2026-01-01"}


def test_a_series_that_no_snapshot_in_use_holds_says_so(receipts):
    rows = receipts.get("banxico:SE36593", [2001])
    assert list(rows["note"]) == ["no snapshot in use"] and rows["obs_value"].isna().all()
    assert receipts.all("banxico:SE36593").empty
    assert list(receipts.all(RECEIPTS).index) == [2001, 2003]


def test_other_areas_and_trade_with_single_partners_are_left_out(annual_series):
    assert annual_series({RECEIPTS: ("USD million", {2001: 1})}, ref_area="USA").all(RECEIPTS).index.tolist() == [2001]


def test_a_formula_begins_when_all_of_its_series_have_begun(annual_series):
    series = annual_series({"a:x": ("USD", {2001: 1}), "a:y": ("USD", {2003: 1})})
    assert series.find_beginning("{a:x} - {a:y}") == 2003
    assert series.find_beginning("{a:x} - {a:absent}") == 2001
    assert series.find_beginning("{a:absent}") == 0


def test_values_of_a_formula(catalog, annual_series):
    series = annual_series(
        {
            "worldbank:TX.VAL.FUEL.ZS.UN": ("percent", {2003: 11.2326729646685}),
            "worldbank:TX.VAL.MRCH.CD.WT": ("USD million", {2003: 165396}),
        }
    )
    share, total = "{worldbank:TX.VAL.FUEL.ZS.UN}", "{worldbank:TX.VAL.MRCH.CD.WT}"
    # 165,396 × 0.112326729646685 = 18,578.39
    assert compute_values(series, catalog, f"{share} * {total}", [2003])[2003] == pytest.approx(18578.3918, abs=1e-3)
    assert compute_values(series, catalog, f"{share} * {total} / {total}", [2003])[2003] == pytest.approx(0.11232673)
    assert list(compute_values(series, catalog, "1", [2003, 2004])) == [1, 1]


def test_a_formula_over_a_series_without_a_snapshot_has_the_unit_of_the_catalog(catalog, receipts):
    values = compute_values(receipts, catalog, f"{{{RECEIPTS}}} - {{banxico:SE36593}}", [2001])
    assert pd.isna(values[2001])
