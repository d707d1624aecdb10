"""Products as JSON."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields

from registry.api.clock import today
from registry.api.fields import Day, text_filter
from registry.api.references import service_filter
from registry.api.schemas.contract import ContractSchema
from registry.api.schemas.estate import WorthSchema, YearSchema
from registry.api.schemas.notice import sort_by
from registry.api.schemas.record import AuthorityRef, Record, ServiceRef, SupplierRef
from registry.queries.products import SORTS


class ProductFilters(Schema):
    """Which products, in which order."""

    name = text_filter("Any part of any name: present, former or other.")
    called = text_filter("A whole name, present, former or other, whatever its case, accents and punctuation.")
    maker = text_filter("Any part of its maker's name.")
    service = service_filter()
    in_use = fields.Bool(metadata={"description": "Only those that a system in use is known of, or only the others."})
    ends_before = Day("A version's support ends on this day or earlier.")
    sort = sort_by(SORTS, "name")


class EndOfSupport(Record):
    """The last day on which a version is supported."""

    version = fields.Str()
    on = Day()
    source = fields.Str(metadata={"description": "Where its maker says so."})
    is_past = fields.Bool()

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        if attr in ("on", "is_past"):
            on = date.fromisoformat(obj["on"])
            return on if attr == "on" else on < today()
        return obj.get(attr, default)


class ProductSchema(Record):
    """A product: software or technology that authorities use."""

    id = fields.Str()
    url = fields.Str()
    name = fields.Str()
    maker = fields.Str(allow_none=True)
    maker_number = fields.Str(allow_none=True, metadata={"description": "Its maker's number at Companies House."})
    former_names = fields.List(fields.Str())
    aliases = fields.List(fields.Str(), metadata={"description": "Other spellings and abbreviations."})
    needs = fields.List(
        fields.Str(), metadata={"description": "Words one of which must stand beside a name with another meaning."}
    )
    services = fields.List(fields.Str(), metadata={"description": "Ids of the services that it is for."})
    ends = fields.List(fields.Nested(EndOfSupport), metadata={"description": "Ends of support, by version."})
    is_edited = fields.Bool(metadata={"description": "Whether an editor keeps it; else the reference data does."})

    def read_url(self, row: Any) -> str:
        return f"/api/v1/products/{row.id}"

    def read_former_names(self, row: Any) -> list[str]:
        return [each.name for each in row.names if each.kind == "former"]

    def read_aliases(self, row: Any) -> list[str]:
        return [each.name for each in row.names if each.kind == "alias"]


class UseSchema(Schema):
    """An authority's system of a product."""

    authority = fields.Nested(AuthorityRef)
    system = fields.Str()
    system_url = fields.Str()
    name = fields.Str(metadata={"description": "What the authority calls it, or the product's name."})
    status = fields.Str(metadata={"description": "proposed, live, retiring or retired."})
    next_end_on = Day("The first end still to come of its running contracts.", allow_none=True)


class ContractLine(ContractSchema):
    """A contract in a line."""

    class Meta:
        fields = ("id", "url", "title", "status", "authorities", "suppliers", "ends_on", "open_ended", "annual_value")


class SellerCount(Schema):
    """A supplier that sells a product."""

    supplier = fields.Nested(SupplierRef)
    contracts = fields.Int()


class ServiceShare(Schema):
    """A product's share of the market for a service."""

    service = fields.Nested(ServiceRef)
    authorities = fields.Int(metadata={"description": "Authorities that use it for this service."})
    of = fields.Int(metadata={"description": "Authorities that use any known product, each once for each."})
    share = fields.Float(allow_none=True, metadata={"description": "0.25 is a quarter; null when nobody is known."})
    not_known = fields.Int(metadata={"description": "Authorities with a system of which the product is not known."})


class ProductUseSchema(Schema):
    """Who uses and sells a product, and what is known of its contracts."""

    maker_supplier = fields.Nested(SupplierRef, allow_none=True)
    authorities = fields.Int(metadata={"description": "How many use it: retired systems do not count."})
    systems = fields.Int()
    users = fields.List(fields.Nested(UseSchema), metadata={"description": "The first 100; /systems?product= has all."})
    contracts = fields.Int(metadata={"description": "Those that are over too."})
    running = fields.Int()
    with_known_end = fields.Int(metadata={"description": "Of the running ones."})
    past_end = fields.Int(metadata={"description": "Of the running ones: past the end that sources state."})
    annual_value = fields.Nested(WorthSchema)
    whole_value = fields.Nested(WorthSchema)
    ends_by_year = fields.List(fields.Nested(YearSchema))
    latest_contracts = fields.List(
        fields.Nested(ContractLine),
        metadata={"description": "The first 10 that run, soonest to end first; `contracts_url` has all."},
    )
    contracts_url = fields.Str()
    suppliers = fields.List(fields.Nested(SellerCount), metadata={"description": "Who sells it, most contracts first."})
    market = fields.List(fields.Nested(ServiceShare), metadata={"description": "Its share by service."})


class ProductDetailSchema(ProductSchema, ProductUseSchema):
    """A product with who uses, buys and sells it."""
