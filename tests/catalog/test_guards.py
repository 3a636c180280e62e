"""The catalog's own guards stand: bounds that could catch something, signs, checks of print, the context of amounts."""

import pytest

from remesas.catalog.loading import check_references
from remesas.catalog.roles import Country
from remesas.core.errors import DataError
from remesas.core.references import references
from remesas.core.units import factor
from remesas.ingest.observations import read_all
from support.project import ROOT

ROOM = 11
"""How many times its largest value the bound of a series may be; of one that all economies have, ``ROOM_OF_ALL``."""
ROOM_OF_ALL = 1000
LABELS = {
    "gdp": "GDP (current US$)", "population": "Population, total", "prices": "Consumer Price",
    "investment": "Foreign direct investment", "operations": "número de operaciones",
}  # fmt: skip


@pytest.fixture(scope="module")
def extremes(catalog):
    """The smallest and largest value of each series, in the catalog's unit."""
    rows = read_all(sorted((ROOT / "raw").rglob("*.meta.yaml")), catalog)[1]
    names = rows["source"] + ":" + rows["series"]
    scales = {
        (name, unit): factor(unit, catalog.series[name].unit)
        for name, unit in set(zip(names, rows["unit_measure"], strict=True))
    }
    scale = [scales[place] for place in zip(names, rows["unit_measure"], strict=True)]
    return (rows["obs_value"] * scale).groupby(names).agg(["min", "max"])


def test_no_bound_is_so_wide_that_it_could_not_fail(catalog, extremes):
    wide = []
    for name, row in extremes.iterrows():
        entry = catalog.series[name]
        if name.startswith("article:"):  # print is checked by checks of its own
            continue
        room = ROOM_OF_ALL if entry.ref_area == "*" else ROOM
        largest = max(abs(row["min"]), abs(row["max"]))
        if entry.unit != "percent" and max(map(abs, entry.bounds)) > room * largest:
            wide.append((name, entry.bounds, largest))
    assert wide == []


def test_what_is_below_nought_is_signed_and_nothing_else_is_below(catalog, extremes):
    """Amounts without a sign have a spike and a course check of factors, which a wrong `signed` would take away."""
    below = set(extremes.index[extremes["min"] < 0])
    signed = {name for name, entry in catalog.series.items() if entry.signed}
    assert below <= signed
    assert signed & set(extremes.index) - below == {
        # balances, and inflows less what is withdrawn: of other economies and years below nought
        "worldbank:BX.KLT.DINV.CD.WD", "worldbank:FP.CPI.TOTL.ZG",
    }  # fmt: skip
    assert all(catalog.series[name].bounds[0] < 0 for name in below)


def test_series_of_a_single_figure_leave_it_less_room_than_a_lost_digit(catalog, extremes):
    for name, entry in catalog.series.items():
        if entry.report and name in extremes.index and entry.unit != "percent":
            low, high = entry.bounds
            assert low * high > 0 and max(high / low, low / high) < 10, name


def test_checks_of_print_allow_what_they_say(catalog):
    allowed = {check.id: check.parameters.get("percent") or check.parameters.get("points") for check in
               catalog.printed_checks}  # fmt: skip
    assert {value for value in allowed.values() if value} == {1, 10, 25}


def test_every_series_that_fills_a_column_is_checked_by_more_than_its_bounds(catalog):
    """By an identity or by its course; the national tables and the World Bank's, and what they are related to."""
    checked = {name for entry in catalog.identities.values() for name in entry.references}
    checked |= {name for name, entry in catalog.series.items() if entry.course}
    used = {
        reference
        for basis in ("national", "worldbank")
        for columns in catalog.roles(basis, "MEX").values()
        for role in columns.values()
        for term in role.terms
        for reference in references(term.formula)
        if not catalog.series[reference].awaited
    }
    used |= {reference.partition("@")[0] for reference in catalog.context("national", "MEX").values()}
    assert used - checked == set()


def test_the_context_names_what_its_series_measure(catalog):
    for basis in catalog.bases:
        for name, reference in catalog.context(basis, "MEX").items():
            series, _, area = reference.partition("@")
            assert LABELS[name] in catalog.series[series].title, (basis, name)
            assert area == ("USA" if name == "prices" else ""), (basis, name)  # amounts are in US dollars


@pytest.mark.parametrize(
    ("context", "problem"),
    [
        (
            {"gdp": "worldbank:SP.POP.TOTL", "population": "worldbank:NY.GDP.MKTP.CD"},
            "series worldbank:SP.POP.TOTL: gdp is in 'persons', expected USD.",
        ),
        ({"prices": "worldbank:PX.REX.REER", "gdp": "fred:FEDMINNFRWG"}, "gdp is in 'USD / hour', expected USD"),
        ({"product": "worldbank:NY.GDP.MKTP.CD"}, "'product' is not declared"),
        ({"prices": "bls:CPIAUCNS@MX"}, "'MX' is not declared"),
    ],
)
def test_a_context_in_other_units_is_refused(catalog, context, problem):
    country = Country.model_validate({"name": "Mexico", "context": {"national": context}})
    with pytest.raises(DataError, match=problem):
        check_references(catalog.model_copy(update={"countries": {"MEX": country}}))
    basis = catalog.bases["worldbank"].model_copy(update={"context": context})
    with pytest.raises(DataError, match=problem):
        check_references(catalog.model_copy(update={"bases": catalog.bases | {"worldbank": basis}}))
