"""Find the page that an address belongs to: what a link names, and options beside it, among what was built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from remesas.brief.contents import PAGE_FILES
from remesas.brief.words.locales import SOURCE_LANGUAGE
from remesas.core.errors import DataError

BRIEF, ATLAS = "brief", "atlas"
"""The kinds of pages whose numbers have a trace; all addresses of the atlas begin with its name."""
NUMBERS = {BRIEF: "{economy}/numbers/{language}.json", ATLAS: "numbers/atlas.{language}.json"}
"""The file that has the numbers of each page, below ``processed``."""
LINKED = re.compile(rf"({'|'.join(PAGE_FILES)})\.([^.]+)\.[a-z]+")
"""The name of a page's file."""
ECONOMY = re.compile("[A-Z]{3}")
"""The folder of an economy's pages; another one is where somebody keeps the page."""


class Page(NamedTuple):
    """A page, and its economy and language where they are known; the atlas has no economy."""

    kind: str
    economy: str = ""
    language: str = ""

    @property
    def numbers(self) -> str:
        """The file of its numbers, below ``processed``; a star stands for what is not known."""
        return NUMBERS[self.kind].format(economy=self.economy or "*", language=self.language or "*")

    def __str__(self) -> str:
        """The page as a sentence names it."""
        what = self.kind if self.kind == ATLAS else "page"
        of, spoken = self.economy and f" of {self.economy}", self.language and f" in the language {self.language}"
        return f"{what}{of}{spoken}"


def read_link(text: str) -> Page:
    """The page that a whole link, or its end, leads to; of an address alone only the kind is known.

    Raises:
        DataError: If it leads to a file that is no page whose numbers can be traced.
    """
    link, _, address = text.rpartition("#")
    if not link:
        return Page(ATLAS if address.startswith(ATLAS) else BRIEF)
    *_, folder, name = ["", *re.split(r"[/\\]", unquote(link.partition("?")[0]))]
    found = LINKED.fullmatch(name)
    if found is None:
        raise DataError(
            f"{name!r} is not the name of a page, which says the language.",
            remedy="give the address behind # alone, with --economy and --language.",
        )
    kind, language = found.groups()
    if kind not in NUMBERS:
        raise DataError(
            f"numbers of {name} are not traced.",
            remedy="see revisions.csv, revision_effects.csv and outdated_series.csv in the data beside it.",
        )
    return Page(kind, folder if kind == BRIEF and ECONOMY.fullmatch(folder) else "", language)


def find_page(text: str, processed: Path, economy: str = "", language: str = "") -> Page:
    """The one page that a text is about, of those that were built.

    Args:
        text: An address or a link.
        processed: What a build made.
        economy: Whose page it is; empty: that of the link, or the only one that fits.
        language: That of the page; empty: that of the link, or the source language, or the first that was built.

    Raises:
        DataError: If the link says otherwise, no such page was built, or several were.
    """
    page = read_link(text)
    if page.kind == ATLAS and economy:
        raise DataError("the atlas is about all economies.", remedy="leave out --economy.")
    page = page._replace(
        economy=_agree("economy", page.economy, economy), language=_agree("language", page.language, language)
    )
    built = _list_built(processed, page.kind)
    fit = [one for one in built if page.economy in ("", one.economy) and page.language in ("", one.language)]
    if not fit:
        raise DataError(
            f"no {page} was built{_tell_built(built)}.",
            file=processed / page.numbers,
            remedy="run ./remesas build for it, or name another one (--language, --economy).",
        )
    if len(economies := sorted({one.economy for one in fit})) > 1:
        raise DataError(
            f"pages of {', '.join(economies)} were built.",
            remedy=f"say which is meant, as in --economy {economies[0]}.",
        )
    return next((one for one in fit if one.language == SOURCE_LANGUAGE), fit[0])


def _agree(what: str, linked: str, named: str) -> str:
    """What a link and an option say, where they do not contradict each other."""
    if linked and named and linked != named:
        raise DataError(
            f"the {what} of the link is {linked}, that of --{what} {named}.", remedy="leave out one of the two."
        )
    return linked or named


def _list_built(processed: Path, kind: str) -> list[Page]:
    """The pages of a kind that were built."""
    files = sorted(processed.glob(Page(kind).numbers))
    return [Page(kind, path.parents[1].name if kind == BRIEF else "", path.stem.rpartition(".")[2]) for path in files]


def _tell_built(built: Sequence[Page]) -> str:
    """Which pages there are instead."""
    languages: dict[str, list[str]] = {}
    for page in built:
        languages.setdefault(page.economy, []).append(page.language)
    told = [f"{economy} ({', '.join(codes)})" if economy else ", ".join(codes) for economy, codes in languages.items()]
    return f", but {', '.join(told)}" if told else ""
