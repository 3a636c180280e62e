"""Fixtures of the claims and of the brief's parts about them: the real snapshots, and the ledger that they give."""

import pandas as pd
import pytest

from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
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
def document(annual, catalog, claims):
    """The ledger."""
    return evaluate_claims(annual, catalog, claims)


@pytest.fixture(scope="session")
def ledger(document):
    """Its entries by id."""
    return document.by_id
