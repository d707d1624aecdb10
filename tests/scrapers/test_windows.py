from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.windows import LONDON, Window, london_span, windows

HOUR = timedelta(hours=1)
OVERLAP = timedelta(minutes=15)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_a_span_is_cut_into_windows_that_each_read_the_end_of_the_last_again():
    cut = list(windows(utc(2026, 7, 1), utc(2026, 7, 1, 8), 6 * HOUR, OVERLAP))

    assert cut == [
        Window(utc(2026, 6, 30, 23, 45), utc(2026, 7, 1, 6)),
        Window(utc(2026, 7, 1, 5, 45), utc(2026, 7, 1, 8)),
    ]


def test_windows_are_in_utc_whatever_the_offset_asked_in():
    summer = timezone(HOUR)
    cut = list(windows(datetime(2026, 7, 1, 1, tzinfo=summer), utc(2026, 7, 1, 1), HOUR, OVERLAP))

    assert cut == [Window(utc(2026, 6, 30, 23, 45), utc(2026, 7, 1, 1))]


def test_a_part_of_a_second_is_read_not_cut_off():
    [window] = windows(utc(2026, 7, 1, 0, 0, 0, 900), utc(2026, 7, 1, 0, 0, 1, 1), HOUR, timedelta(0))

    assert window == Window(utc(2026, 7, 1), utc(2026, 7, 1, 0, 0, 2))


def test_a_span_that_ends_before_it_starts_has_no_windows():
    assert list(windows(utc(2026, 7, 2), utc(2026, 7, 1), HOUR, OVERLAP)) == []


def test_a_time_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        list(windows(datetime(2026, 7, 1), utc(2026, 7, 2), HOUR, OVERLAP))


def test_a_window_is_said_in_london_summer_time():
    span = london_span(Window(utc(2026, 7, 1, 5, 45), utc(2026, 7, 1, 12)))

    assert span == (datetime(2026, 7, 1, 6, 45), datetime(2026, 7, 1, 13))


@pytest.mark.parametrize("hour", [0, 1])
def test_in_the_hour_that_happens_twice_the_window_is_widened_on_both_sides(hour):
    span = london_span(Window(utc(2026, 10, 25, hour, 10), utc(2026, 10, 25, hour, 50)))

    assert span == (datetime(2026, 10, 25, 0, 10), datetime(2026, 10, 25, 2, 50))


@given(st.datetimes(datetime(2026, 3, 28), datetime(2026, 10, 27)), st.integers(1, 600), st.integers(0, 600))
def test_no_instant_of_a_window_falls_outside_its_london_span(start, minutes, offset):
    window = Window(start.replace(tzinfo=UTC), start.replace(tzinfo=UTC) + timedelta(minutes=minutes))
    first, last = london_span(window)

    moment = window.starts_at + timedelta(minutes=min(offset, minutes))

    assert first <= moment.astimezone(LONDON).replace(tzinfo=None) <= last


def test_halves_share_the_second_between_them():
    older, newer = Window(utc(2026, 7, 1), utc(2026, 7, 1, 0, 0, 5)).halves()

    assert (older.ends_at, newer.starts_at) == (utc(2026, 7, 1, 0, 0, 2),) * 2
