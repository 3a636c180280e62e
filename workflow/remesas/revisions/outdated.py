"""Series that newer snapshots of their dataset do not have: the last vintage goes on serving, and it is said.

The vintage in use is chosen series by series, so a series that a provider drops, renames or renumbers is served by its
last vintage without anyone noticing. A newer snapshot counts as one that should have had it if it has at least half of
the series of the snapshot in use; one with fewer is an extract of other series, and says nothing about this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import pandas as pd

from remesas.catalog.entries import Catalog
from remesas.core.frames import OUTDATED_SERIES
from remesas.core.notes import marked
from remesas.core.vintages import SERIES_KEY, last_day

WHOLE = 0.5
"""A snapshot with at least this share of an older one's series is a successor of it, not an extract."""
DROPPED, NOT_ASKED = "dropped", "not asked for"
REMEDIES = {
    DROPPED: marked(
        "look the series up at its provider: if it was renamed, add the title to accepted_titles of its entry in "
        "workflow/catalog/series; if it was renumbered, declare the new series there and add it to the roles from the "
        "first year on that it covers; if it has ended, give its role a last year"
    ),
    NOT_ASKED: marked("fetch or register a newer snapshot of it"),
}
"""What to do, by state."""


def state_of(held: Set[str], newer: Iterable[Set[str]]) -> str:
    """Whether a series was dropped or not asked for.

    Args:
        held: The series of the last snapshot that has it.
        newer: The series of each newer snapshot; none of them has it.
    """
    is_succeeded = any(held and len(held & series) / len(held) >= WHOLE for series in newer)
    return DROPPED if is_succeeded else NOT_ASKED


def outdated_series(
    annual: pd.DataFrame, snapshots: pd.DataFrame, catalog: Catalog, wanted: set[tuple[str, str]]
) -> pd.DataFrame:
    """Series in use from an older vintage than the newest of their dataset.

    Args:
        annual: Frame ANNUAL of all sources.
        snapshots: Frame SNAPSHOTS.
        catalog: Says to which dataset a series belongs.
        wanted: Series ``source:series`` and areas that figures or claims use.

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
    contents = {key: set(rows["series"]) for key, rows in snapshots.groupby(["source", "dataset", "vintage"])}

    def found() -> Iterator[dict[str, str]]:
        for row in used.itertuples(index=False):
            source, series, area, counterpart, vintage = map(str, row[:5])
            reference = f"{source}:{series}"
            dataset = catalog.series[reference].dataset
            newer = [name for name in known.get((source, dataset), []) if last_day(name) > last_day(vintage)]
            if not newer or (reference, area) not in wanted:
                continue
            own = contents.get((source, dataset, vintage), set())
            state = state_of(own, [contents[source, dataset, name] for name in newer])
            yield {
                "source": source, "dataset": dataset, "series": series, "ref_area": area,
                "counterpart_area": counterpart, "vintage": vintage, "newest_vintage": newer[-1], "state": state,
                "remedy": REMEDIES[state],
            }  # fmt: skip

    return pd.DataFrame(list(found()), columns=list(OUTDATED_SERIES.columns))
