"""Jobs in forks of one process."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
import snakemake_executor_plugin_forked as forked


@pytest.fixture(autouse=True)
def imported():
    forked.FORKS.set_forkserver_preload([forked.__name__])


def test_jobs_that_end_while_others_begin_are_not_taken_for_failures(tmp_path):
    """One of two that ask at once whether a process has ended finds nothing to read."""
    script = tmp_path / "short.py"
    script.write_text("pass\n", encoding="utf-8")
    job = SimpleNamespace(rulename="short")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: forked.execute_script(job, str(script)), range(200)))


def test_a_script_that_fails_is_one_that_failed(tmp_path):
    script = tmp_path / "wrong.py"
    script.write_text("raise SystemExit(3)\n", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as raised:
        forked.execute_script(SimpleNamespace(rulename="wrong"), str(script))
    assert raised.value.returncode == 3
