"""Check an article before its brief is rendered: say in a page what is missing, undecided, unexplained or flipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.claims.entries import Ledger, LedgerEntry
from remesas.claims.flips import FILE, Flip, say_flip
from remesas.claims.verdicts import SILENT, UNDECIDED
from remesas.core.frames import CLASSES
from remesas.core.rows import records

LISTED = 12
"""How many lines of one kind are listed; the rest is counted."""
DECIDED = "Decided"
"""The kind of which all are listed: what each statement comes to."""


def describe_check(
    catalog: Catalog,
    ledger: Ledger,
    comparison: pd.DataFrame,
    checks: pd.DataFrame,
    flips: list[Flip],
    accepted: bool,
    files: Mapping[str, Path],
) -> str:
    """The page, as plain text.

    ``comparison`` has the rows of the frames COMPARISON and RANKED, ``flips`` are statements whose verdict is not the
    accepted one; ``files`` says where the frames and the ledger lie, which have all of what is listed in part.
    """
    frames = dict.fromkeys("ranked" if name in catalog.rankings else "comparison" for name in comparison["table"])
    tables = [files[name] for name in frames]
    parts: list[tuple[str, Iterator[str], list[Path]]] = [
        ("Printed figures", _count_cells(comparison), tables),
        ("Missing", _list_missing(comparison), tables),
        ("Unexplained", _list_unexplained(comparison, catalog), tables),
        ("Checks of print that fail", _list_checks(checks), [files["checks"]]),
        ("Statements", _count_verdicts(ledger), [files["claims"]]),
        (DECIDED, _list_decided(ledger), [files["claims"]]),
        ("Undecided", _list_undecided(ledger), [files["claims"]]),
        ("Verdicts", _list_flips(flips, accepted, catalog.folder), [files["claims"]]),
    ]
    assert catalog.article is not None
    said = [f"{catalog.article.name}, {catalog.article.economy}"]
    for title, lines, whole in parts:
        listed = list(lines)
        if listed:
            shown = len(listed) if title == DECIDED else LISTED
            left, where = len(listed) - shown, " and ".join(path.as_posix() for path in whole)
            more = [f"  and {left} more (all are in {where})"] if left > 0 else []
            said += ["", title, *(f"  {line}" for line in listed[:shown]), *more]
    return "\n".join(said) + "\n"


def _count_cells(comparison: pd.DataFrame) -> Iterator[str]:
    for basis, cells in comparison.groupby("basis", sort=False):
        counts = cells["class"].value_counts()
        said = ", ".join(f"{counts[name]} {name.replace('_', ' ')}" for name in CLASSES if name in counts)
        yield f"{basis}: {len(cells)}: {said}"
    if not len(comparison):
        yield "none: no table stands in print, or the economy is not the article's"


def _list_missing(comparison: pd.DataFrame) -> Iterator[str]:
    rows = comparison[comparison["class"] == "missing"]
    for (table, basis, column, note), cells in rows.groupby(["table", "basis", "indicator", "note"], sort=False):
        years = cells["time_period"]
        yield f"{table}, {column}, {basis}, {_span(years.min(), years.max())}: {note or 'no figure'}"


def _list_unexplained(comparison: pd.DataFrame, catalog: Catalog) -> Iterator[str]:
    for row in records(comparison[comparison["class"] == "unexplained"]):
        place = f"{row.ref_area} {row.time_period}" if row.table in catalog.rankings else row.time_period
        yield (
            f"{row.table}, {row.indicator}, {row.basis}, {place}: {row.printed:.10g} is printed, "
            f"{row.regenerated:.10g} is found ({row.difference_percent:+.1f}%)"
        )


def _list_checks(checks: pd.DataFrame) -> Iterator[str]:
    for (check, table), rows in checks[~checks["holds"].astype(bool)].groupby(["check", "table"], sort=False):
        years = sorted(rows["time_period"].unique())
        yield f"{check}, {table}: {', '.join(map(str, years))}"


def _count_verdicts(ledger: Ledger) -> Iterator[str]:
    counts = {verdict: count for verdict, count in ledger.counts["overall"].items() if count}
    yield ", ".join(f"{count} {verdict}" for verdict, count in counts.items()) or "none: there is no claims.yaml"


def _list_decided(ledger: Ledger) -> Iterator[str]:
    """Each decided statement with its verdict, and what each evidence that says anything gives for it."""
    for entry in ledger.claims:
        if entry.overall not in SILENT:
            values = {
                line.evidence: f", {line.value:.6g} {line.unit}"
                for line in entry.main_lines
                if not line.part and isinstance(line.value, float)
            }
            said = [
                f"{name}: {verdict}{values.get(name, '')}"
                for name, verdict in entry.evidences.items()
                if verdict not in SILENT
            ]
            yield f"{entry.id}: {entry.overall} ({', '.join(said)})"


def _list_undecided(ledger: Ledger) -> Iterator[str]:
    for entry in ledger.claims:
        if entry.overall == UNDECIDED:
            reasons = [entry.undecided.reason] if entry.undecided else dict.fromkeys(_give_reasons(entry))
            yield f"{entry.id}: {'; '.join(reasons) or 'no data of the period'}"


def _give_reasons(entry: LedgerEntry) -> Iterator[str]:
    """Why main readings do not decide a statement: what they measure instead, with its value, or what is missing."""
    for line in entry.main_lines:
        if line.concept and isinstance(line.value, float):
            yield f"other definition: {line.evidence} gives {line.value:.6g} {line.unit}, which is {line.concept}"
        elif line.note:
            yield line.note


def _list_flips(flips: list[Flip], accepted: bool, folder: Path) -> Iterator[str]:
    if not accepted:
        command = f"./remesas check {folder.name} --accept"
        yield f"none is accepted yet: look at them, then `{command}` writes {FILE}"
    elif not flips:
        yield "all are those that were accepted"
    yield from map(say_flip, flips)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"
