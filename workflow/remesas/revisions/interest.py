"""Which series and economies the report on revisions is about: those of the brief, and those that claims name."""

from __future__ import annotations

from remesas.build import references_of
from remesas.catalog.entries import Catalog
from remesas.claims.loading import list_series
from remesas.claims.models import Claims


def areas_of_interest(catalog: Catalog, claims: Claims, ref_area: str) -> set[str]:
    """The brief's economy, and each one that a claim names."""
    return {ref_area, claims.ref_area} | {key.ref_area for key in list_series(claims, catalog)}


def references_of_interest(
    catalog: Catalog, claims: Claims, bases: tuple[str, ...], ref_area: str
) -> set[tuple[str, str]]:
    """The series (``source:series``) and areas behind figures of the brief, and those that claims name."""
    named = {(key.reference, key.ref_area) for key in list_series(claims, catalog)}
    return named | set(references_of(catalog, bases, ref_area))
