"""What a contract's dates mean on a given day: when its replacement must start, and how pressing that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, Protocol

from registry.months import add_months
from registry.options import last_day, next_notice_days, read_options

DUE_WITHIN_MONTHS = 6
UPCOMING_WITHIN_MONTHS = 24
RUNNING = ("awarded", "active")
"""The statuses of contracts that need a renewal; terminated and cancelled ones have no day to act by."""


class State(StrEnum):
    """How pressing a renewal is, most pressing first."""

    past_end = "past_end"
    """The term that sources state is over, and no notice says what happened."""
    act_now = "act_now"
    """The day to start the replacement has come, or gone."""
    due = "due"
    """It comes within six months."""
    upcoming = "upcoming"
    """It comes within two years."""
    distant = "distant"
    """It comes later."""
    open_ended = "open_ended"
    """The contract runs until someone ends it."""
    unknown = "unknown"
    """No source says when it ends."""


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Months from first market engagement to go-live, by the kind of service.

    Published procurements took 17 months (a housing register), 14 (parking and markets) and 12 from first notice
    to award alone (an integrated housing system): so 18 for line-of-business systems and 12 for the rest.
    """

    frontline: int = 18
    corporate: int = 18
    core: int = 12
    other: int = 12

    def of(self, kind: str | None) -> int:
        """Return the months for a service of `kind`; None when the service is not known."""
        return {"frontline": self.frontline, "corporate": self.corporate, "core": self.core}.get(kind or "", self.other)


class Term(Protocol):
    """What a renewal is worked out from: a contract, or anything with its dates."""

    @property
    def ends_on(self) -> date | None: ...
    @property
    def max_ends_on(self) -> date | None: ...
    @property
    def extension_text(self) -> str | None: ...
    @property
    def options(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def open_ended(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a contract's dates mean on a day."""

    state: State
    ends_on: date | None
    latest_ends_on: date | None
    """The last day that it can run to if every option is taken."""
    option_notice_on: date | None
    """The last day to take the next option, where the notice period is known."""
    act_by_on: date | None
    """The day by which a procurement of its replacement must start."""
    reason: str
    confidence: Literal["high", "medium", "low"]


def renewal(
    contract: Term,
    on: date,
    lead_months: int,
    *,
    confidence: Literal["high", "medium", "low"] = "low",
) -> Renewal:
    """Return what a contract's dates mean on the day `on`.

    A replacement takes `lead_months` from first market engagement to go-live. An explicit maximum end is believed
    before options; words about options are only shown, never turned into dates. `confidence` is that of the
    contract's end, as `registry.claims` has it.
    """
    ends_on, latest = contract.ends_on, latest_ends_on(contract)
    option_by = option_notice_on(ends_on, latest, next_notice_days(read_options(contract.options)))
    by = act_by_on(option_by or ends_on, lead_months)
    rolls_on = contract.open_ended and (ends_on is None or ends_on < on)
    state = State.open_ended if rolls_on else _state(ends_on, by, on)
    reason = _reason(state, ends_on, latest, option_by, by, lead_months, contract.extension_text)
    return Renewal(state, ends_on, latest, option_by, by, reason, confidence if ends_on else "low")


def latest_ends_on(contract: Term) -> date | None:
    """Return the last day a contract can run to: its explicit maximum, else its end with every option left taken.

    A maximum that comes before the end is a slip, and the end holds.
    """
    if contract.ends_on is None:
        return contract.max_ends_on
    if contract.max_ends_on is None:
        return last_day(contract.ends_on, read_options(contract.options))
    return max(contract.ends_on, contract.max_ends_on)


def option_notice_on(ends_on: date | None, latest: date | None, notice_days: int | None) -> date | None:
    """Return the last day on which the buyer can still take the next option; None when there is none to take."""
    if ends_on is None or latest is None or notice_days is None or latest <= ends_on:
        return None
    return date.fromordinal(max(1, ends_on.toordinal() - notice_days))


def act_by_on(decides_on: date | None, lead_months: int) -> date | None:
    """Return the day by which a replacement must start so as to be ready when the contract's end is decided."""
    return add_months(decides_on, -lead_months) if decides_on else None


def _state(ends_on: date | None, act_by: date | None, on: date) -> State:
    if ends_on is None or act_by is None:
        return State.unknown
    if ends_on < on:
        return State.past_end
    if act_by <= on:
        return State.act_now
    if act_by <= add_months(on, DUE_WITHIN_MONTHS):
        return State.due
    return State.upcoming if act_by <= add_months(on, UPCOMING_WITHIN_MONTHS) else State.distant


def _reason(
    state: State,
    ends_on: date | None,
    latest: date | None,
    option_by: date | None,
    by: date | None,
    lead_months: int,
    words: str | None,
) -> str:
    """Say in a sentence or two what the state rests on."""
    if state is State.open_ended:
        return "It has no end: it runs until one side ends it."
    if ends_on is None or latest is None or by is None:
        return "No source says when it ends." + _options(None, latest, words)
    if state is State.past_end:
        told = f"Its term ended on {ends_on:%-d %B %Y}, and no notice says that it was extended, replaced or ended."
    else:
        option = f", and its next option must be taken by {option_by:%-d %B %Y}" if option_by else ""
        takes = f"replacing it takes about {lead_months} month{'' if lead_months == 1 else 's'}"
        told = f"It ends on {ends_on:%-d %B %Y}{option}; {takes}, so start by {by:%-d %B %Y}."
    return told + _options(ends_on, latest, words)


def _options(ends_on: date | None, latest: date | None, words: str | None) -> str:
    if latest and latest != ends_on:
        return f" With every option taken it could run until {latest:%-d %B %Y}."
    return " Its notices mention options without dates." if words else ""
