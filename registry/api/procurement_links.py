"""`/procurements/{ocid}/links/{other}`: whether two procurements are one, published through two doors."""

from typing import Any

from flask import Response, abort
from flask.views import MethodView

from registry.api.auth import actor, needs
from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.conditional import conditional
from registry.api.schemas.notice import procurement_url
from registry.api.schemas.procurement_link import LinkWordIn, ProcurementLinkSchema
from registry.api.session import session
from registry.api.writing import keep, require_match
from registry.doors.portals import ahead_first
from registry.filing.door_words import Decision, say
from registry.models import Procurement, ProcurementLink, ProcurementLinkWord
from registry.queries.procurements import procurement_by_ocid
from registry.roles import Role, Scope

blp = Blueprint("procurement links", "Which procurements are one, published through several doors")
_LINK = ProcurementLinkSchema()


@blp.route("/procurements/<path:ocid>/links/<path:other>")
class ProcurementLinkOf(MethodView):
    @blp.response(200, ProcurementLinkSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="One of the two OCIDs is not known.")
    @blp.alt_response(409, description="The two are one OCID.")
    def get(self, ocid: str, other: str) -> Response:
        """Tell whether two procurements are one, and why

        Its `ETag` is that of the procurement named first: send it as `If-Match` to say otherwise.
        """
        return _shown(*_both(ocid, other))

    @needs(Scope.reference)
    @blp.arguments(LinkWordIn())
    @blp.response(200, ProcurementLinkSchema())
    @blp.changes
    def put(self, body: dict[str, Any], ocid: str, other: str) -> Response:
        """Say that two procurements are one, or that they are two

        It stands whatever notices say, now and later. A key that belongs to an authority says it of what this
        authority buys.
        """
        return _said(ocid, other, body["is_linked"], body.get("note"))

    @needs(Scope.reference)
    @blp.response(200, ProcurementLinkSchema())
    @blp.changes
    def delete(self, ocid: str, other: str) -> Response:
        """Take back what was said of two procurements: they are linked if notices say so"""
        return _said(ocid, other, None, None)


def _said(ocid: str, other: str, is_same: bool | None, note: str | None) -> Response:
    procurement, second = _both(ocid, other)
    gss = _speaking(procurement, second)
    require_match(procurement, procurement.ocid, "procurement")
    say(session(), procurement, second, is_same, Decision(actor().label, now(), gss, note))
    keep()
    return _shown(*_both(ocid, other))


def _both(ocid: str, other: str) -> tuple[Procurement, Procurement]:
    found = [session().scalar(procurement_by_ocid(each)) or abort(404) for each in (ocid, other)]
    if found[0] is found[1]:
        abort(409, "It is one procurement: name two.")
    return found[0], found[1]


def _speaking(one: Procurement, other: Procurement) -> str | None:
    """Return the authority of the key; 403 where it has one that buys neither, unless it is an administrator's."""
    gss, who = actor().gss, actor()
    if gss and who.role is not Role.admin and gss not in {each.gss for row in (one, other) for each in row.authorities}:
        abort(403, "These procurements belong to other authorities than this key.")
    return gss


def _shown(procurement: Procurement, other: Procurement) -> Response:
    pair = ahead_first((procurement.ocid, other.ocid))
    link, word = session().get(ProcurementLink, pair), session().get(ProcurementLinkWord, pair)
    told = {
        "ocid": procurement.ocid,
        "other": other.ocid,
        "other_url": procurement_url(other.ocid),
        "is_linked": link is not None and link.is_clear,
        "why": link.reasons if link else [],
        "score": link.score if link else None,
        "rule": link.rule if link else None,
        "said": word,
    }
    return conditional(procurement, procurement.ocid, _LINK.dump(told))
