import pandas as pd
import pytest

from remesas.catalog.series import Remark
from remesas.harmonise.annual import to_annual
from support.project import ROOT


def observations(series, unit, values, source="banxico", ref_area="MEX"):
    return pd.DataFrame(
        {
            "ref_area": ref_area,
            "counterpart_area": "_Z",
            "freq": "M",
            "time_period": list(values),
            "obs_value": list(values.values()),
            "unit_measure": unit,
            "obs_status": "A",
            "source": source,
            "series": series,
            "vintage": "2026-07-01",
        }
    )


def months(year, value, count=12):
    return {f"{year}-{month:02d}": float(value) for month in range(1, count + 1)}


def only(frame):
    assert len(frame) == 1
    return frame.iloc[0]


def test_flows_are_summed_and_put_in_millions(catalog):
    # January to November 100 million each, December 50 million: 1,150 million
    values = months(2020, 100e6, 11) | {"2020-12": 50e6}
    row = only(to_annual(observations("SE27803", "USD", values), catalog))
    assert row["obs_value"] == pytest.approx(1150)
    assert (row["unit_measure"], row["obs_status"], row["time_period"]) == ("USD million", "A", 2020)


def test_an_index_is_averaged(catalog):
    # 1 to 12: mean 6.5
    values = {f"2020-{month:02d}": float(month) for month in range(1, 13)}
    row = only(to_annual(observations("CPIAUCNS", "index", values, "bls", "USA"), catalog))
    assert row["obs_value"] == pytest.approx(6.5)
    assert row["unit_measure"] == "index"


@pytest.mark.parametrize("count", [1, 11])
def test_a_year_with_a_missing_month_has_no_value(catalog, count):
    row = only(to_annual(observations("SE27803", "USD", months(2026, 1e9, count)), catalog))
    assert pd.isna(row["obs_value"])
    assert row["obs_status"] == "M"
    assert row["note"] == f"{count} of 12 months published"


def test_a_declared_gap_is_the_reason(catalog):
    values = {period: value for period, value in months(2025, 320, 11).items() if period != "2025-10"}
    row = only(to_annual(observations("CPIAUCNS", "index", values, "bls", "USA"), catalog))
    assert (row["obs_status"], pd.isna(row["obs_value"])) == ("M", True)
    assert row["note"].startswith("10 of 12 months published; 2025-10: no price survey")


def test_a_price_index_may_do_without_the_month_of_a_declared_gap(catalog):
    # January to December but October, 1 to 12: (78 - 10) / 11
    values = {f"2025-{month:02d}": float(month) for month in range(1, 13) if month != 10}
    row = only(to_annual(observations("CPIAUCNS", "index", values, "bls", "USA"), catalog))
    assert row["obs_value"] == pytest.approx(68 / 11)
    assert row["obs_status"] == "E"
    assert row["note"].startswith("mean of 11 of 12 months; 2025-10: no price survey")


def test_another_month_than_the_declared_one_may_not_lack(catalog):
    row = only(to_annual(observations("CPIAUCNS", "index", months(2025, 320, 11), "bls", "USA"), catalog))
    assert (row["obs_status"], pd.isna(row["obs_value"])) == ("M", True)


def test_a_declared_break_marks_its_first_year(catalog):
    values = months(1990, 1000) | months(1991, 2600) | months(1992, 2900) | months(1993, 3400)
    annual = to_annual(observations("924", "USD million", values, "inegi"), catalog)
    assert list(annual["obs_status"]) == ["A", "B", "A", "B"]
    assert annual["note"].iloc[1] == "includes the maquiladoras from 1991 on"


def test_a_break_of_one_area_leaves_others_alone(catalog):
    frames = [
        observations("TX.VAL.FUEL.ZS.UN", "percent", {"1992": 18.0}, "worldbank", area).assign(freq="A")
        for area in ("MEX", "BRA")
    ]
    annual = to_annual(pd.concat(frames), catalog).set_index("ref_area")
    assert annual.loc["MEX", "obs_status"] == "B"
    assert annual.loc["BRA", "obs_status"] == "A"


@pytest.mark.parametrize(
    ("vintage", "statuses"), [("2023-11-11", ["A", "B", "A", "A"]), ("2026-07-01", ["A", "B", "B", "A"])]
)
def test_a_break_that_a_revision_made_is_in_the_vintages_after_it(catalog, vintage, statuses):
    # the rules of October 2002 are in every vintage; the step of 2007 came with the review announced in 2024
    values = {period: value for year in (2002, 2003, 2007, 2008) for period, value in months(year, 1e9).items()}
    annual = to_annual(observations("SE27803", "USD", values).assign(vintage=vintage), catalog)
    assert list(annual["obs_status"]) == statuses


def test_the_world_banks_remittances_break_for_mexico_alone(catalog):
    frames = [
        observations("BX.TRF.PWKR.CD.DT", "USD", {str(year): 1e9 for year in (2002, 2003, 2007)}, "worldbank", area)
        .assign(freq="A", vintage=vintage)
        for area, vintage in (("MEX", "2026-04-08"), ("GTM", "2026-04-08"), ("MEX", "2013-12"))
    ]  # fmt: skip
    annual = to_annual(pd.concat(frames), catalog)
    statuses = annual.groupby(["ref_area", "vintage"])["obs_status"].agg("".join)
    assert statuses.to_dict() == {
        ("GTM", "2026-04-08"): "AAA", ("MEX", "2013-12"): "ABA", ("MEX", "2026-04-08"): "ABB",
    }  # fmt: skip


def test_the_revision_of_2007_is_in_the_months():
    # what the break of 2007-07 rests on: nothing was raised before May 2007, all but one month by 4% from July on
    old, new = (
        pd.read_csv(ROOT / f"raw/banxico/{vintage}/remittances.csv", dtype={"time_period": str})
        .query("series == 'SE27803'").set_index("time_period")["obs_value"]
        for vintage in ("2023-11-11", "2026-07-01")
    )  # fmt: skip
    raised = (100 * (new / 1e6 / old - 1)).dropna()
    assert raised[:"2007-04"].abs().max() < 0.01
    assert raised["2007-07":"2007-12"].between(4, 5).all()


def test_the_last_digit_does_not_depend_on_other_vintages(catalog):
    """SE32150 of 2000, of which 12 values in thousand dollars add up to 16,124,312."""
    file = ROOT / "raw/banxico/2026-06-20/ce125.csv"
    held = pd.read_csv(file, dtype={"time_period": str}).query("series == 'SE32150' and '2000' <= time_period < '2001'")
    rows = observations("SE32150", "USD thousand", dict(zip(held["time_period"], held["obs_value"], strict=True)))
    assert sum(held["obs_value"]) == pytest.approx(16124312)
    several = pd.concat([rows, rows.assign(vintage="2026-08-01")])
    for frame in (rows, several, several.sample(frac=1, random_state=1)):
        assert set(to_annual(frame, catalog)["obs_value"]) == {16124.312}


def test_years_that_mean_something_else_are_marked_in_their_area_alone(catalog):
    # the shares of 1990 and 1991 leave the maquiladoras out, of Mexico
    years = {str(year): 18.0 for year in range(1989, 1994)}
    frames = [
        observations("TX.VAL.FUEL.ZS.UN", "percent", years, "worldbank", area).assign(freq="A")
        for area in ("MEX", "BRA")
    ]
    annual = to_annual(pd.concat(frames), catalog)
    statuses = annual.groupby("ref_area")["obs_status"].agg("".join).to_dict()
    assert statuses == {"BRA": "AAAAA", "MEX": "DDDBA"}
    assert set(annual.loc[annual["obs_status"] == "D", "note"]) == {"the share leaves the maquiladoras out"}
    assert set(annual.loc[annual["obs_status"] == "A", "note"]) == {""}


@pytest.mark.parametrize(
    ("first", "last", "statuses"),
    [(2001, None, "ADDM"), (None, 2001, "DDAM"), (2001, 2001, "ADAM"), (None, None, "DDDM"), (2003, 2003, "AAAM")],
)
def test_a_remark_covers_its_years_and_leaves_a_missing_one_its_reason(catalog, first, last, statuses):
    declared = Remark(first=first, last=last, status="D", note="wider")
    entry = catalog.series["banxico:SE27803"].model_copy(update={"remarks": (declared,), "breaks": ()})
    small = catalog.model_copy(update={"series": {**catalog.series, "banxico:SE27803": entry}})
    values = months(2000, 1e6) | months(2001, 1e6) | months(2002, 1e6) | months(2003, 1e6, 5)
    annual = to_annual(observations("SE27803", "USD", values), small)
    assert "".join(annual["obs_status"]) == statuses
    assert list(annual["note"]) == [{"A": "", "D": "wider", "M": "5 of 12 months published"}[mark] for mark in statuses]


def test_a_break_in_a_year_without_value_is_none(catalog):
    annual = to_annual(observations("SE27803", "USD", months(2003, 1e6, 11)), catalog)
    assert list(annual["obs_status"]) == ["M"] and list(annual["note"]) == ["11 of 12 months published"]


def test_years_are_put_in_order_by_series_area_and_vintage(catalog):
    rows = observations("SE27803", "USD", months(2001, 1e6) | months(2000, 1e6))
    other = observations("SE36593", "USD thousand", months(2000, 1e3))
    annual = to_annual(pd.concat([rows.assign(vintage="2025-01-01"), other, rows]), catalog)
    assert list(zip(annual["series"], annual["vintage"], annual["time_period"], strict=True)) == [
        ("SE27803", "2025-01-01", 2000), ("SE27803", "2025-01-01", 2001),
        ("SE27803", "2026-07-01", 2000), ("SE27803", "2026-07-01", 2001), ("SE36593", "2026-07-01", 2000),
    ]  # fmt: skip
    assert list(annual["obs_value"]) == [12, 12, 12, 12, 12]
    assert list(annual.index) == [0, 1, 2, 3, 4]


def test_quarters_that_lack_are_counted_as_quarters(catalog):
    rows = observations("CE174-credit", "USD million", {"2022-Q1": 1.0, "2022-Q2": 2.0, "2022-Q3": 3.0})
    annual = to_annual(rows.assign(freq="Q"), catalog)
    assert list(annual["note"]) == ["3 of 4 quarters published"] and annual["obs_value"].isna().all()
