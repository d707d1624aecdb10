"""What all answers share."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, validate


class Record(Schema):
    """A schema that asks its own `read_<attribute>` for what is no plain attribute of a row."""

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        read = None if isinstance(obj, dict) else getattr(self, f"read_{attr}", None)
        return read(obj) if read else super().get_attribute(obj, attr, default)


class Money(Schema):
    """An amount of money over the whole life of what it is for."""

    amount = fields.Str(
        metadata={"pattern": r"^-?\d+\.\d\d$", "description": "Pounds and pence, or as `currency` says."}
    )
    currency = fields.Str(metadata={"description": "ISO 4217."})
    vat = fields.Str(validate=validate.OneOf(["excluded", "included", "unknown"]))
    amount_with_vat = fields.Str(allow_none=True, metadata={"description": "The same with VAT, where published too."})


def money(pence: int | None) -> str | None:
    """Return pence as a decimal string: 3231600 is `32316.00`."""
    return None if pence is None else f"{Decimal(pence) / 100:.2f}"


def value_of(row: Any) -> dict[str, str | None] | None:
    """Return the value of a row with `value_pence`, `currency` and `vat`; None when no source says it."""
    if row.value_pence is None:
        return None
    with_vat = money(getattr(row, "value_with_vat_pence", None))
    return {
        "amount": money(row.value_pence),
        "currency": row.currency,
        "vat": row.vat,
        "amount_with_vat": with_vat,
    }


class AuthorityRef(Record):
    """An authority, by its names and its link."""

    gss = fields.Str()
    slug = fields.Str()
    name = fields.Str(attribute="short_name")
    url = fields.Str()

    def read_url(self, row: Any) -> str:
        return f"/api/v1/authorities/{row.gss}"


class ServiceRef(Record):
    """A service, by its name and its link."""

    id = fields.Str()
    name = fields.Str()
    url = fields.Str()

    def read_url(self, row: Any) -> str:
        return f"/api/v1/services/{row.id}"


class SupplierRef(Record):
    """A supplier, by its name, company number and link."""

    id = fields.Str()
    slug = fields.Str()
    name = fields.Str()
    company_number = fields.Str(allow_none=True)
    url = fields.Str()

    def read_url(self, row: Any) -> str:
        return f"/api/v1/suppliers/{row.id}"


class ProductRef(Record):
    """A product, by its name and its link."""

    id = fields.Str()
    name = fields.Str()
    url = fields.Str()

    def read_url(self, row: Any) -> str:
        return f"/api/v1/products/{row.id}"
