"""`/plans/{id}/milestones`, `documents` and `notes`: what members keep with a joint procurement."""

from typing import Any

from flask import Response
from flask.views import MethodView
from webargs.flaskparser import abort

from registry.api.auth import actor, needs
from registry.api.clock import now, today
from registry.api.plan_blueprint import blp
from registry.api.plan_dates import done_days, milestone_keys, milestone_names
from registry.api.plan_reading import acting_for, keep_plan, keep_version, plan_to_change, record_plan, shown_plan
from registry.api.schemas.plan import PlanDetailSchema
from registry.api.schemas.plan_in import PlanDocumentIn, PlanMilestoneIn, PlanNoteIn
from registry.filing.changes import plain
from registry.models import Plan
from registry.planning.done import behind, why_not_done, why_not_undone
from registry.plans import MOST_DOCUMENTS, MOST_NOTES, PlanAudience, Stage
from registry.roles import Scope


@blp.route("/plans/<plan_id>/milestones/<milestone>")
class PlanMilestone(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanMilestoneIn())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str, milestone: str) -> Response:
        """Move a milestone, or say that it is done; the lead does

        It stays computed too, and tells which legal minimum its new day breaks.
        """
        plan = plan_to_change(plan_id, "lead")
        if milestone not in milestone_keys(plan):
            abort(404, message=f"No milestone is called so: only {', '.join(milestone_keys(plan))}.")
        _check_days(plan, milestone, body)
        said = {each["key"]: each for each in plan.milestones}
        before = {name: said.get(milestone, {}).get(name) for name in body}
        after = {name: plain(value) for name, value in body.items()}
        said[milestone] = {**said.get(milestone, {}), "key": milestone, **after}
        plan.milestones = [said[key] for key in sorted(said)]
        days = [{name: each[name] for name in each if name != "note"} for each in (before, after)]
        if days[1]:
            record_plan(plan, "milestone", {milestone: days[0]}, {milestone: days[1]})
        if "note" in body:
            notes = [{milestone: {"note": each["note"]}} for each in (before, after)]
            record_plan(plan, "milestone", *notes, widest=PlanAudience.members)
        keep_version(plan, for_members=not days[1])
        return shown_plan(plan)


def _check_days(plan: Plan, milestone: str, body: dict[str, Any]) -> None:
    """Refuse days that cannot be: 422."""
    if milestone == "go_live" and body.get("moved_on"):
        _wrong("moved_on", "This is the plan's first day: change its starts_on instead.")
    if "done_on" not in body:
        return
    done, names, reached = done_days(plan), milestone_names(plan), behind(Stage(plan.stage))
    was, on = done.pop(milestone, None), body["done_on"]
    if on is None:
        why = why_not_undone(milestone, done, names, reached) if was else None
    elif on > today():
        why = "Say that it is done when it is: this day is to come."
    else:
        why = why_not_done(milestone, on, done, names, reached)
    if why:
        _wrong("done_on", why)


def _wrong(field: str, told: str) -> None:
    abort(422, messages={"json": {field: [told]}})


@blp.route("/plans/<plan_id>/documents")
class PlanDocuments(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanDocumentIn())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Add a link to a document or a lesson; also after the plan is closed or abandoned"""
        plan = plan_to_change(plan_id, over=True)
        if len(plan.documents) >= MOST_DOCUMENTS:
            abort(409, message=f"A plan keeps {MOST_DOCUMENTS} documents at most.")
        kept = {**body, "by": actor().label, "gss": acting_for(plan), "added_on": today().isoformat()}
        plan.documents = [*plan.documents, kept]
        keep_plan(plan, "document", {}, {"document": body}, for_members=body["audience"] == "members")
        return shown_plan(plan)


@blp.route("/plans/<plan_id>/notes")
class PlanNotes(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanNoteIn())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Note something for the other members"""
        plan = plan_to_change(plan_id)
        if len(plan.notes) >= MOST_NOTES:
            abort(409, message=f"A plan keeps {MOST_NOTES} notes at most.")
        kept = {"at": now().isoformat(), "by": actor().label, "gss": acting_for(plan), "text": body["text"]}
        plan.notes = [*plan.notes, kept]
        keep_plan(plan, "note", {}, {"note": body["text"]}, for_members=True)
        return shown_plan(plan)
