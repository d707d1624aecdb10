"""Reading a span of time from a source, window by window, until each is whole. Knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from scrapers.exceptions import WindowUnsettled
from scrapers.listing import Listing
from scrapers.notice import Notice
from scrapers.pages import BrokenPage, Page
from scrapers.platforms.ocds import OcdsSource
from scrapers.progress import PageRead, Progress, WindowRead
from scrapers.setbacks import Setback
from scrapers.windows import Window, windows

Key = tuple[str, str]
"""OCID and release id."""
MOST_READINGS = 8
"""Of one window. Two do as a rule, one more for each time that the portal loses the way."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of notices handed over, in numbers."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    out_of_scope: int = 0
    lost: int = 0
    """Notices that could not be kept, and are on record as that."""


class Keeper(Protocol):
    """Where a harvest puts what it read; each call is durable when it returns."""

    def store(self, notices: Sequence[Notice]) -> Stored:
        """Keep notices; some may be known already, from the overlap of windows or a run cut off."""

    def quarantine(self, page: BrokenPage) -> None:
        """Keep what could not be read, for a person to look at."""

    def window_done(self, window: Window, releases: int) -> None:
        """Note that a window is whole: the next run may start at its end."""


@dataclass(slots=True)
class Harvested:
    """What a harvest did, in numbers; `releases` counts a release once a window."""

    windows: int = 0
    pages: int = 0
    releases: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    out_of_scope: int = 0
    quarantined: int = 0

    def add(self, stored: Stored) -> None:
        """Count what became of notices handed over."""
        self.new += stored.new
        self.changed += stored.changed
        self.unchanged += stored.unchanged
        self.out_of_scope += stored.out_of_scope
        self.quarantined += stored.lost


def harvest(
    source: OcdsSource, since: datetime, until: datetime, keeper: Keeper, progress: Progress | None = None
) -> Harvested:
    """Read everything a source published between two aware times, oldest window first.

    Raises a `PortalError` when a window cannot be made whole, and passes on what the keeper raises. Windows
    told to `window_done` are safe: the next run starts at the end of the last of them.
    """
    run = _Run(source, keeper, progress or (lambda _: None))
    source.client.on_wait = source.client.on_setback = run.tell
    for window in windows(since, until, source.window_length, source.overlap):
        run.make_whole(window)
    return run.tally


@dataclass(slots=True)
class _Run:
    source: OcdsSource
    keeper: Keeper
    tell: Progress
    tally: Harvested = field(default_factory=Harvested)

    def make_whole(self, window: Window) -> None:
        """Read a window again until a reading brings nothing new.

        A page that names no next one does not prove the end: Find a Tender loses the link at times
        (https://github.com/open-contracting/kingfisher-collect/issues/1306). A full page without a link may
        be either, so each reading asks for pages one notice shorter: the true end is not full twice.
        """
        seen: set[Key] = set()
        cut_short = False
        for reading in range(1, MOST_READINGS + 1):
            known, was_cut_short = len(seen), cut_short
            cut_short, gaps = self.read_once(window, reading, seen)
            if was_cut_short and len(seen) > known:
                self.tell(Setback(self.source.base_url, "lost_next"))
            if reading > 1 and len(seen) == known and not cut_short:
                return self.done(window, len(seen), gaps)
        raise WindowUnsettled(self.source.base_url, f"not settled after {MOST_READINGS} readings of {window}")

    def read_once(self, window: Window, reading: int, seen: set[Key]) -> tuple[bool, list[BrokenPage]]:
        """Store what is not in `seen` yet; return whether the reading may be cut short, and its gaps."""
        cut_short, gaps = False, []
        listing = Listing()
        for page in self.source.read(window, self.source.page_size + 1 - reading):
            if isinstance(page, Page):
                self.keep(page, reading, seen)
                for kind in listing.odd(page):
                    self.tell(Setback(page.url, kind))
                cut_short |= page.maybe_cut_short
                continue
            listing = Listing()  # what follows is asked for in another way, and may be listed again
            if page.lost:
                gaps.append(page)  # on record when the window is done: the next reading may fill it
            else:
                self.set_aside(page)
        return cut_short, gaps

    def keep(self, page: Page, reading: int, seen: set[Key]) -> None:
        by_id = {(notice.ocid, notice.release_id): notice for notice in page.notices}
        fresh = [notice for key, notice in by_id.items() if key not in seen]
        if fresh:
            self.tally.add(self.keeper.store(fresh))
        seen.update(by_id)
        self.tally.pages += 1
        self.tell(PageRead(page.window, page.url, reading, len(page.notices), len(fresh), page.note))

    def set_aside(self, page: BrokenPage) -> None:
        self.keeper.quarantine(page)
        self.tally.quarantined += 1
        self.tell(page)

    def done(self, window: Window, releases: int, gaps: list[BrokenPage]) -> None:
        for gap in gaps:
            self.set_aside(gap)
        self.keeper.window_done(window, releases)
        self.tally.windows += 1
        self.tally.releases += releases
        self.tell(WindowRead(window, releases))
