"""Which opportunities to read: what is open, what is planned, and what is to be expected."""

from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from registry.models import Procurement, ProcurementAuthority, ProcurementLink
from registry.opportunities import PLANNED_FOR, Kind
from registry.queries.expected_opportunities import bought_again, ending, planned_jointly
from registry.queries.filters import any_of, between, is_so
from registry.queries.opportunity_filters import is_procurement_below, reserved_to
from registry.queries.opportunity_parts import Part, Wanted, linked
from registry.queries.procurements import is_answerable


def parts_of(wanted: Wanted) -> list[Part]:
    """Return the parts that hold what is wanted, the nearest kind first."""
    parts: list[Part] = []
    if not wanted.is_of_expected:
        parts += [_open(wanted), _planned(wanted)]
    if not wanted.is_of_procurements and wanted.technology is not False:
        parts += [planned_jointly(wanted), ending(wanted), bought_again(wanted)]
    return [each for each in parts if wanted.kind is None or each.kind in wanted.kind]


def _open(wanted: Wanted) -> Part:
    found = _procurements(wanted).where(*is_answerable(wanted.at))
    door = aliased(Procurement)
    listed = (*_meets(door, wanted), *is_answerable(wanted.at, door))
    return _of_procurements(Kind.open, found.where(~_is_behind(door, *listed)))


def _planned(wanted: Wanted) -> Part:
    found = _procurements(wanted).where(*_is_planned(Procurement, wanted))
    door, further = aliased(Procurement), aliased(Procurement)
    found = found.where(~_is_behind(door, *_meets(door, wanted), *_is_planned(door, wanted)))
    # What one door still plans, and another has invited to or awarded, is planned no more.
    is_further = (further.stage != "planning", further.first_published_at <= wanted.at)
    found = found.where(~_is_behind(further, *is_further), ~_is_ahead(further, *is_further))
    return _of_procurements(Kind.planned, found)


def _is_planned(row: type[Procurement], wanted: Wanted) -> tuple[Any, ...]:
    published_since = wanted.at - PLANNED_FOR
    return row.stage == "planning", row.first_published_at <= wanted.at, row.updated_at >= published_since


def _of_procurements(kind: Kind, found: Select[Any]) -> Part:
    columns = {
        "closes_at": Procurement.closes_at,
        "value": Procurement.value_pence,
        "updated_at": Procurement.updated_at,
    }
    return Part(kind, "procurement", Procurement.ocid, found, columns, frozenset({"updated_at"}))


def _procurements(wanted: Wanted) -> Select[Any]:
    return select(Procurement.ocid).where(*_meets(Procurement, wanted))


def _is_behind(door: Any, *so: Any) -> Any:
    """Return whether another door of a procurement tells more than its own, and is `so`: that is the one to show."""
    linked_to = ProcurementLink.other_ocid == Procurement.ocid, door.ocid == ProcurementLink.first_ocid
    return exists().where(ProcurementLink.is_clear, *linked_to, *so).correlate(Procurement)


def _is_ahead(door: Any, *so: Any) -> Any:
    """Return whether another door of a procurement tells less than its own, and is `so`."""
    linked_to = ProcurementLink.first_ocid == Procurement.ocid, door.ocid == ProcurementLink.other_ocid
    return exists().where(ProcurementLink.is_clear, *linked_to, *so).correlate(Procurement)


def _meets(row: type[Procurement], wanted: Wanted) -> list[Any]:
    found = [
        *any_of(row.service_id, wanted.service),
        *is_so(row.is_technology, wanted.technology),
        *between(row.closes_at, wanted.closing_after, wanted.closing_before),
        *between(row.value_pence, wanted.value_min, wanted.value_max, keep_unknown=True),
        *is_so(row.suits_sme, wanted.sme),
        *is_so(is_procurement_below(row), wanted.below_threshold),
    ]
    if wanted.reserved is not None:
        found.append(reserved_to(wanted.reserved, row))
    return [*found, *linked(row.ocid, ProcurementAuthority.ocid, ProcurementAuthority.gss, wanted)]
