"""How cost grows with the number of economies, measured on this machine: ./remesas benchmark scale [ECONOMIES...].

Each number of economies is built from nothing, three languages, pages and PDFs, on two cores, and compared in the same
run with a floor: the time that Snakemake notes for each job of an economy, summed, divided by two. What a build takes
beyond it are plans, batches, starting processes and cores that wait. The plan of all economies is measured without
building them. Writes docs/scale.md and docs/scale.svg; what was not measured is extrapolated, and marked.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import altair as alt
import pandas as pd
import psutil

from support.project import ROOT, call_snakemake, copy_project

CORES, LANGUAGES, EXTRAPOLATED = 2, 3, (100, 200)
DOCUMENT, CHART = ROOT / "docs/scale.md", ROOT / "docs/scale.svg"
OF_ECONOMY = re.compile("processed/[A-Z]{3}/")
BEGIN, END = "<!-- measured -->", "<!-- end -->"


class Run(NamedTuple):
    """A build: seconds that it took, of all jobs of economies, of pages and PDFs alone; peaks of memory in MB."""

    economies: int
    wall: float
    jobs: float
    rendering: float
    first_half: float
    second_half: float
    measured: bool = True

    @property
    def floor(self) -> float:
        """Seconds that the jobs take if no core ever waits."""
        return self.jobs / CORES


class Plan(NamedTuple):
    """The codes of all economies, seconds to plan them, and where nothing is to do."""

    codes: tuple[str, ...]
    planning: float
    nothing: float


def run(project: Path, *arguments: str) -> tuple[float, list[float]]:
    """Seconds that Snakemake took, and the memory of it and all its processes in MB, second by second."""
    began, memory = time.perf_counter(), list[float]()
    command, environment = call_snakemake(project, "--cores", str(CORES), "--quiet", "all", *arguments)
    process = subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watcher = threading.Thread(target=watch_memory, args=(process, memory))
    watcher.start()
    said = process.communicate()[0]
    watcher.join()
    assert process.returncode == 0, said
    return time.perf_counter() - began, memory


def watch_memory(process: subprocess.Popen[str], memory: list[float]) -> None:
    """Shared pages of forks are counted once (PSS)."""
    while process.poll() is None:
        try:
            own = psutil.Process(process.pid)
            parts = [part.memory_full_info().pss for part in (own, *own.children(recursive=True))]
            memory.append(sum(parts) / 1e6)
        except psutil.Error:  # one has ended meanwhile
            continue
        time.sleep(1)


def list_jobs(project: Path) -> Iterator[tuple[str, float]]:
    """Rule and seconds of each job of an economy, as Snakemake has noted them with its outputs."""
    seen = set()
    for path in filter(Path.is_file, (project / ".snakemake/metadata").rglob("*")):
        noted = json.loads(path.read_text(encoding="utf-8"))
        log = next(iter(noted.get("log") or []), "")
        if noted.get("endtime") and OF_ECONOMY.match(log) and log not in seen:
            seen.add(log)
            yield noted["rule"], noted["endtime"] - noted["starttime"]


def measure_build(folder: Path, codes: Sequence[str]) -> Run:
    project = copy_project(folder)
    wall, memory = run(project, "--config", f"economies=[{', '.join(codes)}]")
    seconds: dict[str, float] = defaultdict(float)
    for rule, taken in list_jobs(project):
        seconds[rule] += taken
    for rule, taken in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"    {rule:32} {taken / len(codes):6.2f} s an economy", flush=True)
    half = len(memory) // 2
    shutil.rmtree(project)
    rendering = seconds["render_html"] + seconds["render_pdf"]
    return Run(len(codes), wall, sum(seconds.values()), rendering, max(memory[:half]), max(memory[half:]))


def measure_plan(folder: Path) -> Plan:
    """The plan of all economies; instead of building them, each batch says that it has skipped its own."""
    project = copy_project(folder)
    script = project / "workflow/scripts/build_batch.py"
    script.write_text(
        "from pathlib import Path\nfrom library import logged\n"
        "from remesas.plan.batches import SKIPPED, Outcome, write_outcomes\n"
        "from remesas.plan.settings import read_settings\n\n"
        "(codes,) = read_settings(snakemake.input.economies).values()\n"
        "write_outcomes([Outcome(code, SKIPPED) for code in codes], Path(snakemake.output[0]))\n",
        encoding="utf-8",
    )
    everything = ("--config", "economies=all")
    planning = run(project, "-n", *everything)[0]
    run(project, *everything)
    nothing = run(project, *everything)[0]
    batches = sorted((project / "processed/settings/batches").glob("*.json"))
    codes = tuple(code for path in batches for code in json.loads(path.read_text(encoding="utf-8")))
    return Plan(codes, planning, nothing)


def describe(runs: Sequence[Run], plan: Plan) -> str:
    """The table, extrapolated by the line through the smallest and the largest build that was measured."""
    rows = [
        "| economies | briefs | build, s | floor, s | build ÷ floor | rendering alone, s | memory, MB | |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for item in [*runs, *extrapolate(runs, plan)]:
        memory = f"{max(item.first_half, item.second_half):.0f}" if item.measured else ""
        rows.append(
            f"| {item.economies} | {item.economies * LANGUAGES} | {item.wall:.0f} | {item.floor:.0f} "
            f"| {item.wall / item.floor:.2f} | {item.rendering / CORES:.0f} | {memory} "
            f"| {'measured' if item.measured else 'extrapolated'} |"
        )
    last = runs[-1]
    return "\n".join([
        *rows,
        "",
        f"Planning all {len(plan.codes)} economies took {plan.planning:.1f} s, a build with nothing to do "
        f"{plan.nothing:.1f} s (measured). In the first half of the build of {last.economies} economies all processes "
        f"together held {last.first_half:.0f} MB at most, in the second {last.second_half:.0f} MB.",
        "",
        f"![Seconds by number of briefs]({CHART.name})",
    ])  # fmt: skip


def extrapolate(runs: Sequence[Run], plan: Plan) -> list[Run]:
    first, last = runs[0], runs[-1]
    if first.economies == last.economies:
        return []
    found = []
    for number in (*(count for count in EXTRAPOLATED if last.economies < count < len(plan.codes)), len(plan.codes)):
        share = (number - first.economies) / (last.economies - first.economies)
        wall, jobs, rendering = (a + share * (b - a) for a, b in zip(first[1:4], last[1:4], strict=True))
        found.append(Run(number, wall, jobs, rendering, 0, 0, measured=False))
    return found


def draw(runs: Sequence[Run]) -> alt.Chart:
    rows = [
        {"briefs": item.economies * LANGUAGES, "seconds": seconds, "line": line, "measured": item.measured}
        for item in runs
        for line, seconds in (("build", item.wall), ("floor", item.floor))
    ]
    chart = alt.Chart(pd.DataFrame(rows), width=520, height=260).encode(
        alt.X("briefs", title="briefs"), alt.Y("seconds", title="seconds on two cores"), alt.Color("line", title=None)
    )
    points = alt.Shape("measured", title="measured", scale=alt.Scale(domain=[True, False], range=["circle", "cross"]))
    return chart.mark_line() + chart.mark_point(filled=True, size=60).encode(points)


def main(numbers: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = measure_plan(Path(folder, "plan"))
        print(
            f"{len(plan.codes)} economies: planning {plan.planning:.1f} s, nothing to do {plan.nothing:.1f} s",
            flush=True,
        )
        runs = []
        for number in sorted(numbers):
            step = max(1, len(plan.codes) // number)  # from A to Z, so that large and small ones are among them
            runs.append(measure_build(Path(folder, f"of_{number}"), plan.codes[::step][:number]))
            print(
                f"{number} economies: {runs[-1].wall:.0f} s, {runs[-1].wall / runs[-1].floor:.2f} × the floor",
                flush=True,
            )
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{describe(runs, plan)}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")
    draw([*runs, *extrapolate(runs, plan)]).save(CHART)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [1, 11, 20])
