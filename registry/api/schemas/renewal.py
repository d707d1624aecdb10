"""Renewals as JSON."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Day
from registry.renewals import Flag, State

STATES = [state.value for state in State]
FLAGS = [flag.value for flag in Flag]


class RenewalSchema(Schema):
    """What a contract's dates mean on a day."""

    on = Day("The day it is seen from.")
    state = fields.Str(validate=validate.OneOf(STATES))
    flags = fields.List(
        fields.Str(validate=validate.OneOf(FLAGS)), metadata={"description": "What somebody should look into."}
    )
    ends_on = Day("Last day of the current term.", allow_none=True)
    committed_ends_on = Day(
        "The end that the day to act by counts from: after the next option, where it is decided to extend.",
        allow_none=True,
    )
    latest_ends_on = Day("Last day it can run to if every option is taken.", allow_none=True)
    option_notice_on = Day("Last day to take the next option, where the notice period is known.", allow_none=True)
    act_by_on = Day(
        "The day by which a procurement of its replacement must start; null where nothing says that one must.",
        allow_none=True,
    )
    lead_months = fields.Int(metadata={"description": "How long replacing it takes, in months."})
    reason = fields.Str()
    confidence = fields.Str(validate=validate.OneOf(["high", "medium", "low"]))
