"""What a line of the ledger says beside its value: marks, breaks, today, limits; of made figures."""

import pytest

from remesas.claims.ledger import evaluate_claims
from remesas.claims.statements import Claims

SERIES = "banxico:SE27803"  # breaks in 2003 and, in vintages from 2024 on, in 2007
TWENTY = {year: float(year - 1990) for year in range(1995, 2026)}


@pytest.fixture
def ask(catalog, claims, made, rows):
    """The entry of one made statement about remittances, each year's amount the years since 1990."""

    def run(*evaluations, values=TWENTY, marks=(), printed=None, period="2002", vintage="2026-07-01"):
        frame = made(rows(SERIES, vintage, values))
        for year, status, note in marks:
            frame.loc[frame["time_period"] == year, ["obs_status", "note"]] = [status, note]
        entry = {
            "id": "a", "section": "I", "claim": "a", "period": period,
            "printed": printed or {"values": [12], "unit": "USD million"},
            "evaluations": [
                {"evaluator": "amount", "evidence": ["banxico"], "reading": "in {period}", "span": [2002, 2002]} | item
                for item in evaluations
            ],
        }  # fmt: skip
        for item in entry["evaluations"]:
            item.setdefault("parameters", {"formula": f"{{{SERIES}}}"})
        only = Claims(**{**claims.model_dump(), "claims": [entry]})
        (found,) = evaluate_claims(frame, catalog, only).claims
        return found

    return run


def test_a_line_has_the_worst_mark_of_its_observations(ask):
    (line, *_) = ask({"span": [2001, 2002]}, marks=[(2001, "E", "estimated")]).evaluations
    assert (line.value, line.status, line.verdict) == (23, "E", "contradicted")
    assert [item.status for item in line.observations] == ["E", "A"]
    (line, *_) = ask({"span": [2002, 2002]}, marks=[(2001, "E", "estimated")]).evaluations
    assert (line.value, line.status, line.verdict) == (12, "A", "confirmed")
    assert (line.sources, line.vintage, line.beside) == (("banxico",), "2026-07-01", ())


def test_a_line_without_a_value_says_why(ask):
    (line, *_) = ask({"span": [1990, 1990]}).evaluations
    assert (line.value, line.status, line.verdict) == (None, "M", "not decidable here")
    assert line.note == f"{SERIES} has no value in 1990"
    assert (line.period, line.formula, line.unit) == ("1990", "", "USD million")


@pytest.mark.parametrize(
    ("span", "vintage", "breaks"),
    [
        ((2001, 2001), "2026-07-01", ["before the break of 2003"]),  # of several the first that comes
        ((2002, 2003), "2026-07-01", ["across the break of 2003"]),
        ((2003, 2003), "2026-07-01", []),
        ((2003, 2006), "2026-07-01", []),
        ((2003, 2007), "2026-07-01", ["across the break of 2007"]),
        ((2002, 2007), "2026-07-01", ["across the break of 2003", "across the break of 2007"]),
        ((2002, 2007), "2023-11-11", ["across the break of 2003"]),  # the revision came later
        ((2008, 2009), "2026-07-01", []),
    ],
)
def test_breaks_between_the_years_used_are_told(ask, span, vintage, breaks):
    (line, *_) = ask({"span": span}, vintage=vintage).evaluations
    assert [part.split(":")[0] for part in line.note.split("; ") if part] == breaks


def test_today_is_the_newest_year_with_a_figure(ask):
    lines = ask({}, printed={"values": [12], "unit": "USD million", "timeless": False}).evaluations
    assert [(line.when, line.period, line.value, line.holds) for line in lines] == [
        ("then", "2002", 12, "yes"), ("now", "2025", 35, ""),
    ]  # fmt: skip
    assert lines[1].times_then == pytest.approx(35 / 12)
    assert lines[1].reading == "in 2025" and lines[0].reading == "in 2002" and lines[1].wording == "in {period}"
    assert (lines[1].verdict, lines[1].rule) == ("", "")


@pytest.mark.parametrize(("now", "times"), [({2025: 0}, None), ({2025: -3}, None), ({2025: 24}, 2)])
def test_only_a_positive_amount_is_a_multiple(ask, now, times):
    values = {2002: 12, **now}
    lines = ask({}, values=values, printed={"values": [12], "unit": "USD million", "timeless": False}).evaluations
    assert lines[1].times_then == times


def test_of_what_may_hold_at_any_time_no_multiple_is_told(ask):
    lines = ask({}).evaluations
    assert (lines[1].holds, lines[1].times_then) == ("no", None)


def test_a_figure_that_is_fifteen_years_old_is_none_of_today(ask, catalog, claims, made, rows):
    last = {"values": {2002: 12, 2010: 5}}
    assert ask({}, **last).evaluations[1].value == 5
    frame = made(rows(SERIES, "2026-07-01", {2002: 12, 2010: 5, 2011: 6}), rows("inegi:912", "2026", {2026: 1}))
    entry = {
        "id": "a", "section": "I", "claim": "a", "period": "2002", "printed": {"values": [12], "unit": "USD million"},
        "evaluations": [{"evaluator": "amount", "evidence": ["banxico"], "reading": "r", "span": [2002, 2002],
                         "parameters": {"formula": f"{{{SERIES}}}"}}],
    }  # fmt: skip
    (found,) = evaluate_claims(frame, catalog, Claims(**{**claims.model_dump(), "claims": [entry]})).claims
    assert found.evaluations[1].value is None  # the newest observation of all is of 2026: from 2012 on


def test_every_year_that_holds_is_listed(ask):
    every = ask({"every": True, "span": [2001, 2002]}, printed={"values": [23], "unit": "USD million"}).evaluations[-1]
    # 1995 and 1996 sum to 11, 2024 and 2025 to 69; 22 to 24 is within five percent of 23
    assert (every.when, every.value, every.unit, every.period) == ("every", (2002,), "years", "1996/2025")
    assert every.note == "30 periods judged"
    assert every.by_period["2001/2002"] == 23 and len(every.by_period) == 30
    assert (every.holds, every.verdict, every.status) == ("", "", "A")


def test_a_limit_that_print_keeps_to_is_told(ask):
    # 12 is at least 9 (1999) and 11 (2001), at most 14 (2004)
    def limit(year, bound, **others):
        parameters = {"formula": f"{{{SERIES}}}", "unit": "USD million", "bound": bound}
        return {"evaluator": "limit", "span": [year, year], "parameters": parameters, "now": False} | others

    entry = ask(limit(2001, "lower"), limit(2004, "upper", role="aside"))
    assert (entry.overall, entry.limits) == ("consistent", (11, None))
    assert ask(limit(2004, "upper")).limits == (None, 14)
    entry = ask(limit(2004, "lower"))
    assert (entry.overall, entry.limits) == ("contradicted", (None, None))


def test_readings_that_all_fail_agree_and_one_that_holds_does_not(ask):
    assert ask({"span": [2020, 2020]}, {"span": [2019, 2019]}).readings_agree
    entry = ask({"span": [2020, 2020]}, {})
    assert (entry.readings_agree, entry.overall) == (False, "depends on the reading")
    # an aside is no reading
    entry = ask({"span": [2020, 2020]}, {"role": "aside"})
    assert (entry.readings_agree, entry.overall) == (True, "contradicted")
    assert [line.main for line in entry.evaluations if line.when == "then"] == [True, False]
    assert [line.when for line in entry.evaluations] == ["then", "now", "then"]


def test_another_concept_is_named_and_speaks_neither_for_nor_against(ask):
    entry = ask({"other_concept": {"banxico": "all transfers"}})
    (line, *_) = entry.evaluations
    assert (line.concept, line.verdict, line.matches, entry.overall) == (
        "all transfers", "other definition", True, "not decidable here",
    )  # fmt: skip
    assert entry.evidences == {"banxico": "other definition"}


def test_a_statement_of_today_sums_up_its_lines(ask):
    entry = ask({}, printed={"values": [35], "unit": "USD million"})
    assert (entry.overall, entry.today.holds, entry.today.agrees) == ("contradicted", "yes", True)
    assert [line.when for line in entry.today_lines] == ["now"]
    assert ask({"now": False}).today is None
