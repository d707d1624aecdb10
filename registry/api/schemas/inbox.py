"""An authority's inbox as JSON."""

from typing import Any

from marshmallow import Schema, fields, validate

from registry.api.fields import Choice, Day, Moment
from registry.api.schemas.contract import ClaimSchema
from registry.api.schemas.record import Record
from registry.inbox import Kind

KINDS = [kind.value for kind in Kind]


class InboxFilters(Schema):
    """Which items."""

    kind = Choice(KINDS, "What they ask.")


class InboxRecordSchema(Schema):
    """The record that an item is about."""

    kind = fields.Str(validate=validate.OneOf(["contract", "system", "plan"]))
    id = fields.Str()
    title = fields.Str()
    url = fields.Str()


class SettlingCallSchema(Schema):
    """One call that settles an item: send it as it is, once `fill` is empty, with `etag` as `If-Match`."""

    title = fields.Str(metadata={"description": "What it means, for a button."})
    method = fields.Str(validate=validate.OneOf(["POST"]))
    url = fields.Str()
    body = fields.Dict(fields.Str())
    fill = fields.List(fields.Str(), metadata={"description": "Fields of the body to fill in before it is sent."})


class InboxItemSchema(Record):
    """One thing that waits for the authority's word."""

    id = fields.Str(metadata={"description": "The same for as long as the same is asked."})
    kind = fields.Str(validate=validate.OneOf(KINDS))
    record = fields.Nested(InboxRecordSchema, metadata={"description": "What to write to."})
    other = fields.Nested(
        InboxRecordSchema, allow_none=True, metadata={"description": "The contract that it may be one with."}
    )
    why = fields.Str(metadata={"description": "Why it waits, with the facts and where they come from."})
    field = fields.Str(allow_none=True, metadata={"description": "The field in dispute, or in doubt."})
    value = fields.Raw(allow_none=True, metadata={"description": "What the authority says of that field."})
    against = fields.Nested(
        ClaimSchema, allow_none=True, metadata={"description": "What the notice says of it, or who published it."}
    )
    settle = fields.List(
        fields.Nested(SettlingCallSchema), metadata={"description": "The calls that settle it, the likeliest first."}
    )
    etag = fields.Str(metadata={"description": "What to send as `If-Match`."})
    since = Day("Since when it waits, where that is known.", allow_none=True)
    act_by_on = Day("The day by which the contract's replacement must start.", allow_none=True)

    def read_kind(self, row: Any) -> str:
        return row.matter.kind.value

    def read_field(self, row: Any) -> str | None:
        return row.matter.field

    def read_act_by_on(self, row: Any) -> Any:
        return row.matter.act_by_on

    def read_record(self, row: Any) -> dict[str, str]:
        return _record(row.matter.subject_kind, row.record)

    def read_other(self, row: Any) -> dict[str, str] | None:
        return _record("contract", row.other) if row.other else None

    def read_settle(self, row: Any) -> list[dict[str, Any]]:
        return [
            {
                "title": call.title,
                "method": "POST",
                "url": f"/api/v1/{row.matter.subject_kind}s/{row.record.id}/{call.action}",
                "body": call.body,
                "fill": list(call.fill),
            }
            for call in row.calls
        ]

    def read_etag(self, row: Any) -> str:
        return f'"{row.tag}"'


class LinkSchema(Schema):
    """A link that settles one item, once, without a key."""

    url = fields.Str()
    expires_at = Moment()


def _record(kind: str, row: Any) -> dict[str, str]:
    title = row.name if kind == "system" else row.title
    return {"kind": kind, "id": row.id, "title": title, "url": f"/api/v1/{kind}s/{row.id}"}
