"""Begin an article: ``python -m remesas.plan.init ID ECONOMY`` writes a commented folder that builds at once."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from remesas.catalog.catalog import Area
from remesas.catalog.loading import parse
from remesas.core.errors import DataError

PROJECT = Path(__file__).parents[3]
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
YEARS_BACK = 3
"""How old the year is of which the first statements are: that long, series take to be complete."""


def main(arguments: Sequence[str], articles: Path = PROJECT / "articles", today: dt.date | None = None) -> int:
    """Run the command line; 0 if the folder was written, 1 if it was refused."""
    parser = argparse.ArgumentParser(prog="./remesas init", description="Begin an article of your own.")
    parser.add_argument("id", help="the name of its folder: small letters, digits and hyphens, such as author-2020")
    parser.add_argument("economy", help="the economy that it is about, as ISO 3166 alpha-3")
    options = parser.parse_args(arguments)
    try:
        folder = begin_article(options.id, options.economy, articles, (today or dt.date.today()).year)
    except DataError as error:
        print(f"Refused: {error}", file=sys.stderr)
        return 1
    print(f"articles/{folder.name} is there. Next: ./remesas build --config article={folder.name}")
    return 0


def begin_article(name: str, economy: str, articles: Path, year: int) -> Path:
    """Write the folder of a new article, published in a year.

    Raises:
        DataError: If the id is none or taken, or the economy unknown; nothing is written.
    """
    folder, areas = articles / name, parse(PROJECT / "workflow" / "catalog" / "areas.yaml", dict[str, Area])
    if not NAME.fullmatch(name):
        problem = f"{name!r} cannot be the name of a folder."
        raise DataError(problem, remedy="use small letters, digits and hyphens, such as author-2020.")
    if folder.exists():
        raise DataError("the folder is there already.", file=folder, remedy="choose another id, or edit what is there.")
    if economy not in areas or areas[economy].kind != "economy":
        raise DataError(
            f"{economy!r} is no economy of workflow/catalog/areas.yaml.", remedy="write its ISO code, in capitals."
        )
    places = {
        "id": name,
        "economy": economy,
        "year": year,
        "before": year - YEARS_BACK,
        "decade": year - YEARS_BACK - 10,
    }
    folder.mkdir(parents=True)
    for path in sorted((PROJECT / "workflow" / "templates" / "article").glob("*.yaml")):
        text = path.read_text(encoding="utf-8").format(**places)
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
