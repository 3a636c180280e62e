"""Checks of a snapshot's content, made before anything is computed from it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import numpy as np
import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import PERIODS_A_YEAR, Correction, Series
from remesas.core.errors import DataError, UnitError
from remesas.core.units import factor, harmonised_unit
from remesas.core.vintages import SERIES_KEY, last_day, sort_vintages
from remesas.ingest.raw_folder import data_file
from remesas.ingest.snapshots import Snapshot

AREAS = ["ref_area", "counterpart_area"]
KEY = ["series", *AREAS, "time_period"]
PERIODS = {
    "A": (r"[0-9]{4}", "YYYY"),
    "Q": (r"[0-9]{4}-Q[1-4]", "YYYY-Qn"),
    "M": (r"[0-9]{4}-(?:0[1-9]|1[0-2])", "YYYY-MM"),
}
NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?"
REVISION_FACTOR = 20.0
"""Two vintages of a series whose overlapping values differ by more than this are not in the same unit."""
SPIKE_FACTOR = 500.0
"""An amount this many times the median of its neighbours has lost or gained a factor of a thousand."""
NEIGHBOURS = {"A": 5, "Q": 9, "M": 13}
"""How many periods, itself in the middle, a value is compared with."""


def check_content(meta: Path, snapshot: Snapshot, frame: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Check a snapshot row by row against the catalog and make it a tidy frame.

    Args:
        meta: The metadata file, for messages.
        snapshot: Its content.
        frame: The rows as strings, columns ``snapshots.COLUMNS``.
        catalog: What is known of the series.

    Returns:
        Columns ref_area, counterpart_area, freq, time_period, obs_value (number, in the snapshot's unit),
        unit_measure, obs_status, source, series, vintage.

    Raises:
        DataError: With file, series and period of the first row that does not fit.
    """
    path = data_file(meta)
    declared = _check_series(path, snapshot, frame, catalog)
    _check_text(path, snapshot, frame)
    _check_unique(path, snapshot, frame)
    tidy = frame.assign(
        obs_value=pd.to_numeric(frame["obs_value"]).astype(float),
        freq=snapshot.freq,
        unit_measure=frame["series"].map({item.id: item.unit for item in snapshot.series}),
        obs_status="A",
        source=snapshot.source,
        vintage=snapshot.vintage,
    )
    _check_future(path, snapshot, tidy)
    tidy = _correct(path, tidy[~_is_doubtful(tidy, declared)].copy(), declared)
    for identifier, rows in tidy.groupby("series", sort=False):
        _check_one_series(path, declared[str(identifier)], rows)
    return tidy


def check_against_older(tidy: pd.DataFrame, remedy: str = "correct the unit in the snapshot's metadata.") -> None:
    """Refuse a vintage that differs from an older one of the same series by a lost factor.

    Args:
        tidy: Observations of all vintages, each in its own unit (see ``check_content``).
        remedy: What the user can do about it; of files in ``raw/`` the metadata tell the unit.

    Raises:
        UnitError: If the median ratio of overlapping values is outside 1/20 to 20.
    """
    vintages = tidy.groupby(SERIES_KEY)["vintage"].transform("nunique")
    several = tidy[(vintages > 1) & (tidy["obs_value"] != 0)]
    units = several["unit_measure"]
    scale = units.map({unit: factor(unit, harmonised_unit(unit)) for unit in units.unique()})
    several = several.assign(obs_value=several["obs_value"] * scale)
    for identity, rows in several.groupby(["source", "series"]):
        wide = rows.pivot_table(
            index=[*SERIES_KEY, "time_period"], columns="vintage", values="obs_value", aggfunc="first"
        )
        for older, newer in pairwise(sort_vintages(wide.columns)):
            ratio = (wide[newer] / wide[older]).dropna().abs().median()
            if pd.notna(ratio) and not 1 / REVISION_FACTOR < ratio < REVISION_FACTOR:
                raise UnitError(
                    f"vintage {newer} is {ratio:g} times vintage {older} where they overlap: a unit changed.",
                    file=f"raw/{identity[0]}/{newer}/",
                    series=":".join(map(str, identity)),
                    remedy=remedy,
                )


def _check_series(path: Path, snapshot: Snapshot, frame: pd.DataFrame, catalog: Catalog) -> dict[str, Series]:
    """The catalog's entries of a snapshot's series; their units must be those that the catalog accepts."""
    if snapshot.source not in catalog.sources or snapshot.dataset not in catalog.sources[snapshot.source].datasets:
        raise DataError(f"the catalog has no dataset {snapshot.dataset!r} of {snapshot.source!r}.", file=path)
    declared = {item.id: catalog.series_of(f"{snapshot.source}:{item.id}", str(path)) for item in snapshot.series}
    for item in snapshot.series:
        if declared[item.id].freq != snapshot.freq:
            raise DataError(
                f"its frequency is {snapshot.freq}, the catalog expects {declared[item.id].freq}.",
                file=path,
                series=f"{snapshot.source}:{item.id}",
                remedy="correct freq of the series in the catalog, or of the snapshot in its metadata.",
            )
        accepted = (declared[item.id].unit, *declared[item.id].accepted_units)
        if item.unit not in accepted:
            raise UnitError(
                f"the unit is {item.unit!r}, the catalog expects {' or '.join(map(repr, accepted))}.",
                file=path,
                series=f"{snapshot.source}:{item.id}",
                remedy="if the provider changed its unit, add it to accepted_units of the series.",
            )
    found = set(frame["series"].unique())
    if unknown := sorted(found - set(declared)):
        raise DataError("the series is not in the file's metadata.", file=path, series=unknown[0])
    if absent := sorted(set(declared) - found):
        raise DataError("the metadata name the series, but the file has no row of it.", file=path, series=absent[0])
    unknown_areas = sorted({*frame["ref_area"].unique(), *frame["counterpart_area"].unique()} - set(catalog.areas))
    if unknown_areas:
        area = unknown_areas[0]
        row = frame[(frame["ref_area"] == area) | (frame["counterpart_area"] == area)].iloc[0]
        raise DataError(
            f"the area {area!r} is not in areas.yaml: are columns swapped?",
            file=path,
            series=row["series"],
            period=row["time_period"],
        )
    for entry in declared.values():
        areas = set(frame.loc[frame["series"] == entry.id, "ref_area"])
        if entry.ref_area != "*" and areas != {entry.ref_area}:
            raise DataError(f"the areas are {sorted(areas)}, expected {entry.ref_area}.", file=path, series=entry.id)
    return declared


def _check_text(path: Path, snapshot: Snapshot, frame: pd.DataFrame) -> None:
    """Refuse periods and values that are not written as the format says."""
    pattern, shown = PERIODS[snapshot.freq]
    _refuse(~frame["time_period"].str.fullmatch(pattern), frame, path, snapshot, "time_period", f"a period {shown}")
    _refuse(
        ~frame["obs_value"].str.fullmatch(NUMBER),
        frame,
        path,
        snapshot,
        "obs_value",
        "a plain number (decimal point, no thousands separator, no text)",
    )
    endless = np.isinf(frame["obs_value"].map(float))
    _refuse(endless, frame, path, snapshot, "obs_value", "a number that a computer holds (of up to 308 digits)")


def _refuse(wrong: pd.Series, frame: pd.DataFrame, path: Path, snapshot: Snapshot, column: str, expected: str) -> None:
    if wrong.any():
        row = frame[wrong].iloc[0]
        text = row[column]
        raise DataError(
            f"{column} is {text[:40]!r}{'…' * (len(text) > 40)}, expected {expected}.",
            file=path,
            series=f"{snapshot.source}:{row['series']}",
            period=row["time_period"],
            remedy="obtain the file again, or register it with the reader that fits it.",
        )


def _check_unique(path: Path, snapshot: Snapshot, frame: pd.DataFrame) -> None:
    repeated = frame.duplicated(KEY)
    if repeated.any():
        row = frame[repeated].iloc[0]
        raise DataError(
            "the period occurs twice.",
            file=path,
            series=f"{snapshot.source}:{row['series']}",
            period=row["time_period"],
        )


def _check_future(path: Path, snapshot: Snapshot, tidy: pd.DataFrame) -> None:
    """No observation may be of a period that begins after its vintage, unless it is said to be a budget or forecast."""
    limit = last_day(snapshot.vintage)
    newest = {"A": f"{limit:%Y}", "M": f"{limit:%Y-%m}", "Q": f"{limit:%Y}-Q{(limit.month + 2) // 3}"}[snapshot.freq]
    future = (tidy["time_period"] > newest) & ~tidy["series"].isin([item.id for item in snapshot.series if item.ahead])
    if future.any():
        row = tidy[future].iloc[0]
        raise DataError(
            f"the period lies after the vintage {snapshot.vintage}.",
            file=path,
            series=f"{snapshot.source}:{row['series']}",
            period=row["time_period"],
            remedy="correct it; of a budget or a forecast the series' metadata say so: `ahead: budget`.",
        )


def _is_doubtful(tidy: pd.DataFrame, declared: Mapping[str, Series]) -> pd.Series:
    """The rows that the catalog declares to be wrong, with this very value."""
    wrong = {
        (identifier, item.ref_area, item.period, item.value)
        for identifier, entry in declared.items()
        for item in entry.doubtful
    }
    if not wrong:
        return pd.Series(False, index=tidy.index)
    keys = zip(tidy["series"], tidy["ref_area"], tidy["time_period"], tidy["obs_value"], strict=True)
    return pd.Series([key in wrong for key in keys], index=tidy.index, dtype=bool)


def _correct(path: Path, tidy: pd.DataFrame, declared: Mapping[str, Series]) -> pd.DataFrame:
    """Put right what the catalog declares as misprints of the provider.

    Raises:
        DataError: If the provider's value is no longer the one that a correction is about.
    """
    for identifier, entry in declared.items():
        own = tidy["series"] == identifier
        for item in entry.corrections:
            concerned = own & (tidy["ref_area"] == item.ref_area) & (tidy["time_period"] == item.period)
            for row in tidy[concerned].to_dict("records"):
                if row["obs_value"] != item.value and not _is_mended(item, row["vintage"]):
                    raise DataError(
                        f"the catalog corrects {item.value:.15g} to {item.corrected:.15g}, but the value is "
                        f"{row['obs_value']:.15g}: the provider has changed it.",
                        file=path,
                        series=f"{row['source']}:{identifier}",
                        period=item.period,
                        remedy=f"if it is right now, write `mended: {row['vintage']!r}` into the correction.",
                    )
            tidy.loc[concerned & (tidy["obs_value"] == item.value), "obs_value"] = item.corrected
    return tidy


def _is_mended(item: Correction, vintage: str) -> bool:
    return item.mended is not None and last_day(vintage) >= last_day(item.mended)


def _check_one_series(path: Path, entry: Series, rows: pd.DataFrame) -> None:
    """Bounds, gaps and spikes of one series (all its areas)."""
    scale = factor(str(rows["unit_measure"].iloc[0]), entry.unit)
    values = rows["obs_value"] * scale
    outside = ~values.between(*entry.bounds)
    if outside.any():
        _implausible(
            path,
            rows[outside].iloc[0],
            f"is outside the plausible {entry.bounds[0]:g} to {entry.bounds[1]:g} {entry.unit}",
        )
    if entry.freq != "A":
        for _, area in rows.groupby(AREAS):
            _check_gaps(path, entry, area)
    if not entry.signed and entry.unit != "percent":
        _check_spikes(path, rows)


def _check_gaps(path: Path, entry: Series, rows: pd.DataFrame) -> None:
    """Refuse months and quarters that lack inside a series, but for those of which the catalog says why."""
    a_year, mark = PERIODS_A_YEAR[entry.freq], "Q" if entry.freq == "Q" else ""
    held = {a_year * int(period[:4]) + int(period[5:].removeprefix(mark)) - 1 for period in set(rows["time_period"])}
    allowed = {gap.period for gap in entry.gaps}
    for year, place in (divmod(item, a_year) for item in range(min(held), max(held)) if item not in held):
        period = f"{year}-{mark}{place + 1:0{1 if mark else 2}}"
        if period not in allowed:
            raise DataError(
                f"the {'quarter' if mark else 'month'} is missing inside the series.",
                file=path,
                series=f"{rows['source'].iloc[0]}:{entry.id}",
                period=period,
                remedy="if the provider has no value, declare the gap and its reason in the catalog.",
            )


def _check_spikes(path: Path, rows: pd.DataFrame) -> None:
    """Refuse an amount that stands far above or below its neighbours in time."""
    ordered = rows.sort_values([*AREAS, "time_period"], ignore_index=True)
    values = ordered["obs_value"].abs()
    areas = ordered.groupby(AREAS).ngroup()
    window = NEIGHBOURS[ordered["freq"].iloc[0]]
    usual = values.groupby(areas).rolling(window, center=True, min_periods=3).median().to_numpy()
    ratio = np.where(usual > 0, values / np.where(usual > 0, usual, 1), 1)
    begun = areas == areas.shift()  # a series may begin small
    spiked = (ratio > SPIKE_FACTOR) | ((ratio < 1 / SPIKE_FACTOR) & (values > 0) & begun)
    if spiked.any():
        problem = f"is over {SPIKE_FACTOR:g} times above or below its neighbours"
        _implausible(path, ordered[spiked].iloc[0], problem)


def _implausible(path: Path, row: pd.Series, problem: str) -> NoReturn:
    raise UnitError(
        f"the value {row['obs_value']:.15g} {row['unit_measure']} {problem}: "
        "a lost factor of a thousand, or a wrong sign?",
        file=path,
        series=f"{row['source']}:{row['series']}",
        period=row["time_period"],
        remedy="check the unit and the source; if it is right, widen the bounds of the series in the catalog.",
    )
