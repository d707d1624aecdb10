"""Opportunities as JSON."""

from typing import Any

from marshmallow import Schema, fields, validate

from registry.api.fields import Day, Moment
from registry.api.schemas.procurement_link import OtherDoorSchema
from registry.api.schemas.record import AuthorityRef, Money, Record, ServiceRef, SupplierRef, value_of
from registry.areas import area_name
from registry.ocds.notice_types import STAGES
from registry.opportunities import Kind, Opportunity

KINDS = [kind.value for kind in Kind]
SOURCES = ["procurement", "plan", "contract"]


class OriginSchema(Schema):
    """What an opportunity is read from."""

    kind = fields.Str(validate=validate.OneOf(SOURCES))
    id = fields.Str()
    ocid = fields.Str(allow_none=True)
    url = fields.Str()


class AreaSchema(Schema):
    """An area, by its ONS code."""

    code = fields.Str()
    name = fields.Str()


class OpportunitySchema(Record):
    """What a supplier can answer now, or should prepare for. Null is unknown, or does not apply to the kind."""

    kind = fields.Str(
        validate=validate.OneOf(KINDS),
        metadata={
            "description": "`open`: can be answered. `planned`: a pipeline, engagement or planned procurement notice "
            "tells of it (UK1 to UK3). `expected`: follows from a public joint plan, or from a contract's end."
        },
    )
    id = fields.Str(metadata={"description": "The OCID of the procurement, or the id of the plan or contract."})
    url = fields.Str(metadata={"description": "The record that it is read from."})
    ocid = fields.Str(allow_none=True)
    title = fields.Str()
    description = fields.Str(allow_none=True)
    stage = fields.Str(allow_none=True, validate=validate.OneOf(STAGES))
    regime = fields.Str(allow_none=True)
    buyer_name = fields.Str(metadata={"description": "The buyer as published, or the authorities by name."})
    authorities = fields.List(fields.Nested(AuthorityRef))
    service = fields.Nested(ServiceRef, allow_none=True)
    is_technology = fields.Bool()
    incumbents = fields.List(
        fields.Nested(SupplierRef),
        metadata={
            "description": "Who sells it now: under the contracts that it replaces, else under contracts of the same "
            "buyers for the same service. Empty when not known."
        },
    )
    published_at = Moment("When its first notice was published.", allow_none=True)
    first_published_at = Moment("The same.", allow_none=True)
    updated_at = Moment("When its last notice was published, or its plan last changed.", allow_none=True)
    closes_at = Moment("Until when it can be answered.", allow_none=True)
    expected_on = Day(
        "When its tender notice is to be published (planned), or its procurement must start (expected).",
        allow_none=True,
    )
    starts_on = Day("First day of the new contract.", allow_none=True)
    value = fields.Nested(Money, allow_none=True)
    procedure = fields.Str(allow_none=True)
    above_threshold = fields.Bool(allow_none=True, metadata={"description": "What its notice says."})
    threshold_position = fields.Str(
        validate=validate.OneOf(["above", "below", "unknown"]),
        metadata={"description": "What its notice says, else by its value with VAT."},
    )
    suits_sme = fields.Bool(
        allow_none=True, metadata={"description": "Said to suit small and medium-sized companies, or reserved to them."}
    )
    reserved_to = fields.List(
        fields.Nested(AreaSchema), metadata={"description": "The areas to whose suppliers it is reserved."}
    )
    cpv = fields.List(fields.Str())
    also_published_as = fields.List(
        fields.Nested(OtherDoorSchema),
        attribute="doors",
        metadata={"description": "Where the same procurement is published too: it is listed once."},
    )
    uncertain = fields.List(fields.Str(), metadata={"description": "What is still uncertain, in words."})
    source = fields.Nested(OriginSchema)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Read what an opportunity does not say itself from its record."""
        found = super().get_attribute(obj, attr, default)
        return getattr(obj.record, attr, None) if found is default else found

    def read_id(self, row: Opportunity) -> str:
        return row.key

    def read_url(self, row: Opportunity) -> str:
        return f"/api/v1/{row.path}"

    def read_ocid(self, row: Opportunity) -> str | None:
        return getattr(row.record, "ocid", None)

    def read_description(self, row: Opportunity) -> str | None:
        return row.record.requirement if row.source == "plan" else getattr(row.record, "description", None)

    def read_stage(self, row: Opportunity) -> str | None:
        return row.record.stage if row.source == "procurement" else None

    def read_is_technology(self, row: Opportunity) -> bool:
        return getattr(row.record, "is_technology", True)

    def read_first_published_at(self, row: Opportunity) -> Any:
        return row.published_at

    def read_procedure(self, row: Opportunity) -> str | None:
        return row.record.procedure if row.source == "procurement" else None

    def read_threshold_position(self, row: Opportunity) -> str:
        return row.position

    def read_value(self, row: Opportunity) -> Any:
        return value_of(row)

    def read_reserved_to(self, row: Opportunity) -> list[dict[str, str]]:
        return [{"code": code, "name": area_name(code)} for code in getattr(row.record, "reserved_areas", ())]

    def read_cpv(self, row: Opportunity) -> list[str]:
        return getattr(row.record, "cpv", [])

    def read_source(self, row: Opportunity) -> dict[str, Any]:
        return {"kind": row.source, "id": row.key, "ocid": self.read_ocid(row), "url": self.read_url(row)}
