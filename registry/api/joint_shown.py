"""Joint opportunities as the API shows them: in a list, or one with all that it is made of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import current_app

from registry.api.joint_names import Names
from registry.api.joint_parts import in_pounds, member_shown, threshold_shown, timetable_shown
from registry.joint.candidates import WhatIf
from registry.joint.members import (
    Member,
    likeness,
    members_of,
    others_of,
    suggested_lead,
)
from registry.joint.replacement_windows import Uncounted
from registry.joint.scores import parts
from registry.joint.words import in_a_sentence, uncounted_words
from registry.joint_procurement import Candidate, JointOpportunity, lead_of, windows_of
from registry.months import add_months

MOST_SHOWN = 200
"""Members, and contracts beside them, that one answer holds."""


def shown_many(found: Sequence[JointOpportunity], on: date, asked: str) -> list[dict[str, Any]]:
    """Return opportunities with their names and links; `asked` is what their links carry on."""
    lead_times = current_app.config["LEAD_TIMES"]
    members = [members_of(each, on, lead_times) for each in found]
    names = Names(member.candidate for of in members for member in of)
    return [_shown(each, of, names, on, asked) for each, of in zip(found, members, strict=True)]


def shown_one(
    opportunity: JointOpportunity, candidates: Sequence[Candidate], on: date, asked: str, *, with_others: bool
) -> dict[str, Any]:
    """Return an opportunity with all its parts; `candidates` are all contracts for its service."""
    lead_times = current_app.config["LEAD_TIMES"]
    members = members_of(opportunity, on, lead_times)
    others = others_of(opportunity, candidates, on, lead_times) if with_others else []
    listed = members[:MOST_SHOWN], others[:MOST_SHOWN]
    names = Names(
        (each.candidate for each in (*members, *listed[1])),
        titles_of=[each.candidate for each in (*listed[0], *listed[1])],
    )
    _, left_out = windows_of(candidates, on, lead_times)
    return {
        **_shown(opportunity, members, names, on, asked),
        "score_parts": parts(opportunity.facts),
        "members": [member_shown(each, names) for each in listed[0]],
        "others": [member_shown(each, names) for each in listed[1]],
        "not_counted": dict(sorted(Counter(why.value for _, why in left_out).items())),
        "threshold": threshold_shown(opportunity.facts, on),
        "timetable": timetable_shown(opportunity, max(each.lead_months for each in members), on),
    }


def shown_left_out(left_out: Sequence[tuple[Candidate, Uncounted]], on: date) -> list[dict[str, Any]]:
    """Return contracts that take part in nothing, with why."""
    lead_times = current_app.config["LEAD_TIMES"]
    listed = [candidate for candidate, _ in left_out]
    names = Names(listed, titles_of=listed)
    return [
        {
            "contract": names.contract(each.id),
            "authorities": names.authorities_of(each.authorities),
            "service": names.services[each.service_id],
            "ends_on": each.ends_on,
            "why": why.value,
            "words": uncounted_words(why, add_months(on, lead_of(each, lead_times))),
        }
        for each, why in left_out
    ]


def carried(on: date, what_if: WhatIf, day: date | None) -> str:
    """Return the arguments that say what an answer supposes, so that a link keeps its meaning."""
    given: dict[str, Any] = {"on": on, "day": day, "lead_months": what_if.lead_months}
    given["leave_out"] = ",".join(sorted(what_if.left_out)) or None
    given["move"] = ",".join(f"{id_}:{to}" for id_, to in what_if.moved) or None
    return urlencode({name: value for name, value in given.items() if value is not None}, safe=":,")


def _shown(each: JointOpportunity, members: Sequence[Member], names: Names, on: date, asked: str) -> dict[str, Any]:
    service = names.services[each.service_id]
    candidates = [member.candidate for member in members]
    bridged = sum(member.bridge.days > 0 for member in members)
    return {
        "id": each.id,
        "url": f"/api/v1/joint-opportunities/{each.id}?{asked}",
        "on": on,
        "words": in_a_sentence(each, service.name, bridged),
        "service": service,
        "kind": each.kind.value,
        "authorities": names.authorities_of(sorted(each.authorities)),
        "contracts": each.facts.contracts,
        "first_on": each.first_on,
        "last_on": None if each.last_on == date.max else each.last_on,
        "best_on": each.best_on,
        "bridging_days": each.facts.bridging_days,
        "annual_value": _annual_value(each),
        "suppliers": names.suppliers_of(_often(id_ for of in candidates for id_ in of.suppliers)),
        "same_supplier": likeness(of.suppliers[0] if len(of.suppliers) == 1 else None for of in candidates),
        "products": names.products_of(_often(of.product_id for of in candidates if of.product_id)),
        "same_product": likeness(of.product_id for of in candidates),
        "suggested_lead": names.authorities[suggested_lead(members)],
        "score": each.score,
    }


def _often(ids: Iterable[str]) -> list[str]:
    """Return ids, what is there most often first."""
    counted = Counter(ids)
    return sorted(counted, key=lambda id_: (-counted[id_], id_))


def _annual_value(each: JointOpportunity) -> dict[str, Any]:
    facts = each.facts
    known = facts.contracts - facts.annual_unknown
    return {**in_pounds(facts.annual_pence), "contracts_known": known, "contracts_unknown": facts.annual_unknown}
