import pytest

from remesas.revisions.series import compare_vintages, nearest, reach

SERIES = "x:s"


def by_year(frame, column="class"):
    return dict(zip(frame["time_period"], frame[column], strict=True))


def test_years_that_one_vintage_lacks_have_appeared_or_disappeared(made, rows, catalog):
    frame = made(
        rows(SERIES, "2020", {2000: 100, 2001: 100, 2002: 100}),
        rows(SERIES, "2021", {2001: 100, 2002: 90, 2003: 100}),
    )
    compared = compare_vintages(frame, catalog, {"MEX"})
    assert by_year(compared) == {2000: "disappeared", 2001: "none", 2002: "moderate", 2003: "appeared"}
    assert set(compared["old_vintage"]) == {"2020"} and set(compared["new_vintage"]) == {"2021"}


def test_the_vintage_in_use_is_compared_with_every_earlier_one(made, rows, catalog):
    parts = [rows(SERIES, vintage, {2000: value}) for vintage, value in (("2019", 80), ("2020", 100), ("2021", 100.5))]
    compared = compare_vintages(made(*parts), catalog, {"MEX"})
    assert dict(zip(compared["old_vintage"], compared["class"], strict=True)) == {"2019": "large", "2020": "small"}
    assert nearest(reach(compared))["old_vintage"].tolist() == ["2020"]


def test_a_vintage_after_the_one_in_use_is_not_compared(made, rows, catalog):
    parts = [rows(SERIES, vintage, {2000: 1}) for vintage in ("2019", "2020", "2021")]
    compared = compare_vintages(made(*parts, known="2020-12-31"), catalog, {"MEX"})
    assert compared["old_vintage"].tolist() == ["2019"] and compared["new_vintage"].tolist() == ["2020"]
    assert len(compare_vintages(made(*parts, known="2019-12-31"), catalog, {"MEX"})) == 0


def test_first_prints_count_in_their_own_years_only(made, rows, catalog):
    frame = made(rows("x:s-first", "2004-02", {2003: 13266}), rows(SERIES, "2026", {2002: 9000, 2003: 15138.7}))
    first = catalog.series["banxico:SE27803-first-print"].model_copy(update={"first_print_of": "s"})
    declared = catalog.model_copy(update={"series": {"x:s-first": first}})
    compared = compare_vintages(frame, declared, {"MEX"})
    assert len(compared) == 1
    row = compared.iloc[0]
    assert (row["series"], row["kind"], row["time_period"], row["class"]) == ("s", "first print", 2003, "moderate")
    assert row["difference_percent"] == pytest.approx(14.1, abs=0.05)


def test_other_areas_are_left_out(made, rows, catalog):
    parts = [rows(SERIES, vintage, {2000: 1}, area) for vintage in ("2019", "2020") for area in ("MEX", "FRA")]
    assert set(compare_vintages(made(*parts), catalog, {"MEX"})["ref_area"]) == {"MEX"}


def test_how_far_back_a_revision_reaches(made, rows, catalog):
    frame = made(
        rows(SERIES, "2020", {2000: 100, 2001: 100, 2002: 100, 2003: 100}),
        rows(SERIES, "2021", {2000: 100, 2001: 102, 2002: 100, 2003: 80, 2004: 1}),
    )
    row = reach(compare_vintages(frame, catalog, {"MEX"})).iloc[0]
    assert (row["first_revised"], row["last_revised"], row["revised"], row["years"]) == (2001, 2003, 2, 4)
    assert (row["none"], row["small"], row["moderate"], row["large"], row["appeared"]) == (2, 0, 1, 1, 1)
    assert row["mean_percent"] == pytest.approx(11)  # 2% and 20%
    assert (row["largest_percent"], row["largest_year"]) == (-20, 2003)


# ---- the real vintages -------------------------------------------------------------------------------------------
def test_the_revision_of_the_remittances(revisions):
    own = revisions[(revisions["series"] == "SE27803") & (revisions["old_vintage"] == "2023-11-11")]
    assert set(own["new_vintage"]) == {"2026-07-01"}
    years = by_year(own)
    assert {year for year, kind in years.items() if kind in ("small", "moderate", "large")} == set(range(2007, 2023))
    assert all(years[year] == "none" for year in range(1995, 2007))
    assert all(years[year] == "appeared" for year in (2023, 2024, 2025))
    row = own.set_index("time_period").loc[2019]
    assert row["old_value"] == pytest.approx(36438.8, abs=0.05)
    assert row["new_value"] == pytest.approx(37250.5, abs=0.05)
    assert row["difference_percent"] == pytest.approx(2.2, abs=0.05)  # 811.7 of 36,438.8
    assert years[2022] == "small" and years[2008] == "moderate"


def test_the_first_print_of_2003(revisions):
    row = revisions[revisions["kind"] == "first print"].set_index(["series", "time_period"]).loc[("SE27803", 2003)]
    assert (row["old_value"], row["class"]) == (13266, "moderate")
    assert row["new_value"] == pytest.approx(15138.7, abs=0.05)
    assert row["difference_percent"] == pytest.approx(14.1, abs=0.05)


def test_first_prints_of_other_series(revisions):
    own = revisions[(revisions["series"] == "southwest_border") & (revisions["kind"] == "first print")]
    assert sorted(own["time_period"]) == [2000, 2001, 2002, 2003]
    assert own.set_index("time_period")["old_value"][2000] == 383


def test_a_difference_that_is_rounding_is_none(annual):
    """US$ million with four decimals in one vintage, US dollars in the other."""
    own = annual[annual["series"] == "SE27803"].pivot(index="time_period", columns="vintage", values="obs_value")
    assert (own.loc[1995:2006, "2023-11-11"] != own.loc[1995:2006, "2026-07-01"]).any()


def test_only_economies_of_the_brief_and_its_claims(revisions, claims):
    named = {"MEX", "USA", "BRA", "IND"}
    assert "MEX" in set(revisions["ref_area"])
    assert set(revisions["ref_area"]) <= named


def test_vintages_of_another_quantity_are_not_compared(made, rows, catalog):
    """Net migration was a sum of five years until 2021: what is called a revision would be the other quantity."""
    name = "worldbank:SM.POP.NETM"
    frame = made(
        rows(name, "2019-01-30", {2002: -2354719}), rows(name, "2023-06-01", {2002: -300000}),
        rows(name, "2024-H1", {2002: -312542}),
    )  # fmt: skip
    assert compare_vintages(frame, catalog, {"MEX"})["old_vintage"].tolist() == ["2023-06-01"]
