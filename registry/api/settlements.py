"""Settling an item of an inbox by a signed link: the same writes as the calls that it offers, without a key."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import g
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from registry.api.clock import now, today
from registry.api.contract_claims import contract_claims
from registry.api.inbox_items import Item
from registry.api.inbox_reading import told_of
from registry.api.schemas.correction import ContractCorrection
from registry.api.schemas.system import SystemCorrection
from registry.api.session import session
from registry.api.system_claims import system_claims
from registry.api.writing import confirmable, confirmation, keep, reference, say
from registry.claims import Resolved
from registry.exceptions import RegistryError
from registry.filing.merging import merge_contracts
from registry.inbox_calls import Call
from registry.models import ApiKey, Contract, SettledLink, Statement
from registry.provenance import believed
from registry.queries.contracts import family_of, statements_about
from registry.queries.systems import system_by_id
from registry.roles import PUBLIC, Actor, Role, Scope
from registry.signed_links import SignedLink
from registry.visibility import seen_by

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


def is_void(link: SignedLink) -> bool:
    """Whether the key that asked for a link was revoked, or has expired."""
    key = session().scalar(select(ApiKey).where(ApiKey.prefix == link.key))
    return key is None or key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now())


def confirmed_by_link(item: Item, gss: str, shown: Collection[str]) -> dict[str, Resolved]:
    """Return what confirming an item by a link confirms of the `shown` fields: what everyone knows, with its source."""
    statements = _said_of(item)
    claims, _ = confirmable(statements, gss, None)
    public = believed(seen_by(PUBLIC, statements, today()))
    return {name: public[name] for name in sorted(shown & claims.keys() & public.keys())}


def settle(item: Item, call: Call, link: SignedLink, shown: Collection[str]) -> None:
    """Make one of the calls of an item for the holder of a link, and commit; only `shown` fields are confirmed."""
    # The link speaks as an officer of its authority, whose key asked for it, for as long as this request.
    label = f"signed link of {link.by}"[:_LONGEST_LABEL]
    g.actor = Actor(label, Role.officer, frozenset({Scope.estate}), link.gss)
    kind, record_id = item.matter.subject_kind, item.record.id
    if call.action == "merge":
        one, into = session().get_one(Contract, record_id), session().get_one(Contract, call.body["into"])
        merge_contracts(session(), reference(), one, into, gss=link.gss, by=label, at=now())
        keep()
    elif call.action == "correct":
        body = (SystemCorrection() if kind == "system" else ContractCorrection()).load(dict(call.body))
        say(kind, record_id, link.gss, "correct", (system_claims if kind == "system" else contract_claims)(body), body)
    elif call.action == "confirm":
        names = call.body.get("fields") or list(confirmed_by_link(item, link.gss, shown))
        claims, visibility = confirmation(kind, _said_of(item), link.gss, names)
        say(kind, record_id, link.gss, "confirm", claims, {"visibility": visibility})
    else:
        action = {"decision": "decide"}.get(call.action, call.action)
        say(kind, record_id, link.gss, action, _claims(item, call))


def _claims(item: Item, call: Call) -> dict[str, Any]:
    if call.action == "decision":
        return {"decision": {**call.body, "decided_on": today().isoformat(), "reason": None}}
    if call.action == "reject":
        return {"is_rejected": True, **_kept_under(item)}
    told = told_of(PUBLIC, [item.record.id])[item.record.id]
    known = {id_ for each in told for id_ in each.fields.get("distinct_from") or ()}
    return {"distinct_from": sorted(known | {call.body["from"]})}


def _kept_under(item: Item) -> dict[str, Any]:
    """Return the contracts of a rejected system, so that it stays known by them."""
    if item.matter.subject_kind == "contract":
        return {}
    system = session().scalars(system_by_id(item.record.id)).one()
    return {"contracts": [each.id for each in system.contracts]}


def _said_of(item: Item) -> Sequence[Statement]:
    """Return all that is said of an item's record, and of contracts merged into it."""
    kind, id_ = item.matter.subject_kind, item.record.id
    ids = session().scalars(family_of(id_)) if kind == "contract" else [id_]
    return session().scalars(statements_about(*ids, kind=kind)).all()
