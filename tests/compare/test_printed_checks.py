import pytest

from remesas.catalog.print import PrintedCheck
from remesas.catalog.tables import Table
from remesas.compare.printed_checks import check_printed
from remesas.core.errors import DataError
from remesas.tables.series import AnnualSeries

BALANCE = {
    "formula": "{article:net.oil} + {article:net.manufactures}",
    "total": "{banxico:SE28294}",
    "scale": "{inegi:127598}",
    "percent": 1,
}


@pytest.fixture
def checked(catalog, annual_series):
    """The rows of one check of table "net" beside table "gross"."""

    def run(check, net, gross=None, parameters=None, others=None):
        tables = {}
        series = dict(others or {})
        for name, columns in (("net", net), ("gross", gross or net)):
            printed = {indicator: f"article:{name}.{indicator}" for indicator in columns}
            tables[name] = Table(title=name, flow="net", columns=tuple(columns), printed=printed)
            series |= {reference: ("USD million", columns[key]) for key, reference in printed.items()}
        entry = PrintedCheck(id="c", title="C", table="net", check=check, finds="misfit", parameters=parameters or {})
        known = catalog.series["article:table1.oil"]
        declared = catalog.series | dict.fromkeys(series, known)
        small = catalog.model_copy(update={"tables": tables, "printed_checks": (entry,), "series": declared})
        return check_printed(annual_series(series), small, "MEX")

    return run


@pytest.fixture
def failures(checked):
    """(indicator, year) of the cells that fail a check."""

    def run(*arguments, **others):
        frame = checked(*arguments, **others)
        failed = frame[~frame["holds"]]
        return list(zip(failed["indicator"], failed["time_period"], strict=True))

    return run


def test_a_check_with_other_parameters_is_refused_in_a_sentence(checked):
    with pytest.raises(DataError, match=r"file checks\.yaml, c: at total: Field required"):
        checked("one_digit_from_total", {"oil": {2003: 1}}, parameters={"columns": ["oil"]})


def test_what_the_real_tables_show(catalog, annual):
    """As an independent calculation from raw/ has it; tourism counts no cruises, which CE36 does."""
    checks = check_printed(AnnualSeries(annual[annual["in_use"]], "MEX"), catalog, "MEX")
    failing = checks[~checks["holds"]].groupby("check")["time_period"].apply(list).to_dict()
    slips = {
        "repeated-in-table2": [2003, 2003], "same-ending-in-table1": [2003], "one-digit-from-exports": [1999, 1999],
        "deducted-round": [1995],
    }  # fmt: skip
    misfits = {
        "exports-add-up": [1993], "goods-within-exports": [*range(1991, 1998), 1999, 2003],
        "balances-add-up": [*range(1994, 2000), 2003], "balances-with-oil-imports": [1993, 2000, 2001],
        "non-oil-balance": [1996, 2000, 2001], "agriculture-imports-sized": [*range(1995, 2004)],
        "deducted-steady": [2000], "oil-imports-followed": [1995, 1997, 1999, 2000, 2002, 2003],
        "tourism-payments-followed": [2000, 2001],
    }  # fmt: skip
    assert failing == slips | misfits
    kinds = {entry.id: entry.finds for entry in catalog.printed_checks}
    assert {kinds[name] for name in slips} == {"slip"} and {kinds[name] for name in misfits} == {"misfit"}
    left = checks[checks["check"] == "tourism-above-interior"].set_index("time_period")["value"]
    assert left[2000] == pytest.approx(5816.2 - 5953, abs=0.1)  # what print leaves for the border


def test_an_amount_with_its_sign_turned_in_another_column_fails(failures):
    # the row of 2003 in the printed Table 2
    net = {"oil": {2002: 8153, 2003: 14406}, "manufactures": {2002: -13845, 2003: -14406}}
    assert failures("repeated", net) == [("oil", 2003), ("manufactures", 2003)]


def test_an_amount_that_stands_in_two_years_fails(failures):
    assert failures("repeated", {"oil": {2001: 500, 2002: 700, 2003: 500}}) == [("oil", 2001), ("oil", 2003)]


def test_amounts_that_end_alike_fail(failures):
    # manufactures of the printed Table 1: 142,031 then 143,031
    assert failures("same_ending", {"manufactures": {2001: 141346, 2002: 142031, 2003: 143031}}) == [
        ("manufactures", 2003)
    ]


@pytest.mark.parametrize("values", [{2001: 142031, 2002: 143131}, {2001: 3710, 2002: 4710}, {2001: 10000, 2002: 9999}])
def test_amounts_that_may_well_end_alike_pass(failures, values):
    assert failures("same_ending", {"manufactures": values}) == []


def test_parts_that_do_not_add_up_fail(failures):
    # 1,000 of goods against a total of 990 and exports of 900: 1.1%; against 995: 0.6%
    net = {"oil": {2001: 400, 2002: 400}, "manufactures": {2001: 600, 2002: 600}}
    others = {
        "inegi:127598": ("USD million", {2001: 900, 2002: 900}),
        "banxico:SE28294": ("USD million", {2001: 990, 2002: 995}),
    }
    assert failures("agrees", net, parameters=BALANCE, others=others) == [("all", 2001)]


def test_a_year_without_the_total_or_the_amount_itself_is_not_judged(failures):
    net = {"oil": {2001: 400, 2002: 400}, "manufactures": {2001: 600, 2002: 600}}
    others = {name: ("USD million", {2001: 990}) for name in ("inegi:127598", "banxico:SE28294")}
    assert failures("agrees", net, parameters=BALANCE, others=others) == [("all", 2001)]
    gross = {"oil": {1999: 9928, 2001: 12799}, "manufactures": {1999: 1, 2000: 1, 2001: 1}}
    net = {"oil": {1999: 8954, 2001: 7764}, "manufactures": {1999: 1, 2000: 1, 2001: 1}}
    assert failures("deducted_steady", net, gross, {"gross": "gross", "factor": 2}) == []


def test_net_above_gross_fails(failures):
    gross, net = {"oil": {2001: 100, 2002: 100}}, {"oil": {2001: 100, 2002: 101}}
    assert failures("net_within_gross", net, gross, {"gross": "gross"}) == [("oil", 2002)]


def test_what_is_deducted_may_not_more_than_double_or_halve(failures):
    # oil of the printed tables: 974 deducted in 1999, 5,046 in 2000, 5,035 in 2001
    gross = {"oil": {1999: 9928, 2000: 16383, 2001: 12799, 2002: 10000}}
    net = {"oil": {1999: 8954, 2000: 11337, 2001: 7764, 2002: 8000}}
    assert failures("deducted_steady", net, gross, {"gross": "gross", "factor": 2}) == [("oil", 2000), ("oil", 2002)]


def test_without_declared_checks_there_is_nothing_to_check(catalog, annual_series):
    small = catalog.model_copy(update={"printed_checks": ()})
    series = annual_series({"article:table1.oil": ("USD million", {2003: 1})})
    assert len(check_printed(series, small, "MEX")) == 0


def test_parts_above_the_whole_fail(failures):
    # printed goods of 1997 and 2000 less oil: 110,716 against 110,431.5 exported, 165,907 against 166,120.7
    goods = {"oil": {1997: 11323, 2000: 16383}, "manufactures": {1997: 99393, 2000: 149524}}
    exported = {"inegi:127598": ("USD million", {1997: 110431.5, 2000: 166120.7})}
    parameters = {"formula": BALANCE["formula"], "limit": "{inegi:127598}"}
    assert failures("at_most", goods, parameters=parameters, others=exported) == [("all", 1997)]


def test_a_whole_below_its_parts_fails(failures):
    # tourism as printed, and receipts without the border (CE36)
    tourism = {"tourism": {1999: 5869, 2000: 5953, 2001: 6538}}
    interior = {"banxico:CE36-receipts-without-border": ("USD million", {1999: 5227, 2000: 6017.3, 2001: 6157})}
    formula = "{banxico:CE36-receipts-without-border}"
    parameters = {"formula": formula, "limit": "{article:net.tourism}", "column": "tourism"}
    assert failures("at_most", tourism, parameters=parameters, others=interior) == [("tourism", 2000)]


@pytest.mark.parametrize(("total", "fails"), [(136391, True), (136392.4, True), (136393, False), (136891, False)])
def test_what_a_total_leaves_but_for_one_digit_fails(failures, total, fails):
    # 1999: 136,391 - 9,928 - 4,144 = 122,319, printed 122,819; what is left for the others has two other digits
    goods = {"oil": {1999: 9928}, "manufactures": {1999: 122819}, "agriculture": {1999: 4144}}
    exported = {"worldbank:TX.VAL.MRCH.CD.WT": ("USD million", {1999: total})}
    parameters = {"columns": list(goods), "total": "{worldbank:TX.VAL.MRCH.CD.WT}"}
    found = failures("one_digit_from_total", goods, parameters=parameters, others=exported)
    assert found == ([("oil", 1999), ("manufactures", 1999)] if fails else [])


def test_a_difference_of_tens_is_no_slip(failures):
    # 1998: the total leaves 106,530, printed 106,550
    goods = {"oil": {1998: 7134}, "manufactures": {1998: 106550}, "agriculture": {1998: 3796}}
    exported = {"worldbank:TX.VAL.MRCH.CD.WT": ("USD million", {1998: 117460})}
    parameters = {"columns": list(goods), "total": "{worldbank:TX.VAL.MRCH.CD.WT}"}
    assert failures("one_digit_from_total", goods, parameters=parameters, others=exported) == []


def test_a_round_deduction_fails(failures):
    # manufactures of the printed tables: 67,500 deducted in 1995, 81,138 in 1996; 10 and 0 would be no finding
    gross = {"manufactures": {1995: 67383, 1996: 81014, 1997: 100, 1998: 90}}
    net = {"manufactures": {1995: -117, 1996: -124, 1997: 90, 1998: 90}}
    assert failures("deducted_round", net, gross, {"gross": "gross"}) == [("manufactures", 1995)]


def test_a_deduction_that_does_not_follow_fails(failures):
    # oil of the printed tables: 6,323 deducted in 2002, 4,248 in 2003 (-33%); petroleum imports rose by 25%
    gross = {"oil": {2001: 12799, 2002: 14476, 2003: 18654}}
    net = {"oil": {2001: 7764, 2002: 8153, 2003: 14406}}
    imports = {"banxico:SE32189": ("USD million", {2001: 5500, 2002: 6796, 2003: 8519})}
    parameters = {"gross": "gross", "column": "oil", "formula": "{banxico:SE32189}", "points": 25}
    assert failures("deducted_follows", net, gross, parameters, imports) == [("oil", 2003)]


UNKNOWN = -999
"""Stands for a value or a bound that is not there."""


# ---- what a row says -------------------------------------------------------------------------------------------------
@pytest.fixture
def said(checked):
    """Value (two decimals) and remark by cell, and what they are measured against."""

    def run(*arguments, **others):
        frame = checked(*arguments, **others)
        against = frame[["unit_measure", "expected_min", "expected_max"]].drop_duplicates().fillna(UNKNOWN)
        assert len(against) == 1 and set(frame["table"]) == {"net"} and set(frame["check"]) == {"c"}
        rows = frame.fillna({"value": UNKNOWN})
        cells = {(row.indicator, row.time_period): (round(row.value, 2), row.note) for row in rows.itertuples()}
        return cells, tuple(against.iloc[0])

    return run


def test_a_repeated_amount_says_where_else_it_stands(said):
    net = {"oil": {2001: -14406, 2002: 8153, 2003: 14406}, "manufactures": {2002: 5, 2003: -14406}}
    cells, against = said("repeated", net)
    assert against == ("cells", UNKNOWN, 0)
    assert cells["oil", 2003] == (2, "oil 2001, sign turned; manufactures 2003, sign turned")
    assert cells["manufactures", 2003] == (2, "oil 2001; oil 2003, sign turned")
    assert cells["oil", 2002] == cells["manufactures", 2002] == (0, "")


def test_a_like_ending_says_the_year_before(said):
    cells, against = said("same_ending", {"manufactures": {2001: 142031, 2002: 143031, 2003: 9999}})
    assert against == ("digits", UNKNOWN, 2)
    assert cells == {
        ("manufactures", 2001): (UNKNOWN, ""),
        ("manufactures", 2002): (3, "the year before: 142031"),
        ("manufactures", 2003): (UNKNOWN, "the year before: 143031"),
    }


def test_endings_of_balances_are_compared_without_their_sign_and_in_each_column_alone(said):
    cells, _ = said("same_ending", {"oil": {2002: -10363, 2003: 20363}, "manufactures": {2002: 10363, 2003: 10364}})
    assert [cells[place][0] for place in (("oil", 2003), ("manufactures", 2002), ("manufactures", 2003))] == [
        4, UNKNOWN, 0,
    ]  # fmt: skip


def test_what_does_not_add_up_says_by_how_much(said):
    net = {"oil": {2001: 400, 2002: 400}, "manufactures": {2001: 600, 2002: 580}}
    others = {name: ("USD million", {2001: 800, 2002: 1000}) for name in ("inegi:127598", "banxico:SE28294")}
    cells, against = said("agrees", net, parameters=BALANCE | {"percent": 2}, others=others)
    # 1,000 less 800 of 800; 980 less 1,000 of 1,000, within two percent
    assert cells == {
        ("all", 2001): (25, "200 USD million more than the total"),
        ("all", 2002): (-2, "-20 USD million more than the total"),
    }
    assert against == ("percent", -2, 2)


def test_a_limit_is_measured_in_the_unit_of_the_table(said):
    goods = {"oil": {1997: 11323, 1998: 10}, "manufactures": {1997: 99393, 1998: 10}}
    exported = {"inegi:127598": ("USD million", {1997: 110431.5, 1998: 20})}
    parameters = {"formula": BALANCE["formula"], "limit": "{inegi:127598}"}
    cells, against = said("at_most", goods, parameters=parameters, others=exported)
    assert cells == {("all", 1997): (284.5, ""), ("all", 1998): (0, "")}
    assert against == ("USD million", UNKNOWN, 0)


def test_what_a_total_leaves_is_said_of_every_column(said):
    goods = {"oil": {1999: 9928}, "manufactures": {1998: 5, 1999: 122819}, "agriculture": {1999: 4144}}
    exported = {"worldbank:TX.VAL.MRCH.CD.WT": ("USD million", {1998: 7, 1999: 136391})}
    parameters = {"columns": list(goods), "total": "{worldbank:TX.VAL.MRCH.CD.WT}"}
    cells, against = said("one_digit_from_total", goods, parameters=parameters, others=exported)
    assert against == ("slips", UNKNOWN, 0)
    # 136,391 less the two others: 9,428 for 9,928; 122,319 for 122,819; 3,644 for 4,144, two digits
    assert cells["oil", 1999] == (1, "the total leaves 9428")
    assert cells["manufactures", 1999] == (1, "the total leaves 122319")
    assert cells["agriculture", 1999] == (0, "the total leaves 3644")
    assert cells["manufactures", 1998] == (UNKNOWN, "")  # nothing is printed of the others


def test_what_was_deducted_is_compared_with_nought_and_the_year_before(said):
    gross = {"oil": {1998: 9000, 1999: 9928, 2000: 16383, 2001: 16383}}
    net = {"oil": {1998: 9000, 1999: 8954, 2000: 11337, 2001: 16400}}
    cells, against = said("net_within_gross", net, gross, {"gross": "gross"})
    assert [value for value, _ in cells.values()] == [0, 974, 5046, -17]
    assert against == ("USD million", 0, UNKNOWN)
    cells, against = said("deducted_steady", net, gross, {"gross": "gross", "factor": 4})
    assert against == ("ratio", 0.25, 4)
    assert cells == {
        ("oil", 1998): (UNKNOWN, ""),
        ("oil", 1999): (UNKNOWN, "0 the year before, 974 then"),
        ("oil", 2000): (5.18, "974 the year before, 5046 then"),
        ("oil", 2001): (0.0, "5046 the year before, -17 then"),
    }


def test_a_deduction_says_how_many_zeros_it_ends_in(said):
    gross = {"manufactures": {1995: 67383, 1996: 81014, 1997: 100, 1998: 90}}
    net = {"manufactures": {1995: -117, 1996: -124, 1997: 90, 1998: 90}}
    cells, against = said("deducted_round", net, gross, {"gross": "gross"})
    assert [value for value, _ in cells.values()] == [2, 0, 1, UNKNOWN]  # 67,500, 81,138, 10 and nothing
    assert against == ("zeros", UNKNOWN, 1)


def test_a_deduction_says_how_it_grew_and_what_it_should_follow(said):
    gross = {"oil": {2001: 12799, 2002: 14476, 2003: 18654}}
    net = {"oil": {2001: 7764, 2002: 8153, 2003: 14406}}
    imports = {"banxico:SE32189": ("USD million", {2001: 5500, 2002: 6796, 2003: 8519})}
    parameters = {"gross": "gross", "column": "oil", "formula": "{banxico:SE32189}", "points": 25}
    cells, against = said("deducted_follows", net, gross, parameters, imports)
    # 5,035, 6,323 and 4,248 were deducted: +25.581% and -32.817%; imports rose by 23.564% and 25.353%
    assert cells == {
        ("oil", 2001): (UNKNOWN, ""),
        ("oil", 2002): (2.02, "26 percent, where 24 were to be expected"),
        ("oil", 2003): (-58.17, "-33 percent, where 25 were to be expected"),
    }
    assert against == ("points", -25, 25)
