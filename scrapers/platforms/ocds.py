"""Portals that publish OCDS release packages page by page, newest first."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapers.exceptions import (
    BodyTooLarge,
    EndlessPaging,
    ForeignAddress,
    PortalUnwell,
    UnreadablePackage,
    UnusableRelease,
)
from scrapers.fetch import PoliteClient
from scrapers.notice import Notice
from scrapers.pages import KEPT_BYTES, BrokenPage, Page
from scrapers.platforms.ocds_packages import Package, read_package, read_release
from scrapers.windows import Window, london_span

MOST_PAGES = 1000
"""In one window: many times more than a portal publishes in one."""

SHORTEST_WINDOW = timedelta(minutes=1)
MOST_GAPS = 3
"""In a row, with nothing read in between: a bad notice makes one, an outage would make nothing else."""

FORMAT_CHANGED = 10
"""Releases on a page, none of which can be used, that make it the portal's fault and not theirs."""


class OcdsSource:
    """One portal: subclasses declare where and how it is read. Times without an offset are London's.

    `user_agent` names the product and how to reach who runs it. `base_url` (scheme and host), `pace` and
    `wait` replace the portal's own; `sleep` and `clock` are for tests.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    documentation: ClassVar[str]
    base_url: str
    path: ClassVar[str]
    from_parameter: ClassVar[str]
    to_parameter: ClassVar[str]
    time_format: ClassVar[str] = "%Y-%m-%dT%H:%M:%S"
    window_length: ClassVar[timedelta]
    overlap: ClassVar[timedelta] = timedelta(minutes=15)
    page_size: ClassVar[int] = 100
    pace: ClassVar[timedelta]
    wait: ClassVar[timedelta]
    first_reach: ClassVar[timedelta] = timedelta(days=28)
    """How far back the first unattended run goes."""
    ocid_prefix: ClassVar[str]
    record_path: ClassVar[str | None] = None
    """Where all releases of one OCID are, with `{ocid}` in it; None where there is no such address."""

    def __init__(
        self,
        *,
        user_agent: str,
        base_url: str | None = None,
        pace: timedelta | None = None,
        wait: timedelta | None = None,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.base_url = (base_url or self.base_url).rstrip("/")
        self.client = PoliteClient(
            self.base_url,
            user_agent=user_agent,
            pace=self.pace if pace is None else pace,
            wait=self.wait if wait is None else wait,
            sleep=sleep,
            clock=clock,
        )
        self._gaps_in_a_row = 0

    def read(self, window: Window, page_size: int) -> Iterator[Page | BrokenPage]:
        """Yield the window's pages, and what of it could not be read; raises a `PortalError`.

        Where even a page of one notice is broken, the window is halved, and halved again, to get round it;
        what is left then, a minute, is a gap: a `BrokenPage` that is `lost`.
        """
        stuck = yield from self._walk(window, page_size)
        if stuck is None:
            return
        halves = window.halves()
        if window.length > SHORTEST_WINDOW and all(_narrower(half, window) for half in halves):
            yield stuck
            for half in halves:
                yield from self.read(half, page_size)
            return
        self._gaps_in_a_row += 1
        if self._gaps_in_a_row > MOST_GAPS:
            raise PortalUnwell(stuck.url, f"nothing it serves can be read: {stuck.reason}", stuck.status)
        yield replace(stuck, lost=True)

    def _walk(self, window: Window, page_size: int) -> Generator[Page | BrokenPage, None, BrokenPage | None]:
        """Follow the links from page to page; return the page of one notice it got stuck at, if it did."""
        url: str | None = self._first_address(window, page_size)
        size = page_size
        asked: set[str] = set()
        while url:
            if url in asked or len(asked) == MOST_PAGES:
                raise EndlessPaging(url, "the links to the next page go round in a circle, or have no end")
            asked.add(url)
            package = self._package(url, window)
            if isinstance(package, Package):
                yield from self._page(url, package, window, size)
                size = min(size * 2, page_size)
                url = package.next_url and _with_limit(package.next_url, size, self.page_size)
            elif size == 1:
                return package
            else:
                yield package
                size //= 2
                url = _with_limit(url, size, self.page_size)
        return None

    def _package(self, url: str, window: Window) -> Package | BrokenPage:
        body = b""
        try:
            body = self.client.get(url).body
            package = read_package(body)
        except (UnreadablePackage, BodyTooLarge) as error:
            kind = error.kind if isinstance(error, UnreadablePackage) else "too_large"
            return BrokenPage(url, 200, str(error), body[:KEPT_BYTES], window, kind=kind)
        self._gaps_in_a_row = 0
        return package

    def _page(self, url: str, package: Package, window: Window, size: int) -> Iterator[Page | BrokenPage]:
        notices: list[Notice] = []
        for release in package.releases:
            try:
                notices.append(read_release(release, self.name))
            except UnusableRelease as error:
                yield BrokenPage(url, 200, str(error), _first_bytes(release), window, lost=True, kind="unusable")
        count = len(package.releases)
        if count >= FORMAT_CHANGED and not notices:
            raise PortalUnwell(url, f"not one of {count} releases can be used: has the format changed?", 200)
        cut_short = count == size and package.next_url is None
        yield Page(url, window, tuple(notices), maybe_cut_short=cut_short, note=package.note)

    def _first_address(self, window: Window, page_size: int) -> str:
        start, end = (moment.strftime(self.time_format) for moment in london_span(window))
        query = {self.from_parameter: start, self.to_parameter: end, "limit": page_size}
        return f"{self.base_url}{self.path}?{urlencode(query, safe=':')}"


def _narrower(part: Window, whole: Window) -> bool:
    """Tell whether a part also reads as less on London clocks: not so in the hour that happens twice."""
    (start, end), (first, last) = london_span(part), london_span(whole)
    return end - start < last - first


def _with_limit(url: str, size: int, usual: int) -> str:
    """Return the address for pages of another size; as given when it says that size already."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ForeignAddress(url, f"is not an address: {error}") from error
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if query.get("limit", str(usual)) == str(size):
        return url
    return parts._replace(query=urlencode({**query, "limit": size})).geturl()


def _first_bytes(release: object) -> bytes:
    pieces = islice(json.JSONEncoder().iterencode(release), 300)  # a piece at a time: it may be huge, or deep
    return "".join(pieces).encode()[:KEPT_BYTES]
