"""What members write about plans."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from registry.api.fields import Day
from registry.api.schemas.correction import Amount, text
from registry.api.schemas.plan import AUDIENCES, MEMBERSHIPS, STAGES
from registry.plans import MOST_CONTRACTS, MOST_MEMBERS

_TITLE, _REQUIREMENT, _WORD, _NOTE, _URL = 300, 10_000, 1_000, 4_000, 1_000
MOST_LEAD_MONTHS = 120
_OPPORTUNITY = validate.Regexp(
    r"^[a-z0-9]+(-[a-z0-9]+)*-[a-z0-9]{13}(?!\n)$",
    error="Give the id of a joint opportunity, as /joint-opportunities does.",
)
"""A service and thirteen letters and digits, as `registry.identities` makes them."""


class PlanValue(Amount):
    """Pounds and pence as text, with VAT; or an amount of money as plans show it, `{"amount": "1200.00"}`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if isinstance(value, dict):
            if value.get("vat", "included") != "included" or value.get("currency", "GBP") != "GBP":
                raise ValidationError("Give pounds with VAT.")
            value = value.get("amount")
        pence = super()._deserialize(value, attr, data, **options)
        if not pence:
            raise ValidationError("Give more than nothing; leave it out while it is not known.")
        return pence


def _word() -> fields.Str:
    return text(_WORD, "Why, for members to read.", allow_none=True, load_default=None)


def _authorities(description: str, **options: Any) -> fields.List:
    names = fields.Str(validate=validate.Length(1, 100))
    return fields.List(
        names, validate=validate.Length(max=MOST_MEMBERS), metadata={"description": description}, **options
    )


def _contracts(description: str) -> fields.List:
    ids = fields.Str(validate=validate.Length(1, 13))
    return fields.List(
        ids,
        load_default=list,
        validate=validate.Length(max=MOST_CONTRACTS),
        metadata={"description": description},
    )


class PlanEdit(Schema):
    """What the lead writes about a plan; what is left out stays."""

    title = text(_TITLE, "What it is called.")
    requirement = fields.Str(
        validate=validate.Length(max=_REQUIREMENT), metadata={"description": "What is to be bought."}
    )
    starts_on = Day("First day of the new contract.")
    value = PlanValue(allow_none=True)
    lead_months = fields.Int(
        allow_none=True,
        validate=validate.Range(1, MOST_LEAD_MONTHS),
        metadata={"description": "From first market engagement to go-live; null for that of the service's kind."},
    )

    @validates_schema
    def _says_anything(self, data: dict[str, Any], **_options: Any) -> None:
        if not data:
            raise ValidationError("Give at least one field to change.", "title")


class PlanIn(PlanEdit):
    """A new plan."""

    title = text(_TITLE, "What it is called.", required=True)
    service = text(60, "Id of a service.", required=True)
    starts_on = Day("First day of the new contract.", required=True)
    lead = text(100, "The authority that leads; that of the key, which only administrators leave to name.")
    contracts = _contracts("Ids of the contracts that it replaces.")
    members = _authorities("The authorities to invite, by GSS code or slug.", load_default=list)
    opportunity = fields.Str(
        allow_none=True,
        validate=[validate.Length(1, 100), _OPPORTUNITY],
        metadata={"description": "Id of the joint opportunity that it is made from."},
    )
    audience = fields.Str(
        load_default="members", validate=validate.OneOf(AUDIENCES), metadata={"description": "Who may read it."}
    )


class PlanInvitation(Schema):
    """Whom the lead invites."""

    authorities = _authorities("By GSS code or slug.", required=True)
    word = _word()

    @validates_schema
    def _someone(self, data: dict[str, Any], **_options: Any) -> None:
        if not data.get("authorities"):
            raise ValidationError("Name at least one authority.", "authorities")


class PlanAnswer(Schema):
    """What an authority says of its own part."""

    state = fields.Str(required=True, validate=validate.OneOf([each for each in MEMBERSHIPS if each != "invited"]))
    word = _word()
    authority = text(100, "For which authority, where the key is an administrator's.")


class PlanHandover(Schema):
    """Who leads from now on."""

    authority = text(100, "A committed member, by GSS code or slug.", required=True)
    word = _word()


class PlanStep(Schema):
    """The stage that a plan goes on to."""

    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    word = _word()


class PlanShowing(Schema):
    """Who may read a plan."""

    audience = fields.Str(required=True, validate=validate.OneOf(AUDIENCES))


class PlanContractsIn(Schema):
    """The contracts that come into a plan, and leave it."""

    add = _contracts("Ids of contracts to replace.")
    remove = _contracts("Ids of contracts that it replaces no longer.")

    @validates_schema
    def _something(self, data: dict[str, Any], **_options: Any) -> None:
        if not data.get("add") and not data.get("remove"):
            raise ValidationError("Name at least one contract.", "add")
        if both := sorted(set(data.get("add", ())) & set(data.get("remove", ()))):
            raise ValidationError(f"{both[0]}: add it or remove it, not both.", "add")


class PlanMilestoneIn(Schema):
    """What the lead says of a milestone; what is left out stays, null takes back."""

    moved_on = Day("The day it is moved to.", allow_none=True)
    done_on = Day("The day it was done.", allow_none=True)
    note = text(_WORD, "For members to read.", allow_none=True)

    @validates_schema
    def _says_anything(self, data: dict[str, Any], **_options: Any) -> None:
        if not data:
            raise ValidationError("Give at least one of moved_on, done_on and note.", "moved_on")


class PlanDocumentIn(Schema):
    """A link to keep with a plan."""

    kind = fields.Str(load_default="document", validate=validate.OneOf(["document", "lesson"]))
    title = text(_TITLE, "What it is.", required=True)
    url = fields.Url(
        required=True,
        schemes={"http", "https"},
        validate=validate.Length(max=_URL),
        metadata={"description": "Where it is."},
    )
    audience = fields.Str(
        load_default="members",
        validate=validate.OneOf(["members", "public"]),
        metadata={"description": "`public` is for all who may read the plan."},
    )


class PlanNoteIn(Schema):
    """A note for the members."""

    text = text(_NOTE, "What to note.", required=True)
