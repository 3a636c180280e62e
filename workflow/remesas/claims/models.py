"""What a claim is in the catalog, and what an evaluation of it gives. No verdict is declared anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from remesas.catalog import Entry

Evidence = Literal["printed", "article", "national", "worldbank", "other"]
"""The printed tables; the article's own numbers; a basis; other official series."""
OWN: tuple[Evidence, ...] = ("printed", "article")
"""Evidence that the article itself prints: a claim that fails on it is inconsistent, not contradicted."""
Qualifier = Literal["exact", "about", "nearly", "over", "at least", "range"]
Holds = Literal["yes", "no", "undecidable"]
Verdict = Literal[
    "confirmed", "about right", "revised", "contradicted", "inconsistent", "unit slip", "not decidable here"
]  # fmt: skip
Unit = Literal[
    "USD million", "USD / hour", "ratio", "percent", "percent a year", "percentage points", "rank", "years", "persons",
    "persons a year", "km", "crossings a day", "journeys a year", "clubs", "organisations", "direction",
]  # fmt: skip
PINT_UNITS: dict[Unit, str] = {
    "USD million": "USD million", "USD / hour": "USD / hour", "ratio": "", "percent": "percent",
    "percent a year": "percent", "percentage points": "percent", "persons": "persons", "persons a year": "persons",
}  # fmt: skip
"""Units that can be computed; the other ones are only printed."""


class Span(NamedTuple):
    """The first and last year of a period; both are the same for a single year."""

    first: int
    last: int

    @property
    def text(self) -> str:
        """``2003`` or ``1993/2003``, as everywhere in the project's frames."""
        return str(self.last) if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def years(self) -> range:
        """Every year of the span."""
        return range(self.first, self.last + 1)


class Printed(Entry):
    """What the article prints: one value, the two ends of a range, or several years.

    ``precision`` is the step of the last digit that was printed (100 for "US$17.5 billion" in US$ million).
    """

    values: tuple[float, ...]
    unit: Unit
    precision: float = Field(1, gt=0)
    qualifier: Qualifier = "exact"

    @model_validator(mode="after")
    def _fits(self) -> Printed:
        expected = 2 if self.qualifier == "range" else None if self.unit in ("years", "direction") else 1
        if expected is not None and len(self.values) != expected:
            raise ValueError(f"{self.qualifier} needs {expected} value(s), found {len(self.values)}")
        return self


class Undecided(Entry):
    """Why a claim, or a part of it, cannot be decided from the snapshots, and what would decide it."""

    reason: str
    source: str
    series: str = ""


class Evaluation(Entry):
    """One reading of a claim, computed by one evaluator on one or more kinds of evidence.

    ``part`` names a part of a claim that says several things. The first evaluation of each part and evidence is its
    main reading. ``now`` says whether the newest period is evaluated too (with ``now_parameters`` in place of the
    others of the same name), ``every`` asks for all periods in which the statement holds.
    """

    evaluator: str
    evidence: tuple[Evidence, ...]
    reading: str
    span: tuple[int, int]
    parameters: dict[str, Any] = Field(default_factory=dict)
    part: str = ""
    now: bool = True
    now_parameters: dict[str, Any] = Field(default_factory=dict)
    every: bool = False

    @property
    def parameters_now(self) -> dict[str, Any]:
        """The parameters for the newest period."""
        return self.parameters | self.now_parameters


class Claim(Entry):
    """One quantitative statement of the article; ``parts`` holds further values that it prints or implies, by name."""

    id: str
    section: str
    claim: str
    printed: Printed
    period: str
    cites: str = ""
    parts: dict[str, Printed] = Field(default_factory=dict)
    evaluations: tuple[Evaluation, ...] = ()
    undecided: Undecided | None = None

    @model_validator(mode="after")
    def _decided_or_explained(self) -> Claim:
        if not self.evaluations and self.undecided is None:
            raise ValueError(f"{self.id} has neither an evaluation nor a reason why it cannot be decided")
        unknown = {evaluation.part for evaluation in self.evaluations} - {"", *self.parts}
        if unknown:
            raise ValueError(f"{self.id} declares no part {', '.join(sorted(unknown))}")
        return self

    def printed_part(self, part: str) -> Printed:
        """The printed value of a part; of the claim itself where the part is empty."""
        return self.parts[part] if part else self.printed


class Claims(Entry):
    """The content of claims.yaml.

    ``blocs`` names the members of a group of economies with their first and last year.
    """

    ref_area: str
    blocs: dict[str, dict[str, tuple[int, int | None]]] = Field(default_factory=dict)
    claims: tuple[Claim, ...]


class MissingValueError(Exception):
    """A value that an evaluator needs is not there; the text says which."""


@dataclass(frozen=True)
class Observation:
    """One value that an evaluation used, with where it comes from."""

    reference: str
    ref_area: str
    counterpart_area: str
    period: int | None
    value: float
    unit: str
    status: str = "A"
    vintage: str = ""
    note: str = ""


@dataclass(frozen=True)
class Result:
    """What an evaluator found.

    ``value`` is in ``unit``; it is a tuple of years for claims about years. ``bound`` says that the claim's value can
    only be compared with a limit. ``order_holds`` tells, beside a rank, whether the order that the claim states holds.
    """

    value: float | tuple[int, ...] | None
    unit: Unit
    period: str
    formula: str
    observations: tuple[Observation, ...] = ()
    note: str = ""
    bound: Literal["upper", "lower"] | None = None
    order_holds: bool | None = None
