"""Builds on a Slurm cluster with the project's profile: the bytes of a local build, failing jobs, cancelled runs.

Not part of the ordinary checks: `./remesas slurm-test` runs them.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

from support.project import copy_project, run_snakemake
from support.slurm import list_missing, list_queued, start_slurm
from support.small import write_project

pytestmark = [pytest.mark.slurm, pytest.mark.skipif(bool(list_missing()), reason=list_missing())]
# The cluster of the test keeps no accounts: its queue tells what became of a job. It is asked oftener than is polite.
OPTIONS = ["--workflow-profile", "profiles/slurm", "--slurm-no-account", "--slurm-status-command", "squeue",
           "--slurm-init-seconds-before-status-checks", "2"]  # fmt: skip
SUBMITTED = "has been submitted with SLURM jobid"
TABLE = "processed/tables/only.csv"
PATIENCE, SECONDS_TO_END = 600, 30
ENDING = ("timeout", "--signal=INT", "--kill-after=60", "1200")
"""What stands before Snakemake, so that a job that Slurm forgets ends the run with what was said so far."""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with start_slurm(tmp_path_factory.mktemp("slurm") / "solo") as environment:
        yield environment


def put_first(script: Path, text: str) -> None:
    """Put statements before a script's own, where what they say goes to its log."""
    before, opened, rest = script.read_text(encoding="utf-8").partition("with logged(snakemake.log[0]):\n")
    script.write_text(f"{before}{opened}{indent(text, '    ')}\n{rest}", encoding="utf-8")


def test_the_same_bytes_as_a_local_build(cluster, tmp_path):
    there, here = copy_project(tmp_path / "there"), copy_project(tmp_path / "here")
    target = "processed/tables/table1.csv"
    result = run_snakemake(there, *OPTIONS, target, before=ENDING, **cluster)
    assert result.returncode == 0, result.stdout
    submitted = result.stdout.count(SUBMITTED)
    result = run_snakemake(here, target)
    assert result.returncode == 0, result.stdout
    assert submitted > 1 and f"{submitted} of {submitted} steps (100%) done" in result.stdout
    made = {
        folder: {path.relative_to(folder): path.read_bytes() for path in (folder / "processed").rglob("*.csv")}
        for folder in (there, here)
    }
    assert len(made[here]) > 10 and made[there] == made[here]


def test_a_job_that_failed_is_submitted_again(cluster, tmp_path):
    project = write_project(tmp_path / "small")
    put_first(
        project / "workflow/scripts/fill_basis.py",
        """\
if not Path("tried").exists():
    Path("tried").touch()
    raise OSError("the node lost its disk")""",
    )
    result = run_snakemake(project, *OPTIONS, TABLE, before=ENDING, **cluster)
    assert result.returncode == 0, result.stdout
    assert (project / "tried").exists() and "Trying to restart job" in result.stdout
    assert (project / TABLE).read_text(encoding="utf-8").startswith("ref_area,")


def test_a_job_that_fails_always_is_reported_and_the_others_are_made(cluster, tmp_path):
    project = write_project(tmp_path / "small")
    put_first(
        project / "workflow/scripts/fill_basis.py",
        """\
with open("tries", "a") as tries:
    tries.write("1")
raise OSError("the node has no disk")""",
    )
    result = run_snakemake(project, *OPTIONS, TABLE, "processed/snapshots.csv", before=ENDING, **cluster)
    assert result.returncode != 0
    assert (project / "tries").read_text(encoding="utf-8") == "111"
    assert "Error in rule fill_basis" in result.stdout and "the node has no disk" in result.stdout
    assert not (project / TABLE).exists() and (project / "processed/snapshots.csv").exists()


def test_a_cancelled_run_leaves_no_job_and_goes_on_where_it_was(cluster, tmp_path):
    project = write_project(tmp_path / "small")
    put_first(
        project / "workflow/scripts/fill_basis.py",
        f"""\
import time

if not Path("running").exists():
    Path("running").touch()
    time.sleep({2 * PATIENCE})""",
    )
    command = [sys.executable, "-m", "snakemake", *OPTIONS, TABLE]
    with (tmp_path / "said").open("w+") as said:
        run = subprocess.Popen(
            command,
            cwd=project,
            env=os.environ | cluster,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
        )
        try:
            end = time.monotonic() + PATIENCE
            while not (project / "running").exists():
                assert run.poll() is None and time.monotonic() < end, (tmp_path / "said").read_text()
                time.sleep(0.2)
            assert len(list_queued(cluster)) == 1
            run.send_signal(signal.SIGINT)
            assert run.wait(PATIENCE) != 0
        finally:
            run.kill()
            run.wait()
    end = time.monotonic() + SECONDS_TO_END
    while queued := list_queued(cluster):
        assert time.monotonic() < end, f"{queued} is still there"
        time.sleep(0.2)
    made = {path: path.stat().st_mtime_ns for path in (project / "processed/annual").iterdir()}
    assert made and not (project / TABLE).exists()

    result = run_snakemake(project, *OPTIONS, TABLE, before=ENDING, **cluster)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count(SUBMITTED) == 2  # fill_basis, build_table
    assert {path: path.stat().st_mtime_ns for path in made} == made
    assert (project / TABLE).exists()
