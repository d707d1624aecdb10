"""`/plans`: joint procurements that authorities agree to work on."""

from typing import Any

from flask import Response
from flask.views import MethodView
from sqlalchemy import Select
from webargs.flaskparser import abort
from werkzeug.exceptions import Forbidden

from registry.api import (  # their operations are of this blueprint too
    plan_alerts,
    plan_answers,
    plan_calendar,
    plan_contracts,
    plan_interest,
    plan_members,
    plan_notices,
    plan_parts,
    plan_steps,
)
from registry.api.auth import actor, needs
from registry.api.changes import ChangeSchema
from registry.api.pagination import SelectPage
from registry.api.plan_blueprint import blp
from registry.api.plan_making import make_plan, require_to_come
from registry.api.plan_pages import line_of
from registry.api.plan_reading import keep_plan, plan_to_change, plan_to_read, refuse, shown_plan, standing_of
from registry.api.references import resolved
from registry.api.schemas.plan import PlanDetailSchema, PlanFilters, PlanSchema
from registry.api.schemas.plan_in import PlanEdit, PlanIn
from registry.api.schemas.record import money
from registry.filing.changes import plain
from registry.models import Change, Plan
from registry.planning.readers import Reader
from registry.planning.settled import why_not_write
from registry.queries.changes import changes_about
from registry.queries.plans import plans_matching
from registry.roles import Scope

__all__ = [
    "blp",
    "plan_alerts",
    "plan_answers",
    "plan_calendar",
    "plan_contracts",
    "plan_interest",
    "plan_members",
    "plan_notices",
    "plan_parts",
    "plan_steps",
]


class PlanPage(SelectPage):
    """One page of plans, each as the one who asks may see it."""

    @property
    def items(self) -> list[Any]:
        return [line_of(plan) for plan in super().items]


@blp.route("/plans")
class Plans(MethodView):
    @blp.arguments(PlanFilters(), location="query")
    @blp.response(200, PlanSchema(many=True))
    @blp.paginate(PlanPage)
    def get(self, filters: dict[str, Any]) -> Select[Plan]:
        """List plans that you may read, soonest to start first: public ones, or those of your authority too"""
        if "membership" in filters and not (actor().is_borough and actor().gss):
            abort(422, messages={"query": {"membership": ["It needs the key of an authority."]}})
        lead = resolved({"authority": filters.pop("lead")})["authority"] if "lead" in filters else None
        return plans_matching(actor(), lead=lead, **resolved(filters))

    @needs(Scope.plans)
    @blp.arguments(PlanIn())
    @blp.response(201, PlanDetailSchema())
    def post(self, body: dict[str, Any]) -> Response:
        """Make a plan: your authority leads it and is committed, others are invited"""
        plan = make_plan(body)
        response = shown_plan(plan)
        response.status_code, response.headers["Location"] = 201, f"/api/v1/plans/{plan.id}"
        return response


@blp.route("/plans/<plan_id>")
class PlanById(MethodView):
    @blp.response(200, PlanDetailSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No plan has this id, or none that you may read.")
    def get(self, plan_id: str) -> Response:
        """Show a plan: who takes part, which contracts it replaces, and by when; members see all of it"""
        return shown_plan(plan_to_read(plan_id)[0])

    @needs(Scope.plans)
    @blp.arguments(PlanEdit())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def patch(self, body: dict[str, Any], plan_id: str) -> Response:
        """Change what is bought, from when, and for how much; the lead does"""
        plan = plan_to_change(plan_id, "lead")
        columns = {{"value": "value_pence"}.get(name, name): value for name, value in body.items()}
        changed = {name: value for name, value in columns.items() if getattr(plan, name) != value}
        refuse(why_not_write(standing_of(plan), changed))
        if "starts_on" in changed:
            require_to_come(changed["starts_on"])
        before = {name: getattr(plan, name) for name in changed}
        for name, value in changed.items():
            setattr(plan, name, value)
        if changed:
            keep_plan(plan, "edit", _as_json(before), _as_json(changed))
        return shown_plan(plan)


@blp.route("/plans/<plan_id>/changes")
class PlanChanges(MethodView):
    @needs(None)
    @blp.response(200, ChangeSchema(many=True))
    @blp.alt_response(404, description="No plan has this id, or none that you may read.")
    @blp.paginate(SelectPage)
    def get(self, plan_id: str) -> Select[Change]:
        """List who changed what of a plan, newest first; for its members"""
        plan, reader = plan_to_read(plan_id)
        if reader is not Reader.member:
            raise Forbidden(f"This is for the plan's members: others read /api/v1/changes?plan={plan.id}.")
        return changes_about("plan", plan.id)


def _as_json(columns: dict[str, Any]) -> dict[str, Any]:
    """Return columns under the names, and in the form, that a plan's page gives them."""
    said = {name: plain(value) for name, value in columns.items()}
    return {
        ("value" if name == "value_pence" else name): money(each) if name == "value_pence" else each
        for name, each in said.items()
    }
