"""Remesas: from raw statistical series to a brief that can defend each of its figures.

The package holds pure functions on tidy data frames; it never imports Snakemake. docs/architecture.md shows the way
through it. What notebooks need is loaded from here: ``load_table``, ``load_comparison``, ``load_claims``.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "load_claims", "load_comparison", "load_table"]


def __getattr__(name: str) -> Any:
    """Import what loads frames when it is asked for: every job of a build imports this package, and few need that."""
    if name in __all__:
        return getattr(import_module("remesas.load"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, for those who complete them."""
    return __all__
