import datetime as dt
import re
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer

from remesas.update.fetch.http import Conditions
from remesas.update.fetch.run import fetch_all
from support.fetch import check_raw_is_whole
from support.players import TOKENS, Clock, Fake, InProcess, play_catalog
from support.project import copy_raw

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def figures(catalog):
    return play_catalog(catalog)


@pytest.fixture
def fake(catalog, figures) -> Fake:
    units = {name: catalog.series[name].unit for name in figures} | {
        "banxico:SE27803": "USD million",
        "banxico:SE27808": "thousand operations",
    }
    return Fake(catalog, {name: frame.copy() for name, frame in figures.items()}, {}, units)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conditions(fake, clock) -> Conditions:
    """Asks the players in this process, by a clock that does not wait."""
    return Conditions(attempts=3, max_bytes=20_000_000, clock=clock, transport=InProcess(fake, clock))


@pytest.fixture
def server(fake) -> Iterator[HTTPServer]:
    """The players behind a real connection, for other processes."""
    with HTTPServer(host="127.0.0.1", threaded=True) as server:
        server.expect_request(re.compile(".*")).respond_with_handler(fake)
        yield server


@pytest.fixture
def tokens() -> dict[str, str]:
    return TOKENS


@pytest.fixture
def raw(tmp_path):
    """Existing snapshots, read-only; of the World Bank only one, for speed."""
    folder = copy_raw(tmp_path, "banxico", "inegi", "fred", "worldbank/2026-04-08", "worldbank/2025-H2")
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    return folder


@pytest.fixture
def fetch(catalog, raw, conditions):
    """Fetches, and checks that nothing that was there changed and that all that is there now is whole."""

    def fetch(*sources, series=(), versions=(), now=NOW, **tokens):
        before = {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}
        fetch.told = []
        tell = fetch.told.append
        outcomes = fetch_all(catalog, raw, tokens, tell, sources, series, versions, conditions=conditions, now=now)
        assert {path: path.read_bytes() for path in before} == before
        check_raw_is_whole(raw, catalog, set(before))
        return {(outcome.source, outcome.dataset): outcome for outcome in outcomes}

    return fetch
