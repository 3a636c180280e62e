"""From the files of ``raw/`` to one frame of observations, and the list of what was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.core.errors import DataError
from remesas.core.frames import OBSERVATIONS, SNAPSHOTS
from remesas.ingest.checks import check_against_older, check_content
from remesas.ingest.printed import name_file, read_printed
from remesas.ingest.snapshots import Snapshot, read_snapshot


def check_raw(metas: Sequence[Path], catalog: Catalog) -> pd.DataFrame:
    """Check every snapshot, each by itself, against its older vintages and against what the catalog ships.

    Returns:
        All observations (``frames.OBSERVATIONS``).

    Raises:
        DataError: At the first that is not what it should be, with file, series and period.
    """
    snapshots, observations = read_all(metas, catalog)
    check_shipped(catalog, snapshots)
    check_against_older(observations)
    return observations


def read_all(metas: Sequence[Path], catalog: Catalog) -> tuple[list[Snapshot], pd.DataFrame]:
    """Read and check some snapshots, and the printed tables of the catalog's article.

    Returns:
        Their metadata, and their observations as one frame (``frames.OBSERVATIONS``).

    Raises:
        DataError: At the first snapshot that is not what it should be.
    """
    snapshots, parts = [], []
    for meta in metas:
        snapshot, rows = read_snapshot(meta)
        snapshots.append(snapshot)
        parts.append(check_content(meta, snapshot, rows, catalog))
    if any(table.printed for table in catalog.every_table.values()):
        for snapshot, numbers in read_printed(catalog):
            snapshots.append(snapshot)
            parts.append(numbers)
    observations = pd.concat(parts, ignore_index=True)[list(OBSERVATIONS.columns)]
    _check_one_file_each(observations)
    return snapshots, observations


def describe_snapshots(snapshots: Sequence[Snapshot], observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """What was read: a row a snapshot and series (``frames.SNAPSHOTS``)."""
    spans = observations.groupby(["source", "series", "vintage"])["time_period"].agg(["min", "max"])
    rows = [
        {
            "source": item.source,
            "dataset": item.dataset,
            "vintage": item.vintage,
            "freq": item.freq,
            "title": item.title,
            "table": catalog.sources[item.source].datasets[item.dataset].table or "",
            "citation": item.citation,
            "licence": item.licence,
            "how": item.obtained.how,
            "note": item.obtained.note,
            "file": name_file(item, catalog),
            "sha256": item.sha256,
            "rows": item.rows,
            "series": series.id,
            "series_title": series.title,
            "unit": series.unit,
            "first_period": spans.loc[(item.source, series.id, item.vintage), "min"],
            "last_period": spans.loc[(item.source, series.id, item.vintage), "max"],
        }
        for item in snapshots
        for series in item.series
    ]
    return pd.DataFrame(rows, columns=list(SNAPSHOTS.columns))


def check_shipped(catalog: Catalog, snapshots: Sequence[Snapshot]) -> None:
    """Refuse a ``raw/`` that has lost a snapshot or a series that the catalog declares.

    Raises:
        DataError: At the first shipped vintage or declared series that no snapshot holds.
    """
    present = {(item.source, item.dataset, item.vintage) for item in snapshots}
    for source, entry in catalog.sources.items():
        for dataset, declared in entry.datasets.items():
            for vintage in declared.shipped:
                if (source, dataset, vintage) not in present:
                    raise DataError(
                        "the catalog ships this snapshot, but raw/ lacks it.",
                        file=f"raw/{source}/{vintage}/{dataset}.csv",
                        remedy="restore it from git.",
                    )
    held = {f"{item.source}:{series.id}" for item in snapshots for series in item.series}
    for reference, series in catalog.series.items():
        if reference not in held and not series.awaited:
            raise DataError(
                "the catalog declares this series, but no snapshot holds it.",
                file="raw/",
                series=reference,
                remedy="register a snapshot that has it, mark it `awaited: true`, or remove its entry.",
            )


def _check_one_file_each(observations: pd.DataFrame) -> None:
    """Two snapshots of one source and vintage may not hold the same observation."""
    repeated = observations.duplicated(OBSERVATIONS.key)
    if repeated.any():
        row = observations[repeated].iloc[0]
        raise DataError(
            f"two snapshots of this vintage have a value for {row['ref_area']}.",
            file=f"raw/{row['source']}/{row['vintage']}/",
            series=f"{row['source']}:{row['series']}",
            period=row["time_period"],
            remedy="keep the observation in one of them.",
        )
