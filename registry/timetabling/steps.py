"""The steps of a procurement, counted in days: backwards from its first day of use, or forwards from today."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from registry.timetabling.phases import Phases
from registry.working_days import (
    add_days,
    counts_for_standstill,
    last_day_of_standstill,
    latest_award_notice_on,
    next_working_day,
    on_or_after,
    on_or_before,
    previous_working_day,
)

STEPS = (
    "engagement_notice",
    "planned_notice",
    "tender_notice",
    "deadline",
    "award_notice",
    "standstill_ends",
    "contract_entered",
    "go_live",
)
"""Each waits for the one before. All but the first day of use fall on working days."""


def steps_of(phases: Phases, *, is_full: bool) -> tuple[str, ...]:
    """Return the steps that there are: standstill only under the full rules, early notices only where time is left."""
    left_out = {
        "engagement_notice": not phases.engagement,
        "planned_notice": not phases.planned,
        "award_notice": not is_full,
        "standstill_ends": not is_full,
    }
    return tuple(step for step in STEPS if not left_out.get(step))


def lay_back(starts_on: date, phases: Phases, *, is_full: bool) -> dict[str, date]:
    """Return the latest day of each step so that the new contract starts on `starts_on`, in order."""
    days = {"go_live": starts_on}
    day = starts_on
    for step in reversed(steps_of(phases, is_full=is_full)[:-1]):
        day = days[step] = _latest(step, day, phases)
    return dict(reversed(days.items()))


def lay_forward(
    on: date,
    phases: Phases,
    *,
    is_full: bool,
    after: str | None = None,
    not_before: Mapping[str, date] = MappingProxyType({}),
) -> dict[str, date]:
    """Return the earliest day of each step still to come, from `on`; `after` is the last step already done.

    `not_before` are days to which steps were put off: what follows a step waits for it, even where phases leave it out.
    """
    done = STEPS.index(after) + 1 if after else 0
    steps = [step for step in steps_of(phases, is_full=is_full) if STEPS.index(step) >= done]
    if not steps:
        return {}
    day = on if steps[0] == "go_live" else on_or_after(on)
    days = {steps[0]: _put_off(steps[0], day, not_before)}
    for step, following in pairwise(steps):
        days[following] = _put_off(following, _earliest_after(step, days[step], phases), not_before)
    return days


def _put_off(step: str, on: date, not_before: Mapping[str, date]) -> date:
    """Return the day of a step, or the day to which it, or one before it, was put off."""
    return max([on, *(not_before[each] for each in STEPS[: STEPS.index(step) + 1] if each in not_before)])


def _gap(step: str, phases: Phases) -> int:
    return {
        "engagement_notice": phases.engagement,
        "planned_notice": phases.planned,
        "tender_notice": phases.tendering,
        "deadline": phases.evaluation + phases.approval,
        "contract_entered": phases.mobilisation,
    }[step]


def _latest(step: str, following_on: date, phases: Phases) -> date:
    """Return the latest day of a step, from the day of the one that follows."""
    if step == "standstill_ends":
        return previous_working_day(following_on, counts_for_standstill)
    if step == "award_notice":
        return latest_award_notice_on(following_on)
    return on_or_before(add_days(following_on, -_gap(step, phases)))


def _earliest_after(step: str, on: date, phases: Phases) -> date:
    """Return the earliest day of the step that follows one on the day `on`."""
    if step == "standstill_ends":
        return next_working_day(on)
    if step == "award_notice":
        return last_day_of_standstill(on)
    day = add_days(on, _gap(step, phases))
    return day if step == "contract_entered" else on_or_after(day)
