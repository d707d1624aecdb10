"""The other doors of a procurement as JSON, and what a person says of two procurements."""

from typing import Any

from marshmallow import Schema, fields

from registry.api.fields import Moment
from registry.api.schemas.notice import procurement_url
from registry.api.schemas.record import Record
from registry.api.schemas.visibility import VisibilitySchema


class OtherDoorSchema(Record):
    """Where the same procurement is published too."""

    ocid = fields.Str()
    url = fields.Str()
    portal = fields.Str(metadata={"description": "What the portal is called."})
    title = fields.Str()
    why = fields.List(fields.Str(), metadata={"description": "Why they are taken to be one, in sentences."})
    score = fields.Float(metadata={"description": "How sure that is, from 0 to 1."})
    rule = fields.Str(
        metadata={
            "description": "What links them: `planning` (one names the other), `number` (ProContract’s), `notice`, "
            "`reference`, `title`, or `person`."
        }
    )
    through = fields.Str(
        allow_none=True, metadata={"description": "OCID of the door that it is linked to; null: to this one."}
    )

    def read_url(self, row: Any) -> str:
        return procurement_url(row.ocid)


class LinkWordSchema(Record):
    """What a person says of two procurements: it stands whatever notices say."""

    is_linked = fields.Bool(attribute="is_same")
    by = fields.Str(metadata={"description": "The label of the key."})
    said_at = Moment()
    note = fields.Str(allow_none=True)


class LinkWordIn(Schema):
    """What is said of two procurements."""

    is_linked = fields.Bool(required=True, metadata={"description": "Whether they are one, published twice."})
    note = VisibilitySchema().fields["note"]


class ProcurementLinkSchema(Schema):
    """Whether two procurements are one, published twice."""

    ocid = fields.Str()
    other = fields.Str()
    other_url = fields.Str()
    is_linked = fields.Bool()
    why = fields.List(fields.Str())
    score = fields.Float(allow_none=True)
    rule = fields.Str(allow_none=True)
    said = fields.Nested(
        LinkWordSchema, allow_none=True, metadata={"description": "What a person said; null: nobody said anything."}
    )
