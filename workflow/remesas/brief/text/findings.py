"""List the findings: what the frames say, as sentences whose every number is computed from them.

Sentences are whole and have named places, so that each can be translated as it is. Which sentence is used depends on
the data: one that the data do not support is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from remesas.brief.context import Context
from remesas.brief.text.against_print import tell_revised
from remesas.brief.text.amounts import tell_growth, tell_level
from remesas.brief.text.claims import tell_failed
from remesas.brief.text.ranks import tell_gross, tell_net
from remesas.brief.words.language import Language

FINDINGS: dict[str, Callable[[Context], Iterator[str]]] = {
    "level": tell_level,
    "gross": tell_gross,
    "net": tell_net,
    "statements": tell_failed,
    "growth": tell_growth,
    "revision": tell_revised,
}
"""What tells each finding, in the order of the brief."""


def headlines(t: Language) -> dict[str, str]:
    """The headline of each finding."""
    return {
        "level": t.gettext("How much"),
        "gross": t.gettext("Against other earnings"),
        "net": t.gettext("Net of payments"),
        "statements": t.gettext("What does not hold"),
        "growth": t.gettext("Growth"),
        "revision": t.gettext("Revised since"),
    }


def tell_findings(context: Context) -> dict[str, list[str]]:
    """The sentences of each finding for which there are data."""
    told = {name: list(tell(context)) for name, tell in FINDINGS.items()}
    return {name: sentences for name, sentences in told.items() if sentences}
