"""Notices and procurements as JSON."""

from typing import Any
from urllib.parse import quote

from marshmallow import Schema, fields, validate

from registry.api.fields import Choice, Moment, MomentFilter, text_filter
from registry.api.references import authority_filter, service_filter, supplier_filter
from registry.api.schemas.doubt import DOUBTFUL, NoticeDoubtSchema, ProcurementDoubtSchema, doubts_field
from registry.api.schemas.record import AuthorityRef, Money, Record, ServiceRef, SupplierRef, value_of
from registry.ocds.dynamic_markets import kind_of
from registry.ocds.notice_types import NOTICE_TYPES, STAGES
from registry.queries import notices, procurements


def sort_by(columns: Any, default: str) -> fields.Str:
    """Return the argument `sort` for a query's columns."""
    choices = [sign + name for name in columns for sign in ("", "-")]
    description = "What comes first; `-` turns it round. What is unknown comes last."
    return fields.Str(load_default=default, validate=validate.OneOf(choices), metadata={"description": description})


class NoticeFilters(Schema):
    """Which notices, in which order."""

    authority = authority_filter()
    service = service_filter()
    supplier = supplier_filter()
    source = text_filter("The portal: `find_a_tender`, `contracts_finder`.", 40)
    stage = Choice(list(STAGES), "What the notice reports.")
    notice_type = Choice(list(NOTICE_TYPES), "The notice's type under the Procurement Act 2023.")
    ocid = text_filter("The procurement's OCID.")
    release_id = text_filter("The release id, which is the portal's own number of the notice.")
    technology = fields.Bool(metadata={"description": "Only technology, or only the rest."})
    published_after = MomentFilter("Published at this instant or later.")
    published_before = MomentFilter("Published at this instant or earlier.", end_of_day=True)
    closing_after = MomentFilter("Open for answers until this instant or later.")
    closing_before = MomentFilter("Open for answers until this instant or earlier.", end_of_day=True)
    sort = sort_by(notices.SORTS, "-published_at")


class NoticeSchema(Record):
    """A notice: one publication on a portal. Null is unknown."""

    id = fields.Str()
    url = fields.Str()
    ocid = fields.Str()
    release_id = fields.Str()
    source = fields.Str()
    published_at = Moment()
    recorded_at = Moment("When we read it.")
    regime = fields.Str(validate=validate.OneOf(["procurement_act", "previous", "unstated"]))
    notice_type = fields.Str(allow_none=True)
    notice_type_name = fields.Str(allow_none=True)
    stage = fields.Str(validate=validate.OneOf(STAGES))
    title = fields.Str()
    buyer_name = fields.Str(metadata={"description": "The buyer as published."})
    authorities = fields.List(fields.Nested(AuthorityRef))
    suppliers = fields.List(fields.Nested(SupplierRef))
    service = fields.Nested(ServiceRef, allow_none=True)
    is_technology = fields.Bool()
    closes_at = Moment(allow_none=True)
    value = fields.Nested(Money, allow_none=True)
    cpv = fields.List(fields.Str())
    portal_url = fields.Str(allow_none=True, metadata={"description": "The notice on its portal."})

    def read_url(self, row: Any) -> str:
        return f"/api/v1/notices/{row.id}"

    def read_value(self, row: Any) -> Any:
        return value_of(row)

    def read_notice_type_name(self, row: Any) -> str | None:
        return NOTICE_TYPES[row.notice_type][0] if row.notice_type else None


class NoticeDetailSchema(NoticeSchema):
    """A notice with its release as published."""

    description = fields.Str()
    service_words = fields.List(fields.Str(), metadata={"description": "What decided the service."})
    release = fields.Dict(metadata={"description": "The OCDS release as published, less contact persons."})
    doubts = doubts_field(NoticeDoubtSchema)


class ProcurementFilters(Schema):
    """Which procurements, in which order."""

    authority = authority_filter()
    service = service_filter()
    stage = Choice(list(STAGES), "The furthest stage that a notice has reached.")
    technology = fields.Bool(metadata={"description": "Only technology, or only the rest."})
    doubtful = fields.Bool(metadata={"description": DOUBTFUL})
    updated_after = MomentFilter("Last notice at this instant or later.")
    updated_before = MomentFilter("Last notice at this instant or earlier.", end_of_day=True)
    closing_after = MomentFilter("Open for answers until this instant or later.")
    closing_before = MomentFilter("Open for answers until this instant or earlier.", end_of_day=True)
    sort = sort_by(procurements.SORTS, "-updated_at")


class ProcurementSchema(Record):
    """A procurement: all notices of one OCID, merged. Null is unknown."""

    id = fields.Str()
    url = fields.Str()
    ocid = fields.Str()
    kind = fields.Str(
        validate=validate.OneOf(["procurement", "dynamic_market"]),
        metadata={"description": "A dynamic market is joined by suppliers, who are then invited: no tender to answer."},
    )
    title = fields.Str()
    description = fields.Str()
    stage = fields.Str(validate=validate.OneOf(STAGES))
    regime = fields.Str()
    buyer_name = fields.Str()
    authorities = fields.List(fields.Nested(AuthorityRef))
    service = fields.Nested(ServiceRef, allow_none=True)
    is_technology = fields.Bool()
    first_published_at = Moment()
    updated_at = Moment()
    closes_at = Moment(allow_none=True)
    value = fields.Nested(Money, allow_none=True)
    procedure = fields.Str(allow_none=True)
    above_threshold = fields.Bool(allow_none=True)
    suits_sme = fields.Bool(allow_none=True)
    cpv = fields.List(fields.Str())
    doubts = doubts_field(ProcurementDoubtSchema)

    def read_id(self, row: Any) -> str:
        return str(row.ocid)

    def read_url(self, row: Any) -> str:
        return procurement_url(row.ocid)

    def read_kind(self, row: Any) -> str:
        return kind_of(row.procedure)

    def read_value(self, row: Any) -> Any:
        return value_of(row)


def procurement_url(ocid: str) -> str:
    """Return the link of a procurement."""
    return f"/api/v1/procurements/{quote(ocid)}"
