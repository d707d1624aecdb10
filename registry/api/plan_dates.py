"""A plan's timetable: computed on reading, with what its members say of the steps."""

from dataclasses import asdict
from datetime import date
from typing import Any

from flask import current_app

from registry.api.clock import today
from registry.models import Plan
from registry.planning.done import behind
from registry.planning.milestones import plan_milestones
from registry.plans import OVER, Stage
from registry.timetable import Timetable, timetable


def lead_months_of(plan: Plan) -> int:
    """Return the months that a plan reckons with: its own, else those of its service's kind."""
    months: int = current_app.config["LEAD_TIMES"].of(plan.service.kind, plan.lead_months)
    return months


def milestone_keys(plan: Plan) -> list[str]:
    """Return the keys of a plan's milestones, and of those that members spoke of when it had them."""
    told = (each["key"] for each in plan.milestones)
    return list(dict.fromkeys((*(each.key for each in _timetable(plan).milestones), *told)))


def dates_of(plan: Plan) -> dict[str, Any]:
    """Return the milestones of a plan, in order of the days that count, and whether there is time enough."""
    table = _timetable(plan)
    milestones = [
        {
            **asdict(each.step),
            "on": each.on,
            "computed_on": each.step.on,
            "moved_on": each.moved_on,
            "done_on": each.done_on,
            "note": each.note,
            "breaks": each.breaks,
        }
        for each in plan_milestones(table.milestones, plan.milestones)
    ]
    return {"milestones": sorted(milestones, key=lambda each: each["on"]), "timetable": table}


def done_days(plan: Plan) -> dict[str, date]:
    """Return the days on which members say that milestones were done, by key."""
    return {each["key"]: date.fromisoformat(each["done_on"]) for each in plan.milestones if each.get("done_on")}


def milestone_names(plan: Plan) -> dict[str, str]:
    """Return what the milestones of a plan's timetable are called, by key."""
    return {each.key: each.name for each in _timetable(plan).milestones}


def _moved(plan: Plan) -> dict[str, date]:
    """Return the days to which milestones were moved; the first day is the plan's own `starts_on`."""
    said = {each["key"]: each.get("moved_on") for each in plan.milestones}
    return {key: date.fromisoformat(day) for key, day in said.items() if day and key != "go_live"}


def _timetable(plan: Plan) -> Timetable:
    """Return the timetable as it stands today; of a plan that is over nothing is late any more."""
    return timetable(
        plan.starts_on,
        lead_months_of(plan),
        value_pence=plan.value_pence,
        on=None if plan.stage in OVER else today(),
        members=2,  # however many they are, more than one must approve
        done=[*behind(Stage(plan.stage)), *done_days(plan)],
        moved=_moved(plan),
    )
