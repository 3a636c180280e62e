"""How long the builds take, measured on this machine: ./remesas benchmark [repetitions].

The empty plan is Snakemake's own time: a workflow of one rule with nothing to do, with the same profile. Times are
medians; compare the ratios, not the seconds.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from support.project import ROOT, copy_project, run_snakemake


def timed(folder: Path, *arguments: str) -> float:
    started = time.perf_counter()
    result = run_snakemake(folder, *arguments)
    assert result.returncode == 0, result.stdout
    return time.perf_counter() - started


def report(name: str, seconds: list[float], base: float | None = None) -> float:
    median = statistics.median(seconds)
    ratio = "" if base is None else f"   {median / base:5.2f} × the empty plan"
    print(f"{name:42} {median:6.2f} s{ratio}", flush=True)
    return median


def main(repetitions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project, empty = copy_project(Path(folder) / "project"), Path(folder) / "empty"
        empty.mkdir()
        (empty / "Snakefile").write_text("rule all:\n")
        shutil.copytree(ROOT / "profiles", empty / "profiles")
        full = [timed(project)]
        plans = [(timed(empty), timed(project)) for _ in range(repetitions)]  # one after the other: the same noise
        base = report("empty plan", [first for first, _ in plans])
        report("nothing to do", [second for _, second in plans], base)
        report("full build", full)
        changed = []
        for number in range(repetitions):
            meta = project / "raw/banxico/2026-07-01/remittances.meta.yaml"
            meta.write_text(meta.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
            changed.append(timed(project))
        report("after a changed snapshot (remittances)", changed)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
