"""Which renewals to read. A state is a span of two days, so the database can tell it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_

from registry.models import Contract
from registry.months import add_months
from registry.queries.contracts import SORTS, contracts_matching
from registry.queries.filters import between, ordered
from registry.queries.renewal_terms import IS_EXIT, IS_RUNNING, has_ended, is_flagged, rolls_on, runs
from registry.renewals import DUE_WITHIN_MONTHS, UPCOMING_WITHIN_MONTHS, State
from registry.renewing.flags import Flag

RUNNING_ON = {State.act_now, State.due, State.upcoming, State.distant}
"""The states of contracts for which a replacement must be started before their end."""


def renewals_matching(
    on: date,
    *,
    contracts: Select[Contract] | None = None,
    act_after: date | None = None,
    act_before: date | None = None,
    state: Sequence[str] | None = None,
    flag: Sequence[str] | None = None,
    sort: str | None = None,
) -> Select[Contract]:
    """Return which of `contracts` (all technology unless given) may need replacing, the earliest day to act first.

    First come those that still run, then those past the end that is stated, then those without a day to act. Of
    states, and of flags, one of several is enough; bounds on the day to act are inclusive, and leave out what has
    none.
    """
    query = contracts_matching(technology=True) if contracts is None else contracts
    query = query.order_by(None).where(*between(Contract.act_by_on, act_after, act_before))
    if act_after is not None or act_before is not None:
        query = query.where(~rolls_on(on))
    if flag:
        query = query.where(or_(*(is_flagged(Flag(each), on) for each in sorted(set(flag)))))
    states = set(map(State, state or ()))
    query = query.where(or_(*(is_in(each, on) for each in sorted(states))) if states else IS_RUNNING)
    if sort:
        return ordered(query, sort, SORTS, Contract.id)
    if states and states <= RUNNING_ON:
        return query.order_by(Contract.act_by_on, Contract.id)  # as the index has them
    is_over = func.coalesce(Contract.ends_on < on, False)  # databases disagree on where the unknown comes
    return query.order_by(Contract.act_by_on.is_(None), is_over, Contract.act_by_on, Contract.id)


def is_in(state: State, on: date) -> ColumnElement[bool]:
    """Return the condition that a contract is in `state`, as `registry.renewals` defines it."""
    due, upcoming = add_months(on, DUE_WITHIN_MONTHS), add_months(on, UPCOMING_WITHIN_MONTHS)
    act_by = Contract.act_by_on
    spans = {
        State.past_end: lambda: and_(IS_RUNNING, has_ended(on), ~Contract.open_ended),
        State.act_now: lambda: and_(act_by <= on, runs(on)),
        State.due: lambda: and_(act_by > on, act_by <= due, runs(on)),
        State.upcoming: lambda: and_(act_by > due, act_by <= upcoming, runs(on)),
        State.distant: lambda: and_(act_by > upcoming, runs(on)),
        State.open_ended: lambda: and_(IS_RUNNING, rolls_on(on)),
        State.unknown: lambda: and_(IS_RUNNING, or_(_has_no_end(), and_(IS_EXIT, runs(on)))),
    }
    return spans[state]()


def _has_no_end() -> ColumnElement[bool]:
    return and_(Contract.ends_on.is_(None), ~Contract.open_ended)
