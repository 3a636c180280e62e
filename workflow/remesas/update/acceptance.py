"""Admission: what a new snapshot must satisfy before it may enter ``raw/``, whoever brings it.

It is checked as every snapshot of a build is (``checks``), and then against the vintages that are there: it must not
be shorter than the last one, nor differ from it by a lost factor, and if nothing changed it makes no new vintage.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from remesas.catalog.entries import Catalog, Dataset
from remesas.catalog.loading import parse
from remesas.core.errors import DataError, UnitError
from remesas.core.units import factor, harmonised_unit, is_known, is_same_kind
from remesas.core.vintages import last_day
from remesas.ingest.checks import check_against_older, check_content
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import COLUMNS, Obtained, Snapshot, SnapshotSeries, read_snapshot
from remesas.update.publish import publish
from remesas.update.titles import names_series

IDENTITY = ["source", "series", "ref_area", "counterpart_area"]
POINT = [*IDENTITY, "time_period"]
LOSS_ALLOWED = 0.05
"""Share of the observations that a series of many areas may lose from one vintage to the next."""
LEVELS = (2 / 3, 1.5)
"""A revision whose median is outside these multiples of the last vintage is more likely other data."""
OTHER_UNIT = "see whether it is still the same series, in the unit that the file or the catalog says."
AHEAD = dt.timedelta(days=366)
"""A vintage later than this from today is a slip of the pen."""


class TakenError(DataError):
    """The vintage is there already, with other data."""


@dataclass(frozen=True)
class Candidate:
    """Data that ask to become a snapshot.

    Attributes:
        frame: Columns ``snapshots.COLUMNS``, all text; missing observations have no row.
        units: The unit of each series in the frame.
        titles: The provider's title of each series, where it gave one.
        file: What messages call it: the file's name, or the provider's address.
        open_units: The series whose unit the user may say with ``--unit``, since the file does not.
    """

    source: str
    dataset: str
    vintage: str
    frame: pd.DataFrame
    units: Mapping[str, str]
    titles: Mapping[str, str]
    obtained: Obtained
    file: str
    open_units: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Admission:
    """A candidate that may enter, and what it changes.

    Attributes:
        content: The bytes of the data file.
        previous: The vintages that it was compared with.
        appeared: Observations that the previous vintages lack.
        revised: Observations whose value differs from them.
        disappeared: Observations that only they have.
    """

    snapshot: Snapshot
    content: bytes
    previous: tuple[str, ...]
    appeared: int
    revised: int
    disappeared: int

    @property
    def changed(self) -> bool:
        """Whether there is anything new to keep."""
        return bool(self.appeared or self.revised or self.disappeared)

    @property
    def summary(self) -> str:
        """What is new, in words."""
        if not self.previous:
            return f"{self.snapshot.rows} observations, the first vintage of these series"
        since = f"since {', '.join(self.previous)}"
        if not self.changed:
            return f"nothing changed {since}"
        return f"{self.appeared} new, {self.revised} revised, {self.disappeared} withdrawn observations {since}"


def admit(
    candidate: Candidate, catalog: Catalog, raw: Path, *, allow_shorter: bool = False, allow_revised: bool = False
) -> Admission:
    """Check a candidate as any snapshot, and against the vintages in ``raw/``.

    Args:
        candidate: The data.
        catalog: What is known of the series.
        raw: The folder of snapshots.
        allow_shorter: Whether the provider is known to have withdrawn observations.
        allow_revised: Whether the provider is known to have revised the level of a series by half or more.

    Returns:
        What may be published, and what it changes.

    Raises:
        DataError: If it does not fit, with the candidate's file, series and period, and what to do.
    """
    try:
        _check_vintage(candidate)
        snapshot, content = _draft(candidate, catalog)
        _check_titles(candidate, catalog)
        described = Path(candidate.file).with_suffix(META)
        check_content(described, snapshot, candidate.frame, catalog)
        tidy, older = _harmonised(snapshot, candidate.frame), _read_vintages(candidate, raw)
        check_against_older(pd.concat([older, tidy], ignore_index=True), OTHER_UNIT)
        previous = _known_before(older, snapshot.vintage)
        if not allow_shorter:
            _check_length(tidy, previous, catalog)
        if not allow_revised:
            _check_level(tidy, previous)
        admission = _compare(snapshot, content, tidy, previous)
        if admission.changed:
            _check_free(tidy, older, snapshot, raw)
        return admission
    except DataError as error:
        raise type(error)(
            error.problem,
            file=candidate.file,
            series=error.series,
            period=error.period,
            remedy=_remedy(error, candidate, catalog, raw),
        ) from None


def store(admission: Admission, raw: Path) -> Path:
    """Publish an admitted snapshot.

    Returns:
        Its data file.

    Raises:
        DataError: If the vintage has this dataset already.
    """
    snapshot = admission.snapshot
    text = yaml.safe_dump(
        snapshot.model_dump(mode="json", exclude_none=True), sort_keys=False, allow_unicode=True, width=110
    )
    files = {f"{snapshot.dataset}.csv": admission.content, f"{snapshot.dataset}{META}": text.encode()}
    folder = publish(raw, snapshot.source, snapshot.vintage, files)
    return folder / f"{snapshot.dataset}.csv"


def declared_dataset(catalog: Catalog, source: str, dataset: str) -> Dataset:
    """The catalog's entry of a dataset.

    Raises:
        DataError: If it has none, with those that it has.
    """
    if source not in catalog.sources:
        known = ", ".join(sorted(catalog.sources))
        raise DataError(f"the catalog has no source {source!r}.", remedy=f"use one of {known}, or declare it.")
    datasets = catalog.sources[source].datasets
    if dataset not in datasets:
        raise DataError(
            f"the catalog has no dataset {dataset!r} of {source}.",
            remedy=f"use one of {', '.join(sorted(datasets))}, or declare it in workflow/catalog/sources.yaml.",
        )
    return datasets[dataset]


def _check_vintage(candidate: Candidate) -> None:
    try:
        day = last_day(candidate.vintage)
    except ValueError as error:
        raise DataError(str(error), remedy="give the day on which the data were obtained.") from None
    if day > dt.date.today() + AHEAD:
        raise DataError(f"the vintage {candidate.vintage} lies in the future.", remedy="give the day of the data.")


def _draft(candidate: Candidate, catalog: Catalog) -> tuple[Snapshot, bytes]:
    source, dataset = candidate.source, candidate.dataset
    entry = declared_dataset(catalog, source, dataset)
    if candidate.frame.empty:
        raise DataError("there is no observation in it.", remedy="obtain it again, with the years you need.")
    frame = candidate.frame
    identifiers = list(dict.fromkeys(frame["series"]))
    declared = {item: catalog.series_of(f"{source}:{item}", candidate.file) for item in identifiers}
    frequencies = {item.freq for item in declared.values()}
    if len(frequencies) > 1:
        raise DataError(f"its series have several frequencies: {', '.join(sorted(frequencies))}.")
    content = frame[COLUMNS].to_csv(index=False, lineterminator="\n").encode()
    provider = catalog.sources[source]
    snapshot = Snapshot(
        source=source,
        dataset=dataset,
        title=entry.title,
        vintage=candidate.vintage,
        freq=next(iter(frequencies)),
        obtained=candidate.obtained,
        citation=provider.citation,
        licence=provider.licence,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=len(frame),
        series=tuple(
            SnapshotSeries(id=item, title=candidate.titles.get(item, entry.title), unit=candidate.units[item])
            for item, entry in declared.items()
        ),
    )
    return snapshot, content


def _check_titles(candidate: Candidate, catalog: Catalog) -> None:
    """The titles that a provider gives must be those of the series that the catalog declares under the ids."""
    dataset = {
        reference.split(":", 1)[1]: entry.titles
        for reference, entry in catalog.series.items()
        if reference.split(":", 1)[0] == candidate.source
        and (entry.dataset == candidate.dataset or reference.split(":", 1)[1] in candidate.titles)
    }
    for name, title in candidate.titles.items():
        if not names_series(title, name, dataset):
            raise DataError(
                f"its title is {' '.join(title.split())!r}, the catalog expects {dataset[name][0]!r}.",
                series=f"{candidate.source}:{name}",
                remedy="if it is still this series, add the title to accepted_titles in workflow/catalog/series/.",
            )


def _check_level(tidy: pd.DataFrame, previous: pd.DataFrame) -> None:
    """A series may not stand at another level than in its last vintage: that is other data, or another currency."""
    both = tidy.merge(previous[[*POINT, "obs_value", "vintage"]], on=POINT, suffixes=("", "_held"))
    both = both[(both["obs_value"] != 0) & (both["obs_value_held"] != 0)]
    ratios = (both["obs_value"] / both["obs_value_held"]).abs()
    for (source, series), ratio in ratios.groupby([both["source"], both["series"]]):
        if not _is_same_level(ratio.median()):
            held = both.loc[ratio.index]
            vintage = held["vintage_held"].iloc[0]
            raise UnitError(
                f"its values are {ratio.median():.3g} times those of vintage {vintage}, in the median of {len(ratio)} "
                "observations.",
                series=f"{source}:{series}",
                period=f"{held['time_period'].min()} to {held['time_period'].max()}",
                remedy="see whether it is the same series, in the same currency and unit; if the provider did revise "
                "it so far, register the file by hand with --allow-revised.",
            )


def _remedy(error: DataError, candidate: Candidate, catalog: Catalog, raw: Path) -> str | None:
    """What to do about a refusal; where the user may have said the wrong unit, with the option that says another."""
    name = (error.series or "").removeprefix(f"{candidate.source}:")
    if not isinstance(error, UnitError) or name not in candidate.open_units:
        return error.remedy
    entry, own = catalog.series[f"{candidate.source}:{name}"], candidate.units[name]
    others = [unit for unit in (entry.unit, *entry.accepted_units) if unit != own]
    vintage, ratios = _levels(candidate, name, [own, *others], raw)
    if _is_same_level(ratios.get(own)):
        return error.remedy
    if fitting := next((unit for unit in others if _is_same_level(ratios.get(unit))), None):
        return (
            f"if the values are in {fitting!r}, in which they fit vintage {vintage}, say so with "
            f"{_unit_option(candidate, name, fitting)}; otherwise, {error.remedy}"
        )
    if others:
        options = " or ".join(_unit_option(candidate, name, unit) for unit in others)
        return f"if the values are in another unit than {own!r}, say so with {options}; otherwise, {error.remedy}"
    return (
        f"if the values are in another unit than {own!r}, add it to accepted_units of the series in "
        f"workflow/catalog/series/ and say so with --unit; otherwise, {error.remedy}"
    )


def _unit_option(candidate: Candidate, name: str, unit: str) -> str:
    """The option of ``register`` that says the unit of one series."""
    return f"--unit '{unit}'" if len(candidate.units) == 1 else f"--unit '{name}={unit}'"


def _levels(candidate: Candidate, name: str, units: list[str], raw: Path) -> tuple[str, dict[str, float]]:
    """The last vintage of a series, and how many times it the values are in each unit, in the median."""
    held = _known_before(_read_vintages(candidate, raw), candidate.vintage)
    rows = candidate.frame[candidate.frame["series"] == name]
    both = rows.merge(held, left_on=POINT[1:], right_on=POINT[1:], suffixes=("", "_held"))
    both = both[both["obs_value_held"] != 0]
    if both.empty:
        return "", {}
    ratio = float((pd.to_numeric(both["obs_value"], errors="coerce") / both["obs_value_held"]).abs().median())
    kept = both["unit_measure"].iloc[0]
    comparable = [unit for unit in units if is_known(unit) and is_same_kind(unit, kept)]
    return str(both["vintage"].iloc[0]), {unit: ratio * factor(unit, kept) for unit in comparable}


def _is_same_level(ratio: float | None) -> bool:
    return ratio is not None and LEVELS[0] <= ratio <= LEVELS[1]


def _harmonised(snapshot: Snapshot, frame: pd.DataFrame) -> pd.DataFrame:
    """Values in harmonised units, and half a unit in the last place that the series is written with."""
    unit = frame["series"].map({item.id: item.unit for item in snapshot.series})
    scale = unit.map({text: factor(text, harmonised_unit(text)) for text in unit.unique()})
    places = frame["obs_value"].str.extract(r"\.(\d+)", expand=False).str.len().fillna(0)
    # By series, since a round value says nothing of how precisely the others are written.
    places = places.groupby([frame["series"], frame["ref_area"]]).transform("max")
    return frame.assign(
        obs_value=pd.to_numeric(frame["obs_value"]) * scale,
        unit_measure=unit.map({text: harmonised_unit(text) for text in unit.unique()}),
        tolerance=0.5 * 10.0**-places * scale,
        source=snapshot.source,
        vintage=snapshot.vintage,
    )


def _read_vintages(candidate: Candidate, raw: Path) -> pd.DataFrame:
    """All vintages in ``raw/`` of the candidate's series, harmonised."""
    wanted = set(candidate.frame["series"])
    parts = []
    for meta in sorted((raw / candidate.source).glob(f"*/*{META}")):
        if not wanted.isdisjoint(item.id for item in parse(meta, Snapshot).series):
            held, frame = read_snapshot(meta)
            parts.append(_harmonised(held, frame[frame["series"].isin(wanted)]))
    empty = pd.DataFrame(columns=[*POINT, "vintage", "obs_value", "unit_measure", "tolerance"])
    return pd.concat(parts, ignore_index=True) if parts else empty


def _check_free(tidy: pd.DataFrame, older: pd.DataFrame, snapshot: Snapshot, raw: Path) -> None:
    """A vintage is never overwritten, and two of its datasets may not give the same observation."""
    same = older[older["vintage"] == snapshot.vintage]
    both = tidy.merge(same[POINT], on=POINT)
    taken = (raw / snapshot.source / snapshot.vintage / f"{snapshot.dataset}{META}").exists()
    if taken or not both.empty:
        raise TakenError(
            f"vintage {snapshot.vintage} of {snapshot.source} holds this dataset already, with other data, and a "
            "vintage is never overwritten.",
            series=None if both.empty else f"{snapshot.source}:{both['series'].iloc[0]}",
            remedy="register the data as another vintage: the day on which you obtained them.",
        )


def _known_before(older: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """The newest vintage of each series and area that is not later than the given one."""
    days = older["vintage"].map({text: last_day(text).toordinal() for text in older["vintage"].unique()})
    before = older[days <= last_day(vintage).toordinal()]
    days = days.loc[before.index]
    newest = days.groupby([before[column] for column in IDENTITY]).transform("max")
    return before[days == newest]


def _check_length(tidy: pd.DataFrame, previous: pd.DataFrame, catalog: Catalog) -> None:
    """A series may not be shorter than its last vintage."""
    held = previous.merge(tidy[IDENTITY].drop_duplicates(), on=IDENTITY)
    marked = held.merge(tidy[POINT], on=POINT, how="left", indicator=True)
    lost = marked["_merge"] == "left_only"
    for (source, series), rows in marked[lost].groupby(["source", "series"]):
        total = int((marked["series"] == series).sum())
        many_areas = catalog.series[f"{source}:{series}"].ref_area == "*"
        if many_areas and len(rows) <= max(LOSS_ALLOWED * total, 1):
            continue
        vintage, periods = rows["vintage"].iloc[0], sorted(rows["time_period"])
        raise DataError(
            f"the series is shorter than vintage {vintage}: {len(rows)} of its {total} observations are not there.",
            series=f"{source}:{series}",
            period=periods[0] if periods[0] == periods[-1] else f"{periods[0]} to {periods[-1]}",
            remedy="obtain the whole series; if the provider withdrew these periods, register the file by hand "
            "with --allow-shorter.",
        )


def _compare(snapshot: Snapshot, content: bytes, tidy: pd.DataFrame, previous: pd.DataFrame) -> Admission:
    held = previous.merge(tidy[IDENTITY].drop_duplicates(), on=IDENTITY)
    both = tidy.merge(held, on=POINT, how="outer", suffixes=("", "_held"), indicator=True)
    # A little more than half a place: a value in the middle may have been rounded either way.
    allowed = both[["tolerance", "tolerance_held"]].max(axis=1) * 1.001
    differs = (both["obs_value"] - both["obs_value_held"]).abs() > allowed
    counts = both["_merge"].value_counts()
    return Admission(
        snapshot=snapshot,
        content=content,
        previous=tuple(sorted(held["vintage"].unique(), key=last_day)),
        appeared=int(counts["left_only"]),
        revised=int(differs.sum()),
        disappeared=int(counts["right_only"]),
    )
