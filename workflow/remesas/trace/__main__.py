"""``./remesas trace``: tell of one number of the brief where it comes from, down to the lines of ``raw/``."""

from __future__ import annotations

import argparse
import difflib
import json
import signal
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import unquote

from remesas.brief.words.locales import SOURCE_LANGUAGE
from remesas.catalog.loading import load_catalog
from remesas.core.errors import DataError
from remesas.trace.origins import Origins
from remesas.trace.pages import find_page
from remesas.trace.report import Build, write_trace

PROJECT = Path(__file__).parents[3]
NEAR = 5
"""How many addresses are named in place of one that there is not."""


def main(arguments: Sequence[str]) -> int:
    """Print the trace of an address; 0 if the page has it, 1 if not."""
    parser = argparse.ArgumentParser(prog="./remesas trace", description=__doc__.partition("`: ")[2])
    add = parser.add_argument
    add("address", help="what the page's links end in; a whole link, or its end, is taken at its word")
    add(
        "--language",
        default="",
        help="of the page, whose sentences differ in order (default: that of a link; "
        f"{SOURCE_LANGUAGE}, if it was built; else the first that was)",
    )
    add("--economy", default="", help="whose page it is (default: that of a link, or the only one that was built)")
    add("--processed", type=Path, default=PROJECT / "processed", help="what a build made (default: the project's)")
    add("--raw", type=Path, default=PROJECT / "raw", help="the folder of snapshots (default: the project's)")
    options = parser.parse_args(arguments)
    try:
        page = find_page(options.address, options.processed, options.economy, options.language)
        numbers = json.loads((options.processed / page.numbers).read_text(encoding="utf-8"))
        address = find_address(options.address, numbers)
        origins = Origins(options.processed, options.raw, PROJECT / "articles")
        catalog = load_catalog(PROJECT / "workflow" / "catalog", origins.article)
        print(f"{page}\n{write_trace(Build(numbers, origins, catalog), address)}", end="")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def find_address(text: str, addresses: Collection[str]) -> str:
    """The address that a text or a link names; what a browser adds of the words that were selected is left out.

    Raises:
        DataError: If the page has no such number, with those that are written nearly so.
    """
    address = unquote(text.rpartition("#")[2].partition(":~:")[0]).strip()
    if address in addresses:
        return address
    near = difflib.get_close_matches(address, addresses, NEAR, cutoff=0.5)
    raise DataError(
        f"the page has no number at {address!r}.",
        remedy=f"these are near: {', '.join(near)}." if near else "select the number on the page, and copy its link.",
    )


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # what reads, such as head, may close the pipe
    sys.exit(main(sys.argv[1:]))
