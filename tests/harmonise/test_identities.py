"""What is declared to hold between series: on the figures of raw/, and on figures that break it."""

import pandas as pd
import pytest

from remesas.catalog.entries import Country, Identity, Role
from remesas.catalog.loading import check_references
from remesas.core.errors import DataError
from remesas.core.frames import IDENTITIES, write_frame
from remesas.harmonise.annual import to_annual
from remesas.ingest.observations import read_all
from remesas.tables.fill import fill_role
from remesas.tables.identities import describe_failures, evaluate_identities, evaluate_identity
from support.project import ROOT

COPY, OWN = "worldbank:BX.TRF.PWKR.CD", "banxico:SE27803"
SAME = Identity(title="Same", left=f"{{{COPY}}}", right=f"{{{OWN}}}", first=1995, last=1997, tolerance=0.2)
FILES = (
    "banxico/2020-07/ce36", "banxico/2026-07-01/remittances", "sectur/2020-11-05/cetm-international-travellers",
    "worldbank/2025-H2/wdi", "worldbank/2025-H2/wdi-mexico-transcribed",
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped(catalog):
    """Annual series of the snapshots that the identities are about; values as the catalog corrects them."""
    observations = read_all([ROOT / "raw" / f"{name}.meta.yaml" for name in FILES], catalog)[1]
    return to_annual(observations[observations["ref_area"] == "MEX"], catalog)


def as_published(annual, series, year, value):
    return annual.assign(
        obs_value=annual["obs_value"].mask((annual["series"] == series) & (annual["time_period"] == year), value)
    )


def failing(annual, catalog):
    found = evaluate_identities(annual, catalog, "MEX")
    rows = found[found["state"] == "fails"]
    return {(row.identity, row.time_period) for row in rows.itertuples()}


def test_every_identity_holds_in_every_year_on_the_figures_that_are_there(shipped, catalog, tmp_path):
    found = evaluate_identities(shipped, catalog, "MEX")
    write_frame(found, tmp_path / "identities.csv", IDENTITIES)
    assert set(found["state"]) == {"holds"}
    assert found.groupby("identity").size().to_dict() == {
        "transfers-are-remittances": 29, "visitors-are-tourists-and-excursionists": 39, "tourists-by-destination": 39,
        "excursionists-by-kind": 39, "receipts-without-the-border": 39, "visitors-are-travel-credit": 29,
        "payments-are-travel-debit": 29,
    }  # fmt: skip
    assert describe_failures(found, catalog) == []


@pytest.mark.parametrize(
    ("series", "year", "published", "broken"),
    [
        # as the compendium prints them, before the catalog's corrections
        ("CETM3_1-gasto-turismo-fronterizo", 2000, 201.086, {"tourists-by-destination"}),
        ("CETM3_1-gasto-excursionistas-fronterizos", 2002, 1850876, {"excursionists-by-kind"}),
        ("CETM3_1-gasto-cruceros", 2002, 282451, {"excursionists-by-kind", "receipts-without-the-border"}),
        # a revision of one source alone: US$ 0.3 million of 3,672.7 in 1995
        ("SE27803", 1995, 3673.026, {"transfers-are-remittances"}),
        ("CETM3_1-gasto-visitantes", 1998, 7491.0, {
            "visitors-are-tourists-and-excursionists", "visitors-are-travel-credit", "payments-are-travel-debit",
        }),
    ],
)  # fmt: skip
def test_a_misprint_and_a_revision_of_one_side_break_them(shipped, catalog, series, year, published, broken):
    changed = as_published(shipped, series, year, published)
    assert failing(changed, catalog) == {(name, year) for name in broken}
    said = describe_failures(evaluate_identities(changed, catalog, "MEX"), catalog)
    assert len(said) == len(broken) and all(f"does not hold in {year}" in line for line in said)


def test_a_year_without_a_side_is_undecided(catalog, annual_series):
    series = annual_series({COPY: ("USD million", {1995: 5, 1996: 6}), OWN: ("USD million", {1995: 5.1, 1996: 6.3})})
    rows = evaluate_identity(series, catalog, SAME)
    assert list(rows["state"]) == ["holds", "fails", "undecided"]
    assert rows.loc[1, "difference"] == pytest.approx(-0.3)


@pytest.mark.parametrize(
    ("own", "statuses"),
    [
        ({1995: 5.1, 1996: 6, 1997: 7}, ["A", "A", "A", "A"]),  # it holds: no break between the publishers
        ({1995: 5.1, 1996: 6.3, 1997: 7}, ["A", "B", "A", "A"]),  # it fails in one year
        ({1995: 5.1, 1998: 8}, ["A", "A", "M", "M"]),  # it holds in the only year that both have
    ],
)
def test_where_the_identity_holds_the_passage_is_no_break(catalog, annual_series, own, statuses):
    role = Role.model_validate(
        {
            "definition": "D",
            "terms": [
                {"last": 1994, "formula": f"{{{COPY}}}", "identity": "same"},
                {"first": 1995, "formula": f"{{{OWN}}}"},
            ],
        }
    )
    copy = {1994: 4, 1995: 5, 1996: 6, 1997: 7}
    series = annual_series({COPY: ("USD million", copy), OWN: ("USD million", own)})
    cells = fill_role(series, catalog, role, [1994, 1995, 1996, 1997], identities={"same": SAME})
    assert list(cells["obs_status"]) == statuses
    assert list(cells["obs_value"][:2]) == [4, 5.1]


def test_without_a_year_that_both_have_the_passage_is_a_break(catalog, annual_series):
    terms = [{"last": 1994, "formula": f"{{{COPY}}}", "identity": "same"}, {"first": 1995, "formula": f"{{{OWN}}}"}]
    role = Role.model_validate({"definition": "D", "terms": terms})
    series = annual_series({COPY: ("USD million", {1994: 4}), OWN: ("USD million", {1995: 5})})
    cells = fill_role(series, catalog, role, [1994, 1995], identities={"same": SAME})
    assert list(cells["obs_status"]) == ["A", "B"]
    assert cells.loc[1, "note"] == "computed by another formula from this year on"


@pytest.mark.parametrize(
    ("country", "problem"),
    [
        ({"identities": {"x": SAME.model_dump() | {"left": "{banxico:SE0}"}}}, "'banxico:SE0' is not declared"),
        (
            {"roles": {"national": {"net": {"oil": {"definition": "D", "terms": [
                {"formula": "{banxico:SE36600}", "identity": "x"}
            ]}}}}},
            "'x' is not declared",
        ),
    ],
)  # fmt: skip
def test_what_they_name_must_be_declared(catalog, country, problem):
    broken = Country.model_validate({"name": "Mexico"} | country)
    with pytest.raises(DataError, match=problem):
        check_references(catalog.model_copy(update={"countries": {"MEX": broken}}))


def test_an_economy_without_identities_has_an_empty_frame(shipped, catalog):
    assert isinstance(found := evaluate_identities(shipped, catalog, "USA"), pd.DataFrame) and found.empty
