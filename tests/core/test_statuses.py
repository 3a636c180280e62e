from typing import get_args

import pytest

from remesas.core.statuses import STATUSES, Status, worst_status


@pytest.mark.parametrize(
    ("statuses", "worst"), [("AAB", "B"), ("BUA", "U"), ("ADM", "M"), ("PA", "P"), ("EDA", "D"), ("A", "A")]
)
def test_the_worst_status_is_shown(statuses, worst):
    assert worst_status(statuses) == worst


def test_the_words_of_a_break_are_right_of_a_year_and_of_what_is_computed_over_years():
    """Compound growth of 1991 to 2003 with a break in 1995 has the status B, and no first year of a new level."""
    assert STATUSES["B"] == "break: a new level begins within the time that it covers"
    assert set(STATUSES) == set(get_args(Status))
