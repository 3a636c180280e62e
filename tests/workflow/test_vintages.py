"""A build from what was known on a day uses no later figure."""

import pandas as pd
import pytest

from remesas.core.vintages import mark_in_use
from remesas.tables.fill import fill_basis


def test_a_build_as_known_on_a_day(annual, catalog):
    """The stages called one after another; with pages, by Snakemake, it is in test_revisions.py."""
    known = annual.assign(in_use=mark_in_use(annual, {"default": "newest", "banxico": "2023-12-31"}))
    used = known[known["in_use"]].reset_index(drop=True)
    cells = fill_basis(used, catalog, "national", "MEX", range(1991, 2026), known)
    national = cells[cells["flow"] == "gross"].set_index(["indicator", "time_period"])
    # SE27803 of 2019 in the vintage of 2023-11-11: 36,438.8; today 37,250.5
    cell = national.loc[("remittances", 2019)]
    assert cell["obs_value"] == pytest.approx(36438.8, abs=0.05)
    assert cell["vintage"] == "2023-11-11"
    assert pd.isna(national.loc[("remittances", 2023), "obs_value"])
    assert national.loc[("remittances", 2023), "note"] == "Workers' remittances: 9 of 12 months published"
    oil = national.loc[("oil", 2003)]  # the trade balance was taken in 2026 only
    assert pd.isna(oil["obs_value"]) and oil["note"] == "Trade balance of Mexico: no snapshot in use"


def test_a_date_on_which_a_basis_has_no_data_is_refused_before_anything_is_made(snakemake, project):
    result = snakemake(project, "processed/MEX/tables/table1.csv", "--config", "vintages={default: '2014-01-01'}")
    assert result.returncode != 0
    assert "--config: at vintages: on the chosen dates there were no data for national" in result.stdout
    assert "choose newest, or dates from 2023-11-11 on, or leave national out of bases." in result.stdout
    assert not (project / "processed/observations").exists()
