"""List the sentences of the findings that read otherwise in another build."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

import pandas as pd
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.text.findings import tell_findings, tell_opening
from remesas.revisions.effects import SENTENCE, fill_rows


def changed_sentences(then: Context, now: Context) -> pd.DataFrame:
    """Sentences of page 1 that read otherwise, each beside the one that stood in its place.

    Returns:
        ``frames.REVISION_EFFECTS``; ``subject`` is a finding, or what stands above them.
    """
    fixed = {"effect": SENTENCE, "language": now.language.code}
    return fill_rows(row | fixed for row in _compare(_tell_plainly(then), _tell_plainly(now)))


def _compare(before: dict[str, list[str]], after: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """Each change of a finding: its place among them, the old and the new sentence (empty if there is none)."""
    for finding in dict.fromkeys([*after, *before]):
        old, new = before.get(finding, []), after.get(finding, [])
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        pairs = [
            pair
            for tag, first, last, start, end in matcher.get_opcodes()
            if tag != "equal"
            for pair in zip_longest(old[first:last], new[start:end], fillvalue="")
        ]
        for number, (was, reads) in enumerate(pairs):
            yield {"subject": finding, "number": number, "old": was, "new": reads}


def _tell_plainly(context: Context) -> dict[str, list[str]]:
    """The sentences of page 1 without their markup."""
    told = tell_opening(context) | tell_findings(context)
    return {name: [Markup(text).striptags() for text in sentences] for name, sentences in told.items()}
