"""Renewals counted: by state, by flag, and by the month in which to act."""

from datetime import date
from typing import Any

from sqlalchemy import Select, case, extract, func, select

from registry.models import Contract
from registry.queries.estates import IN_POUNDS
from registry.queries.opportunity_filters import pence_with_vat
from registry.queries.renewal_terms import is_flagged, rolls_on
from registry.queries.renewals import is_in
from registry.renewals import Flag, State


def renewals_by_month(renewals: Select[Contract], on: date) -> Select[*tuple[Any, ...]]:
    """Return rows of year, month, state, contracts, their yearly value in pence with VAT, and of how many it is known.

    Year and month are those of the day to act by, both None where there is none. Values in another currency than
    pounds count as not known.
    """
    act_by = case((~rolls_on(on), Contract.act_by_on))
    state = case(*((is_in(each, on), each.value) for each in State))
    each = renewals.order_by(None).with_only_columns(
        extract("year", act_by).label("year"),
        extract("month", act_by).label("month"),
        state.label("state"),
        case((IN_POUNDS, pence_with_vat(Contract.annual_value_pence, Contract.annual_vat))).label("pence"),
        maintain_column_froms=True,
    )
    of = each.subquery().c
    counted = select(of.year, of.month, of.state, func.count(), func.sum(of.pence), func.count(of.pence))
    return counted.group_by(of.year, of.month, of.state).order_by(of.year, of.month, of.state)


def renewals_by_flag(renewals: Select[Contract], on: date) -> Select[*tuple[int, ...]]:
    """Return one row: how many have each `Flag`, in their order."""
    counts = (func.count().filter(is_flagged(each, on)) for each in Flag)
    return renewals.order_by(None).with_only_columns(*counts, maintain_column_froms=True)
