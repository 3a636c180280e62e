"""Tell whether newer snapshots of a dataset dropped a series, and what to do about it.

The vintage in use is chosen series by series, so a series that a provider drops, renames or renumbers is served by its
last vintage without anyone noticing. A newer snapshot counts as one that should have had it if it has at least half of
the series of the snapshot in use; one with fewer is an extract of other series, and says nothing about this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from remesas.core.notes import marked

WHOLE = 0.5
"""A snapshot with at least this share of an older one's series is a successor of it, not an extract."""
DROPPED, NOT_ASKED = "dropped", "not asked for"
REMEDIES = {
    DROPPED: marked(
        "look the series up at its provider: if it was renamed, add the title to accepted_titles of its entry in "
        "workflow/catalog/series; if it was renumbered, declare the new series there and add it to the roles from the "
        "first year on that it covers; if it has ended, give its role a last year"
    ),
    NOT_ASKED: marked("fetch or register a newer snapshot of it"),
}
"""What to do, by state."""


def state_of(held: Set[str], newer: Iterable[Set[str]]) -> str:
    """Whether a series was dropped or not asked for.

    Args:
        held: The series of the last snapshot that has it.
        newer: The series of each newer snapshot; none of them has it.
    """
    is_succeeded = any(held and len(held & series) / len(held) >= WHOLE for series in newer)
    return DROPPED if is_succeeded else NOT_ASKED
