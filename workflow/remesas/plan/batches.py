"""Part many economies into batches, and tell what became of each economy.

Snakemake plans a job in a few milliseconds, and an economy takes about forty: hundreds of them would be planned for a
minute each time, and one that fails would stop what leads to all. So a build of several economies has one job for each
batch, and that job builds its economies by the same rules (``workflow/rules/batches.smk``).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

LEAST = 10
"""So many batches keep the cores of a usual machine busy; of fewer economies each is one."""
SIZE = 10
"""Economies of a batch, of many: its plan takes a fiftieth of its time, and the last batches end at about one time."""
BUILT, SKIPPED, FAILED = "built", "skipped", "failed"
SHOWN = 20
"""Lines of one kind at the end of a build; the file has all."""


class Outcome(NamedTuple):
    """What became of an economy.

    Attributes:
        economy: Its code.
        state: ``built`` (now or before, and up to date), ``skipped`` (nothing is known of it) or ``failed``.
        reason: Why it was skipped or failed, in a sentence.
        log: The log that says more.
    """

    economy: str
    state: str
    reason: str = ""
    log: str = ""


def part_economies(economies: Sequence[str]) -> dict[str, list[str]]:
    """Batches of nearly the same size, named after their first and last economy; none for a single economy."""
    if len(economies) <= 1:
        return {}
    number = max(min(LEAST, len(economies)), math.ceil(len(economies) / SIZE))
    bounds = [len(economies) * place // number for place in range(number + 1)]
    batches = [list(economies[first:last]) for first, last in pairwise(bounds)]
    return {"-".join(dict.fromkeys((batch[0], batch[-1]))): batch for batch in batches}


def write_outcomes(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write them as a CSV file, sorted by economy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([Outcome._fields, *sorted(outcomes)])


def read_outcomes(paths: Iterable[Path | str]) -> list[Outcome]:
    """Read what ``write_outcomes`` wrote, of some batches, sorted by economy."""
    outcomes = []
    for path in map(Path, paths):
        with path.open(encoding="utf-8", newline="") as file:
            outcomes += [Outcome(**row) for row in csv.DictReader(file)]
    return sorted(outcomes)


def name_built(paths: Iterable[Path | str]) -> list[str]:
    """The economies of some batches that have a brief."""
    return [outcome.economy for outcome in read_outcomes(paths) if outcome.state == BUILT]


def name_failures(
    economies: Iterable[str], unfinished: Mapping[str, Sequence[tuple[str, Sequence[str]]]]
) -> list[Outcome]:
    """What became of the economies of a build.

    Args:
        economies: All of them.
        unfinished: For each economy of which anything was not finished, the rules and logs of the jobs that were ready
            to run: those that failed, and, in a build that ended at once, those that never began, whose logs are empty.
    """
    outcomes = []
    for economy in economies:
        if economy not in unfinished:
            outcomes.append(Outcome(economy, BUILT))
            continue
        told = [
            (f"{rule}: {reason or 'it was not finished'}", log, not reason)
            for rule, logs in unfinished[economy]
            for log in logs
            for reason in [read_reason(Path(log))]
        ]
        reason, log, _ = min(told, key=lambda item: item[2], default=("it was not finished", "", True))
        outcomes.append(Outcome(economy, FAILED, reason, log))
    return outcomes


def read_reason(log: Path) -> str:
    """The last line that a log has, which is its error; empty if it says nothing."""
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n") if log.is_file() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def find_unfinished(batches: Iterable[Path], results: Mapping[str, Sequence[Path]]) -> list[Path]:
    """The files of batches that are to be built again, though nothing they are made from has changed.

    Args:
        batches: The file of each batch that says what became of its economies.
        results: For each economy its pages and PDFs.

    Returns:
        Those files in which an economy failed, or of one of whose economies a result is gone.
    """
    return [
        path
        for path in batches
        if path.is_file()
        and any(
            outcome.state == FAILED
            or (outcome.state == BUILT and not all(map(Path.is_file, results.get(outcome.economy, ()))))
            for outcome in read_outcomes([path])
        )
    ]


def describe_outcomes(outcomes: Sequence[Outcome], file: Path) -> str:
    """The end of a build in a few lines: how many economies were built, and which were not, and why."""
    parts = {state: [item for item in outcomes if item.state == state] for state in (BUILT, SKIPPED, FAILED)}
    lines = [", ".join(f"{len(items)} {state}" for state, items in parts.items() if items)]
    for state in (SKIPPED, FAILED):
        lines += [f"  {item.economy} {state}: {item.reason}{_refer(item)}" for item in parts[state][:SHOWN]]
        if len(parts[state]) > SHOWN:
            lines.append(f"  and {len(parts[state]) - SHOWN} more that were {state}")
    return "\n".join([f"Economies: {lines[0]} ({file} lists them)", *lines[1:]])


def _refer(outcome: Outcome) -> str:
    return f" ({outcome.log})" if outcome.log else ""
