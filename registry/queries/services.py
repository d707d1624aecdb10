"""Which services to read, and who buys for each."""

from sqlalchemy import Select, func, select

from registry.models import Authority, Contract, ContractAuthority, Service
from registry.queries.estates import IS_TECHNOLOGY
from registry.queries.filters import any_of, ordered

SORTS = {"name": Service.name, "id": Service.id}


def services_matching(*, kind: list[str] | None = None, sort: str = "name") -> Select[Service]:
    """Return service areas."""
    return ordered(select(Service).where(*any_of(Service.kind, kind)), sort, SORTS, Service.id)


def service_by_id(service_id: str) -> Select[Service]:
    """Return one service area."""
    return select(Service).where(Service.id == service_id)


def buyers_for(service_id: str) -> Select[Authority, int]:
    """Return the authorities that have technology contracts for a service, with their number."""
    counted = select(Authority, func.count()).join(ContractAuthority).join(Contract)
    counted = counted.where(*IS_TECHNOLOGY, Contract.service_id == service_id)
    return counted.group_by(Authority.gss).order_by(Authority.short_name)
