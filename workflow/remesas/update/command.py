"""Read the command line of ``python -m remesas``: the commands that put something into ``raw/`` by hand.

What reads and checks files is imported after the options are understood, so that help comes at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from remesas.core.errors import DataError, explain_system_error
from remesas.core.texts import find_hidden, show_plainly
from remesas.update.readers import FORMATS

PROJECT = Path(__file__).parents[3]
HOW = ("provider-file", "public-copy", "transcribed", "reported", "as-printed")
EXAMPLES = """
examples:
  register tidy.csv --source banxico --dataset remittances --vintage 2026-09-01
  register new-months.csv --source banxico --dataset remittances --vintage 2026-09-01
  register CE125.xls --source banxico --dataset ce125 --vintage 2026-09-01
  register API_MEX_DS2_en_csv.zip --source worldbank --dataset wdi --vintage 2026-07-13
  register cpi.csv --source bls --dataset cpi-u --vintage 2026-09-10 --series CPIAUCNS --unit index

A file may hold the newest periods alone, best with some that are there already: they are added to the last vintage,
and the new one holds the whole series. What a file would take away is named, and goes only with --withdrawn.
docs/updating.md describes the forms of files, column by column.
A vintage is complete in raw/ or absent, and never overwritten. The next `./remesas build` uses it.
"""
_SECRET = re.compile(r"token|key|secret|passw|auth|signature|credential")
_TOKEN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.*[0-9])(?=.*[a-z])[0-9a-z]{32,}", re.IGNORECASE)
"""Part of a path that is a token, or cannot be told from one: INEGI's interface has it there."""


def main(arguments: Sequence[str], today: dt.date | None = None) -> int:
    """Run the command line; 0 if the file was registered or holds nothing new, 1 if it was refused."""
    options = _make_parser().parse_args(arguments)

    from remesas.update.register import register_file

    try:
        print(register_file(options, PROJECT / "workflow" / "catalog", today or dt.date.today()))
    except DataError as error:
        print(f"Refused: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        said = explain_system_error(error)
        if said is None:
            raise
        print(f"Refused: {said}", file=sys.stderr)
        return 1
    return 0


def _check_address(text: str) -> str:
    """An address that holds no secret: one in its path is left out, any other is refused."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https", "ftp") or find_hidden(text):
        raise argparse.ArgumentTypeError(f"{show_plainly(text)!r} is no address of a page or file: https://...")
    fields = parse_qsl(f"{parts.query}&{parts.fragment}", keep_blank_values=True)
    names = {name.lower() for name, _ in fields}
    secret = next((name for name in sorted(names) if _SECRET.search(name)), None)
    if secret or "@" in parts.netloc:
        raise argparse.ArgumentTypeError(f"the address holds a secret ({secret or 'user and password'}): leave it out")
    path = "/".join("TOKEN" if _TOKEN.fullmatch(part) else part for part in parts.path.split("/"))
    return urlunsplit(parts._replace(path=path))


def _check_day(text: str) -> str:
    """A day as YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write YYYY-MM-DD") from None


def _make_parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="remesas", description="Commands that put something into raw/ by hand.")
    parser = root.add_subparsers(title="commands", required=True).add_parser(
        "register",
        help="add a downloaded file to raw/ as a snapshot",
        description="Add a downloaded file to raw/ as a snapshot. It is checked as every snapshot is, and against the "
        "vintages that are there; what does not fit is refused, and nothing is written.",
        epilog="formats:\n" + "\n".join(f"  {name:10} {text}" for name, text in FORMATS.items()) + "\n" + EXAMPLES,
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
    add("--reader", choices=list(FORMATS), help="the format (default: recognised)")
    add("--how", choices=HOW, default=HOW[0], help="how the file was obtained (default: %(default)s)")
    add("--note", default="", help="a sentence for the metadata")
    add("--url", type=_check_address, help="the address that the file came from")
    add("--retrieved", type=_check_day, metavar="DATE", help="the day on which it was downloaded")
    add(
        "--withdrawn",
        type=int,
        default=0,
        metavar="N",
        help="the provider withdrew N observations of the last vintage, as many as the refusal of this file named",
    )
    add(
        "--doubtful",
        type=int,
        default=0,
        metavar="N",
        help="N values that cannot be right beside the others are right, as many as the refusal of this file named",
    )
    add(
        "--allow-revised",
        action="store_true",
        help="accept that a series stands at another level than in the last vintage, begins with a revised period, or "
        "has values that the last vintage has elsewhere",
    )
    add("--raw", type=Path, default=PROJECT / "raw", help="the folder of snapshots (default: the project's)")
    return root
