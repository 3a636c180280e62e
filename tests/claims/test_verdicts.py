"""The rules at their edges."""

from decimal import Decimal

import pytest

from remesas.claims.models import Printed, Result
from remesas.claims.verdicts import RULES, Judgement, holds, judge, overall, revise, rounded


def verdict(value, evidence="national", bound=None, order_holds=None, **printed):
    result = Result(value, printed["unit"], "2003", "", bound=bound, order_holds=order_holds)
    judgement = judge(result, Printed(**printed), evidence)
    assert judgement.rule in RULES
    return judgement.verdict


def money(*values, **others):
    return {"values": values, "unit": "USD million", **others}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (13265.5, "confirmed"),  # rounds half up to 13,266
        (13266.4999, "confirmed"),
        (13266.5, "about right"),
        (13265.4999, "about right"),
        (13929.3, "about right"),
        (13929.31, "contradicted"),
        (12602.7, "about right"),
        (12602.69, "contradicted"),
    ],
)
def test_equal_at_the_printed_precision_then_within_five_percent(value, expected):
    assert verdict(value, **money(13266)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(157500.0, "confirmed"), (158499.9, "confirmed"), (158500.0, "about right"), (157499.9, "about right")],
)
def test_precision_is_that_of_print(value, expected):
    assert verdict(value, **money(158000, precision=1000)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(9500.0, "confirmed"), (10000.0, "confirmed"), (10000.1, "about right"), (9499.9, "contradicted")],
)
def test_nearly_is_not_above(value, expected):
    assert verdict(value, **money(10000, precision=1000, qualifier="nearly")) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (6000.0, "confirmed"),
        (6999.9, "confirmed"),
        (7000.0, "contradicted"),
        (5999.9, "about right"),
        (-623.3, "contradicted"),
    ],
)
def test_over_is_just_above(value, expected):
    assert verdict(value, **money(6000, precision=1000, qualifier="over")) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(2.0, "confirmed"), (2.4, "confirmed"), (1.95, "about right"), (1.89, "contradicted")]
)
def test_at_least(value, expected):
    assert verdict(value, values=[2], unit="ratio", precision=0.1, qualifier="at least") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (64.5, "confirmed"),
        (75.4, "confirmed"),
        (64.4, "about right"),
        (78.75, "about right"),
        (78.76, "contradicted"),
        (61.7, "contradicted"),
    ],
)
def test_range(value, expected):
    assert verdict(value, values=[65, 75], unit="percent", qualifier="range") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (22000.0, "unit slip"),  # exactly a thousand
        (22.0e6, "unit slip"),
        (0.022, "unit slip"),
        (22000 * 1.25, "unit slip"),
        (22000 * 1.26, "contradicted"),
        (22000 / 1.25, "unit slip"),
        (22000 / 1.26, "contradicted"),
        (-22000.0, "contradicted"),
        (220.0, "contradicted"),  # a factor of ten is none
    ],
)
def test_unit_slip(value, expected):
    assert verdict(value, **money(22)) == expected


def test_unit_slip_says_whether_the_rest_is_right():
    result = Result(21229.6, "USD million", "1982", "")
    assert judge(result, Printed(**money(22)), "national").rule == "thousandfold"  # 21.2 is within 5% of 22
    result = Result(323673.0, "USD million", "1997", "")
    assert judge(result, Printed(**money(382600000)), "worldbank").rule == "near thousandfold"


def test_ratios_and_percentages_have_no_unit_slip():
    assert verdict(5000.0, values=[5], unit="percent") == "contradicted"


@pytest.mark.parametrize("evidence", ["printed", "article"])
def test_failing_on_the_articles_own_numbers_is_inconsistency(evidence):
    assert verdict(3.98, evidence, values=[5], unit="ratio") == "inconsistent"
    assert verdict(3.98, "national", values=[5], unit="ratio") == "contradicted"


@pytest.mark.parametrize(
    ("value", "order", "expected"),
    [(3.0, None, "confirmed"), (2.0, True, "about right"), (2.0, False, "contradicted"), (2.0, None, "contradicted")],
)
def test_ranks(value, order, expected):
    assert verdict(value, order_holds=order, values=[3], unit="rank") == expected


def test_another_rank_does_not_stand_today_even_where_the_order_holds():
    printed = Printed(values=[3], unit="rank")
    assert holds(Judgement("about right", "order holds"), printed) == "no"
    assert holds(Judgement("confirmed", "same rank"), printed) == "yes"
    assert holds(Judgement("not decidable here", "no value"), printed) == "undecidable"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((1998, 2001, 2002), "confirmed"),
        ((1998, 1999, 2001, 2002), "about right"),
        ((1998, 2001), "contradicted"),
        ((), "contradicted"),
    ],
)
def test_years(years, expected):
    assert verdict(years, values=[1998, 2001, 2002], unit="years") == expected


@pytest.mark.parametrize(
    ("limit", "bound", "stated", "expected"),
    [
        (300000.0, "upper", None, "not decidable here"),  # equal to the limit is possible
        (300000.0, "upper", True, "about right"),
        (299999.0, "upper", True, "contradicted"),
        (300001.0, "lower", True, "contradicted"),
        (300000.0, "lower", None, "not decidable here"),
    ],
)
def test_limits(limit, bound, stated, expected):
    assert verdict(limit, bound=bound, order_holds=stated, values=[300000], unit="persons") == expected


def test_no_value_is_not_decidable():
    assert verdict(None, values=[5], unit="ratio") == "not decidable here"


CONTRADICTED = Judgement("contradicted", "different")


@pytest.mark.parametrize("older", ["confirmed", "about right"])
def test_revised_when_an_older_vintage_held(older):
    assert revise(CONTRADICTED, [CONTRADICTED, Judgement(older, "equal")]).verdict == "revised"


@pytest.mark.parametrize("today", ["confirmed", "about right", "inconsistent", "not decidable here"])
def test_only_what_fails_today_on_other_data_is_revised(today):
    judgement = Judgement(today, "equal")
    assert revise(judgement, [Judgement("confirmed", "equal")]) is judgement
    assert revise(CONTRADICTED, [CONTRADICTED]) is CONTRADICTED
    assert revise(CONTRADICTED, []) is CONTRADICTED


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([], "not decidable here"),
        (["not decidable here"], "not decidable here"),
        (["confirmed", "not decidable here"], "confirmed"),
        (["confirmed", "about right"], "about right"),
        (["confirmed", "revised"], "revised"),
        (["contradicted", "inconsistent"], "contradicted"),
        (["inconsistent", "inconsistent"], "inconsistent"),
        (["confirmed", "contradicted"], "mixed"),
        (["unit slip", "contradicted"], "mixed"),
        (["confirmed", "revised", "contradicted"], "mixed"),
    ],
)
def test_the_overall_word_hides_no_conflict(verdicts, expected):
    assert overall(verdicts) == expected


def test_rounding_is_half_up_in_decimal():
    assert rounded(17549.999, 100) == Decimal(17500)
    assert rounded(17550.0, 100) == Decimal(17600)
    assert rounded(2.675, 0.01) == Decimal("2.68")
    assert rounded(-2.5, 1) == Decimal(-3)
