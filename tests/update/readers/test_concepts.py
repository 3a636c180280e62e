"""What the columns of a file say of its values: taken, or refused with file, column, series, period and what to do."""

import re

import pytest

from remesas.core.errors import DataError
from support.exports import BANK, GDP, REMITTANCES, rows_of, take, text


def sdmx(column, first, second, values=("254.57", "1248.06")):
    """Two months of SE27803 as SDMX-CSV with one more column."""
    return (
        f"DATAFLOW,SERIES,{column},TIME_PERIOD,OBS_VALUE\n"
        f"X:Y(1.0),SE27803,{first},1995-01,{values[0]}\nX:Y(1.0),SE27803,{second},1995-02,{values[1]}\n"
    )


def refuse(catalog, content, expected, dataset=("banxico", "remittances")):
    with pytest.raises(DataError, match=re.escape(expected)) as refused:
        take(catalog, content, *dataset, name="my.csv")
    assert str(refused.value).startswith("file my.csv")
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("column", "codes", "expected"),
    [
        ("ACTION", ("D", "D"), "period 1995-01: in row 2, ACTION is 'D', expected one of I, A, R, M, or nothing"),
        ("ACTION", ("I", "d"), "period 1995-02: in row 3, ACTION is 'D'"),
        ("OBS_STATUS", ("A", "F"), "period 1995-02: in row 3, OBS_STATUS is 'F'"),
        ("OBS_STATUS", ("A", "M: Missing"), "in row 3, OBS_STATUS is 'M'"),
        ("OBS_STATUS", ("A", "forecast"), "in row 3, OBS_STATUS is 'FORECAST'"),
        ("ADJUSTMENT", ("Y", "Y"), "period 1995-01: in row 2, ADJUSTMENT is 'Y', expected one of N, NSA, _Z"),
        ("SEASONAL_ADJUST", ("N", "S"), "period 1995-02: in row 3, SEASONAL_ADJUST is 'S'"),
        ("UNIT_MULT", ("3", "3"), "period 1995-01: in row 2, UNIT_MULT is '3' and UNIT_MEASURE '', expected a unit"),
        ("UNIT_MEASURE,UNIT_MULT", ("USD,2", "USD,2"), "in row 2, UNIT_MULT is '2' and UNIT_MEASURE 'USD'"),
        ("UNIT_MEASURE", ("USD", "EUR"), "period 1995-02: row 3 is in 'EUR', others in 'USD'"),
        ("MEASURE", ("GROWTH", "LEVEL"), "period 1995-02: row 3 has 'LEVEL' in the column MEASURE, others"),
        ("measure", ("GROWTH", "LEVEL"), "period 1995-02: row 3 has 'LEVEL' in the column MEASURE, others"),
        ("Measure", ("GROWTH", "LEVEL"), "period 1995-02: row 3 has 'LEVEL' in the column Measure, others"),
        ("MEASURE_LABEL", ("Growth", "Level"), "row 3 has 'Level' in the column MEASURE_LABEL, others"),
    ],
)
def test_what_is_no_observation_of_the_series_is_refused(catalog, column, codes, expected):
    refuse(catalog, sdmx(column, *codes), f"series SE27803, {expected}" if "period" in expected else expected)


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("ACTION", ("I", "R")),
        ("OBS_STATUS", ("A", "p")),
        ("OBS_STATUS,OBS_CONF", ("A: Normal value,F", "E: Estimated,C")),
        ("OBS_STATUS,Observation status", ("A,Normal value", "P,Provisional")),
        ("ADJUSTMENT", ("N", "")),
        ("UNIT_MULT", ("0", "")),
        ("COMMENT_OBS,DECIMALS", (",2", "revised,1")),
        ("MEASURE,Measure,DECIMALS,Decimals", ("LEVEL,Amount,1,One", "LEVEL,Amount,2,Two")),
    ],
)
def test_remarks_on_single_values_and_columns_of_words_are_taken(catalog, column, codes):
    assert rows_of(take(catalog, sdmx(column, *codes), "banxico", "remittances")) == REMITTANCES


def test_a_status_without_a_value_is_a_missing_value(catalog):
    content = sdmx("OBS_STATUS", "A", "M", values=("254.57", ""))
    assert rows_of(take(catalog, content, "banxico", "remittances")) == REMITTANCES[:1]
    refuse(catalog, sdmx("ACTION", "A", "D", values=("254.57", "")), "in row 3, ACTION is 'D'")


def test_words_that_differ_as_areas_do_are_taken(catalog):
    content = (
        "REF_AREA,Reference area,REF_AREA_LABEL,INDICATOR,Indicator,TIME_PERIOD,Time period,OBS_VALUE\n"
        "MEX,Mexico,Mexico,NY_GDP_MKTP_CD,GDP,1990,1990,261253582805.6\n"
        "GTM,Guatemala,Guatemala,NY_GDP_MKTP_CD,GDP,1990,1990,7650125217.4\n"
    )
    assert rows_of(take(catalog, content, "worldbank", "wdi"))[1] == GDP[0]


def plain(column, told):
    return f"series_id,period,value,{column}\nSE27803,1995-01,254.57,{told}\nSE27803,1995-02,1248.06,{told}\n"


@pytest.mark.parametrize(
    ("told", "unit"), [("EUR", "EUR"), ("USD million", "USD million"), ("Millones de dólares", "USD million")]
)
@pytest.mark.parametrize("column", ["unit", "Unit", "unit_measure"])
def test_the_unit_of_a_plain_csv_is_read(catalog, column, told, unit):
    assert take(catalog, plain(column, told), "banxico", "remittances").units == {"SE27803": unit}


@pytest.mark.parametrize(("column", "told"), [("currency", "EUR"), ("status", "forecast"), ("", "forecast")])
def test_a_column_of_a_plain_csv_that_is_not_read_is_refused(catalog, column, told):
    refuse(catalog, plain(column, told), f"columns that are not read: {column!r}; expected are series_id, period, ")


def test_a_plain_csv_may_have_the_concepts_in_small_letters(catalog):
    refuse(catalog, plain("obs_status", "F"), "series SE27803, period 1995-01: in row 2, OBS_STATUS is 'F'")
    assert rows_of(take(catalog, plain("obs_status", "P"), "banxico", "remittances")) == REMITTANCES


WDI = "Country Code,Indicator Code,{},{}\nMEX,NY.GDP.MKTP.CD,1,261253582805.6\n"


@pytest.mark.parametrize(
    ("content", "expected", "dataset"),
    [
        (plain("value", "1"), "its columns 3 ('value') and 4 ('value') are the same", "remittances"),
        (plain("OBS_VALUE", "1"), "its columns 3 ('value') and 4 ('OBS_VALUE') are the same", "remittances"),
        (sdmx("OBS_VALUE", "1", "1"), "its columns 3 ('OBS_VALUE') and 5 ('OBS_VALUE') are the same", "remittances"),
        (sdmx("Obs_Value", "1", "1"), "its columns 3 ('Obs_Value') and 5 ('OBS_VALUE') are the same", "remittances"),
        (sdmx("ref_area,REF_AREA", "MEX,MEX", "MEX,MEX"), "columns 3 ('ref_area') and 4 ('REF_AREA')", "remittances"),
        ("Fecha,SE27803,SE27803\n1995-01,1,2\n", "two columns or rows are this series: 'SE27803'", "remittances"),
        (WDI.format("1990", "1990"), "its columns 3 ('1990') and 4 ('1990') are the same", "wdi"),
    ],
    ids=["plain", "two names", "SDMX", "small letters", "areas", "columns", "World Bank"],
)
def test_two_columns_of_one_name_are_refused(catalog, content, expected, dataset):
    refuse(catalog, content, expected, ("worldbank" if dataset == "wdi" else "banxico", dataset))


@pytest.mark.parametrize(
    ("content", "dataset"),
    [
        ('series_id,period,value\nSE27803,1995-01,254.57\nSE27803,1995-02,"1248.06\n', ("banxico", "remittances")),
        (sdmx("COMMENT_OBS", "", '"cut'), ("banxico", "remittances")),
        ('Fecha,SE27803\n01/01/1995,254.57\n01/02/1995,"1248.06', ("banxico", "remittances")),
        (text(BANK).rstrip() + '\nMexico,MEX,GDP,NY.GDP.MKTP.CD,"1', ("worldbank", "wdi")),
    ],
    ids=["plain", "SDMX", "columns", "World Bank"],
)
def test_a_quotation_mark_that_is_never_closed_is_refused(catalog, content, dataset):
    refuse(catalog, content, "a quotation mark is not closed before the file ends: is it truncated?", dataset)


def test_quotation_marks_that_are_closed_may_hold_lines(catalog):
    content = sdmx("COMMENT_OBS", '"a\nb, ""c"""', "d")
    assert rows_of(take(catalog, content, "banxico", "remittances")) == REMITTANCES
    content = 'Fecha,SE27803\n01/01/1995,254.57\n01/02/1995,"1,248.06"'
    assert rows_of(take(catalog, content, "banxico", "remittances")) == REMITTANCES
