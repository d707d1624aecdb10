"""`/suppliers`: who sells, what they hold, and what editors correct of them."""

from typing import Any

from flask import Response, abort
from flask.views import MethodView
from sqlalchemy import Select

from registry.api import supplier_joins, supplier_profiles
from registry.api.auth import needs
from registry.api.pagination import SelectPage
from registry.api.references import named, resolved
from registry.api.schemas.supplier import SupplierDetailSchema, SupplierEdit, SupplierFilters, SupplierSchema
from registry.api.session import session
from registry.api.supplier_blueprint import blp
from registry.api.supplier_pages import shown
from registry.api.supplier_writing import decided, refusing, supplier_to_change
from registry.filing.supplier_edits import correct, give_number
from registry.filing.supplier_roots import owners_of
from registry.models import Supplier
from registry.queries.suppliers import supplier_by_id, suppliers_matching
from registry.roles import Scope
from registry.supplier_names import company_number

__all__ = ["blp", "supplier_joins", "supplier_profiles"]  # the modules of the other operations, which importing adds


@blp.route("/suppliers")
class Suppliers(MethodView):
    @blp.arguments(SupplierFilters(), location="query")
    @blp.response(200, SupplierSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Supplier]:
        """List suppliers by name"""
        if "parent" in filters:
            filters["parent"] = resolved({"supplier": filters["parent"]})["supplier"]
        return suppliers_matching(**resolved(filters))


@blp.route("/suppliers/<supplier_id>")
class SupplierById(MethodView):
    @blp.response(200, SupplierDetailSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(308, description="It was merged into another supplier, whose link is in `Location`.")
    @blp.alt_response(404, description="No supplier has this id or slug.")
    def get(self, supplier_id: str) -> Response:
        """Show a supplier, by id or slug"""
        supplier = session().scalar(supplier_by_id(supplier_id)) or abort(404)
        return shown(supplier)

    @needs(Scope.reference)
    @blp.arguments(SupplierEdit())
    @blp.response(200, SupplierDetailSchema())
    @blp.changes
    def patch(self, body: dict[str, Any], supplier_id: str) -> Response:
        """Correct a supplier; a company number merges it into the one that has the number from then on"""
        supplier = supplier_to_change(supplier_id)
        given = {name: _tidy(value) for name, value in body.items() if name in ("name", "aliases", "is_sme", "is_vcse")}
        if "parent" in body:
            given["parent_id"] = _owner(supplier, body["parent"])
        number = _number(body["company_number"]) if "company_number" in body else None
        if not given and number is None:
            abort(422, "Give at least one field to correct.")
        decision = decided(body.get("note"))
        with refusing():
            correct(session(), supplier, given, decision)
            supplier = give_number(session(), supplier, number, decision) if number else supplier
        session().commit()
        return shown(supplier)


def _owner(supplier: Supplier, word: str | None) -> str | None:
    """Return the id of the company that is to own a supplier; 422 when it is its own, or owned by it already."""
    if word is None:
        return None
    owner_id = named("supplier", word)
    if supplier.id in owners_of(session(), owner_id):
        abort(422, "parent: a company cannot own itself, nor one that owns it.")
    return owner_id


def _number(given: str) -> str:
    found = company_number("GB-COH", given)
    return found or abort(422, "company_number: give a number of the Companies House register, such as 01628868.")


def _tidy(value: Any) -> Any:
    """Return a name, or each of several, without stray space."""
    if isinstance(value, str):
        return " ".join(value.split())
    return [_tidy(each) for each in value] if isinstance(value, list) else value
