"""Contracts as JSON."""

from typing import Any

from marshmallow import Schema, fields, post_dump, validate

from registry.api.fields import Choice, Day, text_filter
from registry.api.references import authority_filter, product_filter, service_filter, supplier_filter
from registry.api.schemas.doubt import DOUBTFUL, doubts_field
from registry.api.schemas.option_proposal import OptionSchema, ProposedOptionsSchema
from registry.api.schemas.record import (
    AuthorityRef,
    Money,
    ProductRef,
    Record,
    ServiceRef,
    SupplierRef,
    money,
    value_of,
)
from registry.api.schemas.renewal import RenewalSchema
from registry.api.schemas.value_filters import ValueFilters
from registry.ocds.contract_life import LIFE
from registry.payments import paid
from registry.queries.contracts import SORTS

STATUSES = ["awarded", "active", "terminated", "cancelled"]
DECISIONS = ["undecided", "extend", "re-procure", "exit"]
AGREEMENTS = ["contract", "framework", "call_off"]


class ContractFilters(ValueFilters):
    """Which contracts, in which order."""

    authority = authority_filter()
    service = service_filter()
    supplier = supplier_filter()
    status = Choice(STATUSES, "Whether it runs.")
    ocid = text_filter("The procurement's OCID.")
    reference = text_filter("The buyer's own reference, exactly.", 300)
    cpv = fields.Str(
        validate=validate.Regexp(r"^[0-9]{2,8}$", error="Give 2 to 8 digits of a CPV code."),
        metadata={"description": "A CPV code, or how it begins: 48, 48000000 and 4831 all take what is below them."},
    )
    starts_after = Day("Starts on this day or later.")
    starts_before = Day("Starts on this day or earlier.")
    ends_after = Day("Ends on this day or later.")
    ends_before = Day("Ends on this day or earlier.")
    ends_known = fields.Bool(metadata={"description": "Only contracts with a known end, or only those without."})
    value_known = fields.Bool(metadata={"description": "Leave out contracts whose value is unknown."})
    product = product_filter()
    technology = fields.Bool(metadata={"description": "Only technology, or only what registers hold beside it."})
    decision = Choice(DECISIONS, "What the authority will do at its end.")
    agreement = Choice(AGREEMENTS, "What kind of agreement it is.")
    open_ended = fields.Bool(metadata={"description": "Only contracts that run until one side ends them, or the rest."})
    review_before = Day("Is reviewed on this day or earlier.")
    confirmed_since = Day("Its authority has spoken about it on this day or later.")
    disputed = fields.Bool(metadata={"description": "Only those on which sources disagree with the authority."})
    doubtful = fields.Bool(metadata={"description": DOUBTFUL})
    sort = fields.Str(
        load_default="ends_on",
        validate=validate.OneOf([sign + name for name in SORTS for sign in ("", "-")]),
        metadata={"description": "What comes first; `-` turns it round. What is unknown comes last."},
    )


class ContractSchema(Record):
    """A contract: what authorities buy from suppliers, and until when. Null is unknown."""

    id = fields.Str()
    url = fields.Str()
    ocid = fields.Str(allow_none=True)
    reference = fields.Str(allow_none=True, metadata={"description": "The buyer's own reference."})
    title = fields.Str()
    status = fields.Str(validate=validate.OneOf(STATUSES))
    authorities = fields.List(fields.Nested(AuthorityRef))
    suppliers = fields.List(fields.Nested(SupplierRef))
    service = fields.Nested(ServiceRef, allow_none=True)
    product = fields.Nested(ProductRef, allow_none=True)
    product_text = fields.Str(allow_none=True, metadata={"description": "The product in a source's words."})
    is_technology = fields.Bool()
    signed_on = Day(allow_none=True)
    starts_on = Day(allow_none=True)
    ends_on = Day("Last day of the current term, options taken included.", allow_none=True)
    max_ends_on = Day(
        "Last day if every option is taken; null also where a notice says there is none.", allow_none=True
    )
    review_on = Day(allow_none=True)
    break_on = Day("First day on which its authority may end it early.", allow_none=True)
    open_ended = fields.Bool(metadata={"description": "Whether it runs until one side ends it."})
    extension_text = fields.Str(allow_none=True, metadata={"description": "The options in the buyer's words."})
    options = fields.List(fields.Nested(OptionSchema))
    value = fields.Nested(Money, allow_none=True)
    annual_value = fields.Nested(Money, allow_none=True)
    procedure = fields.Str(allow_none=True)
    agreement = fields.Str(allow_none=True, metadata={"description": "`contract`, `framework` or `call_off`."})
    framework = fields.Str(allow_none=True, metadata={"description": "The framework that it is called off from."})
    cpv = fields.List(fields.Str())
    act_by_on = Day("The day by which its replacement must start.", allow_none=True)
    lead_months = fields.Int(
        allow_none=True,
        metadata={"description": "How long its authority reckons replacing it to take; null: that of its service."},
    )
    decision = fields.Str(validate=validate.OneOf(DECISIONS))
    decided_on = Day(allow_none=True)
    decision_reason = fields.Str(allow_none=True)
    confirmed_on = Day("The last day on which its authority spoke about it.", allow_none=True)
    disputed = fields.List(fields.Str(), metadata={"description": "Fields on which an official notice disagrees."})
    doubts = doubts_field()

    def read_decision(self, row: Any) -> str:
        return row.decision or "undecided"

    def read_annual_value(self, row: Any) -> Any:
        if row.annual_value_pence is None:
            return None
        return {"amount": money(row.annual_value_pence), "currency": row.currency, "vat": row.annual_vat}

    def read_url(self, row: Any) -> str:
        return f"/api/v1/contracts/{row.id}"

    def read_value(self, row: Any) -> Any:
        return value_of(row)


class ClaimSchema(Schema):
    """One source's word about one field."""

    value = fields.Raw(allow_none=True)
    source = fields.Str()
    reference = fields.Str(metadata={"description": "The document that says it: a release id or a web address."})
    url = fields.Str(metadata={"description": "Where that document can be read."})
    said_on = Day()
    belief = fields.Str(metadata={"description": "authority, official, register, notice or derived."})
    audience = fields.Str(metadata={"description": "Who may see it: public, boroughs, embargoed or draft."})
    as_written = fields.Str(
        allow_none=True, metadata={"description": "What a register's cell says, where it was not wholly understood."}
    )


class FieldSourceSchema(ClaimSchema):
    """Where a field's value comes from, how old it is, and what speaks against it."""

    confidence = fields.Str(validate=validate.OneOf(["high", "medium", "low"]))
    confirmed_on = Day("When the authority last said this value.", allow_none=True)
    disputes = fields.List(fields.Nested(ClaimSchema))


class SystemRef(Record):
    """A system, by its name and its link."""

    id = fields.Str()
    name = fields.Str()
    status = fields.Str()
    url = fields.Str()

    def read_url(self, row: Any) -> str:
        return f"/api/v1/systems/{row.id}"


class PaidSchema(Schema):
    """What the payments come to that are known: there may be more."""

    amount = fields.Str()
    amount_with_vat = fields.Str(allow_none=True)
    currency = fields.Str()
    vat = fields.Str(validate=validate.OneOf(["excluded", "included", "unknown"]))
    payments = fields.Int(metadata={"description": "How many have an amount."})
    derived = fields.Int(metadata={"description": "How many of them name no contract: we worked out that it is this."})
    first_on = Day(allow_none=True)
    last_on = Day(allow_none=True)


class ContractDetailSchema(ContractSchema):
    """A contract with the source and age of every field."""

    is_listed = fields.Bool(metadata={"description": "False once its authority has said that it is not theirs."})
    systems = fields.List(fields.Nested(SystemRef), metadata={"description": "What is bought under it."})
    merged = fields.List(fields.Str(), metadata={"description": "Ids of contracts that turned out to be this one."})
    service_words = fields.List(fields.Str(), metadata={"description": "What decided the service."})
    renewal = fields.Nested(RenewalSchema)
    proposed_options = fields.Nested(
        ProposedOptionsSchema,
        allow_none=True,
        metadata={"description": "What `extension_text` seems to mean; null once the options are told."},
    )
    sources = fields.Dict(
        fields.Str(), fields.Nested(FieldSourceSchema), metadata={"description": "Who says what, by field."}
    )

    termination = fields.Raw(
        allow_none=True, metadata={"description": "How it ended: day, reason, final value (UK11)."}
    )
    proposed_changes = fields.Raw(
        allow_none=True, metadata={"description": "Changes that a notice proposes and that are not made yet (UK10)."}
    )
    changes_made = fields.Raw(
        allow_none=True, metadata={"description": "Changes that the last such notice made (UK10)."}
    )
    performance = fields.Raw(
        allow_none=True, metadata={"description": "Its performance indicators as last measured (UK9)."}
    )
    performance_failures = fields.Raw(allow_none=True, metadata={"description": "Breaches that a notice tells of."})
    payments = fields.Raw(
        allow_none=True,
        metadata={"description": "Payments that notices (UK8) and payments files tell of, with source and day."},
    )
    paid = fields.Nested(
        PaidSchema, allow_none=True, metadata={"description": "What these come to; null when none has an amount."}
    )

    @post_dump
    def show_its_life(self, shown: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Show, beside the columns, what notices claim of its life: those claims have no columns."""
        if "sources" in shown:
            claimed = {name: shown["sources"].get(name, {}).get("value") for name in LIFE}
            shown |= {name: _with_money(value) for name, value in claimed.items()}
            shown["paid"] = _paid(claimed["payments"])
        return shown


def _paid(payments: Any) -> dict[str, Any] | None:
    total = paid(payments)
    if total is None:
        return None
    return {
        "amount": money(total.pence),
        "amount_with_vat": money(total.with_vat_pence),
        "currency": total.currency,
        "vat": total.vat,
        "payments": total.count,
        "derived": total.derived,
        "first_on": total.first_on,
        "last_on": total.last_on,
    }


def _with_money(claimed: Any) -> Any:
    """Return a claim with its amounts, at any depth, as `Money` writes them."""
    if isinstance(claimed, list):
        return [_with_money(each) for each in claimed]
    if not isinstance(claimed, dict):
        return claimed
    if "pence" not in claimed:
        return {name: _with_money(each) for name, each in claimed.items()}
    amounts = {"amount": money(claimed["pence"]), "amount_with_vat": money(claimed.get("with_vat_pence"))}
    return {**amounts, "currency": claimed["currency"], "vat": claimed["vat"]}
