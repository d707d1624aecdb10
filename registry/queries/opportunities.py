"""Which opportunities to read: what is open, what is planned, and what is to be expected."""

from typing import Any

from sqlalchemy import Select, select

from registry.models import Procurement, ProcurementAuthority
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
    return _of_procurements(Kind.open, found)


def _planned(wanted: Wanted) -> Part:
    found = _procurements(wanted).where(
        Procurement.stage == "planning",
        Procurement.first_published_at <= wanted.at,
        Procurement.updated_at >= wanted.at - PLANNED_FOR,
    )
    return _of_procurements(Kind.planned, found)


def _of_procurements(kind: Kind, found: Select[Any]) -> Part:
    columns = {
        "closes_at": Procurement.closes_at,
        "value": Procurement.value_pence,
        "updated_at": Procurement.updated_at,
    }
    return Part(kind, "procurement", Procurement.ocid, found, columns, frozenset({"updated_at"}))


def _procurements(wanted: Wanted) -> Select[Any]:
    found = select(Procurement.ocid).where(
        *any_of(Procurement.service_id, wanted.service),
        *is_so(Procurement.is_technology, wanted.technology),
        *between(Procurement.closes_at, wanted.closing_after, wanted.closing_before),
        *between(Procurement.value_pence, wanted.value_min, wanted.value_max, keep_unknown=True),
        *is_so(Procurement.suits_sme, wanted.sme),
        *is_so(is_procurement_below(), wanted.below_threshold),
    )
    if wanted.reserved is not None:
        found = found.where(reserved_to(wanted.reserved))
    return found.where(*linked(Procurement.ocid, ProcurementAuthority.ocid, ProcurementAuthority.gss, wanted))
