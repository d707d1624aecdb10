"""`/systems`: who uses what, for which service, bought under which contracts."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort
from flask.views import MethodView
from sqlalchemy import Select

from registry.api.auth import needs, own_authority, speaking_for
from registry.api.blueprint import Blueprint
from registry.api.conditional import conditional
from registry.api.pagination import SelectPage
from registry.api.references import resolved
from registry.api.schemas.correction import Confirmation, Rejection
from registry.api.schemas.system import NewSystem, SystemCorrection, SystemDetailSchema, SystemFilters, SystemSchema
from registry.api.seen import heard, sources_of, system_as_seen
from registry.api.session import session
from registry.api.system_claims import system_said
from registry.api.writing import confirmation, keep_authorities, require_match, say, told_whole
from registry.filing.contract_columns import value_of
from registry.filing.systems import system_id
from registry.models import Statement, System
from registry.provenance import believed
from registry.queries.contracts import statements_about
from registry.queries.systems import successors_of, system_by_id, systems_matching
from registry.roles import Scope
from registry.supplier_names import name_key

blp = Blueprint("systems", "Who uses what, for which service, bought under which contracts")
_SYSTEM = SystemSchema()
_SHARED = ("software_version", "hosting", "hosting_detail", "ask", "satisfaction", "experience")
_MORE = SystemDetailSchema(only=(*_SHARED, "is_listed", "replaced_by", "sources"))
WRITTEN = SystemDetailSchema()


@blp.route("/systems")
class Systems(MethodView):
    @blp.arguments(SystemFilters(), location="query")
    @blp.response(200, SystemSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[System]:
        """List systems by name: who uses what"""
        return systems_matching(**resolved(filters))

    @needs(Scope.estate)
    @blp.arguments(NewSystem())
    @blp.response(201, WRITTEN)
    @blp.alt_response(409, description="It is known already: correct it.")
    def post(self, body: dict[str, Any]) -> Response:
        """Tell of a system that no source has told of"""
        claims, body = system_said(body)
        gss = speaking_for(claims.get("authorities") or own_authority())
        called = (
            claims.get("product") or claims.get("name") or abort(422, "name: say what it is called, or its product.")
        )
        kind = "product" if claims.get("product") else "name"
        new_id = system_id(gss, kind, called if kind == "product" else name_key(called))
        if session().get(System, new_id):
            abort(409, f"This system is known already: correct /api/v1/systems/{new_id}.")
        claims = {"authorities": [gss], "status": "live", **claims}
        say("system", new_id, gss, "tell", claims, told_whole(body, claims, "name", "product"))
        response = shown(new_id)
        response.status_code, response.headers["Location"] = 201, f"/api/v1/systems/{new_id}"
        return response


@blp.route("/systems/<key>")
class SystemById(MethodView):
    @blp.response(200, SystemDetailSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No system has this id.")
    def get(self, key: str) -> Response:
        """Show a system, with the source and age of every field"""
        return shown(key)


@blp.route("/systems/<key>/confirm")
class SystemConfirmation(MethodView):
    @needs(Scope.estate)
    @blp.arguments(Confirmation())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], key: str) -> Response:
        """Confirm what is known of a system, or some fields of it; one that was proposed is live then"""
        system, gss = _own(key)
        claims, visibility = confirmation("system", _said_of(system), gss, body.get("fields_"))
        say("system", system.id, gss, "confirm", claims, {**body, "visibility": visibility})
        return shown(system.id)


@blp.route("/systems/<key>/correct")
class SystemCorrecting(MethodView):
    @needs(Scope.estate)
    @blp.arguments(SystemCorrection())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], key: str) -> Response:
        """Correct fields of a system; the authority's word stays, whatever sources say later"""
        system, gss = _own(key)
        claims, body = system_said(body)
        if not claims:
            abort(422, "Give at least one field to correct.")
        keep_authorities(system, claims)
        say("system", system.id, gss, "correct", claims, body)
        return shown(system.id)


@blp.route("/systems/<key>/reject")
class SystemRejection(MethodView):
    @needs(Scope.estate)
    @blp.arguments(Rejection())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], key: str) -> Response:
        """Say that a system is not this authority's; it stays rejected until it is confirmed"""
        system, gss = _own(key)
        claims = {"is_rejected": True, "contracts": [each.id for each in system.contracts]}
        say("system", system.id, gss, "reject", claims, body)
        return shown(system.id)


def shown(key: str) -> Response:
    """Return a system as the one who asks may see it."""
    system: System = session().scalar(system_by_id(key)) or abort(404)
    statements = _said_of(system)
    replaced_by = session().scalars(successors_of(system.id)).all()
    known = heard(statements) or abort(404)
    fields, listed = believed(known), system.is_listed
    if any(each.audience != "public" for each in known):
        system_as_seen(system, known, fields)
    more = {
        **{name: value_of(fields, name) for name in _SHARED},
        "is_listed": listed,
        "replaced_by": replaced_by,
        "sources": sources_of(fields, statements),
    }
    return conditional(system, system.id, {**_SYSTEM.dump(system), **_MORE.dump(more)})


def _own(key: str) -> tuple[System, str]:
    """Return a system, and the authority for which the actor writes to it; else 404, 403, 412 or 428."""
    system: System = session().scalar(system_by_id(key)) or abort(404)
    named = value_of(believed(heard(_said_of(system))), "authorities", [])
    gss = speaking_for({*(each.gss for each in system.authorities), *named})
    require_match(system, system.id, "system")
    return system, gss


def _said_of(system: System) -> Sequence[Statement]:
    return session().scalars(statements_about(system.id, kind="system")).all()
