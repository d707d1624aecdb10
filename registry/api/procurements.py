"""`/procurements`: all notices of one OCID, merged."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort
from flask.views import MethodView
from sqlalchemy import Select, select

from registry.api.blueprint import Blueprint
from registry.api.conditional import conditional
from registry.api.pagination import SelectPage
from registry.api.references import resolved
from registry.api.schemas.notice import ProcurementFilters, ProcurementSchema, procurement_url
from registry.api.schemas.procurement import ProcurementDetailSchema, ReleaseSchema
from registry.api.session import session
from registry.exports.other_doors import other_doors
from registry.models import Contract, Notice, Procurement
from registry.ocds.history import Step, history
from registry.ocds.shapes import Json
from registry.ocds.terms import framework_ocid
from registry.queries.call_offs import call_offs_of
from registry.queries.notices import releases_of
from registry.queries.procurements import procurement_by_ocid, procurements_matching
from registry.releases import unpacked

blp = Blueprint("procurements", "All notices of one OCID, merged")
MOST_CALL_OFFS = 500
_PROCUREMENT = ProcurementDetailSchema(
    exclude=("contracts", "framework", "framework_ocid", "call_offs", "record", "releases", "also_published_as")
)
_LINKS = ProcurementDetailSchema(only=("contracts", "framework", "call_offs", "also_published_as"))
_STEP = ReleaseSchema(only=("tag", "changes", "changes_left_out"))
_RELEASE = ReleaseSchema(exclude=("tag", "changes", "changes_left_out"))


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
    @blp.response(200, ProcurementDetailSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No procurement has this OCID.")
    def get(self, ocid: str) -> Response:
        """Show a procurement: its record, every release with what it changed, and its contracts"""
        return shown(ocid)


def shown(ocid: str) -> Response:
    """Return a procurement with its record."""
    procurement = session().scalar(procurement_by_ocid(ocid)) or abort(404)
    return conditional(procurement, ocid, _detail(procurement))


def _detail(procurement: Procurement) -> dict[str, Any]:
    notices = session().scalars(releases_of([procurement.ocid])).all()
    contracts = select(Contract).where(Contract.ocid == procurement.ocid).order_by(Contract.id)
    record, steps = told(notices)
    ocid = framework_ocid(record)
    links = {
        "contracts": session().scalars(contracts).all(),
        "framework": _framework(ocid) if ocid else None,
        "call_offs": session().scalars(call_offs_of(procurement.ocid).limit(MOST_CALL_OFFS)).all(),
        "also_published_as": other_doors(session(), [procurement.ocid]).get(procurement.ocid, []),
    }
    return {
        **_PROCUREMENT.dump(procurement),
        **_LINKS.dump(links),
        "framework_ocid": ocid or None,
        "record": record,
        "releases": [_release(notice, step) for notice, step in steps],
    }


def told(notices: Sequence[Notice]) -> tuple[Json, list[tuple[Notice, Step]]]:
    """Return the record of one procurement, and its notices, oldest first, each with what it changed."""
    releases = [unpacked(notice.raw) for notice in notices]
    notice_of = {id(release): notice for release, notice in zip(releases, notices, strict=True)}
    record, steps = history(releases)
    return record, [(notice_of[id(step.release)], step) for step in steps]


def _release(notice: Notice, step: Step) -> dict[str, Any]:
    more = {"tag": step.release.get("tag") or [], "changes": step.changes, "changes_left_out": step.left_out}
    return {**_RELEASE.dump(notice), **_STEP.dump(more)}


def _framework(ocid: str) -> dict[str, Any]:
    held = session().get(Procurement, ocid)
    return {"ocid": ocid, "title": held and held.title, "url": held and procurement_url(ocid)}
