"""Working days in England, and standstills over holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.working_days import (
    add_days,
    add_working_days,
    counts_for_standstill,
    is_working_day,
    last_day_of_standstill,
    latest_award_notice_on,
    next_working_day,
    on_or_after,
    on_or_before,
    previous_working_day,
)

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 21),  # a Saturday
        date(2026, 11, 22),  # a Sunday
        date(2026, 12, 25),
        date(2026, 12, 28),  # for Boxing Day, a Saturday
        date(2027, 1, 1),
        date(2027, 3, 26),  # Good Friday
        date(2027, 3, 29),  # Easter Monday
        date(2027, 12, 27),  # for Christmas Day, a Saturday
        date(2027, 12, 28),  # for Boxing Day, a Sunday
        date(2022, 9, 19),  # a holiday for one year only
        date(2020, 5, 8),  # moved from the Monday
    ],
)
def test_weekends_and_holidays_are_no_working_days(day):
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 24),
        date(2026, 12, 29),
        date(2028, 2, 29),
        date(2020, 5, 4),
        date(2026, 1, 2),  # a holiday in Scotland
        date(2026, 3, 17),  # in Northern Ireland
        date(2026, 8, 3),  # in Scotland
        date(2026, 11, 30),  # in Scotland
    ],
)
def test_holidays_elsewhere_and_eves_are_working_days_in_england(day):
    assert is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 3, 17), date(2026, 7, 13), date(2026, 8, 3)])
def test_a_holiday_anywhere_in_the_united_kingdom_does_not_count_for_a_standstill(day):
    assert not counts_for_standstill(day)


@pytest.mark.parametrize(
    ("published_on", "ends_on"),
    [
        (date(2026, 11, 2), date(2026, 11, 11)),  # Monday: that day, and seven more
        (date(2026, 11, 6), date(2026, 11, 17)),  # Friday
        (date(2026, 12, 18), date(2026, 12, 31)),  # Christmas, and a day in lieu
        (date(2026, 12, 21), date(2027, 1, 5)),  # over the year's end; 4 January is a holiday in Scotland
        (date(2026, 12, 24), date(2027, 1, 8)),
        (date(2026, 11, 27), date(2026, 12, 9)),  # Saint Andrew's Day in Scotland
        (date(2026, 11, 30), date(2026, 12, 10)),  # published on it: the next day counts first
        (date(2027, 3, 15), date(2027, 3, 25)),  # Saint Patrick's Day in Northern Ireland
        (date(2027, 3, 22), date(2027, 4, 2)),  # Easter
        (date(2028, 2, 25), date(2028, 3, 7)),  # a leap day
        (date(2026, 4, 30), date(2026, 5, 12)),  # the May holiday
        (date(2026, 12, 26), date(2027, 1, 11)),  # published on a holiday: the first working day counts first
    ],
)
def test_a_standstill_is_eight_working_days_from_the_day_of_the_notice(published_on, ends_on):
    assert last_day_of_standstill(published_on) == ends_on


@pytest.mark.parametrize(
    ("published_on", "ends_on"),
    [
        (date(2024, 11, 1), date(2024, 11, 11)),
        (date(2024, 11, 6), date(2024, 11, 18)),  # the tenth day is a Saturday
        (date(2024, 12, 15), date(2024, 12, 27)),  # the tenth day is Christmas Day
    ],
)
def test_a_standstill_of_the_previous_law_is_ten_days_and_ends_on_a_working_day(published_on, ends_on):
    assert last_day_of_standstill(published_on, commenced_on=date(2025, 2, 23)) == ends_on


def test_the_standstill_of_a_procurement_goes_by_the_day_it_commenced():
    published_on = date(2025, 6, 2)

    assert last_day_of_standstill(published_on, date(2025, 2, 23)) == date(2025, 6, 12)
    assert last_day_of_standstill(published_on, date(2025, 2, 24)) == date(2025, 6, 11)


@given(days, st.integers(-300, 300))
def test_working_days_are_counted_one_by_one(day, count):
    there, left = day, abs(count)
    while left:
        there += ONE_DAY if count > 0 else -ONE_DAY
        left -= is_working_day(there)

    assert add_working_days(day, count) == there


@given(days)
def test_a_standstill_holds_eight_working_days(day):
    ends_on = last_day_of_standstill(day)
    held = sum(counts_for_standstill(day + timedelta(days=n)) for n in range((ends_on - day).days + 1))

    assert (held, counts_for_standstill(ends_on)) == (8, True)


@given(days)
def test_the_latest_award_notice_ends_its_standstill_on_the_day(day):
    published_on = latest_award_notice_on(day)

    assert last_day_of_standstill(published_on) == on_or_before(day, counts_for_standstill)
    assert last_day_of_standstill(published_on + ONE_DAY) > day


@given(days)
def test_a_standstill_over_the_whole_united_kingdom_is_never_shorter_than_englands(day):
    assert last_day_of_standstill(day) >= add_working_days(on_or_after(day), 7)


@given(days)
def test_the_nearest_working_days_have_none_between(day):
    assert on_or_before(day) <= day <= on_or_after(day)
    assert previous_working_day(day) < day < next_working_day(day)
    assert (on_or_before(day) == day) == is_working_day(day) == (on_or_after(day) == day)
    assert previous_working_day(next_working_day(day)) in (day, on_or_before(day))


@given(st.sampled_from([date.min, date.max, date.max - ONE_DAY]), st.integers(-10, 10), st.integers())
def test_the_ends_of_the_calendar_are_no_error(day, few, many):
    last_day_of_standstill(day)
    latest_award_notice_on(day)
    add_working_days(day, few)

    assert date.min <= add_days(day, many) <= date.max
