"""Options to extend: how many, how long, how much notice, how many already taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.months import extend


@dataclass(frozen=True, slots=True)
class Option:
    """`number` extensions of `months` each, of which `taken` have been used."""

    number: int
    months: int
    taken: int = 0
    notice_days: int | None = None
    """How long before the end the buyer must take it; None when no source says."""

    @property
    def months_left(self) -> int:
        return max(0, self.number - self.taken) * self.months


def read_options(kept: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    """Return options as they are kept with a contract, in the order in which they can be taken."""
    return tuple(Option(each["number"], each["months"], each.get("taken", 0), each.get("notice_days")) for each in kept)


def last_day(ends_on: date, options: Iterable[Option]) -> date:
    """Return the last day when every option left is taken; `ends_on` includes those already taken."""
    return extend(ends_on, sum(option.months_left for option in options))


def next_notice_days(options: Iterable[Option]) -> int | None:
    """Return how many days' notice the next option left needs; None when none is left or no source says."""
    return next((option.notice_days for option in options if option.months_left), None)


def months_newly_taken(before: Iterable[Option], after: Iterable[Option]) -> int:
    """Return how many months longer a contract runs (or shorter, put right) by what is taken since it was last told.

    Nothing is concluded from options told for the first time: the end may include those taken already.
    """
    told = list(before)
    if not told:
        return 0
    earlier, now = (sum(option.taken * option.months for option in each) for each in (told, after))
    return now - earlier
