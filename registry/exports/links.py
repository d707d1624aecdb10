"""What is linked to the rows of a partition: authorities, suppliers, services.

Tables are read without the ORM, by statements made once with the keys as one parameter, and the records that were
read are kept for the next partitions: together that halves the time of a long export.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from registry.db import Base
from registry.exports.columns import Edition, Link
from registry.models import (
    Authority,
    Contract,
    Product,
    ProductName,
    Service,
    Supplier,
    SupplierName,
    SystemContract,
)

_MOST_KEPT = 20_000
_AUTHORITIES, _SUPPLIERS, _SERVICES = Authority.__table__.c, Supplier.__table__.c, Service.__table__.c
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)


class Several(NamedTuple):
    """Records linked to a row, and each of their columns as a list. Rows with the same one link share it."""

    records: tuple[Any, ...]
    columns: Mapping[str, list[Any]]


class LinkedBy:
    """Reads the records, whose id is the first of `columns`, that a table with the columns `link` names."""

    def __init__(self, link: Any, key: str, other: str, columns: Sequence[Any]) -> None:
        self._names = [column.key for column in columns]
        self._pairs = select(link[key], link[other]).where(link[key].in_(_KEYS))
        self._records = select(*columns).where(columns[0].in_(_KEYS))
        self._kept: dict[str, Several] = {}

    def __call__(self, session: Session, rows: Mapping[str, Any], _edition: Edition) -> Mapping[str, Several]:
        linked: dict[str, set[str]] = {}
        for key, id_ in session.execute(self._pairs, {"keys": list(rows)}):
            linked.setdefault(key, set()).add(id_)
        self._keep(session, set().union(*linked.values()))
        return {key: self._one_or_several(ids) for key, ids in linked.items()}

    def _one_or_several(self, ids: set[str]) -> Several:
        if len(ids) == 1:
            return self._kept[next(iter(ids))]
        return self._several(tuple(self._kept[id_].records[0] for id_ in sorted(ids)))

    def _keep(self, session: Session, ids: set[str]) -> None:
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        if missing := ids - self._kept.keys():
            for record in session.execute(self._records, {"keys": list(missing)}):
                self._kept[record[0]] = self._several((record,))

    def _several(self, records: tuple[Any, ...]) -> Several:
        columns = map(list, zip(*records, strict=True))
        return Several(records, dict(zip(self._names, columns, strict=True)))


def authorities_by(link: type[Base], key: str) -> Callable[[], Link]:
    """Return what makes the reader of the authorities that the table of `link` names, by its column `key`."""
    columns = (_AUTHORITIES.gss, _AUTHORITIES.lae, _AUTHORITIES.short_name, _AUTHORITIES.official_name)
    return lambda: LinkedBy(link.__table__.c, key, "gss", columns)


def suppliers_by(link: type[Base], key: str) -> Callable[[], Link]:
    """Return what makes the reader of the suppliers that the table of `link` names, merged ones once."""
    columns = (_SUPPLIERS.id, _SUPPLIERS.name, _SUPPLIERS.company_number)
    return lambda: LinkedBy(link.__table__.c, key, "supplier_id", columns)


def services_by(link: type[Base], key: str) -> Callable[[], Link]:
    """Return what makes the reader of the services that the table of `link` names, by its column `key`."""
    columns = (_SERVICES.id, _SERVICES.name)
    return lambda: LinkedBy(link.__table__.c, key, "service_id", columns)


def services() -> Link:
    """Return the reader of the services by their id: there are few, and all are read at once."""
    kept: dict[str, Any] = {}

    def read(session: Session, _rows: Mapping[str, Any], _edition: Edition) -> Mapping[Any, Any]:
        if not kept:
            kept.update({row.id: row for row in session.execute(select(Service.id, Service.name, Service.kind))})
        return kept

    return read


def products() -> Link:
    """Return the reader of the names of products by their id."""
    query = select(Product.id, Product.name).where(Product.id.in_(_KEYS))

    def read(session: Session, rows: Mapping[str, Any], _edition: Edition) -> Mapping[Any, Any]:
        ids = {row.product_id for row in rows.values()} - {None}
        return dict(session.execute(query, {"keys": list(ids)}).all()) if ids else {}

    return read


def supplier_names() -> Link:
    """Return the reader of the spellings under which suppliers were published."""
    names = select(SupplierName.supplier_id, SupplierName.name).where(SupplierName.supplier_id.in_(_KEYS))
    return _lists(names.order_by(SupplierName.name))


def product_names() -> Link:
    """Return the reader of the other names of products, each with its kind."""
    names = select(ProductName.product_id, ProductName.kind, ProductName.name)
    return _lists(names.where(ProductName.product_id.in_(_KEYS)).order_by(ProductName.name))


def system_contracts() -> Link:
    """Return the reader of the ids of the contracts under which systems are bought."""
    bought = select(SystemContract.system_id, SystemContract.contract_id).join(Contract)
    bought = bought.where(SystemContract.system_id.in_(_KEYS), Contract.is_listed)
    return _lists(bought.order_by(SystemContract.contract_id))


def _lists(query: Select[*tuple[Any, ...]]) -> Link:
    """Return a reader of lists by the first column of `query`: of its second, or of all others as tuples."""

    def read(session: Session, rows: Mapping[str, Any], _edition: Edition) -> Mapping[str, Any]:
        found: dict[str, list[Any]] = {}
        for id_, *values in session.execute(query, {"keys": list(rows)}):
            found.setdefault(id_, []).append(values[0] if len(values) == 1 else tuple(values))
        return found

    return read
