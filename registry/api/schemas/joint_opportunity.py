"""Joint opportunities as JSON."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Day
from registry.api.schemas.record import AuthorityRef, Money, ProductRef, Record, ServiceRef, SupplierRef
from registry.joint.bridges import Action
from registry.joint.replacement_windows import Uncounted
from registry.joint.scores import OUT_OF
from registry.joint.sweep import Kind

_ALIKE = ["same", "mixed", "unknown"]


class JointValueSchema(Money):
    """What the contracts cost a year, added up with VAT, and how much of that is known."""

    contracts_known = fields.Int(metadata={"description": "Contracts whose yearly value is in the sum."})
    contracts_unknown = fields.Int(metadata={"description": "Contracts whose yearly value no source lets be known."})


class JointOpportunitySchema(Schema):
    """Contracts of several authorities, for one service, that could be replaced on the same day."""

    id = fields.Str(metadata={"description": "Stands for the service and the contracts in it."})
    url = fields.Str(metadata={"description": "With the day and what was supposed, so that it keeps its meaning."})
    on = Day("The day it is seen from.")
    words = fields.Str(metadata={"description": "All of it in a sentence."})
    service = fields.Nested(ServiceRef)
    kind = fields.Str(validate=validate.OneOf(list(map(str, Kind))))
    authorities = fields.List(fields.Nested(AuthorityRef))
    contracts = fields.Int(metadata={"description": "How many contracts would be replaced."})
    first_on = Day("The first day on which all can be replaced: the last day of the old contracts.")
    last_on = Day("The last such day; null when there is none.", allow_none=True)
    best_on = Day("The day of fewest bridging days; or the day that was asked for.")
    bridging_days = fields.Int(metadata={"description": "Days by which contracts run on after an end, added up."})
    annual_value = fields.Nested(JointValueSchema)
    suppliers = fields.List(fields.Nested(SupplierRef), metadata={"description": "Who sells now."})
    same_supplier = fields.Str(validate=validate.OneOf(_ALIKE))
    products = fields.List(fields.Nested(ProductRef), metadata={"description": "What is used now, as far as known."})
    same_product = fields.Str(validate=validate.OneOf(_ALIKE))
    suggested_lead = fields.Nested(AuthorityRef, metadata={"description": "Of the contract to act on first."})
    score = fields.Int(metadata={"description": "0 to 100: the sum of its parts."})


class ScorePartSchema(Schema):
    """Some points of the score, and why."""

    name = fields.Str(validate=validate.OneOf(list(OUT_OF)))
    points = fields.Int()
    out_of = fields.Int()
    words = fields.Str()


class BridgeSchema(Schema):
    """What a contract needs so that the day can be its last."""

    action = fields.Str(validate=validate.OneOf(list(map(str, Action))))
    words = fields.Str()
    days = fields.Int(metadata={"description": "Days to run on after an end of its own; or that are cut off."})
    options = fields.Int(metadata={"description": "How many options must be taken."})
    months = fields.Int(metadata={"description": "How much longer those make it."})
    notice_on = Day("The last day to take the next option.", allow_none=True)
    within_ten_percent = fields.Bool(
        allow_none=True,
        metadata={"description": "For `negotiate`; null when its start or its cost must be known first."},
    )
    instrument = fields.Str(allow_none=True, metadata={"description": "The law on such a change."})
    law = fields.Str(allow_none=True, metadata={"description": "What that says."})


class JointContractRef(Record):
    """A contract, by its title and its link: under it are the sources of every date."""

    id = fields.Str()
    title = fields.Str()
    url = fields.Str()


class JointMemberSchema(Schema):
    """A contract, and what it needs to be replaced on the day."""

    contract = fields.Nested(JointContractRef)
    authorities = fields.List(fields.Nested(AuthorityRef))
    suppliers = fields.List(fields.Nested(SupplierRef))
    product = fields.Nested(ProductRef, allow_none=True)
    ends_on = Day("As it is, or is supposed to be.", allow_none=True)
    latest_on = Day("Last day if every option is taken.", allow_none=True)
    open_ended = fields.Bool()
    lead_months = fields.Int()
    ready_on = Day("When a replacement could be ready if it were begun on the day it is seen from.")
    act_by_on = Day("The day to start its replacement by, were it replaced alone.", allow_none=True)
    annual_value = fields.Nested(Money, allow_none=True)
    value_is_reckoned = fields.Bool(metadata={"description": "Worked out from the value over its whole life."})
    confidence = fields.Str(
        validate=validate.OneOf(["high", "medium", "low"]), metadata={"description": "How far to trust its end."}
    )
    bridge = fields.Nested(BridgeSchema)
    not_counted = fields.Str(
        allow_none=True,
        validate=validate.OneOf(list(map(str, Uncounted))),
        metadata={"description": "Why it takes part in no joint opportunity; null when it can."},
    )


class JointThresholdSchema(Schema):
    """Where the value over an assumed term stands."""

    position = fields.Str(validate=validate.OneOf(["above", "below", "unknown"]))
    months = fields.Int(metadata={"description": "The assumed term."})
    threshold = fields.Nested(Money)
    instrument = fields.Str()
    words = fields.Str()


class JointMilestoneSchema(Schema):
    """A step of the procurement, reckoned backwards from the day after the replacement day."""

    key = fields.Str()
    notice = fields.Str(allow_none=True, metadata={"description": "The notice that it is: `UK4`."})
    name = fields.Str()
    on = Day()
    basis = fields.Str(metadata={"description": "`law` or `practice`."})
    why = fields.Str()
    instrument = fields.Str(allow_none=True)


class JointGiveSchema(Schema):
    """What must give when there is too little time."""

    what = fields.Str()
    days = fields.Int(metadata={"description": "How many days it recovers."})
    words = fields.Str()


class JointTimetableSchema(Schema):
    """One timetable for all members."""

    starts_on = Day("First day of the new contract.")
    lead_months = fields.Int(metadata={"description": "The longest of the members'."})
    milestones = fields.List(fields.Nested(JointMilestoneSchema))
    is_late = fields.Bool()
    days_late = fields.Int()
    earliest_starts_on = Day(allow_none=True)
    gives = fields.List(fields.Nested(JointGiveSchema))
    notes = fields.List(fields.Str(), metadata={"description": "What was assumed."})


class JointOpportunityDetailSchema(JointOpportunitySchema):
    """A joint opportunity with what each contract needs, the reasons and the days."""

    score_parts = fields.List(fields.Nested(ScorePartSchema))
    members = fields.List(
        fields.Nested(JointMemberSchema), metadata={"description": "The first to act on first; 200 at most."}
    )
    others = fields.List(
        fields.Nested(JointMemberSchema),
        metadata={"description": "Where a day was asked for: every other contract for the service; 200 at most."},
    )
    not_counted = fields.Dict(
        fields.Str(), fields.Int(), metadata={"description": "Contracts for the service that can take no part, by why."}
    )
    threshold = fields.Nested(JointThresholdSchema)
    timetable = fields.Nested(
        JointTimetableSchema, allow_none=True, metadata={"description": "Null beyond the year 2200."}
    )


class UncountedSchema(Schema):
    """A contract that takes part in no joint opportunity, and why."""

    contract = fields.Nested(JointContractRef)
    authorities = fields.List(fields.Nested(AuthorityRef))
    service = fields.Nested(ServiceRef)
    ends_on = Day(allow_none=True)
    why = fields.Str(validate=validate.OneOf(list(map(str, Uncounted))))
    words = fields.Str()
