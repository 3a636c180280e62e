"""Each evaluator on the real figures. The expected values were worked out by hand from the published figures
(sums of months, powers and quotients with awk), never taken from the program; the comments say how."""

import re
from pathlib import Path

import pytest

from remesas.claims.evaluators import EVALUATORS
from remesas.claims.models import MissingValueError, Span

REMITTANCES = {"formula": "{gross:remittances}"}
FIVE = ["remittances", "tourism", "oil", "manufactures", "agriculture"]
WAGE = {
    "formula": "{fred:FEDMINNFRWG@USA}",
    "prices": "{bls:CPIAUCNS@USA}",
    "base": 2000,
    "unit": "USD / hour",
}


@pytest.fixture
def run(lookup):
    def evaluate(name, evidence, span, as_of=None, **parameters):
        return EVALUATORS[name].run(lookup(evidence, as_of), Span(*span), parameters)

    return evaluate


def test_every_evaluator_is_tested_here():
    source = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in EVALUATORS if not re.search(rf'run\(\s*"{name}"', source)] == []


def test_every_evaluator_says_what_it_computes_and_how():
    for name, item in EVALUATORS.items():
        assert item.meaning.endswith("."), name
        assert "Formula:" in (item.function.__doc__ or ""), name


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


def test_formulas_of_several_terms_are_bracketed(run):
    result = run("multiple", "printed", (1993, 2003), formula="{gross:oil} + {gross:tourism}")
    assert result.formula == "(oil, gross (2003) + tourism, gross (2003)) ÷ (oil, gross (1993) + tourism, gross (1993))"


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


def test_source_rank(run):
    # Table 1, 2003: manufactures 143,031, oil 18,654, remittances 13,266, tourism 7,252, agriculture 4,665.
    result = run("source_rank", "printed", (2003, 2003), flow="gross", indicator="remittances", among=FIVE,
                 above=["tourism", "agriculture"])  # fmt: skip
    assert (result.value, result.order_holds) == (3, True)
    wrong = run("source_rank", "printed", (2003, 2003), flow="gross", indicator="remittances", among=FIVE,
                above=["oil"])  # fmt: skip
    assert (wrong.value, wrong.order_holds) == (3, False)


def test_top_years(run):
    # Table 2: remittances pass oil in 1998 (5,627 > 5,406), 2001 (8,895 > 7,764) and 2002 (9,814 > 8,153).
    result = run("top_years", "printed", (1991, 2003), flow="net", indicator="remittances", among=FIVE)
    assert result.value == (1998, 2001, 2002)


INSTEAD = {
    "agriculture": "{gross:agriculture}",
    "tourism": "{sectur:CETM3_1-balanza-saldo}",
    "manufactures": "{banxico:SE35403} + {worldbank:TM.VAL.FOOD.ZS.UN} * {worldbank:TM.VAL.MRCH.CD.WT}",
}


def test_top_years_names_the_years_that_are_open(run):
    # SE27803 against SE36600, from 1998: 5,627 > 3,050; 5,910 > 5,125; 8,895 > 5,544; 9,814 > 8,027; 15,139 > 10,078;
    # oil is larger in 1993 to 1997 and 2000, and has no figure in 1991 and 1992.
    parameters = {"flow": "net", "indicator": "remittances", "among": FIVE}
    result = run("top_years", "national", (1991, 2003), **parameters)
    assert (result.value, result.open_years) == ((), (1991, 1992, 1998, 1999, 2001, 2002, 2003))
    result = run("top_years", "national", (1991, 2003), **parameters, instead=INSTEAD)
    assert (result.value, result.open_years) == ((1998, 1999, 2001, 2002, 2003), (1991, 1992))
    assert result.note == "not computed: 1991, 1992"
    assert "for tourism, where it has no figure, CETM3_1-balanza-saldo" in result.formula
    # A stand-in that is larger (exports of manufactures) leaves every year open in which no figure is larger.
    wide = run("top_years", "national", (1998, 2003), **parameters,
               instead=INSTEAD | {"manufactures": "{gross:manufactures}"})  # fmt: skip
    assert (wide.value, wide.open_years) == ((), (1998, 1999, 2001, 2002, 2003))


def test_a_figure_takes_the_place_of_what_stands_for_it(run, lookup, monkeypatch):
    """Net tourism of 1998 at 6,000 is above remittances of 5,627, though the balance with day trips is 3,284."""
    known = lookup("national")
    held = type(known).columns

    def columns(self, flow, indicators, year):
        if list(indicators) == ["tourism"] and flow == "net" and year == 1998:
            return {"tourism": 6000.0}
        return held(self, flow, indicators, year)

    monkeypatch.setattr(type(known), "columns", columns)
    parameters = {"flow": "net", "indicator": "remittances", "among": FIVE}
    result = run("top_years", "national", (1998, 1999), **parameters, instead=INSTEAD)
    assert (result.value, result.open_years) == ((1999,), ())
    rank = run("source_rank", "national", (1998, 1998), **parameters, as_held=True)
    assert (rank.value, rank.left_out) == (2, 2)


def test_a_rank_of_what_has_a_figure_is_the_best_that_is_possible(run):
    parameters = {"flow": "net", "indicator": "remittances", "among": FIVE, "below": ["oil"]}
    result = run("source_rank", "national", (2003, 2003), **parameters, as_held=True)
    assert (result.value, result.order_holds, result.left_out) == (1, False, 3)
    with pytest.raises(MissingValueError):
        run("source_rank", "national", (2003, 2003), **parameters)
    with pytest.raises(MissingValueError):  # oil, which the order names, must have one
        run("source_rank", "national", (1991, 1991), **parameters, as_held=True)


def test_economy_rank(run):
    # Twelve economies exported more in 2003: DEU USA JPN CHN FRA GBR ITA NLD CAN BEL HKG KOR.
    parameters = {"reference": "worldbank:TX.VAL.MRCH.CD.WT", "area": "MEX", "absent": ["TWN", "BRA"]}
    result = run("economy_rank", "worldbank", (2003, 2003), **parameters)
    assert result.value == 13
    assert result.note.endswith("not in the series: Taiwan")


def test_economy_rank_with_a_bloc(run):
    # Six of the twelve are members (DEU FRA GBR ITA NLD BEL): six others and the bloc stand before it.
    parameters = {"reference": "worldbank:TX.VAL.MRCH.CD.WT", "area": "MEX", "bloc": "European Union"}
    assert run("economy_rank", "worldbank", (2003, 2003), **parameters).value == 8


def test_economy_rank_by_increase(run):
    parameters = {"reference": "undesa:migrant_stock", "area": "USA", "counterpart": "W1", "measure": "increase"}
    result = run("economy_rank", "undesa", (2000, 2005), **parameters)
    assert (result.value, result.period) == (1, "2000/2005")


def test_economy_rank_needs_enough_economies(run):
    # In 2015 the series has the United States and the world only.
    parameters = {"reference": "undesa:migrant_stock", "area": "USA", "counterpart": "W1"}
    with pytest.raises(MissingValueError, match="only 1 economies"):
        run("economy_rank", "undesa", (2015, 2015), **parameters)


def test_partner_rank(run):
    # 2003: Canada 391,518.3, Mexico 235,471.8, China 180,804.0; 2015: China 599,316, Canada 576,765, Mexico 532,153.
    parameters = {"reference": "census:goods_trade@USA", "partner": "MEX"}
    assert run("partner_rank", "census", (2003, 2003), **parameters).value == 2
    assert run("partner_rank", "census", (2015, 2015), **parameters).value == 3


def test_fall_years(run):
    # WTI: 22.11 (1996), 20.61, 14.45, 19.26, 30.30 (2000), 25.95, 26.12 (2002).
    result = run("fall_years", "eia", (1997, 2002), price="{eia:RWTC@WLD}", years=[1998, 2001, 2002])
    assert (result.value, result.named) == ((1998, 2001), (1998, 2001, 2002))
    assert run("fall_years", "eia", (1999, 2001), price="{eia:RWTC@WLD}").named == (1999, 2000, 2001)


def test_change(run):
    # 18,157.9 / 30,060.0 - 1.
    result = run("change", "worldbank", (2001, 2003), formula="{worldbank:BX.KLT.DINV.CD.WD}")
    assert (result.value, result.unit) == (pytest.approx(-39.594, abs=1e-3), "percent")


def test_economy_rank_within_a_bloc(run):
    # Latin America, 2003: Mexico 165,396, Brazil 73,203.
    parameters = {"reference": "worldbank:TX.VAL.MRCH.CD.WT", "within": "Latin America", "least": 2}
    assert run("economy_rank", "worldbank", (2003, 2003), area="MEX", **parameters).value == 1
    assert run("economy_rank", "worldbank", (2003, 2003), area="BRA", **parameters).value == 2


def test_partner_rank_by_increase_of_an_incomplete_list(run):
    # Emigrants, 1995 to 2000: Mexico 9,562,929 - 6,949,297 = 2,613,632; China 854,637; India 774,957.
    parameters = {
        "reference": "undesa:migrant_stock@WLD", "partner": "MEX", "measure": "increase", "complete": False,
    }  # fmt: skip
    result = run("partner_rank", "undesa", (1995, 2000), **parameters)
    assert (result.value, result.bound, result.period) == (1, "lower", "1995/2000")


def test_a_rank_counts_the_columns_that_it_lacks(run):
    among = ["remittances", "oil"]
    parameters = {"flow": "net", "indicator": "remittances", "among": among}
    assert run("source_rank", "national", (2003, 2003), **parameters).left_out == 3
    assert run("top_years", "national", (2003, 2003), **parameters).open_years == (2003,)
    assert run("source_rank", "printed", (2003, 2003), **(parameters | {"among": FIVE})).left_out == 0
    even = run("consistency_rank", "national", (1995, 2000), flow="gross", indicator="remittances", among=among)
    assert even.left_out == 3


def test_an_amount_may_be_a_limit(run):
    # 30,060.0 of 2001.
    formula = "{worldbank:BX.KLT.DINV.CD.WD}"
    result = run("amount", "worldbank", (2001, 2001), formula=formula, bound="upper")
    assert (result.value, result.bound) == (pytest.approx(30060.0, abs=0.1), "upper")


def test_constant_prices(run):
    # US$2.10 of 1975 x 172.2 / 53.8167 = 6.71948.
    result = run("constant_prices", "fred", (1975, 1975), **WAGE)
    assert result.value == pytest.approx(6.71948, abs=1e-5)
    assert (result.unit, result.period) == ("USD / hour", "1975")


def test_fall_in_constant_prices(run):
    # 1 - 5.15 / 6.71948 = 23.3572%.
    result = run("fall_in_constant_prices", "fred", (1975, 2000), **WAGE)
    assert result.value == pytest.approx(23.3572, abs=1e-4)


def test_volume(run):
    # 261,253.68 x 824,645.42 / 665,614.21 = 261,253.68 x 1.238924 = 323,673.4.
    result = run(
        "volume",
        "worldbank",
        (1997, 1997),
        current="{worldbank:NY.GDP.MKTP.CD}",
        constant="{worldbank:NY.GDP.MKTP.KD}",
        base=1990,
    )
    assert result.value == pytest.approx(323673, abs=1)


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


def test_means_of_both_ends_of_a_period_are_compared(run):
    # Table 1, remittances: 9,814 and 13,266 by 2,660 and 3,070.
    result = run("multiple_of_means", "printed", (1991, 2003), years=2, **REMITTANCES)
    assert result.value == pytest.approx((9814 + 13266) / (2660 + 3070))
    assert result.formula == "mean remittances, gross (2002/2003) ÷ mean remittances, gross (1991/1992)"
    with pytest.raises(MissingValueError):
        run("multiple_of_means", "printed", (1990, 2003), years=2, **REMITTANCES)


@pytest.mark.parametrize(("years", "usual"), [(0, (2660 + 3070) / 2), (1, 2660)])
def test_the_last_year_is_compared_with_what_was_usual_before(run, years, usual):
    # Table 1, remittances: 3,333 in 1993, after 2,660 and 3,070.
    result = run("above_mean", "printed", (1991, 1993), years=years, **REMITTANCES)
    assert result.value == pytest.approx(100 * (3333 / usual - 1))
