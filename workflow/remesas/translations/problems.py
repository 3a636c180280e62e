"""What is wrong with a catalog: texts that it lacks or no longer needs, places that do not fit, how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message

PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
"""A named place: ``%(name)s`` in texts of the library, ``{name}`` in some of the catalog."""
FRENCH_SPACES = "\u202f\u00a0"
TYPOGRAPHY: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "fr": (
        (re.compile(rf"[^{FRENCH_SPACES}][;!?»]|[^{FRENCH_SPACES}]:(?=\s|$)"), "no narrow space before ; : ! ? or »"),
        (re.compile(rf"«[^{FRENCH_SPACES}]"), "no narrow space after «"),
        (re.compile(r"[\"']"), "a straight quotation mark or apostrophe"),
        (re.compile(r"\d \d{3}\b|\d[.,]\d{3}\b"), "a number that is not grouped by narrow spaces"),
        (re.compile(r" %"), "no narrow space before %"),
        (re.compile(r"\b(?:à|de) les? "), "an article that is not contracted"),
    ),
    "es": (
        (re.compile(r"[\"']"), "a straight quotation mark or apostrophe"),
        (re.compile(r"^[^¿]*\?|^[^¡]*!"), "no opening ¿ or ¡"),
        (re.compile(r"\s[;:!?%]"), "a space before ; : ! ? or %"),
        (re.compile(r"[«»]"), "« » where the Spanish of the Americas has “ ”"),
        (re.compile(r"\b(?:a|de) el "), "an article that is not contracted"),
    ),
}
"""What no translation into a language may contain."""


def problems_of(messages: Messages, template: Messages) -> list[str]:
    """Everything that keeps a catalog from being published, one line each."""
    found = []
    wanted = {_key(message): message for message in template if message.id}
    held = {_key(message): message for message in messages if message.id}
    found += [f"not in the catalog: {_shown(message)}" for key, message in wanted.items() if key not in held]
    found += [f"no longer a text: {_shown(message)}" for key, message in held.items() if key not in wanted]
    found += [f"no longer a text: {_shown(message)}" for message in messages.obsolete.values()]
    for message in held.values():
        found += [f"{problem}: {_shown(message)}" for problem in _of_entry(message, messages)]
    return found


def _key(message: Message) -> tuple[object, object]:
    return message.id, message.context


def _shown(message: Message) -> str:
    return repr(message.id if isinstance(message.id, str) else message.id[0])


def _of_entry(message: Message, messages: Messages) -> Iterator[str]:
    """What is wrong with one entry."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
    expected = 1 if isinstance(message.id, str) else messages.num_plurals
    if message.fuzzy:
        yield "fuzzy"
    if len(forms) != expected or not all(forms):
        yield "not translated"
        return
    formatted = any(Path(place).suffix != ".yaml" for place, _ in message.locations)
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    for number, form in enumerate(forms):
        yield from _of_places(form, originals, last=number == len(forms) - 1)
        if formatted and "%" in PLACE.sub("", form).replace("%%", ""):
            yield "a % that is neither a place nor doubled"
        yield from _of_look(form, originals[-1])
        for pattern, problem in TYPOGRAPHY.get(str(messages.locale_identifier)[:2], ()):
            if pattern.search(PLACE.sub("x", form)):
                yield problem


def _of_places(form: str, originals: list[str], *, last: bool) -> Iterator[str]:
    """Places of the last form are those of the original; other plural forms may do without some."""
    places, known = _places(form), _places(originals[-1])
    every = known.union(*map(_places, originals))
    if places - every:
        yield f"unknown places {', '.join(sorted(places - every))}"
    if last and known - places:
        yield f"lacks the places {', '.join(sorted(known - places))}"


def _places(text: str) -> set[str]:
    return {found[0] for found in PLACE.finditer(text)}


def _of_look(form: str, original: str) -> Iterator[str]:
    """No spaces around it, and a full stop at the end where the original has one (abbreviations have their own)."""
    if form != form.strip():
        yield "spaces around it"
    if " " in original and form.endswith(".") != original.endswith("."):
        yield "a full stop too few or too many"
