"""Systems as JSON."""

from typing import Any

from marshmallow import Schema, fields, validate

from registry.api.fields import Choice, Day, text_filter
from registry.api.references import authority_filter, product_filter, service_filter, supplier_filter
from registry.api.schemas.contract import FieldSourceSchema, SystemRef
from registry.api.schemas.correction import text
from registry.api.schemas.record import AuthorityRef, ProductRef, Record, ServiceRef, SupplierRef
from registry.api.schemas.visibility import VisibilitySchema
from registry.queries.systems import SORTS

STATUSES = ["proposed", "live", "retiring", "retired"]
HOSTINGS = ["supplier_cloud", "own_cloud", "own_data_centre", "shared_data_centre", "hybrid"]


class SystemFilters(Schema):
    """Which systems, in which order."""

    product = product_filter()
    service = service_filter()
    authority = authority_filter()
    supplier = supplier_filter()
    contract = text_filter("Bought under this contract: its id.", 13)
    status = Choice(STATUSES, "How far it is in its life.")
    name = text_filter("Any part of its name, or of a present or former name of its product.")
    confirmed_since = Day("Its authority has spoken about it on this day or later.")
    disputed = fields.Bool(metadata={"description": "Only those on which sources disagree with the authority."})
    has_open_api = fields.Bool(metadata={"description": "Only those known to have an open API, or known to have none."})
    sort = fields.Str(
        load_default="name",
        validate=validate.OneOf([sign + name for name in SORTS for sign in ("", "-")]),
        metadata={"description": "What comes first; `-` turns it round. What is unknown comes last."},
    )


class SystemContractSchema(Record):
    """A contract under which a system is bought."""

    id = fields.Str()
    url = fields.Str()
    title = fields.Str()
    status = fields.Str()
    starts_on = Day(allow_none=True)
    ends_on = Day(allow_none=True)
    max_ends_on = Day(allow_none=True)
    suppliers = fields.List(fields.Nested(SupplierRef))

    def read_url(self, row: Any) -> str:
        return f"/api/v1/contracts/{row.id}"


class SystemSchema(Record):
    """A system: a product as authorities use it. Null is unknown."""

    id = fields.Str()
    url = fields.Str()
    name = fields.Str()
    product = fields.Nested(ProductRef, allow_none=True)
    authorities = fields.List(fields.Nested(AuthorityRef))
    services = fields.List(fields.Nested(ServiceRef))
    status = fields.Str(validate=validate.OneOf(STATUSES))
    modules = fields.List(fields.Str())
    interfaces = fields.List(fields.Str(), metadata={"description": "What it exchanges data with."})
    standards = fields.List(fields.Str(), metadata={"description": "Data standards that it speaks."})
    has_open_api = fields.Bool(allow_none=True)
    first_used_on = Day(allow_none=True)
    retired_on = Day(allow_none=True)
    replaces = fields.List(fields.Str(), metadata={"description": "Ids of systems, or names, that it took over from."})
    contracts = fields.List(fields.Nested(SystemContractSchema))
    ends_on = Day("When the last of its running contracts ends.", allow_none=True)
    confirmed_on = Day("The last day on which its authority spoke about it.", allow_none=True)
    disputed = fields.List(fields.Str())

    def read_url(self, row: Any) -> str:
        return f"/api/v1/systems/{row.id}"

    def read_contracts(self, row: Any) -> list[Any]:
        return [each for each in row.contracts if each.is_listed]

    def read_ends_on(self, row: Any) -> Any:
        running = [each for each in row.contracts if each.is_listed and each.status in ("awarded", "active")]
        return max((each.ends_on for each in running if each.ends_on), default=None)


class SystemDetailSchema(SystemSchema):
    """A system with the source and age of every field. What is for boroughs is null without their key."""

    is_listed = fields.Bool(metadata={"description": "False once its authority has said that it is not theirs."})
    software_version = fields.Str(allow_none=True, metadata={"description": "For boroughs."})
    hosting = fields.Str(allow_none=True, metadata={"description": f"For boroughs: {', '.join(HOSTINGS)}."})
    hosting_detail = fields.Str(allow_none=True, metadata={"description": "For boroughs."})
    ask = fields.Str(allow_none=True, metadata={"description": "For boroughs: the role that may be asked about it."})
    satisfaction = fields.Int(allow_none=True, metadata={"description": "For boroughs: 1 (poor) to 5 (excellent)."})
    experience = fields.Str(allow_none=True, metadata={"description": "For boroughs: a line of experience."})
    replaced_by = fields.List(fields.Nested(SystemRef), metadata={"description": "Systems that took over from it."})
    sources = fields.Dict(
        fields.Str(), fields.Nested(FieldSourceSchema), metadata={"description": "Who says what, by field."}
    )


def names(description: str) -> fields.List:
    """Return a list of short texts."""
    return fields.List(
        text(200, "One of them."), validate=validate.Length(max=100), metadata={"description": description}
    )


class SystemCorrection(VisibilitySchema):
    """What the authority knows better. Leave out what is right; null says that there is none."""

    name = text(300, "What it is called there.")
    product = text(200, "Id or name of a product.", allow_none=True)
    authorities = fields.List(fields.Str(), validate=validate.Length(1, 50), metadata={"description": "All its users."})
    services = fields.List(fields.Str(), validate=validate.Length(max=50), metadata={"description": "Ids of services."})
    status = fields.Str(validate=validate.OneOf(STATUSES[1:]))
    modules = names("Parts of the product that are in use.")
    interfaces = names("What it exchanges data with.")
    standards = names("Data standards that it speaks.")
    has_open_api = fields.Bool(allow_none=True)
    first_used_on = Day(allow_none=True)
    retired_on = Day(allow_none=True)
    replaces = names("Ids of systems, or names, that it took over from.")
    contracts = fields.List(
        fields.Str(), validate=validate.Length(max=50), metadata={"description": "Ids of contracts."}
    )
    software_version = text(100, "For boroughs unless you say otherwise.", allow_none=True)
    hosting = fields.Str(allow_none=True, validate=validate.OneOf(HOSTINGS))
    hosting_detail = text(500, "For boroughs unless you say otherwise.", allow_none=True)
    ask = text(200, "The role that may be asked about it: never a person's name.", allow_none=True)
    satisfaction = fields.Int(
        allow_none=True, validate=validate.Range(1, 5), metadata={"description": "1 (poor) to 5 (excellent)."}
    )
    experience = text(500, "A line of experience, for boroughs unless you say otherwise.", allow_none=True)


class NewSystem(SystemCorrection):
    """A system that no source has told of: its name, or its product."""
