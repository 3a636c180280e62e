"""What a page says of columns without any figure, and how small amounts are written."""

import pytest

from remesas.brief.text.cells import show_billions
from remesas.brief.text.missing import tell_missing
from support.builds import make_small


@pytest.fixture
def context(catalog, language):
    from remesas.brief.context import Context

    def make(code="en"):
        tables = {"table1": catalog.tables["table1"].model_copy(update={"columns": ("remittances", "oil", "tourism")})}
        return Context(make_small(catalog, tables), language(code), None)

    return make


def test_columns_without_any_figure_are_named(context):
    assert list(tell_missing(context())) == [
        "Foreign-exchange earnings by source: there is no figure of tourism for any year, and what would follow from "
        "them is missing here."
    ]


def test_it_is_said_in_other_languages(context):
    assert "no hay cifras de turismo en ningún año" in next(iter(tell_missing(context("es"))))
    assert "aucun chiffre pour tourisme, quelle que soit l’année" in next(iter(tell_missing(context("fr"))))


@pytest.mark.parametrize(
    ("million", "text"),
    [
        (21_645.2, "21.6"),
        (312.4, "0.3"),
        (100, "0.1"),
        (47.1, "0.047"),
        (2.21, "0.0022"),
        (-2.21, "−0.0022"),
        (0, "0.0"),
    ],
)
def test_small_amounts_keep_two_digits(context, million, text):
    assert show_billions(context(), million) == text
