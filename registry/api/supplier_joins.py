"""`/suppliers/{id}/merge`, `split`, `apart`, and suggestions: editors say which suppliers are one."""

from typing import Any

from flask import Response, abort
from flask.views import MethodView

from registry.api.auth import needs
from registry.api.references import named
from registry.api.schemas.supplier import (
    SupplierApartIn,
    SupplierDetailSchema,
    SupplierMergeIn,
    SupplierSplitIn,
    SupplierSuggestionFilters,
    SupplierSuggestionSchema,
)
from registry.api.session import session
from registry.api.supplier_blueprint import blp
from registry.api.supplier_pages import shown
from registry.api.supplier_writing import decided, refusing, supplier_to_change
from registry.filing.supplier_joins import keep_apart, merge, split
from registry.models import Supplier
from registry.queries.supplier_families import comparable_suppliers, kept_apart
from registry.queries.supplier_holdings import buyers_of
from registry.queries.suppliers import supplier_by_id
from registry.roles import Scope
from registry.supplier_names import name_key
from registry.supplier_suggestions import OPENING, Known, Suggestion, like_pairs, suggested

MOST = 100


@blp.route("/suppliers/<supplier_id>/merge")
class SupplierMerge(MethodView):
    @needs(Scope.reference)
    @blp.arguments(SupplierMergeIn())
    @blp.response(200, SupplierDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], supplier_id: str) -> Response:
        """Merge a supplier into the one that it is; `split` takes it back

        Two company numbers are two companies: `parent` says that one owns the other. `If-Match` is that of the
        supplier, or of the one that its name has joined it to.
        """
        supplier = supplier_to_change(supplier_id, merged=True)
        into = _other(body["into"], "into")
        with refusing():
            merge(session(), supplier, into, decided(body.get("note")), force=body["force"])
        return _written(supplier)


@blp.route("/suppliers/<supplier_id>/split")
class SupplierSplit(MethodView):
    @needs(Scope.reference)
    @blp.arguments(SupplierSplitIn())
    @blp.response(200, SupplierDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], supplier_id: str) -> Response:
        """Take a supplier out of the one that it was merged into

        What an editor merged is again as it was before. What only its name had joined stays apart, until an
        editor merges it. `If-Match` is that of the supplier it was merged into.
        """
        supplier = supplier_to_change(supplier_id, merged=True)
        with refusing():
            split(session(), supplier, decided(body.get("note")))
        return _written(supplier)


@blp.route("/suppliers/<supplier_id>/apart")
class SupplierApartFrom(MethodView):
    @needs(Scope.reference)
    @blp.arguments(SupplierApartIn())
    @blp.response(200, SupplierDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], supplier_id: str) -> Response:
        """Say that two suppliers with like names are two, so that nobody is asked again"""
        supplier = supplier_to_change(supplier_id)
        other = _other(body["from_"], "from")
        with refusing():
            keep_apart(session(), supplier, other, decided(body.get("note")))
        return _written(supplier)


@blp.route("/suppliers/suggestions")
class SupplierSuggestions(MethodView):
    @needs(Scope.reference)
    @blp.arguments(SupplierSuggestionFilters(), location="query")
    @blp.response(200, SupplierSuggestionSchema(many=True))
    def get(self, filters: dict[str, Any]) -> list[Suggestion]:
        """List suppliers that may be one, the likeliest first, 100 at most

        Only names that begin alike are compared. Nothing is merged by itself: merge `other` into `one`, or say
        that they are apart.
        """
        of = named("supplier", filters["supplier"], "query") if "supplier" in filters else None
        opening = name_key(session().get_one(Supplier, of).name)[:OPENING] if of else ""
        known = [
            Known(id_, name, key or name_key(name), number)
            for id_, name, key, number in session().execute(comparable_suppliers(opening))
        ]
        apart = {(one_id, other_id) for one_id, other_id in session().execute(kept_apart())}
        pairs = like_pairs(known, apart, of)
        buyers: dict[str, set[str]] = {}
        for id_, gss in session().execute(buyers_of([each.id for pair in pairs for each in pair])):
            buyers.setdefault(id_, set()).add(gss)
        return suggested(pairs, buyers)[:MOST]


def _other(word: str, field: str) -> Supplier:
    """Return the supplier that a body names, also one that was merged; 422 when there is none."""
    found: Supplier = session().scalar(supplier_by_id(word)) or abort(
        422, f"{field}: no supplier is called {word!r}: see /api/v1/suppliers."
    )
    return found


def _written(supplier: Supplier) -> Response:
    """Keep what was decided; return the page of the supplier that this one stands for now."""
    session().commit()
    return shown(session().get_one(Supplier, supplier.merged_into_id or supplier.id))
