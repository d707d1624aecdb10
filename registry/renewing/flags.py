"""What about a contract's end somebody should look into."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from registry.months import add_months
from registry.renewing.dates import RUNNING, Term, committed_on, option_notice_on, rolls_on
from registry.renewing.term_ends import EXTEND

NEAR_MONTHS = 3
UNDECIDED = (None, "undecided")
MAY_EXTEND = (*UNDECIDED, EXTEND)
"""The decisions with which an option may still be taken."""


class Flag(StrEnum):
    """What somebody should look into."""

    past_end_unexplained = "past_end_unexplained"
    """The term is over, no notice says that it was ended, and its authority has declared no decision.

    Termination needs a notice within 30 days, and expiry counts as termination: Procurement Act 2023, section 80.
    """
    option_notice_near = "option_notice_near"
    """The last day to take the next option comes within three months."""
    option_notice_missed = "option_notice_missed"
    """That day has gone while the contract runs, and nobody has said that the option was taken."""
    no_end = "no_end"
    """No source says when it ends, nor that it runs until one side ends it."""
    end_before_start = "end_before_start"
    """It is said to end before it starts: one of the days is wrong."""


def flags_of(term: Term, on: date) -> tuple[Flag, ...]:
    """Return the flags of a contract on a day; none of one that is terminated or cancelled."""
    return tuple(_flags(term, on)) if term.status in RUNNING else ()


def _flags(term: Term, on: date) -> Iterator[Flag]:
    committed = committed_on(term)
    is_over = committed is not None and committed < on
    if is_over and not term.open_ended and term.decision in UNDECIDED:
        yield Flag.past_end_unexplained
    option_by = option_notice_on(term)
    if option_by and not is_over and term.decision in MAY_EXTEND:
        if option_by < on:
            yield Flag.option_notice_missed
        elif option_by <= add_months(on, NEAR_MONTHS):
            yield Flag.option_notice_near
    if committed is None and not rolls_on(term, on):
        yield Flag.no_end
    if term.starts_on and term.ends_on and term.ends_on < term.starts_on:
        yield Flag.end_before_start
