"""The words of claims: evidence, verdicts, roles, qualifiers and units."""

from __future__ import annotations

from typing import Literal

Evidence = str
"""``PRINTED``, ``ARTICLE``, or a basis or source of the catalog by its id."""
PRINTED, ARTICLE, OTHER = "printed", "article", "other"
"""The printed tables; the article's other numbers; what all sources that belong to no basis are counted as."""
UNCHANGING = (PRINTED, ARTICLE)
"""Evidence that the article itself prints: it does not change with time."""
CLAIM = "claim"
"""What a reference to the number of another claim begins with."""
SOURCES_OF_PRINT = ("article", CLAIM)
"""What references to the article's figures begin with."""
Qualifier = Literal["exact", "about", "nearly", "over", "at least", "range"]
Holds = Literal["yes", "no", "divided", "undecidable", ""]
"""Whether a statement would hold today; empty where that is not asked, as of the amount of one named year."""
Verdict = Literal[
    "confirmed", "about right", "consistent", "revised", "unit slip", "inconsistent", "contradicted",
    "other definition", "not decidable here",
]  # fmt: skip
Overall = Verdict | Literal["depends on the reading", "mixed"]
"""What several verdicts come to: one of them, or that readings, or evidences and parts, differ."""
Role = Literal["reading", "aside"]
"""A reading of the wording, or something else that is worth seeing beside it."""
When = Literal["then", "now", "every"]
"""The article's period, the newest one, or every one of the same length."""
Bound = Literal["upper", "lower"]
Value = float | tuple[int, ...] | None
"""A number, or years; nothing where an observation is missing."""
Unit = Literal[
    "USD million", "USD / hour", "ratio", "percent", "percent a year", "percentage points", "rank", "years", "persons",
    "persons a year", "km", "crossings a day", "journeys a year", "clubs", "organisations", "direction",
]  # fmt: skip
PINT_UNITS: dict[Unit, str] = {
    "USD million": "USD million", "USD / hour": "USD / hour", "ratio": "", "percent": "percent",
    "percent a year": "percent", "percentage points": "percent", "persons": "persons", "persons a year": "persons",
    "crossings a day": "persons", "km": "km",
}  # fmt: skip
"""Units that can be computed; the other ones are only printed."""
