"""`/plans/{id}/calendar.ics`: the steps of a joint procurement, for everyone's calendar."""

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, current_app, g
from flask.views import MethodView

from registry.api.plan_blueprint import blp
from registry.api.plan_dates import dates_of
from registry.api.plan_reading import plan_to_read
from registry.api.schemas.plan_extras import CalendarArguments
from registry.exports.calendars import MEDIA_TYPE, Event, calendar
from registry.models import Contract, Plan
from registry.planning.links import read_calendar_token
from registry.planning.readers import Reader, is_shown, shown_to_all
from registry.renewing.dates import RUNNING, option_notice_on
from registry.roles import Actor, Role


@blp.route("/plans/<plan_id>/calendar.ics")
class PlanCalendar(MethodView):
    @blp.arguments(CalendarArguments(), location="query")
    @blp.response(200, {"type": "string"}, content_type="text/calendar")
    @blp.alt_response(404, description="You may read no plan with this id, or its link shows it no longer.")
    def get(self, arguments: dict[str, Any], plan_id: str) -> Response:
        """Show a plan's steps and the option notices of its contracts as a calendar

        Calendar programs send no key: members subscribe to the `calendar_url` of the plan.
        """
        by_link = "token" in arguments
        if by_link:
            _read_by_link(plan_id, arguments["token"])
        plan, reader = plan_to_read(plan_id)
        if by_link and reader is not Reader.member:
            abort(404)
        return Response(calendar(plan.title, events_of(plan, reader)), content_type=MEDIA_TYPE)


def events_of(plan: Plan, reader: Reader) -> Iterator[Event]:
    """Yield the steps of a plan on the days that count, and the last days to take options of contracts shown."""
    url = f"{current_app.config['PUBLIC_URL']}/api/v1/plans/{plan.id}"
    for step in dates_of(plan)["milestones"]:
        name, uid = f"{step['name']}: {plan.title}", f"{plan.id}-{step['key']}@thirty3"
        yield Event(uid, step["on"], name, _told(step), url, plan.updated_at)
    for contract in _running(plan, reader):
        by = option_notice_on(contract)
        if by is not None:
            named = f"Last day to take the option of “{contract.title}”"
            whose = ", ".join(each.short_name for each in contract.authorities)
            told = f"{whose}: it ends on {contract.ends_on:%-d %B %Y} unless the option is taken. Plan: {plan.title}."
            yield Event(f"{plan.id}-{contract.id}-option@thirty3", by, named, told, url, plan.updated_at)


def _told(step: dict[str, Any]) -> str:
    law = f" {step['instrument']}." if step.get("instrument") else ""
    moved = f" Members moved it from {step['computed_on']:%-d %B %Y}." if step.get("moved_on") else ""
    done = f" Done on {step['done_on']:%-d %B %Y}." if step.get("done_on") else ""
    return f"{step['why']}{law}{moved}{done}"


def _running(plan: Plan, reader: Reader) -> Iterator[Contract]:
    shown = shown_to_all(plan.members)
    for contract in (kept.contract for kept in plan.contracts):
        if contract is None or not contract.is_listed or contract.status not in RUNNING:
            continue
        if is_shown(reader, shown, (each.gss for each in contract.authorities)):
            yield contract


def _read_by_link(plan_id: str, token: str) -> None:
    """Read this request with the eyes of the authority that a link is for; 404 for a link to anything else."""
    link = read_calendar_token(token, current_app.config["SECRET_KEY"])
    if link is None or link.plan != plan_id:
        abort(404)
    g.actor = Actor("calendar link", Role.viewer, frozenset(), link.gss)
