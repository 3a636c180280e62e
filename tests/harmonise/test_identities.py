"""What is declared to hold between series: on the figures of raw/, and on figures that break it."""

import pandas as pd
import pytest

from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import check_references
from remesas.catalog.roles import Country, Identity, Role
from remesas.core.errors import DataError
from remesas.core.files import write_frame
from remesas.core.frames import IDENTITIES
from remesas.core.vintages import mark_in_use
from remesas.harmonise.identities import describe_failures, evaluate_identities, evaluate_identity, find_blamed
from remesas.ingest.observations import read_all
from remesas.tables.fill import fill_role
from support.project import ROOT

COPY, OWN = "worldbank:BX.TRF.PWKR.CD", "banxico:SE27803"
SAME = Identity(
    title="Same", area="MEX", left=f"{{{COPY}}}", right=f"{{{OWN}}}", first="1995", last="1997", tolerance=0.2
)
SOURCES = ("banxico", "inegi", "sectur", "worldbank")


@pytest.fixture(scope="module")
def shipped(catalog: Catalog) -> pd.DataFrame:
    """Observations in use of the sources that the identities are about; values as the catalog corrects them."""
    metas = [meta for source in SOURCES for meta in sorted((ROOT / "raw" / source).rglob("*.meta.yaml"))]
    observations = read_all(metas, catalog)[1]
    used = observations[mark_in_use(observations, {"default": "newest"})]
    return used[used["ref_area"] == "MEX"].reset_index(drop=True)


@pytest.fixture(scope="module")
def found(shipped: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    return evaluate_identities(shipped, catalog)


def change(observations, series, period, value):
    there = (observations["series"] == series) & (observations["time_period"] == period)
    assert there.sum() == 1
    return observations.assign(obs_value=observations["obs_value"].mask(there, value))


def failing(observations, catalog, series):
    """The identities of one series that fail, and when."""
    own = {name: entry for name, entry in catalog.identities.items() if series in str(entry.references)}
    found = evaluate_identities(observations, catalog.model_copy(update={"identities": own}))
    return {(row.identity, row.time_period) for row in found[found["state"] == "fails"].itertuples()}


def test_every_identity_holds_in_every_period_on_the_figures_that_are_there(found, catalog, tmp_path):
    write_frame(found, tmp_path / "identities.csv", IDENTITIES)
    assert not len(found[found["state"] == "fails"])
    held = found[found["state"] == "holds"].groupby("identity").size()
    assert set(held.index) == set(catalog.identities)
    # from January 1993 to December 2025; from August 2018 to December 2025; from January 1980 to July 2021
    counts = {"ce125-exports": 396, "evi-inbound-internment-tourists-by-air": 89, "bie-non-oil-exports": 499}
    assert held[list(counts)].to_dict() == counts
    assert describe_failures(found, catalog) == []


def test_no_tolerance_is_so_wide_that_a_tenth_or_threefold_would_pass(found):
    """What is declared of parts and totals of one table is sharp; of other definitions, under a sixth."""
    used = found[(found["state"] == "holds") & (found["right"].abs() > 1)]
    assert (used["allowed"] / used["right"].abs()).groupby(used["identity"]).median().max() < 0.15


def test_a_tolerance_is_needed_or_is_next_to_nothing(found):
    """Differences reach two fifths of it somewhere, or it is under a five-thousandth of the amounts, as rounding is."""
    used = found[found["state"] == "holds"]
    needed = (used["difference"].abs() / used["allowed"]).groupby(used["identity"]).max()
    width = (used["allowed"] / used["right"].abs()).groupby(used["identity"]).median()
    assert list(needed.index[(needed < 0.4) & (width > 1 / 5000)]) == []


def test_an_identity_is_asked_as_early_and_as_late_as_it_holds(shipped, catalog):
    """Beyond its first and last period a side is not known, or it fails, or another one over the same sides goes on."""
    every = {name: item.model_copy(update={"first": "1900", "last": None}) for name, item in catalog.identities.items()}
    wide = evaluate_identities(shipped, catalog.model_copy(update={"identities": every}))
    idle = []
    for name, item in catalog.identities.items():
        rows = wide[(wide["identity"] == name) & (wide["state"] != "undecided")].sort_values("time_period")
        before, after = rows[rows["time_period"] < item.first], rows[rows["time_period"] > (item.last or "9999")]
        for row in [*before.tail(1).itertuples(), *after.head(1).itertuples()]:
            alike = [
                other for other in catalog.identities.values() if (other.left, other.right) == (item.left, item.right)
            ]
            if row.state == "holds" and not any(other.covers_period(row.time_period) for other in alike):
                idle.append((name, row.time_period))
    assert idle == []


@pytest.mark.parametrize(
    ("series", "period", "published", "broken"),
    [
        # as the compendium prints them, before the catalog's corrections
        ("CETM3_1-gasto-turismo-fronterizo", "2000", 201.086, {"tourists-by-destination"}),
        ("CETM3_1-gasto-excursionistas-fronterizos", "2002", 1850876, {"excursionists-by-kind"}),
        ("CETM3_1-gasto-cruceros", "2002", 282451, {"excursionists-by-kind", "receipts-without-the-border"}),
        ("CETM3_1-gasto-visitantes", "1998", 7491.0, {
            "visitors-are-tourists-and-excursionists", "visitors-are-travel-credit", "payments-are-travel-debit",
        }),
        # June 2008 with its sign turned, June 2022 a tenth of itself (US$ thousand), a traveller's average copied
        ("SE36600", "2008-06", 1000000, {"ce125-oil-balance"}),
        ("SE32150", "2022-06", 430000, {"ce125-oil-balance", "ce125-exports", "ce125-oil-exports",
                                        "ce125-balance-without-oil-exports"}),
        ("6207123171", "2024-06", 1200.0, {"evi-inbound-internment-tourists-by-air"}),
        # exports of 2019, threefold
        ("TX.VAL.MRCH.CD.WT", "2019", 1381946000000, {"exports-of-goods", "fuels-are-oil", "manufactures-of-goods",
                                                     "trade-by-gdp"}),
        ("NY.GDP.MKTP.CD", "2019", 1.1e12, {"trade-by-gdp", "investment-by-gdp", "external-balance",
                                            "remittances-by-gdp"}),
    ],
)  # fmt: skip
def test_a_wrong_value_breaks_what_it_is_part_of(shipped, catalog, series, period, published, broken):
    changed = change(shipped, series, period, published)
    assert {name for name, _ in failing(changed, catalog, series)} == broken


def test_a_revision_of_one_side_alone_is_told(shipped, catalog):
    """US$ 0.3 million of 3,672.7 in 1995."""
    months = shipped[(shipped["series"] == "SE27803") & (shipped["time_period"] == "1995-12")]
    changed = change(shipped, "SE27803", "1995-12", float(months["obs_value"].iloc[0]) + 300000)
    assert failing(changed, catalog, "SE27803") == {("transfers-are-remittances", "1995")}
    said = describe_failures(evaluate_identities(changed, catalog), catalog)
    assert len(said) == 1 and "does not hold in 1995 (by up to 0.306)" in said[0]


def test_series_that_another_identity_confirms_are_not_blamed(shipped, catalog):
    """Petroleum exports are wrong: total, others, imports and crude are in identities that hold."""
    broken = change(shipped, "SE32150", "2022-06", 430000)
    blamed = find_blamed(evaluate_identities(broken, catalog), catalog)
    monthly = blamed[blamed["time_period"] == "2022-06"]
    by_identity = monthly.groupby("identity")["reference"].agg(set)
    assert by_identity["ce125-exports"] == {"banxico:SE32150"}
    assert by_identity["ce125-oil-exports"] == {"banxico:SE32150", "banxico:SE36566", "banxico:SE32149"}


def test_series_are_blamed_where_the_right_side_is_nought(shipped, catalog):
    """The error is no share of it."""
    found = evaluate_identities(shipped, catalog)
    at = (found["identity"] == "ce125-exports") & (found["time_period"] == "2022-06")
    broken = found.copy()
    broken.loc[at, ["right", "difference", "state"]] = [0.0, broken.loc[at, "left"].iloc[0], "fails"]
    blamed = find_blamed(broken, catalog)
    assert set(blamed["identity"]) == {"ce125-exports"} and len(blamed) > 0


@pytest.mark.parametrize(("allowed", "blamed"), [(4.0, {OWN}), (6.0, {COPY, OWN})])
def test_an_identity_clears_only_what_it_would_have_failed_by(catalog, allowed, blamed):
    """One of two sides of 1,000 is wrong by 10: the other identity of the copy would have failed by half of that."""
    other = SAME.model_copy(update={"right": "{worldbank:NY.GDP.MKTP.CD}"})
    made = pd.DataFrame(
        [("same", "fails", 1010.0, 1000.0, 10.0, 2.0), ("other", "holds", 1000.0, 1000.0, 0.0, allowed)],
        columns=["identity", "state", "left", "right", "difference", "allowed"],
    ).assign(ref_area="MEX", time_period="1995")
    two = catalog.model_copy(update={"identities": {"same": SAME, "other": other}})
    assert set(find_blamed(made, two)["reference"]) == blamed


def test_a_period_without_a_side_is_undecided(annual_series):
    copy = {1995: 5, 1996: 6, 1997: 7}
    series = annual_series({COPY: ("USD million", copy), OWN: ("USD million", {1995: 5.1, 1996: 6.3})})
    rows = evaluate_identity(series.all, SAME)
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
    terms = [{"last": 1994, "formula": f"{{{COPY}}}", "identity": "same"}, {"first": 1995, "formula": f"{{{OWN}}}"}]
    role = Role.model_validate({"definition": "D", "terms": terms})
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


def test_what_they_name_must_be_declared(catalog):
    unknown = Identity.model_validate(SAME.model_dump() | {"left": "{banxico:SE0}"})
    with pytest.raises(DataError, match="'banxico:SE0' is not declared"):
        check_references(catalog.model_copy(update={"identities": {"x": unknown}}))


def test_what_terms_name_must_be_declared(catalog):
    oil = {"definition": "D", "terms": [{"formula": "{banxico:SE36600}", "identity": "x"}]}
    broken = Country.model_validate({"name": "Mexico", "roles": {"national": {"net": {"oil": oil}}}})
    with pytest.raises(DataError, match="'x' is not declared"):
        check_references(catalog.model_copy(update={"countries": {"MEX": broken}}))


def test_without_the_series_there_is_nothing_to_test(shipped, catalog):
    found = evaluate_identities(shipped[shipped["source"] == "cbp"], catalog)
    assert isinstance(found, pd.DataFrame) and found.empty
