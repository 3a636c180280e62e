"""Copies and noughts: found where they stand, whatever their size, and nowhere in today's figures."""

import pandas as pd
import pytest

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import Course, Series, Unusual
from remesas.core.vintages import mark_in_use
from remesas.harmonise.slips import count_digits, find_copies, find_noughts
from remesas.ingest.observations import read_all
from support.project import ROOT

ENTRY = Series(
    id="x", dataset="d", title="X", label="X", unit="USD million", freq="M", annual="sum", ref_area="*",
    bounds=(0, 1e6), course=(Course(areas=("MEX",), single=1.3, newest=1.6),),
)  # fmt: skip
QUARTER = [4697.875942, 4490.899527, 5190.678501]


def observe(values, area="MEX", freq="M", first="2025-01"):
    months = [str(month) for month in pd.period_range(first, periods=len(values), freq=freq)]
    return pd.DataFrame({
        "source": "s", "series": "x", "ref_area": area, "counterpart_area": "_Z", "vintage": "2026", "freq": freq,
        "unit_measure": "USD million", "time_period": months, "obs_value": values,
    })  # fmt: skip


def copies(values, area="MEX"):
    found = find_copies(observe(values, area), Catalog.model_construct(series={"s:x": ENTRY}))
    return dict(zip(found["time_period"], found["other"], strict=True))


@pytest.mark.parametrize("area", ["MEX", "GTM"])
def test_a_quarter_that_stands_twice_is_told_with_the_months_of_both(area):
    assert copies([*QUARTER, 4761.123, *QUARTER], area) == {
        "2025-01": "2025-05", "2025-02": "2025-06", "2025-03": "2025-07",
        "2025-05": "2025-01", "2025-06": "2025-02", "2025-07": "2025-03",
    }  # fmt: skip


def test_two_months_in_a_row_and_figures_of_few_digits_may_come_twice():
    assert copies([*QUARTER[:2], 4761.123, *QUARTER[:2], 5000]) == {}
    assert copies([3.1, 3.25, 3.3, 4, 3.1, 3.25, 3.3]) == {}  # seven digits in all
    assert copies([3.599999904, 3.099999905, 3.700000048, 4, 3.599999904, 3.099999905, 3.700000048]) == {}


def test_runs_are_looked_for_within_a_series_and_area():
    rows = pd.concat([observe(QUARTER), observe(QUARTER, "GTM")], ignore_index=True)
    assert find_copies(rows, Catalog.model_construct(series={"s:x": ENTRY})).empty


def test_the_figure_of_the_month_before_is_told_of_areas_that_have_a_course():
    values = [4697.87, 4697.87, 5156.5, 4761.1, 5000, 5000]
    assert copies(values) == {"2025-01": "2025-02", "2025-02": "2025-01"}
    assert copies([4697.9, 4697.9]) == {}  # five digits
    assert copies(values, "GTM") == {}  # an estimate that goes on
    assert copies([100000.0, 100000.0, 0, 0]) == {}


def test_a_copy_that_the_catalog_explains_is_not_told():
    entry = ENTRY.model_copy(update={"unusual": (Unusual(first="2025-01", last="2025-02", reason="a coincidence"),)})
    found = find_copies(observe([4697.87, 4697.87, 5156.5]), Catalog.model_construct(series={"s:x": entry}))
    assert found.empty


def test_an_estimate_that_goes_on_for_years_is_no_run():
    assert copies([1396296.263] * 6, "GTM") == {}


@pytest.mark.parametrize(("value", "digits"), [
    (3.59999990463257, 2), (15138686409.0, 7), (0.00125, 3), (-12756764558.0, 7), (12829800000.0, 6), (0.0, 0),
])  # fmt: skip
def test_digits_that_say_something(value, digits):
    assert count_digits(value) == digits


def noughts(values, freq="M", **entry):
    catalog = Catalog.model_construct(series={"s:x": ENTRY.model_copy(update={"freq": freq, **entry})})
    return list(find_noughts(observe(values, freq=freq), catalog)["time_period"])


def test_a_nought_in_a_month_or_quarter_is_told_unless_the_catalog_says_why():
    assert noughts([5, 0, 7, 0]) == ["2025-02", "2025-04"]
    assert noughts([5, 0], "Q") == ["2025Q2"]
    assert noughts([5, 0, 7], signed=True) == []
    assert noughts([5, 0, 0], unusual=(Unusual(first="2025-02", last="2025-02", reason="no ship"),)) == ["2025-03"]


def test_years_may_be_nought():
    rows = observe([5, 0], freq="Y").assign(freq="A")
    assert find_noughts(rows, Catalog.model_construct(series={"s:x": ENTRY})).empty


def test_no_figure_in_use_is_a_copy_or_a_nought_without_a_reason(catalog):
    observations = read_all(sorted((ROOT / "raw").rglob("*.meta.yaml")), catalog)[1]
    used = observations[mark_in_use(observations, {"default": "newest"})]
    assert find_copies(used, catalog).empty and find_noughts(used, catalog).empty
