"""Find the values of a candidate for ``raw/`` that cannot be right beside the others, before they are taken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import parse
from remesas.core.errors import DataError
from remesas.core.files import empty_frame
from remesas.core.frames import DOUBTS
from remesas.core.vintages import SERIES_KEY, mark_in_use
from remesas.harmonise.doubts import describe_doubts, find_doubts
from remesas.harmonise.identities import evaluate_identities
from remesas.ingest.checks import check_content
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import Snapshot, read_snapshot

KEY = [*SERIES_KEY, "time_period", "check"]
SHOWN = 10


def find_new_doubts(tidy: pd.DataFrame, catalog: Catalog, raw: Path) -> pd.DataFrame:
    """The doubtful values of a candidate that its last vintage has not (``frames.DOUBTS``).

    Args:
        tidy: Its observations, as ``checks.check_content`` gives them.
        catalog: Courses and identities.
        raw: The folder of snapshots; identities are tested with what was known on the candidate's day.
    """
    source, vintage = str(tidy["source"].iloc[0]), str(tidy["vintage"].iloc[0])
    own = {f"{source}:{series}" for series in tidy["series"].unique()}
    concerned = {name: entry for name, entry in catalog.identities.items() if own & set(entry.references)}
    others = {reference for entry in concerned.values() for reference in entry.references} - own
    tested = catalog.model_copy(update={"identities": concerned})
    beside = _read(raw, others, catalog)
    found = _find_known([beside, tidy], vintage, tested)
    after = found[(found["source"] + ":" + found["series"]).isin(own)]
    if after.empty:
        return after
    held = _read(raw, own, catalog)
    before = _find_known([beside, held[held["vintage"] != vintage]], vintage, tested)
    known = set(before[KEY].itertuples(index=False, name=None))
    return after[[place not in known for place in after[KEY].itertuples(index=False, name=None)]]


def check_doubts(doubts: pd.DataFrame, accepted: int) -> None:
    """Refuse doubtful values, unless the user says how many there are: who says it has looked at them.

    Raises:
        DataError: With the first of them, and all in words.
    """
    number = len(doubts.drop_duplicates([*SERIES_KEY, "time_period"]))
    if number == accepted:
        return
    if not number:
        raise DataError(f"no value is doubtful, not {accepted}.", remedy="omit --doubtful.")
    first, lines = doubts.iloc[0], describe_doubts(doubts)
    more = f" And {len(lines) - SHOWN} more." if len(lines) > SHOWN else ""
    raise DataError(
        f"{number} {'value' if number == 1 else 'values'} cannot be right beside the others. "
        f"{' '.join(lines[:SHOWN])}{more}",
        series=f"{first['source']}:{first['series']}",
        period=str(first["time_period"]),
        remedy=f"look at the file, and at its provider; if they are right, say --doubtful {number}: pages mark them "
        "until the catalog says why (`unusual` of the series, or an identity's `last`).",
    )


def _find_known(parts: Sequence[pd.DataFrame], vintage: str, catalog: Catalog) -> pd.DataFrame:
    """The doubts of what was known on a day."""
    held = [part for part in parts if len(part)]
    if not held:
        return empty_frame(DOUBTS)
    rows = pd.concat(held, ignore_index=True)
    known = rows[mark_in_use(rows, {"default": vintage})]
    return find_doubts(known, evaluate_identities(known, catalog), catalog)


def _read(raw: Path, named: Collection[str], catalog: Catalog) -> pd.DataFrame:
    """The observations in ``raw/`` of some series, checked and corrected as a build has them."""
    parts = []
    for source in sorted({name.split(":")[0] for name in named}):
        for meta in sorted((raw / source).glob(f"*/*{META}")):
            wanted = {item.id for item in parse(meta, Snapshot).series if f"{source}:{item.id}" in named}
            if wanted:
                snapshot, frame = read_snapshot(meta)
                items = tuple(item for item in snapshot.series if item.id in wanted)
                part = snapshot.model_copy(update={"series": items})
                parts.append(check_content(meta, part, frame[frame["series"].isin(wanted)], catalog))
    columns = [*SERIES_KEY, "freq", "time_period", "obs_value", "unit_measure", "obs_status", "vintage"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
