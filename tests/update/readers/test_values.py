"""Decimal commas and points, read only where the file leaves no doubt."""

import pytest

from remesas.core.errors import DataError
from support.exports import take


def values_of(catalog, values, delimiter=";", header="Fecha;Dato\r\n", **options):
    """The values of a file of two columns as they are read."""
    lines = [f"{1995 + index}-01{delimiter}{value}" for index, value in enumerate(values.split())]
    content = header + "\r\n".join(lines)
    parsed = take(catalog, content.encode("latin-1"), "banxico", "remittances", "SE27803", name="two.csv", **options)
    return " ".join(parsed.frame["obs_value"])


HEADERS = {"plain": "Fecha;Dato\n", "as INEGI's": "Periodo;Valor\n", "blank": "\n", "none": ""}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("15138,7 15000 N/E", "15138.7 15000"),
        ("254,57 15,138 0,5", "254.57 15.138 0.5"),
        ("0,138 -1,25", "0.138 -1.25"),
        ("1.248,06 998,5", "1248.06 998.5"),
        ("1.234.567 1,5", "1234567 1.5"),
        ("2,61E+11 1,5", "261000000000 1.5"),
        ("15138.7 15,138", "15138.7 15138"),
        ("1,248.06 15.138", "1248.06 15.138"),
        ("15138 998", "15138 998"),
    ],
)  # fmt: skip
def test_decimal_commas_between_semicolons_are_read_where_the_file_proves_them(catalog, written, read, header):
    assert values_of(catalog, written, header=header) == read


@pytest.mark.parametrize("reader", [None, "columns", "inegi"])
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("15,138", "period 1995-01: '15,138' in row 2 may be in thousands or have three decimals"),
        ("15 998,123", "period 1996-01: '998,123' in row 3 may be in thousands"),
        ("15.138 998", "'15.138' in row 2 may be in thousands .* what a point means"),
        ("15138,7 15138.7", "'15138.7' in row 3 does not go with the decimal comma of '15138,7' in row 2"),
        ("15.138 15138,7", "period 1995-01: '15.138' in row 2 does not go with the decimal comma of '15138,7'"),
        ("1,248.06 1.248,06", "'1,248.06' in row 2 does not go with the decimal comma of '1.248,06'"),
        ("15138,7 1,2,3", "row 3, '1,2,3' is no number"),
        ("15138,7 12.34,5", "row 3, '12.34,5' is no number"),
        ("15138,7 1,234,567", "'1,234,567' in row 3 does not go with"),
    ],
)  # fmt: skip
def test_a_value_that_may_be_read_in_two_ways_is_refused(catalog, written, expected, reader):
    with pytest.raises(DataError, match=f"two.csv.*{expected}"):
        values_of(catalog, written, reader=reader)


def test_decimal_commas_between_commas_are_refused(catalog):
    with pytest.raises(DataError, match=r"it has 2 columns without a name, and 1 .*semicolons if the comma is the"):
        values_of(catalog, "15138,7", delimiter=",", header="", reader="columns")


@pytest.mark.parametrize("first", ["254.57", "1,254.57"])
def test_thousands_without_quotation_marks_are_not_taken_for_two_values(catalog, first):
    """What would be 1 in place of 1,248.06."""
    content = f"Banco de México\nFecha,SE27803\n01/01/1995,{first}\n01/02/1995,1,248.06\n"
    with pytest.raises(
        DataError, match=r"row [34] has 3 columns, the rows above have 2\. .*thousands commas in quotation"
    ):
        take(catalog, content, "banxico", "remittances")
