"""What every result says of itself: its unit, its period, and the formula as a reader can redo it."""

import pytest

from remesas.claims.lookup import parse_reference, rank_among

STOCK = "{undesa:migrant_stock@USA>MEX}"
LISTED = "manufactures 143031.0, oil 18654.0, remittances 13266.0, tourism 7252.0, agriculture 4665.0"
FIVE = ["remittances", "tourism", "oil", "manufactures", "agriculture"]
WAGE = {"formula": "{fred:FEDMINNFRWG@USA}", "prices": "{bls:CPIAUCNS@USA}", "base": 2000, "unit": "USD / hour"}


@pytest.mark.parametrize(
    ("name", "evidence", "span", "parameters", "said"),
    [
        ("amount", "cbp", (1998, 2000), {"formula": "{cbp:southwest_border@USA}", "unit": "persons"},
         ("persons", "1998/2000", "southwest_border@USA (1998/2000)")),
        ("quotient", "printed", (2003, 2003), {"numerator": "{gross:oil}", "denominator": "{net:oil} - {net:tourism}"},
         ("percent", "2003", "(oil, gross (2003)) ÷ (oil, net (2003) − tourism, net (2003))")),
        ("multiple", "printed", (1993, 2003), {"formula": "{gross:oil}"},
         ("ratio", "1993/2003", "oil, gross (2003) ÷ oil, gross (1993)")),
        ("change", "printed", (2001, 2003), {"formula": "{gross:oil} * 2"},
         ("percent", "2001/2003", "(oil, gross (2003) × 2) ÷ (oil, gross (2001) × 2) − 1")),
        ("yearly_change", "undesa", (2000, 2005), {"formula": STOCK, "bound": "lower"},
         ("persons a year", "2000/2005", "(migrant_stock@USA>MEX (2005) − migrant_stock@USA>MEX (2000)) ÷ 5")),
        ("multiple_of_increases", "undesa", (1990, 2005), {"formula": STOCK, "years": 5},
         ("ratio", "1990/2005", "(migrant_stock@USA>MEX (2005) − migrant_stock@USA>MEX (2000)) ÷ "
                                "(migrant_stock@USA>MEX (1995) − migrant_stock@USA>MEX (1990))")),
        ("record_rank", "printed", (1991, 2003), {"formula": "{gross:oil}"},
         ("rank", "1991/2003", "rank of oil, gross (2003) since 1991")),
        ("limit", "printed", (2002, 2003), {"formula": "{gross:oil}", "unit": "USD million", "bound": "lower"},
         ("USD million", "2002/2003", "limit: oil, gross (2002/2003)")),
        ("scaled_limit", "printed", (2002, 2003), {"formula": "{gross:oil} + {gross:tourism}", "years": 16},
         ("USD million", "2002/2003", "limit: 16 × mean of (oil, gross (2002/2003) + tourism, gross (2002/2003))")),
        ("above_mean", "printed", (1991, 1993), {"formula": "{gross:oil}"},
         ("percent", "1991/1993", "oil, gross (1993) ÷ mean oil, gross (1991/1992) − 1")),
        ("multiple_of_means", "printed", (1991, 1994), {"formula": "{gross:oil}", "years": 2},
         ("ratio", "1991/1994", "mean oil, gross (1993/1994) ÷ mean oil, gross (1991/1992)")),
        ("fall_years", "eia", (1997, 2002), {"price": "{eia:RWTC@WLD}", "years": [1998, 2001]},
         ("years", "1997/2002", "those of 1998, 2001 with p(t) < p(t−1), p: RWTC@WLD")),
        ("constant_prices", "fred", (1975, 1976), WAGE,
         ("USD / hour", "1976", "FEDMINNFRWG@USA (1976) × CPIAUCNS@USA (2000) ÷ CPIAUCNS@USA (1976)")),
        ("fall_in_constant_prices", "fred", (1975, 2000), WAGE,
         ("percent", "1975/2000", "1 − (FEDMINNFRWG@USA ÷ CPIAUCNS@USA) (2000) ÷ "
                                  "(FEDMINNFRWG@USA ÷ CPIAUCNS@USA) (1975)")),
        ("volume", "worldbank", (1996, 1997), {"current": "{worldbank:NY.GDP.MKTP.CD}", "base": 1990,
                                               "constant": "{worldbank:NY.GDP.MKTP.KD}"},
         ("USD million", "1997", "NY.GDP.MKTP.CD (1990) × NY.GDP.MKTP.KD (1997) ÷ NY.GDP.MKTP.KD (1990)")),
        ("growth_ratio", "printed", (2001, 2003), {"faster": "{gross:oil}", "slower": "{gross:tourism}"},
         ("ratio", "2001/2003", "([(oil, gross (2003) ÷ oil, gross (2001))]^(1 ÷ 2) − 1) ÷ "
                                "([(tourism, gross (2003) ÷ tourism, gross (2001))]^(1 ÷ 2) − 1)")),
        ("source_rank", "printed", (2002, 2003), {"flow": "gross", "indicator": "oil", "among": FIVE},
         ("rank", "2003", f"rank by amount, gross: {LISTED}")),
        ("consistency_rank", "printed", (2001, 2003),
         {"flow": "gross", "indicator": "oil", "among": ["oil", "tourism"], "measure": "falls"},
         ("rank", "2001/2003", "rank by falls of yearly growth: oil 0, tourism 0")),
        ("top_years", "printed", (2001, 2003), {"flow": "net", "indicator": "oil", "among": ["oil", "tourism"]},
         ("years", "2001/2003", "years in which oil is the largest of oil, tourism (net)")),
        ("economy_rank", "worldbank", (2003, 2003),
         {"reference": "worldbank:TX.VAL.MRCH.CD.WT", "area": "MEX", "within": "Latin America", "least": 2},
         ("rank", "2003", "rank of MEX by level of TX.VAL.MRCH.CD.WT in Latin America")),
        ("economy_rank", "undesa", (2000, 2005),
         {"reference": "undesa:migrant_stock", "area": "USA", "counterpart": "W1", "measure": "increase"},
         ("rank", "2000/2005", "rank of USA by increase of migrant_stock")),
        ("partner_rank", "undesa", (2000, 2005),
         {"reference": "undesa:migrant_stock@WLD", "partner": "MEX", "measure": "increase", "complete": False},
         ("rank", "2000/2005", "rank of MEX by increase of migrant_stock of WLD")),
    ],
)  # fmt: skip
def test_a_result_says_its_unit_period_and_formula(run, name, evidence, span, parameters, said):
    result = run(name, evidence, span, **parameters)
    assert (result.unit, result.period, result.formula) == said
    assert result.bound == {"scaled_limit": "upper"}.get(
        name, "lower" if name == "partner_rank" else parameters.get("bound")
    )


def test_a_reference_names_area_and_counterpart_or_means_the_own():
    assert parse_reference("s:x", "MEX") == ("s:x", "MEX", "_Z")
    assert parse_reference("s:x@USA", "MEX") == ("s:x", "USA", "_Z")
    assert parse_reference("s:x@USA>GTM", "MEX") == ("s:x", "USA", "GTM")


def test_a_rank_is_one_more_than_what_comes_before():
    assert [rank_among(value, [5, 7, 7, 9]) for value in (9, 7, 5)] == [1, 2, 4]
    assert [rank_among(value, [5, 7, 7, 9], lowest=True) for value in (9, 7, 5)] == [4, 2, 1]


def test_falls_are_counted_and_even_growth_is_no_fall(run):
    """Table 1, 2001 to 2003: manufactures 141,346, 142,031, 143,031; agriculture 4,007, 3,866, 4,665."""
    pair = {"flow": "gross", "among": ["manufactures", "agriculture"]}
    for measure, ranks in (("falls", (1, 2)), ("deviation", (1, 2)), ("coefficient", (1, 2))):
        found = [
            run("consistency_rank", "printed", (2001, 2003), **pair, indicator=name, measure=measure).value
            for name in pair["among"]
        ]
        assert tuple(found) == ranks
