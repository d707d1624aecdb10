"""What joint procurement is worked out from: only the columns that it needs, of all contracts at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, select, true
from sqlalchemy.orm import aliased

from registry.models import (
    Authority,
    Change,
    Contract,
    ContractAuthority,
    ContractSupplier,
    Service,
    Statement,
    Supplier,
    System,
    SystemAuthority,
    SystemService,
)
from registry.queries.estates import RUNS

_COUNTED = (*RUNS, Contract.service_id.is_not(None))
_IDS = (Contract.id, Contract.service_id)
_COLUMNS = (
    *_IDS,
    Contract.status,
    Contract.starts_on,
    Contract.ends_on,
    Contract.max_ends_on,
    Contract.options,
    Contract.open_ended,
    Contract.decision,
    Contract.break_on,
    Contract.lead_months,
    Contract.product_id,
    Contract.currency,
    Contract.annual_value_pence,
    Contract.annual_vat,
    Contract.value_pence,
    Contract.value_with_vat_pence,
    Contract.vat,
)


def state_of_records() -> Select[*tuple[Any, ...]]:
    """Return one row that differs after every change to what this module reads."""
    joined = select(func.count(), func.coalesce(func.sum(Supplier.version), 0)).where(
        Supplier.merged_into_id.is_not(None)
    )
    parts = [
        *_count_and_versions(Contract),
        *_count_and_versions(System),
        select(func.max(Statement.id)),
        select(func.max(Change.id)),
        joined.with_only_columns(func.count()),
        joined.with_only_columns(func.coalesce(func.sum(Supplier.version), 0)),
    ]
    return select(*(part.scalar_subquery() for part in parts))


def contract_versions() -> Select[str | None, str, int]:
    """Return the contracts that can count, with their services and versions, those of one service together."""
    rows = select(Contract.service_id, Contract.id, Contract.version).where(*_COUNTED)
    return rows.order_by(Contract.service_id, Contract.id)


def candidate_rows(*, service: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """Return listed running technology contracts for services, with the service's kind."""
    rows = select(*_COLUMNS, Service.kind.label("service_kind")).join(Service, Contract.service_id == Service.id)
    return rows.where(*_COUNTED, Contract.service_id.in_(service)).order_by(Contract.service_id, Contract.id)


def buyers(*, service: Sequence[str]) -> Select[str, str]:
    """Return the same contracts with each of their authorities."""
    rows = select(ContractAuthority.contract_id, ContractAuthority.gss).join(Contract)
    return rows.where(*_COUNTED, Contract.service_id.in_(service)).order_by(*rows.selected_columns)


def sellers(*, service: Sequence[str]) -> Select[str, str]:
    """Return the same contracts with each of their suppliers."""
    rows = select(ContractSupplier.contract_id, ContractSupplier.supplier_id).distinct().join(Contract)
    return rows.where(*_COUNTED, Contract.service_id.in_(service)).order_by(*rows.selected_columns)


def ends_said(*, service: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """Return the same contracts, each with how far those who publicly state its end are believed, and their last day.

    What was merged into a contract speaks for it too. Who states another end than the one that counts does not make
    it surer: its word was set aside, or weighs less.
    """
    counted, spoken_of = aliased(Contract), aliased(Contract)
    rows = select(counted.id, Statement.belief, func.max(Statement.said_on)).select_from(counted)
    rows = rows.join(spoken_of, func.coalesce(spoken_of.merged_into_id, spoken_of.id) == counted.id)
    rows = rows.join(Statement, Statement.subject_id == spoken_of.id)
    rows = rows.where(Statement.subject_kind == "contract", Statement.audience == "public")
    is_believed = Statement.fields["ends_on"].as_string() == cast(counted.ends_on, String)
    rows = rows.where(is_believed, counted.service_id.in_(service))
    return rows.where(counted.is_listed, counted.ends_on.is_not(None)).group_by(counted.id, Statement.belief)


def users(*, service: Sequence[str]) -> Select[str, str]:
    """Return services with each authority that a listed system for it is known of."""
    rows = select(SystemService.service_id, SystemAuthority.gss).distinct()
    rows = rows.join(System, System.id == SystemService.system_id)
    rows = rows.join(SystemAuthority, SystemAuthority.system_id == System.id)
    rows = rows.where(System.is_listed, System.status != "retired", SystemService.service_id.in_(service))
    return rows.order_by(*rows.selected_columns)


def services_called(ids: Sequence[str] | None = None) -> Select[Service]:
    """Return services by id, or all."""
    return select(Service).where(_among(Service.id, ids)).order_by(Service.id)


def authorities_called(ids: Sequence[str]) -> Select[Authority]:
    """Return authorities by GSS code."""
    return select(Authority).where(Authority.gss.in_(ids)).order_by(Authority.gss)


def contracts_titled(ids: Sequence[str]) -> Select[str, str]:
    """Return ids and titles of listed contracts."""
    return select(Contract.id, Contract.title).where(Contract.is_listed, Contract.id.in_(ids))


def _among(column: Any, ids: Sequence[str] | None) -> ColumnElement[bool]:
    return true() if ids is None else column.in_(ids)


def _count_and_versions(model: Any) -> list[Select[Any]]:
    return [select(func.count()).select_from(model), select(func.coalesce(func.sum(model.version), 0))]
