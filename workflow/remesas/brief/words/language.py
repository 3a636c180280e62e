"""Speak a language of the brief: its sentences (gettext), its numbers (CLDR), its code."""

from __future__ import annotations

import gettext as catalogs
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from markupsafe import Markup, escape

from remesas.brief.words.locales import SOURCE_LANGUAGE, available, translation_file
from remesas.brief.words.numbers import Numbers
from remesas.brief.words.places import Phrase, Places, load_places
from remesas.core.errors import DataError

SHORT = "short"
"""The context of texts that must be short."""
LOCALES = {"en": "en_GB", "es": "es_MX"}
"""Where a language is written as in one country: its CLDR locale."""


@dataclass(frozen=True)
class Language:
    """Whole sentences and numbers of one language.

    Args:
        code: Two letters, as in ``lang``.
        numbers: Formats of its locale.
        translations: Its gettext catalog; that of the source language is empty.
        places: How it says names of economies inside a sentence.
    """

    code: str
    numbers: Numbers
    translations: catalogs.NullTranslations = field(repr=False)
    places: Places = field(default_factory=Places, repr=False)

    def gettext(self, message: str, /, **values: object) -> str:
        """A sentence with its named places filled; it is markup (and the rest escaped) if one of the values is."""
        return _filled(self.translations.gettext(message), values)

    def ngettext(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """A sentence in the form that ``count`` asks for."""
        return _filled(self.translations.ngettext(singular, plural, count), values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """A sentence or word that the context tells apart from the same word elsewhere."""
        return _filled(self.translations.pgettext(context, message), values)

    def translate(self, text: str) -> str:
        """A text of the catalog (no places in it), translated."""
        return self.translations.gettext(text) if text else ""

    def short(self, text: str) -> str:
        """A text of the catalog where there is little room: translated apart from the same text elsewhere."""
        return self.translations.pgettext(SHORT, text)

    def noun(self, label: str) -> str:
        """A label of the catalog as it stands inside a sentence; one that begins with an abbreviation stays."""
        translated = self.translate(label)
        return translated[:1].lower() + translated[1:] if translated[1:2].islower() else translated

    def ordinal(self, rank: int) -> str:
        """A rank in words up to the tenth, in figures after that, as a language writes them (``26.º``, ``26e``)."""
        words = [
            self.pgettext("rank", "first"),
            self.pgettext("rank", "second"),
            self.pgettext("rank", "third"),
            self.pgettext("rank", "fourth"),
            self.pgettext("rank", "fifth"),
            self.pgettext("rank", "sixth"),
            self.pgettext("rank", "seventh"),
            self.pgettext("rank", "eighth"),
            self.pgettext("rank", "ninth"),
            self.pgettext("rank", "tenth"),
        ]
        if rank <= len(words):
            return words[rank - 1]
        return self.pgettext("rank", "number %(rank)s", rank=self.numbers.amount(rank))

    def place(self, name: str, code: str | None) -> str:
        """An economy or region by its two-letter or UN M49 code, as CLDR names it; by ``name`` where that has none."""
        known = Locale.parse(self.numbers.locale).territories
        if self.code == SOURCE_LANGUAGE or code not in known:
            return self.translate(name)
        return str(known[code])

    def phrase(self, code: str, name: str) -> Phrase:
        """An economy by its code and name inside a sentence; without an article where the language tells of none."""
        if self.places.forms:
            return self.places.phrase(code, name)
        of, to = self.pgettext("place", "of %(place)s", place=name), self.pgettext("place", "to %(place)s", place=name)
        return Phrase(name, of, to)

    def vintage(self, vintage: str) -> str:
        """A vintage at its own precision, half-years in words."""
        year, _, half = vintage.partition("-H")
        if half == "1":
            return self.gettext("first half of %(year)s", year=year)
        if half == "2":
            return self.gettext("second half of %(year)s", year=year)
        return self.numbers.period(vintage)


def _filled(message: str, values: Mapping[str, object]) -> str:
    if any(isinstance(value, Markup) for value in values.values()):
        return Markup(escape(message)) % values
    return message % values


def load_language(code: str, *folders: Path) -> Language:
    """The language of a code.

    Args:
        code: Two letters.
        folders: That of the project's catalogs, in which all but the source language need a ``remesas.po``, and of
            others, such as the article's, which add their texts where they have the language.

    Raises:
        DataError: If CLDR has no such language, or the project no translation, or none that can be read.
    """
    try:
        locale = str(Locale.parse(LOCALES.get(code, code)))
    except (UnknownLocaleError, ValueError):
        raise DataError(f"{code!r} is no language that CLDR knows.", file="config.yaml") from None
    locales, *others = folders or (Path(),)
    places = load_places(locales, code)
    if code == SOURCE_LANGUAGE:
        return Language(code, Numbers(locale), catalogs.NullTranslations(), places)
    file = translation_file(locales, code)
    if not file.is_file():
        raise DataError(
            f"there is no translation into {code!r}.",
            file="config.yaml",
            remedy=f"use one of {', '.join(available(locales))}, or make {file} with `./remesas translations {code}`.",
        )
    translations = read_translations(file, locale)
    for other in (path for path in (translation_file(folder, code) for folder in others) if path.is_file()):
        translations.add_fallback(read_translations(other, locale))
    return Language(code, Numbers(locale), translations, places)


def read_translations(file: Path, locale: str) -> catalogs.GNUTranslations:
    """A catalog as it is looked up: compiled in memory. Entries marked as fuzzy are left out.

    Raises:
        DataError: If the file is no catalog.
    """
    try:
        with file.open("rb") as stream:
            messages = read_po(stream, locale=locale, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise DataError(f"the file is no gettext catalog: {error}", file=file) from error
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return catalogs.GNUTranslations(compiled)
