"""What a revision changes: cells, ranks and verdicts of the brief, as known before and now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from remesas.build import Build
from remesas.core.files import empty_frame
from remesas.core.frames import REVISION_EFFECTS
from remesas.revisions.series import classify

CELL, RANK, VERDICT, TODAY, SENTENCE = "cell", "rank", "verdict", "today", "sentence"
VINTAGE, UNKNOWN = "vintage", "not known then"
KEY = ["subject", "basis", "indicator", "time_period"]


def effects(then: Build, now: Build) -> pd.DataFrame:
    """Everything that differs between two builds but their sentences.

    Returns:
        ``frames.REVISION_EFFECTS``, one row a change. ``subject`` is a table (``cell``), a flow (``rank``), a claim
        (``verdict``: basis is the evidence and indicator the part, both empty for the claim as a whole; ``today``:
        whether it would hold today). Amounts are in the unit of their table.
    """
    parts = [_cells(then, now), _ranks(then, now), fill_rows(_verdicts(then, now))]
    return pd.concat([part for part in parts if len(part)] or [empty_frame(REVISION_EFFECTS)], ignore_index=True)


def changed_vintages(now: pd.DataFrame, then: pd.DataFrame, wanted: set[tuple[str, str]]) -> pd.DataFrame:
    """Which series of a brief were in use in another vintage then, and of which nothing was known.

    Both frames are ANNUAL, that of then as ``editions.as_known`` gives it.

    Returns:
        ``frames.REVISION_EFFECTS``; ``subject`` is the series, ``basis`` its area.
    """
    vintages = [_in_use(frame, wanted) for frame in (then, now)]
    references = (then["source"] + ":" + then["series"]).rename("reference")
    known = then["known"].groupby([references, then["ref_area"]]).any().to_dict()
    rows = []
    for number, (key, new) in enumerate(sorted(vintages[1].items())):
        row = {"subject": key[0], "basis": key[1], "number": number, "old": vintages[0].get(key, ""), "new": new}
        if not known[key]:
            rows.append({**row, "effect": UNKNOWN, "old": ""})
        elif row["old"] != new:
            rows.append({**row, "effect": VINTAGE})
    return fill_rows(rows)


def _in_use(frame: pd.DataFrame, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    used = frame[frame["in_use"]]
    keys = zip(used["source"] + ":" + used["series"], used["ref_area"], used["vintage"], strict=True)
    return {(reference, area): vintage for reference, area, vintage in keys if (reference, area) in wanted}


def fill_rows(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Rows of ``frames.REVISION_EFFECTS``, the columns that they do not have filled in."""
    frame = pd.DataFrame(list(rows))
    if not len(frame):
        return empty_frame(REVISION_EFFECTS)
    numbers = ["old_value", "new_value", "difference_percent"]
    for name in REVISION_EFFECTS.columns:
        if name not in frame:
            frame[name] = float("nan") if name in numbers else 0 if name == "number" else ""
    return frame[list(REVISION_EFFECTS.columns)]


def _cells(then: Build, now: Build) -> pd.DataFrame:
    """Cells of all tables whose value is another, has appeared or has disappeared."""
    old, new = (
        pd.concat([frame.assign(subject=name) for name, frame in build.tables.items()]) for build in (then, now)
    )
    changed = _changed(old, new).assign(effect=CELL)
    return changed.assign(unit_measure=changed["subject"].map(lambda name: now.catalog.tables[name].unit))


def _ranks(then: Build, now: Build) -> pd.DataFrame:
    """Ranks of all sources that are others."""
    old, new = (
        build.indicators[build.indicators["measure"] == "rank"].rename(columns={"flow": "subject"})
        for build in (then, now)
    )
    return _changed(old, new).assign(effect=RANK, unit_measure="rank")


def _changed(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Values that two frames with the columns of ``KEY`` and ``obs_value`` do not share."""
    pairs = new[[*KEY, "obs_value"]].merge(old[[*KEY, "obs_value"]], on=KEY, how="outer", suffixes=("_new", "_old"))
    sizes = classify(pairs["obs_value_old"], pairs["obs_value_new"])
    changed = pairs.join(sizes).rename(columns={"obs_value_old": "old_value", "obs_value_new": "new_value"})
    changed = changed[changed["class"] != "none"].assign(time_period=lambda rows: rows["time_period"].astype(str))
    return fill_rows([{str(name): value for name, value in row.items()} for row in changed.to_dict("records")])


def _verdicts(then: Build, now: Build) -> Iterator[dict[str, Any]]:
    """Verdicts, overall and by evidence, and whether a statement would hold today."""
    before = then.claims.by_id
    for entry in now.claims.claims:
        was = before[entry.id]
        older = {(item.evidence, item.part): item.verdict for item in was.by_evidence}
        pairs = [
            (VERDICT, "", "", was.overall, entry.overall),
            *((VERDICT, item.evidence, item.part, older.get((item.evidence, item.part), ""), item.verdict)
              for item in entry.by_evidence),
            (TODAY, "", "", was.today.holds if was.today else "", entry.today.holds if entry.today else ""),
        ]  # fmt: skip
        for effect, evidence, part, old, new in pairs:
            if old != new:
                words = {"subject": entry.id, "basis": evidence, "indicator": part}
                yield {"effect": effect, **words, "old": old, "new": new}
