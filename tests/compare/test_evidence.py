import pandas as pd
import pytest

from remesas.compare.evidence import (
    Between,
    Column,
    Fit,
    Mirror,
    Near,
    Ratio,
    equals_print,
    mirrored,
    nearer_to_print,
    one_digit_off,
    print_between,
    ratio_between,
    within_percent,
)

A, B = "inegi:924", "inegi:923"
YEARS = (2002, 2003)


@pytest.fixture
def column(catalog, annual_series):
    def make(printed, regenerated=None, **series):
        held = {f"inegi:{name[1:]}": ("USD million", values) for name, values in series.items()}
        return Column(annual_series(held), catalog, pd.Series(printed), pd.Series(regenerated or printed))

    return make


def test_equal_to_the_printed_rounding(column):
    parameters = Fit(formula=f"{{{A}}}", years=YEARS)
    assert equals_print(column({2002: 10, 2003: 12}, s924={2002: 10.4, 2003: 11.5}), parameters).holds
    assert not equals_print(column({2002: 10, 2003: 12}, s924={2002: 10.4, 2003: 12.5}), parameters).holds


def test_a_year_without_data_is_no_evidence(column):
    assert not equals_print(column({2002: 10, 2003: 12}, s924={2002: 10}), Fit(formula=f"{{{A}}}", years=YEARS)).holds


def test_nearer_in_every_year(column):
    parameters = Fit(formula=f"{{{A}}}", years=YEARS)
    own = {2002: 90, 2003: 95}
    assert nearer_to_print(column({2002: 100, 2003: 100}, own, s924={2002: 95, 2003: 104}), parameters).holds
    assert not nearer_to_print(column({2002: 100, 2003: 100}, own, s924={2002: 95, 2003: 106}), parameters).holds


def test_within_a_percentage_of_print(column):
    parameters = Near(formula=f"{{{A}}} + {{{B}}}", years=YEARS, percent=1)
    assert within_percent(
        column({2002: 100, 2003: 100}, s924={2002: 98, 2003: 99}, s923={2002: 1, 2003: 2}), parameters
    ).holds
    assert not within_percent(
        column({2002: 100, 2003: 100}, s924={2002: 97.9, 2003: 99}, s923={2002: 1, 2003: 2}), parameters
    ).holds


def test_one_digit_away(column):
    # 143,031 printed against 141,146: 141,031 is one digit away and 0.08% off
    parameters = Near(formula=f"{{{A}}}", years=(2003, 2003), percent=0.5)
    finding = one_digit_off(column({2003: 143031}, s924={2003: 141146}), parameters)
    assert finding.holds
    assert finding.statistic[2003] == pytest.approx(100 * 115 / 141031)


def test_print_that_fits_by_itself_is_no_slip_of_a_digit(column):
    parameters = Near(formula=f"{{{A}}}", years=(2003, 2003), percent=0.5)
    assert not one_digit_off(column({2003: 143031}, s924={2003: 143100}), parameters).holds


def test_what_no_single_digit_mends_is_no_slip(column):
    parameters = Near(formula=f"{{{A}}}", years=(2003, 2003), percent=0.5)
    assert not one_digit_off(column({2003: 143031}, s924={2003: 98765}), parameters).holds


def test_a_ratio_in_its_range(column):
    data = {"s924": {2002: 50, 2003: 60}, "s923": {2002: 100, 2003: 100}}
    wide = Ratio(numerator=f"{{{A}}}", denominator=f"{{{B}}}", years=YEARS, min=0.5, max=0.6)
    assert ratio_between(column({2002: 1}, **data), wide).holds
    assert not ratio_between(column({2002: 1}, **data), wide.model_copy(update={"max": 0.59})).holds


def test_print_between_two_formulas(column):
    data = {"s924": {2002: 50, 2003: 60}, "s923": {2002: 100, 2003: 100}}
    parameters = Between(low=f"{{{A}}}", high=f"{{{B}}}", years=YEARS)
    assert print_between(column({2002: 50, 2003: 99}, **data), parameters).holds
    assert not print_between(column({2002: 49, 2003: 99}, **data), parameters).holds


def test_a_mirrored_column(column):
    parameters = Mirror(other=f"{{{A}}}", years=(2003, 2003))
    assert mirrored(column({2003: -14406}, s924={2003: 14406}), parameters).holds
    assert not mirrored(column({2003: -14406}, s924={2003: 14407}), parameters).holds
