"""``python -m remesas``: the commands that put something into ``raw/`` by hand."""

from __future__ import annotations

import sys

from remesas.update.register import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
