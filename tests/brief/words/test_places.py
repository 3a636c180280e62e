"""Names of economies inside sentences, in each language; the expected forms are those of grammars and style guides."""

from collections import Counter
from dataclasses import replace

import pytest

from remesas.brief.words.locales import available, places_file
from remesas.brief.words.places import Places, load_places, sort_key
from remesas.core.errors import DataError
from support.project import ROOT

LOCALES = ROOT / "workflow/locales"


@pytest.mark.parametrize(
    ("language", "code", "name", "expected"),
    [
        ("en", "GTM", "Guatemala", ("Guatemala", "of Guatemala", "to Guatemala")),
        ("en", "PHL", "Philippines", ("the Philippines", "of the Philippines", "to the Philippines")),
        ("es", "SLV", "El Salvador", ("El Salvador", "de El Salvador", "a El Salvador")),
        ("es", "DOM", "República Dominicana",
         ("la República Dominicana", "de la República Dominicana", "a la República Dominicana")),
        ("es", "GBR", "Reino Unido", ("el Reino Unido", "del Reino Unido", "al Reino Unido")),
        ("es", "NLD", "Países Bajos", ("los Países Bajos", "de los Países Bajos", "a los Países Bajos")),
        ("fr", "MEX", "Mexique", ("le Mexique", "du Mexique", "au Mexique")),
        ("fr", "GTM", "Guatemala", ("le Guatemala", "du Guatemala", "au Guatemala")),
        ("fr", "PHL", "Philippines", ("les Philippines", "des Philippines", "aux Philippines")),
        ("fr", "COL", "Colombie", ("la Colombie", "de la Colombie", "en Colombie")),
        ("fr", "DMA", "Dominique", ("la Dominique", "de la Dominique", "à la Dominique")),
        ("fr", "IND", "Inde", ("l’Inde", "de l’Inde", "en Inde")),
        ("fr", "HTI", "Haïti", ("Haïti", "d’Haïti", "en Haïti")),
        ("fr", "HND", "Honduras", ("le Honduras", "du Honduras", "au Honduras")),
        ("fr", "CUB", "Cuba", ("Cuba", "de Cuba", "à Cuba")),
    ],
)  # fmt: skip
def test_a_name_stands_with_its_article_and_prepositions(language, code, name, expected):
    assert load_places(LOCALES, language).phrase(code, name) == expected


def test_every_code_is_an_economy_and_in_one_class_that_has_forms(catalog):
    for language in available(LOCALES):
        places = load_places(LOCALES, language)
        codes = Counter(code for codes in places.classes.values() for code in codes)
        assert set(places.classes) < set(places.forms), language
        assert [code for code, count in codes.items() if count > 1] == [], language
        assert {code for code in codes if catalog.areas[code].kind != "economy"} == set(), language


def test_a_language_that_declares_no_forms_says_names_without_articles(language):
    bare = replace(language("fr"), places=Places())
    assert bare.phrase("GTM", "Guatemala") == ("Guatemala", "de Guatemala", "à Guatemala")
    assert language("fr").phrase("GTM", "Guatemala").to == "au Guatemala"


def test_a_form_that_is_missing_is_told_with_its_place(tmp_path):
    file = places_file(tmp_path, "pt")
    file.parent.mkdir(parents=True)
    file.write_text('forms: {rest: ["{}", "de {}"]}', encoding="utf-8")
    with pytest.raises(DataError, match=r"places\.yaml: at forms\.rest"):
        load_places(tmp_path, "pt")


def test_names_are_sorted_by_their_letters_not_by_their_accents():
    names = ["Yémen", "Érythrée", "Îles Féroé", "Syrie", "Sénégal", "Inde"]
    assert sorted(names, key=sort_key) == ["Érythrée", "Îles Féroé", "Inde", "Sénégal", "Syrie", "Yémen"]
