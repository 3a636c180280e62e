"""Run the commands that put something into ``raw/`` by hand: ``python -m remesas``."""

from __future__ import annotations

import sys

from remesas.update.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
