"""Every page, the PDF and every workbook say who publishes them, which version they are, and their licence."""

import io
from pathlib import Path

import html5lib
import openpyxl
import pytest

from remesas.brief.page.imprint import compose_imprint
from remesas.brief.tables.files import write_workbook

XHTML = "{http://www.w3.org/1999/xhtml}"
PAGES = [*(f"{page}.{code}.html" for page in ("brief", "revisions") for code in ("en", "es", "fr")), "index.html"]
AUTHOR = "The Remesas project"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_how_it_is_cited_and_its_licence(built: Path, name: str) -> None:
    page = html5lib.HTMLParser(strict=True).parse((built / "reports/MEX" / name).read_text(encoding="utf-8"))
    (foot,) = page.iter(f"{XHTML}footer")
    told = " ".join("".join(foot.itertext()).split())
    title = "".join(page.find(f".//{XHTML}h1").itertext())
    assert f"{AUTHOR} (2026). {' '.join(title.split())}. Versi" in told
    assert "0.1.0" in told
    assert "CC BY 4.0" in told
    meta = {item.attrib["name"]: item.attrib["content"] for item in page.iter(f"{XHTML}meta") if "name" in item.attrib}
    assert meta["citation_title"] == meta["DC.title"] == title
    assert meta["author"] == meta["citation_author"] == meta["DC.creator"] == AUTHOR
    assert meta["citation_publication_date"].replace("/", "-") == meta["DC.date"]
    assert meta["citation_language"] == page.attrib["lang"]
    assert meta["DC.rights"].startswith("CC BY 4.0, https://")
    assert "DC.identifier" not in meta, "no address is declared"


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("brief")])
def test_a_page_without_a_list_of_sources_tells_their_terms(built: Path, name: str) -> None:
    page = html5lib.HTMLParser(strict=True).parse((built / "reports/MEX" / name).read_text(encoding="utf-8"))
    assert "INEGI" in "".join(next(page.iter(f"{XHTML}footer")).itertext())


def test_a_page_with_a_list_of_sources_leads_to_it(context) -> None:
    assert '<a href="#sources">' in compose_imprint(context, "A", "B", listed="sources").terms[1]
    assert "World Bank: CC BY 4.0" in compose_imprint(context, "A", "B").terms[1]


def test_every_workbook_says_it_too(built: Path) -> None:
    files = sorted((built / "reports/MEX" / "tables").rglob("*.xlsx"))
    assert len(files) > 20
    for path in files:
        book = openpyxl.load_workbook(path, read_only=True)
        assert book.properties.creator == AUTHOR
        assert "CC BY 4.0" in book.properties.description
        told = [str(row[0]) for row in book.worksheets[1].iter_rows(values_only=True) if row[0]]
        assert any(AUTHOR in text and "0.1.0" in text for text in told), path.name
        assert any(AUTHOR in text and "CC BY 4.0" in text for text in told), path.name
        book.close()


def test_a_workbook_names_the_terms_of_the_sources(context, views) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(context, views["table1"])))
    assert any("World Bank: CC BY 4.0" in str(row[0]) for row in book["Notes"].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("file", "begins"), [("citation.bib", "@techreport{remesas-2026-"), ("citation.ris", "TY  - ")]
)
def test_records_have_the_brief_in_every_language(built: Path, file: str, begins: str) -> None:
    text = (built / "reports/MEX" / file).read_text(encoding="utf-8")
    assert text.count(begins) == 3
    for code in ("en", "es", "fr"):
        page = html5lib.parse((built / "reports/MEX" / f"brief.{code}.html").read_text(encoding="utf-8"))
        title = "".join(page.find(f".//{XHTML}h1").itertext())
        assert title.replace("\u202f", "~" if file.endswith("bib") else " ") in text
