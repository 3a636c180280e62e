"""Find the modules that a script imports, directly or not.

Snakemake looks at the script of a rule, not at what the script imports: without these files among the inputs of a rule,
an edit to a module would rerun nothing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

IMPORT = re.compile(
    r"^[ \t]*(?:from[ ]((?:remesas|library)[\w.]*)[ ]import[ ](\([^)]*\)|[^\n]*)|import[ ]((?:remesas|library)[\w.]*))",
    re.MULTILINE,
)
"""An import of the project: ``from MODULE import NAMES`` or ``import MODULE``. Parsing each file would take longer than
all the rest of the plan."""


EMPTY = re.compile(r'\s*(?:"""[^"]*"""\s*)?')
"""What a package says that only says what it is: it decides nothing."""


@cache
def modules_of(script: Path) -> tuple[Path, ...]:
    """The script and every module of the project that it imports, directly or not.

    Returns:
        Sorted paths, the script first.
    """
    known = _modules(script.parent.parent)
    found: set[Path] = set()
    pending = [script]
    while pending:
        for path in _imports(pending.pop()):
            module = known.get(path)
            if module and module not in found:
                found.add(module)
                pending.append(module)
    return (script, *sorted(found))


@cache
def _modules(root: Path) -> dict[str, Path]:
    """The files of the library, and those that scripts share, by the names of their modules."""
    files = {
        path.relative_to(root).with_suffix(""): path for path in (root / "remesas").rglob("*.py") if _decides(path)
    }
    modules = {".".join(name.parts).removesuffix(".__init__"): path for name, path in files.items()}
    return modules | {path.stem: path for path in (root / "scripts").glob("library.py")}


def _decides(path: Path) -> bool:
    return path.name != "__init__.py" or not EMPTY.fullmatch(path.read_text(encoding="utf-8"))


@cache
def _imports(path: Path) -> frozenset[str]:
    """What one file may import: modules, and names that may be modules; a package brings its ``__init__``."""
    names: set[str] = set()
    for module, listed, plain in IMPORT.findall(path.read_text(encoding="utf-8")):
        parts = (module or plain).split(".")
        names.update(".".join(parts[:length]) for length in range(1, len(parts) + 1))
        names.update(f"{module}.{name.split()[0]}" for name in listed.strip("()").split(",") if module and name.strip())
    return frozenset(names)
