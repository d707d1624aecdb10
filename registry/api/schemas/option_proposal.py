"""Options that a buyer's words speak of, as JSON."""

from dataclasses import asdict
from typing import Any

from marshmallow import Schema, fields, validate

from registry.renewing.option_words import Proposal


class OptionSchema(Schema):
    """Extensions that the buyer may choose."""

    number = fields.Int()
    months = fields.Int(metadata={"description": "How long each is."})
    taken = fields.Int(metadata={"description": "How many are used."})
    notice_days = fields.Int(allow_none=True)


class AcceptingCallSchema(Schema):
    """The call by which an authority says that a proposal is right: with `If-Match`, once `taken` is put right."""

    title = fields.Str(metadata={"description": "What it means, for a button."})
    method = fields.Str(validate=validate.OneOf(["POST"]))
    url = fields.Str()
    body = fields.Dict(fields.Str())


class ProposedOptionsSchema(Schema):
    """Options as the buyer's words seem to mean them: for a person to accept, no dates follow from them."""

    options = fields.List(fields.Nested(OptionSchema))
    in_words = fields.Str(metadata={"example": "2 x 12 months"})
    words = fields.List(
        fields.Str(), metadata={"description": "The words that decided, made plain: numbers as digits, lower case."}
    )
    confidence = fields.Str(
        validate=validate.OneOf(["high", "medium", "low"]),
        metadata={
            "description": "high: the stated dates say the same. medium: the words count the options. "
            "low: they name one length."
        },
    )
    accept = fields.Nested(AcceptingCallSchema)


def with_call(proposal: Proposal | None, contract_id: str) -> dict[str, Any] | None:
    """Return what a contract's words propose, as `ProposedOptionsSchema` has it, with the call that accepts it."""
    if proposal is None:
        return None
    options = [asdict(each) for each in proposal.options]
    return {
        "options": options,
        "in_words": proposal.in_words,
        "words": proposal.words,
        "confidence": proposal.confidence,
        "accept": {
            "title": f"It can be extended by {proposal.in_words}",
            "method": "POST",
            "url": f"/api/v1/contracts/{contract_id}/options",
            "body": {"options": options},
        },
    }
