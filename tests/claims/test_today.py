"""The ledger on the real figures: how the statements stand in the newest period, and in every one."""

import pytest

from remesas.claims.ledger import _holds_now


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
