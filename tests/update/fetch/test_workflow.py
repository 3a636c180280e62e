"""The real `snakemake fetch`, in a copy of the project, against the server that plays the providers."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pandas as pd
import pytest
from werkzeug import Response

from remesas.ingest.raw_folder import list_metadata
from remesas.ingest.snapshots import read_snapshot

TODAY = "2027-02-15"
SOME = ["banxico:SE27803", "banxico:SE32150", "inegi:912", "inegi:6207123161", "worldbank:SP.POP.TOTL"]
LIMITS = "timeout=5,attempts=2,first_wait=0.01,longest_wait=1,pace=0"


@pytest.fixture
def around(environment):
    return environment | {"REMESAS_TEST_TODAY": TODAY, "REMESAS_TEST_LIMITS": LIMITS}


def hashes(folder):
    return {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}


def read_only(folder):
    for path in folder.rglob("*"):
        path.chmod(0o444 if path.is_file() else 0o755)


def assert_whole(raw):
    for meta in list_metadata([path for path in raw.rglob("*") if path.is_file()], raw):
        read_snapshot(meta)


def without_network(project, *arguments):
    """Snakemake in a name space with no network at all, where the system allows one."""
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    able = (
        shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0
    )
    command = [*(alone if able else []), sys.executable, "-m", "snakemake", *arguments]
    return subprocess.run(command, cwd=project, text=True, capture_output=True, check=False)


def test_one_command_brings_a_new_year_and_the_next_build_shows_it(
    project, snakemake, fake, around, tokens, in_english
):
    in_english(project)
    fake.extend("2026-12")
    fake.change("worldbank:SP.POP.TOTL", lambda frame: frame.assign(obs_value=frame["obs_value"] + 1000))
    read_only(project / "raw")
    before = hashes(project / "raw")
    result = snakemake(project, "fetch", **around, **tokens)
    assert result.returncode == 0, result.stdout
    assert f"banxico remittances: new: vintage {TODAY}: 12 new" in result.stdout
    assert "worldbank wdi: new: vintage 2026-07-13" in result.stdout
    assert {path: digest for path, digest in hashes(project / "raw").items() if path in before} == before
    assert_whole(project / "raw")

    again = snakemake(project, "fetch", **around, **tokens)
    assert again.returncode == 0, again.stdout
    assert again.stdout.count("unchanged: nothing changed since") == 7
    assert_no_secret(project, [result.stdout, again.stdout], tokens)

    built = without_network(project)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "1991–2026" in (project / "reports/brief.en.html").read_text(encoding="utf-8")
    table = pd.read_csv(project / "processed/tables/table1.csv")
    national = table[(table["basis"] == "national") & (table["time_period"] == 2026)].set_index("indicator")
    assert national.loc["remittances", "vintage"] == TODAY
    assert national["obs_value"].notna().all()


def assert_no_secret(project, outputs, tokens):
    """Neither in what was shown nor in any file that a run left, compressed ones included."""
    needles = [secret.encode() for secret in tokens.values()]
    for path in project.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(needle in content for needle in needles), path
    assert not any(secret in text for secret in tokens.values() for text in outputs)
    assert any((project / ".snakemake").rglob("*.log"))


def test_what_did_not_come_shows_in_the_summary_and_the_exit_status(project, snakemake, fake, around, tokens):
    fake.extend("2026-12")
    fake.fault("banxico", lambda request: fake.banxico("SieAPIRest/service/v1/series/NONE", request))
    secret = tokens["INEGI_TOKEN"] + "WRONG"
    result = snakemake(project, "fetch", **around, BANXICO_TOKEN="b4d", INEGI_TOKEN=secret)
    assert result.returncode != 0
    assert "banxico ce125: failed" in result.stdout
    assert "it refused the token: check INEGI_TOKEN" in result.stdout
    assert "fred minimum-wage: new" in result.stdout
    assert "Not everything came" in (project / "processed/logs/fetch.log").read_text()
    assert_no_secret(project, [result.stdout], {"INEGI_TOKEN": secret})
    assert_whole(project / "raw")


def test_a_provider_or_a_series_alone(project, snakemake, fake, around):
    fake.extend("2026-12")
    result = snakemake(project, "fetch", "--config", "fetch=[fred]", **around)
    assert result.returncode == 0, result.stdout
    assert all("fredgraph" in address for address in fake.requests)
    fake.requests.clear()
    result = snakemake(project, "fetch", "--config", "fetch_series=[banxico:SE27803]", **around)
    assert result.returncode == 0, result.stdout
    assert ["idCuadro=CE81" in address for address in fake.requests] == [True]
    result = snakemake(project, "fetch", "--config", "fetch=[inegi]", **around)
    assert result.returncode != 0
    assert "inegi evi: not asked: INEGI_TOKEN is not set" in result.stdout


def test_a_killed_fetch_leaves_whole_vintages_and_the_next_succeeds(project, fake, around, tokens):
    fake.extend("2026-12")
    environment = os.environ | around | tokens
    command = [sys.executable, "-m", "snakemake", "fetch", "--config", f"fetch_series=[{','.join(SOME)}]"]
    for moment in (1, 4, 7):
        reached = threading.Event()
        seen = len(fake.requests)

        def count(_, reached=reached, target=seen + moment):
            if len(fake.requests) >= target:
                reached.set()

        fake.faults.clear()
        fake.fault("", count)
        with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, start_new_session=True) as process:  # fmt: skip
            while not reached.wait(0.02) and process.poll() is None:
                pass
            os.killpg(process.pid, signal.SIGKILL)
        assert_whole(project / "raw")
    fake.faults.clear()
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert_whole(project / "raw")
    assert len(list((project / "raw").glob(f"*/{TODAY}/*.csv"))) == 4
    assert [path.name for path in (project / ".staging").iterdir()] == ["lock"]


def test_an_interrupt_need_not_wait_for_a_provider(project, fake, around):
    fake.fault("fredgraph", Response("", 429, {"Retry-After": "300"}))
    environment = os.environ | around | {"REMESAS_TEST_LIMITS": "longest_wait=330,pace=0"}
    command = [sys.executable, "-m", "snakemake", "fetch", "--config", "fetch=[fred]"]
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          start_new_session=True, text=True) as process:  # fmt: skip
        while "in 300 s" not in (line := process.stdout.readline()):
            assert line, "it ended before"
        begun = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.read()
    assert time.monotonic() - begun < 10
    assert process.returncode != 0
    assert_whole(project / "raw")


def test_no_build_asks_a_provider(project, snakemake, fake, around, tokens):
    result = snakemake(project, "--dry-run", "--quiet", "rules", **around, **tokens)
    assert result.returncode == 0, result.stdout
    assert "fetch" not in result.stdout
    assert fake.requests == []
