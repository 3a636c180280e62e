"""Put together what every page says of itself: how to cite it, its licence, and both as metadata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from remesas.brief.context import Context
from remesas.brief.text.citation import (
    Citation,
    cite,
    point_to_terms,
    tell_licence,
    tell_terms,
    write_bibtex,
    write_ris,
    write_title,
)
from remesas.catalog.publication import LICENCE, LICENCE_ADDRESS


class Imprint(NamedTuple):
    """What foot and head of a page say: ``terms`` are sentences, ``metadata`` names and contents of ``meta``."""

    citation: str
    terms: list[str]
    metadata: list[tuple[str, str]]


def compose_imprint(context: Context, title: str, description: str, *, listed: str = "") -> Imprint:
    """The imprint of a page; ``listed`` is the address of the part with the terms of each source, if it has one."""
    citation, terms = cite(context, title), [tell_licence(context, linked=True)]
    terms.append(point_to_terms(context, listed) if listed else tell_terms(context))
    return Imprint(citation.text, terms, list(list_metadata(context, citation, description)))


def list_metadata(context: Context, citation: Citation, description: str) -> Iterator[tuple[str, str]]:
    """Elements of Dublin Core, and those that managers of references read."""
    day, publisher = citation.day, context.imprint.author
    yield "author", publisher
    yield "DC.title", citation.title
    yield "DC.description", description
    yield "DC.publisher", publisher
    yield "DC.date", day.isoformat()
    yield "DC.language", citation.language
    yield "DC.type", "Text"
    yield "DC.rights", f"{LICENCE}, {LICENCE_ADDRESS}"
    if citation.address:
        yield "DC.identifier", citation.address
    yield "citation_title", citation.title
    for author in citation.authors:
        yield "DC.creator", author.full
        yield "citation_author", author.sorted
    yield "citation_publication_date", day.strftime("%Y/%m/%d")
    yield "citation_technical_report_institution", publisher
    yield "citation_language", citation.language


def list_records(context: Context, title: str) -> dict[str, str]:
    """The citation of a page in each form in which it can be copied."""
    citation = cite(context, title)
    return {"text": citation.text, "bibtex": write_bibtex(citation), "ris": write_ris(citation)}


def join_records(contexts: Sequence[Context], form: str) -> str:
    """The citations of the brief in several languages as one file of records, in ``bibtex`` or ``ris``."""
    return "\n".join(list_records(context, write_title(context))[form] for context in contexts)
