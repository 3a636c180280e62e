"""Which series and economies the report on revisions is about: those of the brief, and those that claims name."""

from __future__ import annotations

from collections.abc import Iterator

from remesas.build import references_of
from remesas.catalog.entries import Catalog
from remesas.claims.loading import series_of
from remesas.claims.lookup import Key, parse_reference
from remesas.claims.models import Claims


def _named(claims: Claims) -> Iterator[Key]:
    """The series that claims name, then or now; a ranking over all economies names only the one that it ranks."""
    for claim in claims.claims:
        for evaluation in claim.evaluations:
            newest = evaluation.model_copy(update={"parameters": evaluation.parameters | evaluation.now_parameters})
            for reference in (*series_of(evaluation), *series_of(newest)):
                yield parse_reference(reference, claims.ref_area)


def areas_of_interest(claims: Claims, ref_area: str) -> set[str]:
    """The brief's economy, and each one that a claim names."""
    return {ref_area, claims.ref_area} | {key.ref_area for key in _named(claims)}


def references_of_interest(
    catalog: Catalog, claims: Claims, bases: tuple[str, ...], ref_area: str
) -> set[tuple[str, str]]:
    """The series (``source:series``) and areas behind figures of the brief, and those that claims name."""
    named = {(key.reference, key.ref_area) for key in _named(claims)}
    return named | set(references_of(catalog, bases, ref_area))
