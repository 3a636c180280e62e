"""Which years are whole, on which dates a basis has data, and what is said of a year that is not whole."""

import pandas as pd
import pytest

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Country, Role, Term
from remesas.core.errors import DataError
from remesas.harmonise.coverage import Coverage, count_periods


def observed(reference, vintage, periods, area="MEX"):
    source, _, series = reference.partition(":")
    periods = list(periods)
    freq = {4: "A"}.get(len(periods[0]), "Q" if "Q" in periods[0] else "M")
    return pd.DataFrame(
        {"source": source, "series": series, "ref_area": area, "counterpart_area": "_Z", "vintage": vintage,
         "freq": freq, "time_period": periods, "obs_value": 1.0}
    )  # fmt: skip


def months(year, count=12):
    return [f"{year}-{month:02}" for month in range(1, count + 1)]


@pytest.fixture
def coverage(catalog):
    """The coverage of Mexico's national basis, filled as formulas say, by some observations."""

    def make(*parts, formulas=("{banxico:S}",), bases=("national",), area="MEX"):
        def role(formula):
            return Role(definition="", terms=(Term(formula=formula),))

        roles = {"gross": {f"column{number}": role(formula) for number, formula in enumerate(formulas)}}
        country = Country(name="Mexico", roles={"national": roles})
        changed: Catalog = catalog.model_copy(update={"countries": {area: country}})
        return Coverage.of(pd.concat(parts, ignore_index=True), changed, bases, area)

    return make


def test_tables_cannot_end_after_the_newest_whole_year(coverage):
    held = coverage(observed("banxico:S", "2026-03-01", [*months(2025), *months(2026, 2)]))
    held.check_last_year("newest")
    held.check_last_year(2025)
    with pytest.raises(DataError, match=r"at years\.last: 2026 is not allowed; .* a year after 2025"):
        held.check_last_year(2026)


def test_dates_before_a_basis_has_data_are_refused_with_the_first_that_works(coverage):
    """S has five months only in the vintage of 2004-02, and a year in that of June 2026."""
    held = coverage(observed("banxico:S", "2004-02", months(2003, 5)), observed("banxico:S", "2026-06", months(2025)))
    held.check_vintages({"default": "newest"})
    held.check_vintages({"default": "2026-06-30"})
    for choice in (
        {"default": "2026-06-29"},
        {"default": "2005-01-01"},
        {"default": "newest", "banxico": "2010-01-01"},
    ):
        with pytest.raises(DataError) as error:
            held.check_vintages(choice)
        assert str(error.value) == (
            "file config.yaml: at vintages: on the chosen dates there were no data for national (there are: national "
            "from 2026-06-30 on). What to do: choose newest, or dates from 2026-06-30 on."
        )


def test_a_formula_needs_all_its_series_in_the_same_year(coverage):
    parts = [observed("banxico:S", "2020-01-01", months(2003)), observed("inegi:T", "2021-01-01", months(2004)),
             observed("inegi:T", "2022-01-01", months(2003))]  # fmt: skip
    held = coverage(*parts, formulas=["{banxico:S} - {inegi:T}"])
    with pytest.raises(DataError, match="from 2022-01-01 on"):
        held.check_vintages({"default": "2021-06-01"})
    held.check_vintages({"default": "2022-01-01"})


def test_the_shipped_snapshots_name_a_date_that_works_for_both_bases(catalog):
    """Remittances are held from November 2023 on (tourism before); the World Bank's from December 2013 on."""
    parts = [
        observed("sectur:CETM3_1-gasto-turistas", "2020-11-05", ["2018"]),
        observed("banxico:SE27803", "2023-11-11", months(2022)),
        observed("worldbank:BX.TRF.PWKR.CD.DT", "2013-12", ["2012"]),
    ]
    held = Coverage.of(pd.concat(parts), catalog, ["national", "worldbank"], "MEX")
    with pytest.raises(DataError, match=r"for national \(there are: .* from 2023-11-11 on, or leave national out of"):
        held.check_vintages({"default": "2014-01-01"})
    with pytest.raises(DataError, match=r"no data for national and worldbank .* from 2023-11-11 on\.$"):
        held.check_vintages({"default": "2010-01-01"})


def test_an_economy_of_which_nothing_is_held_is_refused(coverage):
    with pytest.raises(
        DataError, match=r"at economies: no snapshot has a whole year of remittances of QQQ \(national\)\."
    ):
        coverage(observed("banxico:S", "2026-06", months(2025)), area="QQQ").check_vintages({"default": "newest"})


@pytest.mark.parametrize(
    ("bases", "advice"),
    [
        (("national",), "choose another economy, or register data of QQQ"),
        (("national", "worldbank"), "choose another economy, leave worldbank out of bases, or register data of QQQ"),
    ],
)
def test_the_only_basis_is_not_advised_to_be_left_out(coverage, bases, advice):
    own = observed("banxico:T", "2026-06", months(2025), area="QQQ")
    held = coverage(own, formulas=("{banxico:T}" if len(bases) > 1 else "{banxico:S}",), bases=bases, area="QQQ")
    with pytest.raises(DataError, match=advice):
        held.check_vintages({"default": "newest"})


def test_a_newest_year_that_is_not_whole_is_told(coverage):
    parts = [observed(f"banxico:{name}", "2026-06", [*months(2025), *months(2026, 5)]) for name in "ST"]
    parts += [observed("inegi:Q", "2026-06", ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"])]
    held = coverage(*parts, formulas=["{banxico:S}", "{banxico:T}", "{inegi:Q}"])
    assert held.describe_partial_years({"default": "newest"}, "newest") == [
        "S, T: 2026 has 5 of 12 months; Q: 2026 has 1 of 4 quarters; the tables end in 2025 (national)."
    ]
    assert held.describe_partial_years({"default": "newest"}, 2025) == []


def test_nothing_is_told_where_the_vintage_in_use_ends_with_a_whole_year(coverage):
    parts = [observed("banxico:S", "2026-06", months(2025)), observed("banxico:S", "2026-09", months(2026, 8))]
    held = coverage(*parts)
    assert held.describe_partial_years({"default": "2026-07-01"}, "newest") == []


def test_periods_are_counted_by_series_area_vintage_and_year():
    rows = pd.concat([
        observed("banxico:S", "2026-06", [*months(2025), *months(2026, 5)]),
        observed("banxico:S", "2026-06", months(2025, 3), area="USA"),
        observed("inegi:Q", "2026-06", ["2025-Q1", "2025-Q2"]), observed("worldbank:A", "2026", ["2024"]),
    ])  # fmt: skip
    counts = count_periods(rows)
    found = counts[["series", "ref_area", "year", "periods", "full"]].to_numpy().tolist()
    assert sorted(map(tuple, found)) == [
        ("A", "MEX", 2024, 1, 1), ("Q", "MEX", 2025, 2, 4), ("S", "MEX", 2025, 12, 12), ("S", "MEX", 2026, 5, 12),
        ("S", "USA", 2025, 3, 12),
    ]  # fmt: skip


def test_only_series_that_fill_the_bases_and_the_economy_itself_count(coverage):
    parts = [observed("banxico:S", "2026-06", months(2024)), observed("banxico:T", "2026-06", months(2025)),
             observed("banxico:S", "2026-06", months(2025), area="USA")]  # fmt: skip
    held = coverage(*parts)
    assert set(held.counts) == {"banxico:S"} and set(held.counts["banxico:S"]["year"]) == {2024}
    with pytest.raises(DataError, match="a year after 2024"):
        held.check_last_year(2025)


def test_a_year_that_is_not_whole_is_told_of_the_series_of_open_terms_alone(coverage):
    """U fills years to 2010; its newest year has a month."""
    parts = [observed("banxico:S", "2026-06", [*months(2025), *months(2026, 1)]),
             observed("banxico:U", "2026-06", [*months(2025), *months(2026, 1)])]  # fmt: skip
    held = coverage(*parts, formulas=["{banxico:S}", "{banxico:U}"])
    roles = held.catalog.countries["MEX"].roles["national"]["gross"]
    (term,) = roles["column1"].terms
    roles["column1"] = Role(definition="", terms=(term.model_copy(update={"last": 2010}),))
    assert held.describe_partial_years({"default": "newest"}, "newest") == [
        "S: 2026 has 1 of 12 months; the tables end in 2025 (national)."
    ]


def test_a_year_that_tables_have_already_is_not_told(coverage):
    """T has 2026 whole: that S lacks months of it is said in its cells."""
    parts = [observed("banxico:S", "2026-06", [*months(2025), *months(2026, 5)]),
             observed("banxico:T", "2026-06", months(2026))]  # fmt: skip
    assert (
        coverage(*parts, formulas=["{banxico:S}", "{banxico:T}"]).describe_partial_years(
            {"default": "newest"}, "newest"
        )
        == []
    )


def test_the_day_of_a_source_comes_before_that_of_all(coverage):
    held = coverage(observed("banxico:S", "2020-01-01", months(2019)))
    held.check_vintages({"default": "2010-01-01", "banxico": "2020-01-01"})
    with pytest.raises(DataError, match="choose newest, or dates from 2020-01-01 on"):
        held.check_vintages({"default": "newest", "banxico": "2019-12-31"})
