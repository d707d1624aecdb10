"""Contracts filed: what releases say about them becomes statements, and what statements resolve to becomes rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.claims import Belief, Resolved
from registry.filing.knowledge import Knowledge
from registry.filing.links import link
from registry.models import Contract, ContractAuthority, ContractCpv, ContractSupplier, Statement
from registry.provenance import believed
from registry.renewals import act_by_on

_PLAIN = ("reference", "title", "status", "extension_text", "procedure")
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
    suppliers: dict[str, str],
    at: datetime,
) -> None:
    """File contracts: replace their statements, then resolve them into rows and links.

    `stale` are the ids of contracts that no source founds any more; `suppliers` says which supplier each sighted
    id stands for; `at` is when the statements were recorded.
    """
    ids = [each.id for each in files] + list(stale)
    kept = _replace_statements(session, {each.id: each.statements for each in files}, ids, at)
    known = {each.id: each for each in session.scalars(select(Contract).where(Contract.id.in_(ids)))}
    authorities, sellers, codes = [], [], []
    for each in files:
        fields = believed(kept[each.id])
        contract = known.pop(each.id, None) or Contract(id=each.id)
        contract.ocid = each.ocid
        _resolve(contract, fields, knowledge)
        session.add(contract)
        authorities += [ContractAuthority(contract_id=each.id, gss=gss) for gss in _value(fields, "authorities", [])]
        sighted = {seller["id"] for seller in _value(fields, "suppliers", [])}
        sellers += [ContractSupplier(contract_id=each.id, sighted_id=id_, supplier_id=suppliers[id_]) for id_ in sighted]
        codes += [ContractCpv(contract_id=each.id, code=code) for code in contract.cpv]
    session.flush()
    link(session, ContractAuthority.contract_id, ids, authorities)
    link(session, ContractSupplier.contract_id, ids, sellers)
    link(session, ContractCpv.contract_id, ids, codes)
    session.flush()
    for gone in known.values():
        session.delete(gone)


def _replace_statements(
    session: Session, wanted: dict[str, tuple[Statement, ...]], ids: Sequence[str], at: datetime
) -> dict[str, list[Statement]]:
    """Make the statements that documents make equal to `wanted`; an authority's own word is never touched."""
    about = (Statement.subject_kind == "contract", Statement.subject_id.in_(ids))
    existing = {(each.subject_id, each.source, each.reference): each for each in session.scalars(select(Statement).where(*about))}
    kept: dict[str, list[Statement]] = {id_: [] for id_ in wanted}
    for subject_id, statements in wanted.items():
        for each in statements:
            row = existing.pop((subject_id, each.source, each.reference), None)
            if row is None:
                row = each
                row.recorded_at = at
                session.add(row)
            elif (row.fields, row.belief, row.said_on) != (each.fields, each.belief, each.said_on):
                row.fields, row.belief, row.said_on, row.recorded_at = each.fields, each.belief, each.said_on, at
            kept[subject_id].append(row)
    for (subject_id, _source, _reference), row in existing.items():
        if row.belief == Belief.authority.name:
            kept.get(subject_id, []).append(row)
        else:
            session.delete(row)
    return kept


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
    contract.act_by_on = act_by_on(contract.ends_on, lead_months)


def _value(fields: dict[str, Resolved], name: str, default: Any = None) -> Any:
    return fields[name].value if name in fields else default
