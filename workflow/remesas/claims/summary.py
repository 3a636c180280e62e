"""What the verdicts of several readings, evidences and parts of a claim come to: declared rules, no conflict hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from remesas.claims.models import Evidence, Overall, Verdict
from remesas.claims.verdicts import FAILED, HELD

READING: Overall = "depends on the reading"
DIVIDED: Overall = "mixed"
UNDECIDED: Overall = "not decidable here"
HELD_ONCE: frozenset[Overall] = frozenset((*HELD, "revised"))
FAILING: frozenset[Overall] = frozenset(FAILED)
SILENT: tuple[Overall, ...] = ("consistent", "other definition", UNDECIDED)
"""What neither speaks for a claim nor against it; the first of them that occurs stands where nothing else does."""

TOGETHER: tuple[tuple[frozenset[Overall], Overall], ...] = (
    (frozenset(HELD), "about right"),
    (HELD_ONCE, "revised"),
    (FAILING, "contradicted"),
    (HELD_ONCE | {READING}, READING),
)
"""What different verdicts that do not conflict come to."""


@dataclass(frozen=True)
class Finding:
    """The verdict on one part of a claim on one evidence, and on which side of print it fails (0: on none)."""

    part: str
    evidence: Evidence
    verdict: Overall
    side: int = 0


def reading_verdict(main: Verdict, others: Iterable[Verdict]) -> Overall:
    """The verdict on a part on one evidence: that of the main reading, unless it fails where another reading holds."""
    if main in FAILED and any(verdict in HELD for verdict in others):
        return READING
    return main


def overall(findings: Iterable[Finding]) -> Overall:
    """One word for a claim.

    On one part, evidences that all hold give the weaker verdict (``revised`` being the weakest), those that all fail
    ``contradicted`` unless they are the same; where some hold and others fail, or they fail on opposite sides of
    print, they are ``mixed``. A reading that holds on one evidence makes the part depend on the reading, unless first
    readings on others both hold and fail. What only sets a limit, measures another concept or cannot decide does not
    count beside what decides. Parts are put together in the same way, but that a part is at least possible conflicts
    with another's failing.
    """
    parts: dict[str, list[Finding]] = {}
    for finding in findings:
        parts.setdefault(finding.part, []).append(finding)
    words = [_of_part(found) for found in parts.values()]
    decided = {word for word in words if word not in SILENT}
    if decided & (FAILING | {"unit slip"}) and ("consistent" in words or READING in decided):
        return DIVIDED
    word = _together(decided) if decided else _silent(words)
    return UNDECIDED if word == "other definition" else word


def on_evidence(findings: Iterable[Finding], evidence: Evidence) -> Overall:
    """One word for a claim on one evidence alone; another definition keeps its name."""
    own = [finding for finding in findings if finding.evidence == evidence]
    word = overall(own)
    return "other definition" if word == UNDECIDED and any(item.verdict == "other definition" for item in own) else word


def _of_part(findings: Sequence[Finding]) -> Overall:
    decided = {finding.verdict for finding in findings if finding.verdict not in SILENT}
    if not decided:
        return _silent([finding.verdict for finding in findings])
    if decided <= FAILING and {finding.side for finding in findings if finding.verdict in FAILING} >= {1, -1}:
        return DIVIDED
    return READING if READING in decided and decided <= FAILING | {READING} else _together(decided)


def _together(decided: set[Overall]) -> Overall:
    if len(decided) == 1:
        return next(iter(decided))
    return next((word for kinds, word in TOGETHER if decided <= kinds), DIVIDED)


def _silent(words: Sequence[Overall]) -> Overall:
    return next((word for word in SILENT if word in words), UNDECIDED)
