"""Joint opportunities of the registry as it is, kept between requests: a page more costs no search more."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from flask import current_app

from registry.api.session import session
from registry.joint.candidates import Known, WhatIf, known_candidates
from registry.joint_procurement import Candidate, JointOpportunity, joint_opportunities
from registry.queries import joint_procurement as queries

MOST_LISTS = 16
"""Lists of opportunities that a process keeps: days and suppositions differ."""


@dataclass(slots=True)
class _Kept:
    """What a process knows of the records, and the lists that it made of them."""

    lock: Any = field(default_factory=Lock)
    state: tuple[Any, ...] = ()
    versions: dict[str, int] = field(default_factory=dict)
    """A digest of the contracts of each service: what has not changed is not read again."""
    known: dict[str, list[Known]] = field(default_factory=dict)
    users: dict[str, set[str]] = field(default_factory=dict)
    lists: OrderedDict[Any, list[JointOpportunity]] = field(default_factory=OrderedDict)


def opportunities(on: date, what_if: WhatIf, service: Iterable[str] | None = None) -> list[JointOpportunity]:
    """Return the joint opportunities seen from a day, the most promising first; those of some services, or all."""
    kept = _kept()
    with kept.lock:
        services = _refresh(kept, service)
        lead_times = current_app.config["LEAD_TIMES"]
        asked = on, what_if, lead_times, tuple(services)
        found = kept.lists.pop(asked, None)
        if found is None:
            candidates = what_if.applied(each.on(on) for id_ in services for each in kept.known[id_])
            found = joint_opportunities(candidates, on, lead_times, users=kept.users)
        kept.lists[asked] = found
        if len(kept.lists) > MOST_LISTS:
            kept.lists.popitem(last=False)
    return found


def candidates(on: date, what_if: WhatIf, service: Iterable[str] | None = None) -> list[Candidate]:
    """Return the contracts for services, or for all, as they are supposed to be."""
    kept = _kept()
    with kept.lock:
        services = _refresh(kept, service)
        return list(what_if.applied(each.on(on) for id_ in services for each in kept.known[id_]))


def _kept() -> _Kept:
    kept: _Kept = current_app.extensions.setdefault("joint_procurement", _Kept())
    return kept


def _refresh(kept: _Kept, service: Iterable[str] | None) -> list[str]:
    """Read what has changed of the services asked for, and return those that have contracts."""
    state = tuple(session().execute(queries.state_of_records()).one())
    if state != kept.state:
        versions = _versions()
        kept.known = {id_: of for id_, of in kept.known.items() if kept.versions.get(id_) == versions.get(id_)}
        if state[-2:] != kept.state[-2:]:  # suppliers were joined or parted, which leaves their contracts as they were
            kept.known = {}
        kept.lists.clear()
        kept.users.clear()
        kept.versions, kept.state = versions, state
    asked = sorted(kept.versions if service is None else kept.versions.keys() & set(service))
    missing = [id_ for id_ in asked if id_ not in kept.known]
    if missing:
        kept.known |= {id_: [] for id_ in missing} | _read(missing)
    if unread := [id_ for id_ in asked if id_ not in kept.users]:
        kept.users |= _users(unread)
    return asked


def _versions() -> dict[str, int]:
    rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for service_id, id_, version in session().execute(queries.contract_versions()):
        rows[service_id or ""].append((id_, version))
    return {id_: hash(tuple(of)) for id_, of in rows.items()}


def _read(services: list[str]) -> dict[str, list[Known]]:
    asked = (queries.candidate_rows, queries.buyers, queries.sellers, queries.ends_said)
    return known_candidates(*(session().execute(query(service=services)) for query in asked))


def _users(services: list[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {id_: set() for id_ in services}
    for id_, gss in session().execute(queries.users(service=services)):
        found[id_].add(gss)
    return found
