from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["brief.en.html", "revisions.en.html"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = [360, 768, 1280]
LIMIT = 2_500_000


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["revisions.en.html", "revisions.es.html", "revisions.fr.html", "index.html"])
def test_axe_finds_nothing_on_the_other_pages(visit, name: str, scheme: str) -> None:
    page = visit(name, color_scheme=scheme)
    assert violations(page) == []


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing_on_the_brief_with_everything_open(visit, language: str, scheme: str, width: int) -> None:
    page = visit(f"brief.{language}.html", color_scheme=scheme, viewport={"width": width, "height": 800})
    page.locator('[data-chart="table1-national"] button').click()
    page.locator('[data-chart="table1-national"] .reader').focus()
    page.locator('[data-chart="table1-national"] .live svg').wait_for()
    page.locator("#table-table1 fieldset input").last.check()
    page.locator('[id="table2.worldbank.oil.2003"]').click()
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(visit, name: str) -> None:
    page = visit(name)
    for width in [320, *WIDTHS]:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_text_at_twice_its_size_stays_readable(visit) -> None:
    page = visit(viewport={"width": 640, "height": 450})
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
    assert (built / "reports" / "tables" / "table1.en.xlsx").is_file()


def test_small_and_quick(visit, built: Path) -> None:
    assert (built / "reports" / "brief.en.html").stat().st_size < LIMIT
    ready = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    assert min(visit().evaluate(ready) for _ in range(3)) < 1000


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
