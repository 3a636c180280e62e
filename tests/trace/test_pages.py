"""Which page an address belongs to: a link is taken at its word, whatever else was built."""

from pathlib import Path

import pytest

from remesas.core.errors import DataError
from remesas.trace.pages import Page, find_page

CELL = "table1.worldbank.remittances.2003"
REFUSED = {
    f"reports/GTM/brief.en.html#{CELL}": r"/GTM/numbers/en\.json: no page of GTM in the language en was built, but MEX",
    "brief.de.html#findings.n1": r"/\*/numbers/de\.json: no page in the language de was built, but MEX \(en, fr\)\.",
    "reports/MEX/brief.es.html#findings.n1": "no page of MEX in the language es was built",
    "reports/atlas.en.html#atlas.MEX.gained": r"/atlas\.en\.json: no atlas in the language en was built, but es\.",
    "reports/MEX/revisions.en.html#verdicts.r1.c1": r"numbers of revisions\.en\.html are not traced.*revisions\.csv",
    "reports/index.html#atlas.MEX.gained": r"'index\.html' is not the name of a page.*address behind # alone",
    "copy.html#findings.n1": "'copy.html' is not the name of a page",
}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Mexico's page in two languages, the atlas in a third."""
    return make(tmp_path, "MEX/numbers/en.json", "MEX/numbers/fr.json", "numbers/atlas.es.json")


def make(processed: Path, *files: str) -> Path:
    for file in files:
        (processed / file).parent.mkdir(parents=True, exist_ok=True)
        (processed / file).touch()
    return processed


@pytest.mark.parametrize("text", REFUSED)
def test_a_link_to_what_was_not_built_is_refused(built: Path, text: str) -> None:
    with pytest.raises(DataError, match=REFUSED[text]):
        find_page(text, built)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (CELL, Page("brief", "MEX", "en")),
        (f"#{CELL}", Page("brief", "MEX", "en")),
        (f"MEX/brief.fr.html#{CELL}", Page("brief", "MEX", "fr")),
        (f"https://example.org/reports/MEX/brief.fr.html?from=mail#{CELL}", Page("brief", "MEX", "fr")),
        (rf"C:\\reports\\MEX\\brief.fr.html#{CELL}", Page("brief", "MEX", "fr")),
        (f"file:///home/me/letters%20sent/brief.fr.html#{CELL}", Page("brief", "MEX", "fr")),
        ("atlas.MEX.gained", Page("atlas", "", "es")),
        ("file:///x/reports/atlas.es.html#atlas.MEX.gained", Page("atlas", "", "es")),
        ("reports/MEX/brief.en.html#atlas.MEX.gained", Page("brief", "MEX", "en")),
    ],
)
def test_the_page_is_that_of_the_link_or_the_one_that_was_built(built: Path, text: str, page: Page) -> None:
    assert find_page(text, built) == page
    assert (built / page.numbers).exists()


def test_an_option_that_contradicts_the_link_is_refused(built: Path) -> None:
    link = f"reports/MEX/brief.en.html#{CELL}"
    with pytest.raises(DataError, match=r"the economy of the link is MEX, that of --economy GTM\. .*one of the two"):
        find_page(link, built, economy="GTM")
    with pytest.raises(DataError, match=r"the language of the link is en, that of --language fr\."):
        find_page(link, built, language="fr")
    with pytest.raises(DataError, match=r"the atlas is about all economies\. What to do: leave out --economy"):
        find_page("atlas.MEX.gained", built, economy="MEX")
    assert find_page(link, built, economy="MEX", language="en") == Page("brief", "MEX", "en")
    assert find_page("brief.fr.html#findings.n1", built, economy="MEX").language == "fr"


def test_one_of_several_economies_is_named_or_asked_for(built: Path) -> None:
    make(built, "GTM/numbers/fr.json")
    assert find_page(f"reports/GTM/brief.fr.html#{CELL}", built) == Page("brief", "GTM", "fr")
    assert find_page(CELL, built, economy="GTM") == Page("brief", "GTM", "fr"), "no other language is there"
    with pytest.raises(DataError, match=r"pages of GTM, MEX were built\. What to do: say which is meant"):
        find_page(CELL, built)
    with pytest.raises(DataError, match=r"pages of GTM, MEX were built"):
        find_page(f"brief.fr.html#{CELL}", built)
    assert find_page(CELL, built, language="en") == Page("brief", "MEX", "en")


def test_without_any_page_nothing_else_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^file .*/\*/numbers/\*\.json: no page was built\. What to do: run"):
        find_page(CELL, tmp_path)
