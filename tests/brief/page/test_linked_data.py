"""What the page tells machines: the properties that search engines ask for, and addresses that lead somewhere."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remesas.brief.page.linked_data import BEST, RATINGS, WORST, review_claims
from remesas.brief.page.script_data import embed
from remesas.brief.text.citation import cite
from remesas.catalog.publication import LICENCE_ADDRESS
from remesas.claims.verdicts import SILENT
from remesas.claims.vocabulary import Overall, Verdict

XHTML = "{http://www.w3.org/1999/xhtml}"
LANGUAGES = ["en", "es", "fr"]
PROPERTIES = {
    "Dataset": {
        "name", "description", "creator", "license", "version", "dateModified", "temporalCoverage", "spatialCoverage",
        "variableMeasured", "distribution", "isBasedOn", "isAccessibleForFree",
    },
    "DataDownload": {"contentUrl", "encodingFormat"},
    "ClaimReview": {"@id", "claimReviewed", "reviewRating", "url", "author", "itemReviewed"},
    "Claim": {"author", "datePublished", "appearance"},
    "Rating": {"alternateName", "ratingExplanation"},
    "Organization": {"name"},
    "Person": {"name"},
    "Place": {"name"},
    "PropertyValue": {"name", "unitText"},
    "CreativeWork": {"name", "conditionsOfAccess"},
    "ScholarlyArticle": {"name", "author", "datePublished"},
}  # fmt: skip
"""What Google's guides to data sets and fact checks require and recommend, and what the rest cannot do without."""
ADDRESSES = ("url", "contentUrl", "license", "@id")


def list_things(value: Any) -> list[dict[str, Any]]:
    """Every thing that is described, with those inside it."""
    if isinstance(value, list):
        return [thing for item in value for thing in list_things(item)]
    if not isinstance(value, dict):
        return []
    return ([value] if "@type" in value else []) + list_things(list(value.values()))


@pytest.fixture(scope="module", params=LANGUAGES)
def told(request, built: Path):
    """The page, and what it tells."""
    page = html5lib.HTMLParser(strict=True).parse(
        (built / "reports/MEX" / f"brief.{request.param}.html").read_text(encoding="utf-8")
    )
    (script,) = (item for item in page.iter(f"{XHTML}script") if item.attrib.get("type") == "application/ld+json")
    return page, json.loads(script.text)


def test_every_thing_has_what_it_needs(told) -> None:
    things = list_things(told[1]["@graph"])
    assert told[1]["@context"] == "https://schema.org"
    assert {thing["@type"] for thing in things} == set(PROPERTIES)
    for thing in things:
        lacking = {name for name in PROPERTIES[thing["@type"]] if thing.get(name) in (None, "", [])}
        assert not lacking, (thing["@type"], lacking)


def test_every_address_leads_somewhere(told, built: Path, catalog) -> None:
    page, content = told
    ids = {element.attrib["id"] for element in page.iter() if "id" in element.attrib}
    known = {LICENCE_ADDRESS, *(source.url for source in catalog.sources.values())}
    found = [str(thing[name]) for thing in list_things(content["@graph"]) for name in ADDRESSES if name in thing]
    assert len(found) > 100
    for address in found:
        if address.startswith("#"):
            assert address[1:] in ids | {"dataset"}
        elif "//" in address:
            assert address in known
        else:
            assert (built / "reports/MEX" / address).is_file(), address


def test_the_data_set_is_described_as_the_page_is(told, built: Path) -> None:
    page, content = told
    dataset = content["@graph"][0]
    assert dataset["name"] == "".join(page.find(f".//{XHTML}h1").itertext())
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["temporalCoverage"] == "1991/2025"
    assert dataset["version"] == "0.1.0"
    assert dataset["inLanguage"] == page.attrib["lang"]
    files = [item["contentUrl"] for item in dataset["distribution"]]
    assert len(files) == len(set(files))
    assert {Path(file).suffix for file in files} == {".csv", ".xlsx", ".json"}


def test_every_statement_that_is_decided_is_reviewed_as_the_page_says(told, built: Path) -> None:
    page, content = told
    ledger = json.loads((built / "processed/MEX" / "claims.json").read_text(encoding="utf-8"))["claims"]
    reviews = {item["url"]: item for item in content["@graph"][1:]}
    assert set(reviews) == {f"#claim-{entry['id']}" for entry in ledger if entry["overall"] not in SILENT}
    rows = {f"#{row.attrib['id']}": row for row in page.iter(f"{XHTML}tr") if "id" in row.attrib}
    for address, review in reviews.items():
        row = rows[address]
        assert review["claimReviewed"] == "".join(row.find(f"{XHTML}th").itertext())
        (cell,) = (cell for cell in row.iter(f"{XHTML}td") if cell.attrib["class"].split()[1:2] == ["verdict"])
        shown = cell.find(f"{XHTML}span").tail.strip().lower()
        assert review["reviewRating"]["alternateName"].lower() == shown
        assert review["reviewRating"]["ratingExplanation"].lower().startswith(f"{shown}")
        assert review["@id"] == review["url"]


# ---- altered data ----------------------------------------------------------------------------------------------------
NAMED = {"revised", "depends on the reading", "mixed"}


def test_each_verdict_between_true_and_false_has_a_rating_and_no_other() -> None:
    every = {*get_args(Verdict), "depends on the reading", "mixed"}
    assert every == {word for part in get_args(Overall) for word in (get_args(part) or [part])}
    assert set(RATINGS) == every - set(SILENT) - NAMED
    assert set(RATINGS.values()) == set(range(WORST, BEST + 1))
    assert RATINGS["confirmed"] > RATINGS["about right"] > RATINGS["unit slip"] > RATINGS["contradicted"]


@pytest.mark.parametrize("verdict", [*RATINGS, *sorted(NAMED), *SILENT])
def test_the_rating_follows_the_verdict(context, verdict: str) -> None:
    ledger = context.build.claims
    entry = ledger.claims[0].model_copy(update={"overall": verdict})
    altered = replace(context, build=replace(context.build, claims=ledger.model_copy(update={"claims": (entry,)})))
    ratings = [review["reviewRating"] for review in review_claims(altered, cite(altered, "A title"))]
    assert len(ratings) == (verdict not in SILENT)
    for rating in ratings:
        assert rating.get("ratingValue") == RATINGS.get(verdict)
        assert ("bestRating" in rating) == ("worstRating" in rating) == (verdict in RATINGS)


TREES = st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10)


@given(TREES)
def test_nothing_in_the_data_closes_the_script_or_opens_another(content) -> None:
    embedded = embed({"content": content})
    assert "<" not in embedded
    assert json.loads(embedded) == {"content": content}


def test_a_text_that_would_close_the_script_stays_a_text() -> None:
    wicked = "</script><script>alert(1)</script><!--<script>"
    page = f'<!DOCTYPE html><title>x</title><script type="application/ld+json">{embed({"name": wicked})}</script><p>y'
    tree = html5lib.parse(page)
    (script,) = tree.iter(f"{XHTML}script")
    assert json.loads(script.text) == {"name": wicked}
    assert re.sub(r"\s", "", tree.find(f".//{XHTML}p").text) == "y"
