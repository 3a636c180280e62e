"""Which statements are asked of an economy that the article is not about, and on what."""

from remesas.claims.ledger import evaluate_claims


def test_the_articles_own_economy_is_asked_everything(claims, catalog):
    assert claims.asked_of("MEX", catalog.shared_bases) is claims


def test_others_are_asked_what_is_declared_on_what_all_share(claims, catalog):
    asked = claims.asked_of("GTM", catalog.shared_bases)
    assert (asked.ref_area, catalog.shared_bases) == ("GTM", {"worldbank"})
    assert {claim.id for claim in asked.claims} == {
        "remittances-fivefold", "third-source-of-earnings", "top-net-source-years", "most-consistent-growth",
    }  # fmt: skip
    for claim in asked.claims:
        assert claim.evaluations and claim.remark == ""
        for evaluation in claim.evaluations:
            assert (evaluation.evidence, evaluation.other_concept, evaluation.role) == (("worldbank",), {}, "reading")


def test_the_answers_are_those_of_the_economy(claims, catalog, annual):
    """Guatemala, US$ million: 240.8 in 1993, 2,147.0 in 2003 (BX.TRF.PWKR.CD.DT of April 2026)."""
    own = annual[(annual["ref_area"] == "GTM") & (annual["source"] == "worldbank")]
    held = own[own["in_use"] & (own["series"] == "BX.TRF.PWKR.CD.DT")].set_index("time_period")["obs_value"]
    assert (round(held[1993], 1), round(held[2003], 1)) == (240.8, 2147.0)
    ledger = evaluate_claims(own, catalog, claims.asked_of("GTM", catalog.shared_bases))
    line = ledger.by_id["remittances-fivefold"].main_lines[0]
    assert round(line.value, 2) == round(2146.96 / 240.80, 2)
    assert line.verdict == "contradicted"
