"""claims.csv and claims.json: whole, the same every time, and enough to redo an evaluation by hand."""

import pandas as pd
import pytest

from remesas.claims.columns import COLUMNS
from remesas.claims.files import read_ledger, to_frame, write_ledger, write_number, write_value
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
    named = frame.drop_duplicates("id").set_index("id")["would_decide"]
    assert named["annual-settlers"].endswith(" (SM.POP.NETM)") and named["maquila-exports-25-fold"].endswith(
        ", 1980 to 2006"
    )


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


def test_a_row_says_all_of_an_evaluation(frame):
    """US$22 million printed for 1982; the twelve months of INEGI's series sum to 21,229.6."""
    rows = frame[(frame["id"] == "exports-1982") & (frame["when"] == "then")]
    (row,) = rows.to_dict("records")
    assert (
        row.pop("computed").startswith("21229.") and row.pop("inputs") and row.pop("claim") and row.pop("reports") == ""
    )
    assert {name: text for name, text in row.items() if not name.startswith("today") and text} == {
        "id": "exports-1982", "section": "I", "printed": "22", "unit": "USD million", "precision": "1",
        "qualifier": "exact", "period": "1982", "evidence": "national", "vintage": "2021-06-23",
        "reading": "exports of goods, 1982", "main": "True", "when": "then", "evaluator": "amount",
        "computed_unit": "USD million", "computed_period": "1982", "formula": "33860 (1982)", "status": "A",
        "note": "before the break of 1991: includes the maquiladoras from 1991 on", "rule": "thousandfold",
        "verdict": "unit slip", "holds": "no", "overall": "unit slip", "by_evidence": "national: unit slip",
        "readings_agree": "True", "role": "reading",
    }  # fmt: skip
    assert (row["today_value"].split(".")[0], row["today_unit"], row["today_period"], row["today_evidence"]) == (
        "664837", "USD million", "2025", "national",
    )  # fmt: skip


def test_a_statement_without_evaluation_is_one_row_with_its_reason(frame):
    (row,) = frame[frame["id"] == "intra-firm-trade"].to_dict("records")
    assert (row["printed"], row["qualifier"], row["cites"]) == ("65–75", "range", "Baker 1995, 402; OECD 2002, 165")
    assert (row["rule"], row["verdict"], row["status"]) == ("declared", "not decidable here", "M")
    assert row["note"] == "Trade between related parties is not among the snapshots."
    assert row["would_decide"].startswith("US Census Bureau, U.S. goods trade")
    assert (row["today_holds"], row["today_agrees"], row["evidence"], row["main"]) == ("undecidable", "True", "", "")


def test_what_is_printed_stands_in_its_form(frame):
    printed = frame.drop_duplicates(["id", "part"]).set_index(["id", "part"])
    assert printed.loc[("top-net-source-years", ""), "printed"] == "1998; 2001; 2002"
    assert tuple(printed.loc[("direct-investment-fell", ""), ["printed", "precision"]]) == ("none", "1")
    assert tuple(printed.loc[("minimum-wage-fall", "start"), ["printed", "precision"]]) == ("11.7", "0.01")
    two = printed.loc[("remittances-equal-india", ""), "by_evidence"].split("; ")
    assert (
        "worldbank (equals): contradicted" in two and "printed: confirmed" in two
    )  # 9,814 is nearly 10 thousand million


def test_of_many_inputs_twelve_are_listed(frame, document):
    line = next(
        item
        for claim in document.claims
        for item in claim.evaluations
        if item.when == "then" and len(item.observations) > 12
    )
    listed = frame.loc[frame["formula"] == line.formula, "inputs"].iloc[0].split("; ")
    assert len(listed) == 13 and listed[-1] == f"and {len(line.observations) - 12} more in claims.json"
    crossings = frame[(frame["id"] == "border-crossings") & (frame["when"] == "then")].iloc[0]
    assert crossings["inputs"].startswith("bts:pedestrians@USA>MEX 2000 = ")
    assert "claim:minimum-wage-fall.end@MEX = 7.2 USD / hour;" in "; ".join(frame["inputs"])
