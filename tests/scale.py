"""How cost grows with the number of economies, measured on this machine: ./remesas benchmark scale [ECONOMIES...].

Each number of economies is built from nothing, three languages, pages and PDFs, on two cores, and compared in the same
run with a floor: the time that Snakemake notes for each job of an economy, summed, divided by two. What a build takes
beyond it are plans, batches, starting processes and cores that wait. The plan of all economies is measured without
building them. Writes docs/scale.md and docs/scale.svg; what was not measured is extrapolated, and marked.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import altair as alt
import pandas as pd
import psutil

from support.project import ROOT, call_snakemake, copy_project, replace_between

FIGURE = "TX.VAL.FUEL.ZS.UN,"  # which is in no comparison with other economies but the atlas
CORES, LANGUAGES, EXTRAPOLATED = 2, 3, (100, 200)
DOCUMENT, CHART = ROOT / "docs/scale.md", ROOT / "docs/scale.svg"
OF_ECONOMY = re.compile("processed/[A-Z]{3}/")
BEGIN, END = "<!-- measured -->", "<!-- end -->"


class Memory(NamedTuple):
    """Peaks in MB: of all processes together in each half of a build, of its own process and of any other alone."""

    first_half: float = 0
    second_half: float = 0
    parent: float = 0
    worker: float = 0


class Change(NamedTuple):
    """After one figure of one economy: seconds to build again, places in reports/ and files of the other economies.

    Where a page or a PDF was written anew, and which files of other economies have other bytes.
    """

    economies: int
    economy: str
    seconds: float
    written: tuple[str, ...]
    others: tuple[str, ...]


class Run(NamedTuple):
    """A build: seconds that it took, of all jobs of economies, of pages and PDFs alone, and its memory."""

    economies: int
    wall: float
    jobs: float
    rendering: float
    memory: "Memory"
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


def run(project: Path, *arguments: str) -> tuple[float, Memory]:
    """Seconds that Snakemake took, and the memory of it and all its processes."""
    began, held = time.perf_counter(), list[tuple[float, float, float]]()
    command, environment = call_snakemake(project, "--cores", str(CORES), "--quiet", "all", *arguments)
    process = subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watcher = threading.Thread(target=watch_memory, args=(process, held))
    watcher.start()
    said = process.communicate()[0]
    watcher.join()
    assert process.returncode == 0, said
    taken, half = time.perf_counter() - began, len(held) // 2
    together, parents, workers = ([0.0, *column] for column in zip(*held, strict=True)) if held else ([0.0],) * 3
    return taken, Memory(max(together[: half + 1]), max(together[half + 1 :], default=0), max(parents), max(workers))


def watch_memory(process: subprocess.Popen[str], held: list[tuple[float, float, float]]) -> None:
    """In MB, second by second: all together, where pages that forks share are counted once (PSS); the largest (RSS)."""
    while process.poll() is None:
        try:
            own = psutil.Process(process.pid)
            parts = [part.memory_full_info() for part in (own, *own.children(recursive=True))]
            each = [part.rss / 1e6 for part in parts]
            held.append((sum(part.pss for part in parts) / 1e6, each[0], max(each[1:], default=0)))
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


def measure_build(project: Path, codes: Sequence[str]) -> Run:
    wall, memory = run(project, "--config", f"economies=[{', '.join(codes)}]")
    seconds: dict[str, float] = defaultdict(float)
    for rule, taken in list_jobs(project):
        seconds[rule] += taken
    for rule, taken in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"    {rule:32} {taken / len(codes):6.2f} s an economy", flush=True)
    rendering = seconds["render_html"] + seconds["render_pdf"]
    return Run(len(codes), wall, sum(seconds.values()), rendering, memory)


def measure_change(project: Path, codes: Sequence[str]) -> Change | None:
    """A hundredth more of what fuels are in the exports of one economy, in the newest year that a snapshot has."""
    for path in sorted(project.glob("raw/worldbank/*/wdi.csv"), reverse=True):
        data = path.read_text(encoding="utf-8")
        for line in reversed([line for line in data.splitlines() if line.startswith(FIGURE)]):
            *place, value = line.split(",")
            if place[1] in codes and float(value) > 1:
                changed = data.replace(f"{line}\n", f"{','.join([*place, repr(float(value) * 1.01)])}\n")
                path.write_text(changed, encoding="utf-8")
                meta, checksum = path.with_name("wdi.meta.yaml"), hashlib.sha256(changed.encode()).hexdigest()
                said = re.sub("(?m)^sha256: .*", f"sha256: {checksum}", meta.read_text(encoding="utf-8"))
                meta.write_text(said, encoding="utf-8")
                before = list_reports(project)
                seconds = run(project, "--config", f"economies=[{', '.join(codes)}]")[0]
                after = list_reports(project)
                written = {
                    name for name, (when, _) in after.items()
                    if name.endswith((".html", ".pdf")) and before.get(name, (0, ""))[0] != when
                }  # fmt: skip
                others = {
                    name.partition("/")[2] for name, (_, digest) in after.items()
                    if name[:3] in {*codes} - {place[1]} and before.get(name, (0, ""))[1] != digest
                }  # fmt: skip
                return Change(len(codes), place[1], seconds, name_places(written), tuple(sorted(others)))
    return None


def name_places(files: Iterable[str]) -> tuple[str, ...]:
    """The folders of economies and the files beside them."""
    return tuple(sorted({name.partition("/")[0] for name in files}))


def list_reports(project: Path) -> dict[str, tuple[float, str]]:
    """When each file of reports/ was written, and its checksum."""
    files = filter(Path.is_file, (project / "reports").rglob("*"))
    return {
        str(path.relative_to(project / "reports")): (
            path.stat().st_mtime,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in files
    }


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


def describe(runs: Sequence[Run], plan: Plan, change: Change | None) -> str:
    """The table, extrapolated by the line through the smallest and the largest build that was measured."""
    rows = [
        "| economies | briefs | build, s | floor, s | build ÷ floor | rendering alone, s | memory of all, MB "
        "| of Snakemake | of the largest job | |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for item in [*runs, *extrapolate(runs, plan)]:
        held = item.memory
        megabytes = [max(held.first_half, held.second_half), held.parent, held.worker]
        memory = " | ".join(f"{size:.0f}" if item.measured else "" for size in megabytes)
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
        f"together held {last.memory.first_half:.0f} MB at most, in the second {last.memory.second_half:.0f} MB.",
        *([] if change is None else ["", describe_change(change)]),
        "",
        f"![Seconds by number of briefs]({CHART.name})",
    ])  # fmt: skip


def describe_change(change: Change) -> str:
    return (
        f"After a change of one figure of {change.economy}, a build of {change.economies} economies took "
        f"{change.seconds:.0f} s. In `reports/`, pages and PDFs were written anew in {write_list(change.written)}; "
        f"of each other economy, other bytes than before have {write_list(change.others)}: they tell the "
        "checksum of the changed file."
    )


def write_list(places: Sequence[str]) -> str:
    return ", ".join(f"`{place}`" for place in places)


def extrapolate(runs: Sequence[Run], plan: Plan) -> list[Run]:
    first, last = runs[0], runs[-1]
    if first.economies == last.economies:
        return []
    found = []
    for number in (*(count for count in EXTRAPOLATED if last.economies < count < len(plan.codes)), len(plan.codes)):
        share = (number - first.economies) / (last.economies - first.economies)
        wall, jobs, rendering = (a + share * (b - a) for a, b in zip(first[1:4], last[1:4], strict=True))
        found.append(Run(number, wall, jobs, rendering, Memory(), measured=False))
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
        runs, change = [], None
        for number in sorted(numbers):
            step = max(1, len(plan.codes) // number)  # from A to Z, so that large and small ones are among them
            codes, project = plan.codes[::step][:number], copy_project(Path(folder, f"of_{number}"))
            runs.append(measure_build(project, codes))
            if number == max(numbers):
                change = measure_change(project, codes)
            shutil.rmtree(project)
            print(
                f"{number} economies: {runs[-1].wall:.0f} s, {runs[-1].wall / runs[-1].floor:.2f} × the floor",
                flush=True,
            )
    replace_between(DOCUMENT, BEGIN, END, describe(runs, plan, change))
    draw([*runs, *extrapolate(runs, plan)]).save(CHART)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [1, 11, 20])
