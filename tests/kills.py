"""What becomes of a build that is killed: ./remesas kills [NUMBER [SEED [pages|real|register [TARGET...]]]].

A project is built once in peace. Then it is built from nothing again and again, and killed at random moments until it
comes through: the whole group of processes or its head alone, without warning or with one. Every build after a kill
must begin by itself, and what is there in the end must be what the peaceful build made, file for file, byte for byte.

The project is the invented one of the tests, which has the same rules, up to its tables and claims; with `pages` all
of it, with `real` this one, with `register` no build but the registration of a file in this one. All of it is done in a
temporary folder: nothing here is touched. Of each kill is said what was under way.
"""

import hashlib
import os
import random
import re
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
REGISTERED = (".staging", "raw/banxico")
TARGETS = [f"processed/XXX/{name}.csv" for name in ("tables/only", "comparison", "indicators", "claims", "revisions")]
REVISED = "revised.csv"
VINTAGE = "2026-09-01"
REGISTER = ["remesas", "register", REVISED, "--source", "banxico", "--dataset", "remittances", "--vintage", VINTAGE]


@dataclass
class Found:
    """What was seen: kills by their kind, builds that had to be helped, files that differ."""

    kills: Counter[str] = field(default_factory=Counter)
    completed: int = 0
    helped: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)


def start(project: Path, command: Sequence[str]) -> subprocess.Popen[str]:
    """Start a module of Python in a project, in a group of its own."""
    environment = os.environ | {"PYTHONPATH": str(project / "workflow"), "PYTHONDONTWRITEBYTECODE": "1"}
    with (project / "said.txt").open("w", encoding="utf-8") as said:
        return subprocess.Popen(
            [sys.executable, "-m", *command], cwd=project, env=environment, text=True, stdout=said,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip


def digest(project: Path) -> dict[str, str]:
    """The checksum of everything that a build or a registration made, but logs."""
    files = [path for name in (*MADE, *REGISTERED) for path in sorted((project / name).rglob("*")) if path.is_file()]
    return {
        str(path.relative_to(project)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "logs" not in path.parts
    }


def clear(project: Path) -> None:
    for name in (*MADE, ".snakemake", ".staging", f"raw/banxico/{VINTAGE}"):
        shutil.rmtree(project / name, ignore_errors=True)


def compare(project: Path, expected: dict[str, str], found: Found) -> None:
    made = digest(project)
    found.completed += 1
    found.different += sorted(name for name, _ in made.items() ^ expected.items())


def write_revised(project: Path) -> None:
    """The newest remittances of a project with the last month revised by a dollar, as a file to register."""
    rows = (max((project / "raw/banxico").iterdir()) / "remittances.csv").read_text(encoding="utf-8").splitlines()
    head, _, value = rows[-1].rpartition(",")
    (project / REVISED).write_text("\n".join([*rows[:-1], f"{head},{int(value) + 1}", ""]), encoding="utf-8")


def name_jobs(project: Path) -> str:
    """What Snakemake said last that it was doing."""
    said = re.findall(r"^Job \d+: (.*)$", (project / "said.txt").read_text(encoding="utf-8"), re.MULTILINE)
    return said[-1] if said else "nothing yet"


def kill_builds(project: Path, number: int, seed: int, command: Sequence[str]) -> Found:
    """Kill what is done with a project.

    Args:
        project: The project, nothing built.
        number: How often.
        seed: Decides moments and kinds.
        command: The module of Python and its arguments. It takes no exception to what is done already.
    """
    chance, found = random.Random(seed), Found()
    began = time.monotonic()
    if start(project, command).wait():
        raise SystemExit((project / "said.txt").read_text(encoding="utf-8"))
    lasted = time.monotonic() - began
    expected, longest = digest(project), lasted if command is REGISTER else lasted / 3
    clear(project)
    while True:
        build, how = start(project, command), chance.choice(list(HOW))
        try:
            status = build.wait(chance.uniform(0.2, longest) if found.kills.total() < number else None)
        except subprocess.TimeoutExpired:
            group, sign = HOW[how]
            (os.killpg if group else os.kill)(build.pid, sign)
            build.wait()
            found.kills[how] += 1
            print(f"{found.kills.total()} {how}: {name_jobs(project)}", file=sys.stderr, flush=True)
            continue
        if status:
            found.helped.append((project / "said.txt").read_text(encoding="utf-8"))
        else:
            compare(project, expected, found)
        if found.kills.total() >= number:
            return found
        clear(project)


def main(number: str = "20", seed: str = "14", kind: str = "small", *targets: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "project")
        project = copy_project(target) if kind in ("real", "register") else write_project(target)
        command = ["snakemake", *(targets or (TARGETS if kind == "small" else ()))]
        if kind == "register":
            write_revised(project)
            command = REGISTER
        found = kill_builds(project, int(number), int(seed), command)
    print(f"{found.kills.total()} kills, {found.completed} builds that came through after them")
    for how, count in found.kills.items():
        print(f"  {how}: {count}")
    print(f"builds that needed a hand: {len(found.helped)}", *found.helped, sep="\n")
    print(f"files that differ: {len(found.different)}", *found.different, sep="\n")
    sys.exit(bool(found.helped or found.different))


if __name__ == "__main__":
    main(*sys.argv[1:])
