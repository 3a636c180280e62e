"""The functions that evaluate claims, by name; each declares the model of its parameters in its signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, get_type_hints

from remesas.catalog.entries import Entry
from remesas.claims.evaluators import amounts, growth, means, prices, ranks
from remesas.claims.lookup import Lookup
from remesas.claims.results import Result, Span


@dataclass(frozen=True)
class Evaluator:
    """A function ``(lookup, span, parameters) -> Result`` and the model of its parameters."""

    function: Callable[[Lookup, Span, Any], Result]
    parameters: type[Entry]

    @property
    def meaning(self) -> str:
        """The first line of the docstring: what is computed."""
        return (self.function.__doc__ or "").partition("\n")[0]

    def run(self, lookup: Lookup, span: Span, parameters: dict[str, Any]) -> Result:
        """Evaluate with parameters as the catalog declares them; the result has every observation that was used."""
        noting = replace(lookup, used=[])
        result = self.function(noting, span, self.parameters.model_validate(parameters))
        return replace(result, observations=tuple(dict.fromkeys(noting.used)))


EVALUATORS = {
    function.__name__: Evaluator(function, get_type_hints(function)["parameters"])
    for function in (
        amounts.amount, amounts.quotient, amounts.multiple, amounts.change, amounts.yearly_change,
        amounts.multiple_of_increases, amounts.record_rank, amounts.limit, amounts.scaled_limit,
        growth.compound_growth, growth.growth_ratio, growth.consistency_rank, means.multiple_of_means,
        means.above_mean, prices.fall_years, prices.constant_prices, prices.fall_in_constant_prices, prices.volume,
        ranks.source_rank, ranks.top_years, ranks.economy_rank, ranks.partner_rank,
    )
}  # fmt: skip
