"""Workbooks: what they mean is read, what is broken, or would fill the memory, is refused in a sentence."""

import datetime as dt
import io
import struct
import zipfile

import pytest
import xlsxwriter

from remesas.core.errors import DataError
from remesas.update.readers import base, workbook
from support import biff
from support.exports import BANK, REMITTANCES, WIDE, numbers, rows_of, take, text, xlsx, zipped


def corrupt(content, at, byte=0xFF, length=1):
    return content[:at] + bytes([byte]) * length + content[at + length :]


def damaged_sheet():
    content = xlsx(numbers(WIDE))
    return corrupt(content, content.index(b"xl/worksheets/sheet1.xml") + 40, length=40)


def bomb(**sizes):
    """A workbook that unpacks to so many bytes a member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, size in sizes.items():
            archive.writestr(f"xl/{name}.xml", b" " * size)
    return stream.getvalue()


def far_cell():
    """A workbook of the old kind whose second cell is in its last row and column."""
    place = struct.pack("<HHHHH", 0x0203, 14, 0, 1, 0)
    content = biff.workbook([["Banco de México", 1.5]])
    assert content.count(place) == 1
    return content.replace(place, struct.pack("<HHHHH", 0x0203, 14, 0xFFFF, 0xFFFF, 0))


def sparse():
    """A workbook with a cell in its last row and column."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx([["Banco de México"]]))) as whole, zipfile.ZipFile(stream, "w") as changed:
        for name in whole.namelist():
            changed.writestr(name, whole.read(name).replace(b'r="A1"', b'r="XFD1048576"'))
    return stream.getvalue()


BROKEN = {
    "cut xls": biff.workbook(numbers(WIDE))[:600],
    "damaged directory": corrupt(biff.workbook(numbers(WIDE)), 44, length=8),
    "no XML": xlsx(numbers(WIDE)).replace(b"PK\x03\x04", b"PK\x03\x05", 1),
    "damaged sheet": damaged_sheet(),
    "far cell": far_cell(),
    "far cell, xlsx": sparse(),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("reader", [None, "banxico", "worldbank"])
def test_a_broken_workbook_is_refused_in_a_sentence(catalog, name, reader):
    with pytest.raises(DataError, match=r"my\.xls"):
        take(catalog, BROKEN[name], "banxico", "remittances", name="my.xls", reader=reader)


def test_a_workbook_that_unpacks_to_too_much_is_not_read(catalog, monkeypatch):
    monkeypatch.setattr(base, "MAX_BYTES", 1_000_000)
    with pytest.raises(DataError, match="it unpacks to 1200000 bytes, more than the 1000000 that are read"):
        take(catalog, bomb(a=600_000, b=600_000), "banxico", "remittances", reader="banxico")
    with pytest.raises(DataError, match="it unpacks to"):
        take(catalog, zipped(a=text(BANK), b=" " * 1_000_000), "worldbank", "wdi", reader="worldbank")


def test_a_sheet_with_too_many_cells_is_not_read():
    wide = [["x"] * 16_000] + [[]] * 320 + [["x"]]
    with pytest.raises(ValueError, match=f"more than {workbook.MAX_CELLS} cells"):
        workbook.read_workbook(xlsx(wide))


def test_dates_and_numbers_of_workbooks_are_read_as_they_are_meant(catalog):
    rows = [
        ["Banco de México"],
        ["Fecha", "SE27803"],
        [dt.date(1995, 1, 1), 254.57],
        [dt.datetime(1995, 2, 1), 1248.06],
    ]
    parsed = take(catalog, xlsx(rows), "banxico", "remittances")
    assert rows_of(parsed) == REMITTANCES


def test_an_error_in_a_cell_is_no_value(catalog):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for index, (date, value) in enumerate([("Fecha", "SE27803"), ("01/01/1995", 254.57)]):
            sheet.write_row(index, 0, [date, value])
        sheet.write_string(2, 0, "01/02/1995")
        sheet.write_formula(2, 1, "=1/0", value="#DIV/0!")
    assert b"#DIV/0!" in zipfile.ZipFile(stream).read("xl/worksheets/sheet1.xml")
    assert rows_of(take(catalog, stream.getvalue(), "banxico", "remittances")) == REMITTANCES[:1]
