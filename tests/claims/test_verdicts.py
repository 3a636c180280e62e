"""The rules at their edges."""

from decimal import Decimal

import pytest

from remesas.claims.results import Observation, Result
from remesas.claims.statements import Printed
from remesas.claims.verdicts import (
    RULES,
    Judgement,
    holds,
    judge,
    revise,
    round_to,
    side_of,
)


def observed(*references):
    return tuple(Observation(reference, "MEX", "_Z", 2003, 1.0, "USD million") for reference in references)


def judged(
    value, *references, other_concept=False, bound=None, order_holds=None, named=None, left_out=0, open_years=(),
    **printed,
):  # fmt: skip
    used = observed(*(references or ["banxico:SE27803"]))
    result = Result(value, printed["unit"], "2003", "", "", bound, order_holds, named, left_out, open_years, used)
    judgement = judge(result, Printed(**printed), other_concept)
    assert judgement.rule in RULES
    return judgement


def verdict(value, *references, **others):
    return judged(value, *references, **others).verdict


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
        (6300.0, "confirmed"),  # 5% above; what is further is not even about right
        (6300.1, "contradicted"),
        (5999.9, "about right"),
        (-623.3, "contradicted"),
    ],
)
def test_over_is_just_above(value, expected):
    assert verdict(value, **money(6000, precision=1000, qualifier="over")) == expected


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        (2.1, 2, "confirmed"),  # "twice": 5% either way, not the 1.5 to 2.5 that round to 2
        (2.1001, 2, "about right"),  # more than twice, less than three times
        (1.9, 2, "confirmed"),
        (1.8999, 2, "contradicted"),
        (1.77, 2, "contradicted"),
        (2.26, 2, "about right"),
        (2.9999, 2, "about right"),
        (3.0, 2, "contradicted"),
        (5.25, 5, "confirmed"),
        (5.2501, 5, "about right"),
        (4.54, 5, "contradicted"),
        (20.49, 20, "confirmed"),  # here the printed precision is the narrower
        (20.5, 20, "about right"),
        (21.0, 20, "about right"),
        (21.01, 20, "contradicted"),
    ],
)
def test_small_whole_numbers_are_not_equal_to_what_is_not_even_about_right(value, printed, expected):
    assert verdict(value, values=[printed], unit="ratio") == expected


@pytest.mark.parametrize(
    ("value", "qualifier", "expected"),
    [
        (4641932.0, "about", "about right"),  # rounds to 5 million, the one digit that is printed
        (4641932.0, "exact", "contradicted"),
        (4641932.0, "nearly", "contradicted"),
        (4750000.0, "about", "confirmed"),
        (5499999.0, "about", "about right"),
        (5500000.0, "about", "contradicted"),
        (4499999.0, "about", "contradicted"),
    ],
)
def test_about_means_the_digits_that_are_printed(value, qualifier, expected):
    printed = {"values": [5000000], "unit": "persons", "precision": 1000000, "qualifier": qualifier}
    assert verdict(value, **printed) == expected


def test_about_with_more_digits_printed_is_narrower():
    assert verdict(38.7, values=[40], unit="percent", qualifier="about") == "about right"  # within 5%
    assert verdict(37.9, values=[40], unit="percent", qualifier="about") == "contradicted"


@pytest.mark.parametrize(
    ("value", "expected"), [(2.0, "confirmed"), (2.4, "confirmed"), (1.95, "about right"), (1.89, "contradicted")]
)
def test_at_least(value, expected):
    assert verdict(value, values=[2], unit="ratio", precision=0.1, qualifier="at least") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (70.0, "confirmed"),
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
        (22.0e6, "contradicted"),  # a factor of a million is no slip of the unit: dollars against millions of them
        (22.0e-6, "contradicted"),
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
    assert judge(result, Printed(**money(22))).rule == "thousandfold"  # 21.2 is within 5% of 22
    result = Result(323673.0, "USD million", "1997", "")
    assert judge(result, Printed(**money(382600000))).rule == "near thousandfold"


def test_ratios_and_percentages_have_no_unit_slip():
    assert verdict(5000.0, values=[5], unit="percent") == "contradicted"


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        (["article:table1.remittances"], "inconsistent"),
        (["article:table1.remittances", "claim:gdp-1997"], "inconsistent"),
        (["claim:gdp-1997"], "inconsistent"),
        (["article:table1.manufactures", "inegi:924"], "contradicted"),  # not from the article's numbers alone
        (["claim:gdp-1997", "worldbank:NY.GDP.MKTP.CD"], "contradicted"),
        (["banxico:SE27803"], "contradicted"),
    ],
)
def test_failing_on_nothing_but_the_articles_own_numbers_is_inconsistency(references, expected):
    assert verdict(3.98, *references, values=[5], unit="ratio") == expected
    assert verdict(4.0, *references, bound="upper", values=[5], unit="ratio") == expected
    assert verdict(2.0, *references, values=[3], unit="rank") == expected


def test_what_follows_from_no_observation_is_no_inconsistency():
    assert not Result(1.0, "ratio", "2003", "").rests_on_print


@pytest.mark.parametrize(("value", "side"), [(4.0, -1), (6.0, 1)])
def test_a_miss_has_a_side(value, side):
    assert side_of(value, Printed(values=[5], unit="ratio")) == side


def test_of_a_range_the_nearer_end_tells_the_side():
    printed = Printed(values=[65, 75], unit="percent", qualifier="range")
    assert (side_of(60.0, printed), side_of(80.0, printed)) == (-1, 1)


@pytest.mark.parametrize(("value", "matches"), [(5.0, True), (4.8, True), (4.0, False)])
def test_another_concept_neither_supports_nor_contradicts(value, matches):
    judgement = judged(value, other_concept=True, values=[5], unit="ratio")
    assert (judgement.verdict, judgement.matches) == ("other definition", matches)
    assert holds(judgement, Printed(values=[5], unit="ratio")) == ("yes" if matches else "no")


def test_another_concept_that_cannot_decide_stays_undecided():
    assert verdict(None, other_concept=True, values=[5], unit="ratio") == "not decidable here"
    assert verdict(1.0, other_concept=True, left_out=3, values=[2], unit="rank") == "not decidable here"


@pytest.mark.parametrize(
    ("rank", "left_out", "expected"),
    [
        (1.0, 3, "not decidable here"),  # second of five may be first of two: between 1 and 4
        (2.0, 3, "not decidable here"),
        (3.0, 3, "contradicted"),  # at best third
        (1.0, 1, "not decidable here"),
        (1.0, 0, "contradicted"),
        (2.0, 0, "confirmed"),
    ],
)
def test_a_rank_among_fewer_sources_is_the_best_that_is_possible(rank, left_out, expected):
    assert verdict(rank, left_out=left_out, values=[2], unit="rank") == expected


@pytest.mark.parametrize(
    ("years", "open_years", "expected"),
    [
        ((1999, 2001, 2002), (1998,), "not decidable here"),  # what is missing may be larger in a year that is named
        ((), (1998, 1999, 2001, 2002), "not decidable here"),
        ((1998,), (2001,), "contradicted"),  # not in 2002, whatever is missing
        ((1998, 2001, 2002), (1991, 1992), "confirmed"),
        ((1998, 1999, 2001, 2002), (1991, 1992), "about right"),
    ],
)
def test_being_the_largest_is_open_only_where_a_year_that_is_named_is(years, open_years, expected):
    assert verdict(years, open_years=open_years, values=[1998, 2001, 2002], unit="years") == expected


@pytest.mark.parametrize(
    ("found", "expected", "rule"),
    [
        ((2004, 2006), "confirmed", "every named year"),
        ((2004,), "contradicted", "some named years"),
        ((), "contradicted", "some named years"),
    ],
)
def test_a_test_of_named_years_says_so(found, expected, rule):
    judgement = judged(found, named=(2004, 2006), values=[1998, 2001, 2002], unit="years")
    assert (judgement.verdict, judgement.rule) == (expected, rule)


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
    ("limit", "bound", "expected"),
    [
        (300000.0, "upper", "consistent"),  # equal to the limit is possible
        (600000.0, "upper", "consistent"),
        (600001.0, "upper", "not decidable here"),  # so far away that it could hardly have been passed
        (299999.0, "upper", "contradicted"),
        (30000.0, "upper", "contradicted"),
        (29999.0, "upper", "unit slip"),  # more than ten times over, and a thousandth is possible
        (300.0, "upper", "unit slip"),
        (299.0, "upper", "contradicted"),
        (300001.0, "lower", "contradicted"),
        (300000.0, "lower", "consistent"),
        (149999.0, "lower", "not decidable here"),
    ],
)
def test_limits(limit, bound, expected):
    assert verdict(limit, bound=bound, values=[300000], unit="persons") == expected


def test_a_share_has_no_slip_of_the_unit():
    assert verdict(1.0, bound="upper", values=[50], unit="percent") == "contradicted"


@pytest.mark.parametrize(("value", "expected"), [(-0.1, "confirmed"), (0.0, "contradicted"), (39.6, "contradicted")])
def test_a_fall(value, expected):
    assert verdict(value, values=[], unit="direction") == expected
    assert side_of(value, Printed(values=[], unit="direction")) == 0


def test_an_order_that_fails_decides_though_sources_are_missing():
    second = {"values": [2], "unit": "rank"}
    assert verdict(1.0, left_out=3, order_holds=False, **second) == "contradicted"  # not after the one named
    assert verdict(2.0, left_out=3, order_holds=True, **second) == "not decidable here"
    assert verdict(2.0, order_holds=False, **second) == "contradicted"  # second, but not after the one named


def test_no_value_is_not_decidable():
    assert verdict(None, values=[5], unit="ratio") == "not decidable here"


CONTRADICTED = Judgement("contradicted", "different")


@pytest.mark.parametrize("older", ["confirmed", "about right"])
def test_revised_when_an_older_vintage_held(older):
    assert revise(CONTRADICTED, ["contradicted", older]) == Judgement("revised", "held before")


@pytest.mark.parametrize("today", ["confirmed", "about right", "inconsistent", "not decidable here"])
def test_only_what_fails_today_on_other_data_is_revised(today):
    assert revise(Judgement(today, "equal"), ["confirmed"]).verdict == today
    assert revise(CONTRADICTED, ["contradicted"]) == CONTRADICTED
    assert revise(CONTRADICTED, []) == CONTRADICTED


def test_what_keeps_to_a_limit_does_not_hold_and_does_not_fail():
    assert holds(Judgement("consistent", "within limit"), Printed(values=[3], unit="ratio")) == "undecidable"


def test_rounding_is_half_up_in_decimal():
    assert round_to(17549.999, 100) == Decimal(17500)
    assert round_to(17550.0, 100) == Decimal(17600)
    assert round_to(2.675, 0.01) == Decimal("2.68")
    assert round_to(-2.5, 1) == Decimal(-3)
