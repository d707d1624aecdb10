"""One joint opportunity as its page shows it: as it is, or as it would be if something else were so."""

import json
import shlex
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from flask import current_app

from registry.api.clock import today
from registry.api.joint_reading import candidates, opportunities
from registry.api.joint_shown import MOST_SHOWN, carried, shown_one
from registry.api.session import session
from registry.joint.candidates import WhatIf
from registry.joint_procurement import JointOpportunity
from registry.models import Contract, Plan
from registry.plans import OPEN
from registry.queries.contracts import contracts_matching
from registry.queries.plans import plans_matching
from registry.roles import PUBLIC
from web.facts import ContractRow, contract_rows
from web.joint_supposed import LONGEST_LEAD, Supposed, as_supposed, asked
from web.joint_timeline import drawn

MOST_PLANS = 10


def is_there(key: str) -> bool:
    """Whether contracts that can be replaced together today go by this id."""
    return _base(key) is not None


def detail(key: str) -> dict[str, Any] | None:
    """Return what the page of a joint opportunity shows; None when no contracts that go by this id are found today.

    Its `shown` is None where what is supposed leaves nothing to do together.
    """
    base = _base(key)
    if base is None:
        return None
    ids = [window.candidate.id for window in base.members]
    supposed = asked(ids[:MOST_SHOWN])
    one = as_supposed(base, supposed)
    shown = _shown(one, supposed) if one else None
    now = {window.candidate.id for window in one.members} if one else set()
    rows = _rows({*ids[:MOST_SHOWN], *(each["contract"]["id"] for each in (shown["members"] if shown else ()))})
    members = [rows[id_] for id_ in ids[:MOST_SHOWN] if id_ in rows]
    return {
        "key": key,
        "base": base,
        "shown": shown,
        "asked": supposed,
        "rows": rows,
        "members": members,
        "left": [row.contract for row in members if row.contract.id not in now] if supposed else [],
        "timeline": drawn(shown, _of(shown, rows)) if shown else None,
        "plans": _plans(base.service_id),
        "example": _example(key, shown) if shown else "",
        "longest_lead": LONGEST_LEAD,
    }


def _base(key: str) -> JointOpportunity | None:
    found = opportunities(today(), WhatIf(), [key.rpartition("-")[0]])
    return next((each for each in found if each.id == key), None)


def _shown(one: JointOpportunity, supposed: Supposed) -> dict[str, Any]:
    on, what_if = today(), supposed.what_if
    counted = candidates(on, what_if, [one.service_id])
    return shown_one(one, counted, on, carried(on, what_if, supposed.day), with_others=False)


def _rows(ids: Iterable[str]) -> dict[str, ContractRow]:
    """Return contracts as rows: with who says when they end."""
    query = contracts_matching().where(Contract.id.in_(sorted(ids)))
    return {row.contract.id: row for row in contract_rows(session().scalars(query).all())}


def _of(shown: dict[str, Any], rows: dict[str, ContractRow]) -> list[ContractRow]:
    ids = (each["contract"]["id"] for each in shown["members"])
    return [rows[id_] for id_ in ids if id_ in rows]


def _plans(service: str) -> Sequence[Plan]:
    """Return the public plans for a service that others may still come into."""
    return session().scalars(plans_matching(PUBLIC, service=[service], stage=sorted(OPEN)).limit(MOST_PLANS)).all()


def _example(key: str, shown: dict[str, Any]) -> str:
    """Return a call that makes a plan of it, to copy to a command line."""
    body = {
        "title": f"{shown['service'].name} together",
        "service": shown["service"].id,
        "starts_on": (shown["best_on"] + timedelta(days=1)).isoformat(),
        "contracts": [each["contract"]["id"] for each in shown["members"]],
        "members": [each.slug for each in shown["authorities"]],
        "opportunity": key,
    }
    return (
        f"curl {current_app.config['PUBLIC_URL']}/api/v1/plans \\\n"
        "  -H 'Authorization: Bearer t33_…' -H 'Content-Type: application/json' \\\n"
        f"  -d {shlex.quote(json.dumps(body, ensure_ascii=False))}"
    )
