"""The ledger as later stages read it: the content of claims.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Document = Mapping[str, Any]
"""Rules, counts and claims with all their evaluations, as ``output.to_json`` writes them."""


def read_claims(path: Path | str) -> Document:
    """The content of claims.json."""
    document: Document = json.loads(Path(path).read_text(encoding="utf-8"))
    return document
