"""What becomes of a build that is killed: ./remesas kills [NUMBER [SEED [pages|real]]].

A project is built once in peace. Then it is built from nothing again and again, and killed at random moments until it
comes through: the whole group of processes or its head alone, without warning or with one. Every build after a kill
must begin by itself, and what is there in the end must be what the peaceful build made, file for file, byte for byte.

The project is the invented one of the tests, which has the same rules, up to its tables and claims; with `pages` all
of it, with `real` this one. It is built in a temporary folder: nothing here is touched.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support.project import copy_project
from support.small import write_project

HOW = {
    "all of it, without warning": (True, signal.SIGKILL),
    "its head, without warning": (False, signal.SIGKILL),
    "all of it, asked to end": (True, signal.SIGTERM),
    "interrupted": (True, signal.SIGINT),
}
"""Whether the whole group is meant, and by which signal."""
MADE = ("processed", "reports")
TARGETS = [f"processed/XXX/{name}.csv" for name in ("tables/only", "comparison", "indicators", "claims", "revisions")]


@dataclass
class Found:
    """What was seen: kills by their kind, builds that had to be helped, files that differ."""

    kills: Counter[str] = field(default_factory=Counter)
    completed: int = 0
    helped: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)


def start(project: Path, targets: Sequence[str]) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(project / "workflow"), "PYTHONDONTWRITEBYTECODE": "1"}
    with (project / "said.txt").open("w", encoding="utf-8") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "snakemake", *targets], cwd=project, env=environment, text=True, stdout=said,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip


def digest(project: Path) -> dict[str, str]:
    """The checksum of everything that a build made, but its logs."""
    files = [path for name in MADE for path in sorted((project / name).rglob("*")) if path.is_file()]
    return {
        str(path.relative_to(project)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "logs" not in path.parts
    }


def clear(project: Path) -> None:
    for name in (*MADE, ".snakemake"):
        shutil.rmtree(project / name, ignore_errors=True)


def compare(project: Path, expected: dict[str, str], found: Found) -> None:
    made = digest(project)
    found.completed += 1
    found.different += sorted(name for name, _ in made.items() ^ expected.items())


def kill_builds(project: Path, number: int, seed: int, targets: Sequence[str] = ()) -> Found:
    """Kill builds of a project.

    Args:
        project: The project, nothing built.
        number: How often.
        seed: Decides moments and kinds.
        targets: What is built; all, if nothing is named.
    """
    chance, found = random.Random(seed), Found()
    began = time.monotonic()
    if start(project, targets).wait():
        raise SystemExit((project / "said.txt").read_text(encoding="utf-8"))
    expected, longest = digest(project), (time.monotonic() - began) / 3
    clear(project)
    while True:
        build, how = start(project, targets), chance.choice(list(HOW))
        try:
            status = build.wait(chance.uniform(0.2, longest) if found.kills.total() < number else None)
        except subprocess.TimeoutExpired:
            group, sign = HOW[how]
            (os.killpg if group else os.kill)(build.pid, sign)
            build.wait()
            found.kills[how] += 1
            print(f"{found.kills.total()} {how}", file=sys.stderr, flush=True)
            continue
        if status:
            found.helped.append((project / "said.txt").read_text(encoding="utf-8"))
        else:
            compare(project, expected, found)
        if found.kills.total() >= number:
            return found
        clear(project)


def main(number: str = "20", seed: str = "14", kind: str = "small") -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "project")
        project = copy_project(target) if kind == "real" else write_project(target)
        found = kill_builds(project, int(number), int(seed), TARGETS if kind == "small" else ())
    print(f"{found.kills.total()} kills, {found.completed} builds that came through after them")
    for how, count in found.kills.items():
        print(f"  {how}: {count}")
    print(f"builds that needed a hand: {len(found.helped)}", *found.helped, sep="\n")
    print(f"files that differ: {len(found.different)}", *found.different, sep="\n")
    sys.exit(bool(found.helped or found.different))


if __name__ == "__main__":
    main(*sys.argv[1:])
