"""Hand a command to the project in which it is called: what ``pip install`` puts on the path as ``remesas``.

The library can be installed anywhere; what builds, with the data and the rules, is the project's folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from remesas import __version__

HELP = """Usage: remesas COMMAND [ARGUMENT...]

Runs ./remesas of the project in whose folder (or below) it is called; there, `remesas help` lists the commands.
`remesas --version` prints the version of the library, `import remesas` loads what a build made (docs/library.md)."""


def main() -> int:
    """Run the command line: give way to the command of the project, or say that there is none."""
    arguments, project = sys.argv[1:], find_project(Path.cwd())
    if arguments == ["--version"]:
        print(f"remesas {__version__}")
    elif project is not None:
        os.execv(project / "remesas", ["remesas", *arguments])
    elif arguments in (["help"], ["--help"], ["-h"]):
        print(HELP)
    else:
        print(
            f"remesas: there is no project in {Path.cwd()} or above. Call it from the project's folder.",
            file=sys.stderr,
        )
        return 1
    return 0


def find_project(folder: Path) -> Path | None:
    """The nearest folder upward that is a project."""
    return next((path for path in (folder, *folder.parents) if all(map(Path.is_file, _marks(path)))), None)


def _marks(folder: Path) -> tuple[Path, ...]:
    return folder / "remesas", folder / "Snakefile", folder / "workflow/setup.sh"
