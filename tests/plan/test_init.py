"""A new article: a commented folder that loads at once."""

import datetime as dt

import pytest

from remesas.catalog.loading import load_catalog
from remesas.claims.loading import load_claims
from remesas.plan.init import main
from support.project import ROOT

TODAY = dt.date(2026, 11, 27)


def test_a_new_article_loads_with_its_statements(tmp_path, capsys):
    assert main(["author-2020", "GTM"], tmp_path, TODAY) == 0
    assert "./remesas build --config article=author-2020" in capsys.readouterr().out
    catalog = load_catalog(ROOT / "workflow" / "catalog", tmp_path / "author-2020")
    assert catalog.article is not None and catalog.article.economy == "GTM"
    assert list(catalog.tables) == ["earnings"] and catalog.tables["earnings"].printed == {}
    claims = load_claims(catalog).claims
    assert [claim.id for claim in claims] == ["first-source", "doubled", "not-yet"]
    assert claims[1].evaluations[0].span == (2013, 2023)


def test_what_the_comments_offer_is_an_entry_too(tmp_path):
    main(["author-2020", "GTM"], tmp_path, TODAY)
    path = tmp_path / "author-2020" / "article.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("# sections:"))
    last = next(place for place, line in enumerate(lines) if line.startswith("# Files that may"))
    offered = [line.removeprefix("# ") for line in lines[first:last] if not line.startswith("# Columns")]
    text = "\n".join([*lines[:first], *offered]).replace("    as_printed: false\n", "")
    path.write_text(text, encoding="utf-8")
    (path.parent / "earnings.csv").write_text("year,remittances,tourism\n2001,1,\n", encoding="utf-8")
    catalog = load_catalog(ROOT / "workflow" / "catalog", path.parent)
    assert set(catalog.tables["earnings"].printed) == {"remittances", "tourism"}
    assert "share" in catalog.roles("worldbank", "GTM")[""]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["My Article", "GTM"], "cannot be the name of a folder"),
        (["author-2020", "Guatemala"], "is no economy"),
        (["author-2020", "WLD"], "is no economy"),  # an aggregate
        (["taken", "GTM"], "there already"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_written(tmp_path, capsys, arguments, said):
    (tmp_path / "taken").mkdir()
    assert main(arguments, tmp_path, TODAY) == 1
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert not list((tmp_path / "taken").iterdir())
