"""Find values in use that cannot be right as they stand, and mark them where they stand: year, cell, sentence."""

from __future__ import annotations

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.core import notes
from remesas.core.files import empty_frame
from remesas.core.frames import DOUBTS
from remesas.core.references import NO_COUNTERPART
from remesas.core.statuses import worst_status
from remesas.harmonise.annual import IDENTITY
from remesas.harmonise.course import find_leaps
from remesas.harmonise.identities import find_blamed
from remesas.harmonise.slips import find_copies, find_noughts

COURSE, COPY, NOUGHT = "course", "copy", "nought"
DOUBTFUL = "U"


def find_doubts(observations: pd.DataFrame, identities: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The values that a check finds wrong: those out of course, copies, noughts, and those that identities blame.

    Args:
        observations: ``frames.OBSERVATIONS`` of the vintages in use, of some sources.
        identities: ``frames.IDENTITIES``.
        catalog: Courses, identities, and what is unusual.

    Returns:
        ``frames.DOUBTS`` of these sources.
    """
    parts = []
    if len(leaps := find_leaps(observations, catalog)):
        parts.append(leaps.assign(check=COURSE, note=notes.OUT_OF_COURSE.write()))
    if len(copies := find_copies(observations, catalog)):
        said = [notes.COPIED.write(period=period) for period in copies["other"]]
        parts.append(copies.assign(check=COPY, size=1.0, note=said))
    if len(noughts := find_noughts(observations, catalog)):
        parts.append(noughts.assign(check=NOUGHT, size=1.0, note=notes.NOUGHT.write()))
    if len(blamed := find_blamed(identities, catalog)):
        blamed[["source", "series"]] = blamed["reference"].str.split(":", n=1, expand=True)
        used = observations.loc[observations["counterpart_area"] == NO_COUNTERPART, IDENTITY].drop_duplicates()
        known = blamed.merge(used, on=["source", "series", "ref_area"])
        parts.append(known.assign(check=known["identity"], note=notes.NOT_ADDING_UP.write()))
    return pd.concat([empty_frame(DOUBTS), *parts], ignore_index=True)[list(DOUBTS.columns)]


def mark_years(annual: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """Annual series with a status and a remark in the years of doubtful values."""
    said: dict[tuple[object, ...], list[str]] = {}
    for *series, period, note in doubts[[*IDENTITY, "time_period", "note"]].itertuples(index=False, name=None):
        remark = note if len(period) == len("YYYY") else notes.OF_PERIOD.write(period=period, reason=note)
        said.setdefault((*series, int(period[:4])), []).append(remark)
    rows = annual[annual["series"].isin(doubts["series"])]
    marked = annual.copy()
    for place, *key, status, note in rows[[*IDENTITY, "time_period", "obs_status", "note"]].itertuples(name=None):
        if told := said.get(tuple(key)):
            marked.at[place, "obs_status"] = worst_status([status, DOUBTFUL])
            marked.at[place, "note"] = notes.join_notes([*notes.split_notes(note), *told])
    return marked


def mark_periods(observations: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """Observations with the status of doubtful ones; where a year is doubtful, all its months are."""
    key = [*IDENTITY, "time_period"]
    doubtful = set(doubts[key].itertuples(index=False, name=None))
    rows = observations[observations["series"].isin(doubts["series"])]
    marked = observations.copy()
    for place, *series, period in rows[key].itertuples(name=None):
        if {(*series, period), (*series, period[:4])} & doubtful:
            marked.at[place, "obs_status"] = DOUBTFUL
    return marked


def describe_doubts(doubts: pd.DataFrame) -> list[str]:
    """A line for each doubtful value, as a user reads it at the end of a build or of a registration."""
    return [
        f"{row['source']}:{row['series']}, {row['ref_area']}, {row['time_period']}: {row['note']} ({row['check']})."
        for row in doubts.to_dict("records")
    ]
