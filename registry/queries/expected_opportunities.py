"""What is to be expected: from joint plans that everyone may read, and from the ends of contracts."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, not_, or_, select
from sqlalchemy.orm import aliased

from registry.models import (
    Contract,
    ContractAuthority,
    Plan,
    PlanContract,
    PlanMember,
    Procurement,
    ProcurementAuthority,
    Service,
)
from registry.months import add_months
from registry.opportunities import EXPECTED_STAGES, EXPECTED_WITHIN_MONTHS, Kind
from registry.planning.readers import SHOWN_TO_ALL
from registry.plans import PlanAudience, Stage
from registry.queries.estates import RUNS
from registry.queries.filters import any_of, between, is_so
from registry.queries.month_arithmetic import MonthsBefore
from registry.queries.opportunity_filters import is_worth_below
from registry.queries.opportunity_parts import Part, Wanted, linked
from registry.queries.procurements import is_answerable
from registry.renewing.dates import REPROCURE

_DECIDED = aliased(Contract)


def planned_jointly(wanted: Wanted) -> Part:
    """Return the public plans that have not gone out to tender."""
    lead_times = wanted.lead_times
    usual = case(
        *((Service.kind == kind, lead_times.of(kind)) for kind in ("frontline", "corporate", "core")),
        else_=lead_times.other,
    )
    expected_on: Any = MonthsBefore(Plan.starts_on, func.coalesce(Plan.lead_months, usual))
    members = select(PlanMember.plan_id).where(PlanMember.state.in_(SHOWN_TO_ALL))
    found = select(Plan.id).join(Service, Service.id == Plan.service_id)
    found = found.where(
        Plan.audience == PlanAudience.public,
        Plan.stage.in_(EXPECTED_STAGES),
        *any_of(Plan.service_id, wanted.service),
        *between(expected_on, wanted.expected_after, wanted.expected_before),
        *between(Plan.value_pence, wanted.value_min, wanted.value_max, keep_unknown=True),
        *is_so(
            is_worth_below(Plan.value_pence, literal("included"), literal("GBP"), wanted.on), wanted.below_threshold
        ),
    )
    if wanted.authority is not None:
        found = found.where(Plan.id.in_(members.where(PlanMember.gss.in_(wanted.authority))))
    columns = {"expected_on": expected_on, "value": Plan.value_pence, "updated_at": Plan.updated_at}
    return Part(Kind.expected, "plan", Plan.id, found, columns, frozenset({"expected_on", "updated_at"}))


def ending(wanted: Wanted) -> Part:
    """Return contracts that run, and whose replacement must start soon."""
    # What is given up has no day to act by.
    found = _contracts(wanted).where(Contract.ends_on >= wanted.on, Contract.act_by_on <= _horizon(wanted))
    return _of_contracts(found, frozenset({"expected_on"}))


def bought_again(wanted: Wanted) -> Part:
    """Return the other contracts of which their authority says that it will buy again."""
    later = or_(
        Contract.ends_on.is_(None),
        Contract.ends_on < wanted.on,
        Contract.act_by_on.is_(None),
        Contract.act_by_on > _horizon(wanted),
    )
    # They are few: looked up apart, so that no other row is read for it.
    decided = select(_DECIDED.id).where(_DECIDED.decision == REPROCURE)
    return _of_contracts(_contracts(wanted).where(Contract.id.in_(decided), later), frozenset())


def _horizon(wanted: Wanted) -> date:
    return add_months(wanted.on, EXPECTED_WITHIN_MONTHS)


def _of_contracts(found: Select[Any], known: frozenset[str]) -> Part:
    columns = {"expected_on": Contract.act_by_on, "value": Contract.value_pence}
    return Part(Kind.expected, "contract", Contract.id, found, columns, known)


def _contracts(wanted: Wanted) -> Select[Any]:
    below = is_worth_below(Contract.value_pence, Contract.vat, Contract.currency, wanted.on)
    found = select(Contract.id).where(
        *RUNS,
        *any_of(Contract.service_id, wanted.service),
        *between(Contract.act_by_on, wanted.expected_after, wanted.expected_before),
        *between(Contract.value_pence, wanted.value_min, wanted.value_max, keep_unknown=True),
        *is_so(below, wanted.below_threshold),
        Contract.id.not_in(_in_public_plans()),
        not_(_is_out_to_tender(wanted)),
    )
    return found.where(*linked(Contract.id, ContractAuthority.contract_id, ContractAuthority.gss, wanted))


def _in_public_plans() -> Select[str]:
    """Return the contracts for which a plan that everyone may read stands: one of their authorities has said yes."""
    held = select(PlanContract.contract_id).join(Plan, Plan.id == PlanContract.plan_id)
    held = held.join(ContractAuthority, ContractAuthority.contract_id == PlanContract.contract_id)
    is_buyer = and_(PlanMember.plan_id == Plan.id, PlanMember.gss == ContractAuthority.gss)
    held = held.join(PlanMember, is_buyer).where(PlanMember.state.in_(SHOWN_TO_ALL))
    return held.where(Plan.audience == PlanAudience.public, Plan.stage != Stage.abandoned)


def _is_out_to_tender(wanted: Wanted) -> ColumnElement[bool]:
    """Return whether one of a contract's buyers has a procurement open for the contract's service."""
    asked = select(Procurement.service_id).join(ProcurementAuthority)
    asked = asked.where(*is_answerable(wanted.at), Procurement.service_id.is_not(None))
    pairs = asked.with_only_columns(_pair(Procurement.service_id, ProcurementAuthority.gss))
    is_asked = _pair(Contract.service_id, ContractAuthority.gss).in_(pairs)
    by_same = exists().where(ContractAuthority.contract_id == Contract.id, is_asked).correlate(Contract)
    # The services first: they are few, and spare most contracts the second look.
    return and_(Contract.service_id.is_not(None), Contract.service_id.in_(asked), by_same)


def _pair(service_id: Any, gss: Any) -> Any:
    return service_id + "|" + gss
