"""When the contracts that could be replaced together are others: who joined, who left, or that none are left."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry.joint.candidates import known_candidates
from registry.joint_procurement import JointOpportunity, joint_opportunities
from registry.models import Watch
from registry.queries import joint_procurement as queries
from registry.renewals import LeadTimes
from watches.kinds import Event, Found

_ASKED = (queries.candidate_rows, queries.buyers, queries.sellers, queries.ends_said)
_MOST_NAMED = 10
Looked = tuple[Watch, dict[str, Any], Found | None]


def look_at_joint_opportunities(
    session: Session, service_id: str, watches: Sequence[Watch], on: date, lead_times: LeadTimes
) -> Iterator[Looked]:
    """Yield each watch with what to keep of its joint opportunity, and what to tell since the last look.

    An opportunity is known by its contracts, so with other contracts it is another: the watch goes on with the one
    that has most of them.
    """
    known = known_candidates(*(session.execute(query(service=[service_id])) for query in _ASKED))
    candidates = [each.on(on) for each in known.get(service_id, ())]
    users = {service_id: {gss for _, gss in session.execute(queries.users(service=[service_id]))}}
    opportunities = joint_opportunities(candidates, on, lead_times, users=users)
    for watch in watches:
        yield (watch, *_look(session, watch, opportunities, on))


def _look(
    session: Session, watch: Watch, found: Sequence[JointOpportunity], on: date
) -> tuple[dict[str, Any], Found | None]:
    before = set(watch.state.get("members", ()))
    current = watch.state.get("opportunity", watch.subject)
    now = next((each for each in found if each.id == current), None) or _nearest(found, before)
    if now is None:
        if current is None:
            return watch.state, None  # it was gone already
        told = "These contracts cannot be replaced together any more, as far as is known."
        return {"opportunity": None, "members": sorted(before)}, _found(watch, str(watch.subject), on, told)
    members = {each.candidate.id for each in now.members}
    state = {"opportunity": now.id, "members": sorted(members)}
    if not before or members == before:
        return state, None
    parts = (("joined", members - before), ("left", before - members))
    told = " ".join(f"{_named(session, ids)} {verb}." for verb, ids in parts if ids)
    return state, _found(watch, now.id, on, told)


def _nearest(found: Iterable[JointOpportunity], members: set[str]) -> JointOpportunity | None:
    shared = [(len(members & {each.candidate.id for each in one.members}), one) for one in found]
    most = max((number for number, _ in shared), default=0)
    return next((one for number, one in shared if number == most), None) if most > 1 else None


def _named(session: Session, ids: Iterable[str]) -> str:
    chosen = sorted(ids)
    titles = dict(session.execute(queries.contracts_titled(chosen)).all())
    named = [f"“{titles[id_]}”" if id_ in titles else "A contract that is not listed any more" for id_ in chosen]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more


def _found(watch: Watch, opportunity_id: str, on: date, told: str) -> Found:
    key = f"joint:{on}:{opportunity_id}"[:200]
    return Found(watch.id, key, Event.joint_opportunity, "joint_opportunity", opportunity_id, told)
