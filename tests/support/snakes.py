"""Snakemake run by a process that has imported it once: each run is a fork, in its own folder and environment.

``python -m support.snakes`` reads a line of JSON for each run (folder, arguments, environment, file for all that is
said) and answers with its exit status. Snakemake alone is imported before the fork: what a project brings, its library
and its executor, is read anew by each run.
"""

import json
import os
import runpy
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path


def run_forked(folder: Path, arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """The exit status of ``python -m snakemake`` and what it said, output and errors as one text."""
    server = _start()
    with tempfile.NamedTemporaryFile() as said:
        print(json.dumps([str(folder), arguments, environment, said.name]), file=server.stdin, flush=True)
        status = server.stdout.readline()
        assert status, f"the server of Snakemake ended: {server.wait()}"
        return int(status), Path(said.name).read_text(encoding="utf-8")


@cache
def _start() -> subprocess.Popen[str]:
    """The server of this process."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "support.snakes"]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _become(folder: str, arguments: list[str], environment: dict[str, str], said: str) -> None:
    """Make this process one that a shell would have begun with ``python -m snakemake``."""
    output = os.open(said, os.O_WRONLY | os.O_APPEND)
    for stream, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, output), (2, output)):
        os.dup2(target, stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[:] = [folder, *environment["PYTHONPATH"].split(os.pathsep), *_ADDED]
    sys.argv = ["snakemake", *arguments]
    ExecutorPluginRegistry().collect_plugins()  # it had looked for them on the server's path
    runpy.run_module("snakemake", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    import snakemake.cli  # noqa: F401  what every run would import
    from snakemake_interface_executor_plugins.registry import ExecutorPluginRegistry

    own = {str(Path.cwd()), str(Path(__file__).parents[1])}
    _ADDED = [path for path in sys.path if path not in own]
    for line in sys.stdin:
        if not (child := os.fork()):
            _become(*json.loads(line))
            sys.exit()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
