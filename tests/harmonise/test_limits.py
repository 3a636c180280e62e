"""Figures that no economy can have, on data that have them and on data that come near."""

import pandas as pd
import pytest

from remesas.harmonise.doubts import mark_years
from remesas.harmonise.limits import find_beyond

CLASSES = ["AGRI", "FOOD", "FUEL", "MANF", "MMTL"]
OLD, NEXT = "2013-12", "2026-06"


@pytest.fixture
def beyond(catalog):
    """What is beyond a limit among rows of (series, area, year, value, vintage, whether in use)."""

    def find(*rows, unit="percent"):
        return find_beyond(made(*rows, unit=unit), catalog)

    return find


def made(*rows, unit="percent"):
    names = ["series", "ref_area", "time_period", "obs_value", "vintage", "in_use"]
    frame = pd.DataFrame(rows, columns=names).astype({"obs_value": float})
    return frame.assign(source="worldbank", counterpart_area="_Z", unit_measure=unit, obs_status="A", note="")


def exports(area, *shares, vintage=OLD, in_use=True):
    return [
        (f"TX.VAL.{name}.ZS.UN", area, 2001, share, vintage, in_use)
        for name, share in zip(CLASSES, shares, strict=False)
    ]


def test_classes_that_come_to_more_than_the_whole_are_all_doubtful(beyond):
    found = beyond(*exports("SYC", 1, 60, 30, 12, 1), *exports("MUS", 0.4, 60, 30, 9, 1))  # 104 and 100.4 percent
    assert set(found["ref_area"]) == {"SYC"}
    assert sorted(found["series"]) == [f"TX.VAL.{name}.ZS.UN" for name in CLASSES]
    assert set(found["check"]) == {"classes-of-exports"}
    assert found["size"].tolist() == pytest.approx([1.04 / 1.005] * 5)


def test_a_share_of_exports_below_nought_is_doubtful_nought_itself_is_not(beyond):
    found = beyond(("BX.GSR.TRVL.ZS", "KWT", 2001, -0.4, NEXT, True), ("BX.GSR.TRVL.ZS", "IRQ", 2001, 0, NEXT, True))
    assert found[["check", "ref_area"]].to_numpy().tolist() == [["travel-exported", "KWT"]]


def test_an_aggregate_is_not_asked(beyond):
    assert beyond(*exports("WLD", 1, 60, 30, 12, 1)).empty


def test_shares_of_two_decades_are_not_added(beyond):
    # fuels were 0 and are 30 percent since electricity counts: with food of then that would be 120 percent
    then = exports("PRY", 1, 89, 0, 9, 1, vintage=OLD)
    assert beyond(*then, ("TX.VAL.FUEL.ZS.UN", "PRY", 2001, 30, NEXT, True)).empty
    wrong = exports("PRY", 1, 89, 5, 9, 1, vintage=OLD)
    found = beyond(*wrong, ("TX.VAL.FUEL.ZS.UN", "PRY", 2001, 30, NEXT, True))
    assert set(found["vintage"]) == {OLD}


def test_a_nought_between_years_with_amounts_is_doubtful_not_one_where_there_never_was_much(beyond):
    def fuels(*values):
        return [("TX.VAL.FUEL.ZS.UN", "ATG", 2000 + n, value, OLD, True) for n, value in enumerate(values)]

    assert beyond(*fuels(2.4, 0, 0, 6))["time_period"].tolist() == ["2001", "2002"]
    assert beyond(*fuels(0, 2.4, 6, 0)).empty  # begins and ends: that may be so
    assert beyond(*fuels(0.9, 0, 30)).empty


def test_more_remittances_than_gross_domestic_product(beyond):
    money = [("BX.TRF.PWKR.CD.DT", area, 1990, 99 + more, NEXT, True) for area, more in (("LSO", 2), ("TON", 0))]
    product = [("NY.GDP.MKTP.CD", area, 1990, 100, NEXT, True) for area in ("LSO", "TON")]
    found = beyond(*money, *product, unit="USD million")
    assert found[["ref_area", "series"]].to_numpy().tolist() == [
        ["LSO", "BX.TRF.PWKR.CD.DT"], ["LSO", "NY.GDP.MKTP.CD"],
    ]  # fmt: skip


def test_the_year_is_marked_with_what_is_wrong(beyond):
    rows = exports("SYC", 1, 60, 30, 12, 1)
    marked = mark_years(made(*rows), beyond(*rows))
    assert set(marked["obs_status"]) == {"U"}
    assert set(marked["note"]) == {"the classes of exports come to more than all exports"}


def test_what_today_s_data_have_beyond_is_known_and_nothing_of_it_is_of_the_article_s_economy(annual, catalog):
    """Looked at one by one in raw/: the provider has these values. Those of Lesotho doubled between two vintages."""
    found = find_beyond(annual, catalog)
    places = found.groupby(["check", "ref_area"])["time_period"].agg(lambda years: sorted(set(years))).to_dict()
    assert places == {
        ("classes-of-exports", "SAU"): ["1991"],  # 101.3 percent
        ("classes-of-exports", "SYC"): ["2001"],  # 104.0 percent
        ("classes-of-imports", "DMA"): ["1991"],  # 100.6 percent
        ("manufactures-exported", "MAC"): ["2016"],  # between 3 and 31 percent
        ("raw-materials-exported", "ATG"): ["2009", "2010"],  # between 3 and 2 percent
        ("remittances-by-gdp", "LSO"): ["1990", "1991", "1992", "1993", "1994", "1995"],
    }
