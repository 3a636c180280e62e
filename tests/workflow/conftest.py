"""What a real build says changed."""

import pandas as pd
import pytest

from remesas.core.files import read_frame
from remesas.core.frames import REVISION_EFFECTS


@pytest.fixture(scope="session")
def changed(built) -> pd.DataFrame:
    return read_frame(built / "processed/MEX/revision_effects.csv", REVISION_EFFECTS)
