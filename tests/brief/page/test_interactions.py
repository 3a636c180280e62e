"""The page in a browser: keyboard, addresses, tables, ledger and charts."""

import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from support.pages import CELL, cell, facts


# ---- keyboard and addresses ------------------------------------------------------------------------------------------
def test_the_keyboard_walks_through_a_table(visit) -> None:
    page = visit()
    table = page.locator("#table-table1")
    assert table.locator("td[tabindex='0']").count() == 1
    cell(page, CELL).click()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "table1.national.tourism.2003"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "table1.national.tourism.2004"
    page.keyboard.press("Control+Home")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.id") == "table1.national.remittances.1991"


def test_the_tab_key_goes_through_the_controls_in_their_order(visit) -> None:
    page = visit()
    page.evaluate("window.reached = []; addEventListener('focusin', ({ target }) => reached.push(target))")
    for _ in range(40):
        page.keyboard.press("Tab")
    assert page.evaluate("new Set(reached).size") == 40
    later = "Node.DOCUMENT_POSITION_FOLLOWING"
    assert page.evaluate(
        f"reached.every((one, place) => !place || reached[place - 1].compareDocumentPosition(one) & {later})"
    )


def test_every_control_can_be_reached_and_shows_where_it_is(visit) -> None:
    page = visit()
    page.keyboard.press("Tab")  # what a script focuses after a key is shown as what a key reaches
    outcome = page.evaluate(
        """() => {
          const controls = [...document.querySelectorAll('a[href], button, input, select, [tabindex="0"]')]
            .filter((one) => one.checkVisibility());
          const missed = controls.filter((one) => {
            one.focus({ preventScroll: true });
            return document.activeElement !== one || one.tabIndex < 0 || getComputedStyle(one).outlineStyle === "none";
          });
          return { missed: missed.map((one) => one.outerHTML.slice(0, 80)), seen: controls.length };
        }"""
    )
    assert outcome["missed"] == []
    assert outcome["seen"] > 200


@pytest.mark.parametrize(
    "address", [CELL, "table-table2", "claim-exports-twice-brazil", "summary.r1.c7", "findings.n3"]
)
def test_an_address_is_marked_and_in_sight(visit, address: str) -> None:
    page = visit(address=address)
    page.wait_for_function("document.querySelectorAll('.aimed').length === 1")
    aimed = page.locator(".aimed")
    box = aimed.bounding_box()
    assert box["y"] < 900
    assert box["y"] + box["height"] > 0


def test_a_copied_link_leads_back(visit) -> None:
    page = visit()
    page.locator("#table-summary tbody tr:not(.group) td").nth(6).click()
    page.locator("dialog button.link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith("#summary.r1.c7")


def test_a_number_of_a_sentence_has_a_link_that_is_in_the_list_of_numbers(visit, built: Path) -> None:
    page = visit()
    number = page.locator("#statements data[data-origin]").nth(1)
    number.click()
    page.locator("dialog button.link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith("#statements.n2")
    numbers = json.loads((built / "processed" / "MEX" / "numbers" / "en.json").read_text(encoding="utf-8"))
    assert numbers["statements.n2"][0]["shown"] == number.inner_text()


# ---- tables ----------------------------------------------------------------------------------------------------------
def test_bases_are_switched_and_print_is_set_beside(visit) -> None:
    page = visit()
    table = page.locator("#table-table1")
    print_cells = table.locator("td.added")
    assert print_cells.first.is_hidden()
    table.get_by_label("As printed").check()
    table.get_by_label("World Bank").uncheck()
    assert cell(page, CELL).is_visible()
    assert cell(page, "table1.worldbank.remittances.2003").is_hidden()
    row = table.locator("tr", has=cell(page, CELL))
    shown = row.locator("td.added").all_inner_texts()
    assert shown[0] == "13,266"
    assert len(shown) == 5
    row.locator("td.added").first.click()
    assert "Delgado-Wise" in facts(page)["Series"]
    page.keyboard.press("Escape")
    table.get_by_label("National sources").uncheck()
    table.get_by_label("As printed").click()
    assert table.get_by_label("As printed").is_checked(), "something is always shown"


def test_columns_go_with_their_basis(visit) -> None:
    page = visit()
    table = page.locator("#table-table1-print")
    table.get_by_label("National sources").uncheck()
    heads = table.locator("thead th:visible").all_inner_texts()
    assert heads == ["Year", "Printed", "World Bank", "Regenerated", "Difference", "Percent", "Class"]
    assert table.locator("tbody tr:not(.group)").first.locator("td:visible").count() == 5


def test_data_files_come_out_of_the_page_itself(visit, built: Path, tmp_path: Path) -> None:
    page = visit()
    for kind in ("csv", "xlsx"):
        with page.expect_download() as waiting:
            page.locator(f'#table-table2 a[href$=".{kind}"]').click()
        saved = waiting.value
        assert saved.suggested_filename == f"table2.en.{kind}"
        saved.save_as(tmp_path / saved.suggested_filename)
        assert (tmp_path / f"table2.en.{kind}").read_bytes() == (
            built / "reports/MEX/tables" / f"table2.en.{kind}"
        ).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "table2.en.xlsx").read_bytes()))
    assert book.sheetnames == ["Data", "Notes"]


def test_the_citation_is_copied(visit) -> None:
    page = visit()
    page.get_by_role("button", name="Copy citation").click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("The Remesas project (2026). Remittances and foreign-exchange earnings: Mexico")
    assert "newest vintage 1 July 2026" in text
    assert text == page.locator(".citation").inner_text()


@pytest.mark.parametrize(("form", "file"), [("BibTeX", "citation.bib"), ("RIS", "citation.ris")])
def test_the_citation_is_copied_as_a_record(visit, built: Path, form: str, file: str) -> None:
    page = visit()
    page.get_by_role("button", name=f"Copy as {form}").click()
    record = page.evaluate("navigator.clipboard.readText()")
    records = (built / "reports/MEX" / file).read_text(encoding="utf-8")
    assert records.startswith(f"{record}\n")


def test_data_come_out_of_a_page_that_was_sent_alone(browser, built: Path, tmp_path: Path) -> None:
    shutil.copy(built / "reports/MEX" / "brief.en.html", tmp_path)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((tmp_path / "brief.en.html").as_uri())
    cell(page, CELL).click()
    with page.expect_download() as waiting:
        page.locator("dialog a", has_text="tables/table1.en.csv").click()
    waiting.value.save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_bytes() == (built / "reports/MEX/tables/table1.en.csv").read_bytes()
    assert page.url.startswith("file:")
    context.close()


# ---- ledger ----------------------------------------------------------------------------------------------------------
def test_the_ledger_is_searched_filtered_and_ordered(visit) -> None:
    page = visit()
    ledger = page.locator("#table-claims")
    rows = ledger.locator("tbody tr:not(.group):visible")
    every = rows.count()
    ledger.get_by_label("Verdict", exact=True).select_option("contradicted")
    options = ledger.get_by_label("Verdict", exact=True).locator("option").all_inner_texts()
    assert {"mixed", "possible", "not verified"} <= set(options)
    assert len(options) == len(set(options)) <= 12
    assert not any(":" in option for option in options), "what is said below a verdict is no verdict"
    assert 0 < rows.count() < every
    assert all("contradicted" in text for text in ledger.locator("td.verdict:visible").all_inner_texts())
    assert ledger.get_by_role("status").inner_text() == f"{rows.count()} of {every} statements"
    ledger.get_by_label("Search the statements").fill("remittances")
    assert all("remittances" in text.lower() for text in rows.all_inner_texts())
    ledger.get_by_label("Search the statements").fill("")
    ledger.get_by_label("Verdict", exact=True).select_option("")
    ledger.get_by_label("Order", exact=True).select_option("text")
    texts = ledger.locator("tbody th[scope=row]:visible").all_inner_texts()
    assert texts == page.evaluate("(texts) => [...texts].sort((a, b) => a.localeCompare(b, 'en'))", texts)
    first = rows.first.get_attribute("id")
    rows.first.locator("td").first.click()
    assert page.locator("dialog h2").inner_text()
    page.keyboard.press("Escape")
    ledger.get_by_label("Order", exact=True).select_option("print")
    assert rows.count() == every
    assert ledger.locator("tr.group:visible").count() > 1
    assert first != rows.first.get_attribute("id")


def test_a_link_to_a_statement_opens_it_alone(visit) -> None:
    page = visit(address="claim-exports-twice-brazil")
    ledger = page.locator("#table-claims")
    rows, others = ledger.locator("tbody tr:not(.group):visible"), ledger.locator("a.all")
    assert [row.get_attribute("id") for row in rows.all()] == ["claim-exports-twice-brazil"]
    told = ledger.locator("dl.origin").inner_text()
    assert "÷" in told
    assert "World Bank, vintage" in told
    head = ledger.locator("thead").bounding_box()
    assert 0 <= head["y"] < 900, "the heads of the columns are in sight"
    others.focus()
    page.keyboard.press("Enter")
    every = page.evaluate("document.querySelectorAll('#table-claims tr[id]').length")
    expect(ledger.locator("tr[id]:not([hidden])")).to_have_count(every)
    assert every > 50
    assert ledger.locator("dl.origin").is_hidden()
    assert others.is_hidden()
    page.go_back()
    others.wait_for()
    assert rows.count() == 1
    ledger.get_by_label("Verdict", exact=True).select_option("contradicted")
    assert rows.count() > 1
    assert others.is_hidden()


def test_a_statement_that_is_quoted_leads_to_its_row(visit) -> None:
    page = visit()
    quoted = page.locator(".told a:has(.statement)").first
    target = quoted.get_attribute("href")
    quoted.focus()
    page.keyboard.press("Enter")
    page.locator(f"{target}.aimed").wait_for()
    assert page.locator("#table-claims tbody tr:not(.group):visible").count() == 1


def test_without_scripts_a_link_to_a_statement_leads_to_its_row(visit) -> None:
    page = visit(address="claim-exports-twice-brazil", java_script_enabled=False)
    box = page.locator("#claim-exports-twice-brazil").bounding_box()
    assert 0 <= box["y"] < 900


@pytest.mark.parametrize("address", [CELL, "table2.national.oil.2025"])
def test_a_linked_cell_shows_the_heads_of_its_columns(visit, address: str) -> None:
    page = visit(address=address)
    page.locator("td.aimed").wait_for()
    page.wait_for_timeout(300)
    table = page.locator(".table", has=page.locator("td.aimed"))
    head, aimed = table.locator("thead").bounding_box(), page.locator("td.aimed").bounding_box()
    assert head["y"] >= -1
    assert aimed["y"] + aimed["height"] <= 900


# ---- charts ----------------------------------------------------------------------------------------------------------
def test_a_chart_answers_to_the_pointer(visit) -> None:
    page = visit()
    assert page.evaluate("window.vegaEmbed === undefined"), "nothing is loaded before it is needed"
    panel = page.locator('[data-chart="table1-national"]')
    reader = panel.locator(".reader")
    reader.scroll_into_view_if_needed()
    box = reader.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 50)
    panel.locator(".live svg").wait_for()
    page.mouse.move(box["x"] + box["width"] * (34 + 196 * 12 / 34) / 322, box["y"] + 80)
    tip = panel.locator(".tip")
    tip.wait_for()
    assert tip.inner_text().split("\n")[0] == "2003"
    assert "15.14" in tip.inner_text()
    live, still = panel.locator(".live svg").bounding_box(), panel.locator(".plot").bounding_box()
    assert abs(live["width"] - still["width"]) < 2


def test_a_chart_answers_to_the_keyboard(visit) -> None:
    page = visit()
    reader = page.locator('[data-chart="differences-table1-remittances-national"] .reader')
    reader.focus()
    page.locator('[data-chart="differences-table1-remittances-national"] .live svg').wait_for()
    page.keyboard.press("Home")
    first = reader.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")
    assert reader.get_attribute("aria-valuetext") != first
    assert first == "1991: Difference from print −9.2%"  # 2,414 against 2,660


def test_live_charts_look_like_their_pictures(visit, built: Path) -> None:
    """The runtime draws the same specification: every text of a picture stands in the live chart, at the same place."""
    page = visit()
    for panel in page.locator(".panel:visible").all():
        picture = [text for text in panel.locator(".plot > svg text").all_text_contents() if text]
        panel.locator(".reader").focus()
        panel.locator(".live svg").wait_for()
        assert sorted(text for text in panel.locator(".live svg text").all_text_contents() if text) == sorted(picture)


def test_the_values_of_a_chart_are_a_table(visit) -> None:
    page = visit()
    panel = page.locator('[data-chart="table1-national"]')
    panel.get_by_role("button").click()
    row = panel.locator("tbody tr", has_text="2003")
    assert row.locator("td").first.inner_text() == "15.14"
    assert panel.locator("thead th").first.inner_text() == "Year"
    panel.get_by_role("button").click()
    assert panel.locator(".chart-values").is_hidden()
