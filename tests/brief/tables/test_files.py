"""Data files of a table: years are numbers, sums carry no noise, formats show the decimals of the page."""

import io
from dataclasses import replace

import openpyxl
import pytest

from remesas.brief.tables.amounts import list_amounts
from remesas.brief.tables.files import write_csv, write_workbook
from remesas.brief.tables.model import Column, Row, TableView, lay_out, show_number


def make_view(language, values: list[float]) -> TableView:
    columns = [Column("Value", lambda value: show_number(language("en"), value, 2))]
    laid = lay_out(columns, values, lambda value: Row("1991"))
    return TableView(name="t", caption="T", lead="", corner="Year", **laid)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.1 + 0.2, "0.3"),
        (26695.935998 - 26058.8181, "637.117898"),  # two numbers of six decimals: so is what they differ by
        (15138.686409, "15138.686409"),
        (1 / 3, "0.3333333333"),
        (13266.0, "13266"),
        (0.00001, "0.00001"),
        (-1e-13, "0"),
    ],
)
def test_numbers_carry_no_noise_no_exponent_and_no_idle_point(make_context, language, value, written) -> None:
    assert write_csv(make_context(), make_view(language, [value])).splitlines()[1] == f"1991,{written}"


def test_a_workbook_has_years_as_numbers_and_the_decimals_of_the_page(make_context) -> None:
    context = make_context()
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(context, list_amounts(context, "shares"))))
    sheet = book["Data"]
    assert [cell.value for cell in sheet[1]] == ["Year", "Here: Oil and gas (percent)"]
    assert [cell.value for cell in sheet["A"][1:]] == [1991, 1992]
    assert sheet["A2"].number_format == "General"
    assert (sheet["B3"].value, sheet["B3"].number_format) == (33.333, "#,##0.0")
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_a_workbook_says_what_it_is_whose_how_old_and_under_which_licence(make_context) -> None:
    context = make_context()
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(context, list_amounts(context, "shares"))))
    assert (book.properties.title, book.properties.creator) == ("Shares", "The Remesas project")
    notes = [cell.value for cell in book["Notes"]["A"]]
    assert notes[0] == "Shares"
    assert {"Source: Bank.", "Newest vintage of the tables: 2026.", book.properties.description} <= set(notes)
    assert "CC BY 4.0" in book.properties.description


def test_a_file_is_named_after_its_language(make_context) -> None:
    view = list_amounts(make_context(), "shares")
    assert view.file("es") == "shares.es"
    assert replace(view, prefix="revisions-").file("es") == "revisions-shares.es"
