"""Renewals as JSON."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Day
from registry.renewals import State

STATES = [state.value for state in State]


class RenewalSchema(Schema):
    """What a contract's dates mean on a day."""

    on = Day("The day it is seen from.")
    state = fields.Str(validate=validate.OneOf(STATES))
    ends_on = Day(allow_none=True)
    latest_ends_on = Day("Last day it can run to if every option is taken.", allow_none=True)
    option_notice_on = Day("Last day to take the next option, where the notice period is known.", allow_none=True)
    act_by_on = Day("The day by which a procurement of its replacement must start.", allow_none=True)
    lead_months = fields.Int(metadata={"description": "How long replacing it takes, in months."})
    reason = fields.Str()
    confidence = fields.Str(validate=validate.OneOf(["high", "medium", "low"]))
