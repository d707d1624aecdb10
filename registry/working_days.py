"""Working days: England's for notices and deadlines, the whole United Kingdom's for a standstill.

Offices here follow England's calendar. The Procurement Act 2023 (s. 123), though, is reported to call no day a working
day that is a bank holiday anywhere in the United Kingdom. We could not read the section itself, so a standstill is
counted that way: lawful on either reading, and a day longer around 2 January, 17 March, 12 July, early August and
30 November.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

from holidays import country_holidays

from registry.law import STANDSTILL, regime

_LAST = date.max.toordinal()


_NATIONS = ("ENG", "NIR", "SCT", "WLS")


@cache
def bank_holidays(year: int, nation: str = "ENG") -> frozenset[date]:
    """Return a nation's bank and common-law holidays, days in lieu among them; none are known after 2100."""
    return frozenset(country_holidays("GB", subdiv=nation, years=year))


@cache
def _holidays_anywhere(year: int) -> frozenset[date]:
    return frozenset().union(*(bank_holidays(year, nation) for nation in _NATIONS))


def is_working_day(day: date) -> bool:
    """Return whether a day is neither at a weekend nor a holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def counts_for_standstill(day: date) -> bool:
    """Return whether a day is neither at a weekend nor a holiday in any part of the United Kingdom."""
    return day.weekday() < 5 and day not in _holidays_anywhere(day.year)


def add_days(day: date, days: int) -> date:
    """Return the day `days` later, or earlier; the calendar's own first or last day beyond those."""
    return date.fromordinal(min(max(1, day.toordinal() + days), _LAST))


def on_or_after(day: date, counts: Callable[[date], bool] = is_working_day) -> date:
    """Return the first working day from `day` on."""
    while not counts(day) and day < date.max:
        day = add_days(day, 1)
    return day


def on_or_before(day: date, counts: Callable[[date], bool] = is_working_day) -> date:
    """Return the last working day up to `day`."""
    while not counts(day) and day > date.min:
        day = add_days(day, -1)
    return day


def next_working_day(day: date, counts: Callable[[date], bool] = is_working_day) -> date:
    """Return the first working day after `day`."""
    return on_or_after(add_days(day, 1), counts)


def previous_working_day(day: date, counts: Callable[[date], bool] = is_working_day) -> date:
    """Return the last working day before `day`."""
    return on_or_before(add_days(day, -1), counts)


def add_working_days(day: date, days: int, counts: Callable[[date], bool] = is_working_day) -> date:
    """Return the working day that is `days` working days after `day`, or before; `day` itself when 0."""
    step = next_working_day if days > 0 else previous_working_day
    for _ in range(abs(days)):
        after = step(day, counts)
        if after == day:
            break
        day = after
    return day


def last_day_of_standstill(published_on: date, commenced_on: date | None = None) -> date:
    """Return the last day on which the contract may not yet be entered, from the day of the award notice.

    Procurement Act 2023, s. 51(2): eight working days, the first of them the day of publication if it is one. For
    procurements commenced before it, Public Contracts Regulations 2015, reg. 87: ten days from the day after, and on
    to the next working day.
    """
    if commenced_on is not None and regime(commenced_on) == "previous":
        return on_or_after(add_days(published_on, STANDSTILL[0].value), counts_for_standstill)
    first = on_or_after(published_on, counts_for_standstill)
    return add_working_days(first, STANDSTILL[1].value - 1, counts_for_standstill)


def latest_award_notice_on(ends_on: date) -> date:
    """Return the last day to publish an award notice so that its standstill is over by the end of `ends_on`."""
    last = on_or_before(ends_on, counts_for_standstill)
    return add_working_days(last, 1 - STANDSTILL[1].value, counts_for_standstill)
