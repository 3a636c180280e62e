import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.style import Style
from remesas.brief.text.findings import tell_findings, tell_opening
from remesas.brief.text.ranks import tell_printed_net
from remesas.brief.words.language import Language
from remesas.build import Build
from remesas.core.rows import since

DATA = re.compile(r'<data value="([^"]*)" data-origin="\d+"(?: data-cell="([^"]*)")?>([^<]*)</data>')
Said = Callable[[Build], dict[str, str]]


@pytest.fixture
def said(english: Language, style: Style) -> Said:
    """The plain text of each finding."""

    def of(build: Build) -> dict[str, str]:
        found = tell_findings(Context(build, english, style))
        return {name: " ".join(Markup(text).striptags() for text in sentences) for name, sentences in found.items()}

    return of


def changed(build: Build, table: str, basis: str, indicator: str, year: int, value: float) -> Build:
    """The build with one cell of a table changed."""
    frame = build.tables[table].copy()
    chosen = (frame["basis"] == basis) & (frame["indicator"] == indicator) & (frame["time_period"] == year)
    assert chosen.sum() == 1
    frame.loc[chosen, "obs_value"] = value
    return replace(build, tables={**build.tables, table: frame})


def with_measure(build: Build, measure: str, basis: str, flow: str, values: dict[str, float]) -> Build:
    """The build with a measure of remittances replaced."""
    frame = build.indicators
    keys = {"measure": measure, "basis": basis, "flow": flow, "indicator": "remittances"}
    own = pd.concat([frame[name] == value for name, value in keys.items()], axis=1).all(axis=1)
    template = frame[own].iloc[:1]
    rows = [template.assign(time_period=period, obs_value=value) for period, value in values.items()]
    return replace(build, indicators=pd.concat([frame[~own], *rows], ignore_index=True))


def test_since_when_something_holds_for_good() -> None:
    assert since(pd.Series({2000: False, 2001: True, 2002: False, 2003: True, 2004: True})) == 2003
    assert since(pd.Series({2000: True, 2001: True})) == 2000
    assert since(pd.Series({2000: True, 2001: False})) is None
    assert since(pd.Series(dtype=bool)) is None


def test_the_sentences_of_this_vintage(build: Build, said: Said) -> None:
    text = said(build)
    assert text["level"].startswith(
        # 62,471.7 / 15,138.7 = 4.127
        "In 2025 Mexico received 4.1 times as much in remittances as in 2003, the article's last year (US$15.1 "
        "billion, at current prices); the series breaks in 2007."
    )
    # (9,814.4 / 2,414)^(1/11) = 1.136; (62,471.7 / 15,138.7)^(1/22) = 1.067; 1991 to 2003 ends in the year of a break
    assert text["growth"] == (
        "On average remittances grew by 13.6% a year from 1991 to 2002 and 6.7% a year from 2003 to 2025. The figure "
        "of 1991 is from another source (World Bank) than later ones. Part of the growth across 2007, where the "
        "series breaks, is a change of what is counted."
    )
    # 2003, printed: manufactures 143,031, oil 18,654, then 13,266; 2025: 608,819, then 62,472
    assert "remittances ranked third in 2003; in 2025 they rank second. They have" in text["gross"]
    # from the tables: World Bank 2015 26,971 against 26,825, 2016 29,096 against 29,329; national 1996 4,122 and 4,224
    assert (
        "receipts from tourism in every year since 1999, oil and gas in every year since 2015 and agriculture in every "
        "year since 1996. World Bank definitions give other years: tourism in every year since 2001 and agriculture in "
        "every year since 2016."
    ) in text["gross"]
    assert "an earlier figure, US$13,266 million; the series now has US$15,139 million, 14.1% more" in text["revision"]
    assert "oil" not in text["revision"], "page 1 tells of the lead alone"
    # 62,471.7 received less 1,184.1 paid
    assert text["net"].startswith("Less remittances paid abroad, US$61.3 billion remained in 2025.")


def test_what_fails_of_the_main_statements_stands_above_the_findings(
    build: Build, english: Language, style: Style
) -> None:
    failed, printed = (Markup(text).striptags() for text in tell_opening(Context(build, english, style))["statements"])
    assert failed.startswith("The article says: Net of payments abroad, remittances are the second source")
    assert "remittances received US$15,139 million; petroleum trade balance US$10,078 million" in failed
    assert "The rank is higher than stated: the article understates its own case." in failed
    # 2003: 13,266 printed, oil 14,406; the series has 10,078
    assert "largest net source in 1998 and 2001–2002, and in 2003 too once its misprint is corrected." in printed


def test_without_a_statement_that_fails_the_printed_table_is_not_told(
    build: Build, english: Language, style: Style
) -> None:
    claims = build.claims.model_copy(update={"claims": ()})
    assert tell_opening(Context(replace(build, claims=claims), english, style))["statements"] == []


def test_growth_from_a_year_of_the_same_source_says_nothing_of_sources(build: Build, said: Said) -> None:
    frame = build.tables["table1"].copy()
    frame.loc[(frame["basis"] == "national") & (frame["indicator"] == "remittances"), "source"] = "banxico"
    text = said(replace(build, tables={**build.tables, "table1": frame}))
    assert "another source" not in text["growth"] and "grew by 13.6% a year" in text["growth"]


def test_every_number_that_comes_from_a_table_is_the_tables(build: Build, english: Language, style: Style) -> None:
    found = 0
    for sentences in tell_findings(Context(build, english, style)).values():
        for value, cell, _ in DATA.findall(" ".join(sentences)):
            parts = cell.split(".")
            if len(parts) == 4 and parts[0] in build.tables:
                table, basis, name, year = parts
                wide = build.printed[table] if basis == "print" else build.wide(table, basis)
                held = wide[name][int(year)]
                assert abs(float(value)) == pytest.approx(abs(held))
                found += 1
    assert found == 6, "the net amount, that of 2003 twice as it is now, once as printed, that of 2024, the oil deficit"


def test_no_number_of_a_sentence_is_typed(build: Build, english: Language, style: Style) -> None:
    """Amounts, percentages and counts are computed: outside them only years, ranks in words and table numbers stand."""
    for sentences in tell_findings(Context(build, english, style)).values():
        rest = DATA.sub("", " ".join(sentences))
        rest = re.sub(r"\b(19|20)\d\d\b", "", rest)
        assert not re.search(r"\d+[.,]\d", rest), rest


def test_a_new_amount_changes_the_sentence(build: Build, said: Said) -> None:
    text = said(changed(build, "table1", "national", "remittances", 2025, 80000.0))
    assert "received 5.3 times" in text["level"]  # 80,000 / 15,138.7 = 5.284


def test_growth_without_a_break_tells_of_none(build: Build, said: Said) -> None:
    table = build.tables["table1"].copy()
    table.loc[(table["indicator"] == "remittances") & (table["obs_status"] == "B"), "obs_status"] = "A"
    text = said(replace(build, tables={**build.tables, "table1": table}))
    assert "break" not in text["level"] + text["growth"]


def test_however_many_vintages_there_are_their_revisions_are_one_sentence(build: Build, said: Said) -> None:
    # one more vintage before that of 2023 that has today's figures, and one after it that still has those of 2023
    own = build.annual[build.annual["series"] == "SE27803"]
    same, late = own[own["in_use"]], own[own["vintage"] == "2023-11-11"]
    more = [same.assign(vintage="2022-01-01", in_use=False), late.assign(vintage="2024-01-01")]
    text = said(replace(build, annual=pd.concat([build.annual, *more], ignore_index=True)))["revision"]
    assert text.count("Since the vintage of") == 1
    assert "Since the vintage of 11 November 2023 the figures of 16 years" in text


def test_a_lost_lead_changes_the_sentence(build: Build, said: Said) -> None:
    year = build.newest("worldbank")
    text = said(changed(build, "table1", "worldbank", "tourism", year, 99000.0))
    assert text["gross"].endswith("World Bank definitions give other years: agriculture in every year since 2016.")
    text = said(changed(build, "table1", "national", "tourism", 2025, 99000.0))
    assert "exceeded receipts from oil and gas in every year since 2015" in text["gross"]


def test_a_source_that_is_not_known_today_is_not_exceeded_since(build: Build, said: Said) -> None:
    """Tourism ends in 2024, remittances in 2025: nothing is said of the last year."""
    text = said(changed(build, "table1", "national", "tourism", 2025, float("nan")))
    assert "; tourism from 1999 to 2024, in all years with figures for both" in text["gross"]


def test_a_regained_balance_changes_the_sentence(build: Build, said: Said) -> None:
    text = said(changed(build, "table2", "national", "oil", 2025, 1.0))
    assert "negative in 2015–2025, with a deficit of US$25.6 billion in 2025." in said(build)["net"]
    assert "negative" not in text["net"]


def test_another_basis_speaks_where_it_ranks_otherwise(build: Build, said: Said) -> None:
    assert "World Bank: second" not in said(build)["gross"]
    text = said(with_measure(build, "rank", "worldbank", "gross", {"2023": 2.0, "2024": 4.0}))
    assert "in 2025 they rank second. World Bank: fourth in 2024." in text["gross"]
    alone = said(with_measure(build, "rank", "national", "gross", {"2025": float("nan")}))
    assert "in 2024 they rank second (World Bank)." in alone["gross"]


def test_years_without_figures_are_not_spoken_for(build: Build, said: Said) -> None:
    text = said(changed(build, "table1", "national", "oil", 2020, float("nan")))
    assert "; oil and gas from 2015 on, in all years with figures for both" in text["gross"]
    assert "in all years with figures for both" not in said(build)["gross"]


def test_without_a_misprint_nothing_is_mended(build: Build, english: Language, style: Style) -> None:
    frame = build.comparison.assign(cause=build.comparison["cause"].replace("misprint", ""))
    (told,) = tell_printed_net(Context(replace(build, comparison=frame), english, style))
    assert told.endswith("largest net source in 1998 and 2001–2002.")


def test_the_years_as_largest_net_source_are_listed(build: Build, said: Said) -> None:
    text = said(build)["net"]
    assert "Only for 2001–2006 and 2008 (World Bank) do all 5 sources have a figure: remittances were the" in text
    text = said(with_measure(build, "rank", "worldbank", "net", {"2022": 1.0, "2023": 2.0, "2024": 1.0}))["net"]
    assert "a figure today (2022–2024), they were the largest in 2022 and 2024 (World Bank)" in text
    text = said(with_measure(build, "rank", "worldbank", "net", {"2023": 2.0, "2024": 3.0}))
    assert "never the largest; in 2024 they ranked third (World Bank)" in text["net"]


def test_a_year_without_a_competitor_is_not_ranked(build: Build, said: Said) -> None:
    assert "2025" not in build.measure("rank", "worldbank", "gross", "remittances").index.astype(str)
    text = said(with_measure(build, "rank", "worldbank", "net", {"2023": float("nan")}))
    assert "No rank is given today: there is no figure for agriculture and manufactures." in text["net"]


def test_a_doubtful_year_of_a_sentence_is_told_behind_it_and_a_small_share_is_no_nought(
    build: Build, said: Said
) -> None:
    indicators, tables = build.indicators.copy(), dict(build.tables)
    share = (indicators["measure"] == "percent_of_gdp") & (indicators["time_period"].astype(str) == "1991")
    indicators.loc[share, "obs_value"] = 0.0135  # Ukraine 1996: US$6 million of 44,558
    tables["table1"] = tables["table1"].copy()
    lead = (tables["table1"]["indicator"] == "remittances") & (tables["table1"]["time_period"].astype(str) == "1991")
    tables["table1"].loc[lead, "obs_status"] = "U"
    level = said(replace(build, indicators=indicators, tables=tables))["level"]
    assert "They were 0.014% of GDP in 1991" in level
    assert level.endswith("A check of the data fails: the figures of these years are doubtful (1991).")


def test_nothing_is_said_of_what_is_not_there(build: Build, said: Said) -> None:
    text = said(with_measure(build, "percent_of_gdp", "national", "gross", {"2000": float("nan")}))
    assert "of GDP" in said(build)["level"]
    assert "of GDP" not in text["level"]
