"""``register``: a downloaded file becomes a snapshot in ``raw/``, with its metadata and checksum."""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from remesas.catalog.entries import Catalog, Series
from remesas.catalog.loading import load_catalog
from remesas.core.errors import DataError
from remesas.core.units import is_known
from remesas.ingest.snapshots import Obtained
from remesas.update.absence import tell_absent
from remesas.update.acceptance import Candidate, admit, declared_dataset, store
from remesas.update.readers import READERS, read
from remesas.update.readers.base import Parsed, RawFile, Wanted
from remesas.update.readers.unit_names import is_other_money

PROJECT = Path(__file__).parents[3]
_SECRET = re.compile(r"token|key|secret|passw|auth|signature|credential")
HOW = ("provider-file", "public-copy", "transcribed", "reported", "as-printed")
EXAMPLES = """
examples:
  register tidy.csv --source banxico --dataset remittances --vintage 2026-09-01
  register CE125.xls --source banxico --dataset ce125 --vintage 2026-09-01
  register API_MEX_DS2_en_csv.zip --source worldbank --dataset wdi --vintage 2026-07-13
  register cpi.csv --source bls --dataset cpi-u --vintage 2026-09-10 --series CPIAUCNS --unit index

A vintage is complete in raw/ or absent, and never overwritten. The next `./remesas build` uses it.
"""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; 0 if the file was registered or holds nothing new, 1 if it was refused."""
    options = _parser().parse_args(arguments)
    try:
        print(register(options))
    except DataError as error:
        print(f"Refused: {error}", file=sys.stderr)
        return 1
    return 0


def register(options: argparse.Namespace) -> str:
    """Register one file.

    Returns:
        What was registered, in sentences.

    Raises:
        DataError: If the file does not fit; nothing is written then.
    """
    catalog = load_catalog(PROJECT / "workflow" / "catalog")
    source, dataset = options.source, options.dataset
    declared_dataset(catalog, source, dataset)
    wanted = wanted_series(catalog, source, dataset, tuple(options.series))
    parsed = read(RawFile.open(options.file), wanted, options.reader)
    note = " ".join(filter(None, [f"Registered from the file {options.file.name}.", options.note, *parsed.notes]))
    candidate = Candidate(
        source=source,
        dataset=dataset,
        vintage=options.vintage,
        frame=parsed.frame,
        units=choose_units(parsed, wanted, options.unit, str(options.file)),
        titles=parsed.titles,
        obtained=Obtained(how=options.how, note=note, url=options.url, retrieved=options.retrieved),
        file=str(options.file),
        open_units=frozenset(name for name in wanted.series if not _tells_unit(parsed, name)),
    )
    admission = admit(
        candidate, catalog, options.raw, allow_shorter=options.allow_shorter, allow_revised=options.allow_revised
    )
    expected = [name for name, entry in wanted.chosen.items() if options.series or entry.dataset == dataset]
    absent = tell_absent(admission.snapshot, expected, options.raw, named=bool(options.series))
    if not admission.changed:
        return "\n".join([f"No new vintage: {admission.summary}.", *absent])
    place = store(admission, options.raw)
    snapshot = admission.snapshot
    periods = parsed.frame["time_period"]
    lines = [
        f"Registered {place}: {snapshot.rows} rows, {periods.min()} to {periods.max()}, "
        f"sha256 {snapshot.sha256[:12]}…; {admission.summary}.",
        *(f"  {item.id}  {item.title}  [{item.unit}]" for item in snapshot.series),
        *absent,
    ]
    return "\n".join(lines)


def wanted_series(catalog: Catalog, source: str, dataset: str, only: tuple[str, ...]) -> Wanted:
    """What to look for in a file of a dataset: the named series, or all of the source, those of the dataset first.

    Raises:
        DataError: If a named series is not in the catalog.
    """
    declared = {
        reference.split(":", 1)[1]: entry
        for reference, entry in catalog.series.items()
        if reference.startswith(f"{source}:")
    }
    series = {name: entry for name, entry in declared.items() if entry.dataset == dataset} or declared
    for name in only:
        if name not in declared:
            raise _unknown_series(f"{source}:{name}", declared, f"{source} {dataset} has {', '.join(series)}")
    return Wanted(series | {name: declared[name] for name in only}, only, frozenset(catalog.areas))


def _unknown_series(reference: str, declared: Mapping[str, Series], known: str) -> DataError:
    """The error about a series that the catalog does not have, with those whose id is like it."""
    ids = {name.casefold(): name for name in declared}
    near = difflib.get_close_matches(reference.split(":", 1)[1].casefold(), ids)
    meant = " or ".join(f"{ids[name]} ({declared[ids[name]].title})" for name in near)
    return DataError(
        f"this series of --series is not in the catalog{f'; near to it: {meant}' if meant else ''}.",
        series=reference,
        remedy=f"correct the id ({known}), or declare the series in workflow/catalog/series/.",
    )


def choose_units(parsed: Parsed, wanted: Wanted, given: Sequence[str], file: str) -> dict[str, str]:
    """The unit of each series: as given (``U`` for all, ``ID=U`` for one), as the file says, as the catalog has it.

    Raises:
        DataError: If the file says another unit than the user.
    """
    every = next((text for text in given if "=" not in text), None)
    single: Mapping[str, str] = dict(text.split("=", 1) for text in given if "=" in text)
    units = {}
    for name in dict.fromkeys(parsed.frame["series"]):
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


def _address(text: str) -> str:
    """An address that holds no secret."""
    parts = urlsplit(text)
    names = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    secret = next((name for name in sorted(names) if _SECRET.search(name)), None)
    if secret or "@" in parts.netloc:
        raise argparse.ArgumentTypeError(f"the address holds a secret ({secret or 'user and password'}): leave it out")
    return text


def _day(text: str) -> str:
    """A day as YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write YYYY-MM-DD") from None


def _parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="remesas", description="Commands that put something into raw/ by hand.")
    parser = root.add_subparsers(title="commands", required=True).add_parser(
        "register",
        help="add a downloaded file to raw/ as a snapshot",
        description="Add a downloaded file to raw/ as a snapshot. It is checked as every snapshot is, and against the "
        "vintages that are there; what does not fit is refused, and nothing is written.",
        epilog="formats:\n" + "\n".join(f"  {item.name:10} {item.description}" for item in READERS) + "\n" + EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("file", type=Path, help="the file as downloaded")
    add("--source", required=True, help="the provider, as in workflow/catalog/sources.yaml")
    add("--dataset", required=True, help="its dataset, as there")
    add(
        "--vintage", required=True, help="when the data were obtained or published: YYYY-MM-DD (YYYY-MM, YYYY-H1, YYYY)"
    )
    add(
        "--series",
        action="append",
        default=[],
        metavar="ID",
        help="take only this one (may be repeated); in the order of the columns where the file does not name them",
    )
    add(
        "--unit",
        action="append",
        default=[],
        metavar="U",
        help="the unit of the values, such as 'USD million', or ID=U for one series (may be repeated; default: as the "
        "file or the catalog says)",
    )
    add("--reader", choices=[item.name for item in READERS], help="the format (default: recognised)")
    add("--how", choices=HOW, default=HOW[0], help="how the file was obtained (default: %(default)s)")
    add("--note", default="", help="a sentence for the metadata")
    add("--url", type=_address, help="the address that the file came from")
    add("--retrieved", type=_day, metavar="DATE", help="the day on which it was downloaded")
    add("--allow-shorter", action="store_true", help="accept that observations of the last vintage are gone")
    add(
        "--allow-revised",
        action="store_true",
        help="accept that a series stands at another level than in the last vintage",
    )
    add("--raw", type=Path, default=PROJECT / "raw", help="the folder of snapshots (default: the project's)")
    return root
