"""Load what a build made as data frames, for notebooks and other programs: the public names of the library.

Each function takes the folder ``processed`` of a build, by default that below the working directory. The columns, their
units and statuses are those of docs/outputs.md. ``economy`` is a code such as ``MEX``, by default the only one that was
built.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from remesas.core.columns import Frame
from remesas.core.errors import DataError
from remesas.core.files import read_frame
from remesas.core.frames import COMPARISON, TABLE
from remesas.plan.packed import CLAIMS

PROCESSED = Path("processed")


def load_table(name: str, processed: Path | str = PROCESSED, economy: str = "") -> pd.DataFrame:
    """A table of the article by its name: a row is a cell on one basis.

    Returns:
        ``ref_area``, ``basis``, ``indicator``, ``time_period`` (years), ``obs_value`` in ``unit_measure`` (US$ million
        if the table declares no other unit), ``obs_status``, and the series, sources, vintages and formula behind each.

    Raises:
        DataError: If the build has no such table.
    """
    return _load(_find(processed, economy) / "tables" / f"{name}.csv", TABLE)


def load_comparison(processed: Path | str = PROCESSED, economy: str = "") -> pd.DataFrame:
    """Every printed cell beside each basis: ``printed`` and ``regenerated`` with difference and class.

    Raises:
        DataError: If it is not there.
    """
    return _load(_find(processed, economy) / "comparison.csv", COMPARISON)


def load_claims(processed: Path | str = PROCESSED, economy: str = "") -> pd.DataFrame:
    """The statements of the article, a row an evaluation; all columns are text.

    Raises:
        DataError: If they are not there.
    """
    return _load(_find(processed, economy) / "claims.csv", CLAIMS)


def _find(processed: Path | str, economy: str) -> Path:
    """The folder of an economy."""
    built = sorted(path.parent for path in Path(processed).glob("*/tables"))
    if not economy and len(built) > 1:
        raise DataError(
            f"there are {', '.join(folder.name for folder in built)}.",
            file=processed,
            remedy=f'name one, as in economy="{built[0].name}".',
        )
    return Path(processed, economy) if economy or not built else built[0]


def _load(path: Path, frame: Frame) -> pd.DataFrame:
    if not path.is_file():
        there = ", ".join(sorted(other.name for other in path.parent.glob("*.csv")))
        raise DataError(
            f"the file is missing{f'; there are {there}' if there else ''}.",
            file=path,
            remedy="run ./remesas build, or name the folder `processed` of a build.",
        )
    return read_frame(path, frame)
