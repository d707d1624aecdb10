"""Renewals counted, as JSON."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Day
from registry.api.schemas.record import Money
from registry.api.schemas.renewal import FLAGS, STATES


def _counts(keys: list[str], description: str) -> fields.Dict:
    return fields.Dict(fields.Str(validate=validate.OneOf(keys)), fields.Int(), metadata={"description": description})


class RenewalCountsSchema(Schema):
    """How many contracts there are, and what they cost a year as far as that is known."""

    contracts = fields.Int()
    annual_value = fields.Nested(
        Money,
        allow_none=True,
        metadata={"description": "What those that say it cost a year together, with VAT; null when none does."},
    )
    annual_value_known = fields.Int(metadata={"description": "How many say what they cost a year, in pounds."})
    annual_value_unknown = fields.Int(metadata={"description": "How many do not."})
    states = _counts(STATES, "How many are in each state.")


class RenewalMonthSchema(RenewalCountsSchema):
    """The contracts for which a replacement must start in one month."""

    month = fields.Str(metadata={"pattern": r"^\d{4}-\d{2}$", "example": "2027-03"})


class RenewalSummarySchema(RenewalCountsSchema):
    """Renewals counted by state, by flag, and by the month in which to act."""

    on = Day("The day that they are seen from.")
    flags = _counts(FLAGS, "How many have each flag; one may have several.")
    months = fields.List(
        fields.Nested(RenewalMonthSchema),
        metadata={"description": "By the month of the day to act by; only those with any."},
    )
    without_day = fields.Nested(
        RenewalCountsSchema, metadata={"description": "Those without a day to act by, which are in no month."}
    )
