"""The tables of a real run against a second calculation (tests/golden/calculate.py)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

GOLDEN = Path(__file__).parent.parent / "golden"
KEY = ["basis", "indicator", "time_period"]


@pytest.mark.parametrize("table", ["table1", "table2"])
def test_every_cell_equals_the_independent_calculation(built, table):
    regenerated = pd.read_csv(built / "processed/MEX" / "tables" / f"{table}.csv").set_index(KEY)["obs_value"]
    golden = pd.read_csv(GOLDEN / f"{table}.csv").set_index(KEY)["obs_value"]
    assert list(regenerated.index) == list(golden.index)
    np.testing.assert_allclose(regenerated, golden, rtol=1e-9, atol=1e-6)
