"""The ledger in words: values as print would have them, sentences chosen by the data, one row a claim."""

import re
from types import SimpleNamespace
from typing import get_args

import pytest
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.tables.claims import count_verdicts, list_statements
from remesas.brief.text import claim_phrases as phrases
from remesas.brief.text.claims import compose_claims, tell_failed
from remesas.brief.words.language import load_language
from remesas.catalog.sources import Report
from remesas.claims.statements import Printed
from remesas.claims.vocabulary import Verdict
from support.project import ROOT


@pytest.fixture(scope="session")
def context_of(catalog):
    """What the section is made from, for some ledger."""

    def of(document):
        build = SimpleNamespace(catalog=catalog, claims=document)
        return Context(build, load_language("en", ROOT / "workflow" / "locales"), None)

    return of


@pytest.fixture(scope="session")
def context(context_of, document):
    return context_of(document)


@pytest.fixture(scope="session")
def section(context):
    return compose_claims(context)


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
        (0.08, 10000, False, "US$80,000"),  # of one person, beside billions
        (22.0, 1000, False, "US$22 million"),
        (99.9, 1000, False, "US$100 million"),
        (100.0, 1000, False, "US$0.1 billion"),
    ],
)
def test_money_is_written_as_the_article_would(context, value, precision, printed, expected):
    assert phrases.write_money(context, value, precision, printed=printed) == expected


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
def test_printed_values(context, printed, expected):
    assert phrases.write_print(context, Printed(**printed)).replace(" and ", ", ") == expected


def test_every_claim_has_one_row_in_the_articles_order(context, document):
    ledger = list_statements(context)
    assert [row.anchor for row in ledger.rows] == [f"claim-{claim.id}" for claim in document.claims]
    groups = [row.group for row in ledger.rows if row.group]
    assert groups == [f"Section {name} of the article" for name in ("I", "II", "III", "IV", "V")]


@pytest.fixture(scope="session")
def cells_of(context):
    ledger = list_statements(context)
    rows = {row.anchor.removeprefix("claim-"): [cell.value for cell in row.cells] for row in ledger.rows}

    def find(claim):
        return dict(zip(("printed", "computed", "verdict", "today", "source"), rows[claim], strict=True))

    return find


def test_a_row_shows_print_evidence_verdict_and_today(cells_of):
    cells = cells_of("remittances-2003")
    assert cells["printed"] == "US$13,266 million"
    assert "Printed tables US$13,266 million, confirmed (remittances received in 2003)" in cells["computed"]
    assert "National sources US$15,139 million, revised" in cells["computed"]
    assert "in the vintage of February 2004" in cells["computed"]
    assert "US$16,654 million, other definition (remittances received in 2003; personal" in cells["computed"]
    assert (cells["verdict"], cells["source"]) == ("revised", "Table 1")


def test_the_amount_of_a_year_has_no_answer_today_but_a_multiple(cells_of):
    today = cells_of("remittances-2003")["today"].split("; ")
    assert re.fullmatch(r"US\$[\d,]+ million, [\d.]+ times as much as then \(20\d\d, National sources\)", today[0])
    assert re.fullmatch(r"no: rank \d \(the highest value, 1991–20\d\d, National sources\)", today[1])
    assert "held" not in cells_of("exports-2001")["today"]


def test_every_reading_is_shown_with_its_period_the_first_one_first(cells_of):
    computed = cells_of("remittances-fivefold")["computed"]
    assert computed.startswith("Printed tables 3.98 times, at odds with its tables (ten years, 1993–2003); 4.99 times,")
    assert "National sources 4.54 times, contradicted (ten years, 1993–2003)" in computed
    assert (
        "beside it rank 2 (among the five columns of Table 2 as printed, 2003)"
        in (cells_of("second-net-source")["computed"])
    )


def test_every_evaluation_of_today_is_in_its_row(document, cells_of):
    for claim in document.claims:
        computed = cells_of(claim.id)["computed"]
        for item in claim.evaluations:
            if item.when == "then" and not item.as_of:
                assert item.wording.split("{period}")[0] in computed, (claim.id, item.reading)


def test_a_negative_deficit_is_a_surplus(cells_of):
    cells = cells_of("external-deficit-1997")
    assert "a surplus of US$2.9 billion, at odds with its tables" in cells["computed"]
    assert cells["today"].startswith("a surplus of US$0.8 billion")


def test_what_is_possible_is_said_with_its_limits(cells_of):
    assert cells_of("annual-settlers")["verdict"] == (
        "mixed; the number is possible: no less than 240,107 people a year"
    )
    computed = cells_of("second-net-source")["computed"]
    assert "rank 1 at best, contradicted (after oil, among the columns of Table 2 that have a figure, 2003)" in computed


def test_years_that_what_is_missing_leaves_open_are_named(cells_of):
    computed = cells_of("top-net-source-years")["computed"]
    assert "1998–1999 and 2001–2003; not known: 1991–1992, about right" in computed
    assert "beside it 1998 and 2001–2002 (among the five columns of Table 2 as printed" in computed


def test_an_amount_of_one_person_is_never_none(cells_of, section):
    cells = cells_of("fiscal-contribution-1997")
    assert "US$80,000, other definition (what the abstract of the cited report says, 1997; of one" in cells["computed"]
    assert "in dollars for one immigrant over a lifetime" in cells["computed"]
    assert cells["verdict"].startswith("not verified")
    assert "0.0 billion" not in " ".join(sentence for group in section.groups for sentence in group.sentences)


def test_a_remark_stands_in_its_row_and_with_the_sentence_that_fails(cells_of, section):
    assert "figure for manufactures without the minus sign" in cells_of("second-net-source")["computed"]
    (contradicted,) = (group for group in section.groups if group.name == "contradicted")
    # Followed statements come first.
    assert Markup(contradicted.sentences[0]).striptags().startswith("Less what is spent abroad, remittances are the")
    assert "figure for manufactures without the minus sign" in contradicted.sentences[0]


def test_page_one_names_the_followed_statements_that_fail(context):
    assert [Markup(text).striptags()[:40] for text in tell_failed(context)] == [
        "Less what is spent abroad, remittances a",
    ]  # fmt: skip


def test_a_figure_known_from_a_report_is_cited_and_counted(context_of, document):
    report = Report(title="A report", address="https://example.org/a.pdf", page="p. 3", seen="2026-11-20")

    def without_reports(entry):
        lines = tuple(line.model_copy(update={"reports": ()}) for line in entry.evaluations)
        return entry.model_copy(update={"evaluations": lines})

    def cite(entry):
        lines = tuple(line.model_copy(update={"reports": (report,)}) for line in entry.evaluations)
        return entry.model_copy(update={"evaluations": lines}) if entry.id == "second-trading-partner" else entry

    cited = context_of(changed(document, cite))
    row = next(row for row in list_statements(cited).rows if row.anchor == "claim-second-trading-partner")
    texts = [str(cell.value) for cell in row.cells]
    assert "known from a report: A report, p. 3, https://example.org/a.pdf, seen on 20 November 2026" in texts[1]
    assert texts[2] == "confirmed; rests on a report"
    alone = changed(document, lambda entry: cite(without_reports(entry)))
    opening = [Markup(text).striptags() for text in compose_claims(context_of(alone)).opening]
    assert opening[2].startswith("1 of these verdicts rests on a figure known from a report only")


def test_periods_that_held_name_evidence_and_coverage(cells_of):
    fivefold = cells_of("remittances-fivefold")["today"]
    assert "decades" in fivefold


def test_evidence_is_named_by_its_sources(context, document):
    def named(claim, evidence):
        lines = document.by_id[claim].evaluations
        return phrases.describe_evidence(context, next(line for line in lines if line.evidence == evidence))

    assert named("annual-settlers", "undesa") == "United Nations, DESA"
    assert named("remittances-2003", "printed") == "Printed tables"


def test_cells_carry_the_names_of_their_columns_for_narrow_screens(context):
    ledger = list_statements(context)
    for cell in ledger.rows[0].cells:
        if cell.value:
            assert '<span class="field">' in cell.text
            assert "field" not in str(cell.value)


def test_counts_add_up_and_are_those_of_the_opening(context, section):
    counts = count_verdicts(context)
    for place, kind in enumerate(counts.columns):
        numbers = [int(row.cells[place].value) for row in counts.rows]
        assert sum(numbers[:-1]) == numbers[-1], kind
    first = {row.head: int(row.cells[0].value) for row in counts.rows}
    opening = [Markup(text).striptags() for text in section.opening]
    assert first["Statements"] == len(context.build.claims.claims)
    assert f"makes {first['Statements']} quantitative statements." in opening[0]
    decided = first["Statements"] - first["Not verified"] - first.get("Possible", 0)
    assert f"decide {decided} of them; for {first.get('Possible', 0)} they only set a limit" in opening[0]
    assert f"{first['Confirmed']} are confirmed and {first['About right']} about right" in opening[1]
    assert f"{first['Depends on the reading']} depend on how the sentence is read" in opening[1]
    assert f"for {first['Mixed']} the sources, or the parts" in opening[1]


def test_the_groups_have_as_many_sentences_as_the_counts(document, section):
    told = {group.name: len(group.sentences) for group in section.groups}
    counts = document.counts["overall"]
    verdicts = {
        "slips": "unit slip", "revised": "revised", "inconsistent": "inconsistent", "possible": "consistent",
        "readings": "depends on the reading",
    }  # fmt: skip
    assert {name: told.get(name, 0) for name in verdicts} == {
        name: counts.get(verdict, 0) for name, verdict in verdicts.items()
    }
    assert told["contradicted"] == 4 < counts["contradicted"]  # those furthest from print, as the heading says


def test_every_telling_kind_is_told(section):
    told = {group.name: " ".join(str(Markup(text).striptags()) for text in group.sentences) for group in section.groups}
    assert "US$21,230 million" in told["slips"]
    assert "less than a quarter remains (18%)" in told["slips"]  # 382.6 / 323.7
    assert "February 2004" in told["revised"]
    assert "It can be at most US$1.3 trillion (Printed tables" in told["slips"]
    assert "3.98 times" in told["readings"]  # 1993 to 2003; 4.99 from 1991
    assert "0.49 times (remittances by those of India, 2024, World Bank)" in told["today"]
    assert "rank 2 (rank among all economies, second to India, 2024, World Bank)" in told["today"]
    assert "the most was 6." in told["today"]
    assert "(Printed tables)" not in told["today"]
    assert "grew the most consistently of all sources through the 1990s. In the newest data no: rank " in told["today"]


def changed(document, change):
    """The ledger with every entry changed."""
    return document.model_copy(update={"claims": tuple(map(change, document.claims))})


def test_a_sentence_that_the_data_do_not_support_is_not_there(context_of, document):
    def confirm(entry):
        lines = tuple(
            line.model_copy(update={"verdict": "confirmed"}) if line in entry.main_lines and line.verdict == "revised"
            else line
            for line in entry.evaluations
        )  # fmt: skip
        return entry.model_copy(update={"evaluations": lines})

    assert "revised" in {group.name for group in compose_claims(context_of(document)).groups}
    section = compose_claims(context_of(changed(document, confirm)))
    assert "revised" not in {group.name for group in section.groups}


def test_texts_are_escaped(context_of, document):
    section = compose_claims(
        context_of(changed(document, lambda entry: entry.model_copy(update={"claim": "<script>"})))
    )
    sentences = [sentence for group in section.groups for sentence in group.sentences]
    assert any("&lt;script&gt;" in sentence for sentence in sentences)
    assert all("<script>" not in Markup(sentence) for sentence in sentences)


def test_verdicts_all_have_a_name(context):
    assert set(phrases.name_verdicts(context)) == {*get_args(Verdict), "depends on the reading", "mixed"}
