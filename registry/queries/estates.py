"""What there is of an estate: its contracts and systems, counted.

An estate is the technology that is listed: what was rejected or merged away does not count, and other contracts of a
register are counted apart.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from registry.models import (
    Contract,
    ContractAuthority,
    Service,
    System,
    SystemAuthority,
    SystemService,
)
from registry.renewals import RUNNING

IS_TECHNOLOGY = (Contract.is_listed, Contract.is_technology)
RUNS = (*IS_TECHNOLOGY, Contract.status.in_(RUNNING))
IN_POUNDS = or_(Contract.currency == "GBP", Contract.currency.is_(None))
YEARLY = (Contract.annual_value_pence.is_not(None), IN_POUNDS)
WHOLE = (Contract.value_pence.is_not(None), IN_POUNDS)


def contract_counts(on: date, confirmed_since: date) -> dict[str, ColumnElement[int]]:
    """Return what to count of the contracts of an estate, by name, to select with any grouping."""
    known_end = or_(Contract.ends_on.is_not(None), Contract.open_ended)
    counted = {
        "contracts": IS_TECHNOLOGY,
        "running": RUNS,
        "with_known_end": (*RUNS, known_end),
        "past_end": (*RUNS, Contract.ends_on < on, ~Contract.open_ended),
        "with_value": (*RUNS, or_(Contract.value_pence.is_not(None), Contract.annual_value_pence.is_not(None))),
        "value_confirmed": (*RUNS, Contract.value_confirmed),
        "confirmed_within_year": (*RUNS, Contract.confirmed_on >= confirmed_since),
        "disputed": (*RUNS, func.json_array_length(Contract.disputed) > 0),
    }
    return {name: func.count().filter(*conditions) for name, conditions in counted.items()}


def worth_counts() -> dict[str, ColumnElement[int]]:
    """Return what to add up of the values of running contracts, in pence, and how many say none."""
    return {
        "annual_pence": func.coalesce(func.sum(Contract.annual_value_pence).filter(*RUNS, *YEARLY), 0),
        "annual_known": func.count().filter(*RUNS, *YEARLY),
        "annual_with_vat": func.count().filter(*RUNS, *YEARLY, Contract.annual_vat == "included"),
        "whole_pence": func.coalesce(func.sum(Contract.value_pence).filter(*RUNS, *WHOLE), 0),
        "whole_known": func.count().filter(*RUNS, *WHOLE),
        "whole_with_vat": func.count().filter(*RUNS, *WHOLE, Contract.vat == "included"),
    }


def estate_summary(gss: str, on: date, confirmed_since: date) -> Select[*tuple[Any, ...]]:
    """Return one row of counts and values of an authority's contracts, those that are no technology apart."""
    other = func.count().filter(Contract.is_listed, ~Contract.is_technology)
    columns = {**contract_counts(on, confirmed_since), **worth_counts(), "other_contracts": other}
    latest = func.max(Contract.confirmed_on).filter(*IS_TECHNOLOGY).label("latest_word_on")
    counted = select(*(column.label(name) for name, column in columns.items()), latest).select_from(Contract)
    return counted.join(ContractAuthority).where(ContractAuthority.gss == gss)


def systems_by_status(gss: str) -> Select[str, int]:
    """Return how many listed systems an authority has, by status."""
    counted = select(System.status, func.count()).join(SystemAuthority).where(System.is_listed)
    return counted.where(SystemAuthority.gss == gss).group_by(System.status).order_by(System.status)


def services_without_a_system(gss: str) -> Select[Service]:
    """Return the services for which no listed system of an authority is known."""
    known = select(SystemService.service_id).join(System).join(SystemAuthority)
    known = known.where(System.is_listed, SystemAuthority.gss == gss)
    return select(Service).where(Service.id.not_in(known)).order_by(Service.name, Service.id)
