"""Say the remarks of frames in the language of a page: by their templates, or as texts of the catalog."""

from __future__ import annotations

import re
from collections.abc import Callable

from remesas.brief.words.language import Language
from remesas.core.notes import PLACES, Template, read_note, split_notes

Named = Callable[[str], str]
"""How a source of foreign exchange (by its id) or a place (by its name) is called inside a sentence."""


def said_notes(language: Language, notes: str, named: Named) -> str:
    """The remarks of a cell, each in the words of the language."""
    return language.numbers.apart.join(said_note(language, note, named) for note in split_notes(notes))


def said_note(language: Language, note: str, named: Named) -> str:
    """One remark: a text of the catalog, or what a stage has written by one of its templates."""
    translated = language.translate(note)
    found = read_note(note) if translated == note else None
    if found is None:
        return translated
    template, values = found
    words = {name: _say(language, PLACES[name][1], value, named) for name, value in values.items()}
    return translate_template(language, template, words)


def translate_template(language: Language, template: Template, words: dict[str, str]) -> str:
    """A template in the language, its places filled with words that are in it already."""
    return language.gettext(template.text, **words) if words else language.translate(template.text)


def _say(language: Language, kind: str, value: str, named: Named) -> str:
    """What stands in one place of a template."""
    match kind:
        case "count":
            return language.numbers.amount(int(value))
        case "years":
            return language.numbers.years([int(year) for year in value.split(", ")])
        case "name" | "series":
            return named(value)
        case "names":
            return language.numbers.listed([named(name) for name in re.split(", | or ", value)])
        case "period":
            return language.vintage(value)
        case "text":
            return language.translate(value)
        case "note":
            return said_note(language, value, named)
    return value
