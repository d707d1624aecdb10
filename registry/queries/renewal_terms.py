"""What options and a decision mean for a contract's end, as the database can tell it.

Days that follow from options are not kept: here they are compared with a day without being worked out. Each
condition says what `registry.renewing.dates` and `registry.renewing.flags` define.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, false, func, or_

from registry.models import Contract
from registry.months import add_months
from registry.queries.month_arithmetic import IsMonthEnd
from registry.renewing.dates import EXIT, RUNNING
from registry.renewing.flags import MAY_EXTEND, NEAR_MONTHS, UNDECIDED, Flag
from registry.renewing.term_ends import EXTEND

_MOST_OPTIONS = 10
"""As many as one can say of a contract; among them is the next one to take."""
_DAY = 24 * 60 * 60
_DECISION = func.coalesce(Contract.decision, "undecided")
IS_EXIT = _DECISION == EXIT
_HAS_OPTIONS = func.json_array_length(Contract.options) > 0
IS_RUNNING = Contract.status.in_(RUNNING)


def runs(on: date) -> ColumnElement[bool]:
    """Return the condition that a contract's committed end is known and not before a day."""
    return or_(Contract.ends_on >= on, _is_extended_to(on))


def has_ended(on: date) -> ColumnElement[bool]:
    """Return the condition that a contract's committed end is known and before a day."""
    return and_(Contract.ends_on < on, ~_is_extended_to(on))


def rolls_on(on: date) -> ColumnElement[bool]:
    """Return the condition that a contract has no end ahead and runs until one side ends it."""
    return and_(or_(Contract.ends_on.is_(None), Contract.ends_on < on), Contract.open_ended, ~_is_extended_to(on))


def is_flagged(flag: Flag, on: date) -> ColumnElement[bool]:
    """Return the condition that a contract has `flag` on a day."""
    may_extend = and_(runs(on), _DECISION.in_([each for each in MAY_EXTEND if each]))
    undecided = _DECISION.in_([each for each in UNDECIDED if each])
    meant = {
        Flag.past_end_unexplained: lambda: and_(has_ended(on), ~Contract.open_ended, undecided),
        Flag.option_notice_near: lambda: and_(may_extend, _notice_is_from(on), ~_notice_is_from(_after(on))),
        Flag.option_notice_missed: lambda: and_(may_extend, _has_notice(), ~_notice_is_from(on)),
        Flag.no_end: lambda: and_(Contract.ends_on.is_(None), ~Contract.open_ended),
        Flag.end_before_start: lambda: Contract.ends_on < Contract.starts_on,
    }
    return and_(IS_RUNNING, meant[flag]())


def _is_extended_to(on: date) -> ColumnElement[bool]:
    """Whether it is decided to extend, and the end after the next option is not before a day. Never unknown."""
    months = _of_next_option("months")
    month = extract("year", Contract.ends_on) * 12 + extract("month", Contract.ends_on) + months
    last_month, last_day = on.year * 12 + on.month, extract("day", Contract.ends_on)
    # Its end is the same day of a later month, or that month's last: it is before `on` just when its day is. From the
    # last day of a month it goes to the last of the later one.
    whole = or_(last_day >= on.day, IsMonthEnd(Contract.ends_on))
    reaches = or_(month > last_month, and_(month == last_month, whole))
    within = func.coalesce(Contract.max_ends_on, on) >= on
    return _only_if(and_(Contract.decision == EXTEND, _HAS_OPTIONS), and_(months.is_not(None), within, reaches))


def _notice_is_from(day: date) -> ColumnElement[bool]:
    """Whether the next option can be taken on a day, or later. Never unknown."""
    ends = extract("epoch", Contract.ends_on)
    seconds = (day.toordinal() - date(1970, 1, 1).toordinal()) * _DAY
    return _only_if(_has_notice(), ends - _of_next_option("notice_days") * _DAY >= seconds)


def _has_notice() -> ColumnElement[bool]:
    longer = or_(Contract.max_ends_on.is_(None), Contract.max_ends_on > Contract.ends_on)
    return _only_if(_HAS_OPTIONS, and_(longer, _of_next_option("notice_days").is_not(None)))


def _only_if(cheap: ColumnElement[bool], dear: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return both conditions, never unknown, such that the dear one is worked out only where the cheap one holds."""
    return case((cheap, func.coalesce(dear, false())), else_=false())


def _of_next_option(name: str) -> ColumnElement[Any]:
    """Return a number of the first option that is left; unknown when none is, or it does not say."""

    def number(place: int, name: str) -> ColumnElement[int]:
        return Contract.options[place, name].as_integer()

    def is_left(place: int) -> ColumnElement[bool]:
        return and_(number(place, "number") > func.coalesce(number(place, "taken"), 0), number(place, "months") > 0)

    return case(*((is_left(place), number(place, name)) for place in range(_MOST_OPTIONS)))


def _after(on: date) -> date:
    """Return the first day that is not near any more."""
    return date.fromordinal(add_months(on, NEAR_MONTHS).toordinal() + 1)
