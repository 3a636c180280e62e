"""The ledger on the real figures: verdicts that the figures' own sums lead to."""

import pytest

from remesas.catalog.sources import Report
from remesas.claims.ledger import evaluate_claims
from remesas.claims.statements import Claims


@pytest.mark.parametrize(
    ("claim", "evidence", "reading", "expected"),
    [
        ("exports-1982", "national", "", "unit slip"),  # 21,229.6 million against 22 million
        ("exports-2001", "printed", "", "confirmed"),  # 158,152
        ("exports-2001", "national", "", "about right"),  # 158,780 rounds to 159 billion
        ("latin-americas-leading-exporter", "worldbank", "goods in 2003", "confirmed"),  # 165,396; Brazil 73,203
        ("exports-twice-brazil", "worldbank", "goods, sums", "about right"),  # 2.53: more than twice
        ("exports-twice-brazil", "worldbank", "goods in 2003", "about right"),  # 165,396 / 73,203 = 2.26
        ("exports-eighth-largest", "worldbank", "goods in 2003, every", "contradicted"),  # 13th
        ("exports-eighth-largest", "worldbank", "goods in 2003, the European", "confirmed"),
        ("remittances-2003", "printed", "", "confirmed"),
        ("remittances-2003", "national", "", "revised"),  # 15,138.7 today, 13,266 in the first print
        ("remittances-2003", "worldbank", "", "other definition"),  # 16,653.7 with compensation of employees
        ("remittances-2000", "worldbank", "", "other definition"),
        ("remittances-fivefold", "printed", "ten years, 1993", "inconsistent"),  # 3.98
        ("remittances-fivefold", "printed", "all years of the table, 1991", "confirmed"),  # 4.99
        ("remittances-fivefold", "worldbank", "all years", "other definition"),
        ("remittances-fivefold", "national", "ten years, 1993", "contradicted"),  # 15,138.7 / 3,332.0 = 4.54
        ("remittances-fivefold", "national", "all years", "revised"),  # 6.27; with the first print 5.50
        ("second-net-source", "national", "", "contradicted"),  # 15,138.7 above 10,078.0
        ("second-net-source", "worldbank", "", "other definition"),
        ("top-net-source-years", "national", "", "about right"),  # in 1999 and 2003 too
        ("third-source-of-earnings", "national", "", "confirmed"),  # manufactures, oil 18,602, then 15,138.7
        ("most-consistent-growth", "national", "", "contradicted"),  # 7.3 after manufactures 6.1 and tourism 6.3
        ("oil-price-falls", "eia", "the mean price of the year (WTI)", "contradicted"),  # 25.95 in 2001, 26.12 in 2002
        ("direct-investment-fell", "worldbank", "", "confirmed"),  # 30,060 in 2001, 18,158 in 2003
        ("manufactures-90-percent", "worldbank", "manufactures in goods exports, 2001 to 2003", "other definition"),
        ("annual-settlers", "undesa", "no less", "consistent"),  # 240,107 < 390,000
        ("annual-settlers", "worldbank", "net emigration", "other definition"),  # 342,962 a year
        ("external-deficit-1997", "national", "trade balance,", "contradicted"),  # a surplus of 623
        ("external-deficit-1997", "national", "trade balance without oil", "contradicted"),  # 6,424: 7% above
        ("external-deficit-1997", "printed", "manufactures alone", "confirmed"),  # 6,023
        ("external-deficit-1997", "worldbank", "current account", "contradicted"),  # 7,665
        ("external-deficit-2002", "national", "current account", "contradicted"),
        ("external-deficit-2002", "worldbank", "current account", "contradicted"),  # 14,876
        ("manufactures-import-growth-12-percent", "worldbank", "from all imports", "contradicted"),  # 13.2 at least
        ("manufactures-import-growth-12-percent", "worldbank", "the same", "consistent"),  # 9.0 at least
        ("border-deaths-1998-2000", "cbp", "all deaths", "other definition"),  # 892
        ("border-deaths-2001", "cbp", "all deaths", "other definition"),  # 340
        ("minimum-wage-fall", "fred", "federal minimum wage, 1975", "contradicted"),  # 23.4%
        ("gdp-1997", "worldbank", "GDP of 1990", "unit slip"),  # 323,673 million against 382.6 trillion
        ("surplus-transfer", "printed", "", "unit slip"),  # 364 times what was earned; a thousandth is a third of it
        ("surplus-transfer", "worldbank", "", "unit slip"),  # 68 times the product
        ("manufactures-growth-5-percent", "national", "dollars of constant US prices, 1988 to 1994", "contradicted"),
    ],
)
def test_verdicts(line_of, claim, evidence, reading, expected):
    assert line_of(claim, evidence, reading=reading).verdict == expected


def test_parts_have_their_own_verdicts(line_of, ledger):
    equals = line_of("remittances-equal-india", "worldbank", part="equals")
    assert (equals.verdict, equals.rule) == ("contradicted", "different")  # 0.70 today; no older figure is held
    assert line_of("remittances-equal-india", "worldbank", part="rank").verdict == "confirmed"
    assert (
        line_of(
            "mexican-share-of-foreign-born", "undesa", reading="of all residents born abroad, citizens or not, in 2000"
        ).verdict
        == "confirmed"
    )
    assert line_of("mexican-share-of-foreign-born", "undesa", part="majority").verdict == "contradicted"  # 27% < 50%


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("external-deficit-1997", "depends on the reading"),
        ("exports-eighth-largest", "depends on the reading"),
        ("remittances-fivefold", "depends on the reading"),
        ("oil-price-falls", "contradicted"),
        ("most-consistent-growth", "depends on the reading"),
        ("mexican-share-of-foreign-born", "mixed"),  # 27% of residents, which is no majority
        ("remittances-equal-india", "mixed"),  # the amount and the rank hold, that both are level does not
        ("top-net-source-years", "about right"),
        ("fiscal-contribution-1997", "contradicted"),  # the cited source has one immigrant's lifetime
        ("graduates-abroad", "contradicted"),
        ("maquila-employment-fall", "confirmed"),
        ("manufactures-import-growth-12-percent", "contradicted"),  # at least 13.2
        ("net-flow-tenfold", "contradicted"),  # at most 4.1 times
        ("ins-budget-1999", "contradicted"),  # 3.9 billion, where 4.2 had been asked for
        ("ins-budget-increase", "confirmed"),
        ("schooling-circular", "about right"),
        ("employment-rate-gap", "contradicted"),
        ("peso-overvaluation", "not decidable here"),
        ("border-crossings", "depends on the reading"),
        ("formal-workers", "about right"),
        ("minimum-wage-fall", "contradicted"),
        ("surplus-transfer", "unit slip"),
        ("gdp-1997", "unit slip"),
        ("external-deficit-2002", "contradicted"),
        ("manufactures-growth-5-percent", "contradicted"),
        ("border-deaths-1998-2000", "not decidable here"),
        ("border-deaths-2001", "about right"),  # 391 by the consulates; the Border Patrol counts something else
        ("remittances-2000", "confirmed"),
        ("remittances-2003", "revised"),
        ("annual-settlers", "mixed"),  # the number is possible, the rank is not
        ("exports-twice-brazil", "about right"),
        ("second-net-source", "contradicted"),
    ],
)
def test_overall(ledger, claim, expected):
    assert ledger[claim].overall == expected


def test_what_is_possible_keeps_its_limit(ledger, line_of):
    # (10,611,064 - 9,410,529) / 5; net emigration counts those who return, and is no limit.
    assert ledger["annual-settlers"].limits == (240107.0, None)
    rank = line_of("annual-settlers", "undesa", part="largest", reading="rank, at best")
    # Emigrants in all countries, 2000 to 2005: India +1,665,546, China +1,442,432, Mexico +1,255,150.
    assert (rank.value, rank.rule) == (3, "beyond limit")
    before = line_of("annual-settlers", "undesa", part="largest", reading="the same in the five years before")
    assert (before.value, before.verdict) == (
        1,
        "consistent",
    )  # no more than possible: eight origins


def test_evidence_names_what_stands_beside_it(line_of):
    assert line_of("remittances-2003", "printed").beside == ()
    assert line_of("remittances-2003", "national").beside == ()


def test_an_aside_is_shown_and_carries_no_verdict(ledger, line_of):
    # As Table 2 prints it, oil is 14,406 and remittances 13,266: second. That oil balance is a misprint.
    printed = line_of("second-net-source", "printed")
    assert (printed.role, printed.value) == ("aside", 2)
    assert "printed" not in ledger["second-net-source"].evidences
    # The same misprint makes 2003 no year of theirs in print.
    printed = line_of("top-net-source-years", "printed")
    assert (printed.role, printed.value) == ("aside", (1998, 2001, 2002))
    assert "printed" not in ledger["top-net-source-years"].evidences


def test_older_vintages_stand_beside_todays_where_they_matter(ledger):
    def vintages(claim):
        return {(line.evidence, line.as_of) for line in ledger[claim].evaluations if line.as_of}

    assert vintages("remittances-2003") == {("national", "2004-02")}
    assert ("cbp", "2004") in vintages("border-deaths-2001")  # 336 against 340
    assert vintages("remittances-2000") == set()  # the same in every vintage


@pytest.mark.parametrize(("older", "told"), [(13270.0, ["2004-02"]), (13266.0, []), (None, [])])
def test_an_older_vintage_is_told_where_it_gives_another_value(made, rows, catalog, claims, older, told):
    """One that had the series, but not the year, gave none."""
    held = rows("banxico:SE27803", "2004-02", {2002: 1.0} if older is None else {2003: older})
    frame = made(held, rows("banxico:SE27803", "2026-07-01", {2002: 1.0, 2003: 13266.0}))
    one = claims.model_copy(
        update={"claims": tuple(claim for claim in claims.claims if claim.id == "remittances-2003")}
    )
    (entry,) = evaluate_claims(frame, catalog, one).claims
    assert [
        line.as_of for line in entry.evaluations if line.as_of and line.evidence == "national" and not line.part
    ] == told


def test_level_breaks_are_named(line_of):
    passed_over = line_of("manufactures-growth-5-percent", "national", reading="current dollars, 1988 to 1994")
    assert "across the break of 1991: includes the maquiladoras" in passed_over.note
    before = line_of("exports-1982", "national")
    assert before.note == "before the break of 1991: includes the maquiladoras from 1991 on"


def test_readings_that_disagree_are_flagged(ledger):
    assert not ledger["external-deficit-1997"].readings_agree
    assert ledger["exports-2001"].readings_agree


def test_sources_that_disagree_have_a_verdict_each(annual, catalog, claims):
    """The same amount by two sources: Banco de México's 158,779.7 million, a source that has half of it."""

    def evaluation(source, formula):
        return {
            "evaluator": "amount",
            "evidence": [source],
            "reading": "in {period}",
            "span": [2001, 2001],
            "parameters": {"formula": formula},
        }

    entry = {
        "id": "a",
        "section": "I",
        "claim": "a",
        "period": "2001",
        "printed": {"values": [158780], "unit": "USD million", "timeless": False},
        "evaluations": [evaluation("banxico", "{banxico:SE36593}"), evaluation("inegi", "{inegi:33860} / 2")],
    }
    only = Claims(**{**claims.model_dump(), "claims": [entry]})
    (found,) = evaluate_claims(annual, catalog, only).claims
    assert found.evidences == {"banxico": "confirmed", "inegi": "contradicted"}
    assert found.overall == "mixed"
    # In the counts both are one kind, "other": neither is a basis.
    assert evaluate_claims(annual, catalog, only).counts == {"overall": {"mixed": 1}, "other": {"mixed": 1}}


def test_a_verdict_that_rests_on_a_report_says_so(annual, catalog, claims):
    report = Report(title="A report", address="https://example.org/a.pdf", page="p. 3", seen="2026-11-20")
    series = catalog.series["census:goods_trade"].model_copy(update={"report": report})
    known = catalog.model_copy(update={"series": catalog.series | {"census:goods_trade": series}})
    only = Claims(**{**claims.model_dump(), "claims": [c for c in claims.claims if c.id == "second-trading-partner"]})
    (entry,) = evaluate_claims(annual, known, only).claims
    assert entry.rests_on_report
    assert entry.main_lines[0].reports == (report,)
    (entry,) = evaluate_claims(annual, catalog, only).claims
    assert not entry.rests_on_report
