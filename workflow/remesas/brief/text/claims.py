"""The claims in the brief: opening, the telling cases in groups of sentences, and the two tables.

Everything is read from claims.json; nothing here computes a value or a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass

from remesas.brief.context import Context
from remesas.brief.text.claim_phrases import Phrases
from remesas.brief.text.claim_sentences import Teller
from remesas.claims.document import Document

__all__ = ["ClaimsSection", "Group", "claims_sources", "compose_claims"]


@dataclass(frozen=True)
class Group:
    """Sentences of one kind under a heading."""

    name: str
    headline: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class ClaimsSection:
    """What the section shows besides its two tables: opening sentences, and groups of telling cases."""

    opening: tuple[str, ...]
    groups: tuple[Group, ...]


def compose_claims(context: Context, document: Document) -> ClaimsSection:
    """The sentences of the section."""
    teller = Teller(Phrases(context), document["claims"])
    t = context.language
    planned = (
        ("slips", t.gettext("Slips of the unit"), teller.slips()),
        ("revised", t.gettext("Right when printed, revised since"), teller.revised()),
        ("inconsistent", t.gettext("Against the article's own numbers"), teller.inconsistent()),
        ("premises", t.gettext("A premise that fails"), teller.premises()),
        ("contradicted", t.gettext("Contradicted by the data"), teller.contradicted()),
        ("readings", t.gettext("Where the reading decides"), teller.readings()),
        ("asides", t.gettext("What comes near print instead"), teller.asides()),
        ("possible", t.gettext("Between two limits"), teller.possible()),
        ("today", t.gettext("Then and now"), teller.today()),
    )
    groups = tuple(Group(name, headline, tuple(sentences)) for name, headline, sentences in planned)
    return ClaimsSection(tuple(teller.opening()), tuple(group for group in groups if group.sentences))


def claims_sources(document: Document) -> list[str]:
    """The sources that evaluations of claims are computed from, other claims left out."""
    items = [item for claim in document["claims"] for item in claim["evaluations"]]
    found = dict.fromkeys(seen["series"].split(":")[0] for item in items for seen in item["observations"])
    return [source for source in found if source != "claim"]
