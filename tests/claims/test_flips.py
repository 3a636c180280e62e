"""Verdicts that are not the accepted ones, and what flipped them."""

import json
from xml.etree import ElementTree

import pytest

from remesas.claims.flips import (
    ATOM,
    Change,
    Flip,
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


MADE = Flip("c", "It rose.", "about right", "mixed", (
    Change("s:x", "X", "2020-01", "2021-02-03"), Change("s:y", "Y", "", "2020-H1"), Change("s:z", "Z", "2019", ""),
))  # fmt: skip


def test_the_feed_is_written_letter_by_letter():
    said = (
        "c: about right was accepted, mixed is found (s:x, vintage 2020-01, now of 2021-02-03; s:y, not used before, "
        "now of 2020-H1; s:z, vintage 2019, now not used)"
    )
    assert (
        write_feed([MADE, Flip("d", "It fell.", "", "not decidable here", ())], "art", "T", "2022-05-06")
        == f"""\
<feed xmlns="http://www.w3.org/2005/Atom">
 <id>urn:remesas:art:flips</id>
 <title>Verdicts that changed: T</title>
 <updated>2022-05-06T00:00:00Z</updated>
 <author>
  <name>Remesas</name>
 </author>
 <entry>
  <id>urn:remesas:art:c:mixed:2021-02-03</id>
  <title>It rose. about right → mixed</title>
  <updated>2021-02-03T00:00:00Z</updated>
  <summary>{said}</summary>
 </entry>
 <entry>
  <id>urn:remesas:art:d:not-decidable-here:2022-05-06</id>
  <title>It fell. nothing → not decidable here</title>
  <updated>2022-05-06T00:00:00Z</updated>
  <summary>d: not decidable here; no verdict on it was accepted yet</summary>
 </entry>
</feed>
"""
    )


def test_the_file_for_programs_has_every_field():
    (held,) = json.loads(write_json([MADE], "art"))["flips"]
    assert {name: held[name] for name in ("claim", "statement", "accepted", "now")} == {
        "claim": "c", "statement": "It rose.", "accepted": "about right", "now": "mixed",
    }  # fmt: skip
    assert held["changes"][1] == {"series": "s:y", "title": "Y", "before": "", "now": "2020-H1"}
    assert json.loads(write_json([], "art")) == {"article": "art", "flips": []}
    assert write_json([MADE], "art").endswith("}\n") and "→" not in write_json([MADE], "art")


def test_a_verdict_rests_on_the_newest_vintage_of_each_series_of_its_main_reading(document):
    entry = document.by_id["remittances-2003"]
    assert list_vintages(entry) == {
        "article:table1.remittances": "2004", "banxico:SE27803": "2026-07-01",
        "worldbank:BX.TRF.PWKR.CD": "2025-H2", "worldbank:BX.TRF.PWKR.CD.DT": "2026-04-08",  # a record since 1991
    }  # fmt: skip
