"""Read claims.yaml and check what it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from remesas.catalog.catalog import Catalog
from remesas.catalog.entries import Entry, read_parameters
from remesas.catalog.loading import YAML, parse
from remesas.claims.archive import Key
from remesas.claims.evaluators import EVALUATORS
from remesas.claims.lookup import parse_reference
from remesas.claims.statements import Claim, Claims, Evaluation
from remesas.claims.vocabulary import ARTICLE, CLAIM, OTHER, PINT_UNITS, PRINTED
from remesas.core.errors import DataError
from remesas.core.references import NO_COUNTERPART, references

FILE = "claims.yaml"
LISTED = 30
"""How many names an error message offers instead of a wrong one."""


class DigitsLoader(YAML):
    """Reads decimals as text, so that the digits that are written (2.0, 11.70) stay known."""


DigitsLoader.add_constructor("tag:yaml.org,2002:float", DigitsLoader.construct_scalar)


def load_claims(catalog: Catalog) -> Claims:
    """Read the claims of the catalog's article; an article without statements has none.

    Raises:
        DataError: If an entry has neither evaluation nor reason, or names an evaluator, parameter, evidence, series,
            area, column or claim that does not exist.
    """
    assert catalog.article is not None
    path = catalog.folder / FILE
    claims = parse(path, Claims, DigitsLoader) if path.is_file() else Claims(claims=())
    claims = claims.model_copy(update={"ref_area": catalog.article.economy, "blocs": catalog.blocs | claims.blocs})
    seen: set[str] = set()
    for claim in claims.claims:
        if claim.id in seen:
            raise DataError(f"the claim {claim.id!r} is declared twice.", file=path)
        seen.add(claim.id)
        for evaluation in claim.evaluations:
            _check(claim, evaluation, claims, catalog)
            _check(claim, evaluation.newest, claims, catalog)
    return claims


def order_evidence(catalog: Catalog) -> tuple[str, ...]:
    """All evidence: the printed tables, the article's numbers, each basis of the catalog, each source by itself."""
    return tuple(dict.fromkeys((PRINTED, ARTICLE, *catalog.bases, *catalog.sources)))


def list_kinds(catalog: Catalog) -> tuple[str, ...]:
    """The kinds of evidence by which verdicts are counted: the same, with all sources that are no basis as one."""
    return PRINTED, ARTICLE, *catalog.bases, OTHER


def list_series(claims: Claims, catalog: Catalog) -> Iterator[Key]:
    """The series that claims name, then or now; a ranking over all economies names only the one that it ranks."""
    for claim in claims.claims:
        for evaluation in claim.evaluations:
            for reference in (*_series_of(evaluation, catalog), *_series_of(evaluation.newest, catalog)):
                yield parse_reference(reference, claims.ref_area)


def _series_of(evaluation: Evaluation, catalog: Catalog) -> list[str]:
    """The references ``source:series`` that an evaluation names itself (columns of tables and claims left out)."""
    named = [*_references(evaluation), *filter(None, [evaluation.parameters.get("reference")])]
    return [name for name in named if name.split(":")[0] not in (CLAIM, *catalog.flows)]


def _references(evaluation: Evaluation) -> list[str]:
    values = evaluation.parameters.values()
    texts = [text for value in values for text in (value.values() if isinstance(value, dict) else [value])]
    return [reference for text in texts if isinstance(text, str) for reference in references(text)]


def _check(claim: Claim, evaluation: Evaluation, claims: Claims, catalog: Catalog) -> None:
    where = f"{catalog.folder / FILE}, claim {claim.id}, {evaluation.reading!r}"
    _require([evaluation.evaluator], EVALUATORS, "there is no evaluator {}.", where)
    _require(evaluation.evidence, order_evidence(catalog), "there is no evidence {}.", where)
    if evaluation.span[1] < evaluation.span[0]:
        raise DataError(f"the period {evaluation.span} ends before it begins.", file=where)
    _check_parameters(
        read_parameters(EVALUATORS[evaluation.evaluator].parameters, evaluation.parameters, where),
        claims,
        catalog,
        where,
    )
    for reference in _series_of(evaluation, catalog):
        key = parse_reference(reference, claims.ref_area)
        catalog.series_of(key.reference, where)
        _require(
            {key.ref_area, key.counterpart_area} - {NO_COUNTERPART},
            catalog.areas,
            "the area {} is not declared.",
            where,
        )
    names = [reference.split(":", 1) for reference in _references(evaluation)]
    if evaluation.role == "reading" and CLAIM in (kind for kind, _ in names):
        remedy = "compute it from series, or show it as `role: aside`."
        raise DataError("a number that the article prints is no data on another.", file=where, remedy=remedy)
    _require([name.split(".")[0] for kind, name in names if kind == CLAIM], [entry.id for entry in claims.claims],
             "there is no claim {}.", where)  # fmt: skip
    columns = [name for kind, name in names if kind in catalog.flows]
    _require(columns, catalog.indicators, "{} is no column of the tables.", where)
    if columns:
        _require(evaluation.evidence, (PRINTED, *catalog.bases), "{} has no columns of the tables.", where)
    sources = set(evaluation.evidence) - {*list_kinds(catalog)}
    used = [reference.split(":")[0] for reference in _series_of(evaluation, catalog)]
    _require(sources, used, "the formula uses no series of the evidence {}.", where)


def _check_parameters(parameters: Entry, claims: Claims, catalog: Catalog, where: str) -> None:
    """Refuse units that cannot be computed, and blocs, flows and columns that are not declared."""
    for name, value in _fields(parameters):
        match name:
            case "unit":
                _require([value], PINT_UNITS, "{} cannot be computed.", where)
            case "bloc" | "within" if value:
                _require([value], claims.blocs, "the bloc {} is not declared.", where)
            case "flow":
                _require([value], catalog.flows, "{} is the flow of no table.", where)
            case "indicator" | "among" | "above" | "below" | "instead":
                names = [value] if isinstance(value, str) else value
                _require(names, catalog.indicators, "{} is no column of the tables.", where)


def _fields(entry: Entry) -> Iterator[tuple[str, Any]]:
    """The fields of an entry and of those that it holds, by name."""
    for name, value in entry:
        if isinstance(value, Entry):
            yield from _fields(value)
        else:
            yield name, value


def _require(names: Iterable[str], declared: Iterable[str], message: str, where: str) -> None:
    known = sorted(declared)
    for name in names:
        if name not in known:
            remedy = f"use one of {', '.join(known)}." if len(known) <= LISTED else ""
            raise DataError(message.format(repr(name)), file=where, remedy=remedy)
