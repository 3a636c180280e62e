"""The ledger on the real figures: verdicts that the figures' own sums lead to, then and now, and what moves them."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remesas.catalog.entries import Report
from remesas.claims.ledger import _holds_now, evaluate_claims
from remesas.claims.models import Claims


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
        ("external-deficit-2002", "national", "current account", "contradicted"),
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
        ("fiscal-contribution-1997", "not decidable here"),  # the source has one immigrant's lifetime
        ("manufactures-import-growth-12-percent", "not decidable here"),  # by SITC section only
        ("net-flow-tenfold", "contradicted"),  # at most 4.1 times
        ("ins-budget-1999", "contradicted"),  # 3.9 billion, where 4.2 had been asked for
        ("ins-budget-increase", "confirmed"),
        ("schooling-circular", "about right"),
        ("employment-rate-gap", "contradicted"),
        ("peso-overvaluation", "contradicted"),
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


def test_level_breaks_are_named(line_of):
    passed_over = line_of("manufactures-growth-5-percent", "national", reading="current dollars, 1988 to 1994")
    assert "across the break of 1991: includes the maquiladoras" in passed_over.note
    before = line_of("exports-1982", "national")
    assert before.note == "before the break of 1991: includes the maquiladoras from 1991 on"


@pytest.mark.parametrize(
    ("claim", "evidence", "value", "period", "holds"),
    [
        ("exports-twice-brazil", "worldbank", 1.7694, "2022/2024", "no"),  # 1,787,803 / 1,010,878
        ("third-source-of-earnings", "national", 2, "2025", "no"),  # 62,472 above oil, 21,246, and tourism
        ("second-net-source", "national", 1, "2025", "no"),  # the oil balance is negative: not "after oil"
        ("third-source-of-earnings", "worldbank", 2, "2024", "no"),  # another concept is asked for the same rank
        ("remittances-fivefold", "national", 2.4618, "2015/2025", "no"),  # 62,471.7 / 25,376.5
        ("second-trading-partner", "census", 3, "2015", "no"),
        ("mexican-share-of-foreign-born", "undesa", 22.6795, "2019", "no"),  # 11,489,684 / 50,661,149
        ("border-deaths-1998-2000", "cbp", 881, "2017/2019", ""),  # 298 + 283 + 300
        ("exports-2001", "national", 664837.168, "2025", ""),
    ],
)
def test_now(line_of, claim, evidence, value, period, holds):
    line = line_of(claim, evidence, when="now")
    assert line.value == pytest.approx(value, abs=1e-3)
    assert (line.period, line.holds) == (period, holds)


@pytest.mark.parametrize(("claim", "evidence"), [("informal-third", "worldbank"), ("second-net-source", "worldbank")])
def test_what_is_old_says_nothing_of_today(line_of, claim, evidence):
    """The newest figures are those of 2004, and of 2008: balances of goods are missing since."""
    assert line_of(claim, evidence, when="now").value is None


def test_now_ratio_and_rank_to_india(line_of):
    ratio = line_of("remittances-equal-india", "worldbank", when="now", part="equals")
    assert ratio.value == pytest.approx(67637.9 / 137674.5, abs=1e-4)
    assert line_of("remittances-equal-india", "worldbank", when="now", part="rank").value == 2


def test_of_the_amount_of_a_year_today_tells_the_multiple(line_of, ledger):
    # 62,471.7 / 15,138.7.
    now = line_of("remittances-2003", "national", when="now")
    assert now.times_then == pytest.approx(4.12663, abs=1e-4)
    assert line_of("remittances-fivefold", "national", when="now").times_then is None
    # A surplus of 771 in 2025 is no multiple of a deficit of 7,633 in 2002.
    assert line_of("external-deficit-2002", "national", when="now").times_then is None
    assert ledger["exports-2001"].today.holds == ""


def test_labels_of_now_carry_the_new_period(line_of):
    assert line_of("remittances-2003", "national").reading == "remittances received in 2003"
    assert line_of("remittances-2003", "national", when="now").reading == "remittances received in 2025"
    now = line_of("third-source-of-earnings", "national", when="now")
    assert now.reading == "among the five columns of Table 1, 2025"
    assert line_of("remittances-fivefold", "national", when="every").reading == "ten years, every span of that length"


def test_a_record_runs_from_the_fixed_first_year(line_of):
    now = line_of("remittances-2003", "national", when="now", part="record")
    # 2023 (63,318.7) and 2024 (65,016.8) lie above 2025 (62,471.7).
    assert (now.span, now.value, now.holds) == ((1991, 2025), 3, "no")


def test_today_is_told_by_evidence_and_part(ledger):
    entry = ledger["remittances-2003"]
    assert entry.today.holds == "no"
    # The World Bank's personal remittances are another concept, and do not speak beside the national series.
    assert [(line.evidence, line.part, line.holds) for line in entry.today_lines] == [
        ("national", "", ""), ("national", "record", "no"),
    ]  # fmt: skip
    agreed = ledger["third-source-of-earnings"]
    assert (agreed.today.holds, [line.evidence for line in agreed.today_lines]) == ("no", ["national"])
    parts = ledger["remittances-equal-india"]
    assert [(line.part, line.holds) for line in parts.today_lines] == [("", ""), ("equals", "no"), ("rank", "yes")]


def test_another_concept_does_not_speak_for_today_beside_the_claims_own(ledger):
    # World Bank manufactures (SITC) are 78.6% of exports, the national ones 90.2%.
    entry = ledger["manufactures-90-percent"]
    assert (entry.today.holds, [line.evidence for line in entry.today_lines]) == ("yes", ["national"])


def test_only_periods_that_can_be_judged_are_counted(line_of):
    # The national sources have all five columns from 1985 on, when oil exports begin.
    line = line_of("third-source-of-earnings", "national", when="every")
    assert list(line.by_period) == [str(year) for year in range(1985, 2026)]


def test_every_year(line_of):
    # Table 1: remittances lie below tourism until 1998 and above it from 1999 on.
    assert line_of("third-source-of-earnings", "printed", when="every").value == (1999, 2000, 2001, 2002, 2003)
    # Census: second behind Canada from 1999 to 2005, when China passed.
    assert line_of("second-trading-partner", "census", when="every").value == tuple(range(1999, 2006))


def test_claims_about_years_hold_now_if_the_newest_year_is_one(line_of):
    line = line_of("top-net-source-years", "national", when="now")
    assert line.period == "2004/2025"
    # In 2010 net manufactures were no more than -14,491 + 10.53% of 310,205 = 18,174, less than 21,991; later the
    # limit is too far away: 2025 is open.
    assert line.value == tuple(range(2004, 2011))
    assert (line.holds, line.open_years) == ("undecidable", tuple(range(2011, 2026)))
    held = line.model_copy(update={"value": (2025,), "open_years": (2011,)})
    assert _holds_now(held) == "yes"
    assert _holds_now(held.model_copy(update={"value": (2024,)})) == "no"


def test_readings_that_disagree_are_flagged(ledger):
    assert not ledger["external-deficit-1997"].readings_agree
    assert ledger["exports-2001"].readings_agree


# ---- What moves a verdict, and what does not -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def outcomes(catalog, claims):
    """Verdict and value of every line of every claim, for some annual series."""

    def compute(annual):
        return {
            entry.id: [
                (line.evidence, line.part, line.wording, line.as_of, line.when,
                 line.verdict, line.holds, line.value, line.period)
                for line in entry.evaluations
            ]
            for entry in evaluate_claims(annual, catalog, claims).claims
        }  # fmt: skip

    return compute


@pytest.fixture(scope="session")
def usual(outcomes, annual):
    return outcomes(annual)


@pytest.fixture(scope="session")
def users(ledger):
    """The claims whose evaluations use a series in any period."""

    def of(reference):
        found = {
            identity
            for identity, entry in ledger.items()
            if any(item.series == reference for line in entry.evaluations for item in line.observations)
        }
        assert found
        return found

    return of


def verdicts(outcome):
    return {identity: [line[:7] for line in lines] for identity, lines in outcome.items()}


def changed(annual, reference, **changes):
    source, series = reference.split(":")
    frame = annual.copy()
    rows = (frame["source"] == source) & (frame["series"] == series)
    for column, change in changes.items():
        frame.loc[rows, column] = change(frame.loc[rows, column])
    return frame


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(factor=st.sampled_from([0.1, 0.5, 2.0, 7.0]), reference=st.sampled_from([
    "banxico:SE27803", "inegi:924", "article:table1.manufactures", "cbp:southwest_border", "worldbank:NY.GDP.MKTP.CD",
    "bls:CPIAUCNS", "banxico:SE36600", "article:table2.oil", "fred:FEDMINNFRWG",
]))  # fmt: skip
def test_scaling_a_series_moves_its_claims_and_no_other(annual, outcomes, usual, users, reference, factor):
    scaled = outcomes(changed(annual, reference, obs_value=lambda values: values * factor))
    moved = {identity for identity in usual if scaled[identity] != usual[identity]}
    assert moved <= users(reference)


@pytest.mark.parametrize(
    ("reference", "claim"),
    [
        ("article:table1.remittances", "remittances-2003"),
        ("banxico:SE36593", "exports-2001"),
        ("inegi:33860", "exports-1982"),
        ("census:goods_trade", "second-trading-partner"),
    ],
)
def test_a_scaled_series_changes_a_verdict(annual, outcomes, usual, users, reference, claim):
    def scale(values):
        """All values, but of trade by partner those with one partner only, lest no rank move."""
        counterpart = annual.loc[values.index, "counterpart_area"]
        return values.where(~counterpart.isin(["_Z", "MEX"]), values / 3)

    scaled = outcomes(changed(annual, reference, obs_value=scale))
    assert verdicts(scaled)[claim] != verdicts(usual)[claim]
    unmoved = set(usual) - users(reference)
    assert {identity: scaled[identity] for identity in unmoved} == {identity: usual[identity] for identity in unmoved}


def test_shifting_a_year_moves_what_depends_on_the_series(annual, outcomes, usual, users):
    shifted = outcomes(changed(annual, "banxico:SE27803", time_period=lambda years: years + 1))
    moved = {identity for identity in usual if verdicts(shifted)[identity] != verdicts(usual)[identity]}
    assert {"remittances-2000", "remittances-equal-india", "top-net-source-years"} <= moved
    assert moved <= users("banxico:SE27803")


def test_swapping_two_columns_moves_what_depends_on_them(annual, outcomes, usual, users):
    names = {"table1.oil": "table1.remittances", "table1.remittances": "table1.oil"}
    swapped = outcomes(annual.assign(series=annual["series"].replace(names)))
    moved = {identity for identity in usual if verdicts(swapped)[identity] != verdicts(usual)[identity]}
    assert {"remittances-2003", "remittances-2000", "third-source-of-earnings", "remittances-fivefold"} <= moved
    assert moved <= users("article:table1.oil") | users("article:table1.remittances")


def test_newer_data_move_the_now_lines_without_an_edit(annual, outcomes, usual):
    rows = annual[(annual["source"] == "banxico") & (annual["time_period"] == 2025) & annual["in_use"]]
    extended = outcomes(pd.concat([annual, rows.assign(time_period=2026)], ignore_index=True))

    def newest(outcome, claim):
        return next(line[8] for line in outcome[claim] if line[0] == "national" and line[4] == "now")

    assert newest(usual, "remittances-2003") == "2025"
    assert newest(extended, "remittances-2003") == "2026"
    assert newest(extended, "top-net-source-years") == "2004/2026"
    then = [line for line in extended["remittances-2003"] if line[4] == "then"]
    assert then == [line for line in usual["remittances-2003"] if line[4] == "then"]


def test_without_newer_data_nothing_is_said_about_today(annual, catalog, claims):
    only = Claims(**{**claims.model_dump(), "claims": [c for c in claims.claims if c.id == "second-trading-partner"]})
    (entry,) = evaluate_claims(annual[annual["time_period"] <= 2003], catalog, only).claims
    assert entry.main_lines[0].verdict == "confirmed"
    assert entry.today is not None
    assert (entry.today.lines, entry.today.holds) == ((), "undecidable")


def test_a_missing_economy_decides_itself_once_it_is_there(annual, catalog, claims):
    rows = annual[
        (annual["series"] == "TX.VAL.MRCH.CD.WT") & (annual["ref_area"] == "KOR") & (annual["vintage"] == "2025-H2")
    ]
    complete = pd.concat([annual, rows.assign(ref_area="TWN")], ignore_index=True)
    only = Claims(**{**claims.model_dump(), "claims": [c for c in claims.claims if c.id == "exports-eighth-largest"]})
    (before,), (after,) = (evaluate_claims(frame, catalog, only).claims for frame in (annual, complete))
    assert "Taiwan" in before.main_lines[0].note
    assert "Taiwan" not in after.main_lines[0].note
    assert after.main_lines[0].value == before.main_lines[0].value + 1  # it exports as much as Korea here


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
