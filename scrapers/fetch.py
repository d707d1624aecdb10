"""Asking a portal for pages as a good guest: one at a time, at its pace, and never while told to wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urljoin

import requests
from urllib3.exceptions import HTTPError, LocationParseError, MaxRetryError
from urllib3.response import BaseHTTPResponse
from urllib3.util import parse_url

from scrapers.exceptions import (
    BodyTooLarge,
    ForeignAddress,
    PortalBlocked,
    PortalBusy,
    PortalRefused,
    PortalUnreachable,
)
from scrapers.retry import BREAKDOWNS, REFUSALS, PoliteRetry
from scrapers.setbacks import Setback, kind_of_answer

REDIRECTS = frozenset({301, 302, 303, 307, 308})
TIMEOUTS = (10.0, 60.0)
"""Seconds to connect, and between two pieces of an answer."""
ANSWER_SECONDS = 600.0
"""For a whole answer: one that drips never runs into the timeout above."""
LARGEST_BODY = 64 * 1024 * 1024
PIECE = 64 * 1024
PACE = "keeping the pace"
"""Why a wait is nobody's fault."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a portal answered with success, unpacked."""

    url: str
    status: int
    """200; or 304 when what the client has already is still right, which it asked for."""
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Word that the next request waits, for how many seconds, and why."""

    url: str
    seconds: float
    why: str


class _Session(requests.Session):
    """Leaves redirects to the client; by itself it would read their bodies, of any size, and any address."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


class PoliteClient:
    """Reads pages of one portal (scheme and host of `portal`) and of no other; meant for one thread.

    `pace` lies between the end of one request and the start of the next, `wait` follows a refusal that names
    no time, and a portal that names more than `longest_wait` is left alone. Every wait is told to `on_wait`, and
    every answer that is no page to `on_setback`.
    `conditions` are headers such as `If-None-Match`; only with some is 304 an answer.
    """

    def __init__(
        self,
        portal: str,
        *,
        user_agent: str,
        pace: timedelta,
        wait: timedelta,
        longest_wait: timedelta = timedelta(minutes=15),
        largest_body: int = LARGEST_BODY,
        conditions: Mapping[str, str] | None = None,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.on_wait: Callable[[Waiting], object] = _say_nothing
        self.on_setback: Callable[[Setback], object] = _say_nothing
        self._origin = _origin(portal)
        self._pace, self._wait = pace.total_seconds(), wait.total_seconds()
        self._longest_wait, self._largest_body = longest_wait.total_seconds(), largest_body
        self._sleep, self._clock = sleep, clock
        self._free_at, self._why = clock(), ""
        self._session = _Session()
        self._session.headers.update({**(conditions or {}), "User-Agent": user_agent})
        self._good = {200, 304} if conditions else {200}

    def get(self, url: str) -> Answer:
        """Return the page at an address of the portal; raises a `PortalError` when it cannot be had."""
        retry = PoliteRetry.fresh(self._pace, self._wait)
        while True:
            if _origin(url) != self._origin:
                raise ForeignAddress(url, "is not on the portal that we were told to read")
            self._wait_turn(url)
            try:
                with self._session.get(url, stream=True, timeout=TIMEOUTS, allow_redirects=False) as response:
                    if response.status_code in self._good:
                        body = self._body(url, response.raw)
                        return Answer(url, response.status_code, body, response.headers)
                    url = _next_try(url, response)
                    retry = self._again(retry, url, response.raw)
            except (OSError, HTTPError) as error:  # requests' own exceptions are OSErrors
                retry = self._again(retry, url, None, error)
            finally:
                self.stay_away(self._pace, PACE)

    def close(self) -> None:
        """Let go of the connection; the next `get` opens one again."""
        self._session.close()

    def _again(
        self, retry: PoliteRetry, url: str, raw: BaseHTTPResponse | None, error: Exception | None = None
    ) -> PoliteRetry:
        status = None if raw is None else raw.status
        problem = f"broke off ({error})" if status is None else f"answered {status}"
        self.on_setback(Setback(url, kind_of_answer(status)))
        try:
            retry = retry.increment("GET", url, raw, error)
        except MaxRetryError:
            tries = len(retry.history) + 1
            self._give_up(url, retry.seconds_away(raw), problem)
            raise PortalUnreachable(url, f"{problem}, the last of {tries} tries", status) from error
        if retry.blocked:
            self._give_up(url, retry.seconds_away(raw), problem)
            raise PortalBlocked(url, "answered 403 again after two waits: it has blocked us", status)
        self.stay_away(retry.seconds_away(raw), problem)
        return retry

    def _give_up(self, url: str, seconds: float, problem: str) -> None:
        """Tell of the wait that we were asked for although nothing more is asked: it binds the next run too."""
        self.stay_away(seconds, problem)
        self.on_wait(Waiting(url, seconds, problem))

    def stay_away(self, seconds: float, why: str) -> None:
        """Ask nothing for so many seconds from now; a longer wait that is running goes on."""
        free_at = self._clock() + seconds
        if free_at > self._free_at:
            self._free_at, self._why = free_at, why

    def _wait_turn(self, url: str) -> None:
        seconds = self._free_at - self._clock()
        if seconds > 0:
            self.on_wait(Waiting(url, seconds, self._why))
        if seconds > self._longest_wait:
            raise PortalBusy(url, f"{self._why}, and wants us to stay away for {seconds:,.0f} seconds")
        if seconds > 0:
            self._sleep(seconds)

    def _body(self, url: str, raw: BaseHTTPResponse) -> bytes:
        body, deadline = bytearray(), self._clock() + ANSWER_SECONDS
        while piece := raw.read1(PIECE, decode_content=True):
            body += piece
            if len(body) > self._largest_body:
                raise BodyTooLarge(url, f"is larger than {self._largest_body:,} bytes", 200)
            if self._clock() > deadline:
                raise TimeoutError(f"not complete after {ANSWER_SECONDS:,.0f} seconds")
        return bytes(body)


def _say_nothing(event: object) -> None:
    """Go on without a word, until `on_wait` and `on_setback` are replaced."""


def _next_try(url: str, response: requests.Response) -> str:
    """Return which address to ask next after an answer that is no page."""
    status = response.status_code
    if status in REDIRECTS:
        try:
            return urljoin(url, response.headers.get("Location", ""))
        except ValueError as error:
            raise ForeignAddress(url, f"redirects to no address: {error}", status) from error
    if status in REFUSALS | BREAKDOWNS:
        return url
    said = response.raw.read1(300, decode_content=True).decode(errors="replace")
    raise PortalRefused(url, f"answered {status}: {said}", status)


def _origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port; read by the parser that will also connect, so that both see one host."""
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise ForeignAddress(url, "is not an address") from error
    if parts.scheme not in ("http", "https") or not parts.host or parts.auth:
        raise ForeignAddress(url, "is not a plain http(s) address")
    return parts.scheme, parts.host, parts.port or (443 if parts.scheme == "https" else 80)
