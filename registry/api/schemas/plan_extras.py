"""What surrounds a plan, as JSON: what has changed, notices, suppliers' interest, answers, its calendar."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Moment
from registry.api.schemas.record import SupplierRef
from registry.ocds.notice_types import STAGES


class AlertSchema(Schema):
    """One term of a contract that is not what the plan's members reckon with."""

    contract = fields.Str(metadata={"description": "The contract's id."})
    title = fields.Str()
    field = fields.Str(metadata={"description": "Which term; `contract` when no source speaks of it any more."})
    was = fields.Raw(allow_none=True, metadata={"description": "What the plan reckons with."})
    now = fields.Raw(allow_none=True, metadata={"description": "What it is."})
    words = fields.Str(metadata={"description": "What changed."})
    effect = fields.Str(
        allow_none=True,
        metadata={"description": "What it does to the plan's dates: told once, with a contract's first alert."},
    )
    seen_url = fields.Str(metadata={"description": "Where to say that it was seen: the plan then reckons with it."})


class PlanNoticeSchema(Schema):
    """A procurement that is the plan's own."""

    ocid = fields.Str()
    title = fields.Str()
    stage = fields.Str(validate=validate.OneOf(STAGES))
    url = fields.Str()


class OfferedNoticeSchema(PlanNoticeSchema):
    """A procurement that may be the plan's own: one of its authorities buys, for its service."""

    buyer_name = fields.Str()
    first_published_at = Moment()
    why = fields.Str(metadata={"description": "Why it is offered, and what follows when it is the plan's own."})


class OwnInterestSchema(Schema):
    """What the supplier that asks has said itself."""

    said_at = Moment()
    word = fields.Str(allow_none=True)


class SupplierInterestSchema(OwnInterestSchema):
    """A supplier's interest."""

    supplier = fields.Nested(SupplierRef)


class InterestSchema(Schema):
    """Suppliers' interest in a plan."""

    count = fields.Int(metadata={"description": "How many suppliers are interested."})
    mine = fields.Nested(
        OwnInterestSchema, allow_none=True, metadata={"description": "For a supplier's key: what it said itself."}
    )
    suppliers = fields.List(
        fields.Nested(SupplierInterestSchema), metadata={"description": "Who, and in which words: for members."}
    )


class AnswerSchema(Schema):
    """What any supplier was told, for everyone who may read the plan."""

    at = Moment()
    authority = fields.Str(metadata={"description": "GSS code of the authority that answered."})
    question = fields.Str()
    answer = fields.Str()


class PlanExtrasSchema(Schema):
    """Parts of a plan that follow from its contracts, from notices and from suppliers."""

    alerts = fields.List(
        fields.Nested(AlertSchema),
        metadata={"description": "What has changed of its contracts since members last looked: for members."},
    )
    offered_notices = fields.List(
        fields.Nested(OfferedNoticeSchema),
        metadata={"description": "Procurements that may be the plan's own, until a member says: for members."},
    )
    notices = fields.List(fields.Nested(PlanNoticeSchema), metadata={"description": "Procurements that are its own."})
    interest = fields.Nested(InterestSchema)
    answers = fields.List(
        fields.Nested(AnswerSchema), metadata={"description": "What suppliers were told, the latest first."}
    )
    calendar_url = fields.Str(
        metadata={
            "description": "An address of its calendar for a calendar program, which sends no key: for members. "
            "It shows what this authority may read, for as long as it takes part."
        }
    )


class InterestIn(Schema):
    """A supplier's interest in a plan."""

    word = fields.Str(
        validate=validate.Length(1, 2000),
        metadata={"description": "What you could offer, for the plan's members to read. No personal data."},
    )


class AnswerIn(Schema):
    """What a supplier asked and is told."""

    question = fields.Str(
        required=True,
        validate=validate.Length(3, 2000),
        metadata={
            "description": "In words that do not tell who asked: it is published as it stands, nothing is taken out."
        },
    )
    answer = fields.Str(required=True, validate=validate.Length(1, 5000))


class NoticeWordIn(Schema):
    """Whether a procurement is the plan's own."""

    ocid = fields.Str(required=True, validate=validate.Length(1, 200))
    is_ours = fields.Bool(required=True)
    word = fields.Str(validate=validate.Length(1, 1000), metadata={"description": "Why, for members to read."})


class CalendarArguments(Schema):
    """By which right the calendar is read, where no key is sent."""

    token = fields.Str(
        validate=validate.Length(1, 1000), metadata={"description": "The token of the plan's `calendar_url`."}
    )
