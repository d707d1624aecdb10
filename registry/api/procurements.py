"""`/procurements`: all notices of one OCID, merged."""

from typing import Any

from flask import Response, abort
from flask.views import MethodView
from sqlalchemy import Select, select

from registry.api.blueprint import Blueprint
from registry.api.conditional import conditional
from registry.api.pagination import SelectPage
from registry.api.references import resolved
from registry.api.schemas.notice import ProcurementDetailSchema, ProcurementFilters, ProcurementSchema
from registry.api.session import session
from registry.models import Contract, Procurement
from registry.ocds.merging import merged
from registry.queries.notices import releases_of
from registry.queries.procurements import procurement_by_ocid, procurements_matching
from registry.releases import unpacked

blp = Blueprint("procurements", "All notices of one OCID, merged")
_DETAIL = ProcurementDetailSchema()


@blp.route("/procurements")
class Procurements(MethodView):
    @blp.arguments(ProcurementFilters(), location="query")
    @blp.response(200, ProcurementSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Procurement]:
        """List procurements, the latest news first"""
        return procurements_matching(**resolved(filters))


@blp.route("/procurements/<path:ocid>")
class ProcurementByOcid(MethodView):
    @blp.response(200, _DETAIL)
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No procurement has this OCID.")
    def get(self, ocid: str) -> Response:
        """Show a procurement with its notices, its contracts and the merged release"""
        procurement = session().scalar(procurement_by_ocid(ocid)) or abort(404)
        return conditional(procurement, ocid, _detail(procurement))


def _detail(procurement: Procurement) -> dict[str, Any]:
    notices = list(session().scalars(releases_of([procurement.ocid])))
    contracts = select(Contract).where(Contract.ocid == procurement.ocid).order_by(Contract.id)
    links = {"notices": notices, "contracts": list(session().scalars(contracts))}
    return {
        **_DETAIL.dump(procurement),
        **ProcurementDetailSchema(only=tuple(links)).dump(links),
        "compiled_release": merged([unpacked(notice.raw) for notice in notices]),
    }
