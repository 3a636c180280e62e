"""Write the trace of a number as plain text: formula, harmonised values, observations, snapshots, steps of a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from remesas.catalog.article import SOURCE
from remesas.catalog.catalog import Catalog
from remesas.core.statuses import STATUSES
from remesas.ingest.printed import scale_number
from remesas.trace.origins import Origin, Origins, Used

Record = Mapping[str, Any]
"""What ``processed/numbers/`` has of a number (see ``brief/page/numbers.py``)."""
STEPS = {
    "ingest_source": ("", "ingest.observations.read_all"),
    "harmonise_source": ("ingest_source", "harmonise.annual.to_annual"),
    "fill_basis": ("harmonise_source", "tables.fill.fill_basis"),
    "build_table": ("fill_basis", "tables.fill.cells_of"),
    "compare_with_print": ("build_table", "compare.cells.compare_with_print"),
    "derive_indicators": ("fill_basis", "derive.indicators.derive_indicators"),
    "sum_twelve_months": ("harmonise_source", "derive.twelve_months.sum_twelve_months"),
    "rank_economies": ("harmonise_source", "derive.peers.rank_economies"),
    "compile_atlas": ("harmonise_source", "derive.atlas.compile_atlas"),
    "evaluate_claims": ("harmonise_source", "claims.ledger.evaluate_claims"),
    "trace_verdicts": ("evaluate_claims", "claims.known.trace_verdicts"),
    "find_steps": ("ingest_source", "harmonise.steps.find_steps"),
    "render_html": ("", "brief.page.brief.compose_brief"),
    "render_atlas": ("compile_atlas", "brief.page.atlas.compose_atlas"),
}
"""The rule before each rule on the way of a number, and the function that its script hands the work to."""
LAST, ATLAS = "render_html", "render_atlas"
"""The rules that make the pages."""
WIDTH = 10


@dataclass(frozen=True)
class Build:
    """A finished build: its numbers by address, what they rest on, and what is known of providers and series."""

    numbers: Mapping[str, Sequence[Record]]
    origins: Origins
    catalog: Catalog


def write_trace(build: Build, address: str) -> str:
    """The trace of the number at an address; of a statement that of each of its evaluations.

    Raises:
        DataError: If a file of ``raw/`` is not the one that the build read.
    """
    parts = [part for record in build.numbers[address] for part in _tell(build, record)]
    return "\n".join([address, *parts]).rstrip() + "\n"


def _tell(build: Build, record: Record) -> Iterator[str]:
    yield record["title"]
    yield ""
    yield from _tell_number(record)
    behind = [build.numbers[part][0] for part in record.get("parts", ()) if part in build.numbers]
    if record.get("parts"):
        yield from ("", "computed from")
        yield from (f"  {_tell_part(build, part)}" for part in record["parts"])
    used = [Used.read(*item) for one in (record, *behind) for item in one.get("used", ())]
    if used:
        yield from _tell_years(build, list(dict.fromkeys(used)))
    else:
        used = [Used.read(*pair) for one in (record, *behind) for pair in one.get("inputs", ())]
    yield from _tell_sources(build, list(dict.fromkeys(used)))
    if not used and "formula" in record:
        yield from ("", "It counts what its formula says, and has no series of its own.")
    rules = [one["rule"] for one in (record, *behind)]
    yield from ("", "steps of the build")
    yield from _tell_steps(rules)
    yield ""


def _tell_number(record: Record) -> Iterator[str]:
    value, unit, status = record.get("value"), record.get("unit", ""), record.get("status", "")
    facts = {
        "shown": record.get("shown", ""),
        "reading": record.get("reading", ""),
        "value": "missing" if value is None else f"{_write(value)} {unit}",
        "formula": record.get("formula", ""),
        "status": f"{status}, {STATUSES[status]}" if status else "",
        "note": record.get("note", ""),
    }
    return (f"  {name:{WIDTH}}{text}".rstrip() for name, text in facts.items() if text)


def _tell_part(build: Build, part: str) -> str:
    """A cell that a number is computed from: its address, value and formula."""
    if part not in build.numbers:
        return f"{part}: not on the page"
    cell = build.numbers[part][0]
    value = "missing" if cell.get("value") is None else f"{_write(cell['value'])} {cell.get('unit', '')}"
    return f"{part} = {value}" + (f": {cell['formula']}" if "formula" in cell else "")


def _tell_years(build: Build, used: Sequence[Used]) -> Iterator[str]:
    """The years of series, as harmonised; nothing of months."""
    if all(len(item.period) != len("YYYY") for item in used):
        return
    yield from ("", "harmonised values")
    for item in used:
        year, entry = build.origins.find_year(item), build.catalog.series.get(f"{item.source}:{item.series}")
        if year is None:
            yield f"  {item.name} {item.period}: none"
            continue
        how = "" if entry is None or entry.freq == "A" else f", {entry.annual} of the year's observations"
        value = "missing" if year.status == "M" else f"{_write(year.value)} {year.unit}"
        yield f"  {item.name} {item.period} = {value}{how}; status {year.status}; {year.place}"
        if year.note:
            yield f"    {year.note}"


def _tell_sources(build: Build, used: Sequence[Used]) -> Iterator[str]:
    """Each snapshot with its series, and of each series the lines that are used."""
    found: dict[str, list[Origin]] = {}
    for item in used:
        for origin in build.origins.find_lines(item):
            found.setdefault(origin.snapshot.file, []).append(origin)
    if found:
        yield from ("", "observations")
    for file, origins in found.items():
        snapshot = origins[0].snapshot
        provider = build.catalog.sources[snapshot.source]
        yield f"  {file}"
        facts = {
            "vintage": snapshot.vintage,
            "sha256": f"{snapshot.sha256} (the file agrees)",
            "provider": f"{provider.name} {provider.url}".rstrip(),
            "cited as": snapshot.citation,
            "obtained": f"{snapshot.how}: {snapshot.note}",
        }
        yield from (f"    {name:{WIDTH}}{text}" for name, text in facts.items())
        for name, same in groupby(sorted(origins, key=_name), _name):
            yield f"    {name}"
            yield from (f"      {text}" for origin in same for text in _tell_lines(build.catalog, origin))


def _name(origin: Origin) -> str:
    return f"{origin.used.name}: {origin.snapshot.series_title}, {origin.snapshot.unit}"


def _tell_lines(catalog: Catalog, origin: Origin) -> Iterator[str]:
    lines, unit, texts = origin.lines, origin.snapshot.unit, [line.text for line in origin.lines]
    if catalog.article and origin.used.source == SOURCE:  # print stands there in its own unit
        unit = catalog.article.tables[origin.used.series.partition(".")[0]].unit
        texts = [scale_number(text, unit) for text in texts]
    if not origin.used.period:
        yield f"{len(lines)} lines, {lines[0].number} to {lines[-1].number}: the whole series"
        return
    for line, text in zip(lines, texts, strict=True):
        change = "" if line.observed == float(text) else ", which the catalog leaves out"
        if change and line.observed is not None:
            change = f", which the catalog corrects to {_write(line.observed)}"
        yield f"line {line.number}: {line.period} = {line.text} {unit}{change}"


def _tell_steps(rules: Sequence[str]) -> Iterator[str]:
    """The rules on the way to a number in their order, each with script and function."""
    wanted = {ATLAS if {ATLAS, "compile_atlas"} & set(rules) else LAST}
    for rule in rules:
        while rule:
            wanted.add(rule)
            rule = STEPS[rule][0]
    for rule in STEPS:
        if rule in wanted:
            yield f"  {rule:19} workflow/scripts/{rule}.py, remesas.{STEPS[rule][1]}"


def _write(value: Any) -> str:
    """A number with all the digits that it is sure of; a text, or several years, as they are."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else f"{value:.15g}"
