"""What moves a verdict of the ledger, and what does not."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remesas.claims.ledger import evaluate_claims
from remesas.claims.statements import Claims


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
