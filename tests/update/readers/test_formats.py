"""Every format that a user may bring: the same figures come out, and what is wrong names file and row."""

import pytest

from remesas.core.errors import DataError
from remesas.ingest.snapshots import COLUMNS
from remesas.update.readers import FORMATS, concepts
from remesas.update.readers.base import RawFile, Wanted
from remesas.update.readers.choose import READERS, read_file
from support import biff
from support.exports import (
    BANK,
    GDP,
    INEGI,
    LONG,
    REMITTANCES,
    TRADE,
    WIDE,
    html,
    numbers,
    rows_of,
    take,
    text,
    xlsx,
    zipped,
)


@pytest.mark.parametrize("rows", [WIDE, LONG], ids=["wide", "long"])
@pytest.mark.parametrize(
    "write",
    [
        lambda rows: text(rows).encode("latin-1"),
        lambda rows: text(rows).encode("utf-8-sig"),
        lambda rows: text(rows, ";").encode(),
        lambda rows: biff.workbook(numbers(rows)),
        lambda rows: xlsx(numbers(rows)),
        lambda rows: html(rows).encode("latin-1"),
    ],
    ids=["latin-1", "BOM", "semicolons", "xls", "xlsx", "HTML called xls"],
)
def test_table_export_of_banco_de_mexico(catalog, rows, write):
    parsed = take(catalog, write(rows), "banxico", "remittances")
    assert rows_of(parsed) == REMITTANCES
    assert parsed.units == {"SE27803": "USD million"}


def test_plain_series_export_of_banco_de_mexico(catalog):
    parsed = take(catalog, text([["Fecha", "SE36600", "SE32150"], ["01/01/1993", "-1", "N/E"]]), "banxico", "ce125")
    assert rows_of(parsed) == [("SE36600", "MEX", "1993-01", "-1")]


@pytest.mark.parametrize(
    "content",
    [text(INEGI).encode("latin-1"), xlsx(numbers(INEGI)), biff.workbook(numbers(INEGI))],
    ids=["csv", "xlsx", "xls"],
)
def test_export_of_inegi(catalog, content):
    parsed = take(catalog, content, "inegi", "bie-trade")
    assert rows_of(parsed) == TRADE
    assert parsed.units == {"912": "USD million", "127601": "USD million"}


@pytest.mark.parametrize(
    "content",
    [
        text(BANK).encode("utf-8-sig"),
        zipped(Metadata_Country_API="Country Code,Region\n", API_MEX_DS2=text(BANK)),
        xlsx(numbers(BANK)),
        biff.workbook(numbers(BANK), "Data"),
        text([["Country Name", "Country Code", "Series Name", "Series Code", "1990 [YR1990]", "1992 [YR1992]"],
              ["Mexico", "MEX", "GDP", "NY.GDP.MKTP.CD", "261253582805.6", "363157598344.7"]]).encode(),
    ],
    ids=["csv", "zip", "xlsx", "xls", "DataBank"],
)  # fmt: skip
def test_downloads_of_the_world_bank(catalog, content):
    assert rows_of(take(catalog, content, "worldbank", "wdi")) == GDP


def test_sdmx_csv_with_its_unit_and_multiple(catalog):
    content = (
        "DATAFLOW,REF_AREA,SERIES,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
        "X,MEX,SE27803,M,1995-01,254.57,USD,6\nX,MEX,SE27803,M,1995-02,1248.06,USD,6\n"
    )
    for text_in_bytes in (content.encode(), content.encode("utf-8-sig"), content.replace(",", ";").encode()):
        parsed = take(catalog, text_in_bytes, "banxico", "remittances")
        assert rows_of(parsed) == REMITTANCES
        assert parsed.units == {"SE27803": "USD million"}


def test_decimal_commas_of_sdmx_csv_are_read_by_the_same_rule(catalog):
    header = "REF_AREA;SERIES;TIME_PERIOD;OBS_VALUE\nMEX;SE27803;1995-01;"
    assert rows_of(take(catalog, header + "254,57\n", "banxico", "remittances")) == REMITTANCES[:1]
    with pytest.raises(DataError, match="'15,138' in row 2 may be in thousands or have three decimals"):
        take(catalog, header + "15,138\n", "banxico", "remittances")


def test_sdmx_csv_that_is_none_is_refused_though_its_reader_is_named(catalog):
    with pytest.raises(
        DataError, match="its header has neither TIME_PERIOD and OBS_VALUE nor series_id, period and value"
    ):
        take(catalog, "1995-01,254.57\n", "banxico", "remittances", "SE27803", reader="sdmx")


@pytest.mark.parametrize("header", ["series_id,period,value", "Series,Time_Period,Obs_Value"])
def test_a_plain_csv_of_series_period_and_value(catalog, header):
    """As figures are handed on: 254.57 and 1248.06 under plain names, and a series that is no part of the dataset."""
    content = f"{header}\nSE27803,1995-01,254.57\nSE27803,Feb 1995,1248.06\nSE27803,1995-03,N/E\nSE1,1995-01,3\n"
    parsed = take(catalog, content, "banxico", "remittances")
    assert rows_of(parsed) == REMITTANCES
    assert parsed.notes == ("Series that the catalog does not have in this dataset were left out: SE1.",)


def test_a_plain_csv_names_the_areas_of_series_that_have_many(catalog):
    content = "series_id,iso3,period,value\nNY.GDP.MKTP.CD,MEX,1990,261253582805.6\nNY.GDP.MKTP.CD,XYZ,1990,5\n"
    parsed = take(catalog, content, "worldbank", "wdi")
    assert rows_of(parsed) == GDP[:1]
    assert parsed.notes == ("Areas that the catalog does not know were left out: XYZ.",)
    with pytest.raises(DataError, match="the series has many areas, and the file does not name them"):
        take(catalog, "series_id,period,value\nNY.GDP.MKTP.CD,1990,5\n", "worldbank", "wdi")


@pytest.mark.parametrize(("former", "code"), [("ROM", "ROU"), ("ZAR", "COD"), ("TMP", "TLS"), ("WBG", "PSE")])
def test_a_code_of_the_past_is_read_as_that_of_today(catalog, former, code):
    content = f"series_id,iso3,period,value\nNY.GDP.MKTP.CD,{former},1990,5\n"
    parsed = take(catalog, content, "worldbank", "wdi")
    assert parsed.frame["ref_area"].tolist() == [code]
    assert parsed.notes == ()


def test_sdmx_csv_writes_the_world_banks_codes_with_underscores(catalog):
    content = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nMEX,NY_GDP_MKTP_CD,1990,261253582805.6\n"
    assert rows_of(take(catalog, content, "worldbank", "wdi")) == GDP[:1]


@pytest.mark.parametrize("dates", [("1995-01", "1995-02"), ("Ene 1995", "Feb 1995"), ("January 1995", "Feb-1995"),
                                   ("1995M01", "1995M02"), ("01/01/1995", "01/02/1995"), ("1995-01-01", "1995-02-01"),
                                   ("enero de 1995", "Febrero 1995"), ("1995 Ene", "1995/02")])  # fmt: skip
def test_two_columns_with_a_named_series(catalog, dates):
    content = f'Periodo,Valor\n{dates[0]},254.57\n{dates[1]},"1,248.06"\n'
    assert rows_of(take(catalog, content, "banxico", "remittances", "SE27803", reader="columns")) == REMITTANCES


def test_two_columns_without_a_header_and_of_fred(catalog):
    named = take(catalog, "\ufeff1995-01,254.57\n1995-02,1248.06\n", "banxico", "remittances", "SE27803")
    fred = take(catalog, "observation_date,FEDMINNFRWG\n1938-10-01,0.25\n1938-11-01,.\n", "fred", "minimum-wage")
    assert rows_of(named) == REMITTANCES
    assert rows_of(fred) == [("FEDMINNFRWG", "USA", "1938-10", "0.25")]


def test_named_series_take_columns_in_their_order(catalog):
    content = text([["INEGI"], ["Periodo", "A", "B"], ["1993/01", "1", "2"]])
    parsed = take(catalog, content, "inegi", "bie-trade", "921", "922")
    assert rows_of(parsed) == [("921", "MEX", "1993-01", "1"), ("922", "MEX", "1993-01", "2")]


CASES = {
    "text in a value": (text([*LONG[:-1], ["01/03/1995", "abc"]]), "row 10, 'abc' is no number"),
    "decimal comma": (text([*LONG[:-1], ["01/03/1995", "254,57"]]), "row 10, '254,57' is no number"),
    "month before day": (text([*LONG[:-1], ["03/15/1995", "1"]]), "there is no month 15"),
    "not the first day": (text([*LONG[:-1], ["15/03/1995", "1"]]), "not the first day of a period"),
    "note with a value": (text([*LONG, ["Total", "1502"]]), "row 11 begins with 'Total'"),
    "other table": (text([["Fecha", "Tasa"], ["01/01/1995", "1"], ["01/02/1995", "1"]]), "there are: Tasa"),
    "page of the provider": ("<html><body>servicio no disponible</body></html>", "web page without a table of data"),
    "cut workbook": (xlsx(WIDE)[:900], "cannot be opened|broken"),
    "no periods": ("Banco de México\na,b\nc,d\n", "no row or column of periods"),
    "unknown format": ("hello", "no reader knows"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_with_file_and_row(catalog, case):
    content, expected = CASES[case]
    with pytest.raises(DataError, match=expected) as caught:
        take(
            catalog,
            content,
            "banxico",
            "remittances",
            name="my.xls",
            reader=None if case == "unknown format" else "banxico",
        )
    assert "my.xls" in str(caught.value)


LOGIN = (
    "<!DOCTYPE html><html><body><table><tr><td>Banco de México</td></tr><tr><td>Usuario</td><td><input></td></tr>"
    "</table></body></html>"
)
MESSAGE = "<html><head><title>503</title></head><body>Servicio no disponible</body></html>"


@pytest.mark.parametrize("name", ["CE125.xls", "CE125.csv", "WDI.zip", "WDI.xlsx"])
@pytest.mark.parametrize("page", [LOGIN, LOGIN.replace("Banco de México", "Acceso"), MESSAGE, "\ufeff\r\n" + MESSAGE])
def test_a_web_page_under_the_name_of_a_data_file_is_called_so(catalog, name, page):
    expected = rf"{name}: the file is a web page.*login or error page of the provider.*download the data file itself"
    with pytest.raises(DataError, match=expected):
        take(catalog, page, "banxico", "ce125", name=name)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("page", [LOGIN, MESSAGE], ids=["with a table", "without"])
def test_a_web_page_is_refused_by_the_reader_that_is_named(catalog, page, reader):
    with pytest.raises(DataError) as caught:
        take(catalog, page, "banxico", "remittances", "SE27803", reader=reader)
    assert page is LOGIN or "web page" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "WDI.zip",
            b"Sorry",
            "is no zip archive, whatever its name says: it begins with 'Sorry'",
        ),
        ("WDI.ZIP", b"%PDF-1.7 \x00\xff", "is no zip archive, whatever its name says: it begins with '%PDF-1.7"),
        ("CE125.xlsx", b"Sorry, try later", "is no Excel workbook, whatever its name says"),
        ("WDI.zip", zipped(API_MEX_DS2=text(BANK))[:-30], "begins as a zip archive or a workbook.* it is truncated"),
    ],
    ids=["text", "another kind", "workbook", "truncated"],
)
def test_what_is_no_zip_archive_is_called_so(catalog, name, content, expected):
    with pytest.raises(DataError, match=rf"{name}: .*{expected}.*download it again.*World Bank's zip of CSV files"):
        take(catalog, content, "worldbank", "wdi", name=name)


def test_values_that_look_like_years_are_values(catalog):
    content = "Fecha,SE27803\n1995-01,2003\n1995-02,1995\n1995-03,254.57\n"
    assert [row[3] for row in rows_of(take(catalog, content, "banxico", "remittances"))] == ["2003", "1995", "254.57"]
    content = text([["INEGI"], ["Periodo", "912", "127601"], ["1993/01", "2001", "1999"], ["1993/02", "600.5", "4900"]])
    assert len(rows_of(take(catalog, content, "inegi", "bie-trade"))) == 4


def test_two_columns_that_are_one_series_are_refused(catalog):
    content = text([["Banco de México"], ["Fecha", "Exportaciones petroleras", "Exportaciones petroleras (FOB)"],
                    ["01/01/1995", "1", "2"]])  # fmt: skip
    with pytest.raises(DataError, match="two columns or rows are this series"):
        take(catalog, content, "banxico", "ce125")


def test_two_tables_with_one_series_are_refused_if_they_differ(catalog):
    assert rows_of(take(catalog, html(LONG) + html(LONG), "banxico", "remittances")) == REMITTANCES
    other = [*LONG[:-1], ["01/03/1995", "1"]]
    with pytest.raises(DataError, match="series SE27803: two of its sheets have this series, with other values"):
        take(catalog, html(LONG) + html(other), "banxico", "remittances")


def test_truncated_sdmx_and_missing_series(catalog):
    with pytest.raises(DataError, match="row 2 has 3 columns, the header 4"):
        take(catalog, "REF_AREA,SERIES,TIME_PERIOD,OBS_VALUE\nMEX,SE27803,1995\n", "banxico", "remittances")
    with pytest.raises(DataError, match="no row of a series in the catalog, but of XX"):
        take(catalog, "REF_AREA,SERIES,TIME_PERIOD,OBS_VALUE\nMEX,XX,1995,1\n", "banxico", "remittances")
    with pytest.raises(DataError, match="no row of this indicator"):
        take(catalog, text(BANK), "worldbank", "wdi", "SP.POP.TOTL")


@pytest.mark.parametrize("name", ["banxico:SE27803", "worldbank:banxico:SE27803"])
@pytest.mark.parametrize(
    "content",
    [
        "series_id,period,value\n{},1995-01,254.57\n",
        "REF_AREA,SERIES,TIME_PERIOD,OBS_VALUE\nMEX,{},1995-01,254.57\n",
        ",".join(COLUMNS) + "\n{},MEX,_Z,1995-01,254.57\n",
    ],
    ids=["plain", "SDMX", "tidy"],
)
def test_an_id_with_its_source_before_it_is_refused_with_the_one_that_is_meant(catalog, content, name):
    """Beside rows that are taken, too: the others would be lost."""
    for text_of_file in (content.format(name), content.format("SE27803") + content.format(name).split("\n", 1)[1]):
        with pytest.raises(DataError) as refused:
            take(catalog, text_of_file, "banxico", "remittances")
        assert str(refused.value) == (
            f"file file, series SE27803: a series of it is called {name!r}, with a source before its id. "
            "What to do: write it as 'SE27803': --source says of which source it is."
        )


def test_every_reader_is_described_as_it_is():
    assert list(FORMATS) == list(READERS)
    assert ",".join(COLUMNS) in FORMATS["tidy"]
    assert all(name in FORMATS["sdmx"] for name in (concepts.PERIOD, concepts.VALUE, ", ".join(concepts.SERIES)))


def test_a_reader_that_is_named_is_the_one_that_reads(catalog):
    with pytest.raises(DataError, match="the columns are"):
        read_file(RawFile("x.csv", text(LONG).encode()), Wanted({}), "tidy")


@pytest.mark.parametrize("reader", [None, "columns", "sdmx", "banxico"])
def test_lines_that_end_as_on_old_machines_are_lines(catalog, reader):
    content = "Fecha,SE27803\r01/01/1995,254.57\r01/02/1995,1248.06\r"
    if reader == "sdmx":
        content = "REF_AREA,SERIES,TIME_PERIOD,OBS_VALUE\rMEX,SE27803,1995-01,254.57\rMEX,SE27803,1995-02,1248.06\r"
    assert rows_of(take(catalog, content, "banxico", "remittances", reader=reader)) == REMITTANCES


def test_tidy_lines_that_end_as_on_old_machines_are_lines(catalog):
    content = ",".join(COLUMNS) + "\rSE27803,MEX,_Z,1995-01,254.57\rSE27803,MEX,_Z,1995-02,1248.06\r"
    assert rows_of(take(catalog, content, "banxico", "remittances")) == REMITTANCES


@pytest.mark.parametrize(
    ("value", "expected"),
    [("\uff11\uff12", "is no number"), ("1e99999999", "'1e99999999' is no number"), ("1\x00", "is no number|no CSV")],
)
def test_values_that_no_snapshot_may_hold_are_refused(catalog, value, expected):
    with pytest.raises(DataError, match=expected):
        take(catalog, f"Fecha,SE27803\n01/01/1995,{value}\n", "banxico", "remittances", reader="banxico")


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(DataError, match="this is no file"):
        RawFile.open(tmp_path)
