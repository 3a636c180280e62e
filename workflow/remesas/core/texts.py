"""Tell texts that only say something from those that do something: to a terminal, a page, a spreadsheet."""

from __future__ import annotations

import re
import unicodedata

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode's categories of what is not seen: control, format and direction of writing, breaks, what is no sign."""
_FORMULA = re.compile(r"\s*[=+\-@]")
_AMOUNT = re.compile(r"[+-][0-9][0-9.,\u00a0\u202f]*(?:[^\W\d_]|[ .%\u00a0\u202f])*")


def find_hidden(text: str) -> str | None:
    """The name of the first sign of a text that is not seen; None if there is none."""
    sign = next((sign for sign in text if unicodedata.category(sign) in HIDDEN), None)
    return sign and f"U+{ord(sign):04X}"


def show_plainly(text: str) -> str:
    """A text in one line, in which what is not seen is named."""
    line = " ".join(text.split())
    return "".join(f"<U+{ord(sign):04X}>" if unicodedata.category(sign) in HIDDEN else sign for sign in line)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute a text; an amount with its sign and words after it is none."""
    return _FORMULA.match(text) is not None and not _AMOUNT.fullmatch(text)
