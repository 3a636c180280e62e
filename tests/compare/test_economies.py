"""Tables whose rows are economies: the shipped example, on the real snapshots."""

import pytest

from remesas.catalog.loading import load_catalog
from remesas.catalog.print import Concept
from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
from remesas.compare.economies import compare_economies
from remesas.core.frames import RANKED
from remesas.harmonise.annual import to_annual
from remesas.ingest.observations import read_all
from support.project import ROOT

BRIEF = ROOT / "articles" / "knomad-brief-38"


@pytest.fixture(scope="module")
def brief():
    """The catalog with the World Bank's brief."""
    return load_catalog(ROOT / "workflow" / "catalog", BRIEF)


@pytest.fixture(scope="module")
def figures(brief):
    """The World Bank's snapshots, and what the brief prints, by year."""
    metas = sorted((ROOT / "raw" / "worldbank").rglob("*.meta.yaml"))
    frame = to_annual(read_all(metas, brief)[1], brief)
    newest = frame.groupby(["source", "series", "ref_area", "counterpart_area"])["vintage"].transform("max")
    return frame.assign(in_use=frame["vintage"] == newest)


def test_every_printed_economy_is_compared_on_the_basis_that_all_have(brief, figures):
    found = compare_economies(figures, brief, ["national", "worldbank"])
    assert list(found.columns) == list(RANKED.columns)
    assert set(found["basis"]) == {"worldbank"}  # national sources are each economy's own
    money = found[found["table"] == "recipients"].set_index("ref_area")
    # printed 111, 61, 51, 38 and 30 billion dollars; India 111.2, Mexico 61.5, the Philippines 38.0, Pakistan 30.2
    assert list(money.index) == ["IND", "MEX", "CHN", "PHL", "PAK"]
    assert money["printed"].tolist() == [111_000, 61_000, 51_000, 38_000, 30_000]
    assert money.loc[["IND", "MEX", "PHL", "PAK"], "class"].tolist() == ["exact"] * 4
    assert money.loc["CHN", "class"] == "unexplained"  # half as much today
    # of China's printed 51 billion 27 are left: the difference by what is printed, with its sign
    china = money.loc["CHN"]
    assert china["difference"] == china["regenerated"] - 51_000 < 0
    assert china["difference_percent"] == pytest.approx(100 * china["regenerated"] / 51_000 - 100)
    shares = found[found["table"] == "shares"].set_index("ref_area")
    assert shares.loc["WSM", "class"] == "exact" and round(shares.loc["WSM", "regenerated"], 1) == 33.6
    assert shares.loc["KGZ", "class"] == "unexplained"


def test_a_concept_of_the_article_and_a_gap_are_no_difference(brief, figures):
    concept = {"id": "c", "basis": "worldbank", "indicator": "remittances", "tables": ["recipients"], "text": "T",
               "beside": "national"}  # fmt: skip
    other = brief.model_copy(update={"concepts": (Concept.model_validate(concept),)})
    without = figures[(figures["ref_area"] != "PAK") | (figures["source"] == "article")]
    found = compare_economies(without, other, ["worldbank"])
    money = found[found["table"] == "recipients"].set_index("ref_area")
    assert money["class"].to_dict() == {
        "IND": "not_comparable", "MEX": "not_comparable", "CHN": "not_comparable", "PHL": "not_comparable",
        "PAK": "missing",
    }  # fmt: skip
    assert money.loc["PAK", "obs_status"] == "M" and money.loc["PAK", "note"]


def test_an_article_without_such_tables_has_no_row(catalog, figures):
    assert len(compare_economies(figures, catalog, ["worldbank"])) == 0


def test_the_statements_of_the_brief_are_decided_by_its_own_provider(brief, figures):
    verdicts = {claim.id: claim.overall for claim in evaluate_claims(figures, brief, load_claims(brief)).claims}
    assert verdicts == {
        "india-first": "confirmed",
        "tajikistan-half-of-gdp": "about right",  # 49.9
        "latin-america-growth": "not decidable here",  # 10.4, as revised since
        "developing-countries-total": "not decidable here",
    }


def test_the_example_is_short(brief):
    files = [path for path in BRIEF.iterdir() if path.suffix in (".yaml", ".csv") and path.stem != "verdicts"]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) <= 80
