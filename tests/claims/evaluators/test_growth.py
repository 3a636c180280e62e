"""Growth on the real figures; the comments say how each was worked out by hand."""

import re

import pytest

FIVE = ["remittances", "tourism", "oil", "manufactures", "agriculture"]


def test_compound_growth(run):
    # INEGI 924: 11,504.0 in 1988, 13,955.5 in 1990: square root of 1.213100, less 1.
    result = run("compound_growth", "national", (1988, 1990), formula="{inegi:924}")
    assert result.value == pytest.approx(10.1408, abs=1e-4)


def test_compound_growth_deflated(run):
    # The same divided by CPI 118.258 and 130.658.
    result = run("compound_growth", "national", (1988, 1990), formula="{inegi:924}", deflator="{bls:CPIAUCNS@USA}")
    assert result.value == pytest.approx(4.78415, abs=1e-4)


def test_compound_growth_links_what_lies_on_both_sides_of_a_break(run):
    # (13,955.5 / 11,504.0) x (49,843.2 / 31,601.8), fifth root, less 1: two and three years, the step to 1991 left out.
    result = run("compound_growth", "national", (1988, 1994), formula="{inegi:924}", leave_out=[1991])
    assert result.value == pytest.approx(13.8566, abs=1e-4)
    assert sorted(item.period for item in result.observations) == [1988, 1990, 1991, 1994]


@pytest.mark.parametrize(
    ("parameters", "formula"),
    [
        ({"leave_out": [1991]}, "[(924 (1990) ÷ 924 (1988)) × (924 (1994) ÷ 924 (1991))]^(1 ÷ 5) − 1, "
                                "without the step to 1991"),
        ({"leave_out": [1991], "deflator": "{bls:CPIAUCNS@USA}"},
         "[(924 (1990) ÷ 924 (1988)) ÷ (CPIAUCNS@USA (1990) ÷ CPIAUCNS@USA (1988)) × (924 (1994) ÷ 924 (1991)) ÷ "
         "(CPIAUCNS@USA (1994) ÷ CPIAUCNS@USA (1991))]^(1 ÷ 5) − 1, without the step to 1991"),
        ({}, "[(924 (1994) ÷ 924 (1988))]^(1 ÷ 6) − 1"),
    ],
)  # fmt: skip
def test_the_formula_of_linked_growth_gives_the_result_by_hand(run, parameters, formula):
    result = run("compound_growth", "national", (1988, 1994), formula="{inegi:924}", **parameters)
    assert result.formula == formula
    arithmetic = re.sub(r", without.*", "", formula).translate(str.maketrans("[]÷×−", "()/*-")).replace("^", "**")
    for item in dict.fromkeys(result.observations):
        name = item.series.split(":")[1] + ("@USA" if item.ref_area == "USA" else "")
        arithmetic = arithmetic.replace(f"{name} ({item.period})", repr(item.value))
    assert not re.search(r"[A-Za-z@]", arithmetic)
    assert 100 * eval(arithmetic) == pytest.approx(result.value)


def test_growth_from_a_whole_is_the_least_that_a_part_can_have_grown(run):
    # 75.42693% of 81,986 in 1994: 61,839.5. All imports of 1988: 29,402. 2.103242, sixth root 1.131918, less 1.
    # CPI-U 118.258 and 148.225: 2.103242 / 1.253400 = 1.678029, sixth root 1.090101, less 1.
    least = {
        "formula": "{worldbank:TM.VAL.MANF.ZS.UN} * {worldbank:TM.VAL.MRCH.CD.WT}",
        "first_formula": "{worldbank:TM.VAL.MRCH.CD.WT-from-1960}",
        "bound": "lower",
    }
    result = run("compound_growth", "worldbank", (1988, 1994), **least)
    assert (result.value, result.bound) == (pytest.approx(13.1918, abs=1e-3), "lower")
    assert "÷ TM.VAL.MRCH.CD.WT-from-1960 (1988)" in result.formula
    real = run("compound_growth", "worldbank", (1988, 1994), deflator="{bls:CPIAUCNS@USA}", **least)
    assert real.value == pytest.approx(9.0101, abs=1e-3)


def test_growth_ratio(run):
    # Imports: 75.42693% of 81,986 by 72.53872% of 64,213: 61,839.5 / 46,579.3 = 1.327618, root 1.152223.
    # Exports: 77.2586% of 60,882 by 71.01893% of 46,196: 47,036.6 / 32,807.9 = 1.433697, root 1.197371.
    # 15.2223 / 19.7371 = 0.77125.
    result = run(
        "growth_ratio",
        "worldbank",
        (1992, 1994),
        faster="{worldbank:TM.VAL.MANF.ZS.UN} * {worldbank:TM.VAL.MRCH.CD.WT}",
        slower="{gross:manufactures}",
    )
    assert result.value == pytest.approx(0.77125, abs=2e-4)


def test_consistency_rank(run):
    # Table 1, 1991 to 2000, standard deviation of yearly growth: remittances 4.86, tourism 5.22, manufactures 6.02,
    # agriculture 18.3, oil 30.9; by the mean: manufactures 0.329 before remittances 0.455; falls: 0, 2, 0, 3, 3.
    result = run("consistency_rank", "printed", (1991, 2000), flow="gross", indicator="remittances", among=FIVE)
    assert result.value == 1
    assert "remittances 4.858, tourism 5.22, manufactures 6.016, agriculture 18.33, oil 30.87" in result.formula
    remittances, tourism = ({"flow": "gross", "indicator": name, "among": FIVE} for name in ("remittances", "tourism"))
    assert run("consistency_rank", "printed", (1991, 2000), **remittances, measure="coefficient").value == 2
    assert run("consistency_rank", "printed", (1991, 2000), **tourism, measure="falls").value == 3
