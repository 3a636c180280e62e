"""Under what circumstances a fetch runs: its limits, its day, and in tests the server that plays the providers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx

SERVER = "REMESAS_TEST_SERVER"
LIMITS = "REMESAS_TEST_LIMITS"
TODAY = "REMESAS_TEST_TODAY"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Limits:
    """What the client bears with.

    Attributes:
        timeout: Seconds without a sign of life.
        deadline: Seconds for a whole answer.
        attempts: How often one thing is asked.
        first_wait: Seconds before the second attempt, doubled at each further one.
        longest_wait: Seconds of waiting that a provider may ask for.
        max_bytes: Size of an answer, unpacked.
        pace: Seconds between requests in place of the provider's own.
    """

    timeout: float = 30.0
    deadline: float = 300.0
    attempts: int = 5
    first_wait: float = 2.0
    longest_wait: float = 330.0
    max_bytes: int = 64_000_000
    pace: float | None = None


@dataclass(frozen=True)
class Circumstances:
    """Limits and day of a fetch.

    Attributes:
        server: The address of a server on this machine that plays all hosts (the host is the first part of the path);
            None to ask the providers themselves.
        today: The day that is the vintage of what has none of its own.
    """

    limits: Limits
    today: dt.date
    server: str | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Circumstances:
        """The circumstances that the environment sets; everything but the real ones needs a test server.

        Raises:
            ValueError: If the test server is not on this machine.
        """
        server = environment.get(SERVER)
        today = dt.datetime.now(dt.UTC).date()
        if not server:
            return cls(Limits(), today)
        if httpx.URL(server).host not in LOOPBACK:
            raise ValueError(f"{SERVER} must be an address of this machine (http://127.0.0.1:PORT).")
        if TODAY in environment:
            today = dt.date.fromisoformat(environment[TODAY])
        return cls(_changed(Limits(), environment.get(LIMITS, "")), today, server.rstrip("/"))

    def route(self, url: str) -> str:
        """Where a request to a provider's address really goes."""
        return url if self.server is None else f"{self.server}/{url.removeprefix('https://')}"

    def allows(self, address: str, hosts: frozenset[str]) -> bool:
        """Whether an address, perhaps of a redirect, is one that may be asked."""
        url = httpx.URL(address.replace("{token}", "token"))
        if self.server is None:
            return url.scheme == "https" and url.host in hosts and url.port in (None, 443)
        begin = httpx.URL(self.server)
        same = (url.scheme, url.host, url.port) == (begin.scheme, begin.host, begin.port)
        return same and url.path.split("/")[1] in hosts


def _changed(limits: Limits, text: str) -> Limits:
    """Limits with some of them set as ``timeout=0.5,pace=0``."""
    changes: dict[str, Any] = {}
    for part in filter(None, text.split(",")):
        name, value = part.split("=")
        changes[name] = int(value) if name in ("attempts", "max_bytes") else float(value)
    return replace(limits, **changes)
