"""List the series that the bases of a brief use: those behind its columns, and those of the context."""

from __future__ import annotations

import re
from collections.abc import Iterable

from remesas.catalog.catalog import Catalog
from remesas.core.references import references

LONE_SERIES = re.compile(r"\{([^{}]+)\}")
"""A formula that is one series as it stands."""
EVERYWHERE = "*"
"""The area of a series that many economies have."""


def bases_with_roles(catalog: Catalog, bases: Iterable[str], ref_area: str) -> list[str]:
    """Those of some bases that can fill the columns of an economy, in order."""
    return [basis for basis in bases if catalog.roles(basis, ref_area)]


def role_references(catalog: Catalog, basis: str, ref_area: str, *, shown: bool = False) -> list[str]:
    """The series ``source:series`` that fill the columns of a basis, in order, each once.

    With ``shown`` only those of columns that a table shows; without any table all.
    """
    tables = catalog.every_table.values() if shown else ()
    columns_shown = {(table.flow, name) for table in tables for name in table.columns}
    formulas = (
        term.formula
        for flow, columns in catalog.roles(basis, ref_area).items()
        for name, role in columns.items()
        if not columns_shown or (flow, name) in columns_shown
        for term in role.terms
    )
    return list(dict.fromkeys(reference for formula in formulas for reference in references(formula)))


def lead_references(catalog: Catalog, basis: str, ref_area: str) -> set[str]:
    """The series ``source:series`` that fill the lead column on a basis, of any flow."""
    columns = [flow[catalog.lead] for flow in catalog.roles(basis, ref_area).values() if catalog.lead in flow]
    return {name for role in columns for term in role.terms for name in references(term.formula)}


def lead_reference(catalog: Catalog, basis: str, ref_area: str) -> str | None:
    """The series ``source:series`` behind the newest years of the lead column on a basis, if one alone gives them.

    The first flow that has the column counts.
    """
    flows = catalog.roles(basis, ref_area).values()
    terms = next((columns[catalog.lead].terms for columns in flows if catalog.lead in columns), ())
    if not terms:
        return None
    newest = max(terms, key=lambda term: (term.last is None, term.last or 0, term.first or 0))
    found = LONE_SERIES.fullmatch(newest.formula.strip())
    return found.group(1) if found else None


def context_references(catalog: Catalog, basis: str, ref_area: str) -> list[tuple[str, str]]:
    """The series ``source:series`` and areas of the context of a basis (GDP, population, prices)."""
    split = (reference.partition("@") for reference in catalog.context(basis, ref_area).values())
    return [(reference, area or ref_area) for reference, _, area in split]


def monthly_references(catalog: Catalog, basis: str, ref_area: str) -> tuple[str, str]:
    """The series that are followed month by month on a basis: the lead column's, and the number of its operations.

    Either is empty where the basis has none.
    """
    return lead_reference(catalog, basis, ref_area) or "", catalog.context(basis, ref_area).get("operations", "")


def peer_references(catalog: Catalog, basis: str, ref_area: str) -> tuple[str, str]:
    """The series by which economies are ranked on a basis, if many have the lead column's: that one, and their GDP."""
    lead = lead_reference(catalog, basis, ref_area)
    if not lead or catalog.series_of(lead).ref_area != EVERYWHERE:
        return "", ""
    return lead, catalog.context(basis, ref_area).get("gdp", "")


def find_common_basis(catalog: Catalog, bases: Iterable[str]) -> str | None:
    """The first basis on which all economies can be compared."""
    return next((basis for basis in bases if all(peer_references(catalog, basis, ""))), None)


def atlas_references(catalog: Catalog, bases: Iterable[str]) -> list[str]:
    """The series ``source:series`` that the atlas is made from: roles and context, and what is laid beside."""
    basis = find_common_basis(catalog, bases)
    if basis is None:
        return []
    beside = (term.formula for role in catalog.bases[basis].beside.values() for term in role.terms)
    context = (catalog.context(basis, "").get(name, "") for name in ("gdp", "population"))
    named = (name for formula in beside for name in references(formula))
    return list(dict.fromkeys(filter(None, (*role_references(catalog, basis, ""), *context, *named))))


def references_of(catalog: Catalog, bases: Iterable[str], ref_area: str) -> dict[tuple[str, str], None]:
    """The series ``source:series`` and areas that the columns shown and the context of some bases use, in order."""
    return {
        pair: None
        for basis in bases
        for pair in (
            *((reference, ref_area) for reference in role_references(catalog, basis, ref_area, shown=True)),
            *context_references(catalog, basis, ref_area),
        )
    }


def consulted_references(catalog: Catalog, bases: Iterable[str], ref_area: str, named: Iterable[str]) -> set[str]:
    """The series ``source:series`` that anything of a brief is computed from or checked with.

    Args:
        catalog: The catalog with the article.
        bases: The bases of the brief.
        ref_area: Its economy.
        named: What claims rest on.

    Returns:
        What fills the columns and what they are related to, what is printed, what claims, explanations and checks of
        print name, first prints of these, and what identities hold these against.
    """
    found = {reference for reference, _ in references_of(catalog, bases, ref_area)} | set(named)
    found |= {reference for table in catalog.every_table.values() for reference in table.printed.values()}
    declared = str([entry.model_dump() for entry in (*catalog.printed_checks, *catalog.explanations)])
    found |= {reference.partition("@")[0] for reference in references(declared)}
    found |= {first for reference, first in catalog.first_prints.items() if reference in found}
    identities = [identity for identity in catalog.identities.values() if identity.area == ref_area]
    sides = [{name.partition("@")[0] for name in identity.references} for identity in identities]
    while more := {name for side in sides if side & found for name in side} - found:
        found |= more
    return found
