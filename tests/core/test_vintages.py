import datetime as dt

import pandas as pd
import pytest

from remesas.core.vintages import (
    choose_together,
    first_day,
    last_day,
    mark_in_use,
    mark_newest_known,
    newest_known,
    sort_vintages,
)


@pytest.mark.parametrize(
    ("vintage", "first", "last"),
    [
        ("2026-06-20", (6, 20), (6, 20)),
        ("2026-02", (2, 1), (2, 28)),
        ("2026-H1", (1, 1), (6, 30)),
        ("2026-H2", (7, 1), (12, 31)),
        ("2026", (1, 1), (12, 31)),
    ],
)
def test_a_vintage_counts_as_the_last_day_it_can_mean_and_begins_with_the_first(vintage, first, last):
    assert (first_day(vintage), last_day(vintage)) == (dt.date(2026, *first), dt.date(2026, *last))


@pytest.mark.parametrize(
    "vintage", ["2026-13", "26-01-01", "2026-H3", "June 2026", "2026-02-30", "0000", "202\uff16-09-01"]
)
def test_what_is_no_vintage_is_refused_by_its_name(vintage):
    with pytest.raises(ValueError, match=f"'{vintage}' is no vintage: .*[.]$"):
        last_day(vintage)


def frame(*rows):
    return pd.DataFrame(rows, columns=["source", "series", "ref_area", "counterpart_area", "vintage"])


def test_the_newest_vintage_of_each_series_is_in_use():
    rows = frame(
        ("bank", "a", "MEX", "_Z", "2023-11-11"),
        ("bank", "a", "MEX", "_Z", "2026-07-01"),
        ("bank", "b", "MEX", "_Z", "2023-11-11"),
    )
    assert list(mark_in_use(rows, {"default": "newest"})) == [False, True, True]


def test_a_date_uses_only_what_was_known_on_it():
    rows = frame(
        ("bank", "a", "MEX", "_Z", "2023-11-11"),
        ("bank", "a", "MEX", "_Z", "2026-07-01"),
        ("bank", "b", "MEX", "_Z", "2026-07-01"),
    )
    choice = {"default": "newest", "bank": "2023-12-31"}
    assert list(mark_in_use(rows, choice)) == [True, False, False]


def test_a_vintage_of_unknown_day_is_not_used_before_its_last_day():
    rows = frame(("bank", "a", "MEX", "_Z", "2025-H2"))
    assert list(mark_in_use(rows, {"default": "2025-12-30"})) == [False]
    assert list(mark_in_use(rows, {"default": "2025-12-31"})) == [True]


def test_one_vintage_of_a_series_is_in_use_though_two_can_mean_the_same_day():
    rows = frame(("bank", "a", "MEX", "_Z", "2020-12-31"), ("bank", "a", "MEX", "_Z", "2020"))
    assert list(mark_in_use(rows, {"default": "newest"})) == [True, False]


@pytest.mark.parametrize(
    ("day", "known"),
    [("newest", "2025-H2"), ("2025-12-30", "2024-05"), ("2024", "2024-05"), ("2023-06-01", None)],
)
def test_the_newest_that_was_known_on_a_day(day, known):
    assert newest_known(["2025-H2", "2024-05", "2023-06-02"], day) == known


def test_vintages_stand_in_the_order_of_their_last_days():
    assert sort_vintages(["2020", "2020-H1", "2020-06-15", "2020", "2020-12"]) == [
        "2020-06-15", "2020-H1", "2020", "2020-12",
    ]  # fmt: skip


def test_any_key_and_column_can_tell_apart_what_has_vintages():
    rows = pd.DataFrame({"kind": ["a", "a", "b"], "old": ["2020", "2021", "2019"], "day": ["2020", "2020", "2018"]})
    assert list(mark_newest_known(rows, key=["kind"], column="old")) == [False, True, True]
    assert list(mark_newest_known(rows, rows["day"], key=["kind"], column="old")) == [True, False, False]


OLD, LATE, NEXT = "2013-12", "2025-H2", "2026-06"


def years(**spans):
    """The years of each vintage, from the last that it has: ``old=2012`` is of 1990 to 2012."""
    names = {"old": OLD, "late": LATE, "next": NEXT}
    return {names[name]: set(range(1990, last + 1)) for name, last in spans.items()}


@pytest.mark.parametrize(
    ("share", "total", "one", "chosen"),
    [
        # half a year apart: the newest of each, or the one vintage that both have and that reaches as far
        (years(late=2024, next=2024), years(late=2024), False, [NEXT, LATE]),
        (years(late=2024, next=2024), years(late=2024), True, [LATE, LATE]),
        # the one vintage that both have ends earlier: it is not worth twelve years
        (years(old=2012, next=2024), years(old=2012, late=2024), True, [NEXT, LATE]),
        # twelve years apart: the one that both have, though the other begins later or ends earlier
        (years(old=2010, next=2024), years(old=2012), False, [OLD, OLD]),
        # near, but without a year in common
        ({OLD: {1995}, NEXT: {1995}}, {OLD: {1995}, LATE: {2020}}, False, [OLD, OLD]),
        (years(next=2024), years(old=2012), False, None),
    ],
)
def test_series_of_one_formula_are_of_vintages_that_fit_one_another(share, total, one, chosen):
    held = [share, total]
    used = [max(own, key=last_day) for own in held]
    assert choose_together(held, used, one=one) == chosen


def test_of_vintages_that_fit_none_is_newer_than_those_in_use():
    held = [years(old=2012, late=2024), years(old=2012, late=2024)]
    assert choose_together(held, [OLD, LATE], one=False) == [OLD, OLD]
