import pandas as pd
import pytest

from remesas.catalog.tables import Table
from remesas.derive.indicators import Spans, derive_indicators

GROSS = {
    ("national", "gross", "remittances"): {2001: 10, 2002: 20, 2003: 25},
    ("national", "gross", "tourism"): {2001: None, 2002: 10, 2003: 10},
    ("national", "gross", "oil"): {2001: 40, 2002: 50, 2003: 20},
}


def context(**series):
    rows = [
        {"name": name, "time_period": year, "obs_value": float(value), "obs_status": "A", "note": "", "series": name}
        for name, values in series.items()
        for year, value in values.items()
    ]
    return pd.DataFrame(rows).set_index(["name", "time_period"]).sort_index()


CONTEXT = context(
    gdp={2001: 1000, 2002: 1000, 2003: 500}, population={2001: 1e6, 2002: 2e6, 2003: 2e6}, prices={2002: 50, 2003: 100}
)


@pytest.fixture
def derived(cells, catalog):
    """Look up ``(measure, indicator, period)`` among the indicators of some cells."""

    def run(values, spans=((2001, 2003),)):
        frame = derive_indicators(cells(values), {"national": CONTEXT}, Spans(tuple(spans), 2003), catalog)
        return frame.set_index(["measure", "indicator", "time_period"])

    return run


def test_shares_and_ranks_of_a_complete_year(derived):
    frame = derived(GROSS)
    # 2003: 25 + 10 + 20 = 55
    assert frame.loc[("share", "remittances", "2003"), "obs_value"] == pytest.approx(100 * 25 / 55)
    ranks = [frame.loc[("rank", name, "2003"), "obs_value"] for name in ("remittances", "oil", "tourism")]
    assert ranks == [1, 2, 3]


def test_a_year_that_lacks_a_source_is_not_ranked(derived):
    row = derived(GROSS).loc[("rank", "remittances", "2001")]
    assert pd.isna(row["obs_value"])
    assert (row["obs_status"], row["note"]) == ("M", "no figure for tourism")


def test_growth_on_the_year_before(derived):
    frame = derived(GROSS)
    assert frame.loc[("growth", "remittances", "2002"), "obs_value"] == pytest.approx(100)
    assert frame.loc[("growth", "remittances", "2003"), "obs_value"] == pytest.approx(25)
    assert frame.loc[("growth", "remittances", "2001"), "note"] == "no year before"
    assert pd.isna(frame.loc[("growth", "tourism", "2002"), "obs_value"])


def test_compound_growth_and_its_deviation(derived):
    frame = derived(GROSS)
    # (25 / 10) ^ (1/2) - 1 = 58.1139%; growth 100 and 25: mean 62.5, standard deviation 53.0330
    assert frame.loc[("compound_growth", "remittances", "2001/2003"), "obs_value"] == pytest.approx(58.113883)
    assert frame.loc[("growth_deviation", "remittances", "2001/2003"), "obs_value"] == pytest.approx(53.033009)
    assert frame.loc[("compound_growth", "tourism", "2001/2003"), "obs_status"] == "M"


def test_a_span_to_the_newest_year_ends_with_the_last_figure(derived):
    values = GROSS | {("national", "gross", "oil"): {2001: 40, 2002: 50, 2003: None}}
    frame = derived(values, [(2001, "newest")])
    assert frame.loc[("compound_growth", "oil", "2001/2002"), "obs_value"] == pytest.approx(25)
    assert ("compound_growth", "remittances", "2001/2003") in frame.index


def test_growth_of_a_balance_that_changes_its_sign_means_nothing(derived):
    frame = derived({("national", "net", "oil"): {2001: 10, 2002: -5, 2003: 5}})
    assert frame.loc[("growth", "oil", "2002"), "note"] == "an amount is missing or not positive"
    assert pd.isna(frame.loc[("compound_growth", "oil", "2001/2003"), "obs_value"])


def test_relative_to_gdp_population_and_prices(derived):
    frame = derived(GROSS)
    assert frame.loc[("percent_of_gdp", "remittances", "2003"), "obs_value"] == pytest.approx(5)  # 25 of 500 million
    assert frame.loc[("per_head", "remittances", "2003"), "obs_value"] == pytest.approx(12.5)  # 25 million / 2 million
    assert frame.loc[("constant_prices", "remittances", "2002"), "obs_value"] == pytest.approx(40)  # 20 × 100 / 50
    assert frame.loc[("constant_prices", "remittances", "2001"), "note"] == "consumer prices: no value for the year"


def test_remittances_per_dollar(derived):
    frame = derived(GROSS)
    assert frame.loc[("per_oil", "remittances", "2003"), "obs_value"] == pytest.approx(1.25)
    assert frame.loc[("per_tourism", "remittances", "2001"), "note"] == "no figure for remittances or tourism"


def test_a_ratio_takes_the_status_of_its_own_two_amounts(cells, catalog):
    frame = cells(GROSS)
    broken = (frame["indicator"] == "oil") & (frame["time_period"] == 2003)
    frame.loc[broken, "obs_status"] = "B"
    derived = derive_indicators(frame, {"national": CONTEXT}, Spans((), 2003), catalog)
    statuses = derived.set_index(["measure", "time_period"])["obs_status"]
    assert (statuses["per_oil", "2003"], statuses["per_tourism", "2003"]) == ("B", "A")


def test_amounts_without_a_flow_have_no_shares_and_no_ratios(cells, catalog):
    plain = {(basis, "", name): years for (basis, _, name), years in GROSS.items()}
    derived = derive_indicators(cells(plain), {"national": CONTEXT}, Spans((), 2003), catalog)
    assert {"rank", "growth"} <= set(derived["measure"])
    assert not {"share", "per_oil"} & set(derived["measure"])
    assert "rank among the amounts of the year" in set(derived["formula"])


def test_a_missing_amount_keeps_its_reason(derived):
    assert derived(GROSS).loc[("per_head", "tourism", "2001"), "note"] == "no survey"


def test_a_span_that_begins_after_the_last_figure_has_no_growth(derived):
    row = derived(GROSS, [(2005, "newest")]).loc[("compound_growth", "oil", "2005/2005")]
    assert pd.isna(row["obs_value"]) and row["obs_status"] == "M"


def test_growth_over_a_break_says_so(cells, catalog):
    frame = cells({("national", "gross", "oil"): {2001: 40, 2002: 50, 2003: 60}})
    frame.loc[frame["time_period"] == 2002, ["obs_status", "note"]] = ["B", "reclassified"]
    spans = Spans(growth=((2001, 2003), (2002, 2003)), price_base=2003)
    derived = derive_indicators(frame, {"national": CONTEXT}, spans, catalog).set_index(["measure", "time_period"])
    over = derived.loc[("compound_growth", "2001/2003")]
    assert (over["obs_status"], over["note"]) == ("B", "break in 2002: reclassified")
    after = derived.loc[("compound_growth", "2002/2003")]
    assert (after["obs_status"], after["note"]) == ("B", "reclassified")
    assert derived.loc[("growth", "2002"), "note"] == "reclassified"


def test_only_amounts_of_one_unit_are_ranked_and_only_money_is_related_to_gdp(cells, catalog):
    values = {("national", "", "oil"): {2002: 5, 2003: 6}, ("national", "", "tourism"): {2002: 1, 2003: 9}}
    frame = cells(values)
    frame.loc[frame["indicator"] == "oil", "unit_measure"] = "persons"
    derived = derive_indicators(frame, {"national": CONTEXT}, Spans(((2002, 2003),), 2003), catalog)
    rows = derived.set_index(["indicator", "measure", "time_period"])["obs_value"]
    assert rows["oil", "rank", "2003"] == rows["tourism", "rank", "2003"] == 1
    assert set(derived.loc[derived["indicator"] == "oil", "measure"]) == {
        "rank", "growth", "compound_growth", "growth_deviation",
    }  # fmt: skip
    assert rows["tourism", "percent_of_gdp", "2003"] == pytest.approx(100 * 9 / 500)


@pytest.mark.parametrize("base", [1900, 2004])
def test_a_base_year_without_a_price_index_is_the_reason_of_every_missing_amount(cells, catalog, base):
    frame = derive_indicators(cells(GROSS), {"national": CONTEXT}, Spans(((2001, 2003),), base), catalog)
    row = frame.set_index(["measure", "indicator", "time_period"]).loc["constant_prices", "remittances", "2002"]
    assert (row["obs_status"], row["note"]) == ("M", f"consumer prices: no value in {base}")


def test_ranks_are_among_the_columns_that_tables_show(cells, catalog):
    two = Table(title="Two of them", flow="gross", columns=("remittances", "tourism"))
    small = catalog.model_copy(update={"tables": {"t": two}})
    frame = derive_indicators(cells(GROSS), {"national": CONTEXT}, Spans((), 2003), small)
    derived = frame.set_index(["measure", "indicator", "time_period"])["obs_value"]
    assert (derived["rank", "remittances", "2003"], derived["rank", "tourism", "2003"]) == (1, 2)
    assert derived["share", "remittances", "2003"] == pytest.approx(100 * 25 / 35)
    assert ("rank", "oil", "2003") not in derived.index

    both = catalog.model_copy(update={"tables": {**catalog.tables, "t": two}})
    assert both.is_whole("table1") and not both.is_whole("t")


def test_what_is_related_to_an_estimate_is_one_and_says_so(cells, catalog):
    related = CONTEXT.copy()
    related.loc[("prices", 2002), ["obs_status", "note"]] = ["E", "mean of 11 of 12 months"]
    frame = derive_indicators(cells(GROSS), {"national": related}, Spans((), 2003), catalog)
    rows = frame.set_index(["measure", "indicator", "time_period"])
    row = rows.loc["constant_prices", "remittances", "2002"]
    assert row["obs_value"] == pytest.approx(40)  # 20 × 100 / 50
    assert (row["obs_status"], row["note"]) == ("E", "consumer prices: mean of 11 of 12 months")
    assert rows.loc[("percent_of_gdp", "remittances", "2002"), "obs_status"] == "A"


def test_amounts_by_foreign_direct_investment(cells, catalog):
    related = context(investment={2001: 20, 2002: -4})
    frame = derive_indicators(cells(GROSS), {"national": related}, Spans((), 2003), catalog)
    rows = frame[frame["indicator"] == "remittances"].set_index(["measure", "time_period"]).loc["per_investment"]
    assert rows.loc["2001", "obs_value"] == pytest.approx(0.5)
    assert rows.loc["2002", "note"] == "an amount is missing or not positive"
    assert rows.loc["2003", "note"] == "foreign direct investment: no value for the year"
