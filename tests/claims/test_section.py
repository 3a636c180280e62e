"""The ledger in words: values as print would have them, sentences chosen by the data, one row a claim."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from remesas.claims.output import to_json
from remesas.claims.phrases import Phrases
from remesas.claims.section import VERDICTS, claims_views, compose_claims, mains
from remesas.language import load_language


@pytest.fixture(scope="session")
def maker(catalog):
    language = load_language("en", Path("workflow/locales"))
    return SimpleNamespace(language=language, material=SimpleNamespace(catalog=catalog))


@pytest.fixture(scope="session")
def document(ledger):
    return json.loads(to_json(list(ledger.values()), "MEX"))


@pytest.fixture(scope="session")
def section(maker, document):
    return compose_claims(maker, document)


@pytest.mark.parametrize(
    ("value", "precision", "printed", "expected"),
    [
        (13266, 1, True, "US$13,266 million"),
        (15138.7, 1, False, "US$15,139 million"),
        (158000, 1000, True, "US$158 billion"),
        (158779.7, 1000, False, "US$158.8 billion"),
        (6570, 10, True, "US$6.57 billion"),
        (17500, 100, True, "US$17.5 billion"),
        (457000000, 1000000, True, "US$457 trillion"),
        (382600000, 100000, True, "US$382.6 trillion"),
        (323673, 100000, False, "US$323.7 billion"),
        (-623.3, 1000, False, "\u2212US$0.6 billion"),
    ],
)
def test_money_is_written_as_the_article_would(maker, value, precision, printed, expected):
    assert Phrases(maker).money(value, precision, printed=printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ({"values": [65, 75], "unit": "percent", "precision": 1, "qualifier": "range"}, "65% to 75%"),
        ({"values": [10000], "unit": "USD million", "precision": 1000, "qualifier": "nearly"}, "nearly US$10 billion"),
        ({"values": [39.4], "unit": "percent", "precision": 0.1, "qualifier": "exact"}, "39.4%"),
        ({"values": [1998, 2001, 2002], "unit": "years", "precision": 1, "qualifier": "exact"}, "1998, 2001–2002"),
        ({"values": [], "unit": "direction", "precision": 1, "qualifier": "exact"}, "a fall"),
    ],
)
def test_printed_values(maker, printed, expected):
    assert Phrases(maker).printed(printed).replace(" and ", ", ") == expected


def test_every_claim_has_one_row_in_the_articles_order(maker, document):
    counts, ledger = claims_views(maker, document)
    assert [row.anchor for row in ledger.rows] == [f"claim-{claim['id']}" for claim in document["claims"]]
    groups = [row.group for row in ledger.rows if row.group]
    assert groups == [f"Section {name} of the article" for name in ("I", "II", "III", "IV", "V")]
    first = counts.rows[0]
    assert sum(int(cell.value) for cell in first.cells) == 70


def test_a_row_shows_print_evidence_verdict_and_today(maker, document):
    _, ledger = claims_views(maker, document)
    row = next(row for row in ledger.rows if row.anchor == "claim-remittances-2003")
    printed, computed, verdict, today, source = (cell.value for cell in row.cells)
    assert printed == "US$13,266 million"
    assert "Printed tables US$13,266 million, confirmed" in computed
    assert "National sources US$15,139 million, revised" in computed
    assert "(February 2004)" in computed
    assert (verdict, source) == ("divided", "Table 1")
    assert re.fullmatch(r"no: US\$[\d,]+ million \(20\d\d\)", today)


def test_the_opening_counts_what_the_ledger_holds(section, document):
    undecided = sum(1 for claim in document["claims"] if claim["overall"] == "not decidable here")
    assert f"makes {len(document['claims'])} quantitative statements about Mexico." in section.opening[0]
    assert f"decide {len(document['claims']) - undecided} of them" in section.opening[0]


def test_every_failing_kind_is_told(section):
    told = {group.name: " ".join(group.sentences) for group in section.groups}
    assert "US$21,230 million" in told["slips"]
    assert "February 2004" in told["revised"]
    assert "40.7% at most" in told["inconsistent"]
    assert "3.98 times" in told["readings"]  # 1993 to 2003; 4.99 from 1991
    assert "1,232 people" in told["readings"]
    assert "1.77 times in 2022–2024" in told["today"]


def test_a_sentence_that_the_data_do_not_support_is_not_there(maker, document):
    changed = json.loads(json.dumps(document))
    for claim in changed["claims"]:
        for item in mains(claim, ["revised"]):
            item["verdict"] = "confirmed"
    assert "revised" not in {group.name for group in compose_claims(maker, changed).groups}


def test_texts_are_escaped(maker, document):
    changed = json.loads(json.dumps(document))
    changed["claims"][0]["claim"] = "<script>"
    section = compose_claims(maker, changed)
    assert all("<script>" not in Markup(sentence) for group in section.groups for sentence in group.sentences)


def test_verdicts_all_have_a_name(maker):
    assert set(VERDICTS) == set(Phrases(maker).verdict_names())
