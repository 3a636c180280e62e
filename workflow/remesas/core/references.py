"""References to series, as formulas of the catalog write them: ``{source:series}``."""

from __future__ import annotations

import re
from functools import cache

REFERENCE = re.compile(r"\{([a-z]+):([^{}]+)\}")
NO_COUNTERPART = "_Z"
"""The counterpart area of a series that has none."""


@cache
def references(formula: str) -> tuple[str, ...]:
    """The ``source:series`` references of a formula, in order, each once."""
    return tuple(dict.fromkeys(f"{source}:{series}" for source, series in REFERENCE.findall(formula)))
