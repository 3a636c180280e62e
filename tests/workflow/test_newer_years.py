"""Newer snapshots extend the tables without an edit of code; a partial year never becomes an annual value."""

import csv
import os
import subprocess
import sys

import pandas as pd
import pytest
import yaml

COLUMNS = ["series", "ref_area", "counterpart_area", "time_period", "obs_value"]
TRADE = ("banxico", "ce125", "raw/banxico/2026-06-20/ce125.csv")
REMITTANCES = ("banxico", "remittances", "raw/banxico/2026-07-01/remittances.csv")
TRAVEL = ("inegi", "evi", "raw/inegi/2026-03-31/evi.csv")


def with_months_of_2026(path, count):
    """The rows of a snapshot, and for each of its series that reach 2025 the same months of 2025 a tenth higher.

    What a traveller spends stays as it was: as many more travellers spend a tenth more.
    """
    metadata = yaml.safe_load(path.with_suffix(".meta.yaml").read_text(encoding="utf-8"))
    means = {str(entry["id"]) for entry in metadata["series"] if "/" in entry["unit"]}
    with path.open(encoding="utf-8") as file:
        rows = [tuple(row[name] for name in COLUMNS) for row in csv.DictReader(file)]
    new = [
        (series, area, counterpart, f"2026-{month}", f"{float(value) * (1 if series in means else 1.1):.6f}")
        for series, area, counterpart, period, value in rows
        for month in [period[5:]]
        if period.startswith("2025-") and int(month) <= count
    ]
    return rows + new


REGISTER = """
import datetime as dt, sys
from remesas.update.command import main
sys.exit(main(sys.argv[1:], today=dt.date(2027, 3, 1)))
"""
"""The documented command, on a day on which the new months are known."""


def register(project, dataset, months, vintage):
    """Register a newer snapshot."""
    source, name, path = dataset
    file = project / "download.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(with_months_of_2026(project / path, months))
    command = [sys.executable, "-c", REGISTER, "register", str(file)]
    command += ["--source", source, "--dataset", name, "--vintage", vintage]
    environment = os.environ | {"PYTHONPATH": str(project / "workflow")}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    file.unlink()
    assert done.returncode == 0, done.stderr
    return done.stdout


def cell(project, table, indicator, year, basis="national"):
    frame = pd.read_csv(project / "processed/MEX" / "tables" / f"{table}.csv")
    own = frame[(frame["basis"] == basis) & (frame["indicator"] == indicator) & (frame["time_period"] == year)]
    return own.iloc[0] if len(own) else None


def test_months_of_a_new_year_add_no_annual_value(snakemake, rebuilt):
    before = pd.read_csv(rebuilt / "processed/MEX/tables/table1.csv")
    register(rebuilt, REMITTANCES, 5, "2026-07-15")
    result = snakemake(rebuilt, "processed/MEX/tables/table1.csv")
    assert result.returncode == 0, result.stdout
    after = pd.read_csv(rebuilt / "processed/MEX/tables/table1.csv")
    assert after["time_period"].max() == 2025
    pd.testing.assert_series_equal(before["obs_value"], after["obs_value"])
    assert cell(rebuilt, "table1", "remittances", 2025)["vintage"] == "2026-07-15"
    annual = pd.read_csv(rebuilt / "processed/annual/banxico.csv")
    new = annual[(annual["series"] == "SE27803") & (annual["time_period"] == 2026)].iloc[0]
    assert pd.isna(new["obs_value"]) and new["obs_status"] == "M" and new["note"] == "5 of 12 months published"


def test_one_complete_series_extends_its_column_and_says_what_is_missing(snakemake, rebuilt):
    register(rebuilt, REMITTANCES, 12, "2027-02-01")
    register(rebuilt, TRADE, 7, "2026-09-20")
    result = snakemake(rebuilt, "processed/MEX/tables/table1.csv")
    assert result.returncode == 0, result.stdout
    # receipts of 2025, 62,471.6990 million, a tenth higher
    assert cell(rebuilt, "table1", "remittances", 2026)["obs_value"] == pytest.approx(62471.6990 * 1.1, abs=0.01)
    oil = cell(rebuilt, "table1", "oil", 2026)
    assert (
        pd.isna(oil["obs_value"])
        and oil["obs_status"] == "M"
        and oil["note"] == "Trade balance of Mexico: 7 of 12 months published"
    )


def test_a_complete_new_year_extends_tables_and_indicators(snakemake, rebuilt):
    for dataset, vintage in ((REMITTANCES, "2027-02-01"), (TRADE, "2027-02-10"), (TRAVEL, "2027-02-15")):
        assert f"raw/{dataset[0]}/{vintage}" in register(rebuilt, dataset, 12, vintage)
    # the pages with a newer year: tests/update/fetch/test_workflow.py
    result = snakemake(rebuilt, "processed/MEX/tables/table1.csv", "processed/MEX/indicators.csv")
    assert result.returncode == 0, result.stdout
    for indicator in ("remittances", "tourism", "oil", "manufactures", "agriculture"):
        now, before = cell(rebuilt, "table1", indicator, 2026), cell(rebuilt, "table1", indicator, 2025)
        assert now["obs_value"] == pytest.approx(before["obs_value"] * 1.1, rel=1e-6)
    indicators = pd.read_csv(rebuilt / "processed/MEX/indicators.csv")
    spans = indicators[(indicators["measure"] == "compound_growth") & (indicators["basis"] == "national")]
    assert "2003/2026" in set(spans["time_period"])
    assert cell(rebuilt, "table1", "oil", 2025, "worldbank") is None  # the other basis has no newer year
