"""What may come with everything that an authority says."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Day
from registry.visibility import Audience


class VisibilitySchema(Schema):
    """What may come with every correction: why, and who may see it."""

    note = fields.Str(validate=validate.Length(1, 1000), metadata={"description": "Why, for the record of changes."})
    visibility = fields.Dict(
        fields.Str(),
        fields.Str(validate=validate.OneOf([each.value for each in Audience])),
        metadata={
            "description": "Who may see a field, by field: `public`, `boroughs`, `embargoed` (until `public_from`) or "
            "`draft` (this authority alone). Versions, hosting and experience are for boroughs "
            "unless you say otherwise."
        },
    )
    public_from = Day("The day on which embargoed fields become public.")


NOT_CLAIMS = frozenset(VisibilitySchema().fields)
"""What comes with claims and is none."""
