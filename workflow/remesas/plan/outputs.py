"""Write the part of docs/outputs.md that the frames themselves say: ``python -m remesas.plan.outputs``."""

from __future__ import annotations

from pathlib import Path

from remesas.core.frames import FRAMES, Frame

DOCUMENT = Path(__file__).parents[3] / "docs" / "outputs.md"
BEGIN, END = "a test keeps it so -->\n", "<!-- end -->"


def describe_frame(frame: Frame, files: str = "") -> str:
    """A frame as a section: its files (or others that hold it), what a row is, its key, and what each column holds."""
    rows = [f"| `{name}` | {column.meaning} |" for name, column in frame.columns.items()]
    key = ", ".join(f"`{name}`" for name in frame.key)
    names = ", ".join(f"`{name}`" for name in (files or frame.files).split(", "))
    intro = f"{names}: a row is {frame.row}{f', told apart by {key}' if key else ''}."
    return "\n".join([f"## {frame.name}", "", intro, "", "| column | meaning |", "| --- | --- |", *rows])


def describe_frames() -> str:
    """All frames, in the order of the stages."""
    return "\n\n".join(map(describe_frame, FRAMES))


def update_document(text: str) -> str:
    """The document with the part about frames as they are declared now."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{describe_frames()}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    DOCUMENT.write_text(update_document(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
