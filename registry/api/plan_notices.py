"""`/plans/{id}/notices`: members say which procurements are the plan's own."""

from typing import Any

from flask import Response
from flask.views import MethodView
from webargs.flaskparser import abort

from registry.api.auth import needs
from registry.api.clock import today
from registry.api.plan_blueprint import blp
from registry.api.plan_contracts import taking_part
from registry.api.plan_reading import keep_plan, plan_to_change, refuse, shown_plan
from registry.api.schemas.plan import PlanDetailSchema
from registry.api.schemas.plan_extras import NoticeWordIn
from registry.api.session import session
from registry.models import Plan, PlanNotice, Procurement
from registry.queries.procurements import procurement_by_ocid
from registry.roles import Scope

MOST_NOTICES = 500
WRITTEN = PlanDetailSchema()


@blp.route("/plans/<plan_id>/notices")
class PlanNotices(MethodView):
    @needs(Scope.plans)
    @blp.arguments(NoticeWordIn())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Say whether a procurement is the plan's own: then everyone who may read the plan sees it

        One that is not is not offered again. Either can be said anew.
        """
        plan = plan_to_change(plan_id)
        ocid, is_ours = body["ocid"], body["is_ours"]
        _check(plan, session().scalar(procurement_by_ocid(ocid)), is_ours=is_ours)
        known = {each.ocid: each for each in plan.notices}
        said = known.get(ocid)
        refuse("It was said already." if said and said.is_ours == is_ours else None)
        refuse(f"A plan keeps {MOST_NOTICES} such words." if len(known) >= MOST_NOTICES and not said else None)
        before = {"ocid": ocid, "is_ours": said.is_ours} if said else {}
        if said is None:
            plan.notices.append(PlanNotice(ocid=ocid, is_ours=is_ours, said_on=today()))
        else:
            said.is_ours, said.said_on = is_ours, today()
        was_shown = is_ours or bool(before.get("is_ours"))
        after = {"ocid": ocid, "is_ours": is_ours}
        keep_plan(plan, "notice", before, after, for_members=not was_shown, word=body.get("word"))
        return shown_plan(plan)


def _check(plan: Plan, found: Procurement | None, *, is_ours: bool) -> None:
    """Refuse a procurement that is unknown, and as the plan's own one in which no member buys: 422."""
    if found is None:
        _wrong("No procurement has this OCID: see /api/v1/procurements.")
    elif is_ours and not taking_part(plan) & {each.gss for each in found.authorities}:
        _wrong(f"None of the plan's members buys there: {found.buyer_name} does.")


def _wrong(told: str) -> None:
    abort(422, messages={"json": {"ocid": [told]}})
