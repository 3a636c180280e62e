from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["brief.en.html", "revisions.en.html"]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}, "target-size": {"enabled": True}},
}
"""Also what axe runs in newer versions by itself: a control is named as it reads, and can be hit."""
WIDTHS = [360, 768, 1280]
LIMIT = 2_500_000


def violations(page, *, colours: bool = True) -> list[str]:
    rules = RULES["rules"] | {"color-contrast": {"enabled": colours}}
    found = Axe().run(page, options=RULES | {"rules": rules}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


# Colours do not depend on the language, and are most of the work: each scheme once, and each language by itself.
@pytest.mark.parametrize(
    ("name", "scheme", "colours"),
    [("revisions.en.html", "dark", True), ("revisions.es.html", "light", True), ("revisions.fr.html", "light", False),
     ("index.html", "light", True), ("index.html", "dark", True)],
)  # fmt: skip
def test_axe_finds_nothing_on_the_other_pages(visit, name: str, scheme: str, colours: bool) -> None:
    page = visit(name, color_scheme=scheme)
    assert violations(page, colours=colours) == []


@pytest.mark.parametrize(
    ("language", "scheme", "width", "colours"),
    [("en", "light", 360, True), ("es", "dark", 1280, True), ("fr", "dark", 360, False)],
)
def test_axe_finds_nothing_on_the_brief_with_everything_open(
    visit, language: str, scheme: str, width: int, colours: bool
) -> None:
    page = visit(f"brief.{language}.html", color_scheme=scheme, viewport={"width": width, "height": 800})
    page.locator('[data-chart="table1-national"] button').click()
    page.locator('[data-chart="table1-national"] .reader').focus()
    page.locator('[data-chart="table1-national"] .live svg').wait_for()
    page.locator("#table-table1 fieldset input").last.check()
    page.locator('[id="table2.worldbank.oil.2003"]').click()
    assert violations(page, colours=colours) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(visit, name: str) -> None:
    page = visit(name)
    for width in [320, *WIDTHS]:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("name", ["brief.en.html", "brief.fr.html", "revisions.es.html", "index.html"])
def test_no_text_is_smaller_than_twelve_pixels_on_a_phone(visit, name: str) -> None:
    page = visit(name)
    look = """() => {
          const found = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const one = walker.currentNode.parentElement;
            if (!walker.currentNode.textContent.trim() || one.closest("script, style, svg")) continue;
            if (one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 12) found.push(one.outerHTML);
          }
          return found;
        }"""
    for width in (360, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(look) == [], width


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_no_letter_of_a_chart_is_smaller_than_eleven_pixels_on_a_phone(visit, language: str) -> None:
    page = visit(f"brief.{language}.html", viewport={"width": 390, "height": 800})
    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".panel svg text")]
          .filter((one) => one.checkVisibility() && one.textContent.trim())
          .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"""
    )
    assert len(sizes) > 200
    assert min(sizes) >= 11


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_no_word_of_a_head_is_broken(visit, language: str) -> None:
    page = visit(f"brief.{language}.html")
    look = """() => {
          const found = [];
          const range = document.createRange();
          for (const head of document.querySelectorAll(".table thead th, .known td")) {
            const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              for (const word of walker.currentNode.data.matchAll(/\\p{L}+/gu)) {
                range.setStart(walker.currentNode, word.index);
                range.setEnd(walker.currentNode, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
                if (lines.size > 1) found.push(word[0]);
              }
            }
          }
          return found;
        }"""
    for width in (390, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(look) == [], width


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024)])
def test_a_head_stays_until_its_table_ends(visit, width: int, height: int) -> None:
    page = visit(viewport={"width": width, "height": height})
    for name in ("table1", "definitions", "sources", "known"):
        table = page.locator(f"#table-{name}")
        row = table.locator("tbody tr").last
        row.evaluate("(one) => window.scrollTo(0, one.getBoundingClientRect().top + window.scrollY - 120)")
        page.wait_for_function(
            "(one) => Math.abs(one.getBoundingClientRect().top) < 1", arg=table.locator("thead").element_handle()
        )
        assert row.bounding_box()["y"] > 0


def test_findings_come_first_then_contents(visit) -> None:
    page = visit(viewport={"width": 390, "height": 800})
    findings, contents = page.locator("#findings h2").bounding_box(), page.locator(".contents").bounding_box()
    assert findings["y"] < 800
    assert contents["y"] > page.locator(".findings li").last.bounding_box()["y"]


@pytest.mark.parametrize("name", PAGES)
def test_tables_keep_their_heads_in_sight_and_fit_a_desktop(visit, name: str) -> None:
    page = visit(name)
    too_wide = "(boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.outerHTML)"
    assert page.locator(".scroll").evaluate_all(too_wide) == []
    table = page.locator(".table").filter(has=page.locator("tbody tr:nth-child(13)")).last
    table.locator("tbody tr").nth(10).evaluate("(row) => row.scrollIntoView({ block: 'start' })")
    head, row = table.locator("thead").bounding_box(), table.locator("tbody tr").nth(10).bounding_box()
    assert abs(head["y"]) < 1
    assert row["y"] >= head["y"] + head["height"], "a link to a row does not end below the head"


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_print_beside_both_bases_fits_a_desktop(visit, language: str) -> None:
    page = visit(f"brief.{language}.html")
    for name in ("table1", "table2"):
        page.locator(f"#table-{name} fieldset input").last.check()
        box = page.locator(f"#table-{name} .scroll")
        assert box.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        edges = box.bounding_box()
        assert edges["x"] >= 0
        assert edges["x"] + edges["width"] <= 1280
        assert box.locator("thead").bounding_box()["height"] < 60, "no name of a column breaks"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_table_scrolls_in_its_own_box_on_a_phone(visit) -> None:
    """Head and years stay, and with the years the lines between groups of five of them."""
    page = visit(viewport={"width": 360, "height": 700})
    box = page.locator("#table-table1 .scroll")
    box.evaluate("(one) => { one.scrollLeft = 200; }")
    box.evaluate("(one) => window.scrollTo(0, one.getBoundingClientRect().top + window.scrollY + 300)")
    kept = "(one) => Math.abs(one.getBoundingClientRect().top) < 1"
    page.wait_for_function(kept, arg=box.locator(".corner").element_handle())
    corner = box.locator(".corner").bounding_box()
    assert corner["x"] < 1
    assert abs(corner["y"]) < 1
    year = box.locator("tbody th", has_text="2010")
    assert 0 <= year.bounding_box()["x"] < 1
    line = "(one) => getComputedStyle(one).borderTopWidth"
    assert year.evaluate(line) != "0px"
    assert box.locator("tbody th", has_text="2011").evaluate(line) == "0px"
    assert box.evaluate("(one) => getComputedStyle(one.querySelector('table')).borderCollapse") == "separate"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_text_keeps_its_measure(visit) -> None:
    page = visit()
    for text in page.locator("#findings li, #findings > p").all():
        assert text.bounding_box()["width"] <= 44 * 16, text.inner_text()


def test_text_at_twice_its_size_stays_readable(visit) -> None:
    page = visit(viewport={"width": 640, "height": 450}, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_keeps_lines_and_words(visit, scheme: str) -> None:
    page = visit(forced_colors="active", color_scheme=scheme)
    text = page.locator('[data-chart="table1-national"] svg text').first
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert text.evaluate("(one) => getComputedStyle(one).fill") != ground
    line = page.locator('[data-chart="table1-national"] svg path[stroke]').last
    assert line.evaluate("(one) => getComputedStyle(one).stroke") != ground


def test_whole_without_scripts(visit, built: Path) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator("button, dialog, fieldset").count() == 0
    assert page.locator(".panel > .plot > svg").count() >= 13
    assert page.locator('a[href="tables/table1.en.xlsx"]').count() == 1
    assert (built / "reports/MEX" / "tables" / "table1.en.xlsx").is_file()


def test_a_page_is_small(built: Path) -> None:
    assert (built / "reports/MEX" / "brief.en.html").stat().st_size < LIMIT


def test_printing_leaves_the_controls_out(visit) -> None:
    page = visit(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for chosen in ("fieldset", ".panel button", ".cite", ".data", ".hint"):
        assert page.locator(chosen).first.is_hidden(), chosen
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_captions_keep_to_the_window_on_a_phone(visit) -> None:
    page = visit("brief.fr.html", viewport={"width": 360, "height": 800})
    for caption in page.locator(".table caption b, .table caption .lead").all():
        box = caption.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360, caption.inner_text()
