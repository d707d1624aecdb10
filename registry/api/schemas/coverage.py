"""Coverage as JSON."""

from typing import Any, NamedTuple

from marshmallow import Schema, fields, validate

from registry.api.fields import Day, Moment
from registry.api.references import authority_filter, service_filter
from registry.api.schemas.record import AuthorityRef, ServiceRef
from registry.coverage import Known
from registry.models import Authority, Service


class CoverageFilters(Schema):
    """Which part of the estate."""

    authority = authority_filter()
    service = service_filter()


class CellFilters(CoverageFilters):
    """Which pairs of an authority and a service."""

    known = fields.Bool(metadata={"description": "Only pairs of which anything is known, or only the others."})


class KnownSchema(Schema):
    """What is known: listed systems not retired, and running technology contracts."""

    systems = fields.Int()
    contracts = fields.Int(metadata={"description": "Awarded or active. What follows is of these."})
    with_end = fields.Int(metadata={"description": "With an end, or known to run until one side ends them."})
    with_value = fields.Int(metadata={"description": "With a value, yearly or over the whole life."})
    value_confirmed = fields.Int(metadata={"description": "With a value that the authority itself says."})
    confirmed_within_year = fields.Int(metadata={"description": "The authority spoke about within twelve months."})
    disputed = fields.Int(metadata={"description": "An official notice disagrees with the authority."})
    latest_word_on = Day("The last day on which an authority spoke about one.", allow_none=True)


class AuthorityCoverage(KnownSchema):
    """What is known of an authority."""

    authority = fields.Nested(AuthorityRef)
    services_known = fields.Int(metadata={"description": "Services of which a system or a contract is known."})
    services_unknown = fields.Int(metadata={"description": "Not known; that is not to say that there is none."})
    register_said_on = Day("The day as of which its latest register speaks; null when none was read.", allow_none=True)


class ServiceCoverage(KnownSchema):
    """What is known for a service."""

    service = fields.Nested(ServiceRef)
    authorities_known = fields.Int()
    authorities_unknown = fields.Int()


class Cell(NamedTuple):
    """An authority, a service or None, and what is known of both together."""

    authority: Authority
    service: Service | None
    known: Known

    @property
    def url(self) -> str:
        narrowed = f"&service={self.service.id}" if self.service else ""
        return f"/api/v1/coverage?authority={self.authority.slug}{narrowed}"


class CellSchema(KnownSchema):
    """What is known of an authority for a service."""

    url = fields.Str(metadata={"description": "The coverage of this pair alone."})
    authority = fields.Nested(AuthorityRef)
    service = fields.Nested(
        ServiceRef, allow_none=True, metadata={"description": "Null: contracts of which the service is not known."}
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        return getattr(obj if attr in ("url", "authority", "service") else obj.known, attr, default)


class SourceCoverage(Schema):
    """What a source has told."""

    name = fields.Str()
    kind = fields.Str(validate=validate.OneOf(["portal", "register", "public_record", "authority"]))
    contracts = fields.Int(metadata={"description": "How many contracts it says something of."})
    notices = fields.Int(allow_none=True, metadata={"description": "How many notices of a portal are kept."})
    last_read_at = Moment("When a portal was last read without an error, or a register last applied.", allow_none=True)
    whole_since = Moment("All that a portal published from here on has been read ...", allow_none=True)
    whole_until = Moment("... until here.", allow_none=True)
    runs_lately = fields.Int(allow_none=True, metadata={"description": "Runs that began within seven days."})
    failed_lately = fields.Int(allow_none=True, metadata={"description": "Those of them that failed."})
    lost_pages = fields.Int(allow_none=True, metadata={"description": "Pages that could not be read in any way."})


class MissingSchema(Schema):
    """What is missing."""

    authorities = fields.List(
        fields.Nested(AuthorityRef), metadata={"description": "Of which no system and no contract is known."}
    )
    services = fields.List(fields.Nested(ServiceRef), metadata={"description": "For which none is known anywhere."})
    pairs = fields.Int(metadata={"description": "Pairs of an authority and a service of which nothing is known."})
    of_pairs = fields.Int()
    without_register = fields.List(
        fields.Nested(AuthorityRef), metadata={"description": "Whose contracts register was never read."}
    )
    portals_never_read = fields.List(fields.Str())
    sentences = fields.List(fields.Str(), metadata={"description": "The same in words."})


class CoverageSchema(Schema):
    """How much of the estate is known, and what is missing. Counted at most once a minute."""

    on = Day()
    totals = fields.Nested(KnownSchema)
    authorities = fields.List(fields.Nested(AuthorityCoverage))
    services = fields.List(fields.Nested(ServiceCoverage))
    sources = fields.List(fields.Nested(SourceCoverage))
    missing = fields.Nested(MissingSchema)
