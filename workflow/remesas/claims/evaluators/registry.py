"""Evaluators by name, each with the frozen model of its parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from remesas.catalog.entries import Entry
from remesas.claims.lookup import Lookup
from remesas.claims.models import Result, Span

P = TypeVar("P", bound=Entry)


@dataclass(frozen=True)
class Evaluator:
    """A registered function ``(lookup, span, parameters) -> Result`` and its parameters' model."""

    parameters: type[Entry]
    function: Callable[[Lookup, Span, Any], Result]

    @property
    def meaning(self) -> str:
        """The first line of the docstring: what is computed."""
        return (self.function.__doc__ or "").partition("\n")[0]

    def run(self, lookup: Lookup, span: Span, parameters: dict[str, Any]) -> Result:
        """Evaluate with parameters as the catalog declares them."""
        return self.function(lookup, span, self.parameters.model_validate(parameters))


EVALUATORS: dict[str, Evaluator] = {}


def evaluator(
    parameters: type[P],
) -> Callable[[Callable[[Lookup, Span, P], Result]], Callable[[Lookup, Span, P], Result]]:
    """Register a function under its own name.

    Args:
        parameters: The frozen model of what the catalog gives it.
    """

    def register(function: Callable[[Lookup, Span, P], Result]) -> Callable[[Lookup, Span, P], Result]:
        EVALUATORS[function.__name__] = Evaluator(parameters, function)
        return function

    return register
