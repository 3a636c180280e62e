"""Write the folder of a deposit: the code as it stands, checksums, and all of it as an archive of the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from remesas.core.errors import DataError

CHECKSUMS = "sha256sums.txt"
CRATE = "ro-crate-metadata.json"
DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can name: no clock is read."""


def list_code(project: Path) -> list[str]:
    """The files of the project: those of the commit where there is a repository, else all that ``.gitignore`` allows.

    Raises:
        DataError: If a file differs from the commit, or is not in it: what was built could not be told from the code.
    """
    if not (project / ".git").exists():
        with tempfile.TemporaryDirectory() as folder:
            _git(project, "init", "--quiet", "--bare", folder)
            others = ("ls-files", "-z", "--others", "--exclude-standard")
            return _split(_git(project, "--git-dir", folder, "--work-tree", ".", "-c", "core.excludesFile=", *others))
    if changed := _split(_git(project, "status", "--porcelain", "-z")):
        raise DataError(
            f"it is not as in the project's last commit (one of {len(changed)}).",
            file=changed[0][3:],
            remedy="commit or remove what is not, build, then deposit: a deposit holds the code of one commit.",
        )
    return _split(_git(project, "ls-files", "-z"))


def find_commit(project: Path) -> str:
    """The commit of the project's own repository; empty if it has none."""
    return _git(project, "rev-parse", "HEAD").strip() if (project / ".git").exists() else ""


def _git(project: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True, text=True).stdout


def _split(listed: str) -> list[str]:
    return sorted(filter(None, listed.split("\0")))


def prepare(folder: Path) -> None:
    """An empty folder, in place of an earlier deposit if there is one.

    Raises:
        DataError: If something else is there.
    """
    if folder.exists():
        if not (folder / CRATE).is_file():
            raise DataError("it is there, and is no deposit.", file=folder, remedy="name another folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def copy_files(source: Path, files: Iterable[Path | str], target: Path) -> None:
    """Copy files below one folder to the same places below another, with the right to run them and nothing else."""
    for name in files:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, path)
        path.chmod(0o755 if os.access(source / name, os.X_OK) else 0o644)


def list_files(folder: Path) -> list[Path]:
    """All files below a folder, by their paths there, sorted."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def digest(path: Path) -> str:
    """The checksum of a file, SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_checksums(folder: Path) -> None:
    """Write the checksums of all files of a folder, as ``sha256sum --check`` reads them."""
    lines = [f"{digest(folder / path)}  {path.as_posix()}\n" for path in list_files(folder)]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def write_archive(folder: Path) -> Path:
    """Pack a folder as a zip beside it, under its own name; the same files give the same bytes."""
    target = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in list_files(folder):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.as_posix()}", DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (folder / path).stat().st_mode << 16
            archive.writestr(entry, (folder / path).read_bytes())
    return target
