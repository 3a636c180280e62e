"""Run each script in a fork of a process that has imported the library: ``--executor forked``.

Everything else is Snakemake's local executor: what runs when, logs, failures. A job is a process of its own, whose
memory is freed with it; but it does not start an interpreter and import pandas, charts and WeasyPrint first, which
takes longer than what most scripts do. The fork server is that of Python (``multiprocessing``).
"""

import multiprocessing
import os
import runpy
import subprocess
from pathlib import Path

from snakemake.executors.local import Executor as LocalExecutor
from snakemake.executors.local import common_settings as common_settings
from snakemake.script import PythonScript

FORKS = multiprocessing.get_context("forkserver")
IMPORTED = ["__main__", "remesas.brief.page.brief", "remesas.brief.page.pdf", "remesas.plan.package"]
"""What the server imports once: Snakemake itself, and what the heaviest scripts read."""


class Executor(LocalExecutor):
    """The local executor, but that it forks where that one starts an interpreter."""

    def __post_init__(self) -> None:
        super().__post_init__()
        FORKS.set_forkserver_preload(IMPORTED)
        PythonScript.execute_script = execute_script


def execute_script(script: PythonScript, fname: str, edit: bool = False) -> None:
    """Run a script that Snakemake has written out for its job.

    Raises:
        CalledProcessError: If it fails, as Snakemake's own way does.
    """
    process = FORKS.Process(target=run_file, args=(fname, dict(os.environ)))
    process.start()
    process.join()
    if process.exitcode:
        raise subprocess.CalledProcessError(process.exitcode, f"{script.rulename}: {fname}")


def run_file(fname: str, environment: dict[str, str]) -> None:
    """What the fork does."""
    os.environ.update(environment)
    runpy.run_path(str(Path(fname)), run_name="__main__")
