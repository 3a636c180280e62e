"""What a synthetic newer vintage changes: a rank, a verdict, cells and sentences."""

import pandas as pd
import pytest

from remesas.revisions.earlier import rebuild
from remesas.revisions.report import earlier_build, report_revisions

NEWER = "2027-01-15"


def revised(annual, reference, values):
    """The annual frame with a newer vintage of one series in use: the newest one with some values changed."""
    source, series = reference.split(":")
    own = (annual["source"] == source) & (annual["series"] == series) & annual["in_use"] & (annual["ref_area"] == "MEX")
    newer = annual[own].assign(vintage=NEWER)
    newer["obs_value"] = [
        values.get(year, value) for year, value in zip(newer["time_period"], newer["obs_value"], strict=True)
    ]
    return pd.concat([annual.assign(in_use=annual["in_use"] & ~own), newer], ignore_index=True)


@pytest.fixture(scope="module")
def newer(annual):
    """Remittances of 2003 as first printed again, and those of 2025 above the exports of manufactures."""
    return revised(annual, "banxico:SE27803", {2003: 13266.0, 2025: 900000.0})


@pytest.fixture(scope="module")
def now(newer, catalog, claims, snapshots, plan):
    return rebuild(newer, catalog, claims, snapshots, plan)


@pytest.fixture(scope="module")
def report(newer, now, claims, plan):
    return report_revisions(newer, now, claims, plan, "previous")


def effect(report, name):
    return report.effects[report.effects["effect"] == name]


def test_the_vintages_compared(report):
    rows = effect(report, "vintage").set_index("subject")
    assert rows.loc["banxico:SE27803", ["old", "new"]].tolist() == ["2026-07-01", NEWER]
    assert "worldbank:BX.TRF.PWKR.CD.DT" not in rows.index


def test_changed_cells(report):
    cells = effect(report, "cell").set_index(["subject", "basis", "indicator", "time_period"])
    row = cells.loc[("table1", "national", "remittances", "2003")]
    assert row["old_value"] == pytest.approx(15138.7, abs=0.05)
    assert (row["new_value"], row["class"]) == (13266, "moderate")
    assert row["difference_percent"] == pytest.approx(-12.4, abs=0.05)
    national = cells.xs("national", level="basis")
    assert set(national.index) == {
        (table, "remittances", year) for table in ("table1", "table2") for year in ("2003", "2025")
    }


def test_a_flipped_rank(report):
    ranks = effect(report, "rank").set_index(["subject", "basis", "indicator", "time_period"])
    gross = ranks.xs(("gross", "national", "2025"), level=["subject", "basis", "time_period"])
    assert gross.loc["remittances", ["old_value", "new_value"]].tolist() == [2, 1]
    assert gross.loc["manufactures", ["old_value", "new_value"]].tolist() == [1, 2]


def test_a_flipped_verdict(report):
    verdicts = effect(report, "verdict")
    national = verdicts[verdicts["basis"] == "national"].set_index("subject")
    assert national.loc["remittances-2003", ["old", "new"]].tolist() == ["revised", "confirmed"]


def test_nothing_changes_where_nothing_was_known_before(annual, catalog, claims, snapshots, plan):
    now = rebuild(annual, catalog, claims, snapshots, plan)
    nothing = report_revisions(annual, now, claims, plan, "1990-12-31")
    assert earlier_build(annual, now, plan, "1990-12-31") is None
    assert set(nothing.effects["effect"]) == {"not known then"}
