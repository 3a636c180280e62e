"""Wrong values are refused when they come, and named; who has looked at them may say so."""

import pytest

from remesas.core.errors import DataError
from remesas.ingest.checks import check_content
from remesas.ingest.snapshots import read_snapshot
from remesas.update.doubts import check_doubts, find_new_doubts
from support.project import ROOT

REMITTANCES, TRADE = (
    ROOT / "raw/banxico/2026-07-01/remittances.meta.yaml",
    ROOT / "raw/banxico/2026-06-20/ce125.meta.yaml",
)


def candidate(catalog, meta, changes):
    """A snapshot as it would come again later, with some values changed."""
    snapshot, rows = read_snapshot(meta)
    for (series, period), change in changes.items():
        there = (rows["series"] == series) & (rows["time_period"] == period)
        assert there.sum() == 1
        rows.loc[there, "obs_value"] = rows.loc[there, "obs_value"].map(change)
    return check_content(meta, snapshot.model_copy(update={"vintage": "2026-09-05"}), rows, catalog)


def doubts_of(catalog, meta, changes):
    return find_new_doubts(candidate(catalog, meta, changes), catalog, ROOT / "raw")


def test_data_as_they_are_raise_none(catalog):
    assert doubts_of(catalog, REMITTANCES, {}).empty and doubts_of(catalog, TRADE, {}).empty


def test_a_month_without_its_last_digit_is_told_with_its_place(catalog):
    """US$ 415 million instead of 4,147 in March 2020: it had passed as one revision among others."""
    doubts = doubts_of(catalog, REMITTANCES, {("SE27803", "2020-03"): lambda text: text[:-1]})
    assert list(zip(doubts["time_period"], doubts["check"], strict=True)) == [
        ("2020-03", "course"), ("2020", "transfers-are-remittances"),
    ]  # fmt: skip
    with pytest.raises(DataError) as error:
        check_doubts(doubts, 0)
    assert str(error.value).startswith(
        "series banxico:SE27803, period 2020-03: 2 values cannot be right beside the others."
    )
    assert "if they are right, say --doubtful 2" in str(error.value)
    check_doubts(doubts, 2)


def test_a_newest_year_that_is_threefold_in_all_months_is_told(catalog):
    """All twelve months of 2025: not one of them is out of course by itself."""
    year = {("SE27803", f"2025-{month:02}"): lambda text: str(3 * int(text)) for month in range(1, 13)}
    doubts = doubts_of(catalog, REMITTANCES, year)
    assert list(zip(doubts["time_period"], doubts["check"], strict=True)) == [("2025", "course")]


def test_a_turned_sign_and_a_tenth_in_trade_are_told(catalog):
    """June 2008 of the petroleum balance and June 2022 of petroleum exports: both had been accepted."""
    turned = {("SE36600", "2008-06"): lambda text: text.removeprefix("-") if text.startswith("-") else f"-{text}"}
    tenth = {("SE32150", "2022-06"): lambda text: text[:-1]}
    doubts = doubts_of(catalog, TRADE, turned | tenth)
    places = set(zip(doubts["series"], doubts["time_period"], strict=True))
    assert {("SE36600", "2008-06"), ("SE32150", "2022-06")} <= places
    assert "SE36593" not in set(doubts["series"])  # total exports: three other sums hold


def test_a_quarter_that_is_the_one_before_is_told(catalog):
    """April to June 2025 as January to March: 17 percent less in May had passed as three revisions."""
    months = dict(zip(("2025-04", "2025-05", "2025-06"), ("4697875942", "4490899527", "5190678501"), strict=True))
    doubts = doubts_of(catalog, REMITTANCES, {("SE27803", at): lambda _, new=new: new for at, new in months.items()})
    assert set(doubts["check"]) == {"copy"}
    assert list(doubts["time_period"]) == [f"2025-{month:02}" for month in range(1, 7)]
    assert doubts["note"].iloc[4] == "the same figure, to the last digit, as in another period (2025-02)"


def test_a_month_of_noughts_is_told_though_it_adds_up(catalog):
    """All of table CE125 nought in December 2025: parts and totals agree, and nothing had been said."""
    series = read_snapshot(TRADE)[1]["series"].unique()
    doubts = doubts_of(catalog, TRADE, {(name, "2025-12"): lambda _: "0" for name in series})
    told = set(doubts.loc[doubts["check"] == "nought", "series"])
    assert {"SE36593", "SE32150", "SE35398"} <= told and "SE28294" not in told  # a balance may be nought


def test_what_was_doubtful_before_is_not_told_again(catalog, monkeypatch):
    bare = catalog.series["banxico:CE36-receipts-without-border"].model_copy(update={"unusual": ()})
    known = catalog.model_copy(update={"series": catalog.series | {"banxico:CE36-receipts-without-border": bare}})
    meta = ROOT / "raw/banxico/2020-07/ce36.meta.yaml"
    snapshot, rows = read_snapshot(meta)
    again = check_content(meta, snapshot.model_copy(update={"vintage": "2026-09-05"}), rows, known)
    assert find_new_doubts(again, known, ROOT / "raw").empty


def test_a_number_without_doubts_is_refused(catalog):
    with pytest.raises(DataError, match=r"no value is doubtful, not 3\. What to do: omit --doubtful"):
        check_doubts(doubts_of(catalog, REMITTANCES, {}), 3)
