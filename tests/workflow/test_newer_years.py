"""Newer snapshots extend the tables without an edit of code; a partial year never becomes an annual value.

The stages are called one after another here; with pages, by Snakemake, it is in tests/update/fetch/test_workflow.py.
"""

import csv
import datetime as dt

import pandas as pd
import pytest
import yaml

from remesas.core.vintages import mark_in_use
from remesas.derive.indicators import Spans, derive_indicators
from remesas.harmonise.annual import to_annual
from remesas.ingest.observations import read_all
from remesas.tables.fill import fill_basis, years_of
from remesas.update.command import main
from support.project import copy_raw

TODAY = dt.date(2027, 3, 1)
"""A day on which the new months are known."""
YEARS = {"first": 1991, "last": "newest"}
COLUMNS = ["series", "ref_area", "counterpart_area", "time_period", "obs_value"]
TRADE = ("banxico", "ce125", "banxico/2026-06-20/ce125.csv")
REMITTANCES = ("banxico", "remittances", "banxico/2026-07-01/remittances.csv")
TRAVEL = ("inegi", "evi", "inegi/2026-03-31/evi.csv")


def with_months_of_2026(path, count):
    """The rows of a snapshot, and for each of its series that reach 2025 the same months of 2025 a tenth higher.

    There are 2.5 percent more travellers, who spend the rest of it by spending more each.
    """
    metadata = yaml.safe_load(path.with_suffix(".meta.yaml").read_text(encoding="utf-8"))
    units = {str(entry["id"]): entry["unit"] for entry in metadata["series"]}
    growth = {"persons": 1.025, "USD / person": 1.1 / 1.025}
    with path.open(encoding="utf-8") as file:
        rows = [tuple(row[name] for name in COLUMNS) for row in csv.DictReader(file)]
    new = [
        (series, area, counterpart, f"2026-{month}", f"{float(value) * growth.get(units[series], 1.1):.6f}")
        for series, area, counterpart, period, value in rows
        for month in [period[5:]]
        if period.startswith("2025-") and int(month) <= count
    ]
    return rows + new


@pytest.fixture
def raw(tmp_path):
    return copy_raw(tmp_path, "banxico", "inegi", "sectur")


def register(raw, dataset, months, vintage):
    """Register a newer snapshot by the documented command."""
    source, name, path = dataset
    file = raw.parent / "download.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(with_months_of_2026(raw / path, months))
    options = ["--source", source, "--dataset", name, "--vintage", vintage, "--raw", str(raw)]
    assert main(["register", str(file), *options], TODAY) == 0


def fill(raw, catalog):
    """All years of series, and the cells of the national basis by column and year."""
    annual = to_annual(read_all(sorted(raw.rglob("*.meta.yaml")), catalog)[1], catalog)
    annual = annual.assign(in_use=mark_in_use(annual, {"default": "newest"}))
    used = annual[annual["in_use"]].reset_index(drop=True)
    cells = fill_basis(used, catalog, "national", "MEX", years_of(YEARS, used), annual)
    return used, cells[cells["flow"] == "gross"]


def cell(cells, indicator, year):
    (row,) = cells[(cells["indicator"] == indicator) & (cells["time_period"] == year)].to_dict("records")
    return row


def test_months_of_a_new_year_add_no_annual_value(raw, catalog):
    before = fill(raw, catalog)[1]
    register(raw, REMITTANCES, 5, "2026-07-15")
    annual, after = fill(raw, catalog)
    assert after["time_period"].max() == 2025
    pd.testing.assert_series_equal(before["obs_value"], after["obs_value"])
    assert cell(after, "remittances", 2025)["vintage"] == "2026-07-15"
    new = annual[(annual["series"] == "SE27803") & (annual["time_period"] == 2026)].iloc[0]
    assert pd.isna(new["obs_value"]) and new["obs_status"] == "M" and new["note"] == "5 of 12 months published"


def test_one_complete_series_extends_its_column_and_says_what_is_missing(raw, catalog):
    register(raw, REMITTANCES, 12, "2027-02-01")
    register(raw, TRADE, 7, "2026-09-20")
    cells = fill(raw, catalog)[1]
    # receipts of 2025, 62,471.6990 million, a tenth higher
    assert cell(cells, "remittances", 2026)["obs_value"] == pytest.approx(62471.6990 * 1.1, abs=0.01)
    oil = cell(cells, "oil", 2026)
    assert pd.isna(oil["obs_value"]) and oil["obs_status"] == "M"
    assert oil["note"] == "Trade balance of Mexico: 7 of 12 months published"


def test_a_complete_new_year_extends_tables_and_indicators(raw, catalog):
    for dataset, vintage in ((REMITTANCES, "2027-02-01"), (TRADE, "2027-02-10"), (TRAVEL, "2027-02-15")):
        register(raw, dataset, 12, vintage)
        assert (raw / dataset[0] / vintage / f"{dataset[1]}.csv").is_file()
    cells = fill(raw, catalog)[1]
    for indicator in ("remittances", "tourism", "oil", "manufactures", "agriculture"):
        now, before = cell(cells, indicator, 2026), cell(cells, indicator, 2025)
        assert now["obs_value"] == pytest.approx(before["obs_value"] * 1.1, rel=1e-6)
    context = pd.DataFrame(columns=["name", "time_period", "obs_value", "obs_status", "note"])
    indicators = derive_indicators(
        cells, {"national": context.set_index(["name", "time_period"])}, Spans(((2003, "newest"),), 2003), catalog
    )
    spans = indicators[indicators["measure"] == "compound_growth"]
    assert set(spans["time_period"]) == {"2003/2026"}
