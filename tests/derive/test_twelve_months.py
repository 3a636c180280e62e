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
