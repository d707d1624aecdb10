"""Which contracts to read."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import CompoundSelect, Select, func, select
from sqlalchemy.orm import selectinload

from registry.models import Contract, ContractAuthority, ContractSupplier, Statement, System, SystemContract
from registry.queries.filters import any_of, between, cpv_under, is_so, ordered

SORTS = {
    "ends_on": Contract.ends_on,
    "starts_on": Contract.starts_on,
    "act_by_on": Contract.act_by_on,
    "value": Contract.value_pence,
    "title": Contract.title,
}
_CONTRACTS = select(Contract).options(
    selectinload(Contract.authorities),
    selectinload(Contract.suppliers),
    selectinload(Contract.service),
    selectinload(Contract.product),
)


def contracts_matching(
    *,
    authority: Sequence[str] | None = None,
    service: Sequence[str] | None = None,
    supplier: Sequence[str] | None = None,
    status: Sequence[str] | None = None,
    ocid: str | None = None,
    reference: str | None = None,
    cpv: str | None = None,
    starts_after: date | None = None,
    starts_before: date | None = None,
    ends_after: date | None = None,
    ends_before: date | None = None,
    ends_known: bool | None = None,
    value_min: int | None = None,
    value_max: int | None = None,
    value_known: bool = False,
    product: Sequence[str] | None = None,
    technology: bool | None = None,
    decision: Sequence[str] | None = None,
    agreement: Sequence[str] | None = None,
    open_ended: bool | None = None,
    review_before: date | None = None,
    confirmed_since: date | None = None,
    disputed: bool | None = None,
    doubtful: bool | None = None,
    listed: bool = True,
    sort: str = "ends_on",
) -> Select[Contract]:
    """Return contracts that meet every filter. Bounds are inclusive; values in pence, kept when unknown.

    Those not `listed` were rejected by their authority or merged into others.
    """
    query = _CONTRACTS.where(
        Contract.is_listed == listed,
        *any_of(Contract.product_id, product),
        *any_of(func.coalesce(Contract.decision, "undecided"), decision),
        *any_of(Contract.agreement, agreement),
        *is_so(Contract.is_technology, technology),
        *is_so(Contract.open_ended, open_ended),
        *is_so(func.json_array_length(Contract.disputed) > 0, disputed),
        *is_so(func.json_array_length(Contract.doubts) > 0, doubtful),
        *between(Contract.review_on, None, review_before),
        *between(Contract.confirmed_on, confirmed_since, None),
        *any_of(Contract.service_id, service),
        *any_of(Contract.status, status),
        *between(Contract.starts_on, starts_after, starts_before),
        *between(Contract.ends_on, ends_after, ends_before),
        *between(Contract.value_pence, value_min, value_max, keep_unknown=not value_known),
    )
    if authority is not None:
        query = query.where(_linked(ContractAuthority, ContractAuthority.gss.in_(authority)))
    if supplier is not None:
        query = query.where(_linked(ContractSupplier, ContractSupplier.supplier_id.in_(supplier)))
    if cpv is not None:
        query = query.where(cpv_under(Contract.cpv, cpv))
    if ocid is not None:
        query = query.where(Contract.ocid == ocid)
    if reference is not None:
        query = query.where(Contract.reference == reference)
    if ends_known is not None:
        query = query.where(Contract.ends_on.is_not(None) if ends_known else Contract.ends_on.is_(None))
    return ordered(query, sort, SORTS, Contract.id)


def contract_by_id(contract_id: str) -> Select[Contract]:
    """Return one contract with all that its page shows."""
    return _CONTRACTS.where(Contract.id == contract_id)


def family_of(contract_id: str) -> CompoundSelect[str, str | None]:
    """Return a contract and those merged into it, each with its OCID.

    A union, for with an OR SQLite reads the whole table.
    """
    merged = select(Contract.id, Contract.ocid).where(Contract.merged_into_id == contract_id)
    return select(Contract.id, Contract.ocid).where(Contract.id == contract_id).union_all(merged)


def systems_under(contract_id: str) -> Select[System]:
    """Return the systems that are bought under a contract."""
    bought = select(SystemContract.system_id).where(SystemContract.contract_id == contract_id)
    return select(System).where(System.id.in_(bought), System.is_listed).order_by(System.name, System.id)


def statements_about(*ids: str, kind: str = "contract") -> Select[Statement]:
    """Return what sources say about contracts (or systems), those about one together, newest word first."""
    about = (Statement.subject_kind == kind, Statement.subject_id.in_(ids))
    return select(Statement).where(*about).order_by(Statement.subject_id, Statement.said_on.desc(), Statement.reference)


def _linked(link, condition):  # type: ignore[no-untyped-def]
    return Contract.id.in_(select(link.contract_id).where(condition))
