"""Start a Slurm of one node in a folder of its own, for one test run: no service, no file of the system is touched."""

import getpass
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

PROGRAMS = {"munged": "munge", "slurmctld": "slurmctld", "slurmd": "slurmd", "sbatch": "slurm-client"}
"""What is started, and the package of Debian that has it."""
SEARCHED = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
SECONDS_TO_START = 30
CONFIGURATION = """\
ClusterName=solo
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
StateSaveLocation={folder}/controller
SlurmdSpoolDir={folder}/node
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory={memory} State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def list_missing() -> str:
    """What this machine lacks for a run on Slurm, as a sentence; nothing where all is there."""
    if importlib.util.find_spec("snakemake_executor_plugin_slurm") is None:
        return "the executor plugin is not installed: pip install --require-hashes -r requirements-slurm.txt"
    packages = [package for name, package in PROGRAMS.items() if not shutil.which(name, path=SEARCHED)]
    return f"Slurm is not installed: apt-get install --no-install-recommends {' '.join(packages)}" if packages else ""


@contextmanager
def start_slurm(folder: Path) -> Iterator[dict[str, str]]:
    """A running cluster of this machine alone; what is given is the environment in which its commands find it.

    Raises:
        TimeoutError: If its node is not ready in time; the message has what its parts said.
    """
    for part in ("controller", "node"):
        (folder / part).mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    key = folder / "munge.key"
    key.write_bytes(secrets.token_bytes(1024))
    key.chmod(0o400)
    configuration = folder / "slurm.conf"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    configuration.write_text(CONFIGURATION.format(
        host=socket.gethostname().partition(".")[0], user=getpass.getuser(), folder=folder, cores=os.cpu_count(),
        memory=memory // 2, controller_port=_find_port(), node_port=_find_port(),
    ), encoding="utf-8")  # fmt: skip
    environment = {
        "SLURM_CONF": str(configuration),
        "PATH": f"{_lead_srun(folder, configuration)}{os.pathsep}{SEARCHED}",
    }
    munge = ["munged", "--foreground", "--force", f"--key-file={key}"]
    munge += [
        f"--{name}={folder}/munge.{name.split('-')[0]}" for name in ("socket", "pid-file", "log-file", "seed-file")
    ]
    with ExitStack() as stack:
        for command in (munge, ["slurmctld", "-D"], ["slurmd", "-D"]):
            stack.enter_context(_run_beside(command, folder, environment))
            if command is munge:
                _wait(lambda: (folder / "munge.socket").exists(), folder)
        _wait(lambda: "idle" in _ask(environment, "sinfo", "--noheader", "--format=%T"), folder)
        yield environment


def _lead_srun(folder: Path, configuration: Path) -> Path:
    """A folder whose `srun` finds the cluster: the plugin takes SLURM_CONF from what a job calls."""
    programs = folder / "programs"
    programs.mkdir()
    lead = programs / "srun"
    lead.write_text(f'#!/bin/sh\nSLURM_CONF={configuration} exec {shutil.which("srun", path=SEARCHED)} "$@"\n')
    lead.chmod(0o755)
    return programs


def list_queued(environment: dict[str, str]) -> list[str]:
    """The numbers of the jobs that wait or run."""
    return _ask(environment, "squeue", "--noheader", "--format=%i").split()


def _ask(environment: dict[str, str], *command: str) -> str:
    result = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    return result.stdout


@contextmanager
def _run_beside(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[None]:
    program = shutil.which(command[0], path=SEARCHED) or command[0]
    with (folder / f"{command[0]}.out").open("wb") as said:
        running = subprocess.Popen(
            [program, *command[1:]], env=os.environ | environment, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            yield
        finally:
            running.terminate()
            try:
                running.wait(SECONDS_TO_START)
            except subprocess.TimeoutExpired:  # it waits for a job that has lost its controller
                running.kill()
                running.wait()


def _wait(is_ready, folder: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while not is_ready():
        if time.monotonic() > end:
            said = "\n".join(path.read_text(errors="replace")[-2000:] for path in sorted(folder.glob("*.out")))
            raise TimeoutError(f"Slurm was not ready after {SECONDS_TO_START} seconds.\n{said}")
        time.sleep(0.2)


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
