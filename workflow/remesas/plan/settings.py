"""Write settings to files, so that a rule is run again when one that it reads changes, and read them in its script."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def write_settings(settings: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """Write each setting to a file that is named after its value.

    A file is never written over: what another plan asks for, a dry run or one that is refused, does not change what a
    build that is under way reads.

    Args:
        settings: Values by key; a key may have a folder (``vintages/banxico``).
        folder: Where the files go.

    Returns:
        The file of each key, below the folder: ``{key}.{start of the checksum}.json``.
    """
    names = {}
    for key, value in settings.items():
        text = json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n"
        names[key] = f"{key}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
        path = folder / names[key]
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return names


def read_settings(files: Iterable[Path | str]) -> dict[str, Any]:
    """The settings in some files, by their keys."""
    return {path.name.split(".")[0]: json.loads(path.read_text(encoding="utf-8")) for path in map(Path, files)}
