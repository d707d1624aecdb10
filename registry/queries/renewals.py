"""Which renewals to read. A state is a span of two days, so the database can tell it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_

from registry.models import Contract
from registry.months import add_months
from registry.queries.contracts import contracts_matching
from registry.renewals import DUE_WITHIN_MONTHS, RUNNING, UPCOMING_WITHIN_MONTHS, State

RUNNING_ON = {State.act_now, State.due, State.upcoming, State.distant}
"""The states of contracts whose end is still to come."""


def renewals_matching(
    on: date,
    *,
    act_before: date | None = None,
    state: Sequence[str] | None = None,
    authority: Sequence[str] | None = None,
    service: Sequence[str] | None = None,
    supplier: Sequence[str] | None = None,
) -> Select[Contract]:
    """Return contracts that may need replacing, the earliest day to act first; only those to act on by `act_before`.

    First come those that still run, then those past their end, then those with no known end.
    """
    query = contracts_matching(authority=authority, service=service, supplier=supplier, technology=True).order_by(None)
    if act_before is not None:
        query = query.where(Contract.act_by_on <= act_before)
    states = set(map(State, state or ()))
    query = query.where(or_(*(_is(each, on) for each in sorted(states))) if states else Contract.status.in_(RUNNING))
    if states and states <= RUNNING_ON:
        return query.order_by(Contract.act_by_on, Contract.id)  # as the index has them
    return query.order_by(Contract.ends_on.is_(None), Contract.ends_on < on, Contract.act_by_on, Contract.id)


def _is(state: State, on: date) -> ColumnElement[bool]:
    """Return the condition that a contract is in `state`, as `registry.renewals` defines it."""
    due, upcoming = add_months(on, DUE_WITHIN_MONTHS), add_months(on, UPCOMING_WITHIN_MONTHS)
    act_by, runs, running = Contract.act_by_on, Contract.ends_on >= on, Contract.status.in_(RUNNING)
    spans = {
        State.past_end: and_(act_by.is_not(None), Contract.ends_on < on, ~Contract.open_ended),
        State.act_now: and_(runs, act_by <= on),
        State.due: and_(runs, act_by > on, act_by <= due),
        State.upcoming: and_(runs, act_by > due, act_by <= upcoming),
        State.distant: and_(runs, act_by > upcoming),
        State.open_ended: and_(Contract.open_ended, or_(Contract.ends_on.is_(None), Contract.ends_on < on), running),
        State.unknown: and_(Contract.ends_on.is_(None), ~Contract.open_ended, running),
    }
    return spans[state]
