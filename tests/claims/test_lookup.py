"""Which vintages the formulas of a claim take, where its series must fit one another."""

import pandas as pd
import pytest

from remesas.claims.archive import Archive, Key
from remesas.claims.lookup import Lookup, magnitude
from remesas.claims.results import MissingValueError

FIRST, SECOND, THIRD, FOURTH = "2014-01-15", "2016-07-15", "2018-08-15", "2020-01-15"


@pytest.fixture
def choose():
    """The vintages of series ``a``, ``b`` …, each given by those that it has with the one in use marked by a star."""

    def choose(*held, as_of=None, ref_area="MEX"):
        rows = [
            {"source": "s", "series": name, "ref_area": "MEX", "counterpart_area": "_Z", "time_period": 2013,
             "obs_value": 1.0, "vintage": vintage.strip("*"), "in_use": vintage.endswith("*")}
            for name, vintages in zip("ab", held, strict=False)
            for vintage in vintages
        ]  # fmt: skip
        keys = [Key(f"s:{name}", ref_area, "_Z") for name in "ab"]
        return Archive(pd.DataFrame(rows), {}).choose_together(keys, as_of)

    return choose


def test_the_newest_that_all_have_is_taken(choose):
    every = [FIRST, SECOND, f"{FOURTH}*"]
    assert choose(every, every) == [FOURTH, FOURTH]
    assert choose(every, [FIRST, SECOND, f"{THIRD}*"]) == [SECOND, SECOND]
    assert choose([f"{FIRST}*"], [f"{SECOND}*"]) is None


def test_none_newer_than_what_the_build_uses_of_any_of_them_is_taken(choose):
    assert choose([FIRST, f"{SECOND}*", FOURTH], [FIRST, SECOND, f"{FOURTH}*"]) == [SECOND, SECOND]
    assert choose([f"{FIRST}*", SECOND], [SECOND, f"{FOURTH}*"]) is None


@pytest.mark.parametrize(
    ("as_of", "chosen"), [("2016-07-14", FIRST), ("2016-07-15", SECOND), ("2016-12", SECOND), ("2020", FOURTH)]
)
def test_as_known_on_a_day_none_that_came_later_is_taken(choose, as_of, chosen):
    every = [FIRST, SECOND, f"{FOURTH}*"]
    assert choose(every, every, as_of=as_of) == [chosen, chosen]


def test_before_anything_was_known_the_one_in_use_is_taken_as_for_single_values(choose):
    both = [FIRST, f"{SECOND}*"]
    assert choose(both, both, as_of="2012-12-31") == [SECOND, SECOND]


def test_there_is_none_where_a_series_has_no_snapshot_of_the_area_or_none_in_use(choose):
    both = [FIRST, f"{SECOND}*"]
    assert choose(both) == []
    assert choose(both, both, ref_area="USA") == []
    assert choose(both, [FIRST, SECOND]) == []


def test_a_column_of_nought_of_which_nothing_is_unclassified_is_a_figure(made, rows, catalog, claims):
    """Oil of the national basis in 1992 is one series: what is in no class is nought too, and does not exceed it."""
    frame = made(rows("inegi:912", "2026-01-01", {1992: 0.0}))
    lookup = Lookup(Archive(frame, catalog.first_prints), catalog, claims, "national", None)
    assert lookup.value("{gross:oil}", 1992).magnitude == 0


CLASSES = {"AGRI": 10.0, "FOOD": 10.0, "FUEL": 30.0, "MANF": 40.0}


@pytest.mark.parametrize(
    ("metals", "flow", "amount", "told"),
    [
        (5.1, "gross", 300, ""),
        (4.9, "gross", 300, "of exports belong"),
        (5.1, "net", 300 - 30, ""),
        (4.9, "net", 300 - 30, "of exports or of imports belong"),
    ],
)
def test_a_column_beside_which_over_five_percent_of_trade_are_in_no_class_says_so(
    made, rows, catalog, claims, metals, flow, amount, told
):
    shares = {f"worldbank:TX.VAL.{name}.ZS.UN": share for name, share in {**CLASSES, "MMTL": metals}.items()}
    shares |= {name.replace(":TX", ":TM"): share for name, share in shares.items()}
    given = {**shares, "worldbank:TX.VAL.MRCH.CD.WT": 1000.0, "worldbank:TM.VAL.MRCH.CD.WT": 100.0}
    frame = made(
        *(
            rows(name, "2026-01-01", {2000: value}, unit="percent" if name in shares else "USD million")
            for name, value in given.items()
        )
    )
    lookup = Lookup(Archive(frame, catalog.first_prints), catalog, claims, "worldbank", None)
    assert magnitude(lookup.value(f"{{{flow}:oil}}", 2000), "USD million") == pytest.approx(amount)
    assert {item.status for item in lookup.used} == {"D" if told else "A"}
    assert {told in item.note and bool(told) == ("no known class" in item.note) for item in lookup.used} == {True}


def test_a_column_that_the_article_does_not_print_has_no_value_in_print(made, rows, catalog, claims):
    frame = made(rows("inegi:912", "2026-01-01", {1992: 1.0}))
    lookup = Lookup(Archive(frame, catalog.first_prints), catalog, claims, "printed", None)
    with pytest.raises(MissingValueError, match=r"copper \(gross\): no table prints it"):
        lookup.value("{gross:copper}", 1992)
