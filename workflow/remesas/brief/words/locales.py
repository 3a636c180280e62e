"""Where translations lie: ``<language>/LC_MESSAGES/remesas.po`` of ``workflow/locales`` and of an article.

Kept light: the plan asks it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

DOMAIN = "remesas"
SOURCE_LANGUAGE = "en"
"""The language in which the texts of the project are written."""


def translation_file(locales: Path, code: str) -> Path:
    """The catalog of a language."""
    return locales / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def translated(locales: Path) -> list[str]:
    """The languages that have a catalog."""
    return sorted(path.parts[-3] for path in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def available(locales: Path) -> list[str]:
    """The languages in which a brief can be had."""
    return sorted({SOURCE_LANGUAGE, *translated(locales)})


def files_of(folders: Iterable[Path], *codes: str) -> list[Path]:
    """The catalogs of some languages; the source language has none."""
    found = (translation_file(locales, code) for locales in folders for code in codes)
    return [path for path in found if path.is_file()]


def folders_of(files: Iterable[Path | str]) -> list[Path]:
    """The folders of some catalogs, each once, in their order."""
    return list(dict.fromkeys(Path(file).parents[2] for file in files))
