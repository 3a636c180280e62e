"""Fetches from the players behind a port: as a program of its own, or in the script of a copy of the project.

``python -m support.fetch PORT RAW SERIES...`` with both ``workflow`` and ``tests`` on the path.
"""

import datetime as dt
import os
import sys
from collections.abc import Set
from pathlib import Path
from typing import Any

from remesas.catalog.catalog import Catalog
from remesas.ingest.checks import check_content
from remesas.ingest.raw_folder import list_metadata
from remesas.ingest.snapshots import read_snapshot
from support.players import Clock, Routed

NOW = dt.datetime(2027, 2, 15, 12, tzinfo=dt.UTC)
IMPORT = "from remesas.update.fetch.run import fetch_all, succeeded, summarise\n"


def check_raw_is_whole(raw: Path, catalog: Catalog, known: Set[Path] = frozenset()) -> None:
    """Every file in raw/ belongs to a snapshot, and those that are not known yet pass the checks of a build."""
    for meta in list_metadata([path for path in raw.rglob("*") if path.is_file()], raw):
        if meta not in known:
            snapshot, frame = read_snapshot(meta)
            check_content(meta, snapshot, frame, catalog)


def options(port: int, *, waits: bool = False) -> dict[str, Any]:
    """What ``fetch_all`` is given to ask the players on a day to come; without waiting, unless it shall."""
    from remesas.update.fetch.http import Conditions

    clock: dict[str, Any] = {} if waits else {"clock": Clock()}
    return {"conditions": Conditions(transport=Routed(port), **clock), "now": NOW}


def ask_players(project: Path, port: int, *, waits: bool = False) -> None:
    """Let the fetches of a copy of the project ask the players."""
    script = project / "workflow" / "scripts" / "fetch.py"
    text = script.read_text(encoding="utf-8")
    assert IMPORT in text
    injected = f"""
import functools
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from support.fetch import options
fetch_all = functools.partial(fetch_all, **options({port}, waits={waits}))
"""
    script.write_text(text.replace(IMPORT, IMPORT + injected), encoding="utf-8")


if __name__ == "__main__":
    from remesas.catalog.loading import load_catalog
    from remesas.update.fetch.run import fetch_all, succeeded, summarise
    from support.project import ROOT

    outcomes = fetch_all(
        load_catalog(ROOT / "workflow" / "catalog"),
        Path(sys.argv[2]),
        os.environ,
        print,
        series=sys.argv[3:],
        **options(int(sys.argv[1])),
    )
    print(*summarise(outcomes), sep="\n")
    sys.exit(not succeeded(outcomes))
