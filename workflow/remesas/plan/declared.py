"""Load what a job reads of the catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from remesas.catalog.article import FILE
from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import load_catalog


def load_declared(inputs: Any) -> Catalog:
    """The catalog, with the article if that is among the inputs.

    Args:
        inputs: The inputs of a job: ``catalog``, files of the catalog, and ``article``, files of the article's folder.
    """
    folder = next(path for path in Path(inputs.catalog[0]).parents if path.name == "catalog")
    article = next((Path(file).parent for file in inputs.get("article", ()) if Path(file).name == FILE), None)
    return load_catalog(folder, article)
