"""``register``: a downloaded file becomes a snapshot in ``raw/``, with its metadata and checksum."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from remesas.admission import Candidate, admit, declared_dataset, store
from remesas.catalog import Catalog, load_catalog
from remesas.errors import DataError
from remesas.readers import READERS, read
from remesas.readers.base import Parsed, RawFile, Wanted
from remesas.snapshots import Obtained

PROJECT = Path(__file__).parents[2]
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
    )
    admission = admit(candidate, catalog, options.raw, allow_shorter=options.allow_shorter)
    if not admission.changed:
        return f"No new vintage: {admission.summary}."
    place = store(admission, options.raw)
    snapshot = admission.snapshot
    periods = parsed.frame["time_period"]
    lines = [
        f"Registered {place}: {snapshot.rows} rows, {periods.min()} to {periods.max()}, "
        f"sha256 {snapshot.sha256[:12]}…; {admission.summary}.",
        *(f"  {item.id}  {item.title}  [{item.unit}]" for item in snapshot.series),
    ]
    return "\n".join(lines)


def wanted_series(catalog: Catalog, source: str, dataset: str, only: tuple[str, ...]) -> Wanted:
    """What to look for in a file of a dataset: the named series, or all of the source, those of the dataset first.

    Raises:
        DataError: If a named series is not in the catalog.
    """
    for name in only:
        catalog.series_of(f"{source}:{name}")
    declared = {
        reference.split(":", 1)[1]: entry
        for reference, entry in catalog.series.items()
        if reference.startswith(f"{source}:")
    }
    series = {name: entry for name, entry in declared.items() if entry.dataset == dataset} or declared
    return Wanted(series | {name: declared[name] for name in only}, only, frozenset(catalog.areas))


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
        if told and said and told != said:
            raise DataError(f"the file says {told!r}, --unit {said!r}.", file=file, series=name, remedy="omit --unit.")
        # An unknown series has no unit to choose; admission will name it.
        units[name] = said or told or (wanted.series[name].unit if name in wanted.series else "")
    return units


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
    add("--url", help="the address that the file came from")
    add("--retrieved", metavar="DATE", help="the day on which it was downloaded")
    add("--allow-shorter", action="store_true", help="accept that observations of the last vintage are gone")
    add("--raw", type=Path, default=PROJECT / "raw", help="the folder of snapshots (default: the project's)")
    return root
