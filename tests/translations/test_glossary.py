"""The catalogs use the words of docs/glossary.md, which is where translators find them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pytest

from remesas.brief.words.locales import translated, translation_file
from remesas.translations.files import read_messages
from remesas.translations.problems import PLACE
from support.project import ROOT

LOCALES = ROOT / "workflow" / "locales"
LANGUAGES = {"es": 1, "fr": 2}
"""The column of each language after the English one."""


class Term(NamedTuple):
    """A row of the glossary: the forms of each language."""

    english: tuple[str, ...]
    es: tuple[str, ...]
    fr: tuple[str, ...]
    meaning: str


def read_glossary() -> list[Term]:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [Term(*(tuple(cell.split(", ")) for cell in row[:3]), meaning=row[3]) for row in rows[2:]]


GLOSSARY = read_glossary()


@cache
def pattern_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """One of some forms as whole words; ``*`` is any ending."""
    written = "|".join(re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", " ") for form in forms)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)


@cache
def space_out(text: str) -> str:
    """A text with common spaces alone, and without its places."""
    return re.sub(r"\s", " ", PLACE.sub(" ", text))


def has_form(text: str, forms: Iterable[str]) -> bool:
    """Whether one of some forms stands in a text as whole words; ``*`` is any ending."""
    return bool(pattern_of(tuple(forms)).search(space_out(text)))


@cache
def longer_than(term: Term) -> re.Pattern[str] | None:
    """The longer terms that hold a term: balance of payments, for payments."""
    every = (form for other in GLOSSARY if other != term for form in other.english)
    longer = [form for form in every if has_form(form, term.english)]
    return re.compile("|".join(map(re.escape, longer)), re.IGNORECASE) if longer else None


def leave_out_longer(text: str, term: Term) -> str:
    """A text without the longer terms that hold a term: payments, apart from the balance of payments."""
    longer = longer_than(term)
    return longer.sub(" ", text) if longer else text


def list_offences(messages, code: str) -> list[str]:
    """The entries in which an English term stands and no form of it in the translation."""
    place = LANGUAGES[code]
    return [
        f"{' / '.join(term.english)} without {' / '.join(term[place])}: {original!r}: {form!r}"
        for message in messages if message.id
        for original in [message.id if isinstance(message.id, str) else message.id[1]]
        for form in [message.string if isinstance(message.string, str) else message.string[-1]]
        for term in GLOSSARY
        if has_form(leave_out_longer(original, term), term.english) and not has_form(form, term[place])
    ]  # fmt: skip


def test_the_glossary_is_of_the_languages_that_there_are():
    assert sorted(LANGUAGES) == translated(LOCALES)
    assert all(term.meaning and all(map(len, (*term.english, *term.es, *term.fr))) for term in GLOSSARY)
    english = [form for term in GLOSSARY for form in term.english]
    assert len(english) == len(set(english))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_uses_the_words_of_the_glossary(code):
    assert list_offences(read_messages(translation_file(LOCALES, code), code), code) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_term_stands_in_some_text(code):
    originals = [message.id if isinstance(message.id, str) else message.id[1]
                 for message in read_messages(translation_file(LOCALES, code), code) if message.id]  # fmt: skip
    assert [term.english for term in GLOSSARY if not any(has_form(text, term.english) for text in originals)] == []


@pytest.mark.parametrize(
    ("text", "forms", "found"),
    [
        ("Versión más reciente", ["versión"], True),
        ("versiones", ["versión"], False),
        ("cifras publicadas", ["publicad*"], True),
        ("republicadas", ["publicad*"], False),
        ("miles de millones", ["mil millones", "miles de millones"], True),
        ("la serie\u202f; 3\u202fenvois de fonds", ["envois de fonds"], True),
    ],
)
def test_forms_are_whole_words(text, forms, found):
    assert has_form(text, forms) is found


def test_another_word_is_found_out():
    messages = read_messages(translation_file(LOCALES, "es"), "es")
    message = next(message for message in messages if message.id == "Newest vintage")
    message.string = "Edición más reciente"
    assert [text.partition(":")[0] for text in list_offences(messages, "es")] == [
        "vintage / vintages without versión / versiones"
    ]
