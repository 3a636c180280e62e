"""Nothing is there by half, whenever the run is killed; a data file without metadata is no snapshot."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from remesas.core.errors import DataError
from remesas.ingest.raw_folder import META, list_metadata
from remesas.update import publish
from remesas.update.publish import publish_snapshot, settle
from support.project import ROOT

PLACE = ("bank", "2026-01-01", "two")
DATA, METADATA = "bank/2026-01-01/two.csv", f"bank/2026-01-01/two{META}"
KILL = """
import os, sys
from pathlib import Path
from remesas.update.publish import publish_snapshot
left = int(sys.argv[2])
def hook(event, arguments):
    global left
    if event.startswith(("os.", "open", "fcntl.")):
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(hook)
publish_snapshot(Path(sys.argv[1]), ("bank", "2026-01-01", "two"), b"data", b"meta")
"""


def contents(folder: Path):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def existing(raw: Path):
    folder = raw / "bank" / "2026-01-01"
    folder.mkdir(parents=True)
    for name, content in (("one.csv", b"old data"), (f"one{META}", b"old meta")):
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o444)


def publish_until(raw: Path, moment: int) -> bool:
    """Publish in a process that is killed at its n-th step; whether it was."""
    command = [sys.executable, "-c", KILL, str(raw), str(moment)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "workflow")}
    status = subprocess.run(command, env=environment, check=False, timeout=120).returncode
    assert status in (0, 9)
    return status == 9


@pytest.mark.parametrize("beside", [False, True], ids=["new folder", "folder with another dataset"])
def test_a_run_killed_at_any_moment_leaves_nothing_by_half_and_the_next_succeeds(tmp_path, beside):
    moment, killed, seen = 0, True, set()
    while killed:
        raw = tmp_path / str(moment) / "raw"
        raw.mkdir(parents=True)
        if beside:
            existing(raw)
        before = contents(raw)
        killed = publish_until(raw, moment)
        stages = [before, before | {DATA: b"data"}, before | {DATA: b"data", METADATA: b"meta"}]
        assert contents(raw) in stages, moment
        seen.add(stages.index(contents(raw)))
        # Whoever comes next finds nothing or all of it, without having to delete anything.
        again = shutil.copytree(raw.parent, tmp_path / f"again {moment}") / "raw"
        settle(raw)
        assert contents(raw) == (before if contents(again) == before else stages[2])
        # A publication of the same vintage does without that.
        if contents(again) != stages[2]:
            publish_snapshot(again, PLACE, b"other data", b"other meta")
            assert contents(again) == before | {DATA: b"other data", METADATA: b"other meta"}
        for folder in (raw, again):
            assert [path for path in contents(folder.parent / publish.STAGING) if path.endswith(META)] == []
        moment += 1
    assert seen == {0, 1, 2}


def test_a_publication_that_is_under_way_is_left_alone(tmp_path):
    raw = tmp_path / "raw"
    aside = tmp_path / publish.STAGING / publish.MARK.join(PLACE)
    for path, content in ((raw / DATA, b"data"), (aside.with_name(f"{aside.name}{META}"), b"meta")):
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    handle = os.open((raw / DATA).parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    settle(raw)
    assert not (raw / METADATA).exists()
    os.close(handle)
    settle(raw)
    assert (raw / METADATA).read_bytes() == b"meta"


def test_a_data_file_that_nothing_registers_is_named_by_the_build(tmp_path):
    path = tmp_path / "raw" / DATA
    path.parent.mkdir(parents=True)
    path.write_bytes(b"data")
    with pytest.raises(DataError, match=rf"file .*{DATA}: nothing registers this file .* or move it elsewhere\.$"):
        list_metadata([path], tmp_path / "raw")


def test_a_vintage_is_never_overwritten(tmp_path):
    publish_snapshot(tmp_path / "raw", PLACE, b"data", b"meta")
    before = contents(tmp_path)
    with pytest.raises(DataError, match=r"never overwritten.*What to do: register the data as another vintage"):
        publish_snapshot(tmp_path / "raw", PLACE, b"other", b"other")
    assert contents(tmp_path) == before


def test_files_of_other_datasets_are_not_written_to(tmp_path):
    raw = tmp_path / "raw"
    existing(raw)
    old = raw / "bank/2026-01-01/one.csv"
    before = old.stat().st_ino, old.stat().st_mtime_ns, hashlib.sha256(old.read_bytes()).digest()
    publish_snapshot(raw, PLACE, b"data", b"meta")
    assert (old.stat().st_ino, old.stat().st_mtime_ns, hashlib.sha256(old.read_bytes()).digest()) == before


def test_a_failure_leaves_no_file(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(publish.os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        publish_snapshot(tmp_path / "raw", PLACE, b"data", b"meta")
    assert contents(tmp_path) == {}
