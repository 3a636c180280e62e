import errno
import os
from pathlib import Path

import pytest

from remesas.core.logs import logged


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, "No space left on device. What to do: make room on the disk, and call again.\n"),
        (
            errno.EFBIG,
            "File too large. What to do: raise the limit on the size of a file (ulimit -f), and call again.\n",
        ),
        (errno.EACCES, "file x.csv: Permission denied. What to do: give yourself the right to write there"),
    ],
)
def test_what_the_system_refuses_ends_a_script_with_a_sentence(tmp_path: Path, code: int, told: str) -> None:
    log = tmp_path / "log"
    with pytest.raises(SystemExit), logged(log):
        raise OSError(code, os.strerror(code), "x.csv" if code == errno.EACCES else None)
    assert log.read_text(encoding="utf-8").startswith(told)


def test_a_fault_of_the_program_keeps_its_traceback(tmp_path: Path) -> None:
    with pytest.raises(SystemExit), logged(tmp_path / "log"):
        Path(tmp_path / "lost").read_text(encoding="utf-8")
    assert "Traceback" in (tmp_path / "log").read_text(encoding="utf-8")


def test_where_the_log_itself_has_no_room_the_sentence_is_said(tmp_path: Path, capsys) -> None:
    log = tmp_path / "log"
    with pytest.raises(SystemExit), logged(log):
        log.unlink(missing_ok=True)
        log.mkdir()  # so that nothing can be written to it
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert capsys.readouterr().err == "No space left on device. What to do: make room on the disk, and call again.\n"
