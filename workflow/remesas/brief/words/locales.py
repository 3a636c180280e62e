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


def places_file(locales: Path, code: str) -> Path:
    """How a language says names of economies inside a sentence."""
    return locales / code / "LC_MESSAGES" / "places.yaml"


def translated(locales: Path) -> list[str]:
    """The languages that have a catalog."""
    return sorted(path.parts[-3] for path in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def available(locales: Path) -> list[str]:
    """The languages in which a brief can be had."""
    return sorted({SOURCE_LANGUAGE, *translated(locales)})


def files_of(folders: Iterable[Path], *codes: str) -> list[Path]:
    """What some languages declare: their catalogs, of which the source language has none, and names in sentences."""
    found = (of(locales, code) for locales in folders for code in codes for of in (translation_file, places_file))
    return [path for path in found if path.is_file()]


def folders_of(files: Iterable[Path | str]) -> list[Path]:
    """The folders of some files of languages, each once, in their order."""
    return list(dict.fromkeys(Path(file).parents[2] for file in files))
