"""A build that is killed goes on by itself, and ends as if nothing had happened; the experiment is tests/kills.py."""

import os
import signal
import subprocess
import time
from pathlib import Path

from kills import clear, digest, start

from support.small import write_project

COMMAND = ["snakemake", "processed/annual/bank.csv"]
"""Two jobs, one after the other."""


def wait_for(path: Path, build: subprocess.Popen[str]) -> None:
    """Wait until a job has begun, by its log."""
    end = time.monotonic() + 120
    while not path.exists():
        assert build.poll() is None and time.monotonic() < end, f"the build ended, or hangs, before {path.name} began"
        time.sleep(0.02)


def test_a_killed_build_needs_no_hand(tmp_path):
    project = write_project(tmp_path / "project")
    build = start(project, COMMAND)
    wait_for(project / "processed/logs/ingest_source.bank.log", build)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    assert (project / ".snakemake/builds/processed").read_text(encoding="ascii") == str(build.pid), "a stale lock"
    assert any((project / ".snakemake/incomplete").iterdir()), "an output that was not finished"
    (project / "processed/observations/bank.csv").write_text("source,series\nbank,le", encoding="utf-8")

    build = start(project, COMMAND)
    wait_for(project / "processed/logs/harmonise_source.bank.log", build)
    build.kill()  # its job goes on for a while
    build.wait()

    assert start(project, COMMAND).wait() == 0, (project / "said.txt").read_text(encoding="utf-8")
    made = digest(project)
    clear(project)
    assert start(project, COMMAND).wait() == 0
    assert made == digest(project)
