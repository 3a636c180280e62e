import re
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer

from remesas.update.fetch.http import Conditions
from support.players import TOKENS, Clock, Fake, InProcess, play_catalog


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
