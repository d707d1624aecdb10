"""Plans as JSON."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Choice, Day, Moment
from registry.api.references import authority_filter, service_filter
from registry.api.schemas.plan_extras import PlanExtrasSchema
from registry.api.schemas.record import AuthorityRef, Money, Record, ServiceRef, SupplierRef, money
from registry.planning.readers import Reader
from registry.plans import Membership, PlanAudience, Stage

STAGES, MEMBERSHIPS, AUDIENCES = list(map(str, Stage)), list(map(str, Membership)), list(map(str, PlanAudience))


class PlanFilters(Schema):
    """Which plans."""

    authority = authority_filter()
    lead = authority_filter()
    service = service_filter()
    stage = Choice(STAGES, "How far it is.")
    membership = Choice(MEMBERSHIPS, "The part of your own authority, for keys of an authority.")


class PlanMemberSchema(Schema):
    """An authority's part in a plan."""

    authority = fields.Nested(AuthorityRef)
    state = fields.Str(validate=validate.OneOf(MEMBERSHIPS))
    said_on = Day()
    word = fields.Str(allow_none=True, metadata={"description": "Why; for members."})


class PlanSchema(Record):
    """A joint procurement that authorities work on, as you may see it: what is left out is for members."""

    id = fields.Str()
    url = fields.Str()
    read_as = fields.Str(
        validate=validate.OneOf(list(map(str, Reader))), metadata={"description": "As what you read it."}
    )
    title = fields.Str()
    service = fields.Nested(ServiceRef)
    lead = fields.Nested(AuthorityRef, metadata={"description": "The authority that leads the procurement."})
    stage = fields.Str(validate=validate.OneOf(STAGES))
    audience = fields.Str(validate=validate.OneOf(AUDIENCES), metadata={"description": "Who may read it."})
    requirement = fields.Str(metadata={"description": "What is to be bought; empty until it is written down."})
    starts_on = Day("First day of the new contract.")
    value = fields.Nested(
        Money, allow_none=True, metadata={"description": "As members estimate it: whole life, all members, with VAT."}
    )
    lead_months = fields.Int(metadata={"description": "Months from first market engagement to go-live."})
    members = fields.List(
        fields.Nested(PlanMemberSchema),
        metadata={"description": "The public sees those interested and committed."},
    )
    contract_count = fields.Int(metadata={"description": "How many contracts it replaces."})
    created_at = Moment()
    updated_at = Moment("What members write for each other alone does not move it.")


class PlanContractSchema(Schema):
    """A contract that a plan replaces, as everyone may know it."""

    id = fields.Str(metadata={"description": "Of the one that it was merged into, where it was."})
    url = fields.Str()
    title = fields.Str(allow_none=True, metadata={"description": "Null once it is listed no longer."})
    status = fields.Str(allow_none=True)
    authorities = fields.List(fields.Nested(AuthorityRef))
    suppliers = fields.List(fields.Nested(SupplierRef))
    ends_on = Day("Last day of the current term.", allow_none=True)
    max_ends_on = Day("Last day if every option is taken.", allow_none=True)
    is_listed = fields.Bool()
    added_on = Day("When it came into the plan.")


class PlanMilestoneSchema(Schema):
    """A step of the procurement, computed backwards from the start, and what members say of it."""

    key = fields.Str()
    notice = fields.Str(allow_none=True, metadata={"description": "The notice that it is: `UK4`."})
    name = fields.Str()
    on = Day("The day that counts: done, else moved to, else computed.")
    computed_on = Day("As computed from the start.")
    moved_on = Day("As members moved it.", allow_none=True)
    done_on = Day("When it was done.", allow_none=True)
    basis = fields.Str(metadata={"description": "`law` or `practice`."})
    why = fields.Str()
    instrument = fields.Str(allow_none=True, metadata={"description": "The law that it stands on."})
    breaks = fields.List(fields.Str(), metadata={"description": "Legal minimums that its day breaks, in words."})
    note = fields.Str(allow_none=True, metadata={"description": "For members."})


class PlanDocumentSchema(Schema):
    """A link that stays with the plan after it closes."""

    kind = fields.Str(validate=validate.OneOf(["document", "lesson"]))
    title = fields.Str()
    url = fields.Str()
    audience = fields.Str(validate=validate.OneOf(["members", "public"]))
    authority = fields.Str(
        allow_none=True, metadata={"description": "GSS code of who added it; null while that is for members to know."}
    )
    added_on = fields.Str()
    by = fields.Str(metadata={"description": "The label of the key; for members."})


class PlanNoteSchema(Schema):
    """What a member noted for the others."""

    at = fields.Str()
    by = fields.Str(metadata={"description": "The label of the key."})
    authority = fields.Str(metadata={"description": "GSS code."})
    text = fields.Str()


class PlanGiveSchema(Schema):
    """What must give for a plan that is late."""

    what = fields.Str(metadata={"description": "A phase of the procurement, or `bridge`."})
    days = fields.Int(metadata={"description": "How many days it recovers."})
    words = fields.Str()
    is_enough = fields.Bool(metadata={"description": "Whether it, after all before it, brings the start back."})


class PlanTimetableSchema(Schema):
    """Whether there is time enough."""

    is_late = fields.Bool()
    days_late = fields.Int(
        metadata={"description": "Since the first step not done whose day has passed, or from start to earliest start."}
    )
    earliest_starts_on = Day("First day of use if the rest were done at its shortest from today.", allow_none=True)
    gives = fields.List(fields.Nested(PlanGiveSchema), metadata={"description": "In order; none when it is not late."})
    notes = fields.List(fields.Str(), metadata={"description": "What was assumed."})


class PlanDetailSchema(PlanSchema, PlanExtrasSchema):
    """A plan with all its parts, as you may see them."""

    opportunity = fields.Str(allow_none=True, metadata={"description": "The joint opportunity it was made from."})
    contracts = fields.List(fields.Nested(PlanContractSchema))
    milestones = fields.List(fields.Nested(PlanMilestoneSchema))
    timetable = fields.Nested(PlanTimetableSchema, metadata={"description": "For members."})
    documents = fields.List(fields.Nested(PlanDocumentSchema))
    notes = fields.List(fields.Nested(PlanNoteSchema), metadata={"description": "For members."})


def plan_money(pence: int | None) -> dict[str, str | None] | None:
    """Return a plan's value as JSON has it: pounds with VAT."""
    amount = money(pence)
    if amount is None:
        return None
    return {"amount": amount, "currency": "GBP", "vat": "included", "amount_with_vat": amount}
