"""List the findings: what the frames say, as sentences whose every number is computed from them.

Sentences are whole and have named places, so that each can be translated as it is. Which sentence is used depends on
the data: one that the data do not support is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from remesas.brief.context import Context
from remesas.brief.text.against_print import tell_revised
from remesas.brief.text.amounts import tell_growth, tell_level
from remesas.brief.text.article import tell_article
from remesas.brief.text.claims import tell_failed
from remesas.brief.text.headline import tell_headline
from remesas.brief.text.missing import tell_missing
from remesas.brief.text.peers import tell_rank
from remesas.brief.text.ranks import tell_gross, tell_net, tell_printed_net
from remesas.brief.text.recent import tell_transfers
from remesas.brief.words.language import Language


def tell_main(context: Context) -> Iterator[str]:
    """Which of the statements that the article rests on fail, and what its own table says of them."""
    failed = list(tell_failed(context))
    yield from failed
    if failed:
        yield from tell_printed_net(context)


OPENING: dict[str, Callable[[Context], Iterator[str]]] = {
    "headline": tell_headline,
    "missing": tell_missing,
    "article": tell_article,
    "statements": tell_main,
}
"""What stands above the findings: what is new and missing, whether the article was right, what fails of its grounds."""
FINDINGS: dict[str, Callable[[Context], Iterator[str]]] = {
    "level": tell_level,
    "transfers": tell_transfers,
    "gross": tell_gross,
    "world": tell_rank,
    "net": tell_net,
    "growth": tell_growth,
    "revision": tell_revised,
}
"""What tells each finding, in the order of the brief."""


def headlines(t: Language) -> dict[str, str]:
    """The name of each finding, and of what stands above them."""
    return {
        "headline": t.gettext("Headline"),
        "article": t.gettext("The article"),
        "statements": t.gettext("What does not hold"),
        "level": t.gettext("How much"),
        "transfers": t.gettext("Number and size"),
        "gross": t.gettext("Before payments abroad"),
        "net": t.gettext("After payments abroad"),
        "world": t.gettext("In the world"),
        "growth": t.gettext("Growth"),
        "revision": t.gettext("Revisions"),
    }


def tell_opening(context: Context) -> dict[str, list[str]]:
    """The sentences above the findings; none where there are no data."""
    return {name: list(tell(context)) for name, tell in OPENING.items()}


def tell_findings(context: Context) -> dict[str, list[str]]:
    """The sentences of each finding for which there are data."""
    told = {name: list(tell(context)) for name, tell in FINDINGS.items()}
    return {name: sentences for name, sentences in told.items() if sentences}
