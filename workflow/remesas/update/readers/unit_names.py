"""Read units as providers name them in Spanish or English, and write them as the catalog does."""

from __future__ import annotations

import re

from remesas.core.errors import DataError
from remesas.core.units import parse_unit
from remesas.update.titles import fold

_SCALES = (
    (r"\b(?:miles de millones|billions?)\b", " billion"),
    (r"\b(?:millones|millions?)\b", " million"),
    (r"\b(?:miles|thousands?)\b", " thousand"),
)
_MONEY = re.compile(r"\b(?:dolares|dolar|us dollars?|u\.?s\.? ?\$|us\$|usd|dollars?)")
_OTHER_MONEY = re.compile(r"\b(?:pesos?|mxn|moneda nacional|euros?|eur|yen(?:es)?|libras?|pounds?|reales|yuan)\b")
_OTHER = (
    (r"\b(?:porcentajes?|por ciento|percent|per cent)\b|^%$", "percent"),
    (r"\b(?:personas?|persons?|visitantes?|turistas?|people)\b", "persons"),
    (r"\b(?:indices?|index)\b", "index"),
    (r"\b(?:miles de operaciones|thousands? (?:of )?operations)\b", "thousand operations"),
    (r"\b(?:operaciones|operations)\b", "operations"),
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


def unit_told(text: str) -> str | None:
    """What a field for units says: the catalog's unit or, if the catalog has no such unit, the text itself.

    A text that is not understood is passed on, so that admission refuses it: taken for silence, it would leave the
    catalog's unit on data in another one.

    Returns:
        None if the field is blank.
    """
    return unit_of(text) or " ".join(text.split()) or None


def is_other_money(text: str) -> bool:
    """Whether a text names a currency other than the US dollar, and not the dollar too."""
    plain = fold(text)
    return bool(_OTHER_MONEY.search(plain)) and not _MONEY.search(plain)


def money_in(text: str) -> str | None:
    """The unit of money that a heading such as ``(Miles de dólares)`` names, or the heading if it is other money."""
    plain = fold(text)
    if len(plain) >= 80 or not (_MONEY.search(plain) or is_other_money(text)):
        return None
    return unit_told(text)
