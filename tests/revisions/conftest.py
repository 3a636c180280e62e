"""The frames of a real build."""

import pandas as pd
import pytest

from remesas.core.files import read_frame
from remesas.core.frames import ANNUAL, REVISION_EFFECTS, REVISIONS, SNAPSHOTS


@pytest.fixture(scope="session")
def annual(built) -> pd.DataFrame:
    files = sorted((built / "processed/annual").glob("*.csv"))
    return pd.concat([read_frame(file, ANNUAL) for file in files], ignore_index=True)


@pytest.fixture(scope="session")
def snapshots(built) -> pd.DataFrame:
    return read_frame(built / "processed/snapshots.csv", SNAPSHOTS)


@pytest.fixture(scope="session")
def revisions(built) -> pd.DataFrame:
    return read_frame(built / "processed/MEX/revisions.csv", REVISIONS)


@pytest.fixture(scope="session")
def changed(built) -> pd.DataFrame:
    return read_frame(built / "processed/MEX/revision_effects.csv", REVISION_EFFECTS)
