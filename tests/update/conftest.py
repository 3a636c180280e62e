"""The command that registers a file, run on a copy of raw/banxico."""

import datetime as dt

import pytest

from remesas.update.command import main
from support.project import copy_raw

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def raw(tmp_path):
    raw = copy_raw(tmp_path, "banxico")
    for path in raw.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield raw
    for path in raw.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


@pytest.fixture
def run(raw, tmp_path, capsys):
    def run(content, *options, name="new.csv", vintage="2026-09-01", dataset="remittances"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        for folder in (raw, raw / "banxico"):
            folder.chmod(0o755)
        status = main(["register", str(path), "--source", "banxico", "--dataset", dataset, "--vintage", vintage,
                       "--raw", str(raw), *options], TODAY)  # fmt: skip
        captured = capsys.readouterr()
        return status, captured.out + captured.err

    return run
