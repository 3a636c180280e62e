"""Declare the ledger: what is written to claims.json, field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Field

from remesas.catalog.entries import Entry
from remesas.catalog.sources import Report
from remesas.claims.results import Observation
from remesas.claims.statements import Printed, Undecided
from remesas.claims.vocabulary import Bound, Evidence, Holds, Overall, Role, Unit, Value, Verdict, When


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
        """Whether a figure that is known from a report only takes part in the verdict, as a first print may."""
        silent = ("not decidable here", "other definition")
        revised = {line.place for line in self.main_lines if line.verdict == "revised"}
        older = (line for line in self.evaluations if line.main and line.as_of and line.place in revised)
        return any(line.reports and line.verdict not in silent for line in (*self.main_lines, *older))

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
