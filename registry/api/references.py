"""Filters that name an authority, a service or a supplier, by id or by slug."""

from typing import Any

from marshmallow import fields
from sqlalchemy import func, or_, select
from webargs.flaskparser import abort

from registry.api.fields import text_filter
from registry.api.session import session
from registry.models import Authority, Service, Supplier

_LOOKUPS: dict[str, tuple[Any, Any, Any]] = {
    "authority": (Authority.gss, Authority.slug, Authority.gss),
    "service": (Service.id, Service.id, Service.id),
    "supplier": (Supplier.id, Supplier.slug, func.coalesce(Supplier.merged_into_id, Supplier.id)),
}
"""For each filter: the id, the slug, and the id that stands for both."""


def authority_filter() -> fields.Str:
    """Return the argument `authority`."""
    return text_filter("GSS code or slug (`E09000018`, `hounslow`); several with commas.", example="hounslow")


def service_filter() -> fields.Str:
    """Return the argument `service`."""
    return text_filter("Id of a service; several with commas.", example="housing-management")


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


def _ids(field: str, word: str) -> list[str]:
    key, slug, meant = _LOOKUPS[field]
    ids = list(session().scalars(select(meant).where(or_(key == word, slug == word.lower()))))
    if not ids:
        plural = {"authority": "authorities"}.get(field, f"{field}s")
        abort(422, messages={"query": {field: [f"No {field} is called {word!r}: see /api/v1/{plural}."]}})
    return ids
