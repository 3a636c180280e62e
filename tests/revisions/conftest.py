"""The frames of a real build, and small annual frames made by hand."""

import pandas as pd
import pytest

from remesas.brief.words.language import load_language
from remesas.build import Scope
from remesas.claims.loading import load_claims
from remesas.core.frames import ANNUAL, REVISION_EFFECTS, REVISIONS, SNAPSHOTS, read_frame
from remesas.core.vintages import mark_in_use
from remesas.revisions.earlier import Plan
from support.project import ROOT


@pytest.fixture(scope="session")
def annual(built) -> pd.DataFrame:
    files = sorted((built / "processed/annual").glob("*.csv"))
    return pd.concat([read_frame(file, ANNUAL) for file in files], ignore_index=True)


@pytest.fixture(scope="session")
def snapshots(built) -> pd.DataFrame:
    return read_frame(built / "processed/snapshots.csv", SNAPSHOTS)


@pytest.fixture(scope="session")
def revisions(built) -> pd.DataFrame:
    return read_frame(built / "processed/revisions.csv", REVISIONS)


@pytest.fixture(scope="session")
def changed(built) -> pd.DataFrame:
    return read_frame(built / "processed/revision_effects.csv", REVISION_EFFECTS)


@pytest.fixture(scope="session")
def claims(catalog):
    return load_claims(ROOT / "workflow" / "catalog", catalog)


@pytest.fixture(scope="session")
def english():
    return load_language("en", ROOT / "workflow" / "locales")


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The settings of config.yaml."""
    spans = [(1991, 2003), (1995, 2003), (2003, "newest")]
    return Plan(Scope("MEX", ("national", "worldbank"), 2003), {"first": 1991, "last": "newest"}, spans)


def rows_of(reference, vintage, values, area="MEX", unit="USD million"):
    """Annual rows of one series and vintage from ``{year: value}``."""
    source, series = reference.split(":")
    return [
        {
            "ref_area": area, "counterpart_area": "_Z", "time_period": year, "obs_value": float(value),
            "unit_measure": unit, "obs_status": "A", "source": source, "series": series, "vintage": vintage, "note": "",
        }
        for year, value in values.items()
    ]  # fmt: skip


@pytest.fixture(scope="session")
def made():
    """An annual frame from lists of rows, the newest vintages known on a date in use."""

    def make(*parts, known="newest"):
        frame = pd.DataFrame([row for part in parts for row in part])
        return frame.assign(in_use=mark_in_use(frame, {"default": known}))

    return make


@pytest.fixture(scope="session")
def rows():
    return rows_of
