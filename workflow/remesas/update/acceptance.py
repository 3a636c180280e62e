"""Accept a candidate for ``raw/``, whoever brings it: check all that a new snapshot must satisfy.

It is checked as every snapshot of a build is (``ingest.checks``), and then against the vintages that are there
(``comparison``): nothing of the last one may be lost unsaid, it must not differ from it by a lost factor, and if
nothing changed it makes no new vintage. The newest periods alone may be added to the last vintage (``additions``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import yaml

from remesas.catalog.catalog import Catalog
from remesas.catalog.sources import Dataset
from remesas.core.errors import DataError, UnitError
from remesas.core.texts import find_hidden, is_formula, show_plainly
from remesas.core.vintages import first_day
from remesas.ingest.checks import check_against_older, check_content
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import COLUMNS, Carried, Obtained, Snapshot, SnapshotSeries
from remesas.update.additions import (
    check_first_common,
    check_joins,
    describe_carried,
    find_carried,
    join_carried,
)
from remesas.update.comparison import (
    POINT,
    Changes,
    check_level,
    check_losses,
    check_places,
    compare_levels,
    find_absent_areas,
    find_changes,
    find_shortened,
    harmonise,
    is_same_level,
    read_vintages,
    select_known,
)
from remesas.update.doubts import check_doubts, find_new_doubts
from remesas.update.publish import publish_snapshot
from remesas.update.titles import names_series

OTHER_UNIT = "see whether it is still the same series, in the unit that the file or the catalog says."


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
class Accepted:
    """A candidate that may enter.

    Attributes:
        snapshot: Its metadata.
        frame: Its rows, columns ``snapshots.COLUMNS``, with those that were carried over.
        content: The bytes of its data file.
        changes: What it changes.
        absent_areas: For each series the areas that its last vintages have and it lacks.
        doubts: Values that cannot be right beside the others (``frames.DOUBTS``), and were let pass.
    """

    snapshot: Snapshot
    frame: pd.DataFrame
    content: bytes
    changes: Changes
    absent_areas: Mapping[str, Sequence[str]]
    doubts: pd.DataFrame


def accept_candidate(
    candidate: Candidate,
    catalog: Catalog,
    raw: Path,
    today: dt.date,
    *,
    may_add: bool = False,
    withdrawn: int = 0,
    doubtful: int = 0,
    allow_revised: bool = False,
) -> Accepted:
    """Check a candidate as any snapshot, and against the vintages in ``raw/``.

    Args:
        candidate: The data.
        catalog: What is known of the series.
        raw: The folder of snapshots.
        today: The day after which no vintage can begin.
        may_add: Whether it may be the newest periods alone; what a provider was asked for is all that it has, of which
            it may withdraw a few observations of some areas.
        withdrawn: How many observations the provider is known to have withdrawn; then nothing is carried over.
        doubtful: How many values that cannot be right beside the others are known to be right all the same; those of
            a provider that was asked are taken, and marked by every build.
        allow_revised: Whether the provider is known to have revised the level of a series by half or more.

    Returns:
        What may be published, and what it changes.

    Raises:
        DataError: If it does not fit, with the candidate's file, series and period, and what to do.
    """
    try:
        _check_vintage(candidate.vintage, today)
        candidate = replace(candidate, titles={name: " ".join(text.split()) for name, text in candidate.titles.items()})
        _check_signs(candidate)
        snapshot, content = _draft(candidate, catalog)
        _check_titles(candidate, catalog)
        observed = check_content(Path(candidate.file).with_suffix(META), snapshot, candidate.frame, catalog)
        tidy = harmonise(snapshot, candidate.frame)
        held = read_vintages(raw, candidate.source, set(candidate.frame["series"]))
        check_against_older(pd.concat([held, tidy], ignore_index=True), OTHER_UNIT)
        previous = select_known(held, snapshot.vintage)
        carried = find_carried(tidy, previous if may_add and not withdrawn else previous.iloc[:0])
        changes = find_changes(tidy, previous, carried)
        check_joins(tidy, previous, carried, any_level=allow_revised)
        check_losses(changes.lost if may_add else find_shortened(changes.lost, previous, catalog), withdrawn)
        if not allow_revised:
            check_level(tidy, previous, by_area=may_add)
            check_first_common(changes.revised, tidy, previous, carried)
            if may_add:
                check_places(tidy, previous)
        if changes:
            _check_free(pd.concat([tidy, carried], ignore_index=True), held, snapshot, raw)
        whole = candidate
        if len(carried):
            whole = replace(candidate, frame=join_carried(candidate.frame, carried, candidate.units))
            snapshot, content = _draft(whole, catalog, describe_carried(carried))
            observed = check_content(Path(candidate.file).with_suffix(META), snapshot, whole.frame, catalog)
        doubts = find_new_doubts(observed, catalog, raw)
        if may_add:
            check_doubts(doubts, doubtful)
        return Accepted(snapshot, whole.frame, content, changes, find_absent_areas(tidy, previous), doubts)
    except DataError as error:
        raise type(error)(
            error.problem,
            file=candidate.file,
            series=error.series,
            period=error.period,
            remedy=_remedy(error, candidate, catalog, raw),
        ) from None


def store_snapshot(accepted: Accepted, raw: Path) -> Path:
    """Publish an accepted snapshot.

    Returns:
        Its data file.

    Raises:
        DataError: If the vintage has this dataset already.
    """
    snapshot = accepted.snapshot
    metadata = yaml.safe_dump(
        snapshot.model_dump(mode="json", exclude_defaults=True), sort_keys=False, allow_unicode=True, width=110
    )
    place = (snapshot.source, snapshot.vintage, snapshot.dataset)
    return publish_snapshot(raw, place, accepted.content, metadata.encode())


def find_dataset(catalog: Catalog, source: str, dataset: str) -> Dataset:
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


def _check_vintage(vintage: str, today: dt.date) -> None:
    try:
        begins = first_day(vintage)
    except ValueError as error:
        raise DataError(str(error), remedy="give the day on which the data were obtained.") from None
    if begins > today:
        raise DataError(
            f"the vintage {vintage} lies in the future: today is {today}.",
            remedy="give the day on which the data were obtained.",
        )


def _draft(candidate: Candidate, catalog: Catalog, carried: tuple[Carried, ...] = ()) -> tuple[Snapshot, bytes]:
    source, dataset = candidate.source, candidate.dataset
    entry = find_dataset(catalog, source, dataset)
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
        carried=carried,
    )
    return snapshot, content


def _check_signs(candidate: Candidate) -> None:
    """A title is kept and shown: it may hold nothing that is not seen, and nothing that a spreadsheet would compute."""
    for name, title in candidate.titles.items():
        hidden = find_hidden(title)
        if hidden or is_formula(title):
            raise DataError(
                f"its title {show_plainly(title)!r} {f'holds the hidden sign {hidden}' if hidden else 'is a formula'}.",
                series=f"{candidate.source}:{name}",
                remedy="obtain the file from the provider itself, and compare.",
            )


def _check_titles(candidate: Candidate, catalog: Catalog) -> None:
    """The titles that a provider gives must be those of the series that the catalog declares under the ids."""
    expected = {
        name: entry.titles
        for name, entry in catalog.series_from(candidate.source).items()
        if entry.dataset == candidate.dataset or name in candidate.titles
    }
    for name, title in candidate.titles.items():
        if not names_series(title, name, expected):
            raise DataError(
                f"its title is {title!r}, the catalog expects {expected[name][0]!r}.",
                series=f"{candidate.source}:{name}",
                remedy="if it is still this series, add the title to accepted_titles in workflow/catalog/series/.",
            )


def _check_free(tidy: pd.DataFrame, held: pd.DataFrame, snapshot: Snapshot, raw: Path) -> None:
    """A vintage is never overwritten, and two of its datasets may not give the same observation."""
    same = held[held["vintage"] == snapshot.vintage]
    both = tidy.merge(same[POINT], on=POINT)
    taken = (raw / snapshot.source / snapshot.vintage / f"{snapshot.dataset}{META}").exists()
    if taken or not both.empty:
        raise TakenError(
            f"vintage {snapshot.vintage} of {snapshot.source} holds this dataset already, with other data, and a "
            "vintage is never overwritten.",
            series=None if both.empty else f"{snapshot.source}:{both['series'].iloc[0]}",
            remedy="register the data as another vintage: the day on which you obtained them.",
        )


def _remedy(error: DataError, candidate: Candidate, catalog: Catalog, raw: Path) -> str | None:
    """What to do about a refusal; where the user may have said the wrong unit, with the option that says another."""
    name = (error.series or "").removeprefix(f"{candidate.source}:")
    if not isinstance(error, UnitError) or name not in candidate.open_units:
        return error.remedy
    entry, own = catalog.series[f"{candidate.source}:{name}"], candidate.units[name]
    others = [unit for unit in (entry.unit, *entry.accepted_units) if unit != own]
    previous = select_known(read_vintages(raw, candidate.source, [name]), candidate.vintage)
    rows = candidate.frame[candidate.frame["series"] == name]
    vintage, ratios = compare_levels(rows, previous, [own, *others])
    if is_same_level(ratios.get(own)):
        return error.remedy
    if fitting := next((unit for unit in others if is_same_level(ratios.get(unit))), None):
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
