"""Catalogs of translations as files: read, brought up to date, written so that only texts make a difference."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import read_po, write_po

from remesas.brief.words.locales import DOMAIN

HEADER = """\
# Texts of the brief in the language of this folder (gettext). `./remesas translations` brings this file up to date:
# new texts come without a translation, changed ones with the old one, marked as fuzzy; the checks want both settled.
"""
DATED = ("POT-Creation-Date:", "PO-Revision-Date:", "Generated-By:", "Last-Translator:", "Report-Msgid-Bugs-To:",
         "Language-Team:", "Project-Id-Version:")  # fmt: skip
"""Lines of the usual header that change without any text having changed, or that nobody fills in."""


def read_messages(path: Path, code: str) -> Messages:
    """The entries of a catalog; an empty one if there is no file."""
    if not path.is_file():
        return Messages(locale=code, domain=DOMAIN, charset="utf-8", fuzzy=False, header_comment="")
    with path.open("rb") as stream:
        return read_po(stream, locale=code, domain=DOMAIN)


def bring_up_to_date(messages: Messages, template: Messages) -> None:
    """Make the entries those of the template: translations stay, a changed text keeps its old one as fuzzy."""
    messages.update(template, update_header_comment=False)
    messages.obsolete.clear()
    for message in messages:
        if isinstance(message.id, str) and not isinstance(message.string, str):  # a text that had plural forms
            message.string = next(iter(message.string or ()), "")


def write_messages(messages: Messages, path: Path) -> None:
    """Write a catalog."""
    for message in messages:
        if "%(" not in "".join(message.id):  # Babel takes "90% of exports" for a place
            message.flags.discard("python-format")
    stream = io.BytesIO()
    write_po(stream, messages, width=120, include_lineno=False, omit_header=False, ignore_obsolete=True)
    lines = stream.getvalue().decode("utf-8").splitlines(keepends=True)
    body = [line for line in lines if not line.lstrip('"').startswith(DATED)]
    first = next(place for place, line in enumerate(body) if not line.startswith("#"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + "".join(body[first:]), encoding="utf-8", newline="\n")
