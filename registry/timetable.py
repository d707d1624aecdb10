"""When each step of a procurement falls, backwards from the first day of the new contract, and what gives when late.

Timetables are of procurements under the Procurement Act 2023. A joint procurement has one timetable for all members.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypedDict

from registry.law import Kind, ThresholdPosition, tendering_days
from registry.months import add_months
from registry.thresholds import ACT, NOTIFIABLE, PIPELINE
from registry.timetabling.gives import Give, gives
from registry.timetabling.layout import Layout, Worth, begins_by_on, lay_out
from registry.timetabling.notices import contract_details, pipeline
from registry.timetabling.phases import Phases
from registry.timetabling.steps import STEPS, lay_forward
from registry.timetabling.words import Milestone, Situation, milestone
from registry.working_days import add_days

__all__ = ["Give", "Milestone", "Timetable", "timetable", "timetable_from"]


@dataclass(frozen=True, slots=True)
class Timetable:
    """The days of one procurement."""

    starts_on: date
    """First day of the new contract."""
    lead_months: int
    position: ThresholdPosition
    phases: Phases
    milestones: tuple[Milestone, ...]
    """In order of their days."""
    notes: tuple[str, ...]
    """What was assumed, in sentences."""
    is_late: bool = False
    """Whether the day of a step that is not done has passed, or steps were put off until the start cannot be met."""
    days_late: int = 0
    """Since the first such day, or from the start to the earliest one."""
    earliest_starts_on: date | None = None
    """First day of the new contract if the rest were done at its shortest, from the day it is looked at."""
    gives: tuple[Give, ...] = ()
    """What must give to start on time, in order; none when it is not late, or nothing has to."""

    def day_of(self, key: str) -> date | None:
        """Return the day of a milestone; None when there is none of that key."""
        return next((each.on for each in self.milestones if each.key == key), None)


def timetable(
    starts_on: date,
    lead_months: int,
    *,
    value_pence: int | None = None,
    value_is_least: bool = False,
    on: date | None = None,
    kind: Kind = "services",
    members: int = 1,
    done: Collection[str] = (),
    moved: Mapping[str, date] = MappingProxyType({}),
) -> Timetable:
    """Return the timetable of a contract that starts on `starts_on`, as it stands on the day `on`.

    The first step is no later than `lead_months` before the last day of the old contracts. Where that is too short for
    the usual phases they are cut in the order of `timetable_phases.ORDER`, never below the law, which may put the first
    step earlier. `value_pence` is with VAT, of the whole life with every option and all `members`; unknown is treated
    as above the threshold. `done` are keys of milestones that are behind us, `moved`
    the days to which others were moved: those count for what is late, and what follows them waits.
    """
    lead_months = max(0, lead_months)
    worth = Worth(value_pence, value_is_least, kind, members)
    laid = lay_out(starts_on, lead_months, worth)
    notes = _notes(laid, starts_on, lead_months, worth)
    made = Timetable(starts_on, lead_months, laid.position, laid.phases, _milestones(laid, lead_months, worth), notes)
    return made if on is None else _as_it_stands(made, laid, on, done, moved)


def timetable_from(
    begins_on: date,
    lead_months: int,
    *,
    value_pence: int | None = None,
    value_is_least: bool = False,
    kind: Kind = "services",
    members: int = 1,
) -> Timetable:
    """Return the timetable of the first start for which every step falls on `begins_on` or later."""
    starts_on = add_months(begins_on, max(0, lead_months))
    while True:
        made = timetable(
            starts_on,
            lead_months,
            value_pence=value_pence,
            value_is_least=value_is_least,
            on=begins_on,
            kind=kind,
            members=members,
        )
        if not made.is_late or starts_on == date.max:
            return made
        # A start some days later can begin more days later, over holidays: the last week is tried day by day.
        starts_on = add_days(starts_on, max(1, made.days_late - 7))


def _milestones(laid: Layout, lead_months: int, worth: Worth) -> tuple[Milestone, ...]:
    tender_on, entered_on = laid.days["tender_notice"], laid.days["contract_entered"]
    now = Situation(
        phases=laid.phases,
        least_tendering=tendering_days(max(tender_on, ACT)).value,
        is_full=laid.is_full,
        is_notifiable=laid.is_full or (worth.pence or 0) >= NOTIFIABLE[-1].value,
        lead_months=lead_months,
    )
    made = [milestone(key, day, now) for key, day in laid.days.items()]
    beside = (
        contract_details(entered_on, worth.kind, is_full=laid.is_full, pence=worth.pence),
        pipeline(tender_on, worth.pence),
    )
    made.extend(each for each in beside if each)
    return tuple(sorted(made, key=lambda each: each.on))


def _notes(laid: Layout, starts_on: date, lead_months: int, worth: Worth) -> tuple[str, ...]:
    first_on = next(iter(laid.days.values()))
    told = [laid.position.words]
    if first_on < begins_by_on(starts_on, lead_months):
        days = (starts_on - first_on).days
        lead = f"{lead_months} month{'' if lead_months == 1 else 's'}"
        told.append(f"A lead time of {lead} is too short: the shortest timetable takes {days} days.")
    if laid.is_full and (worth.pence is None or (worth.is_least and worth.pence <= PIPELINE[-1].value)):
        told.append("If it is worth over £2 million with VAT, it belongs in a pipeline notice (UK1) too.")
    return tuple(told)


class _Rules(TypedDict):
    """What stepping forward goes by."""

    is_full: bool
    after: str | None
    not_before: Mapping[str, date]


def _as_it_stands(
    made: Timetable, laid: Layout, on: date, done: Collection[str], moved: Mapping[str, date]
) -> Timetable:
    """Say whether a timetable is late on a day, by how much, and what would give."""
    after = next((step for step in reversed(STEPS) if step in done), None)
    first = STEPS.index(after) + 1 if after else 0
    to_come = {step: moved.get(step, day) for step, day in laid.days.items() if STEPS.index(step) >= first}
    if not to_come:
        return made
    put_off = {step: day for step, day in moved.items() if step in to_come}
    rules: _Rules = {"is_full": laid.is_full, "after": after, "not_before": put_off}
    earliest_on = lay_forward(on, laid.least, **rules)["go_live"]
    beyond = (earliest_on - made.starts_on).days if put_off else 0
    late = max(0, (on - min(to_come.values())).days, beyond)
    return replace(
        made,
        is_late=late > 0,
        days_late=late,
        earliest_starts_on=earliest_on,
        gives=gives(made.starts_on, on, laid.phases, laid.least, **rules) if late else (),
    )
