import pandas as pd

from remesas.revisions.outdated import outdated_series

OTHERS = ["SE32150", "SE35398"]


def snapshots(*held):
    return pd.DataFrame(
        [
            {"source": "banxico", "dataset": "ce125", "vintage": vintage, "series": series}
            for vintage, names in held
            for series in names
        ]
    )


def annual(made, rows, *held):
    return made(*(rows(f"banxico:{series}", vintage, {2020: 1}) for vintage, names in held for series in names))


def states(made, rows, catalog, *held, known="newest"):
    frame = annual(made, rows, *held) if known == "newest" else None
    if frame is None:
        parts = [rows(f"banxico:{series}", vintage, {2020: 1}) for vintage, names in held for series in names]
        frame = made(*parts, known=known)
    wanted = {(f"banxico:{series}", "MEX") for series in ["SE36600", *OTHERS]}
    return outdated_series(frame, snapshots(*held), catalog, wanted)


def test_a_series_that_its_provider_drops_goes_on_serving_and_is_reported(made, rows, catalog):
    found = states(made, rows, catalog, ("2025-01-01", ["SE36600", *OTHERS]), ("2026-01-01", OTHERS))
    assert found["series"].tolist() == ["SE36600"]
    row = found.iloc[0]
    assert (row["state"], row["vintage"], row["newest_vintage"]) == ("dropped", "2025-01-01", "2026-01-01")
    assert "if it was renumbered, declare the new series" in row["remedy"]


def test_an_extract_of_other_series_drops_nothing(made, rows, catalog):
    found = states(made, rows, catalog, ("2025-01-01", ["SE36600", *OTHERS]), ("2026-01-01", OTHERS[:1]))
    assert set(found["series"]) == {"SE36600", OTHERS[1]}
    assert set(found["state"]) == {"not asked for"}


def test_what_came_later_than_the_build_knows_is_not_reported(made, rows, catalog):
    held = (("2025-01-01", ["SE36600", *OTHERS]), ("2026-01-01", OTHERS))
    assert len(states(made, rows, catalog, *held, known="2025-06-30")) == 0


def test_nothing_is_outdated_after_a_full_update(made, rows, catalog):
    full = ["SE36600", *OTHERS]
    assert len(states(made, rows, catalog, ("2025-01-01", full), ("2026-01-01", full))) == 0


def test_a_newer_snapshot_of_other_areas_drops_nothing_of_this_one(made, rows, catalog):
    """As the World Bank's of 2025 is for four economies, and all others go on being served by that of 2013."""
    names = ["TX.VAL.FUEL.ZS.UN", "TX.VAL.MANF.ZS.UN"]
    held = (("2013-12", names), ("2025-H2", names[:1]))
    snapshots_held = pd.DataFrame(
        [{"source": "worldbank", "dataset": "wdi", "vintage": vintage, "series": name} for vintage, every in held
         for name in every]
    )  # fmt: skip
    frame = made(
        *(rows(f"worldbank:{name}", "2013-12", {2010: 1}) for name in names),
        *([row | {"ref_area": "PHL"} for row in rows(f"worldbank:{name}", "2013-12", {2010: 1})] for name in names),
        rows(f"worldbank:{names[0]}", "2025-H2", {2010: 1}),
    )
    wanted = {(f"worldbank:{name}", area) for name in names for area in ("MEX", "PHL")}
    found = outdated_series(frame, snapshots_held, catalog, wanted)
    states = {(row.series, row.ref_area): row.state for row in found.itertuples()}
    assert states == {
        (names[1], "MEX"): "dropped", (names[0], "PHL"): "not asked for", (names[1], "PHL"): "not asked for",
    }  # fmt: skip
