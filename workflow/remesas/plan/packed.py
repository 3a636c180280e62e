"""Name the frames that the data package holds, and their files; a plan reads this, so nothing here imports pandas."""

from __future__ import annotations

from remesas.claims.columns import COLUMNS
from remesas.core.columns import Column, Frame
from remesas.core.frames import ANNUAL, ATLAS, DOUBTS, FRAMES, IDENTITIES, OBSERVATIONS, OWN_SNAPSHOTS, TABLE

CLAIMS = Frame(
    "claims", "processed/{economy}/claims.csv", "an evaluation of a statement of the article", (),
    {name: Column(meaning) for name, meaning in COLUMNS.items()},
)  # fmt: skip
"""The statements are a model of their own (``claims.json``); as a table they are text throughout."""
PACKED = (*(frame for frame in FRAMES if frame not in (TABLE, ATLAS, OWN_SNAPSHOTS)), CLAIMS)
"""All frames but the tables (joined, two of them could not be told apart, and each is the cells of a flow), that of all
economies, and what repeats the snapshots."""
LONG = (OBSERVATIONS.name, ANNUAL.name)
"""Frames of one file a provider: together long enough to be compressed, which pandas and R read as it is.

Not by Python itself: what that writes depends on its version and on the zlib of the machine."""
SHARED = (*LONG, DOUBTS.name, IDENTITIES.name)
"""Frames with the figures of all economies."""


def name_file(frame: Frame) -> str:
    """A frame's file, as the package names it."""
    return f"{frame.name}.csv.gz" if frame.name in LONG else f"{frame.name}.csv"
