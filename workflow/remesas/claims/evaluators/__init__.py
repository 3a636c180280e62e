"""The functions that evaluate claims, by name: importing this package registers them."""

from remesas.claims.evaluators import amounts, arithmetic, growth, prices, ranks
from remesas.claims.evaluators.registry import EVALUATORS, Evaluator, evaluator

__all__ = ["EVALUATORS", "Evaluator", "amounts", "arithmetic", "evaluator", "growth", "prices", "ranks"]
