"""Published values that were set aside, and their release, as JSON."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from registry.api.fields import Moment
from registry.api.schemas.record import Record, money
from registry.doubts import RULES

DOUBTFUL = "Only those of which a published value was set aside, or only the rest."


def as_shown(value: Any) -> Any:
    """Return a published value as answers write it: amounts of money as `Money`."""
    if not isinstance(value, Mapping) or "pence" not in value:
        return value
    amounts = {"amount": money(value["pence"]), "amount_with_vat": money(value.get("with_vat_pence"))}
    return {**amounts, "currency": value.get("currency"), "vat": value.get("vat")}


class NoticeDoubtSchema(Record):
    """What is doubtful of what a notice says: it stays there as published."""

    field = fields.Str(metadata={"description": "The field that is unknown for it, or has another source's word."})
    rule = fields.Str(validate=validate.OneOf(RULES), metadata={"description": "The rule that caught it."})
    value = fields.Raw(allow_none=True, metadata={"description": "As published; amounts as everywhere."})
    why = fields.Str(metadata={"description": "Ends a sentence that begins with `set aside because`."})

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        found = super().get_attribute(obj, attr, default)
        return as_shown(found) if attr == "value" else found


class ProcurementDoubtSchema(NoticeDoubtSchema):
    """A published value that counts nowhere, for it can hardly be right."""

    reference = fields.Str(metadata={"description": "The document that says it: a release id or a web address."})
    said_on = fields.Str(metadata={"format": "date"})  # kept as text


class DoubtSchema(ProcurementDoubtSchema):
    """The same of a contract, of which several sources speak."""

    source = fields.Str(metadata={"description": "Who published it."})


def doubts_field(of: type[NoticeDoubtSchema] = DoubtSchema) -> fields.List:
    """Return the field that lists what was set aside of a record."""
    said = "Published values that were set aside for being in doubt, and why."
    return fields.List(fields.Nested(of), metadata={"description": said})


class ReleaseIn(Schema):
    """Why a value counts after all."""

    why = fields.Str(
        required=True,
        validate=[validate.Length(1, 2000), validate.Regexp(r"\S", error="Say why.")],
        metadata={"description": "Why it is right, or how that was found out: everyone can read it."},
    )


class ValueReleaseSchema(Record):
    """An editor's word that a published value counts although a rule caught it."""

    field = fields.Str()
    value = fields.Raw(allow_none=True, metadata={"description": "The value that counts: no other of this field does."})
    rule = fields.Str(validate=validate.OneOf(RULES))
    why = fields.Str()
    by = fields.Str(metadata={"description": "The label of the key."})
    at = Moment()

    def read_value(self, row: Any) -> Any:
        return as_shown(row.value)
