"""Evaluators over the means of several years, on figures that can be worked out in the head."""

import pytest

from remesas.claims.evaluators.means import AboveMean, MeansMultiple, above_mean, multiple_of_means
from remesas.claims.models import MissingValueError, Span

REMITTANCES = "{gross:remittances}"  # printed: 1991 2660, 1992 3070, 2002 9814, 2003 13266


def test_means_of_both_ends_are_compared(lookup):
    result = multiple_of_means(lookup("printed"), Span(1991, 2003), MeansMultiple(formula=REMITTANCES, years=2))
    assert result.value == pytest.approx((9814 + 13266) / (2660 + 3070))
    assert result.formula == "mean remittances, gross (2002/2003) ÷ mean remittances, gross (1991/1992)"


def test_a_year_without_a_figure_gives_no_mean(lookup):
    with pytest.raises(MissingValueError):
        multiple_of_means(lookup("printed"), Span(1990, 2003), MeansMultiple(formula=REMITTANCES, years=2))


@pytest.mark.parametrize(("years", "usual"), [(0, (2660 + 3070) / 2), (1, 2660)])
def test_the_last_year_is_compared_with_what_was_usual(lookup, years, usual):
    result = above_mean(lookup("printed"), Span(1991, 1993), AboveMean(formula=REMITTANCES, years=years))
    assert result.value == pytest.approx(100 * (3333 / usual - 1))
