"""Series that are declared before any snapshot has them: cells say what they wait for, and are filled as soon as it is
registered, without an edit of the catalog."""

import datetime as dt

import pytest

from remesas.harmonise.annual import to_annual
from remesas.ingest.observations import read_all
from remesas.tables.fill import fill_role
from remesas.tables.series import AnnualSeries
from remesas.update.command import main
from support.project import ROOT, copy_raw

TODAY = dt.date(2026, 11, 25)
COMPENDIUM = ROOT / "raw/sectur/2020-11-05/cetm-international-travellers.meta.yaml"
PAYMENTS = ("CE36-payments-interior", "CE36-payments-border")


@pytest.fixture
def raw(tmp_path):
    return copy_raw(tmp_path, "banxico/2020-07")


@pytest.fixture
def register(raw, tmp_path, capsys):
    """Registers a made-up file of travel payments in 2000: US$ 100 million and 50 million a month."""

    def run(series=PAYMENTS):
        amounts = dict(zip(PAYMENTS, (100_000, 50_000), strict=True))
        rows = [f"{name},MEX,_Z,2000-{month:02d},{amounts[name]}" for name in series for month in range(1, 13)]
        file = tmp_path / "ce36.csv"
        file.write_text("\n".join(["series,ref_area,counterpart_area,time_period,obs_value", *rows]) + "\n")
        status = main(
            ["register", str(file), "--source", "banxico", "--dataset", "ce36", "--vintage", "2026-11-01",
             "--raw", str(raw)],
            TODAY,
        )  # fmt: skip
        assert status == 0, capsys.readouterr()

    return run


@pytest.fixture
def net_tourism(catalog, raw):
    """The column of net tourism on national sources, filled from what raw/ has."""

    def fill():
        observations = read_all([COMPENDIUM, *sorted(raw.rglob("*.meta.yaml"))], catalog)[1]
        series = AnnualSeries(to_annual(observations, catalog), "MEX")
        role = catalog.roles("national", "MEX")["net"]["tourism"]
        return fill_role(series, catalog, role, [1999, 2000, 2001]).set_index("time_period")

    return fill


def test_a_cell_that_waits_for_a_series_says_which_table_has_it(net_tourism):
    cells = net_tourism()
    assert set(cells["obs_status"]) == {"M"} and set(cells["series"]) == {""}
    assert set(cells["note"]) == {
        "what residents spent on overnight trips abroad is in Banco de México's table CE36 from 1980 on, of which only "
        "receipts were obtained"
    }


def test_a_registered_file_fills_it_without_an_edit(register, net_tourism):
    register()
    cells = net_tourism()
    assert cells.loc[2000, "obs_value"] == pytest.approx(6435.405 - 1200 - 600)
    assert cells.loc[2000, "obs_status"] == "A"
    assert cells.loc[2000, "series"] == "CETM3_1-gasto-turistas; CE36-payments-interior; CE36-payments-border"
    assert list(cells["note"][[1999, 2001]]) == [
        "International travellers: begins in 2000", "International travellers: ends in 2000"
    ]  # fmt: skip


def test_half_of_what_it_waits_for_does_not_fill_it(register, net_tourism):
    register(PAYMENTS[:1])
    cells = net_tourism()
    assert cells["obs_value"].isna().all() and "table CE36" in cells.loc[2000, "note"]


def test_every_term_that_waits_has_a_reason_for_its_years(catalog):
    """Otherwise its cells would say that no source is declared."""
    for country in catalog.countries.values():
        for role in (
            role for roles in country.roles.values() for columns in roles.values() for role in columns.values()
        ):
            for term in role.terms:
                if not catalog.is_ready(term.formula, lambda _: False):
                    years = [year for year in (term.first, term.last) if year is not None]
                    assert all(any(item.covers(year) for item in role.missing) for year in years), term.formula
