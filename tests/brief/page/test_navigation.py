"""Ways from a page: each other language once, the PDF where there is one, the index."""

from remesas.brief.page.navigation import list_ways, name_language


def test_a_brief_leads_to_its_other_languages_its_pdf_and_the_index(language) -> None:
    ways = list(list_ways(language("es"), "brief", ["en", "es", "fr"], ["html", "pdf"]))
    assert [(way.target, way.language) for way in ways] == [
        ("brief.en.html", "en"),
        ("brief.fr.html", "fr"),
        ("brief.es.pdf", ""),
        ("revisions.es.html", ""),
        ("index.html", ""),
        ("#cite", ""),
    ]
    assert [way.text for way in ways[:2]] == ["English", "Français"]


def test_a_page_about_revisions_has_no_pdf(language) -> None:
    ways = list(list_ways(language("en"), "revisions", ["en", "fr"], ["html", "pdf", "pdfa"]))
    assert [way.target for way in ways] == ["revisions.fr.html", "index.html", "#cite"]


def test_what_is_not_built_is_not_linked(language) -> None:
    ways = list(list_ways(language("en"), "brief", ["en"], ["html"]))
    assert [way.target for way in ways] == ["revisions.en.html", "index.html", "#cite"]


def test_a_language_is_named_in_itself() -> None:
    assert [name_language(code) for code in ("en", "es", "fr")] == ["English", "Español", "Français"]
