"""Sums over twelve months of made months: values by hand, a gap, a break, the vintage in use."""

import pandas as pd
import pytest

from remesas.catalog.entries import Period
from remesas.derive.twelve_months import sum_twelve_months

AMOUNT, NUMBER = "banxico:SE27803", "banxico:SE27808"


def months(reference, values, first="2010-01", vintage="2026-01-01", unit="USD million"):
    """Observations of one series from the values of consecutive months; None is a month that is not there."""
    source, series = reference.split(":")
    names = pd.period_range(first, periods=len(values), freq="M").astype(str)
    return pd.DataFrame([
        {"ref_area": "MEX", "counterpart_area": "_Z", "freq": "M", "time_period": name, "obs_value": float(value),
         "unit_measure": unit, "obs_status": "A", "source": source, "series": series, "vintage": vintage}
        for name, value in zip(names, values, strict=True) if value is not None
    ])  # fmt: skip


def used(*parts):
    """The vintages in use, as annual frames say them."""
    return pd.concat(parts).drop_duplicates(["series", "vintage"]).assign(note="", in_use=True)


@pytest.fixture
def derive(catalog):
    def run(*parts, in_use=None, breaks=()):
        series = dict(catalog.series)
        for name in (AMOUNT, NUMBER):
            declared = tuple(breaks) if name == AMOUNT else ()
            series[name] = series[name].model_copy(update={"breaks": declared})
        changed = catalog.model_copy(update={"series": series})
        annual = used(*parts) if in_use is None else in_use
        frame = sum_twelve_months(pd.concat(parts), annual, changed, ("national", "worldbank"), "MEX")
        return frame.set_index(["measure", "time_period"])

    return run


def test_only_complete_windows_are_summed(derive):
    frame = derive(months(AMOUNT, [*range(1, 13), 13]))
    # 1 + 2 + … + 12 = 78; a month later 2 + 3 + … + 13 = 90
    assert frame.loc["amount", "obs_value"].to_dict() == {"2010-12": 78.0, "2011-01": 90.0}
    assert set(frame["basis"]) == {"national"}


def test_a_missing_month_leaves_every_window_with_it_empty(derive):
    frame = derive(months(AMOUNT, [1.0] * 13 + [None] + [1.0] * 12))
    held = frame.loc["amount", "obs_value"]
    # February 2011 lacks: of the windows to December 2010 … February 2012, those to February 2011 … January 2012 do
    assert list(held.index[held.notna()]) == ["2010-12", "2011-01", "2012-02"]
    row = frame.loc[("amount", "2011-02")]
    assert (row["obs_status"], row["note"]) == ("M", "2011-02: has no value")


def test_number_average_and_growth(derive):
    frame = derive(
        months(AMOUNT, [10.0] * 12 + [9.0] * 12), months(NUMBER, [40_000] * 12 + [30_000] * 12, unit="operations")
    )
    # 2010: 120 million by 480,000 = 250 dollars; 2011: 108 million by 360,000 = 300
    assert frame.loc[("operations", "2011-12"), "obs_value"] == 360_000
    assert frame.loc[("average", "2010-12"), "obs_value"] == pytest.approx(250)
    assert frame.loc[("average", "2011-12"), "obs_value"] == pytest.approx(300)
    assert frame.loc[("amount_growth", "2011-12"), "obs_value"] == pytest.approx(-10)
    assert frame.loc[("operations_growth", "2011-12"), "obs_value"] == pytest.approx(-25)
    assert frame.loc[("average_growth", "2011-12"), "obs_value"] == pytest.approx(20)
    assert frame.loc[("average", "2011-12"), "series"] == "SE27803; SE27808"


def test_a_break_marks_the_windows_and_growth_that_it_lies_in(derive):
    frame = derive(months(AMOUNT, [1.0] * 36), breaks=[Period(period="2011-03", note="counted anew")])
    amounts, growth = (frame.loc[name, "obs_status"] for name in ("amount", "amount_growth"))
    # windows to March 2011 … January 2012 mix both levels; that of March 2011 to February 2012 has the new one alone
    marked = [str(month) for month in pd.period_range("2011-03", "2012-01", freq="M")]
    assert list(amounts.index[amounts == "B"]) == marked
    # growth sets windows of the new level against older ones until both lie behind the break: to January 2013
    assert set(growth) == {"B"}
    assert frame.loc[("amount_growth", "2012-12"), "note"] == "counted anew"


def test_the_vintage_in_use_is_summed_in_its_own_unit(derive):
    old = months(AMOUNT, [1e6] * 12, vintage="2020-01-01", unit="USD")
    new = months(AMOUNT, [2.0] * 12, vintage="2026-01-01")
    frame = derive(old, new, in_use=used(old))
    assert frame.loc[("amount", "2010-12"), "obs_value"] == pytest.approx(12)
    assert frame.loc[("amount", "2010-12"), "vintage"] == "2020-01-01"


def test_no_monthly_series_no_windows(catalog, derive):
    short = months(AMOUNT, [1.0] * 11)
    assert len(derive(short)) == 0
    frame = sum_twelve_months(short, used(short), catalog, ("worldbank",), "MEX")
    assert len(frame) == 0 and "measure" in frame.columns


def test_growth_lies_on_one_level_from_the_second_year_after_a_break_on(derive):
    frame = derive(months(AMOUNT, [1.0] * 39), breaks=[Period(period="2011-03", note="counted anew")])
    growth = frame.loc["amount_growth"]
    # to February 2013: March 2012 to February 2013 on March 2011 to February 2012, both after the break
    assert list(growth.index[growth["obs_status"] == "A"]) == ["2013-02", "2013-03"]
    assert growth.loc["2013-01", "note"] == "counted anew" and growth.loc["2013-02", "note"] == ""


def test_a_doubtful_month_marks_the_windows_that_it_is_in(derive):
    rows = months(AMOUNT, [1.0] * 26)
    rows.loc[rows["time_period"] == "2010-12", "obs_status"] = "U"
    amounts = derive(rows).loc["amount"]
    assert list(amounts.index[amounts["obs_status"] == "U"]) == [
        str(month) for month in pd.period_range("2010-12", "2011-11", freq="M")
    ]
    assert amounts.loc["2011-11", "note"] == "2010-12: doubtful: a check of the data fails"
    assert (amounts.loc["2011-12", "obs_status"], amounts.loc["2011-12", "note"]) == ("A", "")
    # of several doubtful months their years are named
    rows.loc[rows["time_period"] == "2010-11", "obs_status"] = "U"
    note = derive(rows).loc[("amount", "2011-01"), "note"]
    assert note == "2010: doubtful: a check of the data fails"


def test_a_month_that_is_said_to_be_missing_has_no_value(derive):
    rows = months(AMOUNT, [1.0] * 13)
    rows.loc[rows["time_period"] == "2010-05", "obs_status"] = "M"
    amounts = derive(rows).loc["amount"]
    assert amounts["obs_status"].to_dict() == {"2010-12": "M", "2011-01": "M"}
    assert amounts["obs_value"].isna().all()
    assert amounts.loc["2010-12", "note"] == "2010-05: has no value"


def test_growth_on_a_window_that_is_not_there_says_which_month_lacks(derive):
    growth = derive(months(AMOUNT, [1.0] * 5 + [None] + [1.0] * 20)).loc["amount_growth"]
    row = growth.loc["2011-12"]  # on the twelve months to December 2010, without June
    assert pd.isna(row["obs_value"])
    assert (row["obs_status"], row["note"]) == ("M", "2010-06: has no value")


def test_breaks_of_the_number_mark_the_average_and_not_the_amount(catalog):
    series = dict(catalog.series)
    for name, breaks in ((AMOUNT, ()), (NUMBER, (Period(period="2010-06", note="all firms report"),))):
        series[name] = series[name].model_copy(update={"breaks": breaks})
    parts = [months(AMOUNT, [10.0] * 24), months(NUMBER, [40_000] * 24, unit="operations")]
    frame = sum_twelve_months(
        pd.concat(parts), used(*parts), catalog.model_copy(update={"series": series}), ("national",), "MEX"
    ).set_index(["measure", "time_period"])
    held = frame[["obs_status", "note"]]
    assert tuple(held.loc[("amount", "2010-12")]) == ("A", "")
    assert tuple(held.loc[("operations", "2010-12")]) == ("B", "all firms report")
    assert tuple(held.loc[("average", "2010-12")]) == ("B", "all firms report")
    assert tuple(held.loc[("average_growth", "2011-12")]) == ("B", "all firms report")
    assert tuple(held.loc[("amount_growth", "2011-12")]) == ("A", "")


def test_only_the_months_of_the_economy_itself_count(derive):
    own = months(AMOUNT, [1.0] * 12)
    others = [own.assign(ref_area="USA"), own.assign(counterpart_area="USA"),
              own.assign(freq="Q", time_period="2010-Q1").iloc[:1]]  # fmt: skip
    frame = derive(own, *others, in_use=used(own))
    assert frame.loc["amount", "obs_value"].to_dict() == {"2010-12": 12.0}


def test_every_measure_says_its_unit_formula_and_series(derive):
    frame = derive(months(AMOUNT, [10.0] * 24), months(NUMBER, [40_000] * 24, unit="operations"))
    said = {
        name: tuple(frame.loc[(name, "2011-12"), ["unit_measure", "formula", "series", "vintage"]])
        for name in frame.index.unique("measure")
    }
    both, vintages = "SE27803; SE27808", "2026-01-01; 2026-01-01"
    assert said == {
        "amount": ("USD million", "sum of twelve months of SE27803 [USD million]", "SE27803", "2026-01-01"),
        "operations": ("operations", "sum of twelve months of SE27808 [operations]", "SE27808", "2026-01-01"),
        "average": ("USD", "amount / operations", both, vintages),
        "amount_growth": ("percent", "100 × (amount / amount twelve months before − 1)", "SE27803", "2026-01-01"),
        "operations_growth": (
            "percent", "100 × (operations / operations twelve months before − 1)", "SE27808", "2026-01-01",
        ),
        "average_growth": ("percent", "100 × (average / average twelve months before − 1)", both, vintages),
    }  # fmt: skip
    assert set(frame["indicator"]) == {"remittances"} and set(frame["ref_area"]) == {"MEX"}


def test_on_a_year_of_nothing_there_is_no_growth(derive):
    growth = derive(months(AMOUNT, [0.0] * 12 + [1.0] * 12)).loc["amount_growth"]
    assert list(growth.index) == ["2011-12"] and growth["obs_value"].isna().all()


def test_on_a_year_of_less_than_a_million_there_is(derive):
    frame = derive(months(AMOUNT, [0.05] * 12 + [0.06] * 12))
    assert frame.loc[("amount_growth", "2011-12"), "obs_value"] == pytest.approx(20)
