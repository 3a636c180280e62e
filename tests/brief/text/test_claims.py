"""The ledger in words: values as print would have them, sentences chosen by the data, one row a claim."""

import re
from types import SimpleNamespace
from typing import get_args

import pytest
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.tables.claims import count_verdicts, list_statements
from remesas.brief.text import claim_names
from remesas.brief.text import claim_phrases as phrases
from remesas.brief.text.claims import SHARES, choose_telling, compose_claims, tell_counts, tell_failed
from remesas.brief.words.language import load_language
from remesas.build import Scope
from remesas.catalog.sources import Report
from remesas.claims.statements import Printed
from remesas.claims.vocabulary import Verdict
from remesas.core.files import empty_frame
from remesas.core.frames import SNAPSHOTS
from support.project import ROOT


@pytest.fixture(scope="session")
def context_of(catalog):
    """What the section is made from, for some ledger."""

    def of(document):
        build = SimpleNamespace(
            catalog=catalog, claims=document, snapshots=empty_frame(SNAPSHOTS), scope=Scope("MEX", ("national",), 2003)
        )
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


def test_a_section_has_one_head_though_a_claim_of_it_is_declared_after_another(context_of, document):
    first, second, *_ = document.claims
    claims = [first, second.model_copy(update={"section": "VI"}), document.claims[2]]
    groups = [row.group for row in list_statements(context_of(document.model_copy(update={"claims": claims}))).rows]
    assert [group for group in groups if group] == ["Section I of the article", "Section VI of the article"]


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
    assert "reported in: The Associated Press, 23 May 2005" in cells["computed"]
    assert (cells["verdict"], cells["source"]) == ("revised; rests on a reported figure", "Table 1")


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
        "for comparison rank 2 (among the five columns of Table 2 as printed, 2003)"
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
    assert "for comparison 1998 and 2001–2002 (among the five columns of Table 2 as printed" in computed


def test_an_amount_of_one_person_is_never_none(cells_of, section):
    cells = cells_of("fiscal-contribution-1997")
    assert "US$80,000, other definition (what the abstract of the cited report says, 1997; of one" in cells["computed"]
    assert "in dollars for one immigrant over a lifetime" in cells["computed"]
    assert "a deficit of US$14.8 billion, contradicted" in cells["computed"]
    assert cells["verdict"].startswith("contradicted")
    assert "0.0 billion" not in " ".join(section.telling)


def test_what_is_open_yet_is_told_of_a_decided_statement(cells_of):
    formal, graduates, journeys = map(cells_of, ("formal-workers", "graduates-abroad", "sojourner-journeys"))
    assert formal["verdict"].startswith("about right; in part not verified")  # the share in Mexico's formal workers
    assert "in part" not in graduates["verdict"] + journeys["verdict"]
    assert "what would tell more: US Census Bureau" in graduates["computed"]
    assert "what would decide it: CONAPO" in journeys["computed"]


def test_a_remark_stands_in_its_row_and_on_page_one(cells_of, context):
    assert "that for manufactures without the minus sign" in cells_of("second-net-source")["computed"]
    (failed,) = map(str, tell_failed(context))  # the only followed statement that fails
    assert Markup(failed).striptags().startswith("The article says: Net of payments abroad, remittances are the")
    assert "that for manufactures without the minus sign" in failed


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
    assert "reported in: A report, p. 3, https://example.org/a.pdf, seen on 20 November 2026" in texts[1]
    assert texts[2] == "confirmed; rests on a reported figure"
    alone = changed(document, lambda entry: cite(without_reports(entry)))
    opening = read(compose_claims(context_of(alone)).opening)
    assert opening[-1].startswith("1 verdict rests on a figure that was not seen at its source but in a report")


def test_periods_that_held_name_evidence_and_coverage(cells_of):
    fivefold = cells_of("remittances-fivefold")["today"]
    assert "decades" in fivefold


def test_evidence_is_named_by_its_sources(context, document):
    def named(claim, evidence):
        lines = document.by_id[claim].evaluations
        return claim_names.describe_evidence(context, next(line for line in lines if line.evidence == evidence))

    assert named("annual-settlers", "undesa") == "United Nations, DESA"
    assert named("remittances-2003", "printed") == "Printed tables"


def test_cells_carry_the_names_of_their_columns_for_narrow_screens(context):
    ledger = list_statements(context)
    for cell in ledger.rows[0].cells:
        if cell.value:
            assert '<span class="field">' in cell.text
            assert "field" not in str(cell.value)


def read(texts):
    return [Markup(text).striptags() for text in texts]


def test_counts_add_up_and_are_those_of_the_opening(context, section):
    counts = count_verdicts(context)
    for place, kind in enumerate(counts.columns):
        numbers = [int(row.cells[place].value) for row in counts.rows]
        assert sum(numbers[:-1]) == numbers[-1], kind
    first = {row.head: int(row.cells[0].value) for row in counts.rows}
    opening = " ".join(read(section.opening))
    assert first["Statements"] == len(context.build.claims.claims)
    assert f"makes {first['Statements']} statements with numbers." in opening
    decided = first["Statements"] - first["Not verified"] - first.get("Possible", 0)
    assert f"decide {decided} of them: {first['Confirmed']} are confirmed, {first['About right']} are about" in opening
    assert f"{first['Depends on the reading']} depend on how they are read" in opening
    assert f"{first['Mixed']} give different results by source or by part" in opening
    assert f"For each of the {first['Not verified']} that are left" in opening


def give_verdicts(document, *verdicts):
    """As many statements as verdicts, each with its verdict on all evidence, and with what would decide it."""
    kept = zip(document.claims, verdicts, strict=False)
    source = next(entry.undecided for entry in document.claims if entry.undecided)
    changes = {"evaluations": (), "undecided": source}
    return [entry.model_copy(update={"overall": verdict, **changes}) for entry, verdict in kept]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (
            ["confirmed", "unit slip", "revised", "mixed"],
            "4 statements with numbers. The sources used here decide 4 of them: 1 is confirmed, 1 held in the figures "
            "of its time, 1 gives different results by source or by part and 1 has the wrong unit.",
        ),
        (
            ["inconsistent", "contradicted", "consistent", "not decidable here"],
            "4 statements with numbers. The sources used here decide 2 of them: 2 are contradicted. For 1 more the "
            "data only set a limit, which the statement respects. For the one that is left the ledger names the source "
            "that would decide it.",
        ),
        (
            ["not decidable here"] * 2,
            "2 statements with numbers. The sources used here decide none of them. For each of the 2 that are left the "
            "ledger names the source that would decide it.",
        ),
        (
            ["depends on the reading"],
            "1 statement with numbers. The sources used here decide 1 of them: 1 depends on how it is read.",
        ),
    ],
)
def test_the_opening_says_what_occurs_in_its_own_number(context_of, document, verdicts, expected):
    context, entries = context_of(document), give_verdicts(document, *verdicts)
    opening = " ".join(read(tell_counts(context, entries)))
    assert opening.removeprefix("Outside its tables the article makes ") == expected


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (0, ""),
        (1, " Of the 3 that are left the ledger names for 1 the source that would decide it."),
        (2, " Of the 3 that are left the ledger names for 2 the source that would decide them."),
        (3, " For each of the 3 that are left the ledger names the source that would decide it."),
    ],
)
def test_the_ledger_names_what_would_decide_only_where_it_does(context_of, document, named, told):
    entries = give_verdicts(document, *["not decidable here"] * 3)
    entries = [
        entry if place < named else entry.model_copy(update={"undecided": None}) for place, entry in enumerate(entries)
    ]
    opening = " ".join(read(tell_counts(context_of(document), entries)))
    assert opening.partition("decide none of them.")[2] == told


def test_the_year_of_a_reading_does_not_stand_for_the_newest(context, document):
    """ "In 2022" is the reading of print; US$137.7 billion are those of 2024."""
    line = document.by_id["remittances-2003"].today_lines[0]
    changes = {"part": "amount", "wording": "in 2022", "period": "2024", "span": (2024, 2024), "value": 137674.5}
    told = Markup(phrases.write_newest(context, line.model_copy(update=changes))).striptags()
    assert "2022" not in told and "(2024, National sources)" in told
    stated = line.model_copy(update=changes | {"wording": "in {period}"})
    assert "(in 2024, National sources)" in Markup(phrases.write_newest(context, stated)).striptags()


def test_ten_statements_are_told_by_the_declared_shares(document):
    chosen = choose_telling(document.claims)
    kinds = [next(place for place, (verdicts, _) in enumerate(SHARES) if entry.overall in verdicts) for entry in chosen]
    assert kinds == [0, 0, 0, 0, 1, 2, 2, 2, 3, 3]  # each kind of verdict has enough statements today
    for kind in range(4):
        followed = [entry.follow for entry, found in zip(chosen, kinds, strict=True) if found == kind]
        assert followed == sorted(followed, reverse=True)
    assert chosen[0].id == "second-net-source"  # the only followed one that fails
    # Of those not followed the furthest: 13.9 against 5 percent a year, 17.5 against 7.6, 13.3 against 7.6.
    assert [entry.id for entry in chosen[1:4]] == [
        "manufactures-growth-5-percent", "external-deficit-2002", "primary-sector-share",
    ]  # fmt: skip


def test_places_that_a_kind_of_verdict_leaves_free_go_to_the_others(document):
    confirm = {"update": {"overall": "confirmed"}}
    contradicted = [entry.id for entry in document.claims if entry.overall == "contradicted"]
    none_fails = [entry.model_copy(**confirm) if entry.id in contradicted else entry for entry in document.claims]
    chosen = choose_telling(none_fails)
    assert len(chosen) == 10
    assert not {entry.overall for entry in chosen} & {"contradicted", "inconsistent"}
    assert [entry.overall for entry in chosen[:3]] == ["unit slip"] * 3
    few = [entry for entry in document.claims if entry.overall in ("unit slip", "not decidable here")]
    assert [entry.overall for entry in choose_telling(few)] == ["unit slip"] * 3


def test_a_telling_statement_has_its_verdict_its_entry_and_two_sentences(section, document):
    told = read(section.telling)
    assert len(told) == 10
    for text, html, entry in zip(told, section.telling, choose_telling(document.claims), strict=True):
        verdict, _, rest = text.partition(". ")
        assert verdict.lower() == entry.overall.replace("unit slip", "wrong unit")
        assert f'href="#claim-{entry.id}"' in html
        assert rest.startswith(entry.claim)
        assert text.endswith(".")
    every = " ".join(told)
    assert "In 2003 it was otherwise: remittances received US$15,139 million; petroleum trade balance US$" in every
    assert "once a factor of a thousand is taken out, print is 18% off" in every  # 382.6 / 323.7
    # 1993 to 2003, and from 1991
    assert "It fails in one reading, with 3.98 times (ten years, 1993–2003), and holds in another, with 4.99" in every
    assert "0.70 times, contradicted (World Bank; remittances by those of India, 2002)" in every


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("surplus-transfer", "It can be at most US$1.3 trillion (Printed tables; no more than all that Table 1 shows"),
        (
            "exports-1982",
            "The data give US$21,230 million (National sources): once a factor of a thousand is taken out",
        ),
        (
            "third-source-of-earnings",
            "In the data the rank is 3 (National sources; among the five columns of Table 1, 2003).",
        ),
    ],
)
def test_statements_are_told_by_their_rules(context_of, document, claim, expected):
    alone = document.model_copy(update={"claims": (document.by_id[claim],)})
    (told,) = read(compose_claims(context_of(alone)).telling)
    assert expected in told


def test_what_a_report_alone_bears_out_is_not_among_the_telling_and_what_a_vintage_does_is(context_of, document):
    revised = document.by_id["remittances-2003"]
    seen = [line.model_copy(update={"reports": ()}) for line in revised.evaluations]
    seen = revised.model_copy(update={"evaluations": tuple(seen)})
    of_report, of_vintage = (
        read(compose_claims(context_of(document.model_copy(update={"claims": (entry,)}))).telling)
        for entry in (revised, seen)
    )
    assert of_report == []
    assert "So it was in the vintage of February 2004; the series now has US$15,139 million (Nat" in of_vintage[0]


def test_numbers_of_telling_statements_have_provenance(section):
    without = [Markup(text).striptags() for text in section.telling if "data-origin" not in text]
    assert [text.partition("the years are ")[2][:9] for text in without] == ["1998–1999"]  # years are no amounts


def changed(document, change):
    """The ledger with every entry changed."""
    return document.model_copy(update={"claims": tuple(map(change, document.claims))})


def test_texts_are_escaped(context_of, document):
    section = compose_claims(
        context_of(changed(document, lambda entry: entry.model_copy(update={"claim": "<script>"})))
    )
    assert all("&lt;script&gt;" in sentence for sentence in section.telling)
    assert all("<script>" not in sentence for sentence in section.telling)


def test_verdicts_all_have_a_name(context):
    assert set(claim_names.name_verdicts(context)) == {*get_args(Verdict), "depends on the reading", "mixed"}
