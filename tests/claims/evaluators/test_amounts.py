"""Amounts, quotients, changes and limits on the real figures; the comments say how each was worked out by hand."""

import pytest

from remesas.claims.results import MissingValueError

REMITTANCES = {"formula": "{gross:remittances}"}
FIVE = ["remittances", "tourism", "oil", "manufactures", "agriculture"]


def test_amount_of_one_year(run):
    # INEGI 33860: the twelve months of 1982 sum to 21,229.6.
    result = run("amount", "national", (1982, 1982), formula="{inegi:33860}")
    assert result.value == pytest.approx(21229.6, abs=0.05)
    assert (result.unit, result.period) == ("USD million", "1982")


def test_amount_over_several_years_keeps_every_observation(run):
    # Border Patrol: 263 + 249 + 380.
    result = run("amount", "cbp", (1998, 2000), formula="{cbp:southwest_border@USA}", unit="persons")
    assert result.value == 892
    assert [(item.period, item.value) for item in result.observations] == [(1998, 263), (1999, 249), (2000, 380)]


def test_amount_of_a_formula_over_printed_columns(run):
    # Table 1, 2001: 12,799 + 141,346 + 4,007.
    formula = "{gross:oil} + {gross:manufactures} + {gross:agriculture}"
    assert run("amount", "printed", (2001, 2001), formula=formula).value == pytest.approx(158152)


def test_amount_with_what_other_claims_print(run):
    # 1 - 7.20 / 11.70 = 38.4615%.
    formula = "1 - {claim:minimum-wage-fall.end} / {claim:minimum-wage-fall.start}"
    result = run("amount", "article", (2000, 2000), formula=formula, unit="percent")
    assert result.value == pytest.approx(38.461538, abs=1e-6)
    assert [item.value for item in result.observations] == [7.2, 11.7]


def test_amount_of_a_missing_year_says_which(run):
    with pytest.raises(
        MissingValueError, match="petroleum imports before 1993 are in Banco de México's annual reports"
    ):
        run("amount", "national", (1992, 1992), formula="{net:oil}")


def test_quotient_is_a_ratio_of_sums(run):
    # (158,547 + 160,682 + 165,396) / (58,287 + 60,439 + 73,203) = 484,625 / 191,929 = 2.525022; the mean of the
    # three ratios would be 2.546.
    result = run(
        "quotient",
        "worldbank",
        (2001, 2003),
        numerator="{worldbank:TX.VAL.MRCH.CD.WT}",
        denominator="{worldbank:TX.VAL.MRCH.CD.WT@BRA}",
        unit="ratio",
    )
    assert result.value == pytest.approx(2.525022, abs=1e-6)


def test_quotient_in_percent(run):
    # UN DESA, 2000: 9,410,529 of 34,814,053 = 27.0309%.
    result = run(
        "quotient",
        "undesa",
        (2000, 2000),
        numerator="{undesa:migrant_stock@USA>MEX}",
        denominator="{undesa:migrant_stock@USA>W1}",
    )
    assert result.value == pytest.approx(27.0309, abs=1e-4)


def test_multiple(run):
    # Table 1: 13,266 / 3,333 = 3.980198.
    result = run("multiple", "printed", (1993, 2003), **REMITTANCES)
    assert result.value == pytest.approx(3.980198, abs=1e-6)


def test_multiple_with_a_first_year_of_its_own(run):
    # 143,031 / 3,017.5.
    result = run("multiple", "printed", (1982, 2003), formula="{gross:manufactures}", first_formula="{inegi:924}")
    assert result.value == pytest.approx(47.4005, abs=5e-4)


def test_yearly_change(run):
    # (10,611,064 - 9,410,529) / 5 = 240,107.
    result = run("yearly_change", "undesa", (2000, 2005), formula="{undesa:migrant_stock@USA>MEX}")
    assert result.value == pytest.approx(240107)


def test_multiple_of_increases(run):
    # (9,410,529 - 4,298,014) / (2,000,000 - 760,000) = 5,112,515 / 1,240,000.
    stocks = {"formula": "{undesa:migrant_stock@USA>MEX}", "first_formula": "{pew:born-in-mexico@USA>MEX}", "years": 10}
    result = run("multiple_of_increases", "pew", (1970, 2000), **stocks, bound="upper")
    assert (result.value, result.unit, result.bound) == (pytest.approx(4.12300, abs=1e-5), "ratio", "upper")
    # Of one stock: (10,611,064 - 9,410,529) / (6,827,945 - 4,298,014).
    alone = run("multiple_of_increases", "undesa", (1990, 2005), formula=stocks["formula"], years=5)
    assert (alone.value, alone.bound) == (pytest.approx(0.474533, abs=1e-6), None)


def test_record_rank(run):
    # 2025 (62,471.7) lies below 2024 (65,016.8) and 2023 (63,318.7).
    assert run("record_rank", "printed", (1991, 2003), **REMITTANCES).value == 1
    assert run("record_rank", "national", (1995, 2025), **REMITTANCES).value == 3


def test_formulas_of_several_terms_are_bracketed(run):
    result = run("multiple", "printed", (1993, 2003), formula="{gross:oil} + {gross:tourism}")
    assert result.formula == "(oil, gross (2003) + tourism, gross (2003)) ÷ (oil, gross (1993) + tourism, gross (1993))"


def test_change(run):
    # 18,157.9 / 30,060.0 - 1.
    result = run("change", "worldbank", (2001, 2003), formula="{worldbank:BX.KLT.DINV.CD.WD}")
    assert (result.value, result.unit) == (pytest.approx(-39.594, abs=1e-3), "percent")


def test_an_amount_may_be_a_limit(run):
    # 30,060.0 of 2001.
    formula = "{worldbank:BX.KLT.DINV.CD.WD}"
    result = run("amount", "worldbank", (2001, 2001), formula=formula, bound="upper")
    assert (result.value, result.bound) == (pytest.approx(30060.0, abs=0.1), "upper")


def test_limit(run):
    # 24,432.5 of 98,976.1 = 24.6853%.
    result = run("limit", "national", (1997, 1997), formula="{inegi:206754} / {banxico:SE35397}", unit="percent")
    assert result.value == pytest.approx(24.6853, abs=1e-3)
    assert (result.bound, result.order_holds) == ("upper", None)


def test_scaled_limit(run):
    # Table 1, five columns, 1991 to 1997: 549,105; by 7, times 16: 1,255,097.
    formula = " + ".join(f"{{gross:{name}}}" for name in FIVE)
    result = run("scaled_limit", "printed", (1991, 1997), formula=formula, years=16)
    assert result.value == pytest.approx(1255097, abs=1)
    assert result.bound == "upper"


def test_an_older_vintage_is_what_was_known_then(run):
    # 2003: 13,266 in the first print, 15,138.7 today; 2019: 36,438.8 in November 2023, 37,250.5 today.
    assert run("amount", "national", (2003, 2003), as_of="2004-02", **REMITTANCES).value == 13266
    assert run("amount", "national", (2003, 2003), **REMITTANCES).value == pytest.approx(15138.7, abs=0.05)
    assert run("amount", "national", (2019, 2019), as_of="2023-11-11", **REMITTANCES).value == pytest.approx(
        36438.8, abs=0.05
    )


def test_first_prints_are_completed_by_the_data_in_use(run):
    # 263 + 249 + 383 (first print of 2000).
    parameters = {"formula": "{cbp:southwest_border@USA}", "unit": "persons"}
    assert run("amount", "cbp", (1998, 2000), as_of="2004", **parameters).value == 895
