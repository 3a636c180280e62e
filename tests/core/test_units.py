import pytest

from remesas.core.errors import DataError
from remesas.core.units import factor, harmonised_unit, parse_unit


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("USD", "USD million", 1e-6),
        ("USD thousand", "USD million", 1e-3),
        ("USD million", "USD million", 1.0),
        ("USD billion", "USD million", 1e3),
    ],
)
def test_amounts_of_money_are_converted(source, target, expected):
    assert factor(source, target) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("percent", "USD million"),
        ("persons", "USD million"),
        ("index", "percent"),
        ("USD2015", "USD million"),
        ("USD / hour", "USD"),
    ],
)
def test_what_measures_something_else_is_refused(source, target):
    with pytest.raises(DataError, match="cannot be expressed"):
        factor(source, target)


@pytest.mark.parametrize(
    "text",
    ["pesos", "USD (", "US$", "Índice base 2018", "1/0", "()", "9**9**9", "USD^2", "2 USD", "", "USD " * 3000 + "USD"],
)
def test_an_unknown_unit_is_refused(text):
    with pytest.raises(DataError, match="is not known"):
        parse_unit(text)


def test_only_money_and_operations_are_harmonised():
    assert harmonised_unit("thousand operations") == harmonised_unit("operations") == "operations"
    assert harmonised_unit("USD thousand") == "USD million"
    assert harmonised_unit("USD2015") == "USD2015"
    assert harmonised_unit("percent") == "percent"
    assert harmonised_unit("USD / hour") == "USD / hour"
