"""What means no good, or was made by a program that did, is refused in a sentence; nothing of it is kept."""

import errno
import os
import random
from pathlib import Path

import pytest
import yaml
from fuzz import configure_wrongly, register_damaged

from remesas.core.errors import DataError
from remesas.core.texts import find_hidden
from remesas.ingest.raw_folder import META, list_files
from remesas.update import publish
from remesas.update.readers import base, sheets
from remesas.update.readers.base import RawFile
from remesas.update.readers.choose import read_file
from remesas.update.readers.periods import is_period, parse_period
from remesas.update.register import choose_series
from support.exports import LONG, html, text
from support.receipts import receipts

NEW = ("2026-01", "4594000000")


def export(title: str) -> bytes:
    """A table export with that title."""
    rows = [["Título", title] if row[:1] == ["Título"] else row for row in LONG]
    return text(rows, ";").encode()


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ("Ingresos por remesas, \u202elatot total", "holds the hidden sign U+202E"),
        ("Ingresos por \x1b[31mremesas, total", "holds the hidden sign U+001B"),
        ("Ingresos\u200b por remesas, total", "holds the hidden sign U+200B"),
        ('=HYPERLINK("http://evil.example","x") Ingresos por remesas, total', "is a formula"),
        ("@Ingresos por remesas, total", "is a formula"),
    ],
)
def test_a_title_that_hides_something_or_is_a_formula_is_refused(run, raw: Path, title: str, fault: str) -> None:
    before = sorted(raw.rglob("*"))
    status, said = run(export(title), "--unit", "USD million")
    assert (status, fault in said) == (1, True), said
    assert find_hidden(said.rstrip("\n")) is None, "it is not shown as it is"
    assert sorted(raw.rglob("*")) == before


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (
            "https://inegi.example/app/2.0/11111111-2222-3333-4444-555555555555?type=json",
            "https://inegi.example/app/2.0/TOKEN?type=json",
        ),
        ("https://bank.example/v1/0123456789abcdef0123456789abcdef/SF1", "https://bank.example/v1/TOKEN/SF1"),
        (
            "https://bank.example/data/indicator-NY.GDP.MKTP.CD.zip",
            "https://bank.example/data/indicator-NY.GDP.MKTP.CD.zip",
        ),
    ],
)
def test_a_token_in_the_path_of_an_address_is_not_kept(run, raw: Path, address: str, kept: str) -> None:
    status, said = run(receipts(NEW), "--url", address)
    assert status == 0, said
    meta = yaml.safe_load((raw / f"banxico/2026-09-01/remittances{META}").read_text(encoding="utf-8"))
    assert meta["obtained"]["url"] == kept


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/#access_token=x"])
def test_what_is_no_address_or_holds_a_secret_is_refused(run, capsys, address: str) -> None:
    with pytest.raises(SystemExit):
        run(receipts(NEW), "--url", address)
    assert "no address" in (said := capsys.readouterr().err) or "holds a secret" in said


def test_a_note_says_what_it_hides(run, raw: Path) -> None:
    assert run(receipts(NEW), "--note", "By\u202e hand\x07.")[0] == 0
    text = (raw / f"banxico/2026-09-01/remittances{META}").read_text(encoding="utf-8")
    assert "By<U+202E> hand<U+0007>." in text


@pytest.mark.parametrize(
    "period", ["\uff12\uff10\uff12\uff16-01", "202\u00b2", "Ene \uff11\uff19\uff19\uff15", "\u0662\u0660\u0662\u0664"]
)
def test_digits_of_other_alphabets_make_no_period(period: str) -> None:
    assert not is_period(period)
    with pytest.raises(ValueError, match="is no period"):
        parse_period(period, "M")


@pytest.mark.parametrize("vintage", ["\uff12\uff10\uff12\uff16-09-01", "2026-09-\uff10\uff11"])
def test_digits_of_other_alphabets_make_no_vintage(run, vintage: str) -> None:
    status, said = run(receipts(NEW), vintage=vintage)
    assert status == 1 and "is no vintage: write YYYY" in said


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataError, match=r"this is no file\. What to do: give the file as downloaded"):
        RawFile.open(tmp_path / "pipe.csv")


def test_links_out_of_the_project_and_pipes_in_raw_are_refused(tmp_path: Path) -> None:
    raw, elsewhere = tmp_path / "project/raw", tmp_path / "elsewhere"
    for folder in (raw / "bank", elsewhere):
        folder.mkdir(parents=True)
    (raw / "bank/a.csv").touch()
    (raw / "bank/b.csv").symlink_to("a.csv")
    assert [path.name for path in list_files(raw)] == ["a.csv", "b.csv"], "a link inside stays"
    (raw / "bank/2026").symlink_to(elsewhere)
    with pytest.raises(DataError, match=r"bank/2026: the link leads to .*elsewhere, out of the project\. What to do"):
        list_files(raw)
    (raw / "bank/2026").unlink()
    os.mkfifo(raw / "bank/c.csv")
    with pytest.raises(DataError, match=r"c\.csv: this is no file\. What to do: remove it"):
        list_files(raw)


def test_a_source_that_is_a_link_elsewhere_is_not_registered_into(run, raw: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    raw.chmod(0o755)
    (raw / "inegi").symlink_to(elsewhere)
    status, said = run(receipts(NEW))
    assert status == 1 and "out of the project" in said
    assert list(elsewhere.iterdir()) == []


LARGE = {
    "cells": (b"period,value\n" + b"2020-01,1\n" * 60, "MAX_CELLS", "has 122 cells, more than the 100 that are read"),
    "line": (b"period," + b"x" * 200, "MAX_LINE", "has a line of 207 characters, more than the 100"),
    "page": (html(LONG).encode(), "MAX_PAGE", "is a page of"),
}


@pytest.mark.parametrize("case", LARGE)
def test_what_would_fill_the_memory_or_the_day_is_refused(catalog, monkeypatch, case: str) -> None:
    content, limit, expected = LARGE[case]
    monkeypatch.setattr(sheets, limit, 100)
    with pytest.raises(DataError, match=expected):
        sheets.read_sheets(RawFile("file", content))
    with pytest.raises(DataError):
        read_file(RawFile("file", content), choose_series(catalog, "banxico", "remittances"))


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "big.csv").touch()
    os.truncate(tmp_path / "big.csv", base.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    with pytest.raises(DataError, match=r"it has 20000001 bytes, more than the 20000000 that are read"):
        RawFile.open(tmp_path / "big.csv")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOSPC, "Refused: No space left on device. What to do: make room on the disk, and call again.\n"),
        (errno.EROFS, "Refused: Read-only file system. What to do: give yourself the right to write there"),
    ],
)
def test_a_full_disk_and_a_folder_that_is_read_only_are_told_in_a_line(run, raw, monkeypatch, code, expected) -> None:
    def fail(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(publish.os, "fsync", fail)
    status, said = run(receipts(NEW))
    assert status == 1 and said.startswith(expected)
    assert list(raw.rglob(f"2026-09-01/*{META}")) == []


@pytest.mark.parametrize("attempt", [register_damaged, configure_wrongly])
def test_nothing_that_is_damaged_ends_in_a_traceback(tmp_path: Path, attempt) -> None:
    found = list(attempt(range(1, 61), random.Random(14), tmp_path))
    assert [fault for _, fault in found if fault] == []
    assert {outcome for outcome, _ in found} >= {"refused"}
