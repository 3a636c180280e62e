"""Values far from their neighbours: what is caught, what is not, and that today's figures are all explained."""

import math

import numpy as np
import pandas as pd
import pytest

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import Course, Period, Series, Unusual
from remesas.core.vintages import mark_in_use
from remesas.harmonise.course import find_leaps, measure_leaps
from remesas.harmonise.slips import find_noughts
from remesas.ingest.observations import read_all
from support.project import ROOT

ENTRY = Series(
    id="x", dataset="d", title="X", label="X", unit="USD million", freq="M", annual="sum", ref_area="MEX",
    bounds=(0, 1e6), course=(Course(single=1.3, newest=1.6),),
)  # fmt: skip
MONTHS = [str(month) for month in pd.period_range("2015-01", "2020-12", freq="M")]


def seasonal() -> list[float]:
    """A series that doubles each December and grows by 5 percent a year."""
    return [100 * 1.05 ** (place / 12) * (2 if place % 12 == 11 else 1) for place in range(len(MONTHS))]


def leaps(values, entry=ENTRY, periods=MONTHS):
    rows = pd.DataFrame({
        "source": "s", "series": "x", "ref_area": "MEX", "counterpart_area": "_Z", "vintage": "2021",
        "freq": entry.freq, "unit_measure": "USD million", "time_period": periods, "obs_value": values,
    })  # fmt: skip
    catalog = Catalog.model_construct(series={"s:x": entry})
    found = find_leaps(rows, catalog)
    return dict(zip(found["time_period"], found["size"], strict=True))


def changed(place, factor):
    values = seasonal()
    values[place] *= factor
    return values


def test_a_season_is_no_leap():
    assert leaps(seasonal()) == {}


@pytest.mark.parametrize("place", [0, 5, 11, 23, 35, 47, 59, 60, 66, 71])
@pytest.mark.parametrize("factor", [0.1, 1 / 3, 3, 10])
def test_a_factor_of_three_is_found_wherever_it_stands_and_nothing_else_is(place, factor):
    assert list(leaps(changed(place, factor))) == [MONTHS[place]]


@pytest.mark.parametrize(("factor", "found"), [(1.25, False), (1.35, True), (0.75, True), (0.78, False)])
def test_the_declared_bound_decides(factor, found):
    assert bool(leaps(changed(30, factor))) is found


def test_a_december_in_november_is_found():
    values = seasonal()
    values[34] = values[35]  # copied from the month after
    assert list(leaps(values)) == ["2017-11"]


def test_the_size_is_the_multiple_of_what_is_allowed():
    assert leaps(changed(30, 3.0))["2017-07"] == pytest.approx(math.log(3) / math.log(1.3))


@pytest.mark.parametrize(
    ("places", "factor", "years"),
    [
        (range(60, 72), 3, ["2020"]),  # the newest year: each month has twelve before it that say nothing
        (range(60, 72), 1 / 3, ["2020"]),
        (range(63, 72), 3, ["2020"]),  # but for its first months
        (range(36, 60), 3, ["2018", "2019"]),  # two years, and back
        (range(48, 72), 2, ["2019", "2020"]),  # a level that stays: what is shorter may be wrong
        (range(24), 2, ["2015", "2016"]),
        (range(60, 72), 1.5, []),  # within the bound, 1.6
    ],
)
def test_years_at_another_level_are_told_as_years(places, factor, years):
    values = [value * (factor if place in places else 1) for place, value in enumerate(seasonal())]
    assert list(leaps(values)) == years


def test_a_level_that_is_declared_is_no_leap():
    values = [value * (1 if place < 48 else 2) for place, value in enumerate(seasonal())]
    broken = ENTRY.model_copy(update={"breaks": (Period(period="2019-01", note="counted anew"),)})
    unusual = ENTRY.model_copy(update={"unusual": (Unusual(first="2019", last="2019", reason="a new tax"),)})
    wide = ENTRY.model_copy(update={"course": (Course(single=1.3, newest=1.6, year=2.1),)})
    assert leaps(values) and leaps(values, broken) == leaps(values, unusual) == leaps(values, wide) == {}


def test_a_nought_among_amounts_is_one_as_a_tenth_of_the_smallest():
    # the smallest is 100, the first; 100 x 1.05^2.5 was to be expected
    assert leaps(changed(30, 0)) == {"2017-07": pytest.approx(math.log(10 * 1.05**2.5) / math.log(1.3))}


def test_what_is_declared_as_unusual_is_not_told():
    entry = ENTRY.model_copy(update={"unusual": (Unusual(first="2017-07", last="2017-07", reason="a strike"),)})
    assert leaps(changed(30, 3), entry) == {} and leaps(changed(31, 3), entry)


def test_of_years_those_before_and_after_decide():
    entry = ENTRY.model_copy(update={"freq": "A"})
    years = [str(year) for year in range(2000, 2010)]
    steady = [100 * 1.1**place for place in range(10)]
    assert leaps(steady, entry, years) == {}
    assert list(leaps([*steady[:5], 3 * steady[5], *steady[6:]], entry, years)) == ["2005"]
    assert list(leaps([*steady[:9], 3 * steady[9]], entry, years)) == ["2009"]
    assert list(leaps([steady[0] / 3, *steady[1:]], entry, years)) == ["2000"]


def test_years_of_an_annual_series_at_another_level_are_told():
    entry = ENTRY.model_copy(update={"freq": "A"})
    years = [str(year) for year in range(2000, 2012)]
    values = [100 * 1.1**place * (3 if place > 8 else 1) for place in range(12)]
    assert list(leaps(values, entry, years)) == ["2009", "2010", "2011"]


def test_balances_are_measured_in_their_own_unit():
    entry = ENTRY.model_copy(update={"signed": True, "freq": "A", "course": (Course(single=50, newest=90),)})
    years = [str(year) for year in range(2000, 2007)]
    assert leaps([10, -5, 20, 60, 15, 0, -10], entry, years) == {}
    assert leaps([10, -5, 20, 90, 15, 0, -10], entry, years) == {
        "2003": pytest.approx(62.5 / 50)
    }  # growth −75, of the years around −12.5


def test_quarters_are_named_as_they_are_written():
    periods = [f"{year}-Q{quarter}" for year in range(2010, 2016) for quarter in range(1, 5)]
    measured = measure_leaps(pd.Series(np.arange(1.0, 25.0), index=periods), "Q", signed=False)
    assert list(measured.index) == periods


def test_the_course_of_an_area_comes_before_that_of_all():
    entry = ENTRY.model_copy(
        update={"course": (Course(single=2, newest=3), Course(areas=("MEX",), single=1.1, newest=1.2))}
    )
    assert entry.course_of("MEX").single == 1.1 and entry.course_of("USA").single == 2
    assert (
        ENTRY.model_copy(update={"course": (Course(areas=("USA",), single=1.1, newest=1.2),)}).course_of("MEX") is None
    )


@pytest.fixture(scope="module")
def used(catalog):
    """The observations in use."""
    observations = read_all(sorted((ROOT / "raw").rglob("*.meta.yaml")), catalog)[1]
    return observations[mark_in_use(observations, {"default": "newest"})]


def test_no_value_in_use_leaves_its_course_unsaid(used, catalog):
    assert find_leaps(used, catalog).empty


def test_every_bound_is_under_three(catalog):
    """So that a tenth, a third and threefold are found in every series that has a course."""
    bounds = [
        (name, item.single, item.newest)
        for name, entry in catalog.series.items()
        if not entry.signed
        for item in entry.course
    ]
    assert len(bounds) > 70 and all(1 < single <= newest < 3 for _, single, newest in bounds)


def test_what_is_unusual_needs_its_exemption(used, catalog):
    """An exemption that nothing needs would hide the next wrong value."""
    bare = {name: entry.model_copy(update={"unusual": ()}) for name, entry in catalog.series.items()}
    every = catalog.model_copy(update={"series": bare})
    found = pd.concat([find_leaps(used, every), find_noughts(used, every)])
    told = {(f"{row.source}:{row.series}", row.time_period) for row in found.itertuples()}
    for name, entry in catalog.series.items():
        for item in entry.unusual:
            assert {(name, item.first), (name, item.last)} <= told, (name, item)


@pytest.mark.parametrize("freq", ["M", "A"])
def test_the_distances_of_an_even_growth_are_nought(freq):
    periods = MONTHS if freq == "M" else [str(year) for year in range(1990, 2010)]
    measured = measure_leaps(pd.Series([2.0**place for place in range(len(periods))], periods), freq, signed=False)
    held = measured.stack().dropna()
    assert len(held) and held.abs().max() < 1e-9


def test_of_months_the_growth_on_the_year_before_is_measured_from_both_sides():
    values = pd.Series(100.0, MONTHS)
    values["2017-07"] = 300.0
    measured = measure_leaps(values, "M", signed=False)
    # before 2016 no growth is known, after 2019 none that follows
    assert measured.loc["2015-12", "before"] != measured.loc["2015-12", "before"]
    assert measured.loc["2017-07", "before"] == pytest.approx(math.log(3))
    assert measured.loc["2017-07", "after"] == pytest.approx(math.log(3))
    assert measured.loc["2016-07", "after"] == pytest.approx(-math.log(3))
    assert measured.loc["2018-07", "before"] == pytest.approx(-math.log(3))
    assert measured.loc["2017-08", "before"] == 0  # the month before says one thing, the one after another
    assert measured.loc["2020-01":, "after"].isna().all()


def test_a_missing_month_is_bridged_by_the_side_that_is_there():
    values = pd.Series(100.0, MONTHS).drop(["2017-05", "2017-06"])
    values["2017-07"] = 300.0
    measured = measure_leaps(values, "M", signed=False)
    assert list(measured.index) == MONTHS
    assert measured.loc["2017-07", "before"] == pytest.approx(math.log(3))
    assert measured.loc["2017-06"].isna().all()


def test_amounts_in_another_unit_are_measured_in_that_of_the_series():
    entry = ENTRY.model_copy(update={"signed": True, "course": (Course(single=50, newest=90),), "freq": "A"})
    rows = pd.DataFrame({
        "source": "s", "series": "x", "ref_area": "MEX", "counterpart_area": "_Z", "vintage": "2021", "freq": "A",
        "unit_measure": "USD thousand", "time_period": [str(year) for year in range(2000, 2007)],
        "obs_value": [10e3, -5e3, 20e3, 90e3, 15e3, 0, -10e3],
    })  # fmt: skip
    found = find_leaps(rows, Catalog.model_construct(series={"s:x": entry}))
    assert found.to_dict("records") == [{
        "source": "s", "series": "x", "ref_area": "MEX", "counterpart_area": "_Z", "vintage": "2021",
        "time_period": "2003", "size": pytest.approx(62.5 / 50),
    }]  # fmt: skip


@pytest.mark.parametrize(("factor", "found"), [(1.55, False), (1.65, True), (0.65, False), (0.6, True)])
def test_the_newest_value_has_a_bound_of_its_own(factor, found):
    assert bool(leaps(changed(71, factor))) is found


def test_what_is_unusual_covers_its_periods_and_area():
    entry = ENTRY.model_copy(
        update={"unusual": (Unusual(ref_area="USA", first="2017-07", last="2017-07", reason="a strike"),)}
    )
    assert list(leaps(changed(30, 3), entry)) == ["2017-07"]
    longer = ENTRY.model_copy(update={"unusual": (Unusual(first="2017-06", last="2017-09", reason="a strike"),)})
    assert leaps(changed(30, 3), longer) == {}
