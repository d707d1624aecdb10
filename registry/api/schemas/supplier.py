"""Suppliers as JSON: what is known of them, and what editors decide."""

from typing import Any

from marshmallow import Schema, fields, validate

from registry.api.fields import Day, text_filter
from registry.api.references import authority_filter, service_filter
from registry.api.schemas.correction import text
from registry.api.schemas.notice import sort_by
from registry.api.schemas.own_words import OwnWordsSchema
from registry.api.schemas.record import AuthorityRef, Money, Record, SupplierRef
from registry.api.schemas.visibility import VisibilitySchema
from registry.queries.suppliers import SORTS

SME = "Whether it is a small or medium-sized enterprise, as last published."
VCSE = "Whether it is a voluntary, community or social enterprise, as last published."
ANNUAL = "Sum of the yearly values that sources state in pounds, of contracts that run; none is worked out."


class SupplierFilters(Schema):
    """Which suppliers, in which order."""

    name = text_filter("Any part of any name it was published under.")
    company_number = text_filter("Its number at Companies House, 8 characters.", 8)
    authority = authority_filter()
    service = service_filter()
    parent = text_filter("Id or slug of the company that owns it; several with commas.")
    has_contracts = fields.Bool(metadata={"description": "Only those who hold a contract, or only the others."})
    is_sme = fields.Bool(metadata={"description": SME})
    is_vcse = fields.Bool(metadata={"description": VCSE})
    sort = sort_by(SORTS, "name")


class SupplierSchema(Record):
    """A supplier."""

    id = fields.Str()
    url = fields.Str()
    slug = fields.Str()
    name = fields.Str()
    company_number = fields.Str(allow_none=True)
    is_sme = fields.Bool(allow_none=True, metadata={"description": SME})
    is_vcse = fields.Bool(allow_none=True, metadata={"description": VCSE})
    names = fields.List(fields.Str(), metadata={"description": "Spellings under which it was published."})

    def read_url(self, row: Any) -> str:
        return f"/api/v1/suppliers/{row.id}"

    def read_names(self, row: Any) -> list[str]:
        return [spelling.name for spelling in row.names]


class MergedSupplierSchema(SupplierRef):
    """A supplier that turned out to be another."""

    merged_into = fields.Str(
        attribute="joined_id", allow_none=True, metadata={"description": "The id of the one that it was joined to."}
    )
    by = fields.Str(
        attribute="joined_by",
        allow_none=True,
        metadata={"description": "The editor who merged it or keeps it apart; null where its name decides."},
    )
    stands_for = fields.Str(metadata={"description": "The id of the supplier that it stands for now, maybe its own."})

    def read_stands_for(self, row: Any) -> str:
        return str(row.merged_into_id or row.id)


class SupplierHoldingsSchema(Schema):
    """How many contracts a supplier holds, and what is known of their yearly value."""

    contracts = fields.Int(metadata={"description": "How many are listed: /contracts?supplier={id} lists them."})
    running = fields.Int(metadata={"description": "How many of them run and are not past their end."})
    annual_value = fields.Nested(Money, allow_none=True, metadata={"description": ANNUAL})
    annual_value_unknown = fields.Int(metadata={"description": "How many of the running ones state none in pounds."})


class SupplierAuthoritySchema(SupplierHoldingsSchema):
    """What a supplier holds with one authority."""

    authority = fields.Nested(AuthorityRef)
    next_end_on = Day("When the first of those that run ends.", allow_none=True)


class SupplierYearSchema(Schema):
    """How many running contracts end in a year."""

    year = fields.Int(allow_none=True, metadata={"description": "Null where no source says the end."})
    contracts = fields.Int()


class SupplierDetailSchema(SupplierSchema, SupplierHoldingsSchema):
    """A supplier with what it holds, the companies around it, and apart from these its own words."""

    parent = fields.Nested(SupplierRef, allow_none=True, metadata={"description": "The company that owns it."})
    subsidiaries = fields.List(fields.Nested(SupplierRef), metadata={"description": "Companies that it owns."})
    merged = fields.List(
        fields.Nested(MergedSupplierSchema), metadata={"description": "Those that turned out to be it."}
    )
    by_authority = fields.List(fields.Nested(SupplierAuthoritySchema))
    by_end = fields.List(
        fields.Nested(SupplierYearSchema), metadata={"description": "Running contracts by year of their end."}
    )
    own_words = fields.Nested(
        OwnWordsSchema,
        allow_none=True,
        metadata={"description": "What the supplier says of itself; nobody checked it."},
    )


class SupplierEdit(Schema):
    """What an editor knows better. Leave out what is right."""

    name = text(500, "Its name, which notices then leave alone.")
    aliases = fields.List(
        text(500, "A name."), validate=validate.Length(1, 50), metadata={"description": "Other names to add."}
    )
    parent = text(120, "Id or slug of the company that owns it; null when none does.", allow_none=True)
    company_number = text(12, "Its number at Companies House, where it has none here.")
    is_sme = fields.Bool(metadata={"description": "Until a later notice says otherwise."})
    is_vcse = fields.Bool(metadata={"description": "Until a later notice says otherwise."})
    note = VisibilitySchema().fields["note"]


class SupplierMergeIn(Schema):
    """The supplier that this one is."""

    into = text(120, "Id or slug of the one to keep.", required=True)
    force = fields.Bool(load_default=False, metadata={"description": "Though both have a company number."})
    note = VisibilitySchema().fields["note"]


class SupplierSplitIn(Schema):
    """Why they are two."""

    note = VisibilitySchema().fields["note"]


class SupplierApartIn(Schema):
    """Two suppliers with like names that are two."""

    from_ = text(120, "Id or slug of the other.", required=True, data_key="from")
    note = VisibilitySchema().fields["note"]


class SupplierSuggestionFilters(Schema):
    """Which suggestions."""

    supplier = text_filter("Only those about this supplier: its id or slug.", 120)


class SupplierSuggestionSchema(Schema):
    """Two suppliers that may be one: merge `other` into `one`, or say that they are apart."""

    one = fields.Nested(SupplierRef)
    other = fields.Nested(SupplierRef)
    score = fields.Float(metadata={"description": "From 0 to 1."})
    why = fields.List(fields.Str())
