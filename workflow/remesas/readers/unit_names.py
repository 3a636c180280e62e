"""Units as providers name them in Spanish or English, and as the catalog writes them."""

from __future__ import annotations

import re

from remesas.errors import DataError
from remesas.titles import fold
from remesas.units import parse_unit

_SCALES = (
    (r"\b(?:miles de millones|billions?)\b", " billion"),
    (r"\b(?:millones|millions?)\b", " million"),
    (r"\b(?:miles|thousands?)\b", " thousand"),
)
_MONEY = re.compile(r"\b(?:dolares|dolar|us dollars?|u\.?s\.? ?\$|us\$|usd|dollars?)")
_OTHER = (
    (r"\b(?:porcentajes?|por ciento|percent|per cent)\b|^%$", "percent"),
    (r"\b(?:personas?|persons?|visitantes?|turistas?|people)\b", "persons"),
    (r"\b(?:indices?|index)\b", "index"),
)


def unit_of(text: str) -> str | None:
    """The catalog's unit of a provider's text: ``Millones de dólares`` is ``USD million``.

    Returns:
        None if the text names no unit that the catalog knows.
    """
    plain = fold(text)
    if not plain:
        return None
    try:
        parse_unit(text.strip())
    except (DataError, ValueError):
        pass
    else:
        return text.strip()
    if _MONEY.search(plain):
        scale = next((unit for pattern, unit in _SCALES if re.search(pattern, plain)), "")
        return f"USD{scale}"
    return next((unit for pattern, unit in _OTHER if re.search(pattern, plain)), None)


def money_in(text: str) -> str | None:
    """The unit of money that a heading such as ``(Miles de dólares)`` names."""
    plain = fold(text)
    return unit_of(text) if _MONEY.search(plain) and len(plain) < 80 else None
