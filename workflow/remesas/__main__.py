"""Run the commands that put something into ``raw/`` by hand: ``python -m remesas``."""

from __future__ import annotations

import signal
import sys

from remesas.update.command import main

if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # what reads, such as head, may close the pipe
    sys.exit(main(sys.argv[1:]))
