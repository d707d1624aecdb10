"""Which documents a row is part of: its record's own, and those of other records that show it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from registry.models import (
    Authority,
    AuthorityIdentity,
    Contract,
    ContractAuthority,
    ContractSupplier,
    Notice,
    NoticeAuthority,
    NoticeSupplier,
    Plan,
    PlanMember,
    Product,
    ProductName,
    Service,
    Supplier,
    SupplierName,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)

Keys = Sequence[str]
Where = Callable[[Keys], ColumnElement[bool]]

DOCUMENT_OF: dict[type[Any], tuple[str, str]] = {
    Authority: ("authority", "gss"),
    AuthorityIdentity: ("authority", "gss"),
    Contract: ("contract", "id"),
    ContractAuthority: ("contract", "contract_id"),
    ContractSupplier: ("contract", "contract_id"),
    Notice: ("notice", "id"),
    NoticeAuthority: ("notice", "notice_id"),
    NoticeSupplier: ("notice", "notice_id"),
    Plan: ("plan", "id"),
    PlanMember: ("plan", "plan_id"),
    Product: ("product", "id"),
    ProductName: ("product", "product_id"),
    Service: ("service", "id"),
    Supplier: ("supplier", "id"),
    SupplierName: ("supplier", "supplier_id"),
    System: ("system", "id"),
    SystemAuthority: ("system", "system_id"),
    SystemContract: ("system", "system_id"),
    SystemService: ("system", "system_id"),
}
"""For each row that a document is made of: the kind of document, and the column that names its record."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a row other documents show, and which documents these are."""

    key: str
    """The column that the others know it by."""
    attributes: tuple[str, ...]
    """Those shown; none where the others show that the row is there."""
    shown_in: tuple[tuple[str, InstrumentedAttribute[str], Where], ...]
    """For each kind of document: the ids of its records, and where they show rows with certain keys."""


def _in(column: InstrumentedAttribute[Any]) -> Where:
    return lambda keys: column.in_(keys)


def _sold_by(keys: Keys) -> ColumnElement[bool]:
    sold = select(ContractSupplier.contract_id).where(ContractSupplier.supplier_id.in_(keys))
    return SystemContract.contract_id.in_(sold)


def _for_services(keys: Keys) -> ColumnElement[bool]:
    # A list in JSON: each id stands in it in quotation marks.
    listed = cast(Product.services, Text)
    return or_(*(listed.contains(f'"{key}"', autoescape=True) for key in keys))


_SYSTEMS_UNDER = ("system", SystemContract.system_id, _in(SystemContract.contract_id))
_WITH_PRODUCT = (
    ("contract", Contract.id, _in(Contract.product_id)),
    ("system", System.id, _in(System.product_id)),
)

SHOWN_IN: dict[type[Any], Shown] = {
    Authority: Shown(
        "gss",
        ("short_name", "official_name"),
        (
            ("contract", ContractAuthority.contract_id, _in(ContractAuthority.gss)),
            ("notice", NoticeAuthority.notice_id, _in(NoticeAuthority.gss)),
            ("system", SystemAuthority.system_id, _in(SystemAuthority.gss)),
            ("plan", PlanMember.plan_id, _in(PlanMember.gss)),
        ),
    ),
    Service: Shown(
        "id",
        ("name", "description"),
        (
            ("contract", Contract.id, _in(Contract.service_id)),
            ("notice", Notice.id, _in(Notice.service_id)),
            ("system", SystemService.system_id, _in(SystemService.service_id)),
            ("product", Product.id, _for_services),
            ("plan", Plan.id, _in(Plan.service_id)),
        ),
    ),
    Supplier: Shown(
        "id",
        ("name",),
        (
            ("contract", ContractSupplier.contract_id, _in(ContractSupplier.supplier_id)),
            ("notice", NoticeSupplier.notice_id, _in(NoticeSupplier.supplier_id)),
            ("system", SystemContract.system_id, _sold_by),
        ),
    ),
    Product: Shown("id", ("name",), _WITH_PRODUCT),
    ProductName: Shown("product_id", (), _WITH_PRODUCT),
    # A system's suppliers are those of its contracts, of the ones that are listed.
    Contract: Shown("id", ("is_listed",), (_SYSTEMS_UNDER,)),
    ContractSupplier: Shown("contract_id", (), (_SYSTEMS_UNDER,)),
}
