"""The HTTP client: where it may go, how it waits, and that nothing it leaves behind has a secret."""

import logging
import threading
from contextlib import closing

import pytest
from werkzeug import Response

from remesas.update.fetch.http import (
    TOKEN,
    Client,
    Conditions,
    ProviderError,
    TransientError,
    UnavailableError,
    is_allowed,
    parse_wait,
)
from support.players import Clock, Routed

HOSTS = frozenset({"api.worldbank.org"})
SECRET = "s3cr3t/wîth ödd+signs"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://api.worldbank.org/v2", True),
        ("https://api.worldbank.org:443/v2/{token}", True),
        ("http://api.worldbank.org/v2", False),
        ("https://api.worldbank.org:8443/v2", False),
        ("https://api.worldbank.org.example.org/v2", False),
        ("https://example.org/api.worldbank.org", False),
        ("https://api.worldbank.org@example.org/", False),
        ("ftp://api.worldbank.org/", False),
    ],
)
def test_only_https_to_the_declared_hosts(address, allowed):
    assert is_allowed(address, HOSTS) is allowed


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12", 12), ("0.5", 0.5), ("-3", 0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("soon", None), (None, None)],
)
def test_waiting_times(text, expected):
    assert parse_wait(text) == expected


@pytest.fixture
def client(conditions):
    told = []
    with closing(Client(HOSTS, SECRET, 0, conditions, told.append)) as client:
        client.told = told
        yield client


def text_of(answer):
    answer.check_status()
    return answer.text


URL = f"https://api.worldbank.org/secret/{TOKEN}"


def test_retry_after_is_kept(client, fake):
    fake.fault("/secret/", Response("", 429, {"Retry-After": "0.03"}), 1)
    fake.fault("/secret/", "well")
    assert client.get(URL, text_of) == "well"
    assert client.told == ["it answered with status 429; attempt 2 of 3 in 0 s"]


def test_a_wait_that_is_too_long_is_not_begun(client, fake):
    fake.fault("/secret/", Response("", 503, {"Retry-After": "4000"}))
    with pytest.raises(ProviderError, match="come again in 4000 s"):
        client.get(URL, text_of)
    assert len(fake.requests) == 1


def test_a_redirect_among_the_declared_hosts_is_followed(client, fake):
    fake.fault("/secret/", Response("", 302, {"Location": "/moved"}))
    fake.fault("/moved", "there")
    assert client.get(URL, text_of) == "there"


@pytest.mark.parametrize(
    "location",
    ["http://api.worldbank.org/", "//example.org/", "https://example.org/", "file:///etc/passwd", "//x"],
)
def test_a_redirect_elsewhere_is_refused(client, fake, location):
    fake.fault("/secret/", Response("", 301, {"Location": location}))
    with pytest.raises(ProviderError, match="not among its declared hosts"):
        client.get(URL, text_of)
    assert len(fake.requests) == 1


def test_latin_1_and_bom_are_read(client, fake):
    fake.fault("/secret/", "México".encode("latin-1"), 1)
    fake.fault("/secret/", b"\xef\xbb\xbfM\xc3\xa9xico", 1)
    assert [client.get(URL, text_of), client.get(URL, text_of)] == ["México", "México"]


def test_no_secret_in_logs_progress_errors_or_what_libraries_say(client, fake, caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        assert logging.getLogger(name).getEffectiveLevel() > logging.CRITICAL
    fake.fault("/secret/", Response("", 404))
    with pytest.raises(ProviderError) as missing:
        client.get(URL, text_of, {"X-Key": "plain"})

    def echoes(answer):
        raise TransientError(f"it echoes {SECRET} and {fake.requests[-1]}")

    with pytest.raises(ProviderError) as echoed:
        client.get(URL, echoes)
    with pytest.raises(ProviderError) as illegal:
        client.get(URL, text_of, {"X-Key": f"{TOKEN}\r\nX: y"})
    said = [str(error.value) for error in (missing, echoed, illegal)]
    chained = [error.value.__cause__ for error in (missing, echoed, illegal)]
    logged = [record.getMessage() for record in caplog.records if record.name != "werkzeug"]
    shown = "\n".join([*said, *client.told, *logged])
    assert chained == [None, None, None]
    assert "s3cr3t" not in shown
    assert "[token]" in shown
    assert "s3cr3t" in fake.requests[0], "it is sent, though"


@pytest.fixture
def connected(server):
    """A client behind a real connection, by a clock that does not wait between attempts."""
    conditions = Conditions(timeout=0.2, attempts=2, clock=Clock(), transport=Routed(server.port))
    with closing(Client(HOSTS, SECRET, 0, conditions, lambda _: None)) as client:
        yield client


def test_a_server_that_never_answers_is_given_up(connected, fake):
    released = threading.Event()
    fake.fault("/secret/", lambda _: released.wait(60) and Response("late"))
    try:
        with pytest.raises(UnavailableError, match=r"did not answer within 0.2 s \(2 attempts\)"):
            connected.get(URL, text_of)
    finally:
        released.set()


def test_a_connection_that_breaks_is_tried_again(connected, fake):
    def cut(_):
        answer = Response("begun")
        answer.headers["Content-Length"] = "100000"
        answer.automatically_set_content_length = False
        return answer

    fake.fault("/secret/", cut)
    with pytest.raises(UnavailableError, match="the connection failed"):
        connected.get(URL, text_of)
    assert len(fake.requests) == 2
