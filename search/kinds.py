"""The kinds of record that are searched: how each is loaded, and which records have a document at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload, undefer

from registry.models import Authority, Contract, Notice, Plan, PlanMember, Product, Service, Supplier, System
from registry.plans import PlanAudience
from search.building.parties import authority_document, supplier_document
from search.building.plans import plan_document
from search.building.purchases import contract_document, notice_document
from search.building.technology import CataloguedProduct, product_document, service_document, system_document
from search.documents import Document

Column = InstrumentedAttribute[str]

_ALL = true()


def _as_they_are(session: Session, wanted: Select[Any]) -> list[Any]:
    return list(session.scalars(wanted))


def _with_services(session: Session, wanted: Select[Any]) -> list[CataloguedProduct]:
    products = list(session.scalars(wanted))
    ids = {id_ for product in products for id_ in product.services}
    services = {each.id: each for each in session.scalars(select(Service).where(Service.id.in_(ids)))}
    return [
        CataloguedProduct(product, [services[id_] for id_ in product.services if id_ in services])
        for product in products
    ]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its key and title, how it is loaded to be shown and to be indexed, its document."""

    key: Column
    title: Column
    shown: Select[Any]
    indexed: Select[Any]
    build: Callable[[Any], Document]
    searched: ColumnElement[bool] = _ALL
    """Which records have a document: no other is found, counted or shown."""
    load: Callable[[Session, Select[Any]], Sequence[Any]] = _as_they_are


_CONTRACTS = select(Contract).options(
    selectinload(Contract.authorities),
    selectinload(Contract.suppliers),
    joinedload(Contract.service),
    joinedload(Contract.product).selectinload(Product.names),
)
_NOTICES = select(Notice).options(
    selectinload(Notice.authorities), selectinload(Notice.suppliers), joinedload(Notice.service)
)
_PRODUCTS = select(Product).options(selectinload(Product.names))
_BOUGHT_UNDER = selectinload(System.contracts).load_only(Contract.is_listed)
_SYSTEMS = select(System).options(
    selectinload(System.authorities),
    selectinload(System.services),
    _BOUGHT_UNDER.selectinload(Contract.suppliers),
    joinedload(System.product).selectinload(Product.names),
)
_PLANS = select(Plan).options(joinedload(Plan.service), selectinload(Plan.members).selectinload(PlanMember.authority))

KINDS = {
    "authority": Kind(
        key=Authority.gss,
        title=Authority.official_name,
        shown=select(Authority),
        indexed=select(Authority).options(selectinload(Authority.identities)),
        build=authority_document,
    ),
    "service": Kind(
        key=Service.id, title=Service.name, shown=select(Service), indexed=select(Service), build=service_document
    ),
    "supplier": Kind(
        key=Supplier.id,
        title=Supplier.name,
        shown=select(Supplier),
        indexed=select(Supplier).options(selectinload(Supplier.names)),
        build=supplier_document,
        searched=Supplier.merged_into_id.is_(None),
    ),
    "product": Kind(
        key=Product.id,
        title=Product.name,
        shown=_PRODUCTS,
        indexed=_PRODUCTS,
        build=product_document,
        load=_with_services,
    ),
    "system": Kind(
        key=System.id,
        title=System.name,
        shown=_SYSTEMS,
        indexed=_SYSTEMS,
        build=system_document,
        searched=System.is_listed.is_(True),
    ),
    "contract": Kind(
        key=Contract.id,
        title=Contract.title,
        shown=_CONTRACTS,
        indexed=_CONTRACTS,
        build=contract_document,
        # Registers hold what is rejected, what turned out to be another, and grass cutting.
        searched=Contract.is_listed & Contract.is_technology,
    ),
    "notice": Kind(
        key=Notice.id,
        title=Notice.title,
        shown=_NOTICES,
        indexed=_NOTICES.options(undefer(Notice.description)),
        build=notice_document,
    ),
    "plan": Kind(
        key=Plan.id,
        title=Plan.title,
        shown=_PLANS,
        indexed=_PLANS,
        build=plan_document,
        searched=Plan.audience == PlanAudience.public,
    ),
}
