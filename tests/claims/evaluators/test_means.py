"""Means on the real figures; the comments say how each was worked out by hand."""

import pytest

from remesas.claims.results import MissingValueError

REMITTANCES = {"formula": "{gross:remittances}"}


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
