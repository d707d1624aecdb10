"""Cutting a span of time into windows, and saying a window in the portals' London time. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time read in one go: aware UTC instants on whole seconds, both ends included."""

    starts_at: datetime
    ends_at: datetime

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def halves(self) -> tuple[Window, Window]:
        """Return the older and the newer half, which share the second between them."""
        middle = (self.starts_at + self.length / 2).replace(microsecond=0)
        return Window(self.starts_at, middle), Window(middle, self.ends_at)


def windows(since: datetime, until: datetime, length: timedelta, overlap: timedelta) -> Iterator[Window]:
    """Cut a span into windows, oldest first; each also reads the last `overlap` before it again.

    The overlap catches what a portal publishes late, with a time that has already been read.
    Raises ValueError for a time without an offset, or a length that is not positive.
    """
    if since.tzinfo is None or until.tzinfo is None:
        raise ValueError("since and until need an offset from UTC")
    if length <= timedelta(0):
        raise ValueError("a window needs a positive length")
    start, end = since.astimezone(UTC).replace(microsecond=0), _whole_second_after(until.astimezone(UTC))
    while start < end:
        stop = min(start + length, end)
        yield Window(start - overlap, stop)
        start = stop


def london_span(window: Window) -> tuple[datetime, datetime]:
    """Return the window's ends as London wall-clock times, naive, never covering less than the window.

    When summer time ends, 01:00 to 02:00 happens twice and the text does not say which is meant:
    there the start moves an hour earlier and the end an hour later.
    """
    start, end = window.starts_at.astimezone(LONDON), window.ends_at.astimezone(LONDON)
    earlier, later = (timedelta(hours=1) if _happens_twice(time) else timedelta(0) for time in (start, end))
    return start.replace(tzinfo=None, fold=0) - earlier, end.replace(tzinfo=None, fold=0) + later


def _happens_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _whole_second_after(moment: datetime) -> datetime:
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)
