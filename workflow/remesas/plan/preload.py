"""Read the files of the catalog once, for all jobs that are forked from the process that imports this module."""

from __future__ import annotations

from pathlib import Path

from remesas.catalog.loading import read_yaml
from remesas.core.errors import DataError

for path in sorted((Path(__file__).parents[2] / "catalog").rglob("*.yaml")):
    try:
        read_yaml(path)
    except DataError:  # the job that needs the file says so
        continue
