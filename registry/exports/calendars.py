"""Days to act as a calendar that other programs subscribe to: iCalendar, RFC 5545."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

MEDIA_TYPE = "text/calendar; charset=utf-8"
_REFRESHED = timedelta(days=1)
_LONGEST_SUMMARY = 200
_LONGEST_DESCRIPTION = 2000
_INVISIBLE = {"Cc", "Cf", "Cs"}
"""Unicode's control and format characters, which can break a line or turn its reading round, and lone surrogates."""


@dataclass(frozen=True, slots=True)
class Event:
    """A day, all of it."""

    uid: str
    """The same for as long as it is the same event, though its day may move: calendars then move it."""
    on: date
    summary: str
    description: str
    url: str
    changed_at: datetime
    """When what it tells was last changed: aware. So a calendar that nothing changed is the same, byte for byte."""


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """Return events as a calendar called `name`; they take no time from anyone who subscribes to it."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Thirty3//Thirty3//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for property_ in ("name", "x-wr-calname"):  # RFC 7986, and what programs from before it read
        made.add(property_, _text(name, _LONGEST_SUMMARY))
    made.add("refresh-interval", _REFRESHED, {"VALUE": "DURATION"})
    for event in events:
        made.add_component(_event(event))
    return made.to_ical()


def _event(event: Event) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", event.changed_at.astimezone(UTC))  # without METHOD, when the event was last revised
    made.add("dtstart", event.on)
    made.add("summary", _text(event.summary, _LONGEST_SUMMARY))
    made.add("description", _text(event.description, _LONGEST_DESCRIPTION))
    made.add("url", event.url)
    made.add("transp", "TRANSPARENT")
    return made


def _text(text: str, longest: int) -> str:
    """Return text fit for a line of a calendar: of bounded length, without what is not seen; its lines are joined."""
    seen = "".join(each for each in " ".join(text.split()) if unicodedata.category(each) not in _INVISIBLE)
    return seen if len(seen) <= longest else seen[: longest - 1] + "…"
