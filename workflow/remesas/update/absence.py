"""What a registered file lacks: series of its dataset that their last vintages go on serving."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from remesas.catalog.loading import parse
from remesas.core.vintages import last_day
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import Snapshot
from remesas.ingest.successors import DROPPED, REMEDIES, state_of


def tell_absent(snapshot: Snapshot, expected: Collection[str], raw: Path, *, named: bool) -> list[str]:
    """What to say of the series that a file lacks, as the brief would say it of the vintages in ``raw/``.

    Args:
        snapshot: What was read from the file.
        expected: The series that it should have.
        raw: The folder of snapshots.
        named: Whether the user named these series, so that the file is no extract that may lack them.
    """
    found = {item.id for item in snapshot.series}
    dropped: dict[str, list[str]] = {}
    not_asked: list[str] = []
    for name, last in _last_vintages(snapshot, set(expected) - found, raw):
        if named or state_of({item.id for item in last.series}, [found]) == DROPPED:
            dropped.setdefault(last.vintage, []).append(name)
        else:
            not_asked.append(name)
    lines = [
        f"Not in this file, though in vintage {vintage}, which goes on serving: {', '.join(names)}. What to do: see "
        f"whether the download left it out; if not, {REMEDIES[DROPPED]}."
        for vintage, names in dropped.items()
    ]
    if not_asked:
        lines.append(f"Not in this file, so that their last vintages go on serving: {', '.join(not_asked)}.")
    return lines


def _last_vintages(snapshot: Snapshot, names: Collection[str], raw: Path) -> Iterator[tuple[str, Snapshot]]:
    """For each name the newest snapshot of the same dataset that has it and is not later."""
    metas = (raw / snapshot.source).glob(f"*/{snapshot.dataset}{META}")
    held = [item for item in (parse(meta, Snapshot) for meta in metas) if _day(item) <= _day(snapshot)]
    newest = {series.id: item for item in sorted(held, key=_day) for series in item.series}
    yield from ((name, newest[name]) for name in sorted(names) if name in newest)


def _day(snapshot: Snapshot) -> int:
    return last_day(snapshot.vintage).toordinal()
