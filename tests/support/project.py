"""Copies of the project, and Snakemake run in them as a user runs it."""

import os
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

from support.snakes import run_forked

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "articles" / "delgado-wise-2004"
PARTS = ["CITATION.cff", "Snakefile", "articles", "config.yaml", "profiles", "raw", "workflow"]
BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
"""A copy keeps the bytecode of what it changes in its library, whatever the system says: dozens of jobs import it."""


def copy_project(target: Path) -> Path:
    """A copy of what a run needs, bytecode with it, without anything that a run made."""
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy2(source, target / part)
    return target


def copy_raw(folder: Path, *parts: str) -> Path:
    """Copies sources or vintages of raw/ to the raw/ of a folder, which may have others already, and returns that."""
    for part in parts:
        shutil.copytree(ROOT / "raw" / part, folder / "raw" / part)
    return folder / "raw"


@cache
def without_network() -> tuple[str, ...]:
    """The words before a command that cut it off from every network; none where the system forbids that."""
    words = ("unshare", "--user", "--map-root-user", "--net")
    allowed = (
        shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    )
    return words if allowed else ()


def call_snakemake(project: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Command and environment of Snakemake as ./remesas calls it."""
    library = project / "workflow"
    forked = ["--executor", "forked"] if library.is_dir() else []
    command = [sys.executable, "-m", "snakemake", *forked, *arguments]
    return command, os.environ | BYTECODE | {"PYTHONPATH": str(library)}


def run_snakemake(
    project: Path, *arguments: str, before: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Snakemake in a copy of the project; output and errors as one text in ``stdout``."""
    command, surroundings = call_snakemake(project, *arguments)
    surroundings |= environment
    if not before and "PYTHONHASHSEED" not in environment:  # which is read when a process begins
        status, said = run_forked(project, command[3:], surroundings)
        return subprocess.CompletedProcess(command, status, said)
    return subprocess.run(
        [*before, *command],
        cwd=project,
        env=surroundings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def heed_signals() -> None:
    """For a process that begins: end where asked to, though whoever runs the tests may ignore it.

    `nohup` does, and a shell lets what it runs in the background ignore interrupts.
    """
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def replace_between(document: Path, begin: str, end: str, text: str) -> None:
    """Write a text between two marks of a document."""
    before, rest = document.read_text(encoding="utf-8").split(begin)
    document.write_text(f"{before}{begin}\n\n{text}\n\n{end}{rest.split(end)[1]}", encoding="utf-8")
