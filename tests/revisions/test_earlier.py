import pandas as pd
import pytest

from remesas.core.frames import COMPARISON, INDICATORS, TABLE, read_frame
from remesas.revisions.earlier import as_known, dates_before, rebuild


def test_previous_is_the_day_before_the_newest_vintage_of_each_source(made, rows):
    frame = made(
        rows("x:s", "2023-11-11", {2000: 1}), rows("x:s", "2026-07-01", {2000: 1}), rows("y:t", "2020-H1", {2000: 1})
    )
    assert dates_before(frame, "previous") == {"x": "2026-06-30", "y": "2020-06-29"}
    assert dates_before(frame, "2024-12-31") == {"x": "2024-12-31", "y": "2024-12-31"}


def test_series_unknown_then_stay_as_they_are(made, rows):
    frame = made(
        rows("x:s", "2023-11-11", {2000: 1}), rows("x:s", "2026-07-01", {2000: 2}), rows("x:t", "2026-07-01", {2000: 3})
    )
    then = as_known(frame, {"x": "2025-12-31"})
    used = then[then["in_use"]]
    assert dict(zip(used["series"], used["vintage"], strict=True)) == {"s": "2023-11-11", "t": "2026-07-01"}
    assert dict(zip(used["series"], used["known"], strict=True)) == {"s": True, "t": False}


@pytest.fixture(scope="module")
def again(annual, catalog, claims, snapshots, plan):
    return rebuild(annual, catalog, claims, snapshots, plan)


def test_built_again_from_the_vintages_in_use_the_brief_is_the_same(again, built, catalog):
    """The rebuild goes the same way as the rules."""
    processed = built / "processed"
    for name in catalog.tables:
        pd.testing.assert_frame_equal(again.tables[name], read_frame(processed / f"tables/{name}.csv", TABLE))
    for name, schema in (("comparison", COMPARISON), ("indicators", INDICATORS)):
        made, read = getattr(again, name), read_frame(processed / f"{name}.csv", schema)
        pd.testing.assert_frame_equal(made.reset_index(drop=True), read, check_dtype=False)


def test_built_again_the_verdicts_are_the_same(again, built):
    from remesas.claims.files import read_ledger

    assert again.claims == read_ledger(built / "processed/claims.json")
