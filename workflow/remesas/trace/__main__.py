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
from remesas.trace.report import Build, write_trace

PROJECT = Path(__file__).parents[3]
NUMBERS = "numbers/{}.json"
"""The file that has the numbers of an economy's page in a language."""
ATLAS, ATLAS_NUMBERS = "atlas", "numbers/atlas.{}.json"
"""What the addresses of the page over all economies begin with, and the file that has its numbers."""
NEAR = 5
"""How many addresses are named in place of one that there is not."""


def main(arguments: Sequence[str]) -> int:
    """Print the trace of an address; 0 if the page has it, 1 if not."""
    parser = argparse.ArgumentParser(prog="./remesas trace", description=__doc__.partition("`: ")[2])
    add = parser.add_argument
    add("address", help="what the page's links end in; a whole link does as well")
    add(
        "--language",
        help="of the page, whose sentences differ in order (default: that of a whole link; "
        f"{SOURCE_LANGUAGE}, if it was built; else the first that was)",
    )
    add("--economy", help="whose page it is (default: that of a whole link, or the only one that was built)")
    add("--processed", type=Path, default=PROJECT / "processed", help="what a build made (default: the project's)")
    add("--raw", type=Path, default=PROJECT / "raw", help="the folder of snapshots (default: the project's)")
    options = parser.parse_args(arguments)
    try:
        numbers = _read_numbers(options.processed / _find_file(options))
        address = find_address(options.address, numbers)
        origins = Origins(options.processed, options.raw, PROJECT / "articles")
        catalog = load_catalog(PROJECT / "workflow" / "catalog", origins.article)
        print(write_trace(Build(numbers, origins, catalog), address), end="")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _find_file(options: argparse.Namespace) -> str:
    """The file that has the numbers of the page which an address belongs to, below ``processed``."""
    if options.address.rpartition("#")[2].startswith(ATLAS):
        return ATLAS_NUMBERS.format(
            options.language or find_language(options.address, options.processed, ATLAS_NUMBERS)
        )
    numbers = f"{options.economy or '*'}/{NUMBERS}"
    language = options.language or find_language(options.address, options.processed, numbers)
    economy = options.economy or find_economy(options.address, options.processed, language)
    return f"{economy}/{NUMBERS.format(language)}"


def find_language(text: str, processed: Path, numbers: str) -> str:
    """The language of the page that a link leads to; else the source language, or the first that was built.

    Args:
        text: An address or a whole link.
        processed: What a build made.
        numbers: Where it has the numbers of such pages, with the place of the language.
    """
    built = sorted({path.name.split(".")[-2] for path in processed.glob(numbers.format("*"))})
    linked = Path(text.rpartition("#")[0]).name.split(".")[1:2]
    return next((code for code in (*linked, SOURCE_LANGUAGE, *built) if code in built), SOURCE_LANGUAGE)


def find_economy(text: str, processed: Path, language: str) -> str:
    """The economy whose page a link leads to, or the only one of which a page was built.

    Raises:
        DataError: If there are several.
    """
    built = sorted(path.parents[1].name for path in processed.glob(f"*/{NUMBERS.format(language)}"))
    linked = Path(text.rpartition("#")[0]).parent.name
    if linked in built or len(built) < 2:
        return linked if linked in built else "".join(built)
    raise DataError(
        f"pages of {', '.join(built)} were built.", remedy=f"say which is meant, as in --economy {built[0]}."
    )


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
            "no page of this language was built, of this economy.",
            file=path,
            remedy="run ./remesas build, or name another language or economy (--language, --economy).",
        ) from None
    return numbers


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # what reads, such as head, may close the pipe
    sys.exit(main(sys.argv[1:]))
