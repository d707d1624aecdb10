"""Timelines of renewals as JSON."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Day
from registry.api.negotiation import format_filter
from registry.api.schemas.record import AuthorityRef, SupplierRef
from registry.api.schemas.renewal import STATES
from registry.api.schemas.renewal_filters import RenewalFilters


class TimelineFilters(RenewalFilters):
    """Which contracts to draw, as `/renewals` takes them, and in which form."""

    format = format_filter()


class BarContract(Schema):
    """The contract of a bar."""

    id = fields.Str()
    url = fields.Str()
    title = fields.Str()


class BarSchema(Schema):
    """What a chart needs of one contract. Null is unknown."""

    contract = fields.Nested(BarContract)
    authorities = fields.List(fields.Nested(AuthorityRef))
    suppliers = fields.List(fields.Nested(SupplierRef))
    starts_on = Day(allow_none=True)
    ends_on = Day("Last day of the current term.", allow_none=True)
    latest_ends_on = Day("Last day it can run to if every option is taken.", allow_none=True)
    natural_ends = fields.List(Day(), metadata={"description": "The days on which it can end by itself, rising."})
    act_by_on = Day("The day by which a procurement of its replacement must start.", allow_none=True)
    state = fields.Str(validate=validate.OneOf(STATES))


class WindowSchema(Schema):
    """Days on which contracts of several authorities could be replaced together."""

    id = fields.Str()
    url = fields.Str(metadata={"description": "The joint opportunity."})
    first_on = Day()
    last_on = Day("Null when it has no end.", allow_none=True)
    best_on = Day("The day of fewest bridging days.")
    authorities = fields.List(fields.Str(), metadata={"description": "GSS codes."})


class TimelineSchema(Schema):
    """Contracts as bars, by authority, and the days on which they could be replaced together."""

    on = Day("The day it is seen from.")
    bars = fields.List(fields.Nested(BarSchema), metadata={"description": "The 100 most pressing, by authority."})
    not_shown = fields.Int(metadata={"description": "How many more contracts meet the filters."})
    windows = fields.List(
        fields.Nested(WindowSchema),
        metadata={"description": "With `service`: the most promising shared windows, five at the most."},
    )
