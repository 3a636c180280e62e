"""Commands end as those of the system do when what reads them (such as head) stops reading."""

import signal
import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["remesas", "remesas.trace", "remesas.translations"])
def test_a_command_ends_without_a_word_when_nobody_reads(module):
    with subprocess.Popen(
        [sys.executable, "-m", module, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == -signal.SIGPIPE
