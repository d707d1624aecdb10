"""Settling an item of an inbox by a signed link: the same writes as the calls that it offers, without a key."""

from collections.abc import Sequence
from typing import Any

from flask import g
from sqlalchemy.exc import IntegrityError

from registry.api.clock import now, today
from registry.api.contract_claims import contract_claims
from registry.api.inbox_items import Item
from registry.api.inbox_reading import told_of
from registry.api.schemas.correction import ContractCorrection
from registry.api.schemas.system import SystemCorrection
from registry.api.session import session
from registry.api.system_claims import system_claims
from registry.api.writing import confirmable, reference, say
from registry.exceptions import RegistryError
from registry.filing.merging import merge_contracts
from registry.inbox_calls import Call
from registry.models import Contract, SettledLink
from registry.queries.contracts import family_of, statements_about
from registry.queries.systems import system_by_id
from registry.roles import Actor, Role, Scope
from registry.signed_links import SignedLink

_LONGEST_LABEL = 100


class UsedLink(RegistryError):
    """Raised when a link has settled its item before."""


def use_up(link: SignedLink) -> None:
    """Note in this transaction that a link is used; raise `UsedLink` when it was.

    Of two who use it at once, one waits for the other here, and then finds it used.
    """
    session().add(SettledLink(nonce=link.nonce, settled_at=now()))
    try:
        session().flush()
    except IntegrityError:
        session().rollback()
        raise UsedLink("it was used") from None


def settle(item: Item, call: Call, link: SignedLink) -> None:
    """Make one of the calls of an item for the holder of a link, and commit."""
    # The link speaks as an officer of its authority, whose key asked for it, for as long as this request.
    label = f"signed link of {link.by}"[:_LONGEST_LABEL]
    g.actor = Actor(label, Role.officer, frozenset({Scope.estate}), link.gss)
    kind, record_id = item.matter.subject_kind, item.record.id
    if call.action == "merge":
        one, into = session().get_one(Contract, record_id), session().get_one(Contract, call.body["into"])
        merge_contracts(session(), reference(), one, into, gss=link.gss, by=label, at=now())
        session().commit()
    elif call.action == "correct":
        body = (SystemCorrection() if kind == "system" else ContractCorrection()).load(dict(call.body))
        say(kind, record_id, link.gss, "correct", (system_claims if kind == "system" else contract_claims)(body), body)
    else:
        action = {"decision": "decide"}.get(call.action, call.action)
        say(kind, record_id, link.gss, action, _claims(item, call, link.gss))


def _claims(item: Item, call: Call, gss: str) -> dict[str, Any]:
    if call.action == "decision":
        return {"decision": {**call.body, "decided_on": today().isoformat(), "reason": None}}
    if call.action == "reject":
        return {"is_rejected": True, **_kept_under(item)}
    if call.action == "distinct":
        told = told_of(gss, [item.record.id])[item.record.id]
        known = {id_ for each in told for id_ in each.fields.get("distinct_from") or ()}
        return {"distinct_from": sorted(known | {call.body["from"]})}
    return _confirmed(item, gss, call.body.get("fields"))


def _kept_under(item: Item) -> dict[str, Any]:
    """Return the contracts of a rejected system, so that it stays known by them."""
    if item.matter.subject_kind == "contract":
        return {}
    system = session().scalars(system_by_id(item.record.id)).one()
    return {"contracts": [each.id for each in system.contracts]}


def _confirmed(item: Item, gss: str, wanted: Sequence[str] | None) -> dict[str, Any]:
    kind, id_ = item.matter.subject_kind, item.record.id
    ids = session().scalars(family_of(id_)) if kind == "contract" else [id_]
    statements = session().scalars(statements_about(*ids, kind=kind)).all()
    claims = confirmable(statements, gss, wanted)
    return {**claims, "status": "live"} if item.record.status == "proposed" else claims
