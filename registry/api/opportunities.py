"""`/opportunities`: what a supplier can still answer."""

from typing import Any

from flask.views import MethodView
from marshmallow import fields
from sqlalchemy import Select

from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.fields import MomentFilter
from registry.api.pagination import SelectPage
from registry.api.references import authority_filter, resolved, service_filter
from registry.api.schemas.notice import ProcurementSchema, sort_by
from registry.api.schemas.value_filters import ValueFilters
from registry.models import Procurement
from registry.queries.procurements import SORTS, open_on, procurements_matching

blp = Blueprint("opportunities", "What a supplier can still answer")


class OpportunityFilters(ValueFilters):
    """Which opportunities, in which order."""

    at = MomentFilter("Open at this instant; now unless given.")
    authority = authority_filter()
    service = service_filter()
    technology = fields.Bool(metadata={"description": "Only technology, or only the rest."})
    closing_after = MomentFilter("Open until this instant or later.")
    closing_before = MomentFilter("Open until this instant or earlier.", end_of_day=True)
    above_threshold = fields.Bool(metadata={"description": "Above the threshold of the Procurement Act, or below."})
    sme = fields.Bool(metadata={"description": "Said to suit small and medium-sized companies."})
    sort = sort_by(SORTS, "closes_at")


@blp.route("/opportunities")
class Opportunities(MethodView):
    @blp.arguments(OpportunityFilters(), location="query")
    @blp.response(200, ProcurementSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Procurement]:
        """List procurements open for answers, soonest to close first"""
        at = filters.pop("at", None) or now()
        return open_on(procurements_matching(**resolved(filters)), at)
