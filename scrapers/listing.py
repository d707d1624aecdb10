"""The list that a portal makes of a window, page by page: newest first, each release once, or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from scrapers.pages import Page
from scrapers.windows import Window


@dataclass(slots=True)
class Listing:
    """What has been listed so far of one window, in one reading that nothing interrupted."""

    window: Window | None = None
    seen: set[tuple[str, str]] = field(default_factory=set)
    latest: datetime | None = None
    """When the release was published that was listed last."""

    def odd(self, page: Page) -> Iterator[str]:
        """Take the next page; yield what is odd about it: `repeated`, `reordered`."""
        if page.window != self.window:
            self.window, self.seen, self.latest = page.window, set(), None
        keys = [(notice.ocid, notice.release_id) for notice in page.notices]
        if len(set(keys)) < len(keys) or not self.seen.isdisjoint(keys):
            yield "repeated"
        self.seen.update(keys)
        moments = [notice.published_at for notice in page.notices]
        known = moments if self.latest is None else [self.latest, *moments]
        if known != sorted(known, reverse=True):
            yield "reordered"
        self.latest = known[-1] if known else None
