"""A language of the brief: its sentences (gettext), its numbers (CLDR), its code."""

from __future__ import annotations

import gettext as catalogs
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale, UnknownLocaleError
from markupsafe import Markup, escape

from remesas.errors import DataError
from remesas.numbers import Numbers

DOMAIN = "brief"
SOURCE_LANGUAGE = "en"
LOCALES = {"en": "en_GB", "es": "es_MX"}
"""Where a language is written as in one country: its CLDR locale."""


@dataclass(frozen=True)
class Language:
    """Whole sentences and numbers of one language.

    Args:
        code: Two letters, as in ``lang``.
        numbers: Formats of its locale.
        translations: Its gettext catalog; that of the source language is empty.
    """

    code: str
    numbers: Numbers
    translations: catalogs.NullTranslations = field(repr=False)

    def gettext(self, message: str, /, **values: object) -> str:
        """A sentence with its named places filled; it is markup (and the rest escaped) if one of the values is."""
        return _filled(self.translations.gettext(message), values)

    def ngettext(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """A sentence in the form that ``count`` asks for."""
        return _filled(self.translations.ngettext(singular, plural, count), values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """A sentence or word that the context tells apart from the same word elsewhere."""
        return _filled(self.translations.pgettext(context, message), values)

    def said(self, text: str) -> str:
        """A text of the catalog (no places in it), translated."""
        return self.translations.gettext(text) if text else ""

    def noun(self, label: str) -> str:
        """A label of the catalog as it stands inside a sentence."""
        translated = self.said(label)
        return translated[:1].lower() + translated[1:]

    def ordinal(self, rank: int) -> str:
        """A rank in words up to the tenth, in figures after that."""
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
        return words[rank - 1] if rank <= len(words) else self.numbers.amount(rank)

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


def load_language(code: str, locales: Path) -> Language:
    """The language of a code; all but the source language need ``locales/{code}/LC_MESSAGES/brief.mo``.

    Raises:
        DataError: If CLDR has no such language, or the project no translation.
    """
    try:
        locale = str(Locale.parse(LOCALES.get(code, code)))
    except (UnknownLocaleError, ValueError):
        raise DataError(f"{code!r} is no language that CLDR knows.", file="config.yaml") from None
    try:
        translations = catalogs.translation(DOMAIN, str(locales), [code], fallback=code == SOURCE_LANGUAGE)
    except FileNotFoundError:
        raise DataError(
            f"there is no translation into {code!r}.",
            file="config.yaml",
            remedy=f"use {SOURCE_LANGUAGE}, or add {locales / code}.",
        ) from None
    return Language(code, Numbers(locale), translations)
