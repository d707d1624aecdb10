"""What an authority may say of its contracts, as JSON."""

import re
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from registry.api.fields import Day
from registry.api.schemas.contract import AGREEMENTS, DECISIONS, STATUSES
from registry.api.schemas.visibility import VisibilitySchema

_MOST_PENCE = 10**14
VATS = ["excluded", "included", "unknown"]


def text(longest: int, description: str, **options: Any) -> fields.Str:
    """Return a text of bounded length, told without space around it; an empty one is refused."""
    return fields.Str(
        validate=[validate.Length(1, longest), validate.Regexp(r"\S", error="Say something.")],
        metadata={"description": description},
        **options,
    )


class Amount(fields.Str):
    """Pounds and pence as text, `1234.50`; loads as whole pence."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"pattern": r"^[0-9]{1,12}(\.[0-9]{1,2})?$", "example": "1234.50"}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        written = super()._deserialize(value, attr, data, **options)
        try:
            if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", written, re.ASCII):
                raise InvalidOperation
            pence = int(Decimal(written) * 100)
        except InvalidOperation:
            raise ValidationError("Give pounds and pence without sign or commas, as text: 1234.50.") from None
        if pence > _MOST_PENCE:
            raise ValidationError("Give less than a trillion.")
        return pence


class MoneyIn(Schema):
    """An amount of money with its VAT basis."""

    amount = Amount(required=True)
    vat = fields.Str(load_default="unknown", validate=validate.OneOf(VATS))
    currency = fields.Str(load_default="GBP", validate=validate.Regexp(r"^[A-Z]{3}$", error="Give an ISO 4217 code."))
    amount_with_vat = Amount(allow_none=True, load_default=None)

    @post_load
    def as_claim(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {
            "pence": given["amount"],
            "with_vat_pence": given["amount_with_vat"],
            "vat": given["vat"],
            "currency": given["currency"],
        }


class SupplierIn(Schema):
    """A supplier: one that the registry knows, by id or slug, or another by its name."""

    id = text(120, "Id or slug of a supplier.")
    name = text(500, "Its name, where the registry does not know it.")
    company_number = text(12, "Its number at Companies House, with the name.")

    @validates_schema
    def one_way(self, given: dict[str, Any], **_: Any) -> None:
        if ("id" in given) == ("name" in given):
            raise ValidationError({"id": ["Give an id, or else a name."]})


class OptionIn(Schema):
    """Extensions that the buyer may choose."""

    number = fields.Int(required=True, validate=validate.Range(1, 20), metadata={"description": "How many."})
    months = fields.Int(required=True, validate=validate.Range(1, 240), metadata={"description": "How long each is."})
    taken = fields.Int(load_default=0, validate=validate.Range(0, 20), metadata={"description": "How many are used."})
    notice_days = fields.Int(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 3650),
        metadata={"description": "Notice that the buyer must give before the end."},
    )

    @validates_schema
    def not_more_than_there_are(self, given: dict[str, Any], **_: Any) -> None:
        if given.get("taken", 0) > given.get("number", 20):
            raise ValidationError({"taken": ["No more can be taken than there are."]})


class ContractCorrection(VisibilitySchema):
    """What the authority knows better. Leave out what is right; null says that there is none."""

    title = text(1000, "What is bought.")
    reference = text(300, "The authority's own reference.", allow_none=True)
    status = fields.Str(validate=validate.OneOf(STATUSES))
    authorities = fields.List(fields.Str(), validate=validate.Length(1, 50), metadata={"description": "All buyers."})
    suppliers = fields.List(fields.Nested(SupplierIn), validate=validate.Length(1, 50))
    service = text(60, "Id of a service.", allow_none=True)
    product = text(200, "Id or name of a product.", allow_none=True)
    is_technology = fields.Bool(metadata={"description": "Whether it belongs to the technology estate."})
    signed_on = Day(allow_none=True)
    starts_on = Day(allow_none=True)
    ends_on = Day("Last day of the current term.", allow_none=True)
    max_ends_on = Day("Last day if every option is taken.", allow_none=True)
    review_on = Day(allow_none=True)
    break_on = Day("First day on which the authority may end it early.", allow_none=True)
    lead_months = fields.Int(
        strict=True,
        allow_none=True,
        validate=validate.Range(1, 60),
        metadata={"description": "How long replacing it takes, in months; null: as for others of its service."},
    )
    open_ended = fields.Bool(metadata={"description": "Whether it runs until one side ends it."})
    extension_text = text(2000, "The options in words.", allow_none=True)
    value = fields.Nested(MoneyIn, allow_none=True, metadata={"description": "Over the whole life."})
    annual_value = fields.Nested(MoneyIn, allow_none=True, metadata={"description": "A year."})
    procedure = text(500, "How it was bought.", allow_none=True)
    agreement = fields.Str(allow_none=True, validate=validate.OneOf(AGREEMENTS))
    framework = text(500, "The framework that it is called off from.", allow_none=True)
    cpv = fields.List(
        fields.Str(validate=validate.Regexp(r"^[0-9]{8}$", error="Give 8 digits.")), validate=validate.Length(max=100)
    )

    @validates_schema
    def in_order(self, given: dict[str, Any], **_: Any) -> None:
        days = [(name, given[name]) for name in ("starts_on", "ends_on", "max_ends_on") if given.get(name)]
        for (earlier, first), (later, then) in pairwise(days):
            if then < first:
                raise ValidationError({later: [f"It comes before {earlier}."]})

    @validates_schema
    def one_currency(self, given: dict[str, Any], **_: Any) -> None:
        stated = {given[name]["currency"] for name in ("value", "annual_value") if given.get(name)}
        if len(stated) > 1:
            raise ValidationError({"annual_value": ["Give it in the currency of the value."]})


class NewContract(ContractCorrection):
    """A contract that no source has told of."""

    title = text(1000, "What is bought.", required=True)


class Confirmation(Schema):
    """What is right as it stands."""

    fields_ = fields.List(
        fields.Str(),
        data_key="fields",
        validate=validate.Length(1, 50),
        metadata={"description": "Only these fields; all that are known unless given."},
    )
    note = VisibilitySchema().fields["note"]


class OptionsIn(VisibilitySchema):
    """The options of a contract, in the order in which they can be taken."""

    options = fields.List(fields.Nested(OptionIn), required=True, validate=validate.Length(max=10))
    ends_on = Day("Last day of the current term; else it moves by the options newly taken.")
    max_ends_on = Day("Last day if every option is taken.", allow_none=True)


class DecisionIn(VisibilitySchema):
    """What the authority will do when the contract ends."""

    decision = fields.Str(required=True, validate=validate.OneOf(DECISIONS))
    decided_on = Day("When it was decided; today unless given.")
    reason = text(1000, "Why.")


class Rejection(Schema):
    """Why a record is not this authority's."""

    note = VisibilitySchema().fields["note"]
