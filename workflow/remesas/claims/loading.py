"""Reading claims.yaml and checking what it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from remesas.catalog.entries import Catalog, parse
from remesas.claims.evaluators import EVALUATORS
from remesas.claims.lookup import parse_reference
from remesas.claims.models import PINT_UNITS, Claim, Claims, Evaluation
from remesas.core.errors import DataError
from remesas.core.references import references

FILE = "workflow/catalog/claims.yaml"


def load_claims(folder: Path, catalog: Catalog) -> Claims:
    """Read the claims of the catalog.

    Raises:
        DataError: If an entry has neither evaluation nor reason, or names an evaluator, parameter, series, area or
            claim that does not exist.
    """
    claims = parse(folder / "claims.yaml", Claims)
    seen: set[str] = set()
    for claim in claims.claims:
        if claim.id in seen:
            raise DataError(f"the claim {claim.id!r} is declared twice.", file=FILE)
        seen.add(claim.id)
        for evaluation in claim.evaluations:
            _check(claim, evaluation, claims, catalog)
            _check(claim, evaluation.newest, claims, catalog)
    return claims


def formulas_of(evaluation: Evaluation) -> Iterator[str]:
    """Every text among the parameters of an evaluation that may hold references."""
    for value in evaluation.parameters.values():
        if isinstance(value, str):
            yield value


def series_of(evaluation: Evaluation) -> list[str]:
    """The references ``source:series`` that an evaluation names itself (roles and claims left out)."""
    found = [reference for text in formulas_of(evaluation) for reference in references(text)]
    if "reference" in evaluation.parameters:
        found.append(str(evaluation.parameters["reference"]))
    return [reference for reference in found if reference.split(":")[0] not in ("gross", "net", "claim")]


def _check(claim: Claim, evaluation: Evaluation, claims: Claims, catalog: Catalog) -> None:
    where = f"{FILE}, claim {claim.id}, {evaluation.reading!r}"
    if evaluation.evaluator not in EVALUATORS:
        known = ", ".join(sorted(EVALUATORS))
        raise DataError(f"there is no evaluator {evaluation.evaluator!r}.", file=where, remedy=f"use one of {known}.")
    _check_parameters(evaluation, where)
    for reference in series_of(evaluation):
        key = parse_reference(reference, claims.ref_area)
        catalog.series_of(key.reference, where)
        for area in (key.ref_area, key.counterpart_area):
            if area not in catalog.areas and area != "_Z":
                raise DataError(f"the area {area!r} is not declared.", file=where, series=reference)
    declared = {entry.id for entry in claims.claims}
    for reference in (reference for text in formulas_of(evaluation) for reference in references(text)):
        kind, name = reference.split(":", 1)
        if kind == "claim" and name.split(".")[0] not in declared:
            raise DataError(f"there is no claim {name!r}.", file=where)
        if kind in ("gross", "net") and name not in catalog.indicators:
            raise DataError(f"{name!r} is no column of the tables.", file=where)
    bloc = evaluation.parameters.get("bloc")
    if bloc and bloc not in claims.blocs:
        raise DataError(f"the bloc {bloc!r} is not declared.", file=where)


def _check_parameters(evaluation: Evaluation, where: str) -> None:
    try:
        parameters: Any = EVALUATORS[evaluation.evaluator].parameters.model_validate(evaluation.parameters)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise DataError(f"at {place}: {first['msg']} (found {first['input']!r}).", file=where) from error
    unit = getattr(parameters, "unit", None)
    if unit is not None and unit not in PINT_UNITS:
        raise DataError(f"{unit!r} cannot be computed.", file=where)
    if evaluation.span[1] < evaluation.span[0]:
        raise DataError(f"the period {evaluation.span} ends before it begins.", file=where)
