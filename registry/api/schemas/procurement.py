"""One procurement as JSON: its record, its releases with what each changed, and the contracts that came of it."""

from typing import Any

from marshmallow import Schema, fields

from registry.api.schemas.notice import NoticeSchema, ProcurementSchema
from registry.api.schemas.procurement_link import OtherDoorSchema
from registry.api.schemas.record import Record


class RecordChangeSchema(Schema):
    """One field of the record, or one new object of a list in it, before and after a release."""

    words = fields.Str(metadata={"description": "What changed, in a sentence."})
    path = fields.Str(metadata={"description": "Where in the record: `tender/lots[2]/title`; `[2]` is an id."})
    before = fields.Raw(allow_none=True, metadata={"description": "Null where there was nothing."})
    after = fields.Raw(allow_none=True)
    merged = fields.Bool(
        metadata={"description": "False for what the release says beside the record, which has another's word there."}
    )


class ReleaseSchema(NoticeSchema):
    """A release: one notice of a procurement, and what it changed in the record."""

    class Meta:
        fields = (
            *("id", "url", "release_id", "source", "published_at", "notice_type", "notice_type_name", "stage"),
            *("title", "portal_url", "tag", "changes", "changes_left_out"),
        )

    tag = fields.List(fields.Raw(), metadata={"description": "The release's OCDS tags."})
    changes = fields.List(
        fields.Nested(RecordChangeSchema),
        metadata={
            "description": "What it changed. Each value of each release is in `record`, in a later change's `before`, "
            "or in a change that is not merged. The changes of the latest 100 releases are told, 1,000 of each."
        },
    )
    changes_left_out = fields.Int(metadata={"description": "How many changes beyond these there are."})


class ContractRef(Record):
    """A contract of a procurement, by its link."""

    id = fields.Str()
    url = fields.Str()
    ocid = fields.Str(allow_none=True)
    title = fields.Str()

    def read_url(self, row: Any) -> str:
        return f"/api/v1/contracts/{row.id}"


class FrameworkRef(Schema):
    """The framework that a procurement calls off from."""

    ocid = fields.Str()
    title = fields.Str(allow_none=True, metadata={"description": "Null where we hold no notice of it."})
    url = fields.Str(allow_none=True)


class ProcurementDetailSchema(ProcurementSchema):
    """A procurement with its record, its releases, its contracts and those called off from it."""

    service_words = fields.List(fields.Str(), metadata={"description": "What decided the service."})
    record = fields.Dict(metadata={"description": "All releases merged by the OCDS merge rules, less contact persons."})
    releases = fields.List(fields.Nested(ReleaseSchema), metadata={"description": "Oldest first."})
    also_published_as = fields.List(
        fields.Nested(OtherDoorSchema), metadata={"description": "Its other doors; `links` below it says otherwise."}
    )
    contracts = fields.List(fields.Nested(ContractRef))
    framework_ocid = fields.Str(allow_none=True, metadata={"description": "The framework that it is called off from."})
    framework = fields.Nested(FrameworkRef, allow_none=True)
    call_offs = fields.List(
        fields.Nested(ContractRef), metadata={"description": "Contracts called off from it, in other procurements."}
    )
