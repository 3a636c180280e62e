"""A folder is held by one build, and by nothing that has died."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from remesas.core.errors import DataError
from remesas.core.logs import HELD
from remesas.plan import hold
from remesas.plan.hold import check_space, check_writable, hold_folder

HOLD = "from remesas.plan.hold import hold_folder; hold_folder('processed', Path(sys.argv[1]))"
JOB = "from remesas.core.logs import logged\nwith logged(sys.argv[1] + '/job.log'):"
WAIT = "print('ready', flush=True); sys.stdin.read()"
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a process that runs some code and waits, when it has."""
    made = []

    def run(code: str, **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", f"import sys\nfrom pathlib import Path\n{code} {WAIT}", str(tmp_path)]
        process = subprocess.Popen(
            command, env=os.environ | environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        made.append(process)
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        return process

    yield run
    for process in made:
        process.kill()
        process.communicate()


@pytest.fixture
def holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Holds the folder for a moment, as a build would."""
    monkeypatch.setenv(HELD, "")

    def held() -> None:
        os.close(hold_folder("processed", tmp_path))

    return held


def test_a_build_under_way_is_named_and_a_killed_one_leaves_nothing(start: Start, holds, tmp_path: Path) -> None:
    build = start(f"{HOLD};")
    with pytest.raises(DataError) as refused:
        holds()
    assert str(refused.value) == (
        f"file processed/: another build (process {build.pid}) is under way in this folder. What to do: wait until it "
        "has ended, or end it; nothing has to be unlocked after that."
    )
    os.close(hold_folder("processed/2023-12-31", tmp_path))  # other results are another matter
    build.send_signal(signal.SIGKILL)
    build.wait()
    holds()


def test_the_number_of_a_dead_build_may_be_that_of_another_process(holds, tmp_path: Path) -> None:
    (tmp_path / "processed").write_text(str(os.getppid()), encoding="ascii")
    holds()


def test_jobs_that_outlive_their_build_are_waited_for(start: Start, holds, tmp_path: Path, monkeypatch) -> None:
    build = start(f"{HOLD};")
    job = start(JOB, **{HELD: str(tmp_path / "processed")})
    build.kill()
    build.wait()
    waited = []
    plain = hold.fcntl.flock

    def flock(handle: int, operation: int) -> None:
        if operation == hold.fcntl.LOCK_EX:  # the one that waits
            waited.append(job.poll())
            job.kill()
            job.wait()
        plain(handle, operation)

    monkeypatch.setattr(hold.fcntl, "flock", flock)
    holds()
    assert waited == [None], "the job was alive until the build waited for it"


def test_a_full_disk_and_a_folder_that_is_read_only_stop_a_build_before_it_begins(tmp_path: Path, monkeypatch) -> None:
    check_space(tmp_path)
    monkeypatch.setattr(hold, "NEEDED", 10**18)
    with pytest.raises(DataError, match=r"the disk has \d+ MB left.* make room, and call again: nothing has changed\."):
        check_space(tmp_path)
    check_writable([tmp_path, tmp_path / "to come"])
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(DataError, match=rf"file {tmp_path}/: the folder may not be written to\. What to do: give your"):
        check_writable([tmp_path])
