"""Each language as built: its pages and PDF show the frames in its own formats, and no English is left."""

import re
import subprocess
from pathlib import Path

import html5lib
import pikepdf
import pytest

from remesas.brief.charts.values import read_figures
from remesas.brief.context import Context
from remesas.brief.page.brief import compose_brief
from remesas.brief.page.claims import compose_claims_file
from remesas.brief.page.index import compose_index, write_headline
from remesas.brief.page.revisions import compose_revisions
from remesas.brief.style import load_style
from remesas.brief.tables.registry import make_brief_tables, make_revision_tables
from remesas.brief.words.language import Language
from remesas.brief.words.numbers import Numbers
from remesas.core.notes import read_note
from remesas.translations.extraction import extract_article, extract_messages
from support.project import ARTICLE, ROOT

WORKFLOW = ROOT / "workflow"
XHTML = "{http://www.w3.org/1999/xhtml}"
NUMBERS = {"es": Numbers("es_MX"), "fr": Numbers("fr")}
PAGES = ["brief", "revisions"]
NARROW = "\u202f"  # pdftotext writes a space for it
HIDDEN = {f"{XHTML}style", f"{XHTML}script"}


def text_of(element) -> str:
    return "".join(element.itertext())


def tree_of(path: Path):
    return html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(built: Path):
    return {(name, code): tree_of(built / "reports/MEX" / f"{name}.{code}.html") for name in PAGES for code in NUMBERS}


@pytest.fixture(scope="module")
def style():
    return load_style(WORKFLOW / "templates" / "tokens.yaml")


class Recorder:
    """Stands behind a catalog and notes what that does not have."""

    def __init__(self) -> None:
        self.missed: set[str] = set()

    def gettext(self, message: str) -> str:
        self.missed.add(message)
        return message

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        self.missed.add(singular)
        return singular

    def pgettext(self, context: str, message: str) -> str:
        self.missed.add(message)
        return message


@pytest.mark.parametrize("code", NUMBERS)
def test_every_text_that_a_page_asks_for_is_translated(code, built, build_in, language, style, publication):
    asked: Language = language(code)
    recorder = Recorder()
    asked.translations.add_fallback(recorder)
    build = build_in(code)
    context = Context(build, asked, style, publication)
    figures = read_figures(built / "processed/MEX" / "charts" / f"{code}.json")
    compose_brief(context, figures)
    compose_revisions(context)
    compose_index([context], ["html", "pdf"], figures)
    compose_claims_file([context])
    # A remark is looked up whole, then by its template, whose text and parts are looked up in turn.
    assert {text for text in recorder.missed if read_note(text) is None} == set()


def visible(tree) -> set[str]:
    """The texts of a page, element by element, as they stand between tags."""
    texts = set()
    for element in tree.iter():
        if element.tag not in HIDDEN:
            texts |= {" ".join(text.split()) for text in (element.text, element.tail) if text}
    return texts


@pytest.mark.parametrize("code", NUMBERS)
@pytest.mark.parametrize("name", PAGES)
def test_no_english_text_is_left(pages, code, name, language):
    said = language(code)
    project = extract_messages(WORKFLOW)
    every = [*project, *extract_article(ARTICLE, WORKFLOW, project)]
    texts = {message.id for message in every if isinstance(message.id, str) and message.id}
    english = {text for text in texts if " " in text and said.translations.gettext(text) != text}
    assert len(english) > 500
    assert visible(pages[name, code]) & english == set()


@pytest.mark.parametrize("code", NUMBERS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_its_language(pages, code, name):
    assert pages[name, code].attrib["lang"] == code


def test_what_stays_english_is_marked_so(pages):
    marked = [element for element in pages["brief", "es"].iter() if element.attrib.get("lang") == "en"]
    assert any("Critical Dimensions" in text_of(element) for element in marked)


@pytest.mark.parametrize("code", NUMBERS)
@pytest.mark.parametrize("table", ["table1", "table2"])
def test_cells_of_the_page_equal_the_frames(pages, build_in, code, table):
    cells = {
        element.attrib["id"]: element for element in pages["brief", code].iter(f"{XHTML}td") if "id" in element.attrib
    }
    frame = build_in(code).tables[table]
    filled = frame.groupby(["basis", "indicator"])["obs_value"].transform("count") > 0  # other columns are not shown
    rows = list(frame[filled].itertuples())
    assert len(rows) > 200
    for row in rows:
        cell = cells[f"{table}.{row.basis}.{row.indicator}.{row.time_period}"]
        shown = text_of(cell).removesuffix("".join(text_of(mark) for mark in cell.iter(f"{XHTML}sup")))
        assert shown == NUMBERS[code].amount(row.obs_value)


@pytest.mark.parametrize("code", NUMBERS)
def test_rows_of_the_pdf_equal_the_frames(built, build_in, language, style, code):
    path = built / "reports/MEX" / f"brief.{code}.pdf"
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    views = make_brief_tables(Context(build_in(code), language(code), style))
    for name in ("table1", "table2"):
        for row in views[name].rows:
            cells = [re.escape(str(cell.text).replace(NARROW, " ")) for cell in row.cells if cell.text]
            pattern = rf"^\s*{row.head}" + "".join(rf"\s+{cell}(?: ?[BDEP])?" for cell in cells)
            assert re.search(pattern, run.stdout, re.MULTILINE), (name, row.head)


@pytest.mark.parametrize("code", NUMBERS)
def test_the_pdf_says_its_language_and_title(built, pages, code):
    with pikepdf.open(built / "reports/MEX" / f"brief.{code}.pdf") as document:
        assert str(document.Root.Lang) == code
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == text_of(next(pages["brief", code].iter(f"{XHTML}title")))


def test_charts_are_drawn_in_each_language(built):
    for code, words in {"en": "National sources", "es": "Fuentes nacionales", "fr": "Sources nationales"}.items():
        chart = read_figures(built / "processed/MEX" / "charts" / f"{code}.json")["table1"].panels[0]
        assert words in chart.svg
        assert words in chart.message
    assert "62,5" in chart.svg


# ---- the index -------------------------------------------------------------------------------------------------------
def test_the_index_leads_to_every_page_and_table(built, catalog, build_in, language, style):
    tree = tree_of(built / "reports/MEX" / "index.html")
    links = [element.attrib["href"] for element in tree.iter(f"{XHTML}a") if "//" not in element.attrib["href"]]
    assert all((built / "reports/MEX" / link).is_file() for link in links)
    wanted = {f"brief.{code}.{kind}" for code in ("en", "es", "fr") for kind in ("html", "pdf")}
    wanted |= {f"revisions.{code}.html" for code in ("en", "es", "fr")}
    wanted |= {"claims.json", "data/README.md", "data/datapackage.json", "citation.bib", "citation.ris"}
    context = Context(build_in("en"), language("en"), style)
    for kind in ("csv", "xlsx"):
        views = [*make_brief_tables(context).values(), *make_revision_tables(context).values()]
        wanted |= {f"tables/{view.file('en')}.{kind}" for view in views}
    assert set(links) == wanted


def test_the_index_names_each_language_in_its_own(built):
    tree = tree_of(built / "reports/MEX" / "index.html")
    sections = {
        element.attrib["lang"]: text_of(element) for element in tree.iter(f"{XHTML}section") if "lang" in element.attrib
    }
    assert list(sections) == ["en", "es", "fr"]
    assert "Español" in sections["es"]
    assert "Envois de fonds et recettes en devises\u202f: Mexique" in sections["fr"]
    assert tree.attrib["lang"] == "en"


def test_the_index_asks_for_nothing(built):
    page = (built / "reports/MEX" / "index.html").read_text(encoding="utf-8")
    assert "url(" not in re.sub(r'url\("data:[^"]*"\)', "", page)
    assert not re.search(r"<(script|iframe|img|object|embed)\b", page)
    assert set(re.findall(r"<link (\S+)", page)) == {'rel="alternate"'}, "that names other files, and asks for none"


def test_the_index_says_what_is_new_and_what_each_file_is_for(built, build_in, language, style):
    tree = tree_of(built / "reports/MEX" / "index.html")
    new = {code: write_headline(Context(build_in(code), language(code), style)) for code in ("en", "es", "fr")}
    assert text_of(tree.find(f".//{XHTML}p[@class='headline']")) == new["en"]
    assert tree.find(f".//{XHTML}figure").attrib["id"] == "figure-lead"
    sections = {element.attrib["lang"]: element for element in tree.iter(f"{XHTML}section") if "lang" in element.attrib}
    assert all(new[code] in text_of(sections[code]) for code in ("es", "fr"))
    for code, section in sections.items():
        assert {link.attrib["hreflang"] for link in section.iter(f"{XHTML}a")} == {code}
        assert len(section.findall(f".//{XHTML}span[@class='purpose']")) == len(section.findall(f".//{XHTML}li"))
    alternates = [link.attrib["hreflang"] for link in tree.iter(f"{XHTML}link")]
    assert alternates == ["en", "es", "fr"]


def test_the_name_of_a_link_begins_with_what_it_shows(built):
    named = [link for link in tree_of(built / "reports/MEX" / "index.html").iter() if "aria-label" in link.attrib]
    assert len(named) > 20
    assert all(link.attrib["aria-label"].startswith(f"{text_of(link)}: ") for link in named)


# ---- layout ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", ["en", *NUMBERS])
def test_no_page_but_the_last_has_a_hole_of_more_than_a_third(built, code):
    path = built / "reports/MEX" / f"brief.{code}.pdf"
    run = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    top, bottom = (millimetres * 72 / 25.4 for millimetres in (19, 297 - 17))  # the margins of page.css
    for number, page in enumerate(run.stdout.split("<page ")[1:-1], start=1):
        ends = [float(found) for found in re.findall(r'yMax="([\d.]+)">', page)]
        lowest = max(end for end in ends if end < bottom)  # the page number stands below
        assert bottom - lowest < (bottom - top) / 3, number
