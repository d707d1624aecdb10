"""Systems: contracts propose them, and what is said about each resolves to its row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.attributes import flag_modified

from registry.claims import Belief, Resolved
from registry.filing.changes import record_columns
from registry.filing.contract_columns import day_of, value_of
from registry.filing.knowledge import Reference
from registry.filing.statements import Statements, replace_statements, statements_of
from registry.identities import public_id
from registry.links import Link, link
from registry.models import (
    Contract,
    Statement,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)
from registry.ocds.shapes import LONDON
from registry.provenance import believed, rejecting
from registry.roles import PUBLIC
from registry.visibility import seen_by

PROPOSAL = "contract"
"""The source of systems that contracts propose; the reference is the contract's id."""
LONGEST_NAME = 300
"""Characters: titles may be longer than an index of names can hold."""
_OWN = Belief.authority.name


def system_id(gss: str, kind: str, key: str) -> str:
    """Return the id of an authority's system: its `product`, or where none is known its `contract` or `name`."""
    return public_id("system", gss, kind, key)


def propose_systems(
    session: Session,
    reference: Reference,
    contracts: Collection[Contract],
    gone: Collection[str],
    fields_of: Mapping[str, Mapping[str, Resolved]],
    buyers_of: Mapping[str, Sequence[str]],
    at: datetime,
) -> None:
    """Propose the systems that contracts are for, and take back what they no longer propose.

    `fields_of` are the claims that each resolves to, `buyers_of` its authorities; `gone` are the ids of contracts
    that there are no more. A contract whose system an authority has spoken about goes on speaking about that one,
    also when its product turns out to be another.
    """
    ids = [*(each.id for each in contracts), *gone]
    rows = session.execute(
        select(SystemContract.contract_id, SystemContract.system_id).where(SystemContract.contract_id.in_(ids))
    )
    linked: dict[str, list[str]] = {id_: [] for id_ in ids}
    for contract_id, its_system in rows:
        linked[contract_id].append(its_system)
    earlier = statements_of(session, "system", {each for of in linked.values() for each in of})
    wanted: dict[str, list[Statement]] = {each: [] for each in earlier}
    for contract in contracts:
        kept = _kept(earlier, linked.get(contract.id, ()), contract.id)
        for each in _proposals(contract, fields_of[contract.id], buyers_of[contract.id], kept):
            wanted.setdefault(each.subject_id, []).append(each)
    if wanted:
        said, changed = replace_statements(session, "system", wanted, {PROPOSAL}, at, set(ids))
        resolve_systems(session, reference, said, changed, at, by=PROPOSAL)


def _kept(earlier: Statements, system_ids: Iterable[str], contract_id: str) -> dict[str, str]:
    """Return the systems about which a contract goes on speaking, by authority.

    They are those that it proposes already and the authority has spoken about, or that the authority itself names
    it for. One that it came to be linked to by a merger is not.
    """
    kept = {}
    for each in system_ids:
        proposed = any(said.source == PROPOSAL and said.reference == contract_id for said in earlier[each])
        own = [said for said in earlier[each] if said.belief == _OWN and said.gss]
        named = any(contract_id in (said.fields.get("contracts") or ()) for said in own)
        if proposed or named:
            kept.update({said.gss: each for said in own if said.gss})
    return kept


def _proposals(
    contract: Contract, fields: Mapping[str, Resolved], buyers: Sequence[str], kept: Mapping[str, str]
) -> list[Statement]:
    """Return what a contract says about the system of each of its authorities."""
    is_for_something = contract.service_id or contract.product_id or contract.product_text
    if not (contract.is_listed and contract.is_technology and is_for_something) or contract.status == "cancelled":
        return []
    key = ("product", contract.product_id) if contract.product_id else ("contract", contract.id)
    claims = {
        "name": (contract.product_text or contract.title)[:LONGEST_NAME],
        "product": contract.product_id,
        "services": [contract.service_id] if contract.service_id else [],
        "contracts": [contract.id],
    }
    said_on = max(field.claim.said_on for field in fields.values())
    return [
        Statement(
            subject_kind="system",
            subject_id=kept.get(gss) or system_id(gss, *key),
            source=PROPOSAL,
            reference=contract.id,
            belief=Belief.derived.name,
            said_on=said_on,
            gss=gss,
            fields={name: value for name, value in {**claims, "authorities": [gss]}.items() if value},
        )
        for gss in buyers
    ]


def resolve_systems(
    session: Session,
    reference: Reference,
    said: Statements,
    changed: Collection[str],
    at: datetime,
    *,
    by: str | None = None,
) -> None:
    """Set the rows of systems to what the public may know of all that is `said` about them.

    Those `changed` count a new version. `by` is the source to put changed columns on record under. A system
    about which nothing is said goes.
    """
    on = at.astimezone(LONDON).date()
    known = {each.id: each for each in session.scalars(select(System).where(System.id.in_(said)))}
    bought_under = _bought_under(session, said)
    links: list[tuple[InstrumentedAttribute[str], Link]] = []
    new = set()
    for id_, statements in said.items():
        if not statements:
            continue
        heard = seen_by(PUBLIC, statements, on)
        system = known.pop(id_, None)
        is_new = system is None
        system = system or System(id=id_)
        set_columns(system, heard, reference)
        if is_new:
            new.add(id_)
            session.add(system)
        elif by:
            record_columns(session, "system", system, at, by, "publish")
        if not is_new and id_ in changed:
            flag_modified(system, "name")
        links += _links(system, heard, reference, bought_under)
    session.flush()
    for owner in _LINKED:
        link(session, owner, said, [row for of, row in links if of is owner], new)
    session.flush()
    for gone in known.values():
        session.delete(gone)


_LINKED = (SystemAuthority.system_id, SystemService.system_id, SystemContract.system_id)


def set_columns(system: System, heard: Sequence[Statement], reference: Reference) -> None:
    """Set a system's columns to what is believed of the statements heard."""
    for name, value in _columns(heard, reference).items():
        if getattr(system, name) != value:
            setattr(system, name, value)


def _columns(heard: Sequence[Statement], reference: Reference) -> dict[str, Any]:
    fields = believed(heard)
    product = value_of(fields, "product")
    product_id = product if product in reference.product_names else None
    return {
        "product_id": product_id,
        "name": _name(fields, reference.product_names.get(product_id or ""))[:LONGEST_NAME],
        "status": value_of(fields, "status", "proposed"),
        **{name: value_of(fields, name, []) for name in ("modules", "interfaces", "standards", "replaces")},
        "has_open_api": value_of(fields, "has_open_api"),
        "first_used_on": day_of(fields, "first_used_on"),
        "retired_on": day_of(fields, "retired_on"),
        "is_listed": bool(heard) and (bool(_users(heard, fields)) or not rejecting(heard)),
        "disputed": sorted(name for name, field in fields.items() if field.disputes),
        "confirmed_on": _confirmed_on(heard),
    }


def _confirmed_on(heard: Iterable[Statement]) -> date | None:
    return max((each.said_on for each in heard if each.belief == _OWN and each.audience == "public"), default=None)


def _name(fields: Mapping[str, Resolved], product_name: str | None) -> str:
    """Return what the authority calls it; else its product's name; else what its source calls it."""
    own = "name" in fields and fields["name"].claim.belief is Belief.authority
    return (value_of(fields, "name") if own else None) or product_name or value_of(fields, "name") or "Unnamed"


def _links(
    system: System, heard: list[Statement], reference: Reference, bought_under: Mapping[str, str]
) -> list[tuple[InstrumentedAttribute[str], Link]]:
    """Return the rows that link a system: authorities and services as its authority says them, else all that are
    said; contracts as its authority says and as they propose it, so that a new one for the same product shows."""
    fields = believed(heard)
    authorities = _users(heard, fields)
    services = set(_own_or_all(heard, fields, "services")) & reference.service_kinds.keys()
    proposing = [each for each in heard if each.belief != _OWN]
    named = {*_union(proposing, "contracts"), *(_own(fields, "contracts") or ())}
    contracts = {bought_under[each] for each in named if each in bought_under}
    by_authority, by_service, by_contract = _LINKED
    return [
        *((by_authority, {"system_id": system.id, "gss": gss}) for gss in authorities),
        *((by_service, {"system_id": system.id, "service_id": each}) for each in services),
        *((by_contract, {"system_id": system.id, "contract_id": each}) for each in contracts),
    ]


def _bought_under(session: Session, said: Statements) -> dict[str, str]:
    """Return the contracts that there are among those named, each with the one that it was merged into."""
    named = _union((each for statements in said.values() for each in statements), "contracts")
    found = select(Contract.id, func.coalesce(Contract.merged_into_id, Contract.id)).where(Contract.id.in_(named))
    return dict(session.execute(found).all())


def _users(heard: Iterable[Statement], fields: Mapping[str, Resolved]) -> set[str]:
    """Return the authorities that use a system, without those that say that they do not."""
    heard = list(heard)
    return set(_own_or_all(heard, fields, "authorities")) - rejecting(heard)


def _own_or_all(heard: Iterable[Statement], fields: Mapping[str, Resolved], name: str) -> list[str]:
    own = _own(fields, name)
    return _union(heard, name) if own is None else own


def _own(fields: Mapping[str, Resolved], name: str) -> list[str] | None:
    """Return what the authority says, which may be nothing; None when it says neither."""
    said = fields.get(name)
    return list(said.value or ()) if said and said.claim.belief is Belief.authority else None


def _union(heard: Iterable[Statement], name: str) -> list[str]:
    return sorted({value for each in heard for value in each.fields.get(name) or ()})
