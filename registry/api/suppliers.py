"""`/suppliers`: who sells, and what they hold."""

from typing import Any

from flask import Response, abort, redirect
from flask.views import MethodView
from marshmallow import Schema, fields
from sqlalchemy import Select

from registry.api.blueprint import Blueprint
from registry.api.conditional import conditional
from registry.api.fields import text_filter
from registry.api.pagination import SelectPage
from registry.api.references import authority_filter, resolved
from registry.api.schemas.notice import sort_by
from registry.api.schemas.record import Record
from registry.api.session import session
from registry.models import Supplier
from registry.queries.suppliers import SORTS, contract_count, names_of, supplier_by_id, suppliers_matching

blp = Blueprint("suppliers", "Who sells, and what they hold")


class SupplierFilters(Schema):
    """Which suppliers, in which order."""

    name = text_filter("Any part of any name it was published under.")
    company_number = text_filter("Its number at Companies House, 8 characters.", 8)
    authority = authority_filter()
    has_contracts = fields.Bool(metadata={"description": "Only those who hold a contract, or only the others."})
    sort = sort_by(SORTS, "name")


class SupplierSchema(Record):
    """A supplier."""

    id = fields.Str()
    url = fields.Str()
    slug = fields.Str()
    name = fields.Str()
    company_number = fields.Str(allow_none=True)
    names = fields.List(fields.Str(), metadata={"description": "Spellings under which it was published."})

    def read_url(self, row: Any) -> str:
        return f"/api/v1/suppliers/{row.id}"

    def read_names(self, row: Any) -> list[str]:
        return [spelling.name for spelling in row.names]


class SupplierDetailSchema(SupplierSchema):
    """A supplier with how many contracts it holds."""

    contracts = fields.Int(metadata={"description": "How many: /contracts?supplier={id} lists them."})


@blp.route("/suppliers")
class Suppliers(MethodView):
    @blp.arguments(SupplierFilters(), location="query")
    @blp.response(200, SupplierSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Supplier]:
        """List suppliers by name"""
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
        if supplier.merged_into_id:
            return redirect(f"/api/v1/suppliers/{supplier.merged_into_id}", 308)  # type: ignore[return-value]
        more = {
            "names": session().scalars(names_of(supplier.id)).all(),
            "contracts": session().scalar(contract_count(supplier.id)),
        }
        return conditional(supplier, supplier.id, {**SupplierSchema().dump(supplier), **more})
