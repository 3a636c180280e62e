"""Values as providers write them, and as snapshots keep them: plain decimal numbers."""

from __future__ import annotations

import re
from decimal import Decimal

MISSING = {"", "n/e", "n.d.", "nd", "n.d", "na", "n/a", "n.a.", ".", "..", "...", "-", "null", "none", "nan"}
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def parse_value(value: object) -> str | None:
    """One value as plain text, or None where the provider has none.

    Args:
        value: A number, or text with or without thousands commas; ``N/E``, ``ND``, ``..`` and the like are missing.

    Raises:
        ValueError: If it is text, has a decimal comma, or thousands that are not grouped by three.
    """
    if isinstance(value, bool):
        raise ValueError(f"{value!r} is no number")
    if isinstance(value, int | float):
        return None if value != value else _plain(repr(value))
    text = "" if value is None else str(value).replace("\u2212", "-").strip()
    if text.lower() in MISSING:
        return None
    if _GROUPED.fullmatch(text):
        return text.replace(",", "")
    if _PLAIN.fullmatch(text):
        return _plain(text)
    raise ValueError(f"{text!r} is no number, expected one such as 5452.34 or 5,452.34 (decimal point)")


def _plain(text: str) -> str:
    """Without exponent, and without the ``.0`` of a spreadsheet's whole numbers."""
    plain = f"{Decimal(text):f}" if "e" in text.lower() else text
    return plain.removesuffix(".0")
