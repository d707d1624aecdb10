"""What a contract's dates mean on a given day: when its replacement must start, and how pressing that is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from registry.months import add_months
from registry.renewing.dates import (
    RUNNING,
    Term,
    act_by_on,
    committed_on,
    decides_on,
    option_notice_on,
    rolls_on,
)
from registry.renewing.flags import Flag, flags_of
from registry.renewing.option_words import Proposal, proposed_options
from registry.renewing.term_ends import latest_on
from registry.renewing.words import reason_for

__all__ = ["RUNNING", "Flag", "LeadTimes", "Renewal", "State", "Term", "act_by_on", "decides_on", "renewal"]

DUE_WITHIN_MONTHS = 6
UPCOMING_WITHIN_MONTHS = 24


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
    """There is no day to act by: no source says when it ends, or it is decided that nothing follows it.

    A contract to be done without is in none of the states that count down to a procurement: `distant` would
    promise one. Once its end has passed it is past its end like any other, and its reason tells the decision.
    """


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

    def of(self, kind: str | None, own: int | None = None) -> int:
        """Return the months for a contract: its `own`, where its authority says them, else by its service's kind.

        `kind` is None when the service is not known.
        """
        if own is not None:
            return own
        return {"frontline": self.frontline, "corporate": self.corporate, "core": self.core}.get(kind or "", self.other)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a contract's dates mean on a day."""

    state: State
    ends_on: date | None
    """Last day of the current term, as sources state it."""
    committed_ends_on: date | None
    """The end that the day to act by counts from: after the next option, where it is decided to extend."""
    latest_ends_on: date | None
    """The last day that it can run to if every option is taken."""
    option_notice_on: date | None
    """The last day to take the next option, where the notice period is known."""
    act_by_on: date | None
    """The day by which a procurement of its replacement must start; None where nothing says that one must."""
    reason: str
    flags: tuple[Flag, ...]
    proposal: Proposal | None
    """The options that its notices' words speak of, where none are told; nothing here counts on them."""
    confidence: Literal["high", "medium", "low"]


def renewal(
    term: Term,
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
    runs_on = rolls_on(term, on)
    by = None if runs_on else act_by_on(decides_on(term), lead_months)
    told = term.starts_on, term.ends_on, term.max_ends_on
    proposal = None if term.options else proposed_options(term.extension_text, *told)
    return Renewal(
        state=State.open_ended if runs_on else _state(term, by, on),
        ends_on=term.ends_on,
        committed_ends_on=committed_on(term),
        latest_ends_on=latest_on(term),
        option_notice_on=option_notice_on(term),
        act_by_on=by,
        reason=reason_for(term, on, by, lead_months, proposal),
        flags=flags_of(term, on),
        proposal=proposal,
        confidence=confidence if term.ends_on else "low",
    )


def _state(term: Term, act_by: date | None, on: date) -> State:
    committed = committed_on(term)
    if committed is not None and committed < on:
        return State.past_end
    if act_by is None:
        return State.unknown
    if act_by <= on:
        return State.act_now
    if act_by <= add_months(on, DUE_WITHIN_MONTHS):
        return State.due
    return State.upcoming if act_by <= add_months(on, UPCOMING_WITHIN_MONTHS) else State.distant
