import base64
import csv
import hashlib
import io
import json
import re
import zlib
from dataclasses import replace
from gettext import NullTranslations
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from remesas.brief.contents import template_files
from remesas.brief.context import Context
from remesas.brief.page.html import environment
from remesas.brief.tables.files import write_workbook
from remesas.brief.tables.model import TableView
from remesas.brief.words.language import Language
from remesas.brief.words.numbers import Numbers
from remesas.build import Build
from support.project import ROOT

TEMPLATES = ROOT / "workflow" / "templates"
XHTML = "{http://www.w3.org/1999/xhtml}"
HEADINGS = [f"{XHTML}h{level}" for level in range(1, 7)]


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


def find(tree, name: str) -> list:
    return tree.findall(f".//{XHTML}{name}")


def test_the_page_is_valid_and_says_its_language_and_title(tree) -> None:
    assert tree.attrib["lang"] == "en"
    assert text_of(find(tree, "title")[0]) == "Remittances and foreign-exchange earnings: Mexico, 1991–2025"


def test_one_h1_and_headings_in_order(tree) -> None:
    levels = [HEADINGS.index(element.tag) + 1 for element in tree.iter() if element.tag in HEADINGS]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_links_lead_somewhere(tree, built: Path) -> None:
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for link in find(tree, "a"):
        target = link.attrib["href"]
        if target.startswith("#"):
            assert target[1:] in ids, target
        elif "//" in target:
            assert link.attrib["rel"].split()[-3:] == ["external", "noopener", "noreferrer"], target
        else:
            assert (built / "reports/MEX" / target).is_file(), target


def test_what_is_named_by_another_element_finds_it(tree) -> None:
    ids = {element.attrib["id"] for element in tree.iter() if "id" in element.attrib}
    named = {element.attrib["aria-labelledby"] for element in tree.iter() if "aria-labelledby" in element.attrib}
    assert named
    assert named <= ids


def test_every_table_has_a_caption_and_heads_with_scopes(tree, views: dict[str, TableView]) -> None:
    tables = find(tree, "table")
    assert len(tables) == len(views)
    for table in tables:
        assert text_of(table.find(f"{XHTML}caption"))
        assert all(head.attrib["scope"] in ("col", "colgroup", "row", "rowgroup") for head in find(table, "th"))
        assert all(row[0].tag == f"{XHTML}th" for body in find(table, "tbody") for row in body)


def test_every_row_fills_its_columns(views: dict[str, TableView]) -> None:
    for view in views.values():
        assert all(len(row.cells) == len(view.columns) for row in view.rows), view.name


def test_the_page_asks_for_nothing(page: str) -> None:
    without_data = re.sub(r'url\("data:[^"]*"\)', "", page)
    assert "url(" not in re.sub(r"url\(#[^)]*\)", "", without_data)
    assert not re.search(r"<(iframe|img|object|embed)\b", page)
    assert set(re.findall(r"<link (\S+)", page)) == {'rel="alternate"'}, "that names other files, and asks for none"
    assert re.findall(r"<script[^>]*>", page) == [
        '<script type="application/ld+json">',
        '<script type="application/json" id="data">',
        '<script type="text/plain" id="runtime">',
        "<script>",
    ]
    asked = re.sub(r'<a href="https?://', "", page)
    assert not re.search(r'(src|href)="(https?:)?//', asked), "only a link that is followed leads elsewhere"
    assert "@import" not in page


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("name", ["brief.en.html", "brief.fr.html", "revisions.es.html", "index.html"])
def test_a_page_lets_nothing_run_but_its_own_script_word_by_word(built: Path, name: str) -> None:
    page = (built / "reports" / "MEX" / name).read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    found = {rule.split(" ")[0]: rule.split(" ")[1:] for rule in policy.split("; ")}
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    scripts += [
        zlib.decompress(base64.b64decode(text)).decode()
        for text in re.findall(r'<script type="text/plain" id="runtime">(.*?)</script>', page)
    ]
    styles = re.findall(r"<style[^>]*>(.*?)</style>", page, re.S)
    assert len(styles) == 2 and len(scripts) == {"brief": 2, "revisions": 1, "index": 0}[name.split(".")[0]]
    closed = ("default-src", "base-uri", "form-action")
    assert found == {name: ["'none'"] for name in closed} | {
        "style-src": list(map(hash_of, styles)),
        "script-src": list(map(hash_of, scripts)) or ["'none'"],
        "font-src": ["data:"],
        "img-src": ["data:"],
    }
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    assert not re.search(r'<[^>]* (style|on\w+)="', bare), "which such a policy would not let pass"


@pytest.mark.parametrize("name", ["brief.en.html", "revisions.en.html", "index.html"])
def test_what_is_brought_into_a_page_does_not_run(browser: Browser, built: Path, name: str) -> None:
    page = browser.new_page()
    page.goto((built / "reports" / "MEX" / name).as_uri())
    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend", '<p id="in" style="color: red" onclick="hit = 1">in</p>');
          document.body.append(Object.assign(document.createElement("script"), { textContent: "hit = 1" }));
        }"""
    )
    page.locator("#in").click()
    assert page.evaluate("window.hit") is None
    assert page.evaluate("getComputedStyle(document.querySelector('#in')).color") != "rgb(255, 0, 0)"
    page.close()


def test_what_a_catalog_says_is_text(english: Language) -> None:
    class Evil(NullTranslations):
        def gettext(self, message: str) -> str:
            return '<script>"%(name)s"</script>'

    evil = replace(english, translations=Evil())
    template = environment(TEMPLATES, evil).from_string('<i title="{{ _("a", name="<b>") }}"></i>')
    assert template.render() == '<i title="&lt;script&gt;&#34;&lt;b&gt;&#34;&lt;/script&gt;"></i>'


def test_figures_have_captions_and_alternative_texts(tree) -> None:
    figures = find(tree, "figure")
    assert len(figures) >= 6
    for figure in figures:
        assert re.match(r"Figure \d+\. .{20}", text_of(figure.find(f"{XHTML}figcaption")))
        for picture in figure.iter("{http://www.w3.org/2000/svg}svg"):
            title = picture[0]
            assert title.attrib["id"] == picture.attrib["aria-labelledby"]
            assert len(title.text or "") > 30


@pytest.mark.parametrize("table", ["table1", "table2"])
def test_cells_of_the_tables_equal_the_frames(tree, build: Build, table: str) -> None:
    cells = {element.attrib["id"]: element for element in find(tree, "td") if "id" in element.attrib}
    numbers = Numbers("en_GB")
    filled = {(row.basis, row.indicator) for row in build.tables[table].dropna(subset=["obs_value"]).itertuples()}
    assert len(filled) == {"table1": 10, "table2": 8}[table], "national net agriculture and manufactures have no figure"
    for row in build.tables[table].itertuples():
        if (row.basis, row.indicator) not in filled:
            continue
        cell = cells[f"{table}.{row.basis}.{row.indicator}.{row.time_period}"]
        assert (cell.text or "") == numbers.amount(row.obs_value)
        for mark in cell.findall(f"{XHTML}sup"):
            assert mark.text == row.obs_status


@pytest.mark.parametrize("table", ["table1", "table2"])
def test_print_against_regenerated_equals_the_frame(views: dict[str, TableView], build: Build, table: str) -> None:
    own = build.comparison[build.comparison["table"] == table]
    shown = {
        cell.address: (cell, row.cells[place + 1], row.cells[place + 3])
        for row in views[f"{table}-print"].rows
        for place, cell in enumerate(row.cells)
        if cell.address.endswith(".compared")
    }
    assert len(shown) == len(own)
    numbers = Numbers("en_GB")
    for _, row in own.iterrows():
        address = f"{table}.{row['basis']}.{row['indicator']}.{row['time_period']}.compared"
        regenerated, difference, kind = shown[address]
        assert regenerated.text == numbers.amount(row["regenerated"])
        value = float("nan") if row["class"] == "not_comparable" else row["difference"]
        assert difference.text == numbers.amount(value, signed=True)
        assert kind.value == row["class"].replace("_", " "), "the data file has the word that the page has"
        assert str(kind.value) in str(kind.text)


def test_every_status_that_is_shown_is_explained(views: dict[str, TableView]) -> None:
    for view in (views["table1"], views["table2"]):
        shown = {cell.mark for row in view.rows for cell in row.cells} | {
            head.mark for line in view.head for head in line
        }
        assert shown - {""} <= {note.mark for note in view.notes}
        missing = any(cell.text == "…" for row in view.rows for cell in row.cells)
        assert missing == any(note.mark == "…" for note in view.notes)


def test_every_explanation_that_a_cell_refers_to_is_there(tree) -> None:
    ids = {element.attrib["id"] for element in tree.iter() if "id" in element.attrib}
    links = {link.attrib["href"][1:] for link in find(tree, "a") if link.attrib["href"].startswith("#explanation")}
    assert links
    assert links <= ids


def test_every_table_is_a_workbook_too(built: Path, views: dict[str, TableView], context: Context) -> None:
    assert {path.name for path in (built / "reports/MEX" / "tables").glob("*.en.xlsx")} >= {
        f"{x}.en.xlsx" for x in views
    }
    for name, view in views.items():
        path = built / "reports/MEX" / "tables" / f"{name}.en.xlsx"
        assert path.read_bytes() == write_workbook(context, view), name
        book = openpyxl.load_workbook(path)
        held = [list(row) for row in book["Data"].iter_rows(values_only=True)]
        for found, wanted in zip(held, view.grid(), strict=True):
            for read, written in zip(found, map(_as_read, wanted), strict=True):
                assert read == (pytest.approx(written, rel=1e-14) if isinstance(written, float) else written)
        assert book["Notes"]["A1"].value == view.caption


def _as_read(value: object) -> object:
    """An empty cell is read as none."""
    return None if value == "" else value


def test_every_table_is_a_csv_file_too(built: Path, views: dict[str, TableView]) -> None:
    assert {path.name for path in (built / "reports/MEX" / "tables").glob("*.en.csv")} >= {f"{x}.en.csv" for x in views}
    for name, view in views.items():
        text = (built / "reports/MEX" / "tables" / f"{name}.en.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) == len(view.rows) + 1
        assert len({len(row) for row in rows}) == 1
        assert all(rows[0])


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_page_saves_the_file_of_its_own_language(built: Path, language: str) -> None:
    page = (built / "reports/MEX" / f"brief.{language}.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])
    for table in data["tables"].values():
        file = built / "reports/MEX" / "tables" / f"{table['file']}.csv"
        assert file.read_text(encoding="utf-8") == f"\ufeff{table['csv']}"
        assert f'href="tables/{table["file"]}.csv"' in page


def test_no_two_data_files_have_one_name(built: Path) -> None:
    names = [path.name for path in (built / "reports").rglob("*.*") if path.suffix in (".csv", ".xlsx")]
    assert len(set(names)) == len(names)


def test_csv_values_are_not_rounded(built: Path, build: Build) -> None:
    text = (built / "reports/MEX" / "tables" / "table1.en.csv").read_text(encoding="utf-8-sig")
    rows = {row["Year"]: row for row in csv.DictReader(io.StringIO(text))}
    name = "World Bank: Remittances (US$ million)"
    assert float(rows["2003"][name]) == pytest.approx(build.wide("table1", "worldbank")["remittances"][2003], abs=1e-9)
    assert float(rows["2003"][name]) != round(float(rows["2003"][name]))
    assert rows["2025"][name] == ""


def test_templates_hold_no_number_and_no_country() -> None:
    for path in template_files(TEMPLATES):
        if path.suffix == ".j2":
            text = re.sub(r"\{[%{#].*?[%}#]\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            text = re.sub(r"<[^>]*>", " ", text)
            assert not re.search(r"\d", text), path
            assert "Mexic" not in text, path


def test_the_library_of_the_brief_names_no_country() -> None:
    library = TEMPLATES.parent / "remesas"
    for path in [library / "build.py", *(library / "brief").rglob("*.py")]:
        assert not re.search(r"Mexic|MEX\b|Banxico|INEGI", path.read_text(encoding="utf-8")), path


def test_style_and_charts_take_colours_from_the_tokens() -> None:
    for path in [
        *(TEMPLATES / "css").glob("*.css"),
        *(TEMPLATES / "js").glob("*.js"),
        *(TEMPLATES.parent / "remesas" / "brief").rglob("*.py"),
    ]:
        assert not re.search(r"#[0-9a-fA-F]{3,6}\b", path.read_text(encoding="utf-8")), path
