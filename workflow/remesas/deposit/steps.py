"""Tell the steps of a build: which rule made which files from which, by which script, how long it took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from remesas.core.errors import DataError


@dataclass(frozen=True)
class Step:
    """A job of a build: ``begun`` and ``ended`` in seconds since 1970, ``memory`` in MB as the rule declares it."""

    rule: str
    script: str
    message: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    begun: float
    ended: float
    memory: int

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.ended - self.begun


@dataclass(frozen=True)
class Program:
    """A script with the rule that runs it, all jobs of it together."""

    rule: str
    script: str
    message: str
    jobs: int
    seconds: float


def find_step(steps: Iterable[Step], output: str) -> Step:
    """The step that made a file.

    Raises:
        DataError: If none did.
    """
    for step in steps:
        if output in step.outputs:
            return step
    raise DataError("no rule of the build makes it.", file=output, remedy="build everything, then deposit.")


def list_programs(steps: Iterable[Step]) -> list[Program]:
    """Every program of the build, in the order in which they began."""
    groups: dict[str, list[Step]] = {}
    for step in sorted(steps, key=lambda step: step.begun):
        groups.setdefault(step.rule, []).append(step)
    return [
        Program(rule, group[0].script, group[0].message, len(group), sum(step.seconds for step in group))
        for rule, group in groups.items()
    ]


def list_outputs(steps: Iterable[Step], folder: Path) -> list[Path]:
    """The files of the build below a folder, sorted."""
    return sorted(path for step in steps for path in map(Path, step.outputs) if folder in path.parents)


def span(steps: Sequence[Step]) -> tuple[datetime, datetime]:
    """When the first of the steps began and the last one ended, to the second."""
    begun, ended = min(step.begun for step in steps), max(step.ended for step in steps)
    return datetime.fromtimestamp(int(begun), UTC), datetime.fromtimestamp(int(ended), UTC)
