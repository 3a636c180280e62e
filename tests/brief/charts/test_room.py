import pytest

from remesas.brief.charts.room import choose_ticks, choose_years, fit_size, spread_labels


def test_ticks_are_round_and_span_the_values() -> None:
    assert choose_ticks(0, 68, 5) == [0, 20, 40, 60, 80]
    assert choose_ticks(-36, 66, 6) == [-40, -20, 0, 20, 40, 60, 80]
    assert choose_ticks(0, 3, 5) == [0, 1, 2, 3]


def test_an_axis_of_one_value_has_a_length() -> None:
    assert choose_ticks(0, 0) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])


def test_labels_are_moved_apart_in_their_order() -> None:
    assert spread_labels([10, 12, 50], gap=10, low=0, high=100) == pytest.approx([6, 16, 50])
    assert spread_labels([12, 50, 10], gap=10, low=0, high=100) == pytest.approx([16, 50, 6])
    assert spread_labels([99, 100], gap=10, low=0, high=100) == pytest.approx([90, 100])


def test_an_axis_of_years_names_both_ends_and_round_years_that_do_not_touch_them() -> None:
    assert choose_years(1991, 2025) == [1991, 2000, 2010, 2020, 2025]
    assert choose_years(2000, 2003) == [2000, 2003]


def test_words_too_long_for_their_room_are_set_smaller() -> None:
    assert fit_size(["short"], 10, 100) == 10
    assert fit_size(["short", "a name that is too long for it"], 12, 160) == pytest.approx(11.1)  # 30 * 0.48 * 11.1
    assert fit_size(["a name that is a little too long"], 10.5, 145) == 10, "what is smaller is not read on a phone"
    assert fit_size(["a name that is far too long for any room"], 12, 20) == 7
    assert fit_size([], 10, 100) == 10
