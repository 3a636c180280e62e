"""Which series a brief uses for what, by the real catalog."""

from remesas.catalog.loading import load_catalog
from remesas.catalog.uses import (
    consulted_references,
    lead_reference,
    monthly_references,
    peer_references,
    references_of,
    role_references,
)
from support.project import ROOT

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


def test_what_a_brief_consults_ends_where_nothing_names_a_series(catalog):
    found = consulted_references(catalog, ["national", "worldbank"], "MEX", ["eia:RWTC"])
    assert {"banxico:SE27803", "worldbank:NY.GDP.MKTP.CD", "article:table2.oil", "eia:RWTC"} <= found
    assert "banxico:SE27803-first-print" in found  # of a series that is consulted
    assert "inegi:127598" in found  # a check of print names it
    assert "worldbank:ST.INT.RCPT.CD" not in found
    alone = catalog.model_copy(update={"tables": {}, "printed_checks": (), "explanations": (), "concepts": ()})
    found = consulted_references(alone, ["worldbank"], "GTM", [])
    assert {name.split(":")[0] for name in found} == {"worldbank", "bls"}  # identities of Mexico are none of Guatemala


def test_a_brief_uses_the_series_of_the_columns_that_its_article_shows(catalog):
    """The second article has remittances, tourism and a share of GDP: no fuel, no manufactures."""
    second = load_catalog(ROOT / "workflow" / "catalog", ROOT / "articles" / "knomad-brief-38")
    travel = {"worldbank:BX.GSR.TRVL.ZS", "worldbank:BX.GSR.NFSV.CD"}
    shown = set(role_references(second, "worldbank", "IND", shown=True))
    assert shown == {RECEIVED, "worldbank:NY.GDP.MKTP.CD", *travel}
    used = {reference for reference, _ in references_of(second, ["worldbank"], "IND")}
    assert used - shown == {"worldbank:SP.POP.TOTL", "worldbank:BX.KLT.DINV.CD.WD", "bls:CPIAUCNS"}
    whole = references_of(catalog, ["national", "worldbank"], "MEX")
    assert {(name, "MEX") for name in role_references(catalog, "worldbank", "MEX")} <= set(whole)
