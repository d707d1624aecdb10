"""An authority's contracts as the registry has them, for payments to be matched to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from registry.models import Contract, ContractAuthority, ContractSupplier, Notice, Supplier, SupplierName
from scrapers.payments.matching import ContractBook, KnownContract, folded


def contract_book(session: Session, gss: str) -> ContractBook:
    """Return the contracts of an authority that are listed, with those merged into them under the same id."""
    listed = session.scalars(select(Contract).where(Contract.id.in_(_ids(gss)))).all()
    merged = session.scalars(select(Contract).where(Contract.merged_into_id.in_(_ids(gss)))).all()
    called = _suppliers(session, gss)
    families: defaultdict[str, list[Contract]] = defaultdict(list)
    for each in (*listed, *merged):
        families[each.merged_into_id or each.id].append(each)
    known = [_known(each, families[each.id], called[each.id]) for each in listed]
    return ContractBook(known, _notices(session, gss))


def _ids(gss: str) -> Select[str]:
    bought = select(ContractAuthority.contract_id).where(ContractAuthority.gss == gss)
    return select(Contract.id).where(Contract.id.in_(bought), Contract.is_listed)


def _known(contract: Contract, family: Iterable[Contract], suppliers: set[str]) -> KnownContract:
    return KnownContract(
        id=contract.id,
        ocids=frozenset(each.ocid.lower() for each in family if each.ocid),
        references=frozenset(key for each in family if (key := folded(each.reference or ""))),
        suppliers=frozenset(suppliers),
        starts_on=contract.starts_on or contract.signed_on,
        ends_on=contract.ends_on,
        open_ended=contract.open_ended and contract.status != "terminated",
        is_paid_under=contract.agreement != "framework" and contract.status != "cancelled",
    )


def _suppliers(session: Session, gss: str) -> defaultdict[str, set[str]]:
    """Return by contract the keys of all names that its suppliers go by, and their company numbers."""
    sold = select(ContractSupplier.contract_id, ContractSupplier.supplier_id)
    pairs = session.execute(sold.where(ContractSupplier.contract_id.in_(_ids(gss)))).all()
    sellers = select(ContractSupplier.supplier_id).where(ContractSupplier.contract_id.in_(_ids(gss)))
    root = func.coalesce(Supplier.merged_into_id, Supplier.id)
    names = select(root, SupplierName.name_key, Supplier.company_number).outerjoin(
        SupplierName, SupplierName.supplier_id == Supplier.id
    )
    called: defaultdict[str, set[str]] = defaultdict(set)
    for supplier_id, key, number in session.execute(names.where(root.in_(sellers))):
        called[supplier_id] |= {each for each in (key, number) if each}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for contract_id, supplier_id in pairs:
        found[contract_id] |= called[supplier_id]
    return found


def _notices(session: Session, gss: str) -> dict[str, str]:
    """Return the numbers of the notices about an authority's contracts, each with its OCID."""
    ocids = select(Contract.ocid).where(or_(Contract.id.in_(_ids(gss)), Contract.merged_into_id.in_(_ids(gss))))
    found = session.execute(select(Notice.release_id, Notice.ocid).where(Notice.ocid.in_(ocids)))
    return {number: ocid.lower() for number, ocid in found}
