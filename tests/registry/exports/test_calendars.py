"""Days as a calendar that others subscribe to."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from registry.exports.calendars import Event, calendar

EVENT = Event(
    "c-1-ends@thirty3",
    date(2027, 3, 31),
    "Telephony ends",
    "It ends; nothing follows, yet.",
    "https://registry.example/contracts/c-1",
    datetime(2026, 11, 21, 12, tzinfo=UTC),
)


def events(made):
    return Calendar.from_ical(made).walk("VEVENT")


def test_an_event_is_a_whole_day_that_takes_no_time():
    (event,) = events(calendar("Camden", [EVENT]))

    assert event["dtstart"].dt == date(2027, 3, 31)
    assert event["transp"] == "TRANSPARENT"
    assert event["url"] == EVENT.url
    assert event["description"] == EVENT.description


def test_a_calendar_that_nothing_changed_is_the_same_byte_for_byte():
    assert calendar("Camden", [EVENT]) == calendar("Camden", [EVENT])


def test_no_line_is_longer_than_75_bytes():
    made = calendar("Camden", [replace(EVENT, summary="Gwasanaethau tŷ " * 20)])

    assert max(map(len, made.split(b"\r\n"))) <= 75


def test_an_empty_calendar_is_a_calendar():
    assert Calendar.from_ical(calendar("Camden", []))["x-wr-calname"] == "Camden"


@pytest.mark.parametrize("text", ["a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a\x00b\x1b[2J", "a\u202eb", "a\u2028b", "\ud800"])
def test_nothing_that_others_wrote_leaves_its_line(text):
    made = calendar(text, [replace(EVENT, summary=text, description=text)])

    assert len(events(made)) == 1
    assert not {"\x00", "\x1b", "\u202e", "\u2028"} & set(made.decode())


@given(st.text(), st.dates())
def test_whatever_an_event_says_it_can_be_read_again(text, day):
    (event,) = events(calendar(text, [replace(EVENT, summary=text, description=text, on=day)]))

    assert event["dtstart"].dt == day
    assert len(event["summary"]) <= 200
