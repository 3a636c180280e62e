"""Every interaction of the page in the other languages: the same controls, in their words and formats."""

import re
from pathlib import Path

import pytest

from remesas.brief.words import labels as interface
from remesas.brief.words.language import Language, load_language
from support.project import ARTICLE, ROOT

CELL = "table1.national.remittances.2003"
LOCALES = ROOT / "workflow" / "locales"


@pytest.fixture(params=["es", "fr"])
def language(request) -> Language:
    return load_language(request.param, LOCALES, ARTICLE / "locales")


@pytest.fixture
def page(visit, language):
    return visit(f"brief.{language.code}.html")


def test_a_cell_tells_where_it_comes_from(page, language) -> None:
    said = interface.words(language)
    page.locator(f'[id="{CELL}"]').click()
    names = page.locator("dialog dt").all_inner_texts()
    assert names[:3] == [said["value"], said["unit"], said["formula"]]
    value = page.locator("dialog dd").first.inner_text()
    assert value == {"es": "15,138.686409", "fr": "15\u202f138,686409"}[language.code]
    assert page.locator("dialog dd li").first.inner_text().startswith("SE27803")
    assert page.locator("dialog button.link").inner_text() == said["link"]
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_numbers_of_sentences_tell_it_too(page, language) -> None:
    page.locator("#findings data").first.click()
    assert interface.words(language)["formula"] in page.locator("dialog dt").all_inner_texts()


def test_bases_are_switched_and_print_is_set_beside(page, language) -> None:
    table = page.locator("#table-table1")
    table.get_by_label(interface.words(language)["printed"]).check()
    table.locator("fieldset input").nth(1).uncheck()
    assert page.locator('[id="table1.worldbank.remittances.2003"]').is_hidden()
    row = table.locator("tr", has=page.locator(f'[id="{CELL}"]'))
    assert row.locator("td.added").first.inner_text() == language.numbers.amount(13266)


def test_the_ledger_is_filtered_and_ordered(page, language) -> None:
    said = interface.words(language)
    ledger = page.locator("#table-claims")
    rows = ledger.locator("tbody tr:not(.group):visible")
    every = rows.count()
    ledger.get_by_label(said["verdict"], exact=True).select_option(index=1)
    assert 0 < rows.count() < every
    told = said["count"].replace("{shown}", str(rows.count())).replace("{all}", str(every))
    assert ledger.get_by_role("status").inner_text() == told
    ledger.get_by_label(said["verdict"], exact=True).select_option(index=0)
    ledger.get_by_label(said["order"], exact=True).select_option("text")
    texts = ledger.locator("tbody th[scope=row]:visible").all_inner_texts()
    sort = "([texts, code]) => [...texts].sort((a, b) => a.localeCompare(b, code))"
    assert texts == page.evaluate(sort, [texts, language.code])


def test_charts_answer_to_the_keyboard_and_show_their_values(page, language) -> None:
    panel = page.locator('[data-chart="table1-national"]')
    panel.locator(".reader").focus()
    panel.locator(".live svg").wait_for()
    page.keyboard.press("Home")
    first = panel.locator(".reader").get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")
    assert panel.locator(".reader").get_attribute("aria-valuetext") != first
    panel.get_by_role("button").click()
    assert panel.locator("tbody tr", has_text="2003").locator("td").first.inner_text() == language.numbers.amount(
        15.14, 2
    )
    bars = page.locator('[data-chart="verdicts-evidence"] .reader')
    bars.focus()
    page.locator('[data-chart="verdicts-evidence"] .live svg').wait_for()
    page.keyboard.press("Home")
    assert re.match(r".+: .+ \d+$", bars.get_attribute("aria-valuetext"))


def test_what_is_copied_and_downloaded(page, language, built: Path, tmp_path: Path) -> None:
    page.get_by_role("button", name=interface.words(language)["cite"]).click()
    title = page.locator("h1").inner_text()
    assert f" {title}. " in page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as waiting:
        page.locator('#table-table2 a[href$=".csv"]').click()
    assert waiting.value.suggested_filename == f"table2.{language.code}.csv"
