"""Titles that are and are not those of a series."""

import pytest

from remesas.update.readers.unit_names import money_in, unit_of
from remesas.update.titles import fits, match_title


@pytest.mark.parametrize(
    ("title", "expected", "same"),
    [
        ("Exportaciones, petroleras", "Exportaciones petroleras", True),
        ("Balanza de mercancías de México, exportaciones totales, petroleras", "Exportaciones petroleras", True),
        ("Ingresos\u00a0por Remesas, Total", "Ingresos por remesas, total", True),
        ("Exportaciones extractivas", "Exp. extractivas", True),
        ("Importaciones, bienes de consumo, no petroleras", "Imp. consumo no petroleras", True),
        ("Exportaciones no petroleras", "Exportaciones petroleras", False),
        ("Importaciones de consumo petroleras", "Imp. consumo no petroleras", False),
        ("Egresos por remesas, total", "Ingresos por remesas, total", False),
        ("Balanza comercial petrolera", "Balanza comercial total", False),
        ("Fuel imports (% of merchandise imports)", "Fuel exports (% of merchandise exports)", False),
        ("", "Exportaciones petroleras", False),
    ],
)
def test_fits(title, expected, same):
    assert fits(title, expected) is same


def test_the_fullest_of_several_titles_is_meant():
    expected = {"all": ("Importaciones petroleras",), "some": ("Imp. consumo petroleras", "Consumo, petroleras")}
    assert match_title("Importaciones de bienes de consumo, petroleras", expected) == "some"
    assert match_title("Importaciones, petroleras", expected) == "all"
    assert match_title("Tasa de interés", expected) is None
    assert match_title("A b", {"one": ("A b",), "other": ("b A",)}) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Millones de Dólares", "USD million"), ("Miles de dólares", "USD thousand"), ("Dólares", "USD"),
     ("US$ million", "USD million"), ("Porcentaje", "percent"), ("Personas", "persons"), ("USD / hour", "USD / hour"),
     ("Índice base 2018", "index"), ("furlongs", None), ("", None)],
)  # fmt: skip
def test_names_of_units(text, unit):
    assert unit_of(text) == unit


def test_a_heading_names_money_or_nothing():
    assert money_in("Balanza comercial (Millones de dólares)") == "USD million"
    assert money_in("Personas") is None
