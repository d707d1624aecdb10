"""What reading a window of a source yields, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.notice import Notice
from scrapers.windows import Window

KEPT_BYTES = 2000
"""How much of what could not be read is kept for a person to look at."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a source, as read."""

    url: str
    window: Window
    notices: tuple[Notice, ...]

    maybe_cut_short: bool = False
    """The page is as long as was asked for and yet names no next one, so more may be hidden behind it."""

    note: str = ""
    """What was odd about the page, in words; blank when nothing was."""


@dataclass(frozen=True, slots=True)
class BrokenPage:
    """A page, or one release of it, that could not be read."""

    url: str
    status: int | None
    """HTTP status it came with."""

    reason: str
    """What was wrong, in words."""

    body: bytes
    """Its first bytes, `KEPT_BYTES` at most."""

    window: Window
    """The span of time that was being read."""

    lost: bool = False
    """True for a gap: nothing better could be read in its place. False when another page took its place."""

    kind: str = "malformed"
    """One of `scrapers.setbacks.SETBACKS`."""
