"""What a build has made, in plain lines: printed when it has ended."""

from __future__ import annotations

from pathlib import Path

from remesas.brief.contents import BRIEF_FILES

KINDS = {
    BRIEF_FILES["html"].format("*"): "the brief as a page: open it in a browser",
    BRIEF_FILES["pdf"].format("*"): "the brief as a PDF",
    BRIEF_FILES["pdfa"].format("*"): "the brief as PDF/A, its data attached",
    "revisions.*.html": "what newer data have changed",
    "index.html": "all of these, linked",
    "tables": "every table as CSV and XLSX",
}
"""Files and folders of ``reports/``, and what each is."""


def told(reports: Path) -> str:
    """One line for each result that is there."""
    found = [(path, text) for pattern, text in KINDS.items() for path in sorted(reports.glob(pattern))]
    if not found:
        return "Done."
    width = max(len(str(path)) for path, _ in found)
    return "\n".join(["Done. The results:", *(f"  {path!s:{width}}  {text}" for path, text in found)])
