import statistics

import pandas as pd
import pytest

from remesas.catalog.print import Concept, Explanation
from remesas.catalog.tables import Table
from remesas.compare.cells import compare_with_print

PRINTED = "article:table1.remittances"
OTHER = "banxico:SE27803"


def explanation(**changes):
    entry = {
        "id": "first-print",
        "table": "t",
        "indicator": "remittances",
        "basis": "national",
        "first": 2003,
        "last": 2003,
        "cause": "revision",
        "text": "Revised later.",
        "evidence": [{"test": "predicts_print", "parameters": {"formula": f"{{{OTHER}}}"}}],
    }
    return Explanation.model_validate(entry | changes)


@pytest.fixture
def compared(catalog, annual_series, cells):
    def run(printed, regenerated, explanations=(), other=None, concepts=(), unprinted=()):
        columns = ("remittances", *unprinted)
        table = Table(title="T", flow="gross", columns=columns, printed={"remittances": PRINTED})
        entries = {"explanations": tuple(explanations), "concepts": tuple(concepts)}
        small = catalog.model_copy(update={"tables": {"t": table}} | entries)
        series = {PRINTED: ("USD million", printed)} | ({OTHER: ("USD million", other)} if other else {})
        frame = cells({("national", "gross", "remittances"): regenerated}).drop(columns="flow").assign(table="t")
        return compare_with_print(frame, annual_series(series), small, "MEX")

    return run


@pytest.mark.parametrize(
    ("printed", "regenerated", "expected"),
    [
        (3673, 3672.7262, "exact"),  # SE27803 of 1995
        (100, 99.5, "exact"),  # half up
        (100, 99.49, "close"),
        (100, 100.5, "close"),  # 101 rounded, but within 1%
        (1000, 1010, "close"),
        (1000, 1010.6, "unexplained"),
        (1000, 989.4, "unexplained"),
        (-117, -117.4, "exact"),
        (-117, 117, "unexplained"),
        (100, None, "missing"),
    ],
)
def test_classes(compared, printed, regenerated, expected):
    cell = compared({2003: printed}, {2003: regenerated}).cells.iloc[0]
    assert cell["class"] == expected


def test_difference_is_in_dollars_and_in_percent_of_the_printed_amount(compared):
    cell = compared({2003: -200}, {2003: -150}).cells.iloc[0]
    assert (cell["difference"], cell["difference_percent"]) == (50, 25)


def test_a_missing_cell_keeps_its_reason(compared):
    cell = compared({2003: 100}, {2003: None}).cells.iloc[0]
    assert (cell["obs_status"], cell["note"]) == ("M", "no survey")


def test_a_year_that_the_tables_leave_out_is_missing(compared):
    cells = compared({2002: 100, 2003: 100}, {2003: 100}).cells.set_index("time_period")
    assert cells.loc[2002, "class"] == "missing"
    assert cells.loc[2002, "note"] == "outside the years of the configuration"


def test_a_difference_with_evidence_is_explained(compared):
    result = compared({2003: 13266}, {2003: 15138.7}, [explanation()], other={2003: 13300})
    cell = result.cells.iloc[0]
    assert (cell["class"], cell["cause"], cell["explanation"]) == ("explained", "revision", "first-print")
    assert list(result.explanations["holds"]) == [True]


@pytest.mark.parametrize("other", [{2003: 13400}, {1999: 1}])
def test_without_evidence_of_its_size_a_difference_is_unexplained(compared, other):
    # 13,400 is 1.01% off print
    result = compared({2003: 13266}, {2003: 15138.7}, [explanation()], other=other)
    assert result.cells["class"].iloc[0] == "unexplained"
    assert list(result.explanations["holds"]) == [False]


def test_evidence_is_asked_year_by_year(compared):
    entry = explanation(first=2002)
    result = compared({2002: 100, 2003: 100}, {2002: 120, 2003: 120}, [entry], other={2002: 100.5, 2003: 110})
    assert list(result.cells["class"]) == ["explained", "unexplained"]
    assert list(result.explanations["time_period"]) == [2002, 2003]
    assert list(result.explanations["value"]) == pytest.approx([0.5, 10])


def test_a_column_that_is_not_printed_is_not_compared(compared):
    cells = compared({2003: 100}, {2003: 100}, unprinted=["tourism"]).cells
    assert list(cells["indicator"]) == ["remittances"]


def test_another_concept_is_not_comparable_however_near_it_lies(compared):
    concept = Concept(
        id="all", basis="national", indicator="remittances", tables=("t",), text="All.", beside="worldbank"
    )
    result = compared({2002: 100, 2003: 100, 2004: 100}, {2002: 100, 2003: 120, 2004: None}, concepts=[concept])
    assert list(result.cells["class"]) == ["not_comparable", "not_comparable", "missing"]
    assert list(result.cells["explanation"]) == ["all", "all", ""]
    row = result.columns.iloc[0]
    assert (row["not_comparable"], row["exact"], row["largest_year"]) == (2, 0, pd.NA)


def test_the_bridge_between_two_concepts_is_measured_where_both_are(catalog, cells, annual_series):
    table = Table(title="T", flow="gross", columns=("remittances",), printed={"remittances": PRINTED})
    concept = Concept(
        id="all", basis="worldbank", indicator="remittances", tables=("t",), text="All.", beside="national"
    )
    small = catalog.model_copy(update={"tables": {"t": table}, "explanations": (), "concepts": (concept,)})
    values = {
        ("national", "gross", "remittances"): {2002: 80, 2003: 100, 2004: None},
        ("worldbank", "gross", "remittances"): {2002: 100, 2003: 110, 2004: 130},
    }
    frame = cells(values).drop(columns="flow").assign(table="t")
    series = annual_series({PRINTED: ("USD million", {2003: 90})})
    bridges = compare_with_print(frame, series, small, "MEX").bridges
    assert list(bridges["time_period"]) == [2002, 2003]
    assert list(bridges["ratio"]) == [1.25, 1.1]
    assert bridges["bridged"].isna().tolist() == [True, False]  # nothing is printed for 2002
    assert bridges["bridged"].iloc[1] == pytest.approx(99)


def test_columns_are_summarised(compared):
    printed = {2000: 100, 2001: 200, 2002: 400, 2003: 300, 2004: 100}
    regenerated = {2000: 100, 2001: 201, 2002: 450, 2003: 330, 2004: None}
    row = compared(printed, regenerated).columns.iloc[0]
    counts = [row[name] for name in ("exact", "close", "explained", "unexplained", "missing")]
    assert counts == [1, 1, 0, 2, 1]
    assert row["mean_difference"] == pytest.approx((0 + 1 + 50 + 30) / 4)
    assert (row["largest_difference"], row["largest_percent"], row["largest_year"]) == (50, 12.5, 2002)
    # changes 100, 200, -100 against 101, 249, -120, by the standard library
    assert row["correlation"] == pytest.approx(statistics.correlation([100, 200, -100], [101, 249, -120]))


def test_a_table_without_printed_columns_is_not_compared(catalog, annual_series, cells):
    plain = Table(title="P", columns=("remittances",))
    printed = Table(title="T", flow="gross", columns=("remittances",), printed={"remittances": PRINTED})
    small = catalog.model_copy(update={"tables": {"plain": plain, "t": printed}, "explanations": (), "concepts": ()})
    frame = cells({("national", "gross", "remittances"): {2003: 100}}).drop(columns="flow")
    both = pd.concat([frame.assign(table="plain"), frame.assign(table="t")])
    found = compare_with_print(both, annual_series({PRINTED: ("USD million", {2003: 100})}), small, "MEX")
    assert list(found.cells["table"]) == ["t"]
    assert list(found.cells["class"]) == ["exact"]
    assert len(found.explanations) == 0

    unprinted = small.model_copy(update={"tables": {"plain": plain}})
    series = annual_series({PRINTED: ("USD million", {2003: 100})})
    assert len(compare_with_print(both, series, unprinted, "MEX").cells) == 0


@pytest.mark.parametrize(
    ("regenerated", "expected"),
    [(111223.4, "exact"), (110500.0, "exact"), (111500.0, "close"), (113000.0, "unexplained")],
)
def test_print_in_billions_is_exact_within_half_a_billion(catalog, annual_series, cells, regenerated, expected):
    table = Table(title="T", flow="gross", rounded=-3, columns=("remittances",), printed={"remittances": PRINTED})
    small = catalog.model_copy(update={"tables": {"t": table}, "explanations": (), "concepts": ()})
    frame = cells({("national", "gross", "remittances"): {2003: regenerated}}).drop(columns="flow").assign(table="t")
    found = compare_with_print(frame, annual_series({PRINTED: ("USD million", {2003: 111_000})}), small, "MEX")
    assert list(found.cells["class"]) == [expected]


@pytest.mark.parametrize(("decimals", "expected"), [(0, "close"), (1, "exact"), (2, "close")])
def test_exact_means_at_the_decimals_printed(catalog, annual_series, cells, decimals, expected):
    table = Table(title="T", flow="gross", rounded=decimals, columns=("remittances",), printed={"remittances": PRINTED})
    small = catalog.model_copy(update={"tables": {"t": table}, "explanations": (), "concepts": ()})
    frame = cells({("national", "gross", "remittances"): {2003: 13.27}}).drop(columns="flow").assign(table="t")
    found = compare_with_print(frame, annual_series({PRINTED: ("USD million", {2003: 13.3})}), small, "MEX")
    assert list(found.cells["class"]) == [expected]


def test_a_table_in_another_unit_is_compared_in_it(catalog, annual_series, cells):
    table = Table(title="T", unit="persons", columns=("remittances",), printed={"remittances": PRINTED})
    entry = explanation(
        evidence=[
            {"test": "mirrored", "parameters": {"other": f"{{{OTHER}}} - {{{OTHER}}} - {{{OTHER}}}"}},
            {"test": "predicts_print", "parameters": {"formula": f"{{{OTHER}}}"}},
        ]
    )
    small = catalog.model_copy(update={"tables": {"t": table}, "explanations": (entry,), "concepts": ()})
    series = annual_series({PRINTED: ("persons", {2003: 100}), OTHER: ("persons", {2003: 100})})
    frame = cells({("national", "", "remittances"): {2003: 150}}).drop(columns="flow").assign(table="t")
    found = compare_with_print(frame.assign(unit_measure="persons"), series, small, "MEX")
    assert list(found.cells["class"]) == ["explained"]
    assert list(found.explanations["unit_measure"]) == ["persons", "percent"]


def test_an_explanation_reaches_no_further_than_its_years_basis_and_column(catalog, annual_series, cells):
    """What is explained of national remittances in 2003 is not so in 2002 and 2004, of the other basis, of oil."""
    printed = {"remittances": PRINTED, "oil": "article:table1.oil"}
    table = Table(title="T", flow="gross", columns=("oil", "remittances"), printed=printed)
    small = catalog.model_copy(update={"tables": {"t": table}, "explanations": (explanation(),), "concepts": ()})
    years = (2002, 2003, 2004)
    known = {reference: ("USD million", dict.fromkeys(years, 100)) for reference in (*printed.values(), OTHER)}
    frame = cells({
        (basis, "gross", name): dict.fromkeys(years, 120)
        for basis in ("national", "worldbank") for name in ("remittances", "oil")
    })  # fmt: skip
    found = compare_with_print(frame.drop(columns="flow").assign(table="t"), annual_series(known), small, "MEX")
    assert list(zip(found.cells["basis"], found.cells["indicator"], found.cells["time_period"], strict=True)) == [
        (basis, name, year) for basis in ("national", "worldbank") for name in ("oil", "remittances") for year in years
    ]
    explained = found.cells[found.cells["class"] == "explained"]
    assert explained[["basis", "indicator", "time_period"]].to_numpy().tolist() == [["national", "remittances", 2003]]
    others = found.cells[found.cells["class"] != "explained"]
    assert set(others["class"]) == {"unexplained"} and set(others["cause"]) == set(others["explanation"]) == {""}
    assert list(found.explanations["time_period"]) == [2003]


def test_all_evidence_of_a_cause_must_hold(compared):
    tests = [{"test": "predicts_print", "parameters": {"formula": formula}} for formula in
             (f"{{{OTHER}}}", f"{{{OTHER}}} * 1.02")]  # fmt: skip
    result = compared({2003: 100}, {2003: 120}, [explanation(evidence=tests)], other={2003: 100})
    assert result.cells["class"].iloc[0] == "unexplained"
    assert list(result.explanations["holds"]) == [True, False]
    assert list(result.explanations["number"]) == [1, 2]
    row = result.explanations.iloc[1]
    assert (row["value"], row["expected_min"], row["expected_max"]) == (pytest.approx(2), -1, 1)
    assert (row["unit_measure"], row["test"]) == ("percent", "predicts_print")
    assert row["formula"] == f"({{{OTHER}}} * 1.02 - print) / |print|"


def test_what_equals_print_or_is_close_needs_no_explanation(compared):
    entry = explanation(first=2002)
    result = compared({2002: 100, 2003: 1000}, {2002: 100, 2003: 1005}, [entry], other={2002: 100, 2003: 1000})
    assert list(result.cells["class"]) == ["exact", "close"]
    assert set(result.cells["cause"]) == set(result.cells["explanation"]) == {""}


def test_a_cell_keeps_mark_remark_and_origin(catalog, annual_series, cells):
    table = Table(title="T", flow="gross", columns=("remittances",), printed={"remittances": PRINTED})
    small = catalog.model_copy(update={"tables": {"t": table}, "explanations": (), "concepts": ()})
    frame = cells({("national", "gross", "remittances"): {2003: 100}}).drop(columns="flow").assign(table="t")
    frame[["obs_status", "note"]] = ["B", "a new level"]
    series = annual_series({PRINTED: ("USD million", {2002: 90, 2003: 100})})
    found = compare_with_print(frame, series, small, "MEX").cells.set_index("time_period")
    names = ["obs_status", "note", "series", "source", "vintage", "formula", "ref_area"]
    assert list(found.loc[2003, names]) == ["B", "a new level", "s", "x", "2026-01-01", "s [USD million]", "MEX"]
    assert list(found.loc[2002, names]) == ["M", "outside the years of the configuration", "", "", "", "", "MEX"]


def test_a_printed_nought_has_no_percentage(compared):
    cell = compared({2003: 0}, {2003: 5}).cells.iloc[0]
    assert (cell["difference"], cell["class"]) == (5, "unexplained") and pd.isna(cell["difference_percent"])


def test_the_correlation_needs_three_changes(compared):
    printed = {2000: 100, 2001: 200, 2002: 400}
    assert pd.isna(compared(printed, printed).columns["correlation"].iloc[0])
    four = printed | {2003: 500}
    assert compared(four, four).columns["correlation"].iloc[0] == pytest.approx(1)


def test_the_largest_difference_counts_without_its_sign(compared):
    row = compared({2001: 100, 2002: 1000, 2003: 100}, {2001: 110, 2002: 900, 2003: 105}).columns.iloc[0]
    assert (row["largest_difference"], row["largest_percent"], row["largest_year"]) == (-100, -10, 2002)
    assert row["mean_difference"] == pytest.approx((10 - 100 + 5) / 3)


def test_a_bridge_is_asked_of_its_own_tables_alone_and_needs_both(catalog, cells, annual_series):
    columns = {"remittances": PRINTED}
    tables = {name: Table(title=name, flow="gross", columns=("remittances",), printed=columns) for name in ("t", "u")}
    concept = Concept(
        id="all", basis="worldbank", indicator="remittances", tables=("u",), text="All.", beside="national"
    )
    small = catalog.model_copy(update={"tables": tables, "explanations": (), "concepts": (concept,)})
    series = annual_series({PRINTED: ("USD million", {2002: 90, 2003: 80})})

    def bridges(values):
        frame = cells(values).drop(columns="flow")
        both = pd.concat([frame.assign(table="t"), frame.assign(table="u")])
        return compare_with_print(both, series, small, "MEX").bridges

    ours, theirs = ("national", "gross", "remittances"), ("worldbank", "gross", "remittances")
    found = bridges({ours: {2002: 0, 2003: 100}, theirs: {2002: 5, 2003: 150}})
    assert list(found["table"]) == ["u", "u"]
    assert pd.isna(found["ratio"].iloc[0])  # by nought
    row = found.iloc[1]
    assert (row["ratio"], row["bridged"], row["printed"]) == (1.5, 120, 80)
    assert tuple(row[["concept", "basis", "beside", "indicator"]]) == ("all", "worldbank", "national", "remittances")
    assert len(bridges({theirs: {2003: 150}})) == 0


def test_of_a_basis_that_is_not_there_no_evidence_is_told(compared):
    entries = [explanation(), explanation(id="other", basis="worldbank")]
    result = compared({2003: 13266}, {2003: 15138.7}, entries, other={2003: 13300})
    assert list(result.explanations["explanation"]) == ["first-print"]
