"""What a claim is in the catalog, what an evaluation of it gives, and the ledger of both. No verdict is declared."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, model_validator

from remesas.catalog.entries import Entry, Report

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


class Span(NamedTuple):
    """The first and last year of a period; both are the same for a single year."""

    first: int
    last: int

    @property
    def text(self) -> str:
        """``2003`` or ``1993/2003``, as everywhere in the project's frames."""
        return str(self.last) if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def words(self) -> str:
        """``2003`` or ``1993 to 2003``, as in the wording of a reading."""
        return str(self.last) if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def years(self) -> range:
        """Every year of the span."""
        return range(self.first, self.last + 1)


# ---- in the catalog --------------------------------------------------------------------------------------------------
class Printed(Entry):
    """What the article prints: one value, the two ends of a range, or several years.

    ``precision`` is the step of the last digit that was printed: that of the digits as they are written (0.01 for
    1.38, 1000 for 158e3), unless it is declared (100 for "US$17.5 billion" in US$ million). ``timeless`` is false for
    the amount of one named time: it has no newer period in which it could hold. ``sign`` names a balance whose positive
    values are a deficit or a surplus.
    """

    values: tuple[float, ...]
    unit: Unit
    precision: float = Field(1, gt=0)
    qualifier: Qualifier = "exact"
    timeless: bool = True
    sign: Literal["", "deficit", "surplus"] = ""

    @model_validator(mode="before")
    @classmethod
    def _read_precision(cls, content: Any) -> Any:
        """Add the precision of the digits, for which decimals must come as text, or lose their last zeros."""
        if not isinstance(content, dict) or "precision" in content or not content.get("values"):
            return content
        return content | {"precision": min(map(step_of, content["values"]))}

    @model_validator(mode="after")
    def _fits(self) -> Printed:
        expected = 2 if self.qualifier == "range" else None if self.unit in ("years", "direction") else 1
        if expected is not None and len(self.values) != expected:
            raise ValueError(f"{self.qualifier} needs {expected} value(s), found {len(self.values)}")
        return self


def step_of(number: object) -> float:
    """The step of the last digit of a number as it is written: 0.01 for ``1.38``, 0.1 for ``2.0``, 1000 for ``1e3``.

    Raises:
        ValueError: If it is no number.
    """
    try:
        exponent = Decimal(str(number)).as_tuple().exponent
        return float(Decimal(1).scaleb(int(exponent)))
    except (ArithmeticError, ValueError):
        raise ValueError(f"{number!r} is no number: write the digits that are printed") from None


class Undecided(Entry):
    """Why a claim, or a part of it, cannot be decided from the snapshots, and what would decide it."""

    reason: str
    source: str
    series: str = ""


class Evaluation(Entry):
    """One reading of a claim, computed by one evaluator on one or more kinds of evidence.

    ``part`` names a part of a claim that says several things. The first reading of each part and evidence is its main
    one. ``role`` sets apart what is no reading of the wording: an ``aside``, which carries no verdict.
    ``other_concept`` says, for an evidence that measures something else than the claim is about, what. ``now`` says
    whether the newest period is evaluated too (with ``now_parameters`` in place of the others of the same name, from
    the same first year if ``anchored``), ``every`` asks for all periods in which the statement holds. ``{period}`` in
    the reading stands for the years that are evaluated; ``now_reading`` replaces it for the newest.
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

    ``parts`` holds further values that it prints or implies, by name. ``follow`` puts it among the most telling ones,
    and on page 1 if it fails; ``remark`` is what a reader has to know of the statement. ``parameters`` are those that
    all evaluations share: each adds its own, or replaces them.
    """

    id: str
    section: str
    claim: str
    printed: Printed
    period: str
    cites: str = ""
    parts: dict[str, Printed] = Field(default_factory=dict)
    follow: bool = False
    parameters: dict[str, Any] = Field(default_factory=dict)
    evaluations: tuple[Evaluation, ...] = ()
    remark: str = ""
    undecided: Undecided | None = None

    @model_validator(mode="before")
    @classmethod
    def _share_parameters(cls, content: Any) -> Any:
        """Give every evaluation the parameters that the claim declares once."""
        if not isinstance(content, dict) or not isinstance(shared := content.get("parameters"), dict):
            return content
        evaluations = [
            item | {"parameters": shared | item.get("parameters", {})} if isinstance(item, dict) else item
            for item in content.get("evaluations", ())
        ]
        return content | {"evaluations": evaluations}

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


# ---- computed --------------------------------------------------------------------------------------------------------
class MissingValueError(Exception):
    """A value that an evaluator needs is not there; the text says which."""


@dataclass(frozen=True)
class Observation:
    """One value that an evaluation used; ``series`` is its reference."""

    series: str
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
    a rank lacks, ``open_years`` are those in which what is missing might change the answer. ``observations`` are those
    that the lookup has noted, each once.
    """

    value: Value
    unit: Unit
    period: str
    formula: str
    note: str = ""
    bound: Bound | None = None
    order_holds: bool | None = None
    named: tuple[int, ...] | None = None
    left_out: int = 0
    open_years: tuple[int, ...] = ()
    observations: tuple[Observation, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the observations, ``claim`` for what the article's sentences print."""
        return tuple(sorted({item.series.split(":")[0] for item in self.observations}))

    @property
    def rests_on_print(self) -> bool:
        """Whether the result follows from nothing but figures that the article prints."""
        return bool(self.observations) and set(self.sources) <= set(SOURCES_OF_PRINT)


# ---- the ledger: what is written to claims.json, field by field ------------------------------------------------------
class Line(Entry):
    """One evaluation of a claim on one evidence, in one vintage and period, with its result.

    ``beside`` are sources other than the evidence's, ``reports`` publications from which observations are known,
    ``concept`` is another concept that it measures. ``as_of`` is empty for the data in use. ``reading`` has its period
    filled in, ``wording`` not. ``main`` marks the first reading of each part and evidence. ``rule`` and ``verdict`` are
    empty for other periods than the article's. ``matches`` tells of another concept that its value would have held.
    Lines of ``every`` period have their values in ``by_period``, and the last years in which the statement holds as
    value. ``times_then``: the newest amount by that of the period.
    """

    part: str
    role: Role
    evidence: Evidence
    sources: tuple[str, ...]
    beside: tuple[str, ...]
    reports: tuple[Report, ...]
    concept: str
    as_of: str
    vintage: str
    reading: str
    wording: str
    span: tuple[int, int]
    main: bool
    when: When
    evaluator: str
    parameters: dict[str, Any]
    printed: Printed
    value: Value
    unit: Unit
    period: str
    formula: str
    bound: Bound | None
    order_holds: bool | None
    named: tuple[int, ...] | None
    left_out: int
    open_years: tuple[int, ...]
    status: str
    note: str
    rule: str
    verdict: Verdict | Literal[""]
    matches: bool
    holds: Holds
    times_then: float | None
    by_period: dict[str, float]
    observations: tuple[Observation, ...]

    @property
    def place(self) -> tuple[str, Evidence]:
        """The part and the evidence that the line is about."""
        return self.part, self.evidence

    @property
    def current(self) -> bool:
        """Whether it is about the article's period in today's data."""
        return self.when == "then" and not self.as_of


@dataclass(frozen=True)
class PartVerdict:
    """The verdict on one part of a claim on one evidence; ``side`` is that of print on which it fails (0: none)."""

    evidence: Evidence
    part: str
    verdict: Overall
    side: Annotated[int, Field(exclude=True)] = field(default=0, compare=False)


class Today(Entry):
    """How a statement stands in the newest period.

    ``holds`` sums up the evidences and parts that can be asked. ``lines`` are the places of evaluations to be shown: of
    the first evidence of each part, and of all evidences of a part where they conflict.
    """

    holds: Holds
    agrees: bool
    lines: tuple[int, ...]


class LedgerEntry(Entry):
    """A claim with all its lines and what they come to.

    ``overall`` is one word for all evidence, ``evidences`` one for each alone. ``readings_agree``: all readings of a
    part on an evidence hold, or all fail. ``limits`` are the highest lower and lowest upper limit that print keeps to.
    """

    id: str
    section: str
    claim: str
    printed: Printed
    parts: dict[str, Printed]
    period: str
    cites: str
    follow: bool
    overall: Overall
    readings_agree: bool
    remark: str
    limits: tuple[float | None, float | None]
    by_evidence: tuple[PartVerdict, ...]
    evidences: dict[Evidence, Overall]
    today: Today | None
    undecided: Undecided | None
    evaluations: tuple[Line, ...]

    @property
    def main_lines(self) -> tuple[Line, ...]:
        """The main reading of each part on each evidence, in today's data, for the article's period."""
        return tuple(line for line in self.evaluations if line.current and line.main)

    @property
    def rests_on_report(self) -> bool:
        """Whether a figure that is known from a report only takes part in the verdict."""
        silent = ("not decidable here", "other definition")
        return any(line.reports and line.verdict not in silent for line in self.main_lines)

    @property
    def today_lines(self) -> tuple[Line, ...]:
        """The lines that tell how the statement stands today."""
        return tuple(self.evaluations[place] for place in self.today.lines) if self.today else ()


class Ledger(Entry):
    """Every claim, evaluated.

    ``counts`` says how many claims have each verdict, on all evidence (``overall``) and on each evidence alone.
    """

    ref_area: str
    rules: dict[str, str]
    evaluators: dict[str, str]
    counts: dict[str, dict[Overall, int]]
    claims: tuple[LedgerEntry, ...]

    @property
    def by_id(self) -> dict[str, LedgerEntry]:
        """The entries by the ids of their claims."""
        return {entry.id: entry for entry in self.claims}
