"""Run each script in a fork of a process that has imported the library: ``--executor forked``.

Everything else is Snakemake's local executor: what runs when, logs, failures. A job is a process of its own, whose
memory is freed with it; but it does not start an interpreter and import pandas, charts and WeasyPrint first, which
takes longer than what most scripts do. The fork server is that of Python (``multiprocessing``).
"""

import multiprocessing
import os
import runpy
import subprocess
from multiprocessing import connection
from pathlib import Path
from threading import Lock

from snakemake.executors.local import Executor as LocalExecutor
from snakemake.executors.local import common_settings as common_settings
from snakemake.script import PythonScript

FORKS = multiprocessing.get_context("forkserver")
IMPORTED = [
    __name__,
    "remesas.brief.page.brief",
    "remesas.brief.page.pdf",
    "remesas.plan.package",
    "remesas.plan.preload",
]
"""What the server imports once: Snakemake by way of this module, what the heaviest scripts read, and the catalog."""
ALONE = Lock()
"""Held while a process is started, which asks all others whether they have ended, and while one is asked itself: who
asks second finds that there is nothing to be read any more, and takes that for a failure."""


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
    with ALONE:
        process.start()
    connection.wait([process.sentinel])
    with ALONE:
        process.join()
    if process.exitcode:
        raise subprocess.CalledProcessError(process.exitcode, f"{script.rulename}: {fname}")


def run_file(fname: str, environment: dict[str, str]) -> None:
    """What the fork does."""
    os.environ.update(environment)
    runpy.run_path(str(Path(fname)), run_name="__main__")
