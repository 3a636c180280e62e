from pathlib import Path

import pytest
from markupsafe import Markup

from remesas.brief.words.language import Language, load_language
from remesas.core.errors import DataError


def test_places_are_filled_and_only_markup_makes_markup(english: Language) -> None:
    assert english.gettext("a < %(b)s", b="c & d") == "a < c & d"
    filled = english.gettext("a < %(b)s and %(c)s", b=Markup("<b>1</b>"), c="<i>")
    assert isinstance(filled, Markup)
    assert filled == "a &lt; <b>1</b> and &lt;i&gt;"


def test_plural_forms(english: Language) -> None:
    assert english.ngettext("%(n)s year", "%(n)s years", 1, n=1) == "1 year"
    assert english.ngettext("%(n)s year", "%(n)s years", 0, n=0) == "0 years"


def test_ranks_in_words(english: Language) -> None:
    assert [english.ordinal(rank) for rank in (1, 3, 10, 11)] == ["first", "third", "tenth", "number 11"]


def test_half_years(english: Language) -> None:
    assert english.vintage("2025-H2") == "second half of 2025"
    assert english.vintage("2013-12") == "December 2013"


def test_a_language_needs_cldr_and_a_translation(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no language that CLDR knows"):
        load_language("qq", tmp_path)
    with pytest.raises(DataError, match="no translation into 'es'"):
        load_language("es", tmp_path)
