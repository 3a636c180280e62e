from decimal import Decimal

import pytest

from remesas.brief.words.numbers import Numbers, rounded, runs

ENGLISH, MEXICAN, FRENCH = Numbers("en_GB"), Numbers("es_MX"), Numbers("fr")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (2.675, 2, "2.68"),
        (-0.4, 0, "0"),
        (-0.04, 1, "0.0"),
    ],
)
def test_halves_are_rounded_away_from_zero_and_nought_has_no_sign(value: float, places: int, expected: str) -> None:
    assert str(rounded(value, places)) == expected


def test_a_missing_value_is_not_rounded() -> None:
    with pytest.raises(ValueError, match="cannot be rounded"):
        rounded(float("nan"))


@pytest.mark.parametrize(
    ("numbers", "value", "places", "expected"),
    [
        (ENGLISH, 13266, 0, "13,266"),
        (ENGLISH, -22066, 0, "−22,066"),
        (ENGLISH, 1234567.85, 1, "1,234,567.9"),
        (ENGLISH, 0.1, 2, "0.10"),
        (MEXICAN, 1234, 0, "1,234"),
        (FRENCH, 1234.5, 1, "1\u202f234,5"),
        (ENGLISH, float("nan"), 0, "…"),
        (ENGLISH, None, 0, "…"),
    ],
)
def test_amounts(numbers: Numbers, value: float | None, places: int, expected: str) -> None:
    assert numbers.amount(value, places) == expected


def test_signs_are_typographic() -> None:
    assert ENGLISH.amount(14.1, 1, signed=True) == "+14.1"
    assert ENGLISH.amount(-3, signed=True) == "−3"
    assert ENGLISH.amount(0.4, signed=True) == "0"


def test_percent_follows_the_locale() -> None:
    assert ENGLISH.percent(-3.94) == "−3.9%"
    assert FRENCH.percent(3.94) == "3,9\u00a0%"
    assert ENGLISH.percent(float("nan")) == "…"


def test_years_are_not_grouped_and_runs_are_joined() -> None:
    assert ENGLISH.year(1991) == "1991"
    assert ENGLISH.years([2003, 1991, 1992, 1995, 1993]) == "1991–1993, 1995 and 2003"
    assert runs([1998, 2001, 2002]) == [(1998, 1998), (2001, 2002)]


@pytest.mark.parametrize(
    ("numbers", "period", "expected"),
    [
        (ENGLISH, "2003", "2003"),
        (ENGLISH, "2025-12", "December 2025"),
        (ENGLISH, "2026-07-01", "1 July 2026"),
        (FRENCH, "2026-07-01", "1er juillet 2026"),
        (MEXICAN, "2026-06", "junio de 2026"),
    ],
)
def test_periods_at_their_own_precision(numbers: Numbers, period: str, expected: str) -> None:
    assert numbers.period(period) == expected


def test_decimals_are_taken_as_they_are() -> None:
    assert ENGLISH.amount(Decimal("0.25"), 1) == "0.3"
