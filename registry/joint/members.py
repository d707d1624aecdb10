"""The contracts of a joint opportunity one by one: what each needs, and which authority might lead."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from registry.joint.bridges import Bridge, bridge
from registry.joint.replacement_windows import LAST_DAY, Candidate, Uncounted, rolls_on
from registry.joint.scores import YEARS, Facts, points
from registry.joint_procurement import JointOpportunity, lead_of, windows_of
from registry.law import ThresholdPosition, threshold_position
from registry.months import add_months
from registry.renewals import LeadTimes
from registry.renewing.dates import act_by_on, decides_on

Likeness = Literal["same", "mixed", "unknown"]


@dataclass(frozen=True, slots=True)
class Member:
    """A contract, and what it needs to be replaced on the day."""

    candidate: Candidate
    bridge: Bridge
    lead_months: int
    ready_on: date
    """When a replacement could be ready if it were begun at once."""
    act_by_on: date | None
    """The day to start its replacement by, were it replaced alone; None when it can be ended at any time."""
    uncounted: Uncounted | None = None


def member(
    candidate: Candidate, day: date, on: date, lead_times: LeadTimes, uncounted: Uncounted | None = None
) -> Member:
    """Return what a contract needs so that `day` can be its last, seen from `on`."""
    months = lead_of(candidate, lead_times)
    act_by = None if rolls_on(candidate, on) else act_by_on(decides_on(candidate), months)
    return Member(candidate, bridge(candidate, day, on), months, add_months(on, months), act_by, uncounted)


def members_of(opportunity: JointOpportunity, on: date, lead_times: LeadTimes) -> list[Member]:
    """Return the contracts of an opportunity, the first to act on first; then what is worth more, then by authority."""
    found = [member(each.candidate, opportunity.best_on, on, lead_times) for each in opportunity.members]
    return sorted(found, key=_first_to_act)


def others_of(
    opportunity: JointOpportunity, candidates: Iterable[Candidate], on: date, lead_times: LeadTimes
) -> list[Member]:
    """Return what every contract for the service that is not in the opportunity would need, in the same order.

    `candidates` are all contracts for the service, those that take part in nothing among them.
    """
    among = {window.candidate.id for window in opportunity.members}
    windows, left_out = windows_of((each for each in candidates if each.id not in among), on, lead_times)
    rest: list[tuple[Candidate, Uncounted | None]] = [(window.candidate, None) for window in windows]
    found = [member(each, opportunity.best_on, on, lead_times, why) for each, why in (*rest, *left_out)]
    return sorted(found, key=_first_to_act)


def suggested_lead(members: Iterable[Member]) -> str:
    """Return the GSS code of the authority that must act first: it needs the procurement most."""
    return min(min(members, key=_first_to_act).candidate.authorities)


def replaced_on(opportunity: JointOpportunity, day: date) -> JointOpportunity:
    """Return an opportunity with `day` in place of its best day, and a score to match."""
    windows = opportunity.members
    facts = replace(
        opportunity.facts,
        bridging_days=sum(bridge(window.candidate, day, day).days for window in windows),
        days_in_hand=day.toordinal() - max(window.ready for window in windows),
    )
    return replace(opportunity, best_on=day, facts=facts, score=sum(points(facts)))


def likeness(things: Iterable[str | None]) -> Likeness:
    """Return whether things are all the same; one that is not known leaves it unknown unless others differ."""
    given = list(things)
    if len(set(given) - {None}) > 1:
        return "mixed"
    return "unknown" if None in given or not given else "same"


def whole_life_pence(facts: Facts) -> int | None:
    """Return what is known of the value over an assumed term of four years, with VAT; None when nothing is."""
    return None if facts.annual_unknown == facts.contracts else facts.annual_pence * YEARS


def worth_position(facts: Facts, on: date) -> ThresholdPosition:
    """Return where the value over the assumed term stands, for a procurement that commences on `on`."""
    return threshold_position(whole_life_pence(facts), on, at_least=facts.annual_unknown > 0)


def _first_to_act(each: Member) -> tuple[date, int, str, str]:
    candidate = each.candidate
    act_by = each.act_by_on or date.fromordinal(LAST_DAY)
    return act_by, -(candidate.annual_pence or 0), min(candidate.authorities), candidate.id
