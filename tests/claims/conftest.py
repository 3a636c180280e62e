"""Values and lines of the real ledger."""

import pytest

from remesas.claims.archive import Archive
from remesas.claims.lookup import Lookup


@pytest.fixture(scope="session")
def ledger(document):
    """Its entries by id."""
    return document.by_id


@pytest.fixture(scope="session")
def lookup(annual, catalog, claims):
    archive = Archive(annual, catalog.first_prints)

    def on(evidence, as_of=None):
        return Lookup(archive, catalog, claims, evidence, as_of)

    return on


@pytest.fixture(scope="session")
def line_of(ledger):
    """The one line of a claim that has these attributes; readings are matched by their beginning."""

    def find(claim, evidence, when="then", as_of="", reading="", part=""):
        found = [
            line
            for line in ledger[claim].evaluations
            if (line.evidence, line.when, line.as_of, line.part) == (evidence, when, as_of, part)
            and line.reading.startswith(reading)
        ]
        assert len(found) == 1 or (not reading and found), (claim, evidence, when, as_of, reading)
        return found[0]

    return find
