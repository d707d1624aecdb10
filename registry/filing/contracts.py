"""Contracts filed: what releases say about them becomes statements, and what statements resolve to becomes rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.claims import Resolved
from registry.filing.knowledge import Knowledge
from registry.filing.links import link
from registry.models import Contract, ContractAuthority, ContractSupplier, Statement, Supplier
from registry.provenance import believed
from registry.renewals import RUNNING, act_by_on

_PLAIN = ("reference", "title", "status", "extension_text", "procedure")
_SAID = ("fields", "belief", "said_on", "said_at")
_DAYS = ("signed_on", "starts_on", "ends_on", "max_ends_on")


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract, and every statement about it that its procurement's notices (or a sample row) make."""

    id: str
    ocid: str | None
    statements: tuple[Statement, ...]


def file_contracts(
    session: Session,
    knowledge: Knowledge,
    files: Sequence[ContractFile],
    stale: Iterable[str],
    speaking: AbstractSet[str],
    at: datetime,
) -> None:
    """File contracts: replace what the sources `speaking` say about them, then resolve all statements into rows.

    `stale` are contracts about which these sources say nothing any more: one that no other source speaks about
    goes. `at` is when the statements were recorded.
    """
    wanted = {each.id: each.statements for each in files} | dict.fromkeys(stale, ())
    ids = list(wanted)
    said = _replace_statements(session, wanted, speaking, at)
    known = {each.id: each for each in session.scalars(select(Contract).where(Contract.id.in_(ids)))}
    ocids = {each.id: each.ocid for each in files}
    authorities, sellers = [], []
    for id_ in (id_ for id_ in ids if said[id_]):
        fields = believed(said[id_])
        contract = known.pop(id_, None) or Contract(id=id_)
        contract.ocid = ocids.get(id_, contract.ocid)
        _resolve(contract, fields, knowledge)
        session.add(contract)
        authorities += [ContractAuthority(contract_id=id_, gss=gss) for gss in _value(fields, "authorities", [])]
        sellers += [(id_, seller["id"]) for seller in _value(fields, "suppliers", [])]
    session.flush()
    link(session, ContractAuthority.contract_id, ids, authorities)
    link(session, ContractSupplier.contract_id, ids, _supplier_links(session, set(sellers)))
    session.flush()
    for gone in known.values():
        session.delete(gone)


def _supplier_links(session: Session, sellers: AbstractSet[tuple[str, str]]) -> Iterator[ContractSupplier]:
    """Yield the links of contracts to sighted suppliers, each with the supplier that it stands for now."""
    sighted = {sighted_id for _, sighted_id in sellers}
    found = select(Supplier.id, func.coalesce(Supplier.merged_into_id, Supplier.id)).where(Supplier.id.in_(sighted))
    now: dict[str, str] = dict(session.execute(found).all())
    for contract_id, sighted_id in sellers:
        yield ContractSupplier(contract_id=contract_id, sighted_id=sighted_id, supplier_id=now[sighted_id])


def _replace_statements(
    session: Session, wanted: Mapping[str, Sequence[Statement]], speaking: AbstractSet[str], at: datetime
) -> dict[str, list[Statement]]:
    """Make the statements of the sources `speaking` equal to `wanted`; return all statements by their subject."""
    about = (Statement.subject_kind == "contract", Statement.subject_id.in_(wanted))
    rows = session.scalars(select(Statement).where(*about))
    existing = {(row.subject_id, row.source, row.reference): row for row in rows}
    said: dict[str, list[Statement]] = {id_: [] for id_ in wanted}
    for each in (each for statements in wanted.values() for each in statements):
        row = existing.pop((each.subject_id, each.source, each.reference), None)
        if row is None:
            row, each.recorded_at = each, at
            session.add(row)
        elif any(getattr(row, name) != getattr(each, name) for name in _SAID):
            for name in _SAID:
                setattr(row, name, getattr(each, name))
            row.recorded_at = at
        said[each.subject_id].append(row)
    for row in existing.values():
        if row.source in speaking:
            session.delete(row)
        else:
            said[row.subject_id].append(row)
    return said


def _resolve(contract: Contract, fields: dict[str, Resolved], knowledge: Knowledge) -> None:
    """Set a contract's columns to what is believed of it."""
    for name in _PLAIN:
        setattr(contract, name, _value(fields, name))
    for name in _DAYS:
        day = _value(fields, name)
        setattr(contract, name, date.fromisoformat(day) if day else None)
    contract.title = contract.title or "Untitled"
    contract.status = contract.status or "awarded"
    worth = _value(fields, "value", {})
    contract.value_pence, contract.value_with_vat_pence = worth.get("pence"), worth.get("with_vat_pence")
    contract.vat, contract.currency = worth.get("vat"), worth.get("currency")
    contract.cpv = sorted(_value(fields, "cpv", []))
    service = _value(fields, "service", {})
    contract.service_id, contract.service_words = service.get("id"), service.get("words", [])
    lead_months = knowledge.lead_times.of(knowledge.service_kinds.get(contract.service_id or ""))
    contract.act_by_on = act_by_on(contract.ends_on, lead_months) if contract.status in RUNNING else None


def _value(fields: dict[str, Resolved], name: str, default: Any = None) -> Any:
    return fields[name].value if name in fields else default
