"""What a claim is in the catalog, and what an evaluation of it gives. No verdict is declared anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from remesas.catalog.entries import Entry

Evidence = Literal["printed", "article", "national", "worldbank", "other"]
"""The printed tables; the article's own numbers; a basis; other official series."""
OWN: tuple[Evidence, ...] = ("printed", "article")
"""Evidence that the article itself prints: it does not change with time."""
OWN_SOURCES = ("article", "claim")
"""What references to the article's own figures begin with."""
Qualifier = Literal["exact", "about", "nearly", "over", "at least", "range"]
Holds = Literal["yes", "no", "divided", "undecidable", ""]
"""Whether a statement would hold today; empty where that is not asked, as of the amount of one named year."""
Verdict = Literal[
    "confirmed", "about right", "consistent", "revised", "unit slip", "inconsistent", "contradicted",
    "other definition", "not decidable here",
]  # fmt: skip
Overall = Verdict | Literal["depends on the reading", "mixed"]
"""What several verdicts come to: one of them, or that readings, or evidences and parts, differ."""
Role = Literal["reading", "premise", "aside"]
"""A reading of the wording; what the statement takes for granted; or something else that is worth seeing beside it."""
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
    def said(self) -> str:
        """``2003`` or ``1993 to 2003``, as in the wording of a reading."""
        return str(self.last) if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def years(self) -> range:
        """Every year of the span."""
        return range(self.first, self.last + 1)


class Printed(Entry):
    """What the article prints: one value, the two ends of a range, or several years.

    ``precision`` is the step of the last digit that was printed (100 for "US$17.5 billion" in US$ million).
    ``timeless`` is false for the amount of one named time: it has no newer period in which it could hold. ``sign``
    names a balance whose positive values are a deficit or a surplus.
    """

    values: tuple[float, ...]
    unit: Unit
    precision: float = Field(1, gt=0)
    qualifier: Qualifier = "exact"
    timeless: bool = True
    sign: Literal["", "deficit", "surplus"] = ""

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

    ``part`` names a part of a claim that says several things. The first reading of each part and evidence is its main
    one. ``role`` sets apart what is no reading of the wording: a ``premise``, or an ``aside`` (another year, column or
    span that tells where print may come from), neither of which carries the verdict. ``other_concept`` says, for an
    evidence that measures something else than the claim is about, what. ``now`` says whether the newest period is
    evaluated too (with ``now_parameters`` in place of the others of the same name, from the same first year if
    ``anchored``), ``every`` asks for all periods in which the statement holds. ``{period}`` in the reading stands for
    the years that are evaluated; ``now_reading`` replaces it for the newest.
    """

    evaluator: str
    evidence: tuple[Evidence, ...]
    reading: str
    span: tuple[int, int]
    parameters: dict[str, Any] = Field(default_factory=dict)
    part: str = ""
    role: Role = "reading"
    other_concept: dict[Evidence, str] = Field(default_factory=dict)
    now: bool = True
    now_parameters: dict[str, Any] = Field(default_factory=dict)
    now_reading: str = ""
    anchored: bool = False
    every: bool = False

    @property
    def newest(self) -> Evaluation:
        """The evaluation as it is asked of the newest period."""
        changed = {"parameters": self.parameters | self.now_parameters, "reading": self.now_reading or self.reading}
        return self.model_copy(update=changed)


class Claim(Entry):
    """One quantitative statement of the article.

    ``parts`` holds further values that it prints or implies, by name. ``follow`` asks the brief to tell how it stands
    today, whatever that is.
    """

    id: str
    section: str
    claim: str
    printed: Printed
    period: str
    cites: str = ""
    parts: dict[str, Printed] = Field(default_factory=dict)
    follow: bool = False
    evaluations: tuple[Evaluation, ...] = ()
    undecided: Undecided | None = None

    @model_validator(mode="after")
    def _decided_or_explained(self) -> Claim:
        if not self.evaluations and self.undecided is None:
            raise ValueError(f"{self.id} has neither an evaluation nor a reason why it cannot be decided")
        unknown = {evaluation.part for evaluation in self.evaluations} - {"", *self.parts}
        if unknown:
            raise ValueError(f"{self.id} declares no part {', '.join(sorted(unknown))}")
        for evaluation in self.evaluations:
            if set(evaluation.other_concept) - set(evaluation.evidence):
                raise ValueError(f"{self.id} says of an evidence that it does not use that its concept is another")
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
    ``named`` are the years that were tested, where that is not the printed ones. ``left_out`` counts the sources that
    a rank, or being the largest, lacks.
    """

    value: float | tuple[int, ...] | None
    unit: Unit
    period: str
    formula: str
    observations: tuple[Observation, ...] = ()
    note: str = ""
    bound: Literal["upper", "lower"] | None = None
    order_holds: bool | None = None
    named: tuple[int, ...] | None = None
    left_out: int = 0

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the observations, ``claim`` for what the article's sentences print."""
        return tuple(sorted({item.reference.split(":")[0] for item in self.observations}))

    @property
    def own(self) -> bool:
        """Whether the result follows from nothing but figures that the article prints."""
        return bool(self.observations) and set(self.sources) <= set(OWN_SOURCES)
