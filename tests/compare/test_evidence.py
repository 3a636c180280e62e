import pandas as pd
import pytest

from remesas.compare.evidence import (
    Column,
    Mirror,
    Passing,
    Prediction,
    fits_check,
    mirrored,
    predicts_print,
    run_tests,
)
from remesas.core.errors import DataError

FORMULA = "{inegi:924}"


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


def test_a_year_without_data_is_no_evidence(column):
    own = column({2002: 10, 2003: 12}, s924={2002: 10})
    assert judge(predicts_print(own, Prediction(formula=FORMULA))) == {2002: True, 2003: False}


def test_a_mirrored_column(column):
    own = column({2002: -14406, 2003: -14406}, s924={2002: 14407, 2003: 14406})
    assert judge(mirrored(own, Mirror(other=FORMULA))) == {2002: False, 2003: True}


@pytest.fixture
def balanced(catalog, annual_series):
    """A column beside printed balances of 100 and 110, where 100 and 99.9 are due, of exports of 1,000."""

    def make():
        years = {
            "article:table2.manufactures": {2002: 40, 2003: 50},
            "article:table2.agriculture": {2002: 60, 2003: 60},
        }
        years |= {"banxico:SE35403": {2002: 100, 2003: 99.9}, "inegi:127598": {2002: 1000, 2003: 1000}}
        for table in ("table1", "table2"):
            for reference in catalog.tables[table].printed.values():
                years.setdefault(reference, {2002: 1, 2003: 1})
        series = annual_series({reference: ("USD million", values) for reference, values in years.items()})
        printed = pd.Series({2002: 1, 2003: 1})
        return Column(series, catalog, printed, printed)

    return make


def test_evidence_has_the_yardstick_of_the_check(balanced, catalog):
    # 2003: 10.1 of 1,000 exports, where the check allows 1%
    finding = fits_check(balanced(), Passing(check="non-oil-balance"))
    assert judge(finding) == {2002: True, 2003: False}
    assert (finding.minimum, finding.maximum, finding.unit) == (-1, 1, "percent")
    assert finding.statistic[2003] == pytest.approx(1.01)


@pytest.mark.parametrize("check", ["no-such-check", "repeated-in-table2"])
def test_a_check_of_single_cells_is_no_such_evidence(balanced, check):
    with pytest.raises(DataError, match=f"'{check}' is no check about several columns together"):
        fits_check(balanced(), Passing(check=check))


def test_a_cause_without_a_test_of_the_size_is_refused(column, catalog):
    entry = next(entry for entry in catalog.explanations if entry.id == "oil-net-misprint")
    check_only = entry.model_copy(update={"evidence": entry.evidence[1:]})
    with pytest.raises(DataError, match="no test of the evidence reaches the size of the difference"):
        run_tests(column({2003: 14406}, s924={2003: 1}), check_only)


def test_a_test_with_other_parameters_is_refused_in_a_sentence(column, catalog):
    entry = next(entry for entry in catalog.explanations if entry.id == "oil-net-misprint")
    without = entry.evidence[0].model_copy(update={"parameters": {}})
    with pytest.raises(DataError, match=r"file explanations\.yaml, oil-net-misprint: at other: Field required"):
        run_tests(column({2003: 14406}, s924={2003: 1}), entry.model_copy(update={"evidence": (without,)}))
