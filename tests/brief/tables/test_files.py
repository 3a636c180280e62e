"""Data files of a table: years are numbers, sums carry no noise, formats show the decimals of the page."""

import io
from dataclasses import replace

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
    assert [cell.value for cell in sheet["A"][1:]] == [1992]
    assert sheet["A2"].number_format == "General"
    assert (sheet["B2"].value, sheet["B2"].number_format) == (33.333, "#,##0.0")
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


HOSTILE = ["=1+1", "@SUM(1)", "+cmd|' /C calc'!A0", "{=1+1}", "http://evil.example", "mailto:a@evil.example"]


@pytest.mark.parametrize("title", HOSTILE)
def test_texts_stay_texts_in_spreadsheets(make_context, language, title) -> None:
    context, view = make_context(), make_view(language, [1.0])
    view = replace(view, rows=[replace(view.rows[0], head=title)], caption=title)
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(context, view)))
    assert (sheet["Data"]["A2"].value, sheet["Data"]["A2"].data_type, sheet["Data"]["A2"].hyperlink) == (
        title,
        "s",
        None,
    )
    written = write_csv(context, view).splitlines()[1].removesuffix(",1")
    assert written == (f"'{title}" if title[0] in "=@+" else title)


def test_an_amount_with_its_sign_is_no_formula(make_context, language) -> None:
    view = make_view(language, [1.0])
    view = replace(view, rows=[replace(view.rows[0], head="+14.1 percent")])
    assert write_csv(make_context(), view).splitlines()[1] == "+14.1 percent,1"


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


@pytest.fixture
def folder(tmp_path):
    """Files of a table that is made, of one that no longer is, and of one from before names had a language."""
    for name in ("table1.es", "revised.es", "revised.fr", "table1"):
        for path in (tmp_path / f"{name}.csv", tmp_path / f"{name}.xlsx"):
            path.write_text("of some build")
    return tmp_path


def list_files(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_files_of_a_table_that_is_no_longer_made_go(folder) -> None:
    made = ["table1.es.csv", "table1.es.xlsx"]
    remove_former([folder / name for name in made], "es")
    assert list_files(folder) == ["revised.fr.csv", "revised.fr.xlsx", *made], "those of another language are not its"


def test_files_of_a_stranger_stay(folder) -> None:
    below = ["below/revised.es.csv", "below/revised.es.xlsx"]
    theirs = ["My notes.csv", "My notes.xlsx", "figures.csv", "notes.txt", "sums.xlsx", *below]
    for name in theirs:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("by hand")
    remove_former([folder / "table1.es.csv", folder / "table1.es.xlsx"], "es")
    assert set(theirs) <= set(list_files(folder))
    assert "revised.es.csv" not in list_files(folder)


def test_every_name_of_a_table_is_one_that_is_recognised(catalog) -> None:
    names = [*table_names(catalog), *REVISION_TABLES]
    assert [name for name in names if not NAME.fullmatch(name)] == []
