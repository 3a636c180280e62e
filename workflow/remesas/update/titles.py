"""Whether a title that a provider gives is that of the series which the catalog expects.

Providers write one series in several ways: ``Exp. petroleras``, ``Exportaciones, petroleras``. A title fits if it has
every word of the expected one (abbreviations are prefixes) and denies exactly the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_FILLERS = {"a", "al", "and", "de", "del", "e", "el", "en", "in", "la", "las", "los", "of", "para", "por", "the", "y"}
_DENIALS = {"no", "sin", "non", "not", "without", "excluding"}
_WORD = re.compile(r"[^\W_]+\.?")


def fits(title: str, expected: str) -> bool:
    """Whether a provider's title is a fuller or equal form of the expected one."""
    found, wanted = _words(title), _words(expected)
    denied = {word for word in found if word.startswith("!")}
    return all(_has(found, word) for word in wanted) and all(_has(wanted, word) for word in denied)


def match_title(title: str, expected: Mapping[str, tuple[str, ...]]) -> str | None:
    """The series that a title names.

    Returns:
        The series whose expected title fits with the most words; None if none does, or several equally well.
    """
    scores = {
        series: max((len(_words(text)) for text in texts if fits(title, text)), default=0)
        for series, texts in expected.items()
    }
    best = max(scores.values(), default=0)
    holders = [series for series, score in scores.items() if score == best]
    return holders[0] if best and len(holders) == 1 else None


def names_series(title: str, series: str, expected: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a title is that of a series: it fits, and fits no other series better."""
    return any(fits(title, text) for text in expected[series]) and match_title(title, expected) in (series, None)


def fold(text: str) -> str:
    """Lower case, without accents, with plain single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.lower().split())


def _words(title: str) -> frozenset[str]:
    """The words that tell a title from others: a denied one starts with ``!``, an abbreviation ends with a point."""
    words: list[str] = []
    denied = False
    for word in _WORD.findall(fold(title)):
        bare = word.rstrip(".")
        if bare in _DENIALS:
            denied = True
        elif bare not in _FILLERS:
            words.append(("!" if denied else "") + word)
            denied = False
    if words:
        words[-1] = words[-1].rstrip(".")
    return frozenset(words)


def _has(words: frozenset[str], word: str) -> bool:
    return any(_same(word, other) for other in words)


def _same(one: str, other: str) -> bool:
    """Equal, one an abbreviation of the other, or forms of one word (petrolera, petroleras)."""
    first, second = one.rstrip("."), other.rstrip(".")
    if one.endswith(".") or other.endswith("."):
        short, long = sorted((first, second), key=len)
        return long.startswith(short)
    return _stem(first) == _stem(second)


def _stem(word: str) -> str:
    return re.sub(r"(?:es|s|os|as|o|a)$", "", word) if len(word) > 4 else word
