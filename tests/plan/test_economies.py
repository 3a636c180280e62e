"""Which economies ``economies: all`` means."""

import pytest

from remesas.core.errors import DataError
from remesas.ingest.raw_folder import META
from remesas.plan.economies import check_language, check_lead, check_target, list_economies
from support.project import ROOT


def test_all_economies_are_those_whose_remittances_a_snapshot_has(catalog) -> None:
    metas = sorted((ROOT / "raw/worldbank").rglob(f"*{META}"))
    found = list_economies(metas, catalog, ["national", "worldbank"])
    assert {"MEX", "GTM", "SLV", "PHL", "TUV"} <= set(found)
    assert not {"LCN", "WLD", "_Z"} & set(found), "aggregates are nobody's brief"
    assert found == sorted(found)
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "raw/worldbank").rglob("*.csv")]
    assert any(",SGP," in text for text in texts)
    assert not any(f"{series}.PWKR.CD.DT,SGP," in text for text in texts for series in ("BX.TRF", "BM.TRF"))
    assert "SGP" not in found, "other series of Singapore are there, its remittances are not"


def test_a_basis_that_is_a_countrys_own_gives_that_country_alone(catalog) -> None:
    metas = sorted((ROOT / "raw/banxico").rglob(f"*{META}"))
    assert list_economies(metas, catalog, ["national"]) == ["MEX"]


def test_an_economy_without_remittances_is_refused_with_what_may_be_asked_for(catalog) -> None:
    check_lead("TUV", catalog, ["MEX", "TUV"])
    with pytest.raises(DataError) as refused:
        check_lead("CUB", catalog, ["MEX", "TUV"])
    assert str(refused.value) == (
        "file config.yaml: at economies: no snapshot has any remittances of CUB, Cuba. What to do: ask for one of the "
        "2 economies that have some (`economies: all` takes them all), or register data of it (`./remesas fetch "
        "worldbank`, `./remesas register`)."
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("QQQ", "'QQQ' is not allowed; no economy is declared under this code. What to do: use one of the ISO 3166"),
        ("gtm", "'gtm' is not allowed; codes are written in capitals. What to do: use GTM"),
        ("CUB", "no snapshot has any remittances of CUB, Cuba. What to do: ask for one of the 2 economies"),
    ],
)
def test_a_target_is_refused_by_its_name_not_by_a_file_that_nobody_touched(catalog, code, said) -> None:
    target = f"reports/{code}/brief.en.html"
    check_target("reports/TUV/brief.en.html", "TUV", catalog, ["worldbank"], ["MEX", "TUV"])
    with pytest.raises(DataError) as refused:
        check_target(target, code, catalog, ["worldbank"], ["MEX", "TUV"])
    assert str(refused.value).startswith(f"the target {target}: {said}")


@pytest.mark.parametrize("name", ["SLV/brief.pt.html", "atlas.pt.html", "SLV/brief.pt.pdf", "SLV/tables/table1.pt.csv"])
def test_a_target_in_a_language_there_is_not_is_refused_by_its_name(name) -> None:
    with pytest.raises(DataError) as refused:
        check_language(f"out/{name}", "out", ["en", "es", "fr"])
    assert str(refused.value) == (
        f"the target out/{name}: there is no translation into 'pt'. What to do: use one of en, es, fr; docs/adding.md "
        "says how a language is added."
    )


@pytest.mark.parametrize(
    "target",
    ["out/SLV/brief.fr.html", "out/index.html", "out/SLV/citation.bib", "other/brief.pt.html", "-c1", "out/atlas.csv"],
)
def test_what_has_a_language_there_is_or_none_may_be_asked_for(target) -> None:
    check_language(target, "out", ["en", "es", "fr"])
