"""`/market`: how a service's market is shared out, as data and as a picture."""

from typing import Any

from flask import Response
from flask.views import MethodView
from marshmallow import Schema, fields

from registry.api.blueprint import Blueprint
from registry.api.fields import text_filter
from registry.api.markets import market_of
from registry.api.negotiation import SVG, answer, format_filter
from registry.api.pictures import shortened
from registry.api.references import named
from registry.api.schemas.market import MarketSchema
from registry.api.schemas.record import ServiceRef
from registry.api.session import session
from registry.queries.services import service_by_id

blp = Blueprint("market", "Who sells how much for a service")
TOP, ROW, LEFT, WIDTH = 70, 26, 330, 1000
_BAR, _NAME = 560, 42
"""How long the bar of a whole market is, and how many characters of a name there is room for."""


class MarketFilters(Schema):
    """Of which service, and in which form."""

    service = text_filter("Id of one service.", example="housing-management")
    service.required = True
    format = format_filter()


class ServiceMarketSchema(MarketSchema):
    """How the market of one service is shared out."""

    service = fields.Nested(ServiceRef)


@blp.route("/market")
class ServiceMarket(MethodView):
    @blp.arguments(MarketFilters(), location="query")
    @blp.response(200, ServiceMarketSchema())
    @blp.alt_response(200, schema={"type": "string"}, content_type=SVG, success=True)
    @blp.alt_response(406, description="It comes as JSON or SVG only.")
    def get(self, filters: dict[str, Any]) -> Response:
        """Show how a service's market is shared out, as data or as a picture

        The same as the `market` of `/services/{service_id}`. A picture (`Accept: image/svg+xml`, or `format=svg`) shows
        the suppliers' shares of running contracts.
        """
        service = session().scalar(service_by_id(named("service", filters["service"], "query")))
        found = {"service": service, **market_of(filters["service"])}
        body = ServiceMarketSchema().dump(found)
        return answer(filters.get("format"), body, "market.svg", lambda: picture(found))


def picture(found: dict[str, Any]) -> dict[str, Any]:
    """Return what the template draws: a row for each of the largest suppliers, and all of it in words."""
    market = found["by_supplier"]
    measure = market["measures"]["contracts"]
    rows = [_row(each, TOP + ROW * number) for number, each in enumerate(market["suppliers"])]
    return {
        "service": found["service"].name,
        "width": WIDTH,
        "height": TOP + ROW * len(rows) + 60,
        "left": LEFT,
        "rows": rows,
        "total": measure.total,
        "unnamed": measure.unknown,
        "not_shown": len(measure.counts) - len(rows),
    }


def _row(seller: dict[str, Any], y: int) -> dict[str, Any]:
    share = seller["shares"]["contracts"] or 0
    many = "1 contract" if seller["contracts"] == 1 else f"{seller['contracts']} contracts"
    authorities = "1 authority" if seller["authorities"] == 1 else f"{seller['authorities']} authorities"
    return {
        "y": y,
        "name": shortened(seller["supplier"].name, _NAME),
        "length": round(_BAR * share, 1),
        "label": f"{share:.0%}, {many}",
        "told": f"{seller['supplier'].name}: {share:.1%} ({many}, {authorities}).",
    }
