"""The ledger: every claim evaluated on every evidence, and what its lines come to, then and now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from remesas.catalog.entries import Catalog
from remesas.claims.lines import Line, evaluate_lines
from remesas.claims.lookup import Archive, Lookup
from remesas.claims.models import Claim, Claims, Evidence, Holds, Overall, Span
from remesas.claims.summary import Finding, on_evidence, overall, reading_verdict
from remesas.claims.verdicts import FAILED

TODAY_ORDER: tuple[Evidence, ...] = ("national", "worldbank", "other")
"""Which evidence speaks first for how a statement stands today."""


@dataclass(frozen=True)
class Today:
    """How a statement stands in the newest period.

    ``holds`` sums up the evidences and parts that can be asked; ``lines`` are those to be shown, the first evidence of
    each part, and all evidences of a part where they conflict.
    """

    holds: Holds
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Entry:
    """A claim with all its lines and what they come to.

    ``findings`` is the verdict on each part and evidence. ``readings_agree`` says whether the other readings come to
    the same as the main ones, ``premise_fails`` whether what the statement takes for granted is wrong.
    """

    claim: Claim
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    today: Today | None

    @property
    def overall(self) -> Overall:
        """One word for all evidence."""
        return overall(self.findings)

    @property
    def evidences(self) -> dict[Evidence, Overall]:
        """One word for each evidence alone."""
        return {item.evidence: on_evidence(self.findings, item.evidence) for item in self.findings}

    @property
    def main_lines(self) -> tuple[Line, ...]:
        """The main reading of each part on each evidence, in today's data, for the article's period."""
        return tuple(line for line in _current(self.lines) if line.main)

    @property
    def readings_agree(self) -> bool:
        """Whether all readings of each part on each evidence, in today's data, hold or all fail."""
        outcomes: dict[tuple[str, Evidence], set[Holds]] = {}
        for line in _current(self.lines):
            if line.holds != "undecidable":
                outcomes.setdefault((line.evaluation.part, line.evidence), set()).add(line.holds)
        return all(len(found) == 1 for found in outcomes.values())

    @property
    def premise_fails(self) -> bool:
        """Whether a premise fails on any evidence."""
        return any(line.judgement.verdict in FAILED for line in _current(self.lines, "premise"))

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """The highest lower limit and the lowest upper one that the statement's own value keeps to."""
        kept = [line for line in self.main_lines if line.judgement.verdict == "consistent" and not line.evaluation.part]
        low = [line.result.value for line in kept if line.result.bound == "lower"]
        high = [line.result.value for line in kept if line.result.bound == "upper"]
        return (
            max((value for value in low if isinstance(value, float)), default=None),
            min((value for value in high if isinstance(value, float)), default=None),
        )


def evaluate_claims(annual: pd.DataFrame, catalog: Catalog, claims: Claims) -> list[Entry]:
    """Evaluate every claim.

    Args:
        annual: Frame ANNUAL of all sources, with ``in_use``.
        catalog: Series, areas, tables, bases.
        claims: The claims, checked.

    Returns:
        One entry a claim, in the order of the catalog.
    """
    archive = Archive(annual, catalog.first_prints)
    return [_entry(claim, archive, catalog, claims) for claim in claims.claims]


def _entry(claim: Claim, archive: Archive, catalog: Catalog, claims: Claims) -> Entry:
    lines: list[Line] = []
    seen: set[tuple[str, Evidence]] = set()
    for evaluation in claim.evaluations:
        for evidence in evaluation.evidence:
            place = (evaluation.part, evidence)
            main = evaluation.role == "reading" and place not in seen
            if main:
                seen.add(place)
            lookup = Lookup(archive, catalog, claims, evidence)
            lines += evaluate_lines(Line(claim, evaluation, evidence, Span(*evaluation.span), main), lookup)
    return Entry(claim, tuple(lines), tuple(_findings(lines)), _today(lines))


def _current(lines: Iterable[Line], role: str = "reading") -> list[Line]:
    """The lines of one role in today's data, for the article's period."""
    return [line for line in lines if line.when == "then" and not line.as_of and line.evaluation.role == role]


def _findings(lines: Sequence[Line]) -> Iterable[Finding]:
    current = _current(lines)
    for line in current:
        if line.main:
            place = (line.evaluation.part, line.evidence)
            others = [other.judgement.verdict for other in current if (other.evaluation.part, other.evidence) == place]
            yield Finding(*place, reading_verdict(line.judgement.verdict, others), line.judgement.side)


def _today(lines: Iterable[Line]) -> Today | None:
    """The newest main lines; another concept speaks only where no evidence measures the claim's own."""
    now = [line for line in lines if line.when == "now" and line.main]
    if not now:
        return None
    shown: list[Line] = []
    votes: list[Line] = []
    for part in dict.fromkeys(line.evaluation.part for line in now):
        valued = [line for line in now if line.evaluation.part == part and line.result.value is not None]
        own = [line for line in valued if not line.concept] or valued
        ordered = sorted(own, key=lambda line: (line.holds == "undecidable", TODAY_ORDER.index(line.evidence)))
        conflict = len({line.holds for line in ordered} & {"yes", "no"}) > 1
        shown += [line for line in ordered if line.holds != "undecidable"] if conflict else ordered[:1]
        votes += ordered
    return Today(_sum(votes), tuple(shown))


def _sum(lines: Sequence[Line]) -> Holds:
    said = {line.holds for line in lines}
    if {"yes", "no"} <= said:
        return "divided"
    return next((word for word in ("yes", "no", "undecidable", "") if word in said), "undecidable")
