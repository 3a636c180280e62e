"""The folder of a deposit: which files are the code, what may be replaced, and an archive of the same bytes."""

import os
import subprocess
import zipfile

import pytest

from remesas.core.errors import DataError
from remesas.deposit.folder import (
    copy_files,
    find_commit,
    list_code,
    list_files,
    prepare,
    write_archive,
    write_checksums,
)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    for name in ("Snakefile", "raw/a.csv", ".secret", "made/out.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    (folder / ".gitignore").write_text(".secret\n/made/\n", encoding="utf-8")
    return folder


def git(project, *arguments):
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)


def test_without_a_repository_the_code_is_all_that_is_not_ignored(project):
    assert list_code(project) == [".gitignore", "Snakefile", "raw/a.csv"]
    assert find_commit(project) == ""


def test_in_a_repository_the_code_is_that_of_the_commit_and_nothing_else(project):
    git(project, "init", "--quiet")
    git(project, "add", ".gitignore", "Snakefile")
    git(project, "commit", "--quiet", "--message", "first")
    with pytest.raises(DataError, match=r"file raw/: it is not as in .* \(one of 1\)\. .* commit or remove"):
        list_code(project)
    git(project, "add", "raw")
    git(project, "commit", "--quiet", "--message", "second")
    assert list_code(project) == [".gitignore", "Snakefile", "raw/a.csv"]
    assert len(find_commit(project)) == 40
    (project / "Snakefile").write_text("other", encoding="utf-8")
    with pytest.raises(DataError, match="file Snakefile"):
        list_code(project)


def test_only_an_earlier_deposit_is_replaced(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").touch()
    with pytest.raises(DataError, match="is no deposit"):
        prepare(folder)
    assert (folder / "notes.txt").exists()
    (folder / "ro-crate-metadata.json").touch()
    prepare(folder)
    assert list_files(folder) == []


def test_the_same_files_give_the_same_archive_whenever_they_were_written(project, tmp_path):
    (project / "Snakefile").chmod(0o700)
    archives = []
    for name, time in (("one", 1e9), ("two", 2e9)):
        target = tmp_path / name / "deposit"
        copy_files(project, ["raw/a.csv", "Snakefile"], target)
        write_checksums(target)
        for path in list_files(target):
            os.utime(target / path, (time, time))
        archives.append(write_archive(target))
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with zipfile.ZipFile(archives[0]) as archive:
        assert archive.namelist() == ["deposit/Snakefile", "deposit/raw/a.csv", "deposit/sha256sums.txt"]
        assert [entry.external_attr >> 16 & 0o777 for entry in archive.infolist()] == [0o755, 0o644, 0o644]
    command = ["sha256sum", "--check", "sha256sums.txt"]
    checked = subprocess.run(command, cwd=target, check=True, capture_output=True, text=True)
    assert checked.stdout.split() == ["Snakefile:", "OK", "raw/a.csv:", "OK"]
