"""`/products`: what authorities use, under present and former names."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, current_app
from flask.views import MethodView
from sqlalchemy import Select
from webargs.flaskparser import abort

from registry.api.auth import actor, needs
from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.conditional import conditional
from registry.api.pagination import SelectPage
from registry.api.product_profiles import profile_of
from registry.api.references import resolved
from registry.api.schemas.product import ProductDetailSchema, ProductFilters, ProductSchema, ProductUseSchema
from registry.api.schemas.product_edit import ProductEdit, ProductIn
from registry.api.session import session
from registry.api.writing import require_match
from registry.filing.products import Edit, change_product, create_product, names_by_kind
from registry.models import Product
from registry.phrases import comparable_words, folded_words
from registry.product_names import Named, clashes
from registry.queries.products import all_products, ends_of_support, product_by_id, products_matching
from registry.queries.services import services_matching
from registry.roles import Scope

blp = Blueprint("products", "What authorities use, under present and former names")
_PRODUCT, _USE = ProductSchema(), ProductUseSchema()


@blp.route("/products")
class Products(MethodView):
    @blp.arguments(ProductFilters(), location="query")
    @blp.response(200, ProductSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Product]:
        """List products by name; a former name finds what it is called now"""
        wanted = resolved(filters)
        narrowed = [
            narrow(wanted.pop(name))
            for name, narrow in (("called", _called), ("ends_before", _ending))
            if name in wanted
        ]
        ids = sorted(set.intersection(*narrowed)) if narrowed else None
        return products_matching(**wanted, ids=ids)

    @needs(Scope.reference)
    @blp.arguments(ProductIn())
    @blp.response(201, ProductDetailSchema())
    @blp.alt_response(409, description="There is a product with this id.")
    def post(self, body: dict[str, Any]) -> Response:
        """Add a product"""
        id_ = body.pop("id", None) or _slug(body["name"])
        if session().get(Product, id_):
            abort(409, message=f"There is a product {id_!r}: change that one, or give another id.")
        _refuse_clashes(id_, body)
        product = create_product(session(), id_, _edit(body))
        session().commit()
        response = _shown(product.id)
        response.status_code, response.headers["Location"] = 201, f"/api/v1/products/{id_}"
        return response


@blp.route("/products/<product_id>")
class ProductById(MethodView):
    @blp.response(200, ProductDetailSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No product has this id.")
    def get(self, product_id: str) -> Response:
        """Show a product: its names, makers and ends of support, who uses, buys and sells it"""
        return _shown(product_id)

    @needs(Scope.reference)
    @blp.arguments(ProductEdit())
    @blp.response(200, ProductDetailSchema())
    @blp.changes
    def patch(self, body: dict[str, Any], product_id: str) -> Response:
        """Change a product; reference data then leaves it alone

        A new name makes the old one a former name, and the systems of the product follow. Contracts filed already
        are read anew for new names by `flask registry rebuild`.
        """
        product = session().scalar(product_by_id(product_id)) or abort(404)
        require_match(product, product.id, "product")
        before = {"name": product.name, "needs": product.needs, **names_by_kind(product)}
        _refuse_clashes(product.id, {**before, **body})
        change_product(session(), current_app.config["LEAD_TIMES"], product, _edit(body))
        session().commit()
        return _shown(product_id)


def _shown(product_id: str) -> Response:
    product = session().scalar(product_by_id(product_id)) or abort(404)
    return conditional(product, product.id, {**_PRODUCT.dump(product), **_USE.dump(profile_of(product))})


def _edit(body: dict[str, Any]) -> Edit:
    known = {each.id for each in session().scalars(services_matching())}
    if missing := sorted(set(body.get("services", ())) - known):
        abort(422, messages={"json": {"services": [f"No service is called {missing[0]!r}: see /api/v1/services."]}})
    note = body.pop("note", None)
    if "ends" in body:
        body["ends"] = [{**each, "on": each["on"].isoformat()} for each in body["ends"]]
    return Edit(body, by=actor().label, at=now(), note=note)


def _slug(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join(folded_words(name)))[:80].strip("-")
    return slug or abort(422, messages={"json": {"id": ["Give an id: the name holds no letter from a to z."]}})


def _refuse_clashes(id_: str, fields: Mapping[str, Any]) -> None:
    """Refuse a name that another product has, unless other words beside it tell the two apart."""
    other_names = [*fields.get("former_names", ()), *fields.get("aliases", ())]
    product = Named(id_, (fields["name"], *other_names), tuple(fields.get("needs", ())))
    others = [Named(each.id, _all_names(each), tuple(each.needs)) for each in session().scalars(all_products())]
    for name, other in clashes(product, others):
        kinds = [kind for kind in ("former_names", "aliases") if name in fields.get(kind, ())]
        said = f"{name!r} is a name of {other}, too: give both needs that tell them apart, or leave it out."
        abort(422, messages={"json": {(kinds or ["name"])[0]: [said]}})


def _called(name: str) -> set[str]:
    """Return the products of which the whole text is a name."""
    words = comparable_words(name)
    products = session().scalars(all_products())
    return {each.id for each in products if words in map(comparable_words, _all_names(each))}


def _ending(before: date) -> set[str]:
    """Return the products of which support for a version ends by a day."""
    rows = session().execute(ends_of_support())
    return {id_ for id_, ends in rows if any(each["on"] <= before.isoformat() for each in ends)}


def _all_names(product: Product) -> tuple[str, ...]:
    return (product.name, *(each.name for each in product.names))
