"""On which days a contract can be replaced: a *replacement day* is the last day on which the old contract runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Literal

from registry.law import Allowance, regime, term_allowance_days
from registry.renewing.dates import EXIT, REPROCURE, RUNNING
from registry.renewing.term_ends import natural_ends

LAST_DAY = date.max.toordinal()


class Uncounted(StrEnum):
    """Why a contract cannot take part."""

    not_running = "not_running"
    """It was terminated or cancelled."""
    exiting = "exiting"
    """Its authority will not replace it."""
    unknown_end = "unknown_end"
    """No source says when it ends."""
    past_end = "past_end"
    """Its longest term is over, and no notice says what happened."""
    too_late = "too_late"
    """It cannot run until a replacement could be ready."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contract as joint procurement sees it."""

    id: str
    service_id: str
    authorities: tuple[str, ...]
    """GSS codes."""
    service_kind: str | None = None
    """`frontline`, `corporate` or `core`."""
    suppliers: tuple[str, ...] = ()
    product_id: str | None = None
    status: str = "active"
    starts_on: date | None = None
    ends_on: date | None = None
    max_ends_on: date | None = None
    options: Sequence[Mapping[str, Any]] = ()
    open_ended: bool = False
    decision: str | None = None
    """`exit` is to buy nothing in its place; with `re-procure` no option will be taken."""
    break_on: date | None = None
    lead_months: int | None = None
    """What its authority reckons; that of the service's kind when None."""
    annual_pence: int | None = None
    """What it costs a year, with VAT; None when no source lets it be known."""
    is_reckoned: bool = False
    """Whether that was worked out from its value over its whole life."""
    confidence: Literal["high", "medium", "low"] = "low"
    """How far to trust its end."""
    ends: tuple[int, ...] = field(init=False, repr=False)
    """Its natural ends as ordinals; only the first of them where it is decided to buy again."""
    term_days: int = field(init=False, repr=False)
    """Days of its longest term, every option counted; 0 when its start or its end is unknown."""
    allowance_days: int = field(init=False, repr=False)
    """Days by which it may be lengthened as a small change; 0 when its start is unknown."""
    key: int = field(init=False, repr=False)
    """128 bits that stand for its id."""

    def __post_init__(self) -> None:
        ends = tuple(day.toordinal() for day in natural_ends(self))
        object.__setattr__(self, "ends", ends[:1] if self.decision == REPROCURE else ends)
        object.__setattr__(self, "term_days", _term_days(self.starts_on, ends))
        found = allowance(self)
        object.__setattr__(self, "allowance_days", found.days if found else 0)
        object.__setattr__(self, "key", int.from_bytes(blake2b(self.id.encode(), digest_size=16).digest(), "big"))


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a contract can be replaced, as ordinals: first and last are among them."""

    candidate: Candidate
    ready: int
    """The first day on which a replacement could be ready, if it were begun at once."""
    first: int
    last: int


def window_of(candidate: Candidate, on: int, ready: int) -> Window | Uncounted:
    """Return when a contract can be replaced, seen from the day `on`; `ready` is that day and its lead time (ordinals).

    From its committed end, or a break before it, and not before its replacement could be ready; until its latest
    end, and the days by which the law lets it be lengthened as a small change: where that depends on a cost that is not
    known, those that it may at most. One whose committed end has passed, but not its
    latest, must have been extended: taking an option leaves no notice. One that has no end, or rolls on after it, can
    be ended by notice on any day since.
    """
    if candidate.status not in RUNNING:
        return Uncounted.not_running
    if candidate.decision == EXIT:
        return Uncounted.exiting
    ends = candidate.ends
    first = ends[0] if ends else 0
    if candidate.break_on:
        first = min(first, candidate.break_on.toordinal())
    if first < ready:
        first = ready
    if candidate.open_ended:
        return Window(candidate, ready, first, LAST_DAY)
    if not ends:
        return Uncounted.unknown_end
    if ends[-1] < on:
        return Uncounted.past_end
    last = min(ends[-1] + candidate.allowance_days, LAST_DAY)
    return Window(candidate, ready, first, last) if first <= last else Uncounted.too_late


def anchor(candidate: Candidate, day: int) -> int:
    """Return the natural end from which bridging to `day` is counted; 0 when nothing has to be bridged.

    Nothing is bridged by one that ends by notice, or by its break before its committed end.
    """
    if candidate.open_ended:
        return 0
    for end in reversed(candidate.ends):
        if end <= day:
            return end
    return 0


def bridging_days(candidate: Candidate, day: int) -> int:
    """Return by how many days a contract must run on after a natural end to be replaced on `day` of its window."""
    since = anchor(candidate, day)
    return day - since if since else 0


def rolls_on(candidate: Candidate, on: date) -> bool:
    """Whether a contract has no end ahead and runs until one side ends it."""
    return candidate.open_ended and (not candidate.ends or candidate.ends[0] < on.toordinal())


def allowance(candidate: Candidate) -> Allowance | None:
    """Return by how much the longest term of a contract may be lengthened; None of no known term.

    A contract that began before the Act was bought under the previous law; one that began since may be under either.
    """
    starts_on = candidate.starts_on
    if starts_on is None or not candidate.term_days:
        return None
    commenced_on = starts_on if regime(starts_on) == "previous" else None
    return term_allowance_days(candidate.term_days, commenced_on, candidate.annual_pence)


def _term_days(starts_on: date | None, ends: tuple[int, ...]) -> int:
    return max(0, ends[-1] - starts_on.toordinal() + 1) if starts_on and ends else 0
