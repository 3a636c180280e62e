"""Which vintage the formulas of a claim take, where all of its series must come from one."""

import pandas as pd
import pytest

from remesas.claims.lookup import Archive, Key

JANUARY, JULY, AUGUST, NEXT_YEAR = "2020-01-15", "2020-07-15", "2020-08-15", "2021-01-15"


@pytest.fixture
def choose():
    """The common vintage of series ``a``, ``b`` …, each given by its vintages with the one in use marked by a star."""

    def choose(*held, as_of=None, ref_area="MEX"):
        rows = [
            {"source": "s", "series": name, "ref_area": "MEX", "counterpart_area": "_Z", "time_period": 2019,
             "vintage": vintage.strip("*"), "in_use": vintage.endswith("*")}
            for name, vintages in zip("ab", held, strict=False)
            for vintage in vintages
        ]  # fmt: skip
        keys = [Key(f"s:{name}", ref_area, "_Z") for name in "ab"]
        return Archive(pd.DataFrame(rows), {}).choose_common_vintage(keys, as_of)

    return choose


def test_the_newest_that_all_have_is_taken(choose):
    both = [JANUARY, JULY, f"{NEXT_YEAR}*"]
    assert choose(both, both) == NEXT_YEAR
    assert choose(both, [JANUARY, JULY, f"{AUGUST}*"]) == JULY
    assert choose([f"{JANUARY}*"], [f"{JULY}*"]) is None


def test_none_newer_than_what_the_build_uses_of_any_of_them_is_taken(choose):
    assert choose([JANUARY, f"{JULY}*", NEXT_YEAR], [JANUARY, JULY, f"{NEXT_YEAR}*"]) == JULY
    assert choose([f"{JANUARY}*", JULY], [JULY, f"{NEXT_YEAR}*"]) is None


@pytest.mark.parametrize(
    ("as_of", "chosen"), [("2020-07-14", JANUARY), ("2020-07-15", JULY), ("2020-12", JULY), ("2021", NEXT_YEAR)]
)
def test_as_known_on_a_day_none_that_came_later_is_taken(choose, as_of, chosen):
    both = [JANUARY, JULY, f"{NEXT_YEAR}*"]
    assert choose(both, both, as_of=as_of) == chosen


def test_before_anything_was_known_the_one_in_use_is_taken_as_for_single_values(choose):
    both = [JANUARY, f"{JULY}*"]
    assert choose(both, both, as_of="2019-12-31") == JULY


def test_there_is_none_where_a_series_has_no_snapshot_of_the_area_or_none_in_use(choose):
    both = [JANUARY, f"{JULY}*"]
    assert choose(both) is None
    assert choose(both, both, ref_area="USA") is None
    assert choose(both, [JANUARY, JULY]) is None
