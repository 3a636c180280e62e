"""Data files of a table: years are numbers, sums carry no noise, formats show the decimals of the page."""

import io

import openpyxl
import pytest

from remesas.brief.contents import REVISION_TABLES, table_names
from remesas.brief.tables.amounts import list_amounts
from remesas.brief.tables.files import NAME, remove_former, write_csv, write_workbook
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
    context.build.__dict__["newest_vintage"] = "2026"
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(context, list_amounts(context, "shares"))))
    sheet = book["Data"]
    assert [cell.value for cell in sheet[1]] == ["Year", "Here: Oil and gas (percent)"]
    assert [cell.value for cell in sheet["A"][1:]] == [1991, 1992]
    assert sheet["A2"].number_format == "General"
    assert (sheet["B3"].value, sheet["B3"].number_format) == (33.333, "#,##0.0")
    assert sheet.auto_filter.ref == "A1:B3"
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


@pytest.fixture
def folder(tmp_path):
    """Files of two tables, in the folder and in one below, one of each no longer made."""
    for name in ("table1", "revised", "revisions/cells", "revisions/old-ranks"):
        for path in (tmp_path / f"{name}.csv", tmp_path / f"{name}.xlsx"):
            path.parent.mkdir(exist_ok=True)
            path.write_text("of some build")
    return tmp_path


def list_files(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_files_of_a_table_that_is_no_longer_made_go(folder) -> None:
    made = ["revisions/cells.csv", "revisions/cells.xlsx", "table1.csv", "table1.xlsx"]
    remove_former([folder / name for name in made])
    assert list_files(folder) == made


def test_files_of_a_stranger_stay(folder) -> None:
    below = ["below/revised.csv", "below/revised.xlsx"]
    theirs = ["My notes.csv", "My notes.xlsx", "figures.csv", "notes.txt", "sums.xlsx", *below]
    for name in theirs:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("by hand")
    remove_former([folder / "table1.csv", folder / "table1.xlsx"])
    assert set(theirs) <= set(list_files(folder))
    assert "revised.csv" not in list_files(folder)
    assert "revisions/cells.csv" in list_files(folder)  # nothing is made in that folder: it is not looked at


def test_every_name_of_a_table_is_one_that_is_recognised(catalog) -> None:
    names = [*table_names(catalog), *REVISION_TABLES]
    assert [name for name in names if not NAME.fullmatch(name)] == []
