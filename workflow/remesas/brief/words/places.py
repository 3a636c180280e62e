"""Say names of economies inside a sentence: with the article and the prepositions of their language."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from remesas.brief.words.locales import places_file
from remesas.catalog.entries import Entry
from remesas.catalog.loading import parse

REST = "rest"
"""The class of names that no other class lists."""


class Phrase(NamedTuple):
    """A name as it stands by itself, after "of" and after "to"."""

    alone: str
    of: str
    to: str


class Places(Entry):
    """How a language says names of economies: the forms of each class, and the codes (ISO 3166 alpha-3) in it."""

    forms: dict[str, tuple[str, str, str]] = Field(default_factory=dict)
    classes: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def phrase(self, code: str, name: str) -> Phrase:
        """An economy by its code and name, inside a sentence."""
        kind = next((kind for kind, codes in self.classes.items() if code in codes), REST)
        return Phrase(*(form.replace("{}", name) for form in self.forms[kind]))


def load_places(locales: Path, code: str) -> Places:
    """How a language says names; nothing of one that does not tell.

    Raises:
        DataError: If the file is malformed.
    """
    file = places_file(locales, code)
    return parse(file, Places) if file.is_file() else Places()


def sort_key(name: str) -> str:
    """What names are sorted by: their letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)).casefold()
