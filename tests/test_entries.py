"""The places of the catalog that ./remesas mutations … entries changes, on a made file."""

import random

import pytest
import yaml
from entries import draw, list_sites

CONTENT = """\
# The first of two.
- id: one
  title: Two words of 1999
  unit: USD
  years: [1993, 2003]
  share: 0.5
  signed: true
  terms:
    - formula: &sum "{bank:A} + {bank:B}"
    - {first: "1995", formula: *sum}
- id: two
  unit: persons
"""
CHANGED = {
    ("unit", "word"): {"persons", "USD"},
    ("years", "a year later"): {"1994", "2004"},
    ("share", "number"): {"500"},
    ("signed", "switch"): {"false"},
    ("formula", "sign"): {'"{bank:A} - {bank:B}"'},
    ("formula", "series"): {'"{bank:B} + {bank:B}"', '"{bank:A} + {bank:A}"'},
    ("first", "a year later"): {'"1996"'},
}


@pytest.fixture
def sites(tmp_path):
    path = tmp_path / "series.yaml"
    path.write_text(CONTENT, encoding="utf-8")
    return list(list_sites(path, {"unit": ["USD", "persons"]}, {"bank": ["A", "B"]}))


def test_what_is_no_text_and_no_name_is_changed_to_what_may_stand_there(sites):
    found = {}
    for site in sites:
        if site.kind != "left out":
            made = {site.change(random.Random(seed)).strip('"') for seed in range(9)}
            found.setdefault((site.key, site.kind), set()).update(made)
    assert found == {place: {text.strip('"') for text in texts} for place, texts in CHANGED.items()}


def test_every_change_leaves_a_file_that_says_something_else(sites):
    """An anchor stays; of what is left out, so do its neighbours."""
    whole = yaml.safe_load(CONTENT)
    for site in sites:
        text = CONTENT[: site.first] + site.change(random.Random(1)) + CONTENT[site.last :]
        if "&sum" not in text:
            text = text.replace("*sum", "sum")  # what others refer to cannot be left out alone: it is refused
        assert yaml.safe_load(text) != whole, site


def test_a_seed_draws_the_same_changes_of_every_kind(catalog):
    first, again = (
        [(group, site.path, site.first, new) for group, site, new in draw(40, 3, catalog)] for _ in range(2)
    )
    assert first == again
    assert {group for group, *_ in first} == {"series", "roles", "identities", "comparison", "claims"}
