"""Which renewals to read. A state is a span of two days, so the database can tell it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, or_

from registry.models import Contract
from registry.queries.contracts import contracts_matching
from registry.renewals import DUE_WITHIN_MONTHS, UPCOMING_WITHIN_MONTHS, State, add_months

RUNNING = ("awarded", "active")
"""Terminated and cancelled contracts need no renewal."""


def renewals_matching(
    on: date,
    *,
    act_before: date | None = None,
    state: Sequence[str] | None = None,
    authority: Sequence[str] | None = None,
    service: Sequence[str] | None = None,
    supplier: Sequence[str] | None = None,
) -> Select[Contract]:
    """Return running contracts whose replacement must start by `act_before`, most pressing first.

    First come those that still run, then those past their end, then those with no known end.
    """
    query = contracts_matching(authority=authority, service=service, supplier=supplier, status=RUNNING).order_by(None)
    if act_before is not None:
        query = query.where(Contract.act_by_on <= act_before)
    if state is not None:
        query = query.where(or_(*(_is(State(each), on) for each in state)))
    past = Contract.ends_on < on
    return query.order_by(Contract.ends_on.is_(None), past, Contract.act_by_on, Contract.id)


def _is(state: State, on: date) -> ColumnElement[bool]:
    """Return the condition that a contract is in `state`, as `registry.renewals` defines it."""
    due, upcoming = add_months(on, DUE_WITHIN_MONTHS), add_months(on, UPCOMING_WITHIN_MONTHS)
    act_by, runs = Contract.act_by_on, Contract.ends_on >= on
    spans = {
        State.past_end: Contract.ends_on < on,
        State.act_now: and_(runs, act_by <= on),
        State.due: and_(runs, act_by > on, act_by <= due),
        State.upcoming: and_(runs, act_by > due, act_by <= upcoming),
        State.distant: and_(runs, act_by > upcoming),
        State.open_ended: false(),  # no source says so yet
        State.unknown: Contract.ends_on.is_(None),
    }
    return spans[state]
