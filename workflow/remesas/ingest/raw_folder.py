"""Where snapshots lie: ``raw/<source>/<vintage>/<dataset>.csv``, each beside its ``<dataset>.meta.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from remesas.core.errors import DataError

META = ".meta.yaml"


def data_file(meta: Path) -> Path:
    """The data file that a metadata file describes."""
    return meta.with_name(meta.name.removesuffix(META) + ".csv")


def list_metadata(files: Sequence[Path], root: Path) -> list[Path]:
    """The metadata files among all files below ``raw/``; anything else there is refused.

    Args:
        files: Every file below ``root``.
        root: The folder ``raw``.

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
