"""The real `snakemake fetch`, in a copy of the project whose script asks the players, and a fetch that is killed."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
import time

import pandas as pd
import pytest
from werkzeug import Response

from remesas.core.errors import DataError
from remesas.ingest.raw_folder import META, list_metadata
from remesas.ingest.snapshots import read_snapshot
from support.fetch import NOW, ask_players
from support.project import ROOT, copy_raw, heed_signals, run_snakemake, without_network

TODAY = f"{NOW:%Y-%m-%d}"
SOME = ["banxico:SE27803", "banxico:SE32150", "inegi:912", "inegi:6207123161", "worldbank:SP.POP.TOTL"]
GUARD = 300
"""Seconds after which a process that should have ended is stuck."""


@pytest.fixture
def asking(project, server):
    """A copy of the project whose fetches ask the players."""
    ask_players(project, server.port)
    return project


def hashes(folder):
    return {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}


def read_only(folder):
    for path in folder.rglob("*"):
        path.chmod(0o444 if path.is_file() else 0o755)


def assert_whole(raw):
    """Every snapshot is as its metadata say; a data file without metadata is none, and the build names it."""
    files = [path for path in raw.rglob("*") if path.is_file()]
    alone = [path for path in files if path.suffix == ".csv" and not path.with_name(f"{path.stem}{META}").exists()]
    for path in alone:
        with pytest.raises(DataError, match=str(path)):
            list_metadata([path], raw)
    for meta in list_metadata([path for path in files if path not in alone], raw):
        read_snapshot(meta)
    return not alone


def assert_no_secret(project, outputs, tokens):
    """Neither in what was shown nor in any file that a run left, compressed ones included."""
    needles = [secret.encode() for secret in tokens.values()]
    for path in project.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(needle in content for needle in needles), path
    assert not any(secret in text for secret in tokens.values() for text in outputs)
    assert any((project / ".snakemake").rglob("*.log"))


def test_one_command_brings_a_new_year_without_a_series_that_was_dropped_and_the_next_build_shows_both(
    rebuilt, server, fake, tokens, in_english
):
    """Of two providers, from a new request to the page; all of them are asked in test_fetch.py."""
    asking = rebuilt
    ask_players(asking, server.port)
    in_english(asking)
    old = (asking / "reports/MEX/brief.en.html").read_text(encoding="utf-8")
    fake.extend("2026-12")
    del fake.values["banxico:SE33538"]  # exports of agriculture
    read_only(asking / "raw")
    before = hashes(asking / "raw")
    result = run_snakemake(asking, "fetch", "--config", "fetch=[banxico,inegi]", **tokens)
    assert result.returncode != 0
    assert f"banxico remittances: new: vintage {TODAY}: 12 new" in result.stdout
    assert "SE33538 did not come: the provider does not know it" in result.stdout
    assert {path: digest for path, digest in hashes(asking / "raw").items() if path in before} == before
    assert assert_whole(asking / "raw")
    assert_no_secret(asking, [result.stdout], tokens)

    fake.requests.clear()
    built = run_snakemake(
        asking, "reports/MEX/brief.en.html", "processed/MEX/outdated_series.csv", before=without_network(), **tokens
    )
    assert built.returncode == 0, built.stdout
    assert "Asking for newer data" not in built.stdout
    assert fake.requests == [], "no build asks a provider"
    new = (asking / "reports/MEX/brief.en.html").read_text(encoding="utf-8")
    # remittances of 2026: 62,471.6990 × 1.01 = 63,096.416
    for text in ("1991–2026", "63,096"):
        assert text not in old and text in new
    table = pd.read_csv(asking / "processed/MEX/tables/table1.csv")
    national = table[(table["basis"] == "national") & (table["time_period"] == NOW.year - 1)].set_index("indicator")
    assert national.loc["remittances", "vintage"] == TODAY
    assert national.loc["remittances", "obs_value"] == pytest.approx(63096.416, abs=0.01)
    assert national.index[national["obs_value"].isna()].tolist() == ["agriculture"]

    outdated = pd.read_csv(asking / "processed/MEX/outdated_series.csv").set_index("series")
    row = outdated.loc["SE33538"]
    assert (row["state"], row["vintage"], row["newest_vintage"]) == ("dropped", "2026-06-20", TODAY)
    assert "if it was renumbered, declare the new series there" in row["remedy"], "the page about revisions shows it"
    assert "SE32150" not in outdated.index
    own = table[(table["basis"] == "national") & (table["time_period"] == NOW.year - 2)].set_index("indicator")
    assert own.loc["agriculture", "vintage"] == "2026-06-20" and own.loc["agriculture", "obs_value"] > 0
    assert own.loc["oil", "vintage"] == TODAY
    said = re.sub(r"<[^>]*>", " ", new)
    dropped = "The vintage of 15 February 2027 no longer has SE33538; that of 20 June 2026 stays in use."
    assert dropped in " ".join(said.split())


def test_what_did_not_come_shows_in_the_summary_and_the_exit_status(asking, fake, tokens):
    fake.extend("2026-12")
    secret = tokens["INEGI_TOKEN"] + "WRONG"
    result = run_snakemake(asking, "fetch", BANXICO_TOKEN="b4d", INEGI_TOKEN=secret)
    assert result.returncode != 0
    assert "it refused the token: check BANXICO_TOKEN" in result.stdout
    assert "it refused the token: check INEGI_TOKEN" in result.stdout
    assert "fred minimum-wage: new" in result.stdout
    assert "Not everything came" in (asking / "processed/logs/fetch.log").read_text()
    assert_no_secret(asking, [result.stdout], {"INEGI_TOKEN": secret})
    assert assert_whole(asking / "raw")


def test_a_provider_and_a_series_alone(asking, fake):
    fake.extend("2026-12")
    result = run_snakemake(asking, "fetch", "--config", "fetch=[banxico]", "fetch_series=[banxico:SE27803]")
    assert result.returncode == 0, result.stdout
    assert ["idCuadro=CE81" in address for address in fake.requests] == [True]


def test_a_killed_fetch_leaves_whole_vintages_and_the_next_succeeds(tmp_path, server, fake, tokens):
    raw = copy_raw(tmp_path, "banxico", "inegi", "fred", "worldbank/2026-04-08")
    fake.extend("2026-12")
    paths = os.pathsep.join([str(ROOT / "workflow"), str(ROOT / "tests")])
    environment = os.environ | tokens | {"PYTHONPATH": paths}
    command = [sys.executable, "-m", "support.fetch", str(server.port), str(raw), *SOME]
    for moment in (1, 4, 7):
        reached = threading.Event()
        seen = len(fake.requests)

        def count(_, reached=reached, target=seen + moment):
            if len(fake.requests) >= target:
                reached.set()

        fake.faults.clear()
        fake.fault("", count)
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              start_new_session=True) as process:  # fmt: skip
            end = time.monotonic() + GUARD
            while not reached.wait(0.02) and process.poll() is None:
                assert time.monotonic() < end, f"request {moment} was not made within {GUARD} s"
            os.killpg(process.pid, signal.SIGKILL)
        assert_whole(raw)
    fake.faults.clear()
    result = subprocess.run(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=GUARD,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    assert assert_whole(raw)
    assert len(list(raw.glob(f"*/{TODAY}/*.csv"))) == 4
    assert list((tmp_path / ".staging").iterdir()) == []


def test_an_interrupt_need_not_wait_for_a_provider(project, server, fake):
    ask_players(project, server.port, waits=True)
    fake.fault("fredgraph", Response("", 429, {"Retry-After": "300"}))
    command = [sys.executable, "-m", "snakemake", "fetch", "--config", "fetch_series=[fred:FEDMINNFRWG]"]

    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          start_new_session=True, preexec_fn=heed_signals) as process:  # fmt: skip
        guard = threading.Timer(GUARD, os.killpg, (process.pid, signal.SIGKILL))
        guard.start()
        try:
            said = ""
            while "in 300 s" not in said:
                line = process.stdout.readline()
                assert line, f"it ended, or was killed after {GUARD} s, before it waited: {said}"
                said += line
            begun = time.monotonic()
            os.killpg(process.pid, signal.SIGINT)
            said += process.stdout.read()
            process.wait()
        finally:
            guard.cancel()
    assert time.monotonic() - begun < 200, f"it waited for the provider: {said}"
    assert process.returncode not in (0, -signal.SIGKILL), said
    assert_whole(project / "raw")
