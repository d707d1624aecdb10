"""What a contract's term does to the dates of a plan that replaces it, in words."""

from datetime import date, timedelta
from typing import Protocol

from registry.renewing.dates import RUNNING
from registry.renewing.term_ends import Ends, natural_ends

UNKNOWN = "No source says when it ends: ask before you reckon with it."


class PlannedTerm(Ends, Protocol):
    """A term with what tells whether it still runs."""

    @property
    def status(self) -> str: ...
    @property
    def open_ended(self) -> bool: ...


def effect(term: PlannedTerm, starts_on: date) -> str:
    """Return what a term does to a plan whose contract starts on a day: whether it meets it, falls short, or overlaps.

    A term meets it when it can end the day before.
    """
    last = starts_on - timedelta(days=1)
    ends = natural_ends(term) if term.status in RUNNING else (term.ends_on,) if term.ends_on else ()
    if term.open_ended and term.status in RUNNING and (not ends or ends[0] <= last):
        return f"It runs on until one side ends it: end it by {in_words(last)}."
    if not ends:
        return UNKNOWN
    if last in ends:
        how = "It ends" if ends[0] == last else "With its options taken it can end"
        return f"{how} on the day before the plan starts."
    before = max((end for end in ends if end < last), default=None)
    after = min((end for end in ends if end > last), default=None)
    if after is None:
        return _short(starts_on, ends)
    return " ".join(filter(None, [_long(starts_on, before, after), _early(term, last)]))


def in_words(day: date) -> str:
    """Return `9 May 2027`."""
    return f"{day:%-d %B %Y}"


def _short(starts_on: date, ends: tuple[date, ...]) -> str:
    taken = "Even with every option taken it" if len(ends) > 1 else "It"
    return f"{taken} leaves a gap of {_days(starts_on, ends[-1])} before the plan starts: bridge it."


def _long(starts_on: date, before: date | None, after: date) -> str:
    over = _span(starts_on, after)
    if before is None:
        return f"That is {over} after the plan starts: it would have to be ended early, or its authority join later."
    gap = _days(starts_on, before)
    return (
        f"Ending on {in_words(before)} it leaves a gap of {gap} before the plan starts: bridge it; "
        f"with its next option it runs until {over} after the plan starts: then it joins later, or ends early."
    )


def _early(term: PlannedTerm, last: date) -> str:
    breaks = term.break_on is not None and term.break_on <= last and term.status in RUNNING
    return f"Its authority may end it early from {in_words(term.break_on)}." if breaks and term.break_on else ""


def _days(starts_on: date, end: date) -> str:
    days = starts_on.toordinal() - end.toordinal() - 1
    return f"{days:,} day{'' if days == 1 else 's'}"


def _span(starts_on: date, end: date) -> str:
    """Return how long after the plan starts a term ends: in years or months where they are whole, else in days."""
    days = end.toordinal() + 1 - starts_on.toordinal()
    free = end + timedelta(days=1) if end < date.max else end
    months = (free.year - starts_on.year) * 12 + free.month - starts_on.month
    if months <= 0 or free.day != starts_on.day:
        return f"{days:,} day{'' if days == 1 else 's'}"
    number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"a {unit}" if number == 1 else f"{number} {unit}s"
