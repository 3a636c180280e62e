"""Where snapshots lie: ``raw/<source>/<vintage>/<dataset>.csv``, each beside its ``<dataset>.meta.yaml``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from remesas.core.errors import DataError

META = ".meta.yaml"


def data_file(meta: Path) -> Path:
    """The data file that a metadata file describes."""
    return meta.with_name(meta.name.removesuffix(META) + ".csv")


def list_files(root: Path) -> list[Path]:
    """Every file below ``raw/``, sorted; links that lead out of the project are refused, and what is no file.

    Raises:
        DataError: At the first that is refused.
    """
    home = root.resolve().parent
    files = []
    for folder, below, names in os.walk(root):
        for path in sorted(Path(folder, name) for name in (*below, *names)):
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                problem = f"the link leads to {path.resolve()}, out of the project."
                raise DataError(problem, file=path, remedy="put the file itself there, or remove the link.")
            if path.is_dir():
                continue
            if not path.is_file():
                raise DataError("this is no file.", file=path, remedy="remove it, or restore the file from git.")
            files.append(path)
    return sorted(files)


def list_metadata(files: Sequence[Path], root: Path) -> list[Path]:
    """The metadata files among all files below ``raw/``; anything else there is refused.

    Raises:
        DataError: If a file is neither a snapshot nor the metadata of one.
    """
    metas = sorted(path for path in files if path.name.endswith(META))
    known = {*metas, *map(data_file, metas)}
    for path in sorted(files):
        if path not in known:
            raise DataError(
                f"nothing registers this file of {root}/.",
                file=path,
                remedy="register it with `./remesas register`, or move it elsewhere.",
            )
    return metas


def vintages_of(metas: Iterable[Path]) -> dict[str, set[str]]:
    """The vintages that each source has, by the folders of its metadata files."""
    found: dict[str, set[str]] = {}
    for meta in metas:
        found.setdefault(meta.parts[-3], set()).add(meta.parts[-2])
    return found
