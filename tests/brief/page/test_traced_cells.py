"""Cells and numbers of sentences tell in the page where they come from."""

import csv
import io
import re
from pathlib import Path

from support.pages import CELL, cell, facts


def test_a_cell_tells_where_it_comes_from(visit, built: Path) -> None:
    page = visit()
    cell(page, CELL).click()
    told = facts(page)
    assert told["Value"] == "15,138.686409"
    assert told["Unit"] == "US$ million"
    assert told["Formula"] == "SE27803 [USD million]"
    assert "Banco de México, vintage 1 July 2026" in told["Series"]
    assert "raw/banxico/2026-07-01/remittances.csv" in told["Series"]
    assert told["Status"] == "break in the series"
    provider = page.locator("dialog dl a", has_text="Provider's page").first
    assert provider.get_attribute("href") == "https://www.banxico.org.mx/SieInternet/"
    link = page.locator("dialog dl a", has_text="tables/table1.en.csv").get_attribute("href")
    file, row = re.fullmatch(r"(tables/table1\.en\.csv)#row=(\d+)", link).groups()
    text = (built / "reports/MEX" / file).read_text(encoding="utf-8-sig")
    line = list(csv.reader(io.StringIO(text)))[int(row) - 1]
    assert line[0] == "2003"
    assert "15138.686409" in line


def test_every_cell_of_every_table_has_a_trace(visit) -> None:
    page = visit()
    outcome = page.evaluate(
        """() => {
          const empty = []; let seen = 0; let shown = 0;
          HTMLDialogElement.prototype.showModal = () => { shown += 1; };  // the contents count here, not the layout
          for (const cell of document.querySelectorAll(".table td:not(.added)")) {
            cell.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
            seen += 1;
            const names = [...document.querySelectorAll("dialog dt")].map((one) => one.textContent);
            const told = ["Value", "Data file"].every((name) => names.includes(name));
            const derived = ["Formula", "Series", "Note"].some((name) => names.includes(name));
            const computed = derived || !cell.matches(".number") || !cell.textContent;
            if (shown !== seen || !told || !computed) empty.push(cell.outerHTML);
          }
          return { empty: empty.slice(0, 3), seen };
        }"""
    )
    assert outcome["empty"] == []
    assert outcome["seen"] > 3000


def test_every_number_of_a_sentence_has_a_trace(visit) -> None:
    page = visit()
    assert page.locator("data:not(.traced)").count() == 0
    for section in ("findings", "revisions", "statements"):
        assert page.locator(f"#{section} data").count() > 5, section
    outcome = page.evaluate(
        """() => {
          const untold = []; let shown = 0;
          const { showModal } = HTMLDialogElement.prototype;
          HTMLDialogElement.prototype.showModal = () => { shown += 1; };  // the contents count here, not the layout
          const numbers = [...document.querySelectorAll("#findings data, #statements data")];
          for (const [place, number] of numbers.entries()) {
            number.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
            const rows = [...document.querySelectorAll("dialog dl > div")];
            const told = Object.fromEntries(
              rows.map((row) => ["dt", "dd"].map((name) => row.querySelector(name).textContent)),
            );
            if (shown !== place + 1 || !told.Value || !(told.Formula || told.Series)) untold.push(number.outerHTML);
          }
          HTMLDialogElement.prototype.showModal = showModal;
          return { untold, seen: numbers.length };
        }"""
    )
    assert outcome["untold"] == []
    assert outcome["seen"] > 60


def test_the_keyboard_opens_a_number_and_comes_back_to_it(visit) -> None:
    page = visit()
    number = page.locator("#statements data").nth(3)
    number.focus()
    page.keyboard.press("Enter")
    assert facts(page)["Value"]
    page.keyboard.press("Escape")
    assert number.evaluate("(one) => one === document.activeElement")


def test_a_statement_of_the_ledger_tells_each_reading(visit) -> None:
    page = visit()
    page.locator("#claim-exports-twice-brazil td").nth(1).click()
    told = facts(page)
    assert "÷" in told["Formula"]
    assert "World Bank" in told["Series"]
    page.locator("dialog button.link").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith("#claim-exports-twice-brazil")


def test_a_mark_of_a_note_is_no_part_of_a_number(visit) -> None:
    page = visit()
    marked = page.locator("#table-table1 td.number:has(sup)").first
    assert marked.inner_text()[-1].isalpha()
    marked.click()
    assert page.locator("dialog .shown").inner_text()[-1].isdigit()


def test_a_missing_cell_says_why(visit) -> None:
    page = visit()
    cell(page, "table2.national.oil.1991").click()
    told = facts(page)
    assert told["Value"] == "no figure"
    assert told["Note"].startswith("petroleum imports before 1993 are in Banco de México's annual reports")
