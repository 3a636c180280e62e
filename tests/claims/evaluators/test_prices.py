"""Prices and volumes on the real figures; the comments say how each was worked out by hand."""

import pytest

WAGE = {
    "formula": "{fred:FEDMINNFRWG@USA}",
    "prices": "{bls:CPIAUCNS@USA}",
    "base": 2000,
    "unit": "USD / hour",
}


def test_fall_years(run):
    # WTI: 22.11 (1996), 20.61, 14.45, 19.26, 30.30 (2000), 25.95, 26.12 (2002).
    result = run("fall_years", "eia", (1997, 2002), price="{eia:RWTC@WLD}", years=[1998, 2001, 2002])
    assert (result.value, result.named) == ((1998, 2001), (1998, 2001, 2002))
    assert run("fall_years", "eia", (1999, 2001), price="{eia:RWTC@WLD}").named == (1999, 2000, 2001)


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
