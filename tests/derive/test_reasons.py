"""Whatever amounts are given: a value is there and finite, or it is missing, and a remark says why."""

import numpy as np
import pandas as pd
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from remesas.derive.indicators import Spans, derive_indicators
from remesas.derive.twelve_months import sum_twelve_months

YEARS = [2001, 2002, 2003, 2004]
NAMES = ["remittances", "oil", "tourism"]
AMOUNT, NUMBER = "banxico:SE27803", "banxico:SE27808"
amounts = st.lists(st.sampled_from([None, -5.0, 0.0, 1.0, 40.0]), min_size=len(YEARS), max_size=len(YEARS))
contexts = st.fixed_dictionaries({
    name: st.dictionaries(st.sampled_from(YEARS), st.sampled_from([1.0, 1000.0]), max_size=4)
    for name in ("gdp", "population", "prices", "investment")
})  # fmt: skip
monthly = st.lists(st.sampled_from([None, 0.0, 1.0]), min_size=36, max_size=36)
few = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])


def check_reasons(frame: pd.DataFrame) -> None:
    missing = frame["obs_value"].isna()
    assert np.isfinite(frame.loc[~missing, "obs_value"]).all()
    assert set(frame.loc[missing, "obs_status"]) <= {"M"} and "M" not in set(frame.loc[~missing, "obs_status"])
    assert (frame.loc[missing, "note"] != "").all(), frame[missing & (frame["note"] == "")].to_string()


def test_an_indicator_has_a_value_or_a_reason(cells, catalog):
    @few
    @given(st.lists(amounts, min_size=3, max_size=3), contexts, st.sampled_from(["gross", "net"]))
    @example([[1.0, 40.0, 1.0, 40.0]] * 3, {"gdp": {2001: 1000.0}}, "gross")
    @example([[1.0, 40.0, 1.0, 40.0], [0.0] * 4, [0.0] * 4], {"investment": {2001: 1000.0}}, "gross")
    def check(columns, context, flow):
        values = {
            ("national", flow, name): dict(zip(YEARS, column, strict=True))
            for name, column in zip(NAMES, columns, strict=True)
        }
        spans = Spans(((2001, 2002), (2001, 2004), (2003, "newest")), 2003)
        frame = derive_indicators(cells(values), {"national": index_context(context)}, spans, catalog)
        check_reasons(frame)
        assert set(frame["measure"]) >= {"rank", "growth", "compound_growth", "growth_deviation", "percent_of_gdp"}

    check()


def index_context(context: dict[str, dict[int, float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [(name, year, value, "A", "", name) for name, years in context.items() for year, value in years.items()],
        columns=["name", "time_period", "obs_value", "obs_status", "note", "series"],
    ).set_index(["name", "time_period"])


def observe(reference: str, values: list[float | None], unit: str) -> pd.DataFrame:
    source, series = reference.split(":")
    periods = pd.period_range("2010-01", periods=len(values), freq="M").astype(str)
    frame = pd.DataFrame({"time_period": periods, "obs_value": values}).astype({"obs_value": float}).dropna()
    return frame.assign(
        ref_area="MEX", counterpart_area="_Z", freq="M", unit_measure=unit, obs_status="A", source=source,
        series=series, vintage="2026-01-01",
    )  # fmt: skip


def test_twelve_months_have_a_value_or_a_reason(catalog):
    @few
    @given(monthly, monthly)
    @example([1.0] * 36, [0.0] * 36)
    def check(paid, counted):
        observed = pd.concat([observe(AMOUNT, paid, "USD million"), observe(NUMBER, counted, "operations")])
        check_reasons(sum_twelve_months(observed, name_used(observed), catalog, ("national",), "MEX"))

    check()


def name_used(observed: pd.DataFrame) -> pd.DataFrame:
    return observed.drop_duplicates("series").assign(note="", in_use=True)


def test_what_is_no_growth_or_has_one_year_of_it_says_so(cells, catalog):
    values = {("national", "gross", "remittances"): {2001: 10.0, 2002: 20.0}}
    frame = derive_indicators(cells(values), {"national": index_context({})}, Spans(((2001, 2002),), 2003), catalog)
    spans = frame.set_index("measure").loc[["compound_growth", "growth_deviation"]]
    assert spans["obs_value"].fillna(-1).tolist() == [100.0, -1.0]
    assert spans["note"].tolist() == ["", "the growth of one year alone has no deviation"]
    observed = pd.concat([observe(AMOUNT, [1.0] * 12, "USD million"), observe(NUMBER, [0.0] * 12, "operations")])
    months = sum_twelve_months(observed, name_used(observed), catalog, ("national",), "MEX").set_index("measure")
    average = months.loc["average"]
    assert (average["obs_status"], average["note"]) == ("M", "an amount is missing or not positive")
