"""How long the builds take, measured on this machine beside two floors: ./remesas benchmark [repetitions].

The *empty plan* is Snakemake's own time: a workflow of one rule with nothing to do, with the same profile. The *plain
calls* are the scripts of a full build, run once more by two processes that have imported the library before: what is
left when no plan is made and no interpreter started for each job. Compare the ratios, not the seconds.
"""

import contextlib
import os
import runpy
import shutil
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from support.project import ROOT, copy_project, run_snakemake

WORKERS = 2
UNLIMITED = ("--max-jobs-per-timespan", "1000/0s")
"""The workflow lifts the limit of jobs a second by itself: a floor that waits for it would be none."""


def time_snakemake(folder: Path, *arguments: str) -> float:
    started = time.perf_counter()
    result = run_snakemake(folder, *arguments)
    assert result.returncode == 0, result.stdout
    return time.perf_counter() - started


def prepare_worker(project: Path, first: Path) -> None:
    """Import what the scripts import."""
    os.chdir(project)
    run_script(first)


def run_script(script: Path) -> None:
    """A script as Snakemake has written it out for its job."""
    with contextlib.redirect_stdout(None):
        runpy.run_path(str(script))


def time_plain_calls(project: Path) -> float:
    """Every script of the build just made; its files are written again, with the same bytes."""
    scripts = sorted((project / ".snakemake" / "scripts").glob("*.py"), key=lambda path: path.stat().st_mtime)
    heaviest = next(path for path in scripts if path.name.endswith("render_html.py"))
    with ProcessPoolExecutor(WORKERS, initializer=prepare_worker, initargs=(project, heaviest)) as pool:
        list(pool.map(time.sleep, [1.0] * WORKERS))  # both have begun
        started = time.perf_counter()
        list(pool.map(run_script, scripts))
        return time.perf_counter() - started


def report(name: str, seconds: list[float], base: float | None = None, of: str = "") -> float:
    median = statistics.median(seconds)
    ratio = "" if base is None else f"   {median / base:5.2f} × {of}"
    print(f"{name:42} {median:7.2f} s{ratio}", flush=True)
    return median


def main(repetitions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project, empty = copy_project(Path(folder) / "project"), Path(folder) / "empty"
        empty.mkdir()
        (empty / "Snakefile").write_text("rule all:\n")
        shutil.copytree(ROOT / "profiles", empty / "profiles")
        full = [time_snakemake(project, "--cores", str(WORKERS), "--skip-script-cleanup")]
        calls = report("plain calls", [time_plain_calls(project)])
        report("full build", full, calls, "the plain calls")
        time_snakemake(project)
        # one after the other, so that both meet the same noise
        plans = [(time_snakemake(empty, *UNLIMITED), time_snakemake(project)) for _ in range(repetitions)]
        plan = report("empty plan", [first for first, _ in plans])
        report("nothing to do", [second for _, second in plans], plan, "the empty plan")
        changed = []
        for number in range(repetitions):
            meta = project / "raw/banxico/2026-07-01/remittances.meta.yaml"
            meta.write_text(meta.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
            changed.append(time_snakemake(project))
        report("after a changed snapshot (remittances)", changed)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
