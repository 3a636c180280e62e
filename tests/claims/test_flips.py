"""Verdicts that are not the accepted ones, and what flipped them."""

import json
from xml.etree import ElementTree

import pytest

from remesas.claims.flips import (
    ATOM,
    find_flips,
    list_vintages,
    read_verdicts,
    say_flip,
    write_feed,
    write_json,
    write_verdicts,
)
from remesas.core.errors import DataError
from support.project import ARTICLE

REMITTANCES = "banxico:SE27803"


@pytest.fixture(scope="module")
def accepted(document, tmp_path_factory):
    """Today's verdicts, as their file has them."""
    path = tmp_path_factory.mktemp("verdicts") / "verdicts.csv"
    path.write_text(write_verdicts(document), encoding="utf-8")
    return read_verdicts(path)


@pytest.fixture(scope="module")
def flipped(document, accepted, catalog):
    """A statement that rests on remittances, of which another verdict was accepted on an older vintage."""
    name = next(entry.id for entry in document.claims if REMITTANCES in list_vintages(entry))
    vintages = {**accepted[name][1], REMITTANCES: "2023-11-11", "eia:RWTC": "2026-08-22"}
    (flip,) = find_flips(document, accepted | {name: ("mixed, once", vintages)}, catalog)
    return flip


def test_the_verdicts_of_the_article_are_the_accepted_ones(document, catalog):
    """After a change of data or statements that is meant: ./remesas check --accept."""
    assert [say_flip(flip) for flip in find_flips(document, read_verdicts(ARTICLE / "verdicts.csv"), catalog)] == []


def test_what_was_accepted_is_read_as_it_was_written(document, accepted):
    assert {name: verdict for name, (verdict, _) in accepted.items()} == {
        entry.id: entry.overall for entry in document.claims
    }
    assert all(dict(accepted[entry.id][1]) == list_vintages(entry) for entry in document.claims)


def test_a_flip_names_the_series_and_vintages_behind_it(flipped):
    assert [(item.series, item.before, item.now) for item in flipped.changes] == [
        (REMITTANCES, "2023-11-11", "2026-07-01"),
        ("eia:RWTC", "2026-08-22", ""),
    ]
    said = say_flip(flipped)
    assert "mixed, once was accepted" in said
    assert f"{REMITTANCES}, vintage 2023-11-11, now of 2026-07-01; eia:RWTC, vintage 2026-08-22, now not used" in said


def test_a_flip_without_other_data_says_so(document, accepted, catalog):
    entry = document.claims[0]
    (flip,) = find_flips(document, accepted | {entry.id: ("about nothing", accepted[entry.id][1])}, catalog)
    assert "no other data: the statement, its readings or the rules changed" in say_flip(flip)


def test_a_statement_that_nobody_accepted_is_told_and_without_a_file_none(document, accepted, catalog, tmp_path):
    entry = document.claims[0]
    (flip,) = find_flips(document, {name: held for name, held in accepted.items() if name != entry.id}, catalog)
    assert say_flip(flip) == f"{entry.id}: {entry.overall}; no verdict on it was accepted yet"
    assert find_flips(document, read_verdicts(tmp_path / "verdicts.csv"), catalog) == []


def test_the_feed_and_the_file_for_programs_hold_each_flip(flipped):
    feed = ElementTree.fromstring(write_feed([flipped], "an-article", "A & B", "2020-01"))
    text = {name: feed.findtext(f"{{{ATOM}}}{name}") for name in ("id", "title", "updated")}
    assert text["title"] == "Verdicts that changed: A & B"
    assert text["updated"] == "2026-07-01T00:00:00Z"  # that of the newest vintage that flipped one
    (entry,) = feed.iter(f"{{{ATOM}}}entry")
    assert all(entry.findtext(f"{{{ATOM}}}{name}") for name in ("id", "title", "updated", "summary"))
    (held,) = json.loads(write_json([flipped], "an-article"))["flips"]
    assert (held["claim"], held["changes"][0]["series"]) == (flipped.claim, REMITTANCES)
    assert '"flips": []' in write_json([], "an-article")  # what ./remesas check looks for
    assert ElementTree.fromstring(write_feed([], "x", "X", "2020-01")).findtext(f"{{{ATOM}}}updated", "") == (
        "2020-01-31T00:00:00Z"
    )


def test_a_file_of_another_form_is_refused(tmp_path):
    path = tmp_path / "verdicts.csv"
    path.write_text("claim,verdict\na,confirmed\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"expected claim, verdict, rests_on.*remesas check --accept"):
        read_verdicts(path)
