"""What differs between two builds: cells, ranks and verdicts."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from remesas.core.files import empty_frame
from remesas.core.frames import INDICATORS, REVISION_EFFECTS
from remesas.revisions.effects import effects
from remesas.revisions.report import report_revisions

REMITTANCES_2003 = {"basis": "national", "indicator": "remittances", "time_period": 2003}


def with_value(frame, value, **cell):
    """The frame with another value in one cell."""
    changed = frame.copy()
    place = pd.Series(True, index=frame.index)
    for name, key in cell.items():
        place &= frame[name] == key
    assert place.sum() == 1
    changed.loc[place, "obs_value"] = value
    return changed


@pytest.fixture(scope="session")
def now(build_in):
    return build_in("en")


def test_nothing_differs_between_a_build_and_itself(now):
    assert effects(now, now).empty
    assert list(effects(now, now).columns) == list(REVISION_EFFECTS.columns)


def test_a_changed_cell_is_in_the_unit_of_its_table():
    def make(value):
        cell = {"basis": "here", "indicator": "share", "time_period": 2001, "obs_value": value}
        return SimpleNamespace(
            tables={"shares": pd.DataFrame([cell])},
            catalog=SimpleNamespace(tables={"shares": SimpleNamespace(unit="percent")}),
            indicators=empty_frame(INDICATORS),
            claims=SimpleNamespace(by_id={}, claims=()),
        )

    (row,) = effects(make(40.0), make(50.0)).to_dict("records")
    assert (row["subject"], row["unit_measure"], row["difference_percent"]) == ("shares", "percent", 25)


def test_changed_cells(now):
    tables = dict(now.tables)
    tables["table1"] = with_value(tables["table1"], 13266.0, **REMITTANCES_2003)
    tables["table2"] = with_value(tables["table2"], float("nan"), **REMITTANCES_2003)
    cells = effects(replace(now, tables=tables), now).set_index("subject")
    assert set(cells["effect"]) == {"cell"} and set(cells["time_period"]) == {"2003"}
    row = cells.loc["table1"]
    assert (row["old_value"], row["class"]) == (13266, "moderate")
    assert row["new_value"] == pytest.approx(15138.7, abs=0.05)
    assert row["difference_percent"] == pytest.approx(14.1, abs=0.05)
    assert cells.loc["table2", "class"] == "appeared"


def test_a_flipped_rank(now):
    place = {"measure": "rank", "flow": "gross", "basis": "national", "time_period": "2025"}
    ranks = with_value(now.indicators, 1.0, **place, indicator="remittances")
    ranks = with_value(ranks, 2.0, **place, indicator="manufactures")
    found = effects(replace(now, indicators=ranks), now).set_index("indicator")
    assert set(found["effect"]) == {"rank"} and set(found["subject"]) == {"gross"}
    assert found.loc["remittances", ["old_value", "new_value"]].tolist() == [1, 2]
    assert found.loc["manufactures", ["old_value", "new_value"]].tolist() == [2, 1]


def test_a_flipped_verdict(now):
    """Overall, on one evidence, and whether the statement would hold today."""
    entry = now.claims.by_id["remittances-2003"]
    national = next(item for item in entry.by_evidence if item.evidence == "national")
    parts = tuple(replace(item, verdict="confirmed") if item is national else item for item in entry.by_evidence)
    assert national.verdict != "confirmed" and entry.overall != "contradicted"
    other = entry.model_copy(update={"by_evidence": parts, "overall": "contradicted", "today": None})
    claims = tuple(other if item is entry else item for item in now.claims.claims)
    found = effects(replace(now, claims=now.claims.model_copy(update={"claims": claims})), now)
    assert set(found["subject"]) == {"remittances-2003"}
    assert found.loc[found["effect"] == "verdict", ["basis", "old", "new"]].values.tolist() == [
        ["", "contradicted", entry.overall],
        ["national", "confirmed", national.verdict],
    ]
    held = entry.today.holds if entry.today else ""
    assert found.loc[found["effect"] == "today", "new"].tolist() == ([held] if held else [])


def test_nothing_changes_where_nothing_was_known_before(annual, claims, now):
    report = report_revisions(annual, now, now, claims, "1990-12-31")
    assert set(report.effects["effect"]) == {"not known then"}
