"""What a rule depends on beyond its data: the modules that its script imports, and the entries that it looks up.

Snakemake looks at the script of a rule, not at what the script imports: without this, an edit to a module would rerun
nothing, and an edit to the catalog either nothing or everything.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

PACKAGE = "remesas"
IMPORT = re.compile(
    rf"^[ \t]*(?:from[ ]({PACKAGE}[\w.]*)[ ]import[ ](\([^)]*\)|[^\n]*)|import[ ]({PACKAGE}[\w.]*))", re.MULTILINE
)
"""An import of the package: ``from MODULE import NAMES`` or ``import MODULE``. Parsing each file would take longer than
all the rest of the plan."""


def digest(*parts: Any) -> str:
    """A short fingerprint of catalog entries or settings, the same in every run.

    As one of a rule's ``params`` it makes the rule run again exactly when one of these entries changes.
    """
    plain = TypeAdapter(Any).dump_python(parts, mode="json")
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


@cache
def modules_of(script: Path) -> tuple[Path, ...]:
    """The script and every module of the package that it imports, directly or not.

    Args:
        script: A Python file in ``workflow/scripts`` beside ``workflow/remesas``.

    Returns:
        Sorted paths, the script first.
    """
    root = script.parent.parent
    found: set[Path] = set()
    pending = [script]
    while pending:
        for module in _imports(pending.pop(), root):
            if module not in found:
                found.add(module)
                pending.append(module)
    return (script, *sorted(found))


@cache
def _imports(path: Path, root: Path) -> tuple[Path, ...]:
    """The package's files that one file imports; a package brings its ``__init__``."""
    names: set[str] = set()
    for module, listed, plain in IMPORT.findall(path.read_text(encoding="utf-8")):
        names.add(module or plain)
        names.update(f"{module}.{name.split()[0]}" for name in listed.strip("()").split(",") if module and name.strip())
    files: set[Path] = set()
    for name in names:
        parts = name.split(".")
        files.update(_file(root, parts[:length]) for length in range(1, len(parts) + 1))
    return tuple(sorted(file for file in files if file.is_file()))


def _file(root: Path, parts: list[str]) -> Path:
    target = root.joinpath(*parts)
    return target / "__init__.py" if target.is_dir() else target.with_suffix(".py")
