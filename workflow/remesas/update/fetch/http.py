"""Ask providers over HTTP: bounded in time, size, rate and attempts, and silent about secrets.

It speaks https with the hosts that a provider declares, and with no other. A request holds the word ``{token}`` where
the secret belongs, which is put in at the last moment: no address that is kept, shown or logged ever has it.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urljoin

import httpx
import tenacity

from remesas.update.readers.base import decode_text

T = TypeVar("T")
TOKEN = "{token}"
CLIENT = f"remesas (httpx {httpx.__version__})"
REDIRECTS = (301, 302, 303, 307, 308)
OVERLOADED = (408, 425, 429, 500, 502, 503, 504)
_MAX_REDIRECTS = 3

for _name in ("httpx", "httpcore"):
    # Their messages have the address as it is sent, and with it the secret.
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class ProviderError(Exception):
    """A provider did not give what was asked, said so that a user knows what to do."""


class NotFoundError(ProviderError):
    """The provider does not know what was asked."""


class TooMuchError(ProviderError):
    """The provider wants to be asked for less at once."""


class TransientError(Exception):
    """Something that may be over soon.

    Args:
        problem: What it is.
        wait: After how many seconds the provider says to come again.
    """

    def __init__(self, problem: str, wait: float | None = None) -> None:
        """Keep both parts."""
        self.problem, self.wait = problem, wait
        super().__init__(problem)


class DownError(TransientError):
    """The provider does not answer at all, or no more for a while: nothing else need be asked of it now."""


class UnavailableError(ProviderError):
    """The provider stayed down."""


class Clock(Protocol):
    """What the client waits by, such as the module ``time``."""

    def monotonic(self) -> float:
        """Seconds since some moment."""

    def sleep(self, seconds: float, /) -> None:
        """Wait."""


@dataclass(frozen=True)
class Conditions:
    """What the client bears with, and how it reaches a provider.

    Attributes:
        timeout: Seconds without a sign of life.
        deadline: Seconds for a whole answer.
        attempts: How often one thing is asked.
        first_wait: Seconds before the second attempt, doubled at each further one.
        longest_wait: Seconds of waiting that a provider may ask for.
        max_bytes: Size of an answer, unpacked.
        clock: What times and waits are taken from.
        transport: What carries requests; by default connections, or the proxies that the environment names.
    """

    timeout: float = 30.0
    deadline: float = 300.0
    attempts: int = 5
    first_wait: float = 2.0
    longest_wait: float = 330.0
    max_bytes: int = 64_000_000
    clock: Clock = field(default=time)
    transport: httpx.BaseTransport | None = None


@dataclass(frozen=True)
class Answer:
    """What came back, believed by nobody yet."""

    status: int
    headers: httpx.Headers
    content: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8 with or without BOM, or as Latin-1."""
        return decode_text(self.content)

    @property
    def is_html(self) -> bool:
        """Whether the body is a page."""
        start = self.content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))

    def json(self) -> Any:
        """The body as JSON; numbers stay text, as the provider wrote them.

        Raises:
            TransientError: If it is a page, empty, XML or cut short: overloaded servers answer so.
        """
        if self.is_html:
            raise TransientError("it answered with an HTML page in place of JSON")
        try:
            return json.loads(self.text, parse_float=str, parse_int=str)
        except ValueError:
            kind = "nothing" if not self.content.strip() else "text that is not JSON, or is cut short"
            raise TransientError(f"it answered with {kind}") from None

    def check_status(self) -> None:
        """Raise for a status other than success.

        Raises:
            TransientError: If the server is overloaded or over its limit.
            NotFoundError: At 404.
            TooMuchError: At 413 and 414.
            ProviderError: At any other.
        """
        if self.status in OVERLOADED:
            raise TransientError(f"it answered with status {self.status}", parse_wait(self.headers.get("Retry-After")))
        if self.status == 404:
            raise NotFoundError("it answered that there is no such thing (status 404)")
        if self.status in (413, 414):
            raise TooMuchError(f"it answered that this is too much at once (status {self.status})")
        if self.status in (401, 403):
            raise ProviderError(f"it refused access (status {self.status})")
        if self.status != 200:
            raise ProviderError(f"it answered with status {self.status}")


def parse_wait(text: object) -> float | None:
    """A waiting time in seconds, as a number or a date of HTTP; None if it is neither."""
    try:
        return max(0.0, float(str(text)))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(str(text)).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


class Client:
    """Asks one provider.

    Args:
        hosts: The only hosts that may be asked.
        token: The secret, or None.
        pace: The least time between two requests, in seconds.
        conditions: What it bears with, and how it reaches the provider.
        tell: Takes a line of progress.
    """

    def __init__(
        self,
        hosts: frozenset[str],
        token: str | None,
        pace: float,
        conditions: Conditions,
        tell: Callable[[str], None],
    ) -> None:
        """Open no connection yet."""
        self.has_token = bool(token)
        self._hosts, self._token, self._pace = hosts, token or "", pace
        self._conditions, self._clock = conditions, conditions.clock
        self._tell, self._last = tell, float("-inf")
        self._http = httpx.Client(
            transport=conditions.transport,
            timeout=httpx.Timeout(conditions.timeout),
            follow_redirects=False,
            headers={"User-Agent": CLIENT, "Accept-Encoding": "gzip"},
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def redact(self, text: str) -> str:
        """The text without the secret, in whatever way an address or a library wrote it."""
        for secret in {self._token, quote(self._token, safe=""), repr(self._token)[1:-1]} - {""}:
            text = text.replace(secret, "[token]")
        return text

    def tell(self, text: str) -> None:
        """Show a line of progress."""
        self._tell(self.redact(text))

    def get(self, url: str, interpret: Callable[[Answer], T], headers: Mapping[str, str] | None = None) -> T:
        """Ask until the answer makes sense, or there is no more hope.

        Args:
            url: An https address of a declared host, with ``{token}`` for the secret.
            interpret: Makes something of an answer; its ``TransientError`` leads to another attempt.
            headers: Of the request, with ``{token}`` too.

        Raises:
            ProviderError: With what went wrong, at the last attempt or where another makes no sense.
        """

        def attempt() -> T:
            try:
                return interpret(self._ask(url, headers or {}))
            except httpx.TimeoutException:
                raise DownError(f"it did not answer within {self._conditions.timeout:g} s") from None
            except httpx.RequestError as error:
                raise DownError(f"the connection failed ({type(error).__name__}: {error})") from None

        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._conditions.attempts),
            retry=tenacity.retry_if_exception(self._is_hopeful),
            wait=self._wait,
            before_sleep=self._tell_wait,
            sleep=self._clock.sleep,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except TransientError as error:
            kind = UnavailableError if isinstance(error, DownError) else ProviderError
            raise kind(self.redact(self._give_up(error, retrying))) from None
        except ProviderError as error:
            raise type(error)(self.redact(str(error))) from None
        except (httpx.InvalidURL, httpx.HTTPError, UnicodeError) as error:
            raise ProviderError(f"the request could not be made ({type(error).__name__})") from None

    def _is_hopeful(self, error: BaseException) -> bool:
        return isinstance(error, TransientError) and (error.wait or 0) <= self._conditions.longest_wait

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TransientError) and error.wait is not None:
            return error.wait
        first = self._conditions.first_wait
        return tenacity.wait_exponential_jitter(multiplier=first, jitter=first)(state)

    def _tell_wait(self, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        pause = state.next_action.sleep if state.next_action else 0
        self.tell(f"{error}; attempt {state.attempt_number + 1} of {self._conditions.attempts} in {pause:.0f} s")

    def _give_up(self, error: TransientError, retrying: tenacity.Retrying) -> str:
        if not self._is_hopeful(error):
            return f"{error.problem}, and asks to come again in {error.wait:.0f} s: fetch again then"
        return f"{error.problem} ({retrying.statistics['attempt_number']} attempts)"

    def _ask(self, address: str, headers: Mapping[str, str]) -> Answer:
        """One request, and the redirects that stay among the declared hosts."""
        for _ in range(_MAX_REDIRECTS + 1):
            if not is_allowed(address, self._hosts):
                raise ProviderError(
                    f"it leads to {_host(address)}, which is not among its declared hosts "
                    f"({', '.join(sorted(self._hosts))}): refused"
                )
            answer = self._send(address, headers)
            if answer.status not in REDIRECTS:
                return answer
            address = urljoin(address, answer.headers.get("Location", ""))
        raise ProviderError(f"it redirects more than {_MAX_REDIRECTS} times")

    def _send(self, address: str, headers: Mapping[str, str]) -> Answer:
        self._keep_pace()
        begun = self._clock.monotonic()
        secret = self._token
        full = address.replace(TOKEN, quote(secret, safe=""))
        filled = {name: value.replace(TOKEN, secret) for name, value in headers.items()}
        with self._http.stream("GET", full, headers=filled) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > self._conditions.max_bytes:
                    raise ProviderError(f"its answer is larger than {self._conditions.max_bytes} bytes: refused")
                if self._clock.monotonic() - begun > self._conditions.deadline:
                    raise TransientError(f"its answer was not complete within {self._conditions.deadline:g} s")
            return Answer(response.status_code, response.headers, bytes(body))

    def _keep_pace(self) -> None:
        self._clock.sleep(max(0.0, self._last + self._pace - self._clock.monotonic()))
        self._last = self._clock.monotonic()


def is_allowed(address: str, hosts: frozenset[str]) -> bool:
    """Whether an address, perhaps of a redirect, is https on one of the hosts."""
    url = httpx.URL(address.replace(TOKEN, "token"))
    return url.scheme == "https" and url.host in hosts and url.port in (None, 443)


def _host(address: str) -> str:
    url = httpx.URL(address)
    return f"{url.scheme}://{url.host}"


@contextmanager
def explained(what: str) -> Iterator[None]:
    """Say in the error of a provider what was being asked."""
    try:
        yield
    except ProviderError as error:
        raise type(error)(f"{what}: {error}") from None
