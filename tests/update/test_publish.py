"""A vintage is complete or absent, whenever the run is killed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from remesas.core.errors import DataError
from remesas.update import publish as staging
from support.project import ROOT

FILES = {"two.csv": b"data", "two.meta.yaml": b"meta"}
KILL = """
import os, sys
from pathlib import Path
from remesas.update.publish import publish
from remesas.update import publish as staging
raw, moment, exchange = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "True"
if not exchange:
    staging._exchange = lambda one, other: False
left = moment
def hook(event, arguments):
    global left
    if event.startswith(("os.", "open", "shutil.", "tempfile.", "fcntl.")):
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(hook)
publish(raw, "bank", "2026-01-01", {"two.csv": b"data", "two.meta.yaml": b"meta"})
"""


def contents(folder: Path):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def existing(raw: Path):
    folder = raw / "bank" / "2026-01-01"
    folder.mkdir(parents=True)
    for name, content in (("one.csv", b"old data"), ("one.meta.yaml", b"old meta")):
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o444)


def publish_until(raw: Path, moment: int, *, exchange: bool) -> bool:
    """Publish in a process that is killed at its n-th step; whether it was."""
    command = [sys.executable, "-c", KILL, str(raw), str(moment), str(exchange)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "workflow")}
    status = subprocess.run(command, env=environment, check=False).returncode
    assert status in (0, 9)
    return status == 9


def whole(raw: Path, before):
    """Whether the old files are as they were, and of the new ones all or none are there."""
    new = {f"bank/2026-01-01/{name}": content for name, content in FILES.items()}
    return contents(raw) in (before, before | new)


@pytest.mark.parametrize("beside", [False, True], ids=["new folder", "folder with another dataset"])
def test_a_run_killed_at_any_moment_leaves_whole_vintages_and_the_next_succeeds(tmp_path, beside):
    moment, killed = 0, True
    while killed:
        raw = tmp_path / str(moment) / "raw"
        raw.mkdir(parents=True)
        if beside:
            existing(raw)
        before = contents(raw)
        killed = publish_until(raw, moment, exchange=True)
        assert whole(raw, before), moment
        staging.publish(raw, "bank", "2026-01-02", FILES)
        assert [path.name for path in (raw.parent / staging.FOLDER).iterdir()] == [staging.LOCK]
        moment += 1
    assert moment > 10


def test_without_exchange_of_folders_the_next_run_finishes_what_a_kill_cut_short(tmp_path):
    killed, moment = True, 0
    while killed:
        raw = tmp_path / str(moment) / "raw"
        existing(raw)
        before = contents(raw)
        killed = publish_until(raw, moment, exchange=False)
        staging.publish(raw, "bank", "2026-01-02", FILES)
        (raw / "bank/2026-01-02/two.csv").unlink()
        (raw / "bank/2026-01-02/two.meta.yaml").unlink()
        assert whole(raw, before), moment
        moment += 1


def test_a_vintage_is_never_overwritten(tmp_path):
    staging.publish(tmp_path / "raw", "bank", "2026-01-01", FILES)
    before = contents(tmp_path / "raw")
    with pytest.raises(DataError, match=r"never overwritten.*What to do: register the data as another vintage"):
        staging.publish(tmp_path / "raw", "bank", "2026-01-01", {"two.csv": b"other", "two.meta.yaml": b"other"})
    assert contents(tmp_path / "raw") == before


def test_files_of_other_datasets_are_not_written_to(tmp_path):
    raw = tmp_path / "raw"
    existing(raw)
    old = raw / "bank/2026-01-01/one.csv"
    before = old.stat().st_ino, old.stat().st_mtime_ns, hashlib.sha256(old.read_bytes()).digest()
    staging.publish(raw, "bank", "2026-01-01", FILES)
    assert (old.stat().st_ino, old.stat().st_mtime_ns, hashlib.sha256(old.read_bytes()).digest()) == before


def test_a_failure_leaves_nothing_aside(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(staging, "_place", fail)
    with pytest.raises(OSError, match="disk full"):
        staging.publish(tmp_path / "raw", "bank", "2026-01-01", FILES)
    assert [path.name for path in (tmp_path / staging.FOLDER).iterdir()] == [staging.LOCK]
    assert contents(tmp_path / "raw") == {}
