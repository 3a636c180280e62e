"""Steps are found where they are, and only there."""

import numpy as np
import pandas as pd
import pytest

from remesas.harmonise.steps import find_steps
from support.project import ROOT

MONTHS = pd.period_range("1995-01", "2014-12", freq="M")


def observed(values, series="SE27803", vintage="2023-11-11"):
    rows = {
        "ref_area": "MEX", "counterpart_area": "_Z", "freq": "M", "time_period": [str(month) for month in MONTHS],
        "obs_value": values, "source": "banxico", "series": series, "vintage": vintage,
    }  # fmt: skip
    return pd.DataFrame(rows)


@pytest.fixture
def made():
    """Twenty years that grow by half a percent a month, with seasons and noise; from a month on multiplied."""

    def make(noise=0.02, **factors):
        noise = np.random.default_rng(1).normal(0, noise, len(MONTHS))
        seasons = 1 + 0.2 * np.cos(MONTHS.month.to_numpy() * np.pi / 6)
        values = 1e8 * 1.005 ** np.arange(len(MONTHS)) * seasons * np.exp(noise)
        for month, factor in factors.items():
            values[MONTHS.get_loc(month.replace("_", "-")[1:]) :] *= factor
        return values

    return make


def test_a_level_that_moves_up_is_a_step_of_its_size_in_its_month(made, catalog):
    (step,) = find_steps(observed(made(m2008_05=1.3)), catalog).to_dict("records")
    assert step["time_period"] == "2008-05"
    assert step["change_percent"] == pytest.approx(30, abs=5)
    assert (step["explained"], step["others"]) == ("", 0)


def test_a_level_that_moves_down_is_a_step_too(made, catalog):
    (step,) = find_steps(observed(made(m2008_05=0.7)), catalog).to_dict("records")
    assert (step["time_period"], step["change_percent"] < -20) == ("2008-05", True)


@pytest.mark.parametrize("factors", [{}, {"m2008_05": 1.05}])
def test_growth_seasons_and_small_moves_are_no_steps(made, catalog, factors):
    assert not len(find_steps(observed(made(**factors)), catalog))


@pytest.mark.parametrize(("factor", "found"), [(1.095, 0), (1.105, 1)])
def test_a_step_has_ten_percent_at_least_however_clear_it_is(made, catalog, factor, found):
    assert len(find_steps(observed(made(noise=0.0001, m2008_05=factor)), catalog)) == found


def test_a_single_high_month_is_no_step(made, catalog):
    assert not len(find_steps(observed(made(m2008_05=2.0, m2008_06=0.5)), catalog))


def test_prices_are_not_judged(made, catalog):
    prices = observed(made(m2008_05=1.5), "CPIAUCNS").assign(source="bls", ref_area="USA")
    assert not len(find_steps(prices, catalog))


def test_a_declared_break_explains_a_step_of_its_time_and_no_other(made, catalog):
    steps = find_steps(observed(made(m2003_01=1.4, m2008_05=1.4)), catalog).set_index("time_period")
    assert steps.loc["2003-01", "explained"].startswith("the method changed")
    assert steps.loc["2008-05", "explained"] == ""


def test_steps_of_other_series_at_the_time_are_counted(made, catalog):
    series = {"SE27803": 0.7, "SE27808": 0.7, "SE32150": 1.4}
    frames = [observed(made(m2008_05=factor), name) for name, factor in series.items()]
    assert find_steps(pd.concat(frames), catalog).set_index("series")["others"].to_dict() == {
        "SE27803": 1, "SE27808": 1, "SE32150": 0,
    }  # fmt: skip


@pytest.fixture(scope="module")
def remittances():
    rows = pd.read_csv(ROOT / "raw/banxico/2026-07-01/remittances.csv", dtype={"time_period": str})
    own = rows[rows["series"] == "SE27803"]
    return own.assign(freq="M", source="banxico", vintage="2026-07-01")


def test_without_its_entry_the_step_of_2003_is_found_and_open(catalog, remittances):
    # month on the month a year before: 2002-12 +21.1%, 2003-01 +47.8%, 2003-12 +45.9%, 2004-01 +2.9%;
    # 2000-12 +13.5%, 2001-01 +43.6%, 2002-01 +8.6%
    entry = catalog.series["banxico:SE27803"]
    bare = catalog.model_copy(
        update={"series": {**catalog.series, "banxico:SE27803": entry.model_copy(update={"breaks": ()})}}
    )
    steps = find_steps(remittances, bare).set_index("time_period")
    assert list(steps.index) == ["2001-01", "2003-01"]
    assert steps.loc["2003-01", "change_percent"] == pytest.approx(30, abs=5)
    assert not steps["explained"].any()


def test_with_its_entry_only_that_of_2001_is_open(catalog, remittances):
    steps = find_steps(remittances, catalog)
    assert list(steps.loc[steps["explained"] == "", "time_period"]) == ["2001-01"]


@pytest.mark.parametrize(("file", "series"), [("remittances", "SE27803"), ("remittance-operations", "SE27808")])
def test_the_note_of_2003_says_what_the_months_show(catalog, file, series):
    rows = pd.read_csv(ROOT / f"raw/banxico/2026-07-01/{file}.csv", dtype={"time_period": str})
    months = rows[rows["series"] == series].set_index("time_period")["obs_value"]
    growth = 100 * (months / months.shift(12) - 1)
    before, december = growth["2002-01":"2002-11"], growth["2002-12"]
    assert before.max() < 16 < december < growth["2003-01":"2003-12"].min()  # 15.0 or 9.1; 21.1 or 23.0; 36.3 or 40.0
    for reference in (f"banxico:{series}", "worldbank:BX.TRF.PWKR.CD.DT", "worldbank:BX.TRF.PWKR.CD"):
        (note,) = (item.note for item in catalog.series[reference].breaks if item.period.startswith("2003"))
        assert note.endswith("(from January 2003 on, in part in December 2002 already)")
