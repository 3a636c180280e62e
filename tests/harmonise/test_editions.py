from remesas.harmonise.editions import as_known, dates_before


def test_previous_is_the_day_before_the_newest_vintage_of_each_source(made, rows):
    frame = made(
        rows("x:s", "2023-11-11", {2000: 1}), rows("x:s", "2026-07-01", {2000: 1}), rows("y:t", "2020-H1", {2000: 1})
    )
    assert dates_before(frame, "previous") == {"x": "2026-06-30", "y": "2020-06-29"}
    assert dates_before(frame, "2024-12-31") == {"x": "2024-12-31", "y": "2024-12-31"}


def test_series_unknown_then_stay_as_they_are(made, rows):
    frame = made(
        rows("x:s", "2023-11-11", {2000: 1}), rows("x:s", "2026-07-01", {2000: 2}), rows("x:t", "2026-07-01", {2000: 3})
    )
    then = as_known(frame, {"x": "2025-12-31"})
    used = then[then["in_use"]]
    assert dict(zip(used["series"], used["vintage"], strict=True)) == {"s": "2023-11-11", "t": "2026-07-01"}
    assert dict(zip(used["series"], used["known"], strict=True)) == {"s": True, "t": False}


def test_a_source_of_which_nothing_is_in_use_has_nothing_in_use_before(made, rows):
    frame = made(rows("x:s", "2020", {2000: 1}), rows("y:t", "2026", {2000: 1}), known="2023-12-31")
    then = as_known(frame, dates_before(frame, "previous"))
    assert then["in_use"].tolist() == frame["in_use"].tolist() == [True, False]


def test_previous_is_the_last_vintage_that_changed_a_value(made, rows):
    # 2026 repeats 2024, which revised 2001 and brought 2002
    frame = made(
        rows("x:s", "2023-11-11", {2000: 1, 2001: 2}),
        rows("x:s", "2024-03-01", {2000: 1, 2001: 2.1, 2002: 3}),
        rows("x:s", "2026-07-01", {2000: 1, 2001: 2.1, 2002: 3, 2003: float("nan")}),
    )
    assert dates_before(frame, "previous") == {"x": "2024-02-29"}


def test_a_year_that_was_not_there_is_a_change(made, rows):
    frame = made(rows("x:s", "2023-11-11", {2000: 1}), rows("x:s", "2026-07-01", {2000: 1, 2001: 2}))
    assert dates_before(frame, "previous") == {"x": "2026-06-30"}


def test_a_series_that_was_not_there_is_none(made, rows):
    frame = made(
        rows("x:s", "2023-11-11", {2000: 1}), rows("x:s", "2024-03-01", {2000: 2}), rows("x:t", "2026-07-01", {2000: 3})
    )
    assert dates_before(frame, "previous") == {"x": "2024-02-29"}
