"""The real snapshots as annual series, and the claims of the catalog."""

import pandas as pd
import pytest

from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
from remesas.claims.lookup import Archive, Lookup
from remesas.core.vintages import mark_in_use
from remesas.harmonise.annual import to_annual
from remesas.ingest.observations import read_all
from support.project import ROOT


@pytest.fixture(scope="session")
def annual(catalog) -> pd.DataFrame:
    metas = sorted((ROOT / "raw").rglob("*.meta.yaml"))
    frame = to_annual(read_all(metas, catalog)[1], catalog)
    return frame.assign(in_use=mark_in_use(frame, {"default": "newest"}))


@pytest.fixture(scope="session")
def claims(catalog):
    return load_claims(ROOT / "workflow" / "catalog", catalog)


@pytest.fixture(scope="session")
def lookup(annual, catalog, claims):
    archive = Archive(annual, catalog.first_prints)

    def on(evidence, as_of=None):
        return Lookup(archive, catalog, claims, evidence, as_of)

    return on


@pytest.fixture(scope="session")
def ledger(annual, catalog, claims):
    return {entry.claim.id: entry for entry in evaluate_claims(annual, catalog, claims)}


@pytest.fixture(scope="session")
def line_of(ledger):
    """The one line of a claim that has these attributes; readings are matched by their beginning."""

    def find(claim, evidence, when="then", as_of="", reading="", part=""):
        found = [
            line
            for line in ledger[claim].lines
            if (line.evidence, line.when, line.as_of, line.evaluation.part) == (evidence, when, as_of, part)
            and line.reading.startswith(reading)
        ]
        assert len(found) == 1 or (not reading and found), (claim, evidence, when, as_of, reading)
        return found[0]

    return find
