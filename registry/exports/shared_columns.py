"""Columns that several exports have: who buys, who sells, what for, and for how much."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from registry.exports.columns import Column, Kind, Linked


def each_of(link: str, attribute: str) -> Callable[[Any, Linked], list[Any]]:
    """Return the reader of an attribute of all that a link holds of a row."""

    def read(row: Any, linked: Linked) -> list[Any]:
        found = linked.links[link].get(row[0])
        return found.columns[attribute] if found else []

    return read


def authority_columns(described: str = "The authorities that buy, by name.") -> tuple[Column, ...]:
    """Return the columns about the authorities of a row."""
    names, codes = each_of("authorities", "short_name"), each_of("authorities", "gss")
    return (
        Column("authorities", Kind.texts, names, described),
        Column("authority_gss", Kind.texts, codes, "Their GSS codes, in the same order."),
    )


def supplier_columns() -> tuple[Column, ...]:
    """Return the columns about the suppliers of a row; an unknown company number is an empty place in its list."""
    names, ids = each_of("suppliers", "name"), each_of("suppliers", "id")
    numbers = each_of("suppliers", "company_number")
    return (
        Column("suppliers", Kind.texts, names, "The suppliers, by name."),
        Column("supplier_ids", Kind.texts, ids, "Their ids here, in the same order."),
        Column("company_numbers", Kind.texts, numbers, "Their Companies House numbers, in the same order."),
    )


def service_columns(service_id: InstrumentedAttribute[Any]) -> tuple[Column, ...]:
    """Return the columns about the service of a row."""

    def name(row: Any, linked: Linked) -> str | None:
        return linked.links["services"][row.service_id].name if row.service_id else None

    return (
        Column("service_id", Kind.text, service_id, "What it is for."),
        Column("service", Kind.text, name, "The same by name."),
    )


def value_columns(model: Any) -> tuple[Column, ...]:
    """Return the columns about the value of a row."""

    return (
        Column("value", Kind.money, model.value_pence, "Over the whole life, on the basis of value_vat."),
        Column("value_currency", Kind.text, model.currency, "ISO 4217."),
        Column("value_vat", Kind.text, model.vat, "excluded, included or unknown."),
    )
