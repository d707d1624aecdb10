"""What a search takes and answers, as JSON."""

from marshmallow import Schema, fields, validate

from registry.api.fields import Choice, Day, Moment
from registry.api.references import authority_filter, product_filter, service_filter, supplier_filter
from registry.api.schemas.contract import STATUSES
from registry.api.schemas.plan import STAGES as PLAN_STAGES
from registry.api.schemas.record import AuthorityRef, Money, ProductRef, ServiceRef, SupplierRef
from registry.ocds.notice_types import STAGES
from search.language import MAX_CHARACTERS

KINDS = ["notice", "contract", "plan", "system", "product", "supplier", "authority", "service"]
SYSTEM_STATUSES = ["proposed", "live", "retiring", "retired"]
FIELDS = ["title", "description", "names", "references", "service", "product"]
SORTS = ["relevance", "closing", "ending", "published", "-published", "value", "-value"]
FACETS = ("kind", "authority", "service", "supplier", "product", "stage", "status")


class SearchFilters(Schema):
    """What to find, and in which order."""

    q = fields.Str(
        load_default="",
        validate=validate.Length(max=MAX_CHARACTERS),
        metadata={
            "description": 'Words, all of which must be there; `"a phrase"`, `-without`, `beginning*`. '
            "Nothing finds everything.",
            "example": "housing management",
        },
    )
    kind = Choice(KINDS, "What to find.")
    authority = authority_filter()
    service = service_filter()
    supplier = supplier_filter()
    product = product_filter()
    stage = Choice([*STAGES, *PLAN_STAGES], "What a notice reports, or how far a plan is.")
    status = Choice([*STATUSES, *SYSTEM_STATUSES], "Whether a contract runs, or a system is in use.")
    closing_after = Day("Open for answers until this day or later.")
    closing_before = Day("Open for answers until this day or earlier.")
    ending_after = Day("Ends on this day or later; of a plan, what it replaces.")
    ending_before = Day("Ends on this day or earlier; of a plan, what it replaces.")
    known = fields.Bool(
        load_default=False,
        metadata={"description": "Leave out what has no known day where days are asked for."},
    )
    sort = fields.Str(
        load_default="relevance",
        validate=validate.OneOf(SORTS),
        metadata={
            "description": "What comes first; `-` turns it round. What is unknown comes last. "
            "Without words to be relevant to: the latest published."
        },
    )


class SuggestionFilters(Schema):
    """What has been typed so far."""

    q = fields.Str(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "How a title begins."},
    )
    size = fields.Int(load_default=8, validate=validate.Range(1, 20), metadata={"description": "At most so many."})


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
    """Counts by facet, most frequent values first."""

    kind = fields.List(fields.Nested(CountSchema))
    authority = fields.List(fields.Nested(CountSchema))
    service = fields.List(fields.Nested(CountSchema))
    supplier = fields.List(fields.Nested(CountSchema))
    product = fields.List(fields.Nested(CountSchema))
    stage = fields.List(fields.Nested(CountSchema))
    status = fields.List(fields.Nested(CountSchema))


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
