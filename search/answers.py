"""What a search answers, as JSON."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Day, Moment
from registry.api.schemas.record import AuthorityRef, Money, ProductRef, ServiceRef, SupplierRef
from search.schemas import KINDS

FIELDS = ["title", "description", "names", "references", "service", "product"]
BOOSTS = ["open", "recent"]


class SegmentSchema(Schema):
    """A piece of text, and whether it is what was searched for."""

    text = fields.Str()
    match = fields.Bool()


class WhySchema(Schema):
    """Why a record was found."""

    words = fields.List(fields.Str(), metadata={"description": "The words of the search that are in it."})
    fields_ = fields.List(
        fields.Str(validate=validate.OneOf(FIELDS)),
        data_key="fields",
        attribute="fields",
        metadata={"description": "Where they are."},
    )
    name = fields.Str(
        allow_none=True,
        metadata={
            "description": "The name of its product, also a former one, that says what its title does not.",
            "example": "SX3",
        },
    )
    boosts = fields.List(
        fields.Str(validate=validate.OneOf(BOOSTS)),
        metadata={"description": "What else made it come earlier: it is open for answers, or new."},
    )


class SuggestionSchema(Schema):
    """A record by its title."""

    kind = fields.Str(validate=validate.OneOf(KINDS))
    id = fields.Str()
    title = fields.Str()
    url = fields.Str()


class HitSchema(SuggestionSchema):
    """A record that was found. Null is unknown, or nothing that such a record has."""

    ocid = fields.Str(allow_none=True)
    authorities = fields.List(fields.Nested(AuthorityRef))
    suppliers = fields.List(fields.Nested(SupplierRef))
    service = fields.Nested(ServiceRef, allow_none=True, metadata={"description": "Of a contract, a notice or a plan."})
    services = fields.List(fields.Nested(ServiceRef), metadata={"description": "All that it is for."})
    product = fields.Nested(ProductRef, allow_none=True)
    stage = fields.Str(allow_none=True)
    status = fields.Str(allow_none=True)
    published_on = Day(allow_none=True)
    closes_at = Moment(allow_none=True)
    starts_on = Day("First day of a contract, or of the one that a plan is for.", allow_none=True)
    ends_on = Day(allow_none=True)
    value = fields.Nested(Money, allow_none=True)
    highlights = fields.List(fields.Nested(SegmentSchema))
    why = fields.Nested(WhySchema)
    score = fields.Float(metadata={"description": "Comparable within one answer only."})


class CountSchema(Schema):
    """A value of a facet, and how many records have it."""

    value = fields.Str()
    name = fields.Str(metadata={"description": "The value as people call it."})
    count = fields.Int()


class FacetsSchema(Schema):
    """Counts by facet, most frequent values first; months and bands in their order."""

    kind = fields.List(fields.Nested(CountSchema))
    authority = fields.List(fields.Nested(CountSchema))
    service = fields.List(fields.Nested(CountSchema))
    supplier = fields.List(fields.Nested(CountSchema))
    product = fields.List(fields.Nested(CountSchema))
    stage = fields.List(fields.Nested(CountSchema))
    status = fields.List(fields.Nested(CountSchema))
    value_band = fields.List(fields.Nested(CountSchema))
    closing_month = fields.List(fields.Nested(CountSchema))
    ending_month = fields.List(fields.Nested(CountSchema))


class LoosenSchema(Schema):
    """What would be found with fewer filters."""

    without = fields.List(fields.Str(), metadata={"description": "The arguments to leave out.", "example": ["kind"]})
    total = fields.Int(metadata={"description": "How many records would be found."})


class SearchAnswer(Schema):
    """One page of what was found."""

    total = fields.Int(metadata={"description": "How many records were found, exactly."})
    hits = fields.List(fields.Nested(HitSchema))
    facets = fields.Nested(
        FacetsSchema,
        metadata={"description": "Counts over all that was found, each facet as if its own filter were off."},
    )
    did_you_mean = fields.Str(allow_none=True, metadata={"description": "With misspelt words put right."})
    reading = fields.Str(metadata={"description": "How the search was understood."})
    loosen = fields.List(
        fields.Nested(LoosenSchema),
        metadata={"description": "Where nothing was found: how many would be without each filter, and without any."},
    )
    next_cursor = fields.Str(allow_none=True, metadata={"description": "`cursor` of the next page; null on the last."})
