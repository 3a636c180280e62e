"""A language that nobody speaks: every text in brackets, with accents, and two fifths longer."""

import re
from pathlib import Path

from remesas.translations.extraction import extract_article, extract_messages
from remesas.translations.files import write_messages
from support.project import ARTICLE

CODE = "eo"  # one that CLDR knows and the project does not have
LONGER = 0.4
ACCENTS = str.maketrans("aceinouyACEINOU", "áçéîñôûýÀÇÉÎÑÔÛ")
PLACES = re.compile(r"(%\(\w+\)s|\{\w+\}|%%|<[^>]*>)")
FILLING = "öŝ ĝèlôŝ ŭèrôj dî plî lôñgaj tékŝtoj kâj ŝtîpôj "


def lengthened(text: str) -> str:
    """The text with its places, accented, in brackets; a single word grows by itself."""
    parts = PLACES.split(text)
    accented = "".join(part if PLACES.fullmatch(part) else part.translate(ACCENTS) for part in parts)
    words = PLACES.sub("", text)
    more = round(LONGER * len(words))
    filling = ("ö" * more) if " " not in words.strip() else " " + (FILLING * (more // len(FILLING) + 1))[:more].strip()
    stop = "." if text.endswith(".") else ""
    return f"[{accented.removesuffix('.') if stop else accented}{filling}]{stop}"


def write_pseudo_language(workflow: Path) -> Path:
    """Put a catalog with all texts lengthened beside the others."""
    template = extract_messages(workflow)
    for message in extract_article(workflow.parent / "articles" / ARTICLE.name, workflow, template):
        template.add(message.id, context=message.context, locations=message.locations)
    for message in template:
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else message.id
            said = [lengthened(text) for text in ids]
            message.string = said[0] if isinstance(message.id, str) else tuple(said)
    template.locale = CODE
    path = workflow / "locales" / CODE / "LC_MESSAGES" / "remesas.po"
    write_messages(template, path)
    return path
