"""Numbers, dates, lists and plural forms of each language, worked by hand."""

import pytest

from remesas.brief.words.numbers import Numbers

ENGLISH, MEXICAN, FRENCH = Numbers("en_GB"), Numbers("es_MX"), Numbers("fr")
NARROW, FIXED = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("numbers", "thousands", "decimals", "percent"),
    [
        (ENGLISH, "−13,266", "1,234.5", "+14.1%"),
        (MEXICAN, "−13,266", "1,234.5", "+14.1%"),
        (FRENCH, f"−13{NARROW}266", f"1{NARROW}234,5", f"+14,1{FIXED}%"),
    ],
)
def test_amounts(numbers, thousands, decimals, percent):
    assert numbers.amount(-13266) == thousands
    assert numbers.amount(1234.45, 1) == decimals
    assert numbers.percent(14.05, signed=True) == percent


@pytest.mark.parametrize(
    ("numbers", "day", "month", "first"),
    [
        (ENGLISH, "20 June 2026", "December 2025", "1 July 2026"),
        (MEXICAN, "20 de junio de 2026", "diciembre de 2025", "1 de julio de 2026"),
        (FRENCH, "20 juin 2026", "décembre 2025", "1er juillet 2026"),
    ],
)
def test_dates(numbers, day, month, first):
    assert [numbers.period(text) for text in ("2026-06-20", "2025-12", "2026-07-01")] == [day, month, first]
    assert numbers.period("2003") == "2003"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["turismo", "petróleo", "remesas"], "turismo, petróleo y remesas"),
        (["Banco de México", "INEGI"], "Banco de México e INEGI"),
        (["agua", "hielo"], "agua y hielo"),
        (["padres", "hijos"], "padres e hijos"),
        (["Italia"], "Italia"),
    ],
)
def test_spanish_lists_change_the_y_before_its_own_sound(items, expected):
    assert MEXICAN.listed(items) == expected


def test_years_in_lists():
    years = [1991, 1992, 1995, 2003]
    assert MEXICAN.years(years) == "1991–1992, 1995 y 2003"
    assert FRENCH.years(years) == "1991–1992, 1995 et 2003"


@pytest.mark.parametrize(
    ("code", "none", "one", "two"),
    [
        ("en", "0 digits", "1 digit", "2 digits"),
        ("es", "0 dígitos", "1 dígito", "2 dígitos"),
        ("fr", "0 chiffre", "1 chiffre", "2 chiffres"),
    ],
)
def test_plural_forms(language, code, none, one, two):
    said = [
        language(code).ngettext("%(count)s digit", "%(count)s digits", count, count=str(count)) for count in (0, 1, 2)
    ]
    assert said == [none, one, two]


def test_half_years_and_ranks(language):
    assert language("es").vintage("2025-H2") == "segundo semestre de 2025"
    assert language("fr").vintage("2025-H1") == "premier semestre 2025"
    assert [language("fr").ordinal(rank) for rank in (1, 2, 11)] == ["premier", "deuxième", "11e"]
    assert [language("es").ordinal(rank) for rank in (1, 10, 26)] == ["primer", "décimo", "26.º"]


def test_places_by_cldr_and_by_the_catalog(language):
    assert language("es").place("Germany", "DE") == "Alemania"
    assert language("fr").place("Sub-Saharan Africa", "202") == "Afrique subsaharienne"
    assert language("en").place("South Korea", "KR") == "South Korea"
    assert language("fr").place("IDA total", None) == "IDA total"


def test_one_text_is_translated_apart_where_there_is_little_room(language):
    spanish = language("es")
    assert spanish.translate("Agriculture") == "Productos agropecuarios"
    assert spanish.short("Agriculture") == "Agropecuarios"
    assert spanish.noun("Agriculture") == "productos agropecuarios"
    assert spanish.noun("GDP") == "PIB"  # an abbreviation keeps its capitals
