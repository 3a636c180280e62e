"""What verdicts were with older vintages: on the real snapshots, and on ones made by hand."""

import pandas as pd
import pytest

from remesas.claims.known import trace_verdicts
from remesas.claims.ledger import evaluate_claims
from remesas.core.frames import KNOWN_VERDICTS
from remesas.core.vintages import mark_in_use

CLAIM = "remittances-2000"  # prints 6,570 to the nearest ten


@pytest.fixture(scope="module")
def known(document, annual, catalog, claims) -> pd.DataFrame:
    return trace_verdicts(document, annual, catalog, claims)


@pytest.fixture
def of_vintages(catalog, claims):
    """The verdicts traced of one claim from remittances of 2000 by vintage, those known on a day."""

    def trace(day="newest", **amounts):
        rows = [
            {"source": "banxico", "series": "SE27803", "ref_area": "MEX", "counterpart_area": "_Z", "time_period": year,
             "obs_value": value, "unit_measure": "USD million", "obs_status": "A", "vintage": vintage[1:], "note": ""}
            for vintage, value in amounts.items() for year in (1999, 2000)
        ]  # fmt: skip
        annual = pd.DataFrame(rows)
        annual = annual.assign(in_use=mark_in_use(annual, {"default": day}))
        one = claims.model_copy(update={"claims": tuple(claim for claim in claims.claims if claim.id == CLAIM)})
        traced = trace_verdicts(evaluate_claims(annual, catalog, one), annual, catalog, one)
        return {int(row.known_at): row.verdict for row in traced.itertuples()}

    return trace


def test_a_vintage_that_fails_after_one_that_held_is_revised(of_vintages) -> None:
    assert of_vintages(v2004=6570.0, v2013=7000.0) == {2004: "confirmed", 2013: "revised"}
    assert of_vintages(v2004=7000.0, v2013=6570.0) == {2004: "contradicted", 2013: "confirmed"}


def test_years_without_a_vintage_and_what_was_known_once_are_absent(of_vintages) -> None:
    assert set(of_vintages(v2004=6570.0, v2013=6570.0, v2020=6570.0)) == {2004, 2013, 2020}
    assert of_vintages(v2013=6570.0) == {}


def test_the_last_vintage_of_a_year_speaks_for_it(of_vintages) -> None:
    given = {"v2004": 6570.0, "v2013-03-01": 7000.0, "v2013-11-30": 6571.0}
    assert of_vintages(**given) == {2004: "confirmed", 2013: "confirmed"}


def test_vintages_after_those_in_use_are_left_out(of_vintages) -> None:
    assert set(of_vintages("2013-12-31", v2004=6570.0, v2013=6570.0, v2020=7000.0)) == {2004, 2013}


def test_the_newest_verdicts_are_those_of_the_ledger(known, document) -> None:
    assert len(known) > 10
    for (claim, part, evidence), rows in known.groupby(["claim", "part", "evidence"]):
        newest = [item.verdict for item in document.by_id[claim].by_evidence
                  if (item.part, item.evidence) == (part, evidence)]  # fmt: skip
        assert [rows["verdict"].iloc[-1]] == newest
        assert rows["known_at"].is_monotonic_increasing
        assert len(rows) > 1


def test_the_first_print_bears_out_the_remittances_of_2003(known) -> None:
    rows = known[(known["claim"] == "remittances-2003") & (known["part"] == "")]
    told = {row.known_at: (row.verdict, row.vintages) for row in rows.itertuples()}
    assert told[2004] == ("confirmed", "banxico:SE27803 2004-02")  # 13,266 was printed then
    assert told[2023] == ("revised", "banxico:SE27803 2023-11-11")  # 15,139 since


def test_the_frame_has_its_form(known) -> None:
    assert KNOWN_VERDICTS.find_fault(known) is None
    assert not known.duplicated(list(KNOWN_VERDICTS.key)).any()


def test_print_that_a_formula_takes_beside_the_data_is_no_vintage(catalog, claims, rows) -> None:
    formula = "{banxico:SE27803} + 0 * {article:table1.remittances}"
    (entry,) = (claim for claim in claims.claims if claim.id == CLAIM)
    asked = entry.evaluations[0].model_copy(update={"evidence": ("national",), "parameters": {"formula": formula}})
    one = claims.model_copy(update={"claims": (entry.model_copy(update={"evaluations": (asked,)}),)})
    parts = [rows("banxico:SE27803", vintage, {2000: 6570}) for vintage in ("2004", "2013")]
    parts += [rows("article:table1.remittances", vintage, {2000: 1}) for vintage in ("2004", "2020")]
    annual = pd.DataFrame([row for part in parts for row in part])
    annual = annual.assign(in_use=mark_in_use(annual, {"default": "newest"}))
    traced = trace_verdicts(evaluate_claims(annual, catalog, one), annual, catalog, one)
    assert dict(zip(traced["known_at"], traced["vintages"], strict=True)) == {
        2004: "banxico:SE27803 2004", 2013: "banxico:SE27803 2013",
    }  # fmt: skip
