"""Both tables against a second calculation (tests/golden/calculate.py): values, marks, remarks and formulas."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from remesas.tables.fill import cells_of, fill_basis

GOLDEN = Path(__file__).parent.parent / "golden"
KEY = ["basis", "indicator", "time_period"]
TABLES = ("table1", "table2")


def read_table(path):
    """A table as it is in a file: an empty text is a text, an empty value none."""
    table = pd.read_csv(path, keep_default_na=False, na_values={"obs_value": [""]})
    return table.set_index(KEY).sort_index()


def compare_with_golden(regenerated, name):
    golden = read_table(GOLDEN / f"{name}.csv")
    assert list(regenerated.index) == list(golden.index)
    np.testing.assert_allclose(regenerated["obs_value"], golden["obs_value"], rtol=1e-9, atol=1e-6)
    for column in ("obs_status", "note", "formula"):
        pd.testing.assert_series_equal(regenerated[column], golden[column], check_dtype=False)


@pytest.fixture(scope="module")
def filled(annual, catalog):
    """Both tables as the library fills them."""
    used = annual[annual["in_use"]]
    cells = pd.concat(
        [fill_basis(used, catalog, basis, "MEX", range(1991, 2027), annual) for basis in ("national", "worldbank")]
    )
    return {name: cells_of(cells, catalog.tables[name].flow, catalog.tables[name].columns) for name in TABLES}


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_equals_the_independent_calculation(filled, name):
    compare_with_golden(filled[name].set_index(KEY).sort_index(), name)


@pytest.mark.parametrize("name", TABLES)
def test_the_files_of_a_build_have_the_same_cells(built, name):
    compare_with_golden(read_table(built / f"processed/MEX/tables/{name}.csv"), name)


def test_the_columns_stand_in_the_order_of_print(filled):
    printed = {
        "table1": ["remittances", "tourism", "oil", "manufactures", "agriculture"],
        "table2": ["agriculture", "oil", "manufactures", "tourism", "remittances"],
    }
    for name, columns in printed.items():
        assert list(dict.fromkeys(filled[name]["indicator"])) == columns
        assert list(dict.fromkeys(filled[name]["basis"])) == ["national", "worldbank"]
        assert list(filled[name].loc[lambda rows: rows["indicator"] == "oil", "time_period"]) == [
            *range(1991, 2026), *range(1991, 2025)
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "place", "status", "note"),
    [
        ("table1", ("national", "remittances", 1994), "A", "Banco de México's series as the World Bank's"),
        (
            "table1",
            ("national", "remittances", 2003),
            "B",
            "the method changed with Banco de México's rules of October",
        ),
        ("table1", ("national", "manufactures", 1991), "B", "includes the maquiladoras from 1991 on"),
        ("table1", ("worldbank", "oil", 1991), "M", "the World Bank's shares of exports before 1992 leave"),
        ("table2", ("national", "oil", 1993), "D", "all petroleum imports are deducted"),
        ("table2", ("national", "remittances", 2013), "B", "remittances paid are deducted from this year on"),
        ("table2", ("worldbank", "remittances", 2013), "B", "includes compensation of employees; computed by another"),
        ("table2", ("worldbank", "manufactures", 2013), "D", "more than 5 percent of exports or of imports"),
        ("table2", ("worldbank", "oil", 2013), "M", "not shown, since the exports or imports that belong to no known"),
        ("table2", ("worldbank", "oil", 1996), "A", ""),
    ],
)
def test_golden_marks_are_those_looked_up_by_hand(name, place, status, note):
    """One of each kind, from the catalog and raw/: what the golden tables themselves are held by.

    World Bank, 2013 (2025-H2): of US$380,015 million exported 94.505% are in the four classes, 20,882 in none; of
    390,965 imported 95.418%, 17,914 in none. Fuels, 12.812% less 8.630%, are 14,947 net, less than that; manufactures,
    75.089% less 79.128%, -24,013. 1996 (2013-12, ores too): 99.913% and 97.507% in classes, at most 2,293 in none,
    fuels 9,663.
    """
    row = read_table(GOLDEN / f"{name}.csv").loc[place]
    assert row["obs_status"] == status
    assert row["note"].startswith(note)
    assert bool(note) == bool(row["note"])
