"""What a harvest says while it runs, so that whoever watches sees what it is doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scrapers.fetch import Waiting
from scrapers.pages import BrokenPage
from scrapers.setbacks import Setback
from scrapers.windows import Window


@dataclass(frozen=True, slots=True)
class PageRead:
    """Word that a page was read, how many notices it held, and how many of them were new to the window."""

    window: Window
    url: str
    reading: int
    """Which reading of the window this is, from 1."""
    notices: int
    fresh: int
    note: str


@dataclass(frozen=True, slots=True)
class WindowRead:
    """Word that a window is whole, and how many releases it holds."""

    window: Window
    releases: int


Event = PageRead | WindowRead | BrokenPage | Setback | Waiting
Progress = Callable[[Event], object]
"""Gets each event as it happens; `Waiting` comes before the wait."""
