"""Plans: the stages of a joint procurement, what its members may do, and why something may not be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """How far a plan is."""

    forming = "forming"
    """Authorities are asked, and say whether they come along."""
    agreed = "agreed"
    """At least two are committed, and it is written down what they need."""
    procuring = "procuring"
    """The tender notice is out: it names the authorities."""
    awarded = "awarded"
    closed = "closed"
    abandoned = "abandoned"


class Membership(StrEnum):
    """An authority's part in a plan."""

    invited = "invited"
    interested = "interested"
    committed = "committed"
    declined = "declined"
    """Said no to the invitation."""
    withdrawn = "withdrawn"
    """Left, after it had said yes."""


class PlanAudience(StrEnum):
    """Who may read a plan, from the narrowest to the widest."""

    members = "members"
    boroughs = "boroughs"
    public = "public"


STAGE_MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.forming: frozenset({Stage.agreed, Stage.abandoned}),
    Stage.agreed: frozenset({Stage.forming, Stage.procuring, Stage.abandoned}),
    Stage.procuring: frozenset({Stage.awarded, Stage.abandoned}),
    Stage.awarded: frozenset({Stage.closed, Stage.abandoned}),
    Stage.closed: frozenset(),
    Stage.abandoned: frozenset(),
}
"""The stages that may follow each: an awarded procurement can still end without a contract."""

ANSWERS: dict[Membership, frozenset[Membership]] = {
    Membership.invited: frozenset({Membership.interested, Membership.committed, Membership.declined}),
    Membership.interested: frozenset({Membership.committed, Membership.withdrawn}),
    Membership.committed: frozenset({Membership.interested, Membership.withdrawn}),
    Membership.declined: frozenset(),
    Membership.withdrawn: frozenset(),
}
"""What an authority may answer next; who said no, or left, must be invited again."""

TAKING_PART = frozenset({Membership.invited, Membership.interested, Membership.committed})
"""Those who read and write as members."""
OPEN = frozenset({Stage.forming, Stage.agreed})
"""Stages in which authorities may still come in."""
OVER = frozenset({Stage.closed, Stage.abandoned})
LEAST_COMMITTED = 2
MOST_MEMBERS, MOST_CONTRACTS, MOST_DOCUMENTS, MOST_NOTES = 50, 200, 200, 500
_WIDTH = list(PlanAudience)
_BACKED = frozenset({Stage.agreed, Stage.procuring})
"""Stages that need members behind them."""
_NAMED = "the tender notice names the authorities"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands: all that its rules look at."""

    stage: Stage
    audience: PlanAudience
    lead: str
    """GSS code."""
    members: Mapping[str, Membership]
    """Each authority's part, the lead's too, by GSS code."""
    has_requirement: bool = False

    @property
    def is_over(self) -> bool:
        return self.stage in OVER

    @property
    def committed(self) -> int:
        return sum(state is Membership.committed for state in self.members.values())


def narrowest(*audiences: PlanAudience) -> PlanAudience:
    """Return the audience that all of these include."""
    return min(audiences, key=_WIDTH.index)


def wider_than(audience: PlanAudience) -> list[PlanAudience]:
    """Return the audiences that include more than this one."""
    return _WIDTH[_WIDTH.index(audience) + 1 :]


def why_not_edit(standing: Standing) -> str | None:
    """Return why a plan may not be changed; None when it may. Documents and lessons may always be added."""
    if standing.is_over:
        return (
            f"The plan is {standing.stage}: nothing of it changes any more. Documents and lessons may still be added."
        )
    return None


def why_not_move(standing: Standing, to: Stage) -> str | None:
    """Return why a plan may not go on to a stage; None when it may."""
    if to is standing.stage:
        return f"The plan is {to} already."
    if standing.is_over:
        return why_not_edit(standing)
    if to not in STAGE_MOVES[standing.stage]:
        following = " or ".join(sorted(STAGE_MOVES[standing.stage]))
        return f"A plan that is {standing.stage} cannot be {to} next: only {following}."
    if to in _BACKED and standing.committed < LEAST_COMMITTED:
        return f"To be {to}, a plan needs its lead and one more authority committed: so far {standing.committed}."
    if to in _BACKED and not standing.has_requirement:
        return f"To be {to}, a plan needs its requirement in words: what is to be bought."
    return None


def why_not_invite(standing: Standing, gss: str) -> str | None:
    """Return why an authority may not be invited; None when it may. Who said no, or left, may be asked again."""
    if standing.is_over:
        return why_not_edit(standing)
    if standing.stage not in OPEN:
        return f"The plan is {standing.stage}: {_NAMED}, so nobody can be invited any more."
    state = standing.members.get(gss)
    return f"This authority is {state} already." if state in TAKING_PART else None


def why_not_answer(standing: Standing, gss: str, state: Membership) -> str | None:
    """Return why an authority may not answer so; None when it may."""
    if standing.is_over:
        return why_not_edit(standing)
    now = standing.members.get(gss)
    if now is None:
        return "This authority is not invited: ask the lead for an invitation."
    if now is state:
        return f"This authority is {state} already."
    if gss == standing.lead:
        return "The lead stays committed: hand the lead to another committed member first."
    if state not in ANSWERS[now]:
        nexts = " or ".join(sorted(ANSWERS[now]))
        told = f"only {nexts}" if nexts else "the lead must invite it again"
        return f"An authority that is {now} cannot be {state} next: {told}."
    return _why_not_at(standing.stage, now, state)


def _why_not_at(stage: Stage, now: Membership, state: Membership) -> str | None:
    """Return why a part may not change at a stage: nobody comes in after the tender notice, or leaves after award."""
    if stage is Stage.agreed and (now, state) == (Membership.committed, Membership.interested):
        return "The plan is agreed, by this authority too: its lead takes it back to forming first."
    if stage in OPEN:
        return None
    if state in TAKING_PART:
        return f"The plan is {stage}: {_NAMED}, so nobody can join or change its part any more."
    if stage is Stage.awarded and now is Membership.committed:
        return "The plan is awarded: a committed member is party to the award and cannot withdraw from the plan."
    return None


def why_not_lead(standing: Standing, gss: str) -> str | None:
    """Return why an authority may not take over the lead; None when it may."""
    if standing.is_over:
        return why_not_edit(standing)
    if gss == standing.lead:
        return "This authority leads already."
    state = standing.members.get(gss)
    if state is not Membership.committed:
        return f"The lead goes to a committed member: this authority is {state or 'not invited'}."
    return None


def why_not_audience(standing: Standing, audience: PlanAudience) -> str | None:
    """Return why a plan may not be shown to an audience; None when it may.

    It may be shown to more at any time, so that what was learned reaches others; to fewer only while it forms:
    what others have read and reckon with is not taken back.
    """
    if audience is standing.audience:
        return f"The plan is for {audience} already."
    if standing.audience in wider_than(audience) and standing.stage is not Stage.forming:
        return f"The plan is {standing.stage}: it can be shown to more, no longer to fewer."
    return None
