"""The last months in words, as the data change: a peak, a falling path, a gap, a break, transfers further on."""

import pandas as pd
import pytest

from remesas.brief.charts.recent import chart_path, chart_transfers, title_recent
from remesas.brief.tables.recent import list_recent
from remesas.brief.text.recent import tell_path, tell_recent
from remesas.core.frames import INDICATORS, TWELVE_MONTHS

UNITS = {"amount": "USD million", "operations": "operations", "average": "USD"}


def windows(measure, values, first="2024-12", statuses=None, notes=None):
    """Rows of ``frames.TWELVE_MONTHS`` of consecutive months on the national basis; None has no value."""
    months = [str(month) for month in pd.period_range(first, periods=len(values), freq="M")]
    return [
        {"ref_area": "MEX", "basis": "national", "indicator": "remittances", "measure": measure, "time_period": month,
         "obs_value": value, "unit_measure": UNITS.get(measure, "percent"),
         "obs_status": (statuses or {}).get(month, "M" if value is None else "A"), "series": "SE27803",
         "source": "banxico", "vintage": "2026-07-01", "formula": "sum of twelve months",
         "note": (notes or {}).get(month, "")}
        for month, value in zip(months, values, strict=True)
    ]  # fmt: skip


@pytest.fixture
def brief(make_brief):
    def make(*parts, code="en", **given):
        rows = [row for part in parts for row in part]
        frame = pd.DataFrame(rows, columns=list(TWELVE_MONTHS.columns)).astype({"obs_value": float})
        return make_brief(code, twelve_months=frame, **given)

    return make


def said(sentences):
    return [str(getattr(sentence, "striptags", lambda text=sentence: text)()) for sentence in sentences]


def test_the_path_names_the_peak_and_the_months_since(brief):
    context = brief(windows("amount", [60_000.0, 65_000.0, 64_000.0, 62_400.0]))
    # 100 × (1 − 62.4 / 65) = 4; January to March
    assert said(tell_path(context)) == [
        "In the twelve months to March 2025 remittances came to US$62.4 billion, 4.0% below their highest, US$65.0 "
        "billion in the twelve months to January 2025, 2 months before."
    ]
    assert said(tell_recent(context))[1] == "The sum fell in 2 of these 2 months."
    assert title_recent(context) == "Remittances over twelve months are 4.0% below their highest, 2 months after it"
    assert chart_path(context).tags[0][2] == "January 2025: 65.0"


def test_every_number_of_the_path_has_its_series_and_vintage(brief):
    context = brief(windows("amount", [60_000.0, 65_000.0, 64_000.0]))
    (sentence,) = tell_path(context)
    assert sentence.count("<data") == 4
    assert {pair for held in context.registry.provenances for pair in held.inputs} == {
        ("banxico:SE27803", "2026-07-01")
    }


def test_a_new_peak_is_told_as_one(brief):
    context = brief(windows("amount", [60_000.0, 65_000.0, 66_000.0]))
    assert said(tell_recent(context)) == [
        "In the twelve months to February 2025 remittances came to US$66.0 billion, more than in any twelve months "
        "before."
    ]
    assert title_recent(context) == "Over twelve months, remittances have never been higher"
    assert chart_path(context).tags == ()


def test_one_month_after_the_peak(brief):
    (sentence,) = said(tell_path(brief(windows("amount", [65_000.0, 64_000.0]))))
    assert sentence.endswith("in the twelve months to December 2024, 1 month before.")


def test_a_missing_month_ends_the_path_and_is_named(brief):
    gap = {"2025-03": "2025-03: has no value"}
    sentences = said(tell_recent(brief(windows("amount", [65_000.0, 64_000.0, 63_000.0, None], notes=gap))))
    assert sentences[0].startswith("In the twelve months to February 2025")
    assert sentences[-1] == "There is no sum for the twelve months to March 2025 (March 2025: has no value)."


def test_falls_are_not_counted_over_a_gap(brief):
    sentences = said(tell_recent(brief(windows("amount", [65_000.0, 64_000.0, None, 62_000.0]))))
    assert not any("The sum fell" in sentence for sentence in sentences)


def test_a_break_after_the_peak_is_told(brief):
    broken = windows("amount", [65_000.0, 64_000.0, 63_000.0], statuses={"2025-01": "B", "2025-02": "B"})
    assert said(tell_recent(brief(broken)))[-1].startswith("Between the two the series breaks (January 2025)")


def test_a_sum_that_rests_on_a_doubtful_month_may_be_wrong(brief):
    """The highest sum and the newest are named in sentences, which have no marks; others stand in the table alone."""
    note = "2025-01: doubtful: a check of the data fails"
    months = dict.fromkeys(("2025-01", "2025-02"), "U")
    doubted = windows("amount", [65_000.0, 64_000.0, 63_000.0], statuses=months, notes=dict.fromkeys(months, note))
    context = brief(doubted)
    assert said(tell_recent(context))[1] == (
        "The sum for the twelve months to February 2025 may be wrong (January 2025: doubtful: a check of the data "
        "fails)."
    )
    assert sum("may be wrong" in sentence for sentence in said(tell_recent(context))) == 1
    view = list_recent(context)
    assert [(row.head, row.cells[0].mark) for row in view.rows] == [("2024", ""), ("to February 2025", "U")]
    assert ("U", "doubtful: a check of the data fails.") in [(note.mark, note.text) for note in view.notes]


@pytest.mark.parametrize(
    ("amount", "number", "size", "sentence"),
    [
        (-4.0, -4.4, 0.5, "There were fewer transfers, not smaller ones."),
        (-4.0, 1.0, -5.0, "Transfers were smaller, not fewer."),
        (4.0, 5.0, -1.0, "There were more transfers, not larger ones."),
        (4.0, -1.0, 5.0, "Transfers were larger, not more numerous."),
        (-4.0, -2.0, -2.0, None),
    ],
)
def test_what_moved_the_amount(brief, amount, number, size, sentence):
    context = brief(
        windows("amount", [60_000.0]), windows("operations", [158_600_000.0]), windows("average", [393.9]),
        windows("amount_growth", [amount]), windows("operations_growth", [number]), windows("average_growth", [size]),
    )  # fmt: skip
    for growth in (number, size):
        assert f'<data value="{growth}"' in "".join(tell_recent(context)), "the sign, which the words tell"
    sentences = said(tell_recent(context))
    verbs = ["fell" if growth < 0 else "rose" for growth in (number, size)]
    assert sentences[1] == (
        f"In the twelve months to December 2024, compared with those before, the number of transfers {verbs[0]} by "
        f"{abs(number)}% to 158.6 million, and the average transfer {verbs[1]} by {abs(size)}% to US$394."
    )
    assert sentences[2:] == ([sentence] if sentence else [])


def test_transfers_known_further_than_their_amount(brief):
    context = brief(
        windows("amount", [60_000.0]), windows("operations", [150e6, 149e6]), windows("operations_growth", [-1.0, -2.0])
    )
    assert said(tell_recent(context))[-1] == (
        "For later months only the number of transfers is known: 149.0 million in the twelve months to January 2025, "
        "2.0% fewer than in the twelve months before."
    )


def test_remittances_by_investment_say_since_when_they_are_more(brief, made, rows):
    row = {"ref_area": "MEX", "basis": "national", "flow": "gross", "indicator": "remittances", "note": "",
           "measure": "per_investment", "unit_measure": "ratio", "obs_status": "A", "formula": "f"}  # fmt: skip
    ratios = {"2021": 1.2, "2022": 0.9, "2023": 2.04, "2024": 1.43}
    derived = [row | {"time_period": year, "obs_value": value} for year, value in ratios.items()]
    annual = made(rows("worldbank:BX.KLT.DINV.CD.WD", "2025-H2", {2024: 45_334}))
    indicators = pd.DataFrame(derived)[list(INDICATORS.columns)]
    context = brief(windows("amount", [60_000.0]), indicators=indicators, annual=annual)
    assert said(tell_recent(context))[-1] == (
        "In 2024 remittances were 1.4 times foreign direct investment (World Bank), which they have exceeded in every "
        "year since 2023."
    )


def test_without_months_there_is_nothing(brief):
    context = brief()
    assert list(tell_recent(context)) == [] and list(tell_path(context)) == []
    assert not list_recent(context).rows


def test_rows_are_calendar_years_the_peak_and_the_newest_months(brief):
    values = [float(value) for value in (*range(100, 113), 120, 110, 109)]  # to March 2025, the peak in January
    view = list_recent(brief(windows("amount", values, first="2023-12")))
    assert [row.head for row in view.rows] == ["2023", "2024", "to January 2025", "to March 2025"]
    assert [row.cells[0].value for row in view.rows] == [0.1, 0.112, 0.12, 0.109]
    assert chart_transfers(brief(windows("amount", values))) is None


@pytest.mark.parametrize(("code", "words"), [("es", "9 meses antes"), ("fr", "9 mois plus tôt")])
def test_the_path_in_other_languages(brief, code, words):
    falling = [65_000.0, *(64_000.0 - step for step in range(9))]
    (sentence,) = said(tell_path(brief(windows("amount", falling), code=code)))
    assert words in sentence and "%(" not in sentence
