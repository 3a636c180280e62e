"""Every mark of the series in use: declared by hand from what providers say, and counted in raw/ where months lack."""

import csv
from collections import defaultdict
from functools import cache

import pytest
from golden.calculate import RAISED, RECLASSIFIED, RULES, SHARES_WITHOUT, SURVEY, WHOLE_YEAR, WITH_MAQUILADORAS

from support.project import ROOT

SHARES = [f"worldbank:TX.VAL.{name}.ZS.UN" for name in ("AGRI", "FOOD", "FUEL", "MANF", "MMTL")]
BROUGHT_IN = ["banxico:SE28294", "banxico:SE30373", "banxico:SE30374"] + [
    f"inegi:{name}" for name in ("33860", "33861", "921", "924", "934", "935")
]
"""Totals and parts of trade that the maquiladoras enter in 1991."""
REVISED = [
    f"inegi:{name}"
    for name in ("127598", "127601", "33860", "33861", "897", "912", "921", "922", "923", "924", "933", "934", "935")
]
REMITTANCES = ["banxico:SE27803", "worldbank:BX.TRF.PWKR.CD", "worldbank:BX.TRF.PWKR.CD.DT"]
MARKED = {
    **{(name, year): ("D", "the share leaves the maquiladoras out") for name in SHARES for year in (1990, 1991)},
    **{(name, 1992): ("B", SHARES_WITHOUT) for name in SHARES},
    **{(name, 1991): ("B", WITH_MAQUILADORAS) for name in BROUGHT_IN},
    **{(name, 1993): ("B", RECLASSIFIED) for name in REVISED},
    **{(name, 2003): ("B", RULES) for name in [*REMITTANCES, "banxico:SE27808"]},
    **{(name, 2007): ("B", RAISED) for name in REMITTANCES},
    **{
        (name, 2018): ("B", SURVEY)
        for name in ("sectur:CETM3_1-gasto-turistas", "sectur:CETM3_1-gasto-visitantes", "worldbank:BX.GSR.TRVL.ZS")
    },
    ("worldbank:BX.GSR.TRVL.ZS", 2019): ("B", WHOLE_YEAR),
    ("bls:CPIAUCNS", 2025): (
        "E",
        "mean of 11 of 12 months; 2025-10: no price survey was held during the lapse of federal funding",
    ),
}


@pytest.fixture(scope="module")
def marked(annual):
    return annual[annual["in_use"] & (annual["obs_status"] != "A")]


def test_a_year_means_something_else_where_the_catalog_and_the_provider_say_so(marked):
    rows = marked[marked["obs_status"] != "M"]
    found = zip(rows["source"] + ":" + rows["series"], rows["time_period"], strict=True)
    assert dict(zip(found, zip(rows["obs_status"], rows["note"], strict=True), strict=True)) == MARKED
    assert set(rows["ref_area"]) == {"MEX", "USA"}
    assert rows["obs_value"].notna().all()


@cache
def periods_held(source, vintage):
    """The periods with a value in the files of a vintage, by series and area."""
    held = defaultdict(set)
    for path in (ROOT / "raw" / source / vintage).glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["obs_value"]:
                    held[row["series"], row["ref_area"]].add(row["time_period"])
    return held


def test_a_year_without_value_lacks_as_many_periods_as_its_remark_says(marked):
    missing = marked[marked["obs_status"] == "M"]
    assert len(missing) == 81  # 39 of them the first year of INEGI's survey of travellers, 13 flows with 3 series each
    assert missing["obs_value"].isna().all()
    for row in missing.itertuples():
        periods = periods_held(row.source, row.vintage)[row.series, row.ref_area]
        held = [period for period in periods if period.startswith(f"{row.time_period}-")]
        full, name = (4, "quarters") if "Q" in held[0] else (12, "months")
        assert row.note == f"{len(held)} of {full} {name} published"
