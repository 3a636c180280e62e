"""Both tables of economies of different kinds against a second calculation (tests/golden/economies.py)."""

import math

import pytest
from golden.economies import calculate, read

from remesas.tables.fill import fill_basis

YEARS = range(1991, 2026)
KINDS = {
    "NGA": "oil exporter",
    "MDV": "tourism island",
    "BGD": "manufacturer",
    "MWI": "small, agricultural",
    "AFG": "with gaps",
    "ROU": "changed its code, from ROM",
    "COD": "changed its code, from ZAR",
    "SLV": "lives on remittances",
    "GTM": "of several vintages of one year",
    "CHE": "a new total of exports beside shares of another decade",
    "TUV": "tiny",
}


@pytest.fixture(scope="module")
def raw():
    return read(set(KINDS))


@pytest.mark.parametrize("economy", KINDS)
def test_every_cell_of_an_economy_equals_the_independent_calculation(annual, catalog, raw, economy):
    own = annual[annual["ref_area"] == economy]
    cells = fill_basis(own[own["in_use"]].reset_index(drop=True), catalog, "worldbank", economy, YEARS, own)
    expected = calculate(raw[economy], YEARS)
    columns = cells[["flow", "indicator", "time_period", "obs_value"]]
    found = {tuple(place): value for *place, value in columns.itertuples(index=False)}
    assert {place for place, value in found.items() if not math.isnan(value)} == {
        place for place, value in expected.items() if value is not None
    }
    for place, value in found.items():
        assert math.isnan(value) or value == pytest.approx(expected[place], rel=1e-9, abs=1e-9), place


@pytest.mark.parametrize(
    ("economy", "place", "million"),
    [  # worked out from the lines of raw/worldbank/ by hand
        ("NGA", ("gross", "oil", 2010), 73190.61),  # 87.13% of 84,000
        ("NGA", ("net", "oil", 2010), 72570.66),  # less 1.40% of 44,235
        ("NGA", ("net", "remittances", 2010), 19697.10),  # 19,744.76 of 2026-04-08 less 47.65 of 2013-12
        ("MDV", ("gross", "tourism", 2010), 1712.89),  # 94.64% of 1,809.94
        ("MDV", ("net", "tourism", 2010), 1508.01),  # less 45.39% of 451.36
        ("BGD", ("gross", "manufactures", 2004), 7621.71),  # 91.77% of 8,305
        ("MWI", ("gross", "agriculture", 2005), 424.00),  # 3.80% and 79.54% of 508.79
        ("ROU", ("gross", "manufactures", 2000), 8046.35),  # 77.28% of 10,411.98
        ("GTM", ("gross", "oil", 2020), 271.97),  # 2.36% of 2026-06 of 11,521 of 2025-H2
        ("CHE", ("gross", "agriculture", 2012), 9098.63),  # 0.25% and 3.77% of 225,887, both of 2013-12
    ],
)
def test_cells_equal_what_was_worked_out_by_hand(raw, economy, place, million):
    assert calculate(raw[economy], YEARS)[place] == pytest.approx(million, abs=0.006)
