"""A plan's milestones: the days of its timetable, as its members moved them or met them, and what law that breaks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry.law import (
    PIPELINE_DAYS,
    PLANNED_NOTICE_DAYS,
    PLANNED_NOTICE_MONTHS,
    contract_details_days,
    tendering_days,
)
from registry.months import add_months
from registry.thresholds import ACT, Kind
from registry.timetabling.steps import STEPS
from registry.timetabling.words import Milestone
from registry.working_days import last_day_of_standstill


@dataclass(frozen=True, slots=True)
class PlanMilestone:
    """A step with the day that counts: when it was done, else the day it was moved to, else the computed one."""

    step: Milestone
    """As computed."""
    on: date
    moved_on: date | None
    done_on: date | None
    note: str | None
    breaks: tuple[str, ...]
    """Legal minimums that the day breaks, in words."""


def plan_milestones(
    steps: Sequence[Milestone], said: Iterable[Mapping[str, Any]], kind: Kind = "services"
) -> tuple[PlanMilestone, ...]:
    """Return the steps of a timetable with what members `said` of them: `key`, `moved_on`, `done_on`, `note`."""
    told = {each["key"]: each for each in said}
    moved = {key: _day(each.get("moved_on")) for key, each in told.items()}
    done = {key: _day(each.get("done_on")) for key, each in told.items()}
    days = {each.key: done.get(each.key) or moved.get(each.key) or each.on for each in steps}
    names = {each.key: each.name for each in steps}
    breaks: dict[str, list[str]] = {}
    for key, words in (*_out_of_order(days, names), *_too_short(days, kind), *_listed(days)):
        breaks.setdefault(key, []).append(words)
    return tuple(
        PlanMilestone(
            each,
            days[each.key],
            moved.get(each.key),
            done.get(each.key),
            told.get(each.key, {}).get("note"),
            tuple(breaks.get(each.key, ())),
        )
        for each in steps
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _out_of_order(days: Mapping[str, date], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    steps = [key for key in STEPS if key in days]
    for at, later in enumerate(steps[1:], 1):
        latest = max(steps[:at], key=lambda key: (days[key], steps.index(key)))
        if days[later] < days[latest]:
            yield later, f"It comes before a step that it follows: {names[latest]}, {_said(days[latest])}."


def _too_short(days: Mapping[str, date], kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield the steps that break a minimum of the Procurement Act 2023, under which timetables are.

    There is none where there is no standstill: below the threshold.
    """
    if "standstill_ends" not in days:
        return
    yield from _tendering(days)
    award_on = days.get("award_notice")
    if award_on is not None:
        free_after = last_day_of_standstill(award_on)
        for key, ends in (("standstill_ends", days["standstill_ends"]), ("contract_entered", _before(days))):
            if ends is not None and ends < free_after:
                yield key, f"Standstill lasts to the end of {_said(free_after)} (Procurement Act 2023, s. 51(2))."
    entered_on, details_on = days.get("contract_entered"), days.get("contract_details_notice")
    if entered_on is not None and details_on is not None:
        rule = contract_details_days(kind)
        latest = entered_on + timedelta(days=rule.value - 1)
        if details_on > latest:
            yield "contract_details_notice", f"It is due by {_said(latest)} ({rule.instrument})."


def _before(days: Mapping[str, date]) -> date | None:
    """Return the last day before the contract is entered."""
    return days["contract_entered"] - timedelta(days=1) if "contract_entered" in days else None


def _tendering(days: Mapping[str, date]) -> Iterator[tuple[str, str]]:
    tender_on, deadline_on = days.get("tender_notice"), days.get("deadline")
    if tender_on is None or deadline_on is None:
        return
    rule = tendering_days(max(tender_on, ACT), planned_notice=_qualifies(days.get("planned_notice"), tender_on))
    earliest = tender_on + timedelta(days=rule.value)
    if deadline_on < earliest:
        yield "deadline", f"Tenders need {rule.value} days, to {_said(earliest)} at least ({rule.instrument})."


def _listed(days: Mapping[str, date]) -> Iterator[tuple[str, str]]:
    """Yield that a pipeline notice is out of its yearly window, or that window does not cover the tender notice."""
    listed_on, tender_on = days.get("pipeline_notice"), days.get("tender_notice")
    if listed_on is None or tender_on is None:
        return
    opens_on = date(listed_on.year, 4, 1)
    closes_on, until = opens_on + timedelta(days=PIPELINE_DAYS[-1].value - 1), date(listed_on.year + 1, 9, 30)
    rule = f"({PIPELINE_DAYS[-1].instrument})"
    if not opens_on <= listed_on <= closes_on:
        yield "pipeline_notice", f"It is due between {_said(opens_on)} and {_said(closes_on)} {rule}."
    if tender_on < listed_on:
        yield "pipeline_notice", f"It comes after the tender notice, {_said(tender_on)}."
    elif tender_on > until:
        yield "pipeline_notice", f"It covers tender notices until {_said(until)}: list it again {rule}."


def _qualifies(planned_on: date | None, tender_on: date) -> bool:
    """Whether a planned procurement notice comes early enough, and not too early, to shorten tendering."""
    if planned_on is None:
        return False
    latest = tender_on - timedelta(days=PLANNED_NOTICE_DAYS[-1].value)
    return planned_on <= latest and add_months(planned_on, PLANNED_NOTICE_MONTHS[-1].value) >= tender_on


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
