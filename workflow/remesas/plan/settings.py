"""Write settings to files, so that a rule is run again when one that it reads changes, and read them in its script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def write_settings(settings: Mapping[str, Any], folder: Path) -> None:
    """Write each setting to ``{key}.json``, unless the file holds it already.

    Args:
        settings: Values by key; a key may have a folder (``vintages/banxico``).
        folder: Where the files go.
    """
    for key, value in settings.items():
        path, text = folder / f"{key}.json", json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def read_settings(files: Iterable[Path | str]) -> dict[str, Any]:
    """The settings in some files, by the names of the files."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in map(Path, files)}
