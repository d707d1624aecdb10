"""`/suppliers/{id}/profile`: a supplier's own words, written with a key of its own."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, current_app
from flask.views import MethodView
from sqlalchemy import select

from registry.api.auth import actor, needs
from registry.api.conditional import conditional
from registry.api.schemas.own_words import OwnWordsIn, OwnWordsSchema
from registry.api.session import session
from registry.api.supplier_blueprint import blp
from registry.api.supplier_pages import own_words
from registry.api.supplier_writing import decided
from registry.api.writing import require_match
from registry.filing.supplier_profiles import say_of_itself, unsay
from registry.models import Product, Service, Supplier, SupplierProfile
from registry.queries.supplier_families import members_of, profiles_of
from registry.queries.suppliers import supplier_by_id
from registry.roles import Scope

_NOT_YOURS = "This key belongs to another supplier: each describes itself."
_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "description": "The `ETag` of its words as you read them; none for its first.",
    "schema": {"type": "string"},
}


@blp.route("/suppliers/<supplier_id>/profile")
class SupplierOwnWords(MethodView):
    @blp.response(200, OwnWordsSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="There is no such supplier, or it says nothing of itself.")
    def get(self, supplier_id: str) -> Response:
        """Show what a supplier says of itself: its own words, which nobody checked"""
        profile = next(iter(_profiles(_root(supplier_id))), None) or abort(404)
        return conditional(profile, profile.supplier_id, own_words(profile) or {})

    @needs(Scope.profile)
    @blp.arguments(OwnWordsIn())
    @blp.response(200, OwnWordsSchema())
    @blp.alt_response(201, schema=OwnWordsSchema, description="These are its first words.")
    @blp.alt_response(404, description="There is no such supplier.")
    @blp.alt_response(412, description="It was changed since you read it. Nothing was written.")
    @blp.alt_response(428, description="It says something already: send `If-Match` with the `ETag` of that.")
    @blp.doc(parameters=[_IF_MATCH])
    def put(self, body: dict[str, Any], supplier_id: str) -> Response:
        """Say what your company does, for which services, by which standards, and where it is used"""
        own = _own(supplier_id)
        old = next(iter(_profiles(own)), None)
        if old is not None:
            require_match(old, old.supplier_id, "supplier")
        said = say_of_itself(session(), own, old, _checked(body), decided())
        session().commit()
        return _answer(said, 200 if old else 201)

    @needs(Scope.profile)
    @blp.response(204)
    @blp.changes
    def delete(self, supplier_id: str) -> None:
        """Take back what your company said of itself"""
        profiles = _profiles(_own(supplier_id)) or abort(404)
        require_match(profiles[0], profiles[0].supplier_id, "supplier")
        unsay(session(), profiles, decided())
        session().commit()


def _root(supplier_id: str) -> str:
    found: Supplier = session().scalar(supplier_by_id(supplier_id)) or abort(404)
    return found.merged_into_id or found.id


def _profiles(supplier_id: str) -> Sequence[SupplierProfile]:
    """Return what a supplier and those merged into it say of themselves, the newest word first."""
    members = session().scalars(members_of(supplier_id))
    return session().scalars(profiles_of([supplier_id, *(each.id for each in members)])).all()


def _own(supplier_id: str) -> str:
    """Return the supplier that is meant, as it stands now; 403 when the key is another's."""
    meant, held_by = _root(supplier_id), actor().supplier_id
    if held_by is None or _root(held_by) != meant:
        abort(403, _NOT_YOURS)
    return meant


def _checked(body: dict[str, Any]) -> dict[str, Any]:
    """Return what is said, with every service and product known; 422 when one is not."""
    services = set(body.get("services", ()))
    if unknown := services - set(session().scalars(select(Service.id).where(Service.id.in_(services)))):
        abort(422, f"services: no service is called {min(unknown)!r}: see /api/v1/services.")
    products = {each["id"] for each in body.get("products", ()) if "id" in each}
    if unknown := products - set(session().scalars(select(Product.id).where(Product.id.in_(products)))):
        abort(422, f"products: no product has the id {min(unknown)!r}: give its name instead.")
    return {name: body[name] for name in OwnWordsIn().fields if name in body}


def _answer(profile: SupplierProfile, status: int) -> Response:
    # Not `conditional`: `If-None-Match: *` asks for the first words here, not for a 304.
    text = current_app.json.dumps(own_words(profile))
    response = Response(text + "\n", status, mimetype="application/json")
    response.set_etag(f"{profile.__tablename__}-{profile.supplier_id}-{profile.version}-written")
    return response
