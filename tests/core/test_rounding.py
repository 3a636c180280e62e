from decimal import Decimal

import pytest

from remesas.core.rounding import count_places, find_least, round_half_up


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (2.675, 2, "2.68"),  # its binary form is below 2.675: rounding that gives 2.67
        (1.005, 2, "1.01"),
        (3672.7, 0, "3673"),
        (12345, -2, "1.23E+4"),
        (-0.4, 0, "-0"),
    ],
)
def test_halves_go_away_from_zero(value, digits, expected):
    assert round_half_up(value, digits) == Decimal(expected)


@pytest.mark.parametrize(
    ("largest", "own", "places", "least"),
    [
        (2227.1, 0, 0, 0.5),  # Haiti: US$1,035 are a nought in millions
        (2.6, 0, 2, 0.005),  # Tuvalu: 2.60
        (2.6, 3, 3, 0.0005),
        (0.0, 1, 1, 0.05),
        (0.0002, 0, 3, 0.0005),
    ],
)
def test_what_rounds_to_nothing_follows_from_the_decimals_shown(largest, own, places, least):
    assert (count_places(largest, own), find_least(largest, own)) == (places, pytest.approx(least))
