"""Register a downloaded file: it becomes a snapshot in ``raw/``, with its metadata and checksum."""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import load_catalog, parse
from remesas.catalog.series import Series
from remesas.core.errors import DataError
from remesas.core.texts import show_plainly
from remesas.core.units import is_known
from remesas.core.vintages import first_day, newest_known
from remesas.harmonise.coverage import count_periods, name_partial
from remesas.ingest.raw_folder import META, list_files
from remesas.ingest.snapshots import Obtained, Snapshot
from remesas.ingest.successors import DROPPED, REMEDIES, state_of
from remesas.update.acceptance import Accepted, Candidate, accept_candidate, find_dataset, store_snapshot
from remesas.update.comparison import describe_periods
from remesas.update.periods import name_periods
from remesas.update.publish import settle
from remesas.update.readers.base import SHOWN, Parsed, RawFile, Wanted, name_some
from remesas.update.readers.choose import read_file
from remesas.update.readers.unit_names import is_other_money

SERIES_PARTS = ["series", "ref_area"]


def register_file(options: argparse.Namespace, catalog_folder: Path, today: dt.date) -> str:
    """Register one file.

    Args:
        options: As ``command`` reads them.
        catalog_folder: The folder ``workflow/catalog``.
        today: The day after which no vintage can begin.

    Returns:
        What was registered, in sentences.

    Raises:
        DataError: If the file does not fit; nothing is written then.
    """
    catalog = load_catalog(catalog_folder)
    find_dataset(catalog, options.source, options.dataset)
    file = RawFile.open(options.file)
    list_files(options.raw)
    settle(options.raw)
    wanted = choose_series(catalog, options.source, options.dataset, tuple(options.series))
    parsed = _read(file, wanted, catalog, options)
    accepted = accept_candidate(
        make_candidate(parsed, wanted, options),
        catalog,
        options.raw,
        today,
        may_add=True,
        withdrawn=options.withdrawn,
        doubtful=options.doubtful,
        allow_revised=options.allow_revised,
    )
    _check_retrieved(options.retrieved, options.vintage, today)
    expected = options.series or [name for name, entry in wanted.series.items() if entry.dataset == options.dataset]
    missing = list_missing(accepted.snapshot, expected, options.raw, is_named=bool(options.series))
    rest = [*map(show_plainly, parsed.notes), *missing, *list_missing_areas(accepted)]
    if not accepted.changes:
        return "\n".join([f"No new vintage: {accepted.changes}.", *rest])
    lines = describe_snapshot(accepted, store_snapshot(accepted, options.raw))
    return "\n".join([*lines, *rest, *describe_partial_years(accepted)])


def _check_retrieved(retrieved: str | None, vintage: str, today: dt.date) -> None:
    """The day that the user names must be one on which the file could be had."""
    if retrieved and not first_day(vintage).isoformat() <= retrieved <= today.isoformat():
        raise DataError(
            f"it was retrieved on {retrieved}, which is not between its vintage, {vintage}, and today, {today}.",
            remedy="correct --retrieved or --vintage.",
        )


def choose_series(catalog: Catalog, source: str, dataset: str, only: tuple[str, ...] = ()) -> Wanted:
    """What to look for in a file: the series of its dataset and those that are named; where it declares none, all.

    Raises:
        DataError: If a named series is not in the catalog.
    """
    declared = catalog.series_from(source)
    series = {name: entry for name, entry in declared.items() if entry.dataset == dataset} or declared
    for name in only:
        if name not in declared:
            raise _unknown_series(f"{source}:{name}", declared, f"{source} {dataset} has {', '.join(series)}")
    return Wanted(
        series | {name: declared[name] for name in only}, only, frozenset(catalog.areas), catalog.former_codes
    )


def _unknown_series(reference: str, declared: Mapping[str, Series], known: str) -> DataError:
    """The error about a series that the catalog does not have, with those whose id is like it."""
    ids = {name.casefold(): name for name in declared}
    near = difflib.get_close_matches(reference.partition(":")[2].casefold(), ids)
    meant = " or ".join(f"{ids[name]} ({declared[ids[name]].title})" for name in near)
    return DataError(
        f"this series of --series is not in the catalog{f'; near to it: {meant}' if meant else ''}.",
        series=reference,
        remedy=f"correct the id ({known}), or declare the series in workflow/catalog/series/.",
    )


def _read(file: RawFile, wanted: Wanted, catalog: Catalog, options: argparse.Namespace) -> Parsed:
    """The wanted series of a file; where it has only those of another dataset, an error that names the dataset."""
    source, dataset = options.source, options.dataset
    declared = catalog.series_from(source)
    try:
        parsed = read_file(file, wanted, options.reader)
    except DataError as error:
        # An error about a series is about one that was looked for, and found.
        if error.series is None and (other := _find_other_dataset(file, catalog, options)):
            raise _other_dataset(file, source, dataset, other) from None
        raise
    strange = [name for name in dict.fromkeys(parsed.frame["series"]) if name in declared.keys() - wanted.series.keys()]
    if strange:
        raise _other_dataset(file, source, dataset, (declared[strange[0]].dataset, strange))
    return parsed


def _find_other_dataset(file: RawFile, catalog: Catalog, options: argparse.Namespace) -> tuple[str, list[str]] | None:
    """Another dataset of the source that the file can be read as, and the series that it has of it."""
    declared = {entry.dataset for entry in catalog.series_from(options.source).values()}
    for dataset in sorted(declared - {options.dataset}) if not options.series else ():
        try:
            parsed = read_file(file, choose_series(catalog, options.source, dataset), options.reader)
        except DataError:
            continue
        if len(parsed.frame):  # a column of it may be there without any value
            return dataset, list(dict.fromkeys(parsed.frame["series"]))
    return None


def _other_dataset(file: RawFile, source: str, dataset: str, other: tuple[str, Sequence[str]]) -> DataError:
    name, series = other
    return DataError(
        f"its series belong to dataset {name} of {source}, not to {dataset}: {', '.join(series)}.",
        file=file.name,
        series=f"{source}:{series[0]}",
        remedy=f"register it with --dataset {name}, or name the series that you mean with --series.",
    )


def make_candidate(parsed: Parsed, wanted: Wanted, options: argparse.Namespace) -> Candidate:
    """What was read as a candidate, with the units, the note and the vintage of the command line.

    Raises:
        DataError: If the file says another unit than the user.
    """
    note = show_plainly(
        " ".join(filter(None, [f"Registered from the file {options.file.name}.", options.note, *parsed.notes]))
    )
    return Candidate(
        source=options.source,
        dataset=options.dataset,
        vintage=options.vintage,
        frame=parsed.frame,
        units=choose_units(parsed, wanted, options.unit, str(options.file)),
        titles=parsed.titles,
        obtained=Obtained(how=options.how, note=note, url=options.url, retrieved=options.retrieved),
        file=str(options.file),
        open_units=frozenset(name for name in wanted.series if not _tells_unit(parsed, name)),
    )


def choose_units(parsed: Parsed, wanted: Wanted, given: Sequence[str], file: str) -> dict[str, str]:
    """The unit of each series: as given (``U`` for all, ``ID=U`` for one), as the file says, as the catalog has it.

    Raises:
        DataError: If the file says another unit than the user, or the user names a series that it does not have.
    """
    pairs = [text.rpartition("=")[::2] for text in given]
    single = dict(pairs)
    if len(single) < len(dict.fromkeys(pairs)):
        raise DataError("--unit says two units of the same series.", file=file, remedy="leave one of them out.")
    every = single.pop("", None)
    units = {}
    found = list(dict.fromkeys(parsed.frame["series"]))
    for name in (name for name in single if name not in found):
        raise DataError(
            f"--unit says the unit of this series, but the file has only {name_some(found) or 'others'}.",
            file=file,
            series=name,
            remedy="correct the id, or leave this --unit out.",
        )
    for name in found:
        told, said = parsed.units.get(name), single.get(name, every)
        if told and said and told != said and _tells_unit(parsed, name):
            raise DataError(f"the file says {told!r}, --unit {said!r}.", file=file, series=name, remedy="omit --unit.")
        # An unknown series has no unit to choose; admission will name it.
        units[name] = said or told or (wanted.series[name].unit if name in wanted.series else "")
    return units


def _tells_unit(parsed: Parsed, name: str) -> bool:
    """Whether the file says in which unit a series is, in words that are understood: then the user may not differ."""
    told = parsed.units.get(name)
    return told is not None and (is_known(told) or is_other_money(told))


def describe_snapshot(accepted: Accepted, place: Path) -> list[str]:
    """The lines that say what was registered: the file, and of each series its end, what is new and what is revised."""
    snapshot = accepted.snapshot
    lines = [f"Registered {place}: {snapshot.rows} rows, sha256 {snapshot.sha256[:12]}…; {accepted.changes}."]
    for item in snapshot.series:
        own = accepted.frame[accepted.frame["series"] == item.id]
        lines.append(f"  {item.id}  {item.title}  [{item.unit}]: {name_periods(own['time_period'])}")
        lines += [f"    {text}" for text in describe_series(accepted, item.id)]
    return lines


def describe_series(accepted: Accepted, series: str) -> Iterator[str]:
    """What a snapshot changes in one series, a line a kind of change; revisions the largest first."""
    changes = accepted.changes
    new, revised = (rows[rows["series"] == series] for rows in (changes.new, changes.revised))
    several = accepted.frame.loc[accepted.frame["series"] == series, "ref_area"].nunique() > 1
    if changes.previous and len(new):
        yield f"new: {describe_periods(new, of_many=several)}"
    if len(revised):
        sizes = (revised["obs_value"] / revised["obs_value_held"] - 1).abs().sort_values(ascending=False, kind="stable")
        texts = [_describe_revision(row, several) for row in revised.loc[sizes.index[:SHOWN]].to_dict("records")]
        yield f"revised{', the largest' if len(revised) > SHOWN else ''}: {', '.join(texts)} ({len(revised)} in all)"
    for item in accepted.snapshot.carried:
        if item.series == series:
            yield f"carried over from vintage {item.vintage}, not obtained anew: {item.first} to {item.last}"


def _describe_revision(row: Mapping[Any, Any], several: bool) -> str:
    """One revision, in percent; of a value that was nothing or changed its sign, both values."""
    held, value, area = row["obs_value_held"], row["obs_value"], f" {row['ref_area']}" if several else ""
    size = f"{value / held - 1:+.2%}" if held * value > 0 else f"from {held:g} to {value:g}"
    return f"{row['time_period']}{area} {size}"


def describe_partial_years(accepted: Accepted) -> list[str]:
    """What to say of series whose newest year is not whole."""
    counts = count_periods(accepted.frame.assign(freq=accepted.snapshot.freq), SERIES_PARTS)
    newest = counts[counts["year"] == counts.groupby(SERIES_PARTS)["year"].transform("max")]
    partial = newest[newest["periods"] < newest["full"]].drop_duplicates("series")
    if partial.empty:
        return []
    return [f"{name_partial(partial)}; the tables take a year when it is whole, and until then end before it."]


def list_missing_areas(accepted: Accepted) -> list[str]:
    """What to say of areas that the last vintages have and a file lacks, as an extract for some economies does."""
    return [
        f"{series}: not in this file, so that their last vintages stay in use: {len(areas)} areas ({name_some(areas)})."
        for series, areas in accepted.absent_areas.items()
    ]


def list_missing(snapshot: Snapshot, expected: Collection[str], raw: Path, *, is_named: bool) -> list[str]:
    """What to say of the series that a file lacks, as the brief would say it of the vintages in ``raw/``.

    Args:
        snapshot: What was read from the file.
        expected: The series that it should have.
        raw: The folder of snapshots.
        is_named: Whether the user named these series, so that the file is no extract that may lack them.
    """
    found = {item.id for item in snapshot.series}
    dropped: dict[str, list[str]] = {}
    not_asked: list[str] = []
    for name, vintage, held in _last_vintages(snapshot, set(expected) - found, raw):
        if is_named or state_of(held, [found]) == DROPPED:
            dropped.setdefault(vintage, []).append(name)
        else:
            not_asked.append(name)
    lines = [
        f"Not in this file, though in vintage {vintage}, which stays in use: {', '.join(names)}. What to do: see "
        f"whether the download left it out; if not, {REMEDIES[DROPPED]}."
        for vintage, names in dropped.items()
    ]
    if not_asked:
        lines.append(f"Not in this file, so that their last vintages stay in use: {', '.join(not_asked)}.")
    return lines


def _last_vintages(snapshot: Snapshot, names: Collection[str], raw: Path) -> Iterator[tuple[str, str, set[str]]]:
    """For each name the newest vintage of the same dataset that has it and is not later, and all series of that."""
    metas = (raw / snapshot.source).glob(f"*/{snapshot.dataset}{META}")
    held = {item.vintage: {series.id for series in item.series} for item in (parse(meta, Snapshot) for meta in metas)}
    for name in sorted(names):
        vintage = newest_known([vintage for vintage, series in held.items() if name in series], snapshot.vintage)
        if vintage is not None:
            yield name, vintage, held[vintage]
