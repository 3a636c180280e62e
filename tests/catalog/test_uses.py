"""Which series a brief uses for what, by the real catalog."""

from remesas.catalog.uses import lead_reference, monthly_references, peer_references

RECEIVED = "worldbank:BX.TRF.PWKR.CD.DT"


def test_the_lead_is_the_series_that_fills_the_newest_years(catalog):
    assert lead_reference(catalog, "national", "MEX") == "banxico:SE27803"
    assert lead_reference(catalog, "worldbank", "MEX") == RECEIVED


def test_months_are_those_of_the_lead_and_of_the_number_of_operations(catalog):
    assert monthly_references(catalog, "national", "MEX") == ("banxico:SE27803", "banxico:SE27808")
    assert monthly_references(catalog, "worldbank", "MEX") == (RECEIVED, "")


def test_economies_are_ranked_where_many_have_the_series_of_the_lead(catalog):
    assert peer_references(catalog, "worldbank", "MEX") == (RECEIVED, "worldbank:NY.GDP.MKTP.CD")
    assert peer_references(catalog, "national", "MEX") == ("", "")
