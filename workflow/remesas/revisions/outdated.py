"""Find series that newer snapshots of their dataset do not have (see ``ingest.successors``)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.core.frames import OUTDATED_SERIES
from remesas.core.vintages import SERIES_KEY, last_day
from remesas.ingest.successors import REMEDIES, state_of


def outdated_series(
    annual: pd.DataFrame, snapshots: pd.DataFrame, catalog: Catalog, wanted: set[tuple[str, str]]
) -> pd.DataFrame:
    """Series in use from an older vintage than the newest of their dataset.

    Returns:
        ``frames.OUTDATED_SERIES``; ``state`` is ``dropped`` if a successor of the snapshot in use lacks the series for
        the area, else ``not asked for``; ``remedy`` says what to do.
    """
    held = annual[[*SERIES_KEY, "vintage", "in_use"]].drop_duplicates()
    used = held[held["in_use"]]
    limits = {str(source): max(map(last_day, rows["vintage"])) for source, rows in used.groupby("source")}
    known = {
        key: sorted((name for name in rows["vintage"].unique() if last_day(name) <= limits[str(key[0])]), key=last_day)
        for key, rows in snapshots[snapshots["source"].isin(limits)].groupby(["source", "dataset"])
    }
    of_area = {key: set(rows["series"]) for key, rows in held.groupby(["source", "vintage", "ref_area"])}
    contents = {key: set(rows["series"]) for key, rows in snapshots.groupby(["source", "dataset", "vintage"])}

    def found() -> Iterator[dict[str, str]]:
        for row in used.itertuples(index=False):
            source, series, area, counterpart, vintage = map(str, row[:5])
            reference = f"{source}:{series}"
            dataset = catalog.series[reference].dataset
            newer = [name for name in known.get((source, dataset), []) if last_day(name) > last_day(vintage)]
            if not newer or (reference, area) not in wanted:
                continue
            # a snapshot of other areas is no successor: what counts is what each has of this one
            own, *later = [
                contents.get((source, dataset, name), set()) & of_area.get((source, name, area), set())
                for name in (vintage, *newer)
            ]
            state = state_of(own, later)
            yield {
                "source": source, "dataset": dataset, "series": series, "ref_area": area,
                "counterpart_area": counterpart, "vintage": vintage, "newest_vintage": newer[-1], "state": state,
                "remedy": REMEDIES[state],
            }  # fmt: skip

    return pd.DataFrame(list(found()), columns=list(OUTDATED_SERIES.columns))
