"""claims.csv and claims.json: whole, the same every time, and enough to redo an evaluation by hand."""

import pandas as pd
import pytest

from remesas.claims.files import COLUMNS, read_ledger, to_frame, write_ledger, write_number, write_value
from remesas.claims.ledger import count_verdicts, evaluate_claims
from remesas.claims.loading import list_kinds


@pytest.fixture(scope="session")
def frame(document):
    return to_frame(document)


def test_every_claim_has_rows_in_the_articles_order(frame, claims):
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["id"].unique()) == [claim.id for claim in claims.claims]
    assert frame.loc[frame["when"] == "then", "verdict"].ne("").all()


def test_what_is_not_decidable_names_what_would_decide_it(frame):
    undecided = frame[frame["overall"] == "not decidable here"]
    assert len(undecided) > 0
    assert undecided["would_decide"].ne("").all()
    assert undecided.loc[undecided["evidence"] == "", "note"].ne("").all()


def test_only_then_rows_carry_a_verdict(frame):
    assert (frame.loc[frame["when"].isin(["now", "every"]), "verdict"] == "").all()
    assert frame.loc[frame["when"] == "now", "holds"].isin(["yes", "no", "undecidable", ""]).all()


def test_rows_are_unique(frame):
    key = ["id", "part", "evidence", "as_of", "reading", "when"]
    assert not frame.duplicated(key).any()


def test_the_document_holds_every_observation(document, frame):
    evaluations = [item for claim in document.claims for item in claim.evaluations]
    assert len(evaluations) == (frame["evidence"] != "").sum()
    for item in evaluations:
        if item.value is not None and item.when != "every":
            assert item.observations
            assert item.formula
            for observation in item.observations:
                assert observation.vintage or observation.series.startswith("claim:")


def test_a_reader_can_redo_an_evaluation_from_the_document(document):
    claim = document.by_id["exports-twice-brazil"]
    main = claim.main_lines[0]
    sums = {}
    for observation in main.observations:
        sums[observation.ref_area] = sums.get(observation.ref_area, 0) + observation.value
    assert main.value == pytest.approx(sums["MEX"] / sums["BRA"])


def test_a_row_names_its_inputs_with_series_year_value_and_vintage(frame):
    row = frame[(frame["id"] == "exports-1982") & (frame["when"] == "then")].iloc[0]
    assert row["inputs"].startswith("inegi:33860@MEX 1982 = 21229.")
    assert row["inputs"].endswith("USD million [2021-06-23]")
    assert row["vintage"] == "2021-06-23"


def test_counts_are_those_of_the_lines(ledger, document, catalog):
    entries = list(ledger.values())
    assert sum(document.counts["overall"].values()) == len(entries)
    assert document.counts == count_verdicts(entries, list_kinds(catalog))
    printed = {entry.id for entry in entries for line in entry.main_lines if line.evidence == "printed"}
    assert sum(document.counts["printed"].values()) == len(printed)  # statements, not their parts


def test_an_answer_for_today_is_not_asked_of_the_amount_of_a_year(frame):
    rows = frame[(frame["id"] == "remittances-2003") & (frame["when"] == "now") & (frame["part"] == "")]
    assert list(rows["holds"]) == ["", ""]
    assert [round(float(times), 2) for times in rows["times_then"]] == [4.13, 4.06]  # 62,471.7 / 15,138.7, ...


def test_a_row_tells_role_concept_limit_and_remark(frame):
    def row(identity, **wanted):
        own = frame[(frame["id"] == identity) & (frame["when"] == "then") & (frame["as_of"] == "")]
        for column, value in wanted.items():
            own = own[own[column] == value]
        return own.iloc[0]

    assert row("remittances-2000", evidence="worldbank")["concept"].startswith("personal remittances")
    assert row("annual-settlers", evidence="undesa")["bound"] == "lower"
    aside = row("second-net-source", role="aside")
    assert aside["main"] == "False"
    assert aside["remark"].startswith("Remittances paid abroad, published only from 2013")


def test_today_points_to_evaluations(document):
    claim = document.by_id["remittances-2003"]
    shown = [claim.evaluations[place] for place in claim.today.lines]
    assert {item.when for item in shown} == {"now"}
    assert (claim.today.holds, claim.today.agrees) == ("no", True)


def test_the_same_data_give_the_same_bytes(annual, catalog, claims, frame, document):
    shuffled = annual.sample(frac=1, random_state=1).reset_index(drop=True)
    again = evaluate_claims(shuffled, catalog, claims)
    assert to_frame(again).to_csv(index=False) == frame.to_csv(index=False)
    assert again == document


def test_the_ledger_reads_back_from_json(document, tmp_path):
    write_ledger(document, tmp_path / "claims.json")
    assert read_ledger(tmp_path / "claims.json") == document


def test_numbers_keep_their_digits():
    assert write_number(13266.0) == "13266"
    assert write_number(0.1 + 0.2) == "0.3"
    assert write_number(-2.5) == "-2.5"
    assert write_number(6.1216e15) == "6121600000000000"
    assert write_value((1998, 2001)) == "1998; 2001"
    assert write_value(()) == "none"
    assert write_value(None) == ""


def test_a_frame_reads_back_from_csv(frame, tmp_path):
    frame.to_csv(tmp_path / "claims.csv", index=False)
    pd.testing.assert_frame_equal(
        pd.read_csv(tmp_path / "claims.csv", dtype=str, keep_default_na=False), frame, check_dtype=False
    )
