"""Filters that name an authority, a service or a supplier, by id or by slug."""

from typing import Any

from marshmallow import fields
from sqlalchemy import func, or_, select
from webargs.flaskparser import abort

from registry.api.fields import text_filter
from registry.api.session import session
from registry.models import Authority, Product, ProductName, Service, Supplier

_LOOKUPS: dict[str, tuple[Any, Any, Any]] = {
    "authority": (Authority.gss, Authority.slug, Authority.gss),
    "service": (Service.id, Service.id, Service.id),
    "product": (Product.id, func.lower(Product.name), Product.id),
    "supplier": (Supplier.id, Supplier.slug, func.coalesce(Supplier.merged_into_id, Supplier.id)),
}
"""For each filter: the id, the slug, and the id that stands for both."""


def authority_filter() -> fields.Str:
    """Return the argument `authority`."""
    return text_filter("GSS code or slug (`E09000018`, `hounslow`); several with commas.", example="hounslow")


def service_filter() -> fields.Str:
    """Return the argument `service`."""
    return text_filter("Id of a service; several with commas.", example="housing-management")


def product_filter() -> fields.Str:
    """Return the argument `product`."""
    return text_filter("Id or name of a product; several with commas.", example="nec-housing")


def supplier_filter() -> fields.Str:
    """Return the argument `supplier`."""
    return text_filter("Id or slug of a supplier; several with commas.")


def resolved(filters: dict[str, Any]) -> dict[str, Any]:
    """Return `filters` with names of authorities, services and suppliers turned into lists of ids.

    A name that nothing has is a 422: an empty list would look like an answer.
    """
    found = dict(filters)
    for field in _LOOKUPS.keys() & filters.keys():
        found[field] = [id_ for word in filters[field].split(",") for id_ in _ids(field, word.strip())]
    return found


def named(field: str, word: str, place: str = "json") -> str:
    """Return the id of the one authority, service, product or supplier that is called `word`; else a 422."""
    return _ids(field, word, place)[0]


def _ids(field: str, word: str, place: str = "query") -> list[str]:
    key, slug, meant = _LOOKUPS[field]
    ids = list(session().scalars(select(meant).where(or_(key == word, slug == word.lower()))))
    if not ids and field == "product":
        ids = list(
            session().scalars(select(ProductName.product_id).where(func.lower(ProductName.name) == word.lower()))
        )
    if not ids:
        plural = {"authority": "authorities"}.get(field, f"{field}s")
        abort(422, messages={place: {field: [f"No {field} is called {word!r}: see /api/v1/{plural}."]}})
    return ids


def product_named(word: str) -> str | None:
    """Return the id of the one product that is called `word`, or was; None when none or several are."""
    now = select(Product.id).where(or_(Product.id == word, func.lower(Product.name) == word.lower()))
    ids = list(session().scalars(now)) or _products_once_called(word)
    return ids[0] if len(set(ids)) == 1 else None


def _products_once_called(word: str) -> list[str]:
    return list(session().scalars(select(ProductName.product_id).where(func.lower(ProductName.name) == word.lower())))
