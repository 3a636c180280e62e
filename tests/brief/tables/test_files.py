"""Data files of a table: years are numbers, sums carry no noise, formats show the decimals of the page."""

import io

import openpyxl

from remesas.brief.tables.amounts import list_amounts
from remesas.brief.tables.files import write_csv, write_workbook
from remesas.brief.tables.model import Column, Row, TableView, lay_out, show_number


def make_view(language, values: list[float]) -> TableView:
    columns = [Column("Value", lambda value: show_number(language("en"), value, 2))]
    laid = lay_out(columns, values, lambda value: Row("1991"))
    return TableView(name="t", caption="T", lead="", corner="Year", **laid)


def test_sums_of_decimals_carry_no_noise(language) -> None:
    assert 0.1 + 0.2 != 0.3
    assert write_csv(make_view(language, [0.1 + 0.2, 1 / 3])).splitlines()[1:] == ["1991,0.3", "1991,0.333333333333333"]


def test_a_workbook_has_years_as_numbers_and_the_decimals_of_the_page(make_context) -> None:
    context = make_context()
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(context, list_amounts(context, "shares"))))
    sheet = book["Data"]
    assert [cell.value for cell in sheet[1]] == ["Year", "Here: Oil and gas (percent)"]
    assert [cell.value for cell in sheet["A"][1:]] == [1991, 1992]
    assert sheet["A2"].number_format == "General"
    assert (sheet["B3"].value, sheet["B3"].number_format) == (33.333, "#,##0.0")
    assert sheet.auto_filter.ref == "A1:B3"
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
