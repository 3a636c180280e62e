"""Ranks on the real figures; the comments say how each was worked out by hand."""

import pytest

from remesas.claims.results import MissingValueError

FIVE = ["remittances", "tourism", "oil", "manufactures", "agriculture"]


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
    assert (result.value, result.note) == ((1998, 2001, 2002), "")


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
    result = run("economy_rank", "worldbank", (2001, 2003), **parameters)
    assert (result.value, result.period) == (13, "2003")  # of a level, the last year of the period
    assert result.note.endswith("not in the series: Taiwan")


def test_economy_rank_with_a_bloc(run):
    # Six of the twelve are members (DEU FRA GBR ITA NLD BEL): six others and the bloc stand before it.
    parameters = {"reference": "worldbank:TX.VAL.MRCH.CD.WT", "area": "MEX", "bloc": "European Union"}
    assert run("economy_rank", "worldbank", (2003, 2003), **parameters).value == 8
    # Poland before it joined: USA JPN CHN CAN HKG KOR MEX SGP RUS CHE MYS SAU THA BRA AUS NOR ARE IDN IND and the bloc.
    assert run("economy_rank", "worldbank", (2003, 2003), **parameters | {"area": "POL"}).value == 21
    # The United Kingdom after it left: CHN USA JPN HKG KOR CAN MEX RUS and the bloc.
    assert run("economy_rank", "worldbank", (2021, 2021), **parameters | {"area": "GBR"}).value == 10


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
