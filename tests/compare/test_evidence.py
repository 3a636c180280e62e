import pandas as pd
import pytest

from remesas.compare.evidence import (
    Column,
    Mirror,
    Prediction,
    Ratio,
    Slip,
    corrects_print,
    mirrored,
    one_digit_off,
    predicts_print,
    ratio_between,
    run_tests,
)
from remesas.core.errors import DataError

A, B = "inegi:924", "inegi:923"
FORMULA = f"{{{A}}}"


@pytest.fixture
def column(catalog, annual_series):
    def make(printed, regenerated=None, **series):
        held = {f"inegi:{name[1:]}": ("USD million", values) for name, values in series.items()}
        return Column(annual_series(held), catalog, pd.Series(printed), pd.Series(regenerated or printed))

    return make


def judge(finding):
    """Whether the test holds, year by year."""
    return dict(finding.holds)


def test_a_prediction_of_print_is_judged_in_each_year(column):
    own = column({2001: 100, 2002: 100, 2003: 100}, s924={2001: 99, 2002: 98.9, 2003: 101.1})
    assert judge(predicts_print(own, Prediction(formula=FORMULA))) == {2001: True, 2002: False, 2003: False}
    assert judge(predicts_print(own, Prediction(formula=FORMULA, percent=2)))[2002]


def test_a_year_without_data_is_no_evidence(column):
    own = column({2002: 10, 2003: 12}, s924={2002: 10})
    assert judge(predicts_print(own, Prediction(formula=FORMULA))) == {2002: True, 2003: False}


def test_corrected_print_has_to_come_near_the_series(column):
    # the balance of goods of 2003: what it leaves for oil, against SE36600, 10,078
    own = column({2002: 8153, 2003: 14406}, {2002: 8027, 2003: 10078}, s924={2002: 8030, 2003: 9694})
    assert judge(corrects_print(own, Prediction(formula=FORMULA))) == {2002: True, 2003: False}
    assert judge(corrects_print(own, Prediction(formula=FORMULA, percent=5)))[2003]


def test_one_digit_away(column):
    # 122,819 printed; the total leaves 122,319, one digit away; the series has 121,543
    own = column({1999: 122819}, {1999: 121543}, s924={1999: 122319})
    finding = one_digit_off(own, Slip(formula=FORMULA, percent=0.05))
    assert judge(finding) == {1999: True}
    assert finding.statistic[1999] == pytest.approx(100 * (121543 - 122319) / 122319)


@pytest.mark.parametrize(
    ("leaves", "regenerated"),
    [
        (122819, 121543),  # print fits by itself
        (98765, 121543),  # no single digit mends it
        (122319, 119000),  # with the digit mended the series is still 2.7% away
    ],
)
def test_what_is_no_slip_of_a_digit(column, leaves, regenerated):
    own = column({1999: 122819}, {1999: regenerated}, s924={1999: leaves})
    assert judge(one_digit_off(own, Slip(formula=FORMULA, percent=0.05))) == {1999: False}


def test_a_ratio_in_its_range(column):
    own = column({2002: 1, 2003: 1}, s924={2002: 50, 2003: 60}, s923={2002: 100, 2003: 100})
    parameters = Ratio(numerator=FORMULA, denominator=f"{{{B}}}", min=0.5, max=0.59)
    assert judge(ratio_between(own, parameters)) == {2002: True, 2003: False}


def test_a_mirrored_column(column):
    own = column({2002: -14406, 2003: -14406}, s924={2002: 14407, 2003: 14406})
    assert judge(mirrored(own, Mirror(other=FORMULA))) == {2002: False, 2003: True}


def test_a_cause_without_a_test_of_the_size_is_refused(column, catalog):
    entry = next(entry for entry in catalog.explanations if entry.id == "oil-net-misprint")
    mirror_only = entry.model_copy(update={"evidence": entry.evidence[:1]})
    with pytest.raises(DataError, match="no test of the evidence reaches the size of the difference"):
        run_tests(column({2003: 14406}, s924={2003: 1}), mirror_only)
