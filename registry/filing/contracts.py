"""Contracts filed: what sources say about them becomes statements, and what statements resolve to becomes rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from registry.claims import Belief, Resolved
from registry.filing.changes import record_columns
from registry.filing.contract_columns import set_columns, value_of
from registry.filing.knowledge import Reference
from registry.filing.statements import Statements, replace_statements, statements_of
from registry.filing.systems import propose_systems
from registry.filing.value_releases import mark_released
from registry.links import Link, link
from registry.models import Contract, ContractAuthority, ContractSupplier, Statement, Supplier, SystemContract
from registry.ocds.shapes import LONDON
from registry.payments import PAYMENTS_FILE
from registry.provenance import rejecting, weighed
from registry.roles import PUBLIC
from registry.visibility import seen_by


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract, and every statement about it that one document (or all of a procurement) makes."""

    id: str
    ocid: str | None
    statements: tuple[Statement, ...]


def file_contracts(
    session: Session,
    reference: Reference,
    files: Sequence[ContractFile],
    stale: Iterable[str],
    speaking: AbstractSet[str],
    at: datetime,
    references: AbstractSet[str] | None = None,
) -> None:
    """File contracts: replace what the sources `speaking` say about them, then resolve all statements into rows.

    `stale` are contracts about which these sources say nothing any more: one that no other source speaks about
    goes. `at` is when the statements were recorded; `references` limits what is replaced to these documents.
    """
    wanted = {each.id: each.statements for each in files} | dict.fromkeys(stale, ())
    said, changed = replace_statements(session, "contract", wanted, speaking, at, references)
    ocids = {each.id: each.ocid for each in files if each.ocid}
    by = ", ".join(sorted(speaking - {"classification"}))
    resolve_contracts(session, reference, said, changed, at, by=by, ocids=ocids)


def resolve_contracts(
    session: Session,
    reference: Reference,
    said: Statements,
    changed: AbstractSet[str],
    at: datetime,
    *,
    by: str | None = None,
    ocids: Mapping[str, str] | None = None,
) -> None:
    """Set the rows of contracts to what the public may know of all that is `said` about them.

    Those `changed` count a new version, also where no column differs: who writes must see what was said meanwhile.
    `by` is the source to put changed columns on record under; None when that is done already. A contract about
    which nothing is said goes.
    """
    on = at.astimezone(LONDON).date()
    known, families = _families(session, said)
    mark_released(session, families)
    ids = list(families)
    links, sellers, fields_of, resolved, new = [], set(), {}, [], set()
    buyers_of: dict[str, list[str]] = {}
    for id_ in (id_ for id_ in ids if _is_told_of(families[id_])):
        heard = seen_by(PUBLIC, families[id_], on)
        found = weighed(heard)
        fields_of[id_] = found.fields
        buyers = buyers_of[id_] = sorted(set(value_of(fields_of[id_], "authorities", [])) - rejecting(heard))
        contract = known.pop(id_, None)
        is_new = contract is None
        contract = contract or Contract(id=id_)
        contract.ocid = (ocids or {}).get(id_, contract.ocid)
        set_columns(contract, fields_of[id_], reference, found.set_aside)
        contract.confirmed_on = _confirmed_on(heard)
        contract.value_confirmed = _value_confirmed(fields_of[id_])
        contract.is_listed = _is_listed(contract, heard, buyers)
        resolved.append(contract)
        if is_new:
            new.add(id_)
            session.add(contract)
        elif by:
            record_columns(session, "contract", contract, at, by, "publish")
        if not is_new and id_ in changed:
            flag_modified(contract, "title")
        links += [{"contract_id": id_, "gss": gss} for gss in buyers]
        sellers |= {(id_, seller["id"]) for seller in value_of(fields_of[id_], "suppliers", [])}
    session.flush()
    link(session, ContractAuthority.contract_id, ids, links, new)
    link(session, ContractSupplier.contract_id, ids, _supplier_links(session, sellers), new)
    session.flush()
    propose_systems(session, reference, resolved, known.keys(), fields_of, buyers_of, at)
    _forget(session, known.values())


def _families(session: Session, said: Statements) -> tuple[dict[str, Contract], Statements]:
    """Return the rows of contracts, and the statements that each resolves: its own, and those of merged ones.

    A merged contract brings the one that it was merged into.
    """
    known = {each.id: each for each in session.scalars(select(Contract).where(Contract.id.in_(said)))}
    targets = {each.merged_into_id for each in known.values() if each.merged_into_id} - said.keys()
    families = {id_: list(rows) for id_, rows in said.items()}
    if targets:
        known |= {each.id: each for each in session.scalars(select(Contract).where(Contract.id.in_(targets)))}
        families |= statements_of(session, "contract", targets)
    target_of = _merged_into(session, families)
    everything = {**said, **statements_of(session, "contract", target_of.keys() - said.keys())} if target_of else said
    for id_, target in target_of.items():
        families[target] = [*families[target], *everything[id_]]
    return known, families


def _merged_into(session: Session, targets: Collection[str]) -> dict[str, str]:
    """Return the contracts that were merged into one of `targets`, each with its target."""
    merged = select(Contract.id, Contract.merged_into_id).where(Contract.merged_into_id.in_(targets))
    return {id_: target for id_, target in session.execute(merged) if target}


def _is_told_of(said: Sequence[Statement]) -> bool:
    """Whether anything but payments files speaks of a contract: who pays does not say what it is."""
    return any(each.source != PAYMENTS_FILE for each in said)


def _confirmed_on(heard: Sequence[Statement]) -> date | None:
    own = Belief.authority.name
    return max((each.said_on for each in heard if each.belief == own), default=None)


def _value_confirmed(fields: Mapping[str, Resolved]) -> bool:
    said = (fields[name] for name in ("value", "annual_value") if name in fields)
    return any(each.value is not None and each.claim.belief is Belief.authority for each in said)


def _is_listed(contract: Contract, heard: Sequence[Statement], buyers: Sequence[str]) -> bool:
    """Whether a contract is shown in lists: not when nothing public is said of it, when it was merged into another,
    or when every authority that it had says that it is not theirs."""
    return bool(heard) and contract.merged_into_id is None and (bool(buyers) or not rejecting(heard))


def _supplier_links(session: Session, sellers: AbstractSet[tuple[str, str]]) -> Iterator[Link]:
    """Yield the links of contracts to sighted suppliers, each with the supplier that it stands for now."""
    sighted = {sighted_id for _, sighted_id in sellers}
    found = select(Supplier.id, func.coalesce(Supplier.merged_into_id, Supplier.id)).where(Supplier.id.in_(sighted))
    now: dict[str, str] = dict(session.execute(found).all())
    for contract_id, sighted_id in sellers:
        yield {"contract_id": contract_id, "sighted_id": sighted_id, "supplier_id": now[sighted_id]}


def _forget(session: Session, gone: Collection[Contract]) -> None:
    if gone:
        session.execute(delete(SystemContract).where(SystemContract.contract_id.in_([each.id for each in gone])))
    for contract in gone:
        session.delete(contract)
