"""Asking a portal only what its robots.txt allows (RFC 9309), also where it redirects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from protego import Protego

from scrapers.exceptions import BodyTooLarge, PortalError, PortalRefused
from scrapers.fetch import PoliteClient
from scrapers.saved.exceptions import ForbiddenByRobots
from scrapers.saved.page import MOST_BYTES

LONGEST_DELAY = 300.0
Allowed = Callable[[str], bool]


class ObedientClient(PoliteClient):
    """A `PoliteClient` that asks nothing before it has read robots.txt, and then only what that allows.

    A portal without a robots.txt allows all; one whose robots.txt cannot be had allows nothing.
    """

    def __init__(self, portal: str, *, user_agent: str, pace: timedelta, wait: timedelta, **how: Any) -> None:
        super().__init__(portal, user_agent=user_agent, pace=pace, wait=wait, largest_body=MOST_BYTES, **how)
        self._robots = urljoin(portal, "/robots.txt")
        self._agent = user_agent
        self._allowed: Allowed | None = None
        self._is_reading_rules = False

    def _wait_turn(self, url: str) -> None:
        """Look at the rules before each request: the first, and those that redirects lead to."""
        if self._allowed is None and not self._is_reading_rules:
            self._is_reading_rules = True
            try:
                self._allowed = self._rules()
            finally:
                self._is_reading_rules = False
        if self._allowed is not None and not self._allowed(url):
            raise ForbiddenByRobots(url, "is not allowed by the portal's robots.txt")
        super()._wait_turn(url)

    def _rules(self) -> Allowed:
        try:
            text = self.get(self._robots).body.decode("utf-8", "replace")
        except PortalRefused as error:
            if error.status not in (404, 410):
                raise ForbiddenByRobots(self._robots, "cannot be read, so nothing is asked", error.status) from error
            text = ""
        except BodyTooLarge as error:
            raise ForbiddenByRobots(self._robots, "is too large to read, so nothing is asked", 200) from error
        except PortalError as error:
            raise ForbiddenByRobots(self._robots, f"cannot be had, so nothing is asked: {error.problem}") from error
        rules = Protego.parse(text)
        delay = rules.crawl_delay(self._agent)
        if delay is not None:
            self._pace = max(self._pace, min(float(delay), LONGEST_DELAY))
        return lambda url: rules.can_fetch(url, self._agent)
