"""Let a script find the library: Snakemake puts the script's own folder on its path, not the one above."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from remesas.core.logs import logged as logged
