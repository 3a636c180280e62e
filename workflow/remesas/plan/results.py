"""List the results of a build, in plain lines: printed when it has ended."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from remesas.brief.contents import ATLAS_DATA, ATLAS_FILES, BRIEF_FILES

INDEX = "index.html"
KINDS = {
    BRIEF_FILES["html"].format("*"): "the brief as a page: open it in a browser",
    BRIEF_FILES["pdf"].format("*"): "the brief as a PDF",
    BRIEF_FILES["pdfa"].format("*"): "the brief as PDF/A, its data attached",
    "revisions.*.html": "what newer data have changed",
    ATLAS_FILES["html"].format("*"): "all economies beside each other",
    ATLAS_FILES["pdf"].format("*"): "the same as a PDF",
    ATLAS_DATA: "the figures behind it, a row a measure of an economy",
    INDEX: "what it leads to, linked",
    "tables": "every table as CSV and XLSX",
    "data": "the frames behind them, with a data dictionary",
}
"""Files and folders of ``reports/`` and of an economy's folder in it, and what each is."""


def list_results(
    reports: Path, made: Sequence[str], asked: Sequence[str], expected: Collection[str], atlas: Collection[str] = ()
) -> str:
    """One line for each result of a build, and one for each brief that an earlier one left.

    Args:
        reports: The folder of reports.
        made: The files that the build made or found up to date.
        asked: Those of its targets.
        expected: The names of the pages and briefs in the languages and formats of the configuration.
        atlas: The files of the page over all economies in these, and what it leads to.
    """
    found = {path: text for pattern, text in KINDS.items() for path in _find(reports, pattern)}
    found.pop(reports / "data", None)  # an economy's has all frames with a dictionary; this one the atlas alone
    files = set(map(Path, made))
    around = {parent for path in files for parent in path.parents}
    lines = {path: text for path, text in found.items() if path in files or path in around}
    shown = {parent for path in lines for parent in (path, *path.parents)}
    others = {path: "" for path in map(Path, asked) if not shown & {path, path.parent, path.parent.parent}}
    left = [
        path
        for path in found
        if "*" in _pattern_of(path)
        and not path.name.startswith("atlas.")
        and (path.name not in expected or path.parent == reports)
    ]
    texts = ["Done. The results:" if lines or others else "Done.", *_in_columns(lines | others)]
    asked_for = {path.parent for path in map(Path, asked) if path.parent.parent == reports and path.match("brief.*")}
    lacking = {folder: [name for name in (*expected, INDEX) if not (folder / name).exists()] for folder in asked_for}
    if folders := sorted(folder for folder in lacking if lacking[folder]):
        codes = ", ".join(folder.name for folder in folders)
        led = ", ".join(lacking[folders[0]]) if len(folders) == 1 else "other files"
        texts += [
            f"The pages of {codes} lead to {led} too, not built yet; `./remesas build --config 'economies=[{codes}]'` "
            "makes all files."
        ]
    absent = [str(path) for path in map(reports.joinpath, atlas) if not path.exists()]
    if absent and any(path.parent == reports and path.match("atlas.*") for path in map(Path, asked)):
        texts += [f"The atlas leads to other files, not built yet: `./remesas build {' '.join(absent)}` makes them."]
    if left:
        texts += ["Not of this build, left over from earlier ones:", *(f"  {path}" for path in left)]
    return "\n".join(texts)


def _find(reports: Path, pattern: str) -> Iterator[Path]:
    """What matches in the folder itself (where versions before 0.6 put an economy's files) and in each economy's."""
    yield from sorted(reports.glob(pattern))
    yield from sorted(reports.glob(f"*/{pattern}"))


def _pattern_of(path: Path) -> str:
    return next(pattern for pattern in KINDS if path.match(pattern))


def _in_columns(lines: dict[Path, str]) -> list[str]:
    width = max((len(str(path)) for path in lines), default=0)
    return [f"  {path!s:{width}}  {text}".rstrip() for path, text in lines.items()]
