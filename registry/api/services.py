"""`/services`: what technology is for, and who buys for it."""

from typing import Any

from flask import abort
from flask.views import MethodView
from marshmallow import Schema, fields, validate
from sqlalchemy import Select

from registry.api.blueprint import Blueprint
from registry.api.fields import Choice
from registry.api.markets import market_of
from registry.api.pagination import SelectPage
from registry.api.schemas.market import MarketSchema
from registry.api.schemas.notice import sort_by
from registry.api.schemas.record import AuthorityRef, Record
from registry.api.session import session
from registry.models import Service
from registry.queries.services import SORTS, buyers_for, service_by_id, services_matching

KINDS = ["frontline", "corporate", "core"]
blp = Blueprint("services", "What technology is for")


class ServiceFilters(Schema):
    """Which services, in which order."""

    kind = Choice(KINDS, "What kind of technology supports it.")
    sort = sort_by(SORTS, "name")


class ServiceSchema(Record):
    """A service area."""

    id = fields.Str()
    url = fields.Str()
    name = fields.Str()
    kind = fields.Str(validate=validate.OneOf(KINDS))
    description = fields.Str()
    esd_functions = fields.List(fields.Int(), metadata={"description": "Ids of the LGA's list of functions."})
    cpv = fields.List(fields.Str(), metadata={"description": "CPV codes that buyers typically give."})
    words = fields.List(fields.Str(), metadata={"description": "The words that betray it."})

    def read_url(self, row: Any) -> str:
        return f"/api/v1/services/{row.id}"


class BuyerSchema(AuthorityRef):
    """An authority that has contracts for a service."""

    contracts = fields.Int()


class ServiceDetailSchema(ServiceSchema):
    """A service area with the authorities that have contracts for it, and how its market is shared out."""

    authorities = fields.List(fields.Nested(BuyerSchema))
    market = fields.Nested(MarketSchema)


@blp.route("/services")
class Services(MethodView):
    @blp.arguments(ServiceFilters(), location="query")
    @blp.response(200, ServiceSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Service]:
        """List service areas by name"""
        return services_matching(**filters)


@blp.route("/services/<service_id>")
class ServiceById(MethodView):
    @blp.response(200, ServiceDetailSchema())
    @blp.alt_response(404, description="No service has this id.")
    def get(self, service_id: str) -> dict[str, Any]:
        """Show a service area: who buys for it, who sells, which products serve it, and how concentrated that is"""
        service = session().scalar(service_by_id(service_id)) or abort(404)
        buyers = session().execute(buyers_for(service_id))
        authorities = [{**AuthorityRef().dump(authority), "contracts": number} for authority, number in buyers]
        return {**ServiceSchema().dump(service), "authorities": authorities, "market": market_of(service_id)}
