"""Who reads what of a plan: members everything, others what boroughs or everyone may know, without members' words."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from registry.plans import TAKING_PART, Membership, PlanAudience
from registry.roles import Actor, Role


class Reader(StrEnum):
    """As what someone reads a plan."""

    member = "member"
    borough = "borough"
    public = "public"


SHOWN_TO_ALL = frozenset({Membership.interested, Membership.committed})
"""The parts of authorities that everyone may know of."""
PUBLIC_PARTS = frozenset(
    {
        "id",
        "url",
        "read_as",
        "title",
        "service",
        "lead",
        "stage",
        "audience",
        "requirement",
        "starts_on",
        "value",
        "lead_months",
        "opportunity",
        "members",
        "contracts",
        "milestones",
        "documents",
        "answers",
        "interest",
        "notices",
        "created_at",
        "updated_at",
    }
)
"""Parts that whoever reads a plan sees, those with parts inside cut down by `as_seen`. All others are for members."""
BOROUGH_PARTS = PUBLIC_PARTS | {"contract_count"}
_INSIDE = {
    "members": {"authority", "state", "said_on"},
    "milestones": {
        "key",
        "notice",
        "name",
        "on",
        "computed_on",
        "moved_on",
        "done_on",
        "basis",
        "why",
        "instrument",
        "breaks",
    },
    "documents": {"kind", "title", "url", "audience", "authority", "added_on"},
    "interest": {"count", "mine"},
}
"""Of parts with words of members inside, what others see."""


def reader_of(actor: Actor, audience: PlanAudience, membership: Membership | None) -> Reader | None:
    """Return as what the actor reads a plan in which its own authority has this part; None when not at all."""
    if actor.role is Role.admin or (actor.is_borough and membership in TAKING_PART):
        return Reader.member
    if actor.is_borough and audience is not PlanAudience.members:
        return Reader.borough
    return Reader.public if audience is PlanAudience.public else None


def shown_to_all(members: Iterable[Any]) -> frozenset[str]:
    """Return the GSS codes of the members whose part everyone may know, of rows with a `gss` and a `state`."""
    return frozenset(each.gss for each in members if each.state in SHOWN_TO_ALL)


def is_shown(reader: Reader, shown: frozenset[str], buyers: Iterable[str]) -> bool:
    """Return whether a reader sees a plan's contract of these buyers: one would betray who has not said yes."""
    return reader is not Reader.public or not shown.isdisjoint(buyers)


def as_seen(reader: Reader, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a reader sees of a plan's JSON; a part that nobody has thought of here is for members."""
    if reader is Reader.member:
        return dict(body)
    parts = BOROUGH_PARTS if reader is Reader.borough else PUBLIC_PARTS
    seen = {name: _cut(name, value) for name, value in body.items() if name in parts}
    if "documents" in seen:
        seen["documents"] = [each for each in seen["documents"] if each["audience"] == "public"]
    return seen if reader is Reader.borough else _of_shown_members(seen)


def _of_shown_members(seen: dict[str, Any]) -> dict[str, Any]:
    """Return what everyone may know: no authority that has not said yes, nor a contract that would betray it."""
    if "members" not in seen:
        return seen
    members = [each for each in seen["members"] if each["state"] in SHOWN_TO_ALL]
    shown = {each["authority"].gss for each in members}
    cut = {"members": members}
    if "contracts" in seen:
        cut["contracts"] = [each for each in seen["contracts"] if shown & {buyer.gss for buyer in each["authorities"]}]
    for name in {"documents", "answers"} & seen.keys():
        cut[name] = [
            {**each, "authority": each["authority"] if each["authority"] in shown else None} for each in seen[name]
        ]
    return {**seen, **cut}


def _cut(name: str, value: Any) -> Any:
    if name not in _INSIDE:
        return value
    if isinstance(value, list):
        return [_cut(name, each) for each in value]
    return {inner: each for inner, each in value.items() if inner in _INSIDE[name]}
