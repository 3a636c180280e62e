"""``./remesas trace``: tell of one number of the brief where it comes from, down to the lines of ``raw/``."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import unquote

from remesas.brief.words.locales import SOURCE_LANGUAGE
from remesas.catalog.loading import load_catalog
from remesas.core.errors import DataError
from remesas.trace.origins import Origins
from remesas.trace.report import Build, write_trace

PROJECT = Path(__file__).parents[3]
NEAR = 5
"""How many addresses are named in place of one that there is not."""


def main(arguments: Sequence[str]) -> int:
    """Print the trace of an address; 0 if the page has it, 1 if not."""
    parser = argparse.ArgumentParser(prog="./remesas trace", description=__doc__.partition("`: ")[2])
    add = parser.add_argument
    add("address", help="what the page's links end in, as table1.national.remittances.2003; a whole link does as well")
    add("--language", default=SOURCE_LANGUAGE, help="of the page (default: %(default)s); sentences differ in order")
    add("--processed", type=Path, default=PROJECT / "processed", help="what a build made (default: the project's)")
    add("--raw", type=Path, default=PROJECT / "raw", help="the folder of snapshots (default: the project's)")
    options = parser.parse_args(arguments)
    try:
        numbers = _read_numbers(options.processed / "numbers" / f"{options.language}.json")
        address = find_address(options.address, numbers)
        catalog = load_catalog(PROJECT / "workflow" / "catalog")
        print(write_trace(Build(numbers, Origins(options.processed, options.raw), catalog), address), end="")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def find_address(text: str, addresses: Collection[str]) -> str:
    """The address that a text or a link names.

    Raises:
        DataError: If the page has no such number, with those that are written nearly so.
    """
    address = unquote(text.rpartition("#")[2])
    if address in addresses:
        return address
    near = difflib.get_close_matches(address, addresses, NEAR, cutoff=0.5)
    raise DataError(
        f"the page has no number at {address!r}.",
        remedy=f"these are near: {', '.join(near)}." if near else "select the number on the page, and copy its link.",
    )


def _read_numbers(path: Path) -> dict[str, list[dict[str, object]]]:
    try:
        numbers: dict[str, list[dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(
            "no page of this language was built.", file=path, remedy="run ./remesas build, then call again."
        ) from None
    return numbers


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
