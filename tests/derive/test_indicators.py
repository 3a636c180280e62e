import pandas as pd
import pytest

from remesas.catalog.tables import Table
from remesas.derive.indicators import Spans, derive_indicators, read_context

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


def test_a_basis_without_a_role_for_a_source_has_no_rank(cells, catalog):
    """A central bank that publishes remittances alone would have them first, among one."""
    country = catalog.countries["MEX"]
    gross = {"remittances": country.roles["national"]["gross"]["remittances"]}
    alone = catalog.model_copy(
        update={"countries": {"MEX": country.model_copy(update={"roles": {"national": {"gross": gross}}})}}
    )
    values = {("national", "gross", "remittances"): {2002: 20, 2003: 25}}
    frame = derive_indicators(cells(values), {"national": CONTEXT}, Spans((), 2003), alone)
    ranked = frame[frame["measure"].isin(["rank", "share"])]
    assert len(ranked) == 4 and ranked["obs_value"].isna().all()
    assert set(ranked["note"]) == {"no figure for tourism, oil, manufactures, agriculture"}


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
    assert frame.loc[("per_tourism", "remittances", "2001"), "note"] == "no figure for tourism"


def test_there_is_no_ratio_to_nothing(derived):
    """The Maldives exported no fuels in 2004 and 2005."""
    values = GROSS | {("national", "gross", "oil"): {2001: 0, 2002: 16, 2003: 20}}
    frame = derived(values)
    row = frame.loc[("per_oil", "remittances", "2001")]
    assert (row["obs_status"], row["note"]) == ("M", "an amount is missing or not positive") and pd.isna(
        row["obs_value"]
    )
    assert frame.loc[("per_oil", "remittances", "2003"), "obs_value"] == pytest.approx(1.25)


@pytest.mark.parametrize(("oil", "ratio"), [(0.001035, None), (0.49, None), (0.5, 4000.0)])
def test_there_is_no_ratio_to_what_a_table_shows_as_nothing(derived, oil, ratio):
    """Haiti's exports of fuel in 2016 were US$1,035: a 0 in a table in millions, and remittances two million times it.

    0.5 is shown as 1. Of a small economy more decimals are shown, so that 0.49 is no nothing there.
    """
    values = GROSS | {
        ("national", "gross", "remittances"): {2001: 1000.0, 2002: 2000.0, 2003: 2500.0},
        ("national", "gross", "oil"): {2001: 16.0, 2002: oil, 2003: 20.0},
    }
    frame = derived(values)
    reason = "the amount that it is related to rounds to nothing"
    told = frame.loc[("per_oil", "remittances", "2002")]
    assert (told["note"], frame.loc[("growth", "oil", "2003"), "note"]) == (("", "") if ratio else (reason, reason))
    assert told["obs_value"] == pytest.approx(ratio) if ratio else pd.isna(told["obs_value"])
    small = {key: {year: value and value / 10_000 for year, value in own.items()} for key, own in values.items()}
    small[("national", "gross", "oil")][2002] = 0.005
    assert derived(small).loc[("per_oil", "remittances", "2002"), "obs_value"] == pytest.approx(0.2 / 0.005)


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


def test_investment_that_rounds_to_nothing_is_no_base_and_half_a_unit_does_not(cells, catalog):
    """Amounts under a hundred are shown with one decimal: what is less than 0.05 rounds to nothing."""
    related = context(investment={2001: 0.05, 2002: 0.049})
    frame = derive_indicators(cells(GROSS), {"national": related}, Spans((), 2003), catalog)
    rows = frame[frame["indicator"] == "remittances"].set_index(["measure", "time_period"]).loc["per_investment"]
    assert (rows.loc["2001", "obs_value"], rows.loc["2001", "note"]) == (pytest.approx(200), "")  # 10 / 0.05
    assert rows.loc["2002", "note"] == "the amount that it is related to rounds to nothing"


def marked(frame, **marks):
    """Cells with statuses and remarks by year: ``y2002=("U", "a check fails")``."""
    for year, (status, note) in marks.items():
        frame.loc[frame["time_period"] == int(year[1:]), ["obs_status", "note"]] = [status, note]
    return frame


OIL = {("national", "gross", "oil"): {2001: 40, 2002: 50, 2003: 60}}


@pytest.fixture
def spanned(cells, catalog):
    """Status and note of compound growth over one span of oil, 40, 50 and 60, whose years have these marks."""

    def run(first, last, **marks):
        spans = Spans(((first, last),), 2003)
        frame = derive_indicators(marked(cells(OIL), **marks), {"national": CONTEXT}, spans, catalog)
        row = frame.set_index("measure").loc["compound_growth"]
        return row["obs_status"], row["note"]

    return run


def test_what_rests_on_a_doubtful_amount_is_doubtful(cells, catalog):
    frame = cells(GROSS)
    there = (frame["indicator"] == "remittances") & (frame["time_period"] == 2002)
    frame.loc[there, ["obs_status", "note"]] = ["U", "a check fails"]
    derived = derive_indicators(frame, {"national": CONTEXT}, Spans((), 2003), catalog)
    statuses = derived.set_index(["measure", "indicator", "time_period"])["obs_status"]
    assert [statuses["growth", "remittances", year] for year in ("2001", "2002", "2003")] == ["M", "U", "U"]
    assert [statuses["growth", "oil", year] for year in ("2002", "2003")] == ["A", "A"]
    # what the other sources are ranked with is doubtful in 2002 alone
    assert [statuses[measure, "oil", "2002"] for measure in ("rank", "share", "growth")] == ["U", "U", "A"]
    assert [statuses[measure, "oil", "2003"] for measure in ("rank", "share")] == ["A", "A"]
    assert statuses["percent_of_gdp", "remittances", "2002"] == "U"
    assert statuses["percent_of_gdp", "oil", "2002"] == "A"


def test_growth_over_a_span_says_what_is_said_of_its_ends(spanned):
    assert spanned(2001, 2003) == ("A", "")
    wider, estimated = ("D", "wider"), ("E", "estimated")
    assert spanned(2001, 2003, y2001=wider, y2002=estimated, y2003=wider) == ("D", "wider")
    assert spanned(2001, 2002, y2001=wider, y2002=estimated, y2003=("P", "early")) == ("D", "wider; estimated")
    assert spanned(2002, 2003, y2001=wider, y2002=estimated) == ("E", "estimated")


def test_growth_over_a_span_says_what_is_doubtful_inside_it(spanned):
    assert spanned(2001, 2003, y2002=("U", "a check fails")) == ("U", "a check fails")
    assert spanned(2001, 2002, y2003=("U", "a check fails")) == ("A", "")


def test_a_doubt_inside_a_span_is_said_beside_a_break_of_it(spanned):
    marks = {"y2002": ("U", "a check fails"), "y2003": ("B", "reclassified")}
    assert spanned(2001, 2003, **marks) == ("U", "a check fails; break in 2003: reclassified")


def test_a_doubtful_amount_beside_one_with_a_break_makes_a_doubtful_ratio(cells, catalog):
    frame = cells(GROSS)
    for name, mark in (("remittances", ("U", "a check fails")), ("oil", ("B", "reclassified"))):
        there = (frame["indicator"] == name) & (frame["time_period"] == 2002)
        frame.loc[there, ["obs_status", "note"]] = mark
    derived = derive_indicators(frame, {"national": CONTEXT}, Spans((), 2003), catalog)
    statuses = derived.set_index(["measure", "indicator", "time_period"])["obs_status"]
    assert [statuses["share", name, "2002"] for name in ("remittances", "oil")] == ["U", "U"]


def test_doubtful_prices_of_the_base_year_make_all_constant_prices_doubtful(cells, catalog):
    doubted = CONTEXT.copy()
    doubted.loc[("prices", 2003), "obs_status"] = "U"
    derived = derive_indicators(cells(GROSS), {"national": doubted}, Spans((), 2003), catalog)
    rows = derived[(derived["measure"] == "constant_prices") & derived["obs_value"].notna()]
    assert len(rows) > 1 and set(rows["obs_status"]) == {"U"}


def test_growth_over_a_span_says_in_which_years_much_was_in_no_class(spanned):
    narrower = ("D", "more than 5 percent of exports belong to no known class of goods")
    told = f"in 2001, 2002: {narrower[1]}"
    assert spanned(2001, 2003, y2001=narrower, y2002=narrower) == ("D", told)
    assert spanned(2001, 2003, y2002=(narrower[0], f"{narrower[1]}; processed food too"))[1].startswith("in 2002: more")
    assert spanned(2002, 2003, y2001=narrower) == ("A", "")
    assert spanned(2001, 2003, y2001=narrower, y2003=("U", "fails")) == ("U", f"in 2001: {narrower[1]}; fails")


def test_of_a_break_inside_a_span_only_what_is_new_is_told(spanned):
    marks = {"y2001": ("D", "wider"), "y2002": ("B", "reclassified; wider"), "y2003": ("D", "wider")}
    assert spanned(2001, 2003, **marks) == ("B", "break in 2002: reclassified")
    two = marks | {"y2003": ("B", "revised; wider")}
    assert spanned(2001, 2003, **two) == ("B", "break in 2002: reclassified; break in 2003: revised")


def test_one_year_of_growth_has_no_deviation(derived):
    frame = derived(GROSS, [(2002, 2003)])
    assert frame.loc[("compound_growth", "remittances", "2002/2003"), "obs_value"] == pytest.approx(25)
    row = frame.loc[("growth_deviation", "remittances", "2002/2003")]
    assert pd.isna(row["obs_value"]) and row["obs_status"] == "M"


@pytest.mark.parametrize("inside", [-5, 0, None])
def test_a_span_with_an_amount_that_has_no_growth_says_so(derived, inside):
    frame = derived({("national", "net", "oil"): {2001: 10, 2002: inside, 2003: 5}})
    for measure in ("compound_growth", "growth_deviation"):
        row = frame.loc[(measure, "oil", "2001/2003")]
        assert (row["obs_status"], row["note"]) == ("M", "an amount inside the span is missing or not positive")


def test_growth_from_or_to_an_amount_that_is_not_positive_says_so(derived):
    frame = derived({("national", "net", "oil"): {2000: 10, 2001: 0, 2002: 5, 2003: 10}})
    notes = [frame.loc[("growth", "oil", year), "note"] for year in ("2000", "2001", "2002", "2003")]
    assert notes == ["no year before", *["an amount is missing or not positive"] * 2, ""]
    assert frame.loc[("growth", "oil", "2003"), "obs_value"] == pytest.approx(100)


def test_equal_amounts_share_the_better_rank(derived):
    values = {("national", "gross", name): {2003: amount} for name, amount in (("oil", 5), ("tourism", 5))}
    frame = derived(values | {("national", "gross", "remittances"): {2003: 4}}, [])
    ranks = [frame.loc[("rank", name, "2003"), "obs_value"] for name in ("oil", "tourism", "remittances")]
    assert ranks == [1, 1, 3]


def test_every_measure_says_its_unit_and_formula(cells, catalog):
    related = pd.concat([CONTEXT, context(investment={2003: 50})]).sort_index()
    frame = derive_indicators(cells(GROSS), {"national": related}, Spans(((2001, 2003),), 2003), catalog)
    said = frame[frame["indicator"] == "remittances"].groupby("measure")[["unit_measure", "formula"]].agg(set)
    assert {name: (*units, *formulas) for name, units, formulas in said.itertuples()} == {
        "rank": ("rank", "rank among the gross amounts of the year"),
        "share": ("percent", "amount / sum of the gross amounts of the year"),
        "growth": ("percent", "amount / amount of the year before - 1"),
        "compound_growth": ("percent", "(last / first) ^ (1 / years) - 1"),
        "growth_deviation": ("percentage points", "sample standard deviation of yearly growth"),
        "percent_of_gdp": ("percent", "100 × amount / GDP"),
        "per_head": ("USD", "amount / population"),
        "constant_prices": ("USD million of 2003", "amount × price index of 2003 / price index of the year"),
        "per_investment": ("ratio", "amount / foreign direct investment"),
        "per_oil": ("ratio", "remittances / oil"),
        "per_tourism": ("ratio", "remittances / tourism"),
    }  # fmt: skip
    assert set(frame["basis"]) == {"national"} and set(frame["flow"]) == {"gross"}


def test_what_is_said_of_gdp_and_population_stands_with_what_is_related_to_them(cells, catalog):
    related = CONTEXT.copy()
    related.loc[("gdp", 2003), ["obs_status", "note"]] = ["P", "first estimate"]
    related.loc[("population", 2003), ["obs_status", "note"]] = ["E", "projected"]
    frame = derive_indicators(cells(GROSS), {"national": related}, Spans((), 2003), catalog)
    rows = frame.set_index(["measure", "indicator", "time_period"])[["obs_status", "note"]]
    assert tuple(rows.loc[("percent_of_gdp", "oil", "2003")]) == ("P", "GDP: first estimate")
    assert tuple(rows.loc[("per_head", "oil", "2003")]) == ("E", "population: projected")
    assert tuple(rows.loc[("per_head", "oil", "2002")]) == ("A", "")


def test_a_remark_on_an_amount_itself_is_its_cell_s_and_not_repeated(cells, catalog):
    frame = marked(cells(OIL), y2002=("D", "wider"))
    derived = derive_indicators(frame, {"national": CONTEXT}, Spans((), 2003), catalog)
    row = derived.set_index(["measure", "time_period"]).loc[("percent_of_gdp", "2002")]
    assert (row["obs_status"], row["note"]) == ("D", "")


def test_a_basis_without_context_relates_to_nothing(cells, catalog):
    frame = derive_indicators(cells(OIL), {"national": CONTEXT.iloc[:0]}, Spans((), 2003), catalog)
    rows = frame.set_index(["measure", "time_period"])[["obs_status", "note"]]
    assert tuple(rows.loc[("percent_of_gdp", "2003")]) == ("M", "GDP: no value for the year")
    assert tuple(rows.loc[("constant_prices", "2003")]) == ("M", "consumer prices: no value for the year")
    assert "per_investment" not in rows.index.get_level_values("measure")


def test_the_context_is_read_by_name_and_area(rows):
    parts = [rows("worldbank:GDP", "2026", {2002: 5, 2003: 6}), rows("bls:CPI", "2026", {2003: 180}, "USA"),
             rows("worldbank:GDP", "2026", {2003: 99}, "USA")]  # fmt: skip
    annual = pd.DataFrame([row for part in parts for row in part])
    read = read_context(annual, {"gdp": "worldbank:GDP", "prices": "bls:CPI@USA"}, "MEX")
    assert read["obs_value"].to_dict() == {("gdp", 2002): 5, ("gdp", 2003): 6, ("prices", 2003): 180}
    assert read["series"].to_dict() == {("gdp", 2002): "GDP", ("gdp", 2003): "GDP", ("prices", 2003): "CPI"}
    assert len(read_context(annual, {}, "MEX")) == 0


def test_amounts_below_one_grow_too(derived):
    frame = derived({("national", "gross", "oil"): {2001: 0.5, 2002: 0.75, 2003: 0.6}})
    growth = [frame.loc[("growth", "oil", year), "obs_value"] for year in ("2002", "2003")]
    assert growth == [pytest.approx(50), pytest.approx(-20)]
    assert frame.loc[("compound_growth", "oil", "2001/2003"), "obs_value"] == pytest.approx(100 * (1.2**0.5 - 1))
