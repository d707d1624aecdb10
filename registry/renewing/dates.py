"""The days that decide a renewal: the committed end, the day to take the next option, the day to act by."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from registry.months import add_months
from registry.options import Option, next_notice_days, read_options
from registry.renewing.term_ends import Ends, latest_on, natural_ends

RUNNING = ("awarded", "active")
"""The statuses of contracts that need a renewal; terminated and cancelled ones have no day to act by."""
EXIT = "exit"
REPROCURE = "re-procure"


class Term(Ends, Protocol):
    """What a renewal is worked out from: a contract, or anything with its dates."""

    @property
    def status(self) -> str: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def extension_text(self) -> str | None: ...
    @property
    def open_ended(self) -> bool: ...
    @property
    def decided_on(self) -> date | None: ...


def committed_on(term: Ends) -> date | None:
    """Return the end that is agreed: of the current term, or with the decision `extend`, after the next option."""
    return next(iter(natural_ends(term)), None)


def rolls_on(term: Term, on: date) -> bool:
    """Whether a contract has no end ahead and runs until one side ends it."""
    committed = committed_on(term)
    return term.open_ended and (committed is None or committed < on)


def option_notice_on(term: Ends) -> date | None:
    """Return the last day on which the buyer can still take the next option; None when there is none to take."""
    return _notice_on(term.ends_on, latest_on(term), read_options(term.options))


def following_notice_on(term: Ends) -> date | None:
    """Return the last day to take the option that could follow the committed end; None when none could."""
    committed = committed_on(term)
    options = read_options(term.options)
    following = options if committed == term.ends_on else _after_next(options)
    return _notice_on(committed, latest_on(term), following)


def decides_on(term: Ends) -> date | None:
    """Return the day on which it is decided whether a replacement is needed; None when none is, or no end is known.

    That is the committed end; before it, the day to take the option that could follow. Where it is decided to buy
    again no option will be taken, and only the end counts.
    """
    committed = committed_on(term)
    if committed is None or term.decision == EXIT:
        return None
    if term.decision == REPROCURE:
        return committed
    return following_notice_on(term) or committed


def act_by_on(decides_on: date | None, lead_months: int) -> date | None:
    """Return the day by which a replacement must start so as to be ready when the contract's end is decided."""
    return add_months(decides_on, -lead_months) if decides_on else None


def _notice_on(ends_on: date | None, latest: date | None, options: Sequence[Option]) -> date | None:
    notice_days = next_notice_days(options)
    if ends_on is None or latest is None or notice_days is None or latest <= ends_on:
        return None
    return date.fromordinal(max(1, ends_on.toordinal() - notice_days))


def _after_next(options: Sequence[Option]) -> list[Option]:
    """Return options as they are once the next one is taken."""
    after = list(options)
    place = next((place for place, option in enumerate(after) if option.months_left), None)
    if place is not None:
        after[place] = replace(after[place], taken=after[place].taken + 1)
    return after
