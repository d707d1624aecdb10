"""Estates as JSON."""

from marshmallow import Schema, fields

from registry.api.fields import Day, Moment
from registry.api.schemas.market import MeasureSchema
from registry.api.schemas.record import ServiceRef, SupplierRef


class WorthSchema(Schema):
    """What running contracts are worth, where sources state it in pounds."""

    amount = fields.Str(metadata={"description": "Pounds: the sum of what is known, so at least this."})
    known = fields.Int(metadata={"description": "How many running contracts say it."})
    with_vat = fields.Int(metadata={"description": "How many of those say it with VAT: the sum mixes both."})
    not_known = fields.Int(metadata={"description": "How many say none, or in another currency."})


class ServiceCount(ServiceRef):
    """How many contracts an authority has for a service."""

    contracts = fields.Int()


class YearSchema(Schema):
    """How many running contracts end in a year."""

    year = fields.Int()
    contracts = fields.Int()


class HolderSchema(Schema):
    """What a supplier holds of an authority's running contracts."""

    supplier = fields.Nested(SupplierRef)
    contracts = fields.Int()
    share = fields.Float(metadata={"description": "Of running contracts with a known supplier; 0.25 is a quarter."})
    annual_value = fields.Str(allow_none=True, metadata={"description": "Pounds a year, as far as known."})


class HoldersSchema(Schema):
    """Who holds an authority's running contracts."""

    measure = fields.Nested(MeasureSchema)
    suppliers = fields.List(fields.Nested(HolderSchema), metadata={"description": "The largest 10."})


class EstateSchema(Schema):
    """What is known of an authority's technology: listed systems and contracts. Nothing known is not nothing there."""

    contracts = fields.Int(metadata={"description": "Technology contracts, those that are over too."})
    running = fields.Int(metadata={"description": "Those not over: awarded or active. What follows is of these."})
    with_known_end = fields.Int(metadata={"description": "With an end, or known to run until one side ends them."})
    past_end = fields.Int(metadata={"description": "Past the end that sources state."})
    with_value = fields.Int(metadata={"description": "With any value, yearly or over the whole life."})
    value_confirmed = fields.Int(metadata={"description": "With a value that the authority itself says."})
    confirmed_within_year = fields.Int(metadata={"description": "The authority spoke about within twelve months."})
    disputed = fields.Int(metadata={"description": "An official notice disagrees with the authority."})
    latest_word_on = Day("The last day on which the authority spoke about a contract.", allow_none=True)
    other_contracts = fields.Int(metadata={"description": "Contracts kept from registers that are not technology."})
    annual_value = fields.Nested(WorthSchema)
    whole_value = fields.Nested(WorthSchema, metadata={"description": "Over the contracts' whole life."})
    ends_by_year = fields.List(fields.Nested(YearSchema))
    decisions = fields.Dict(fields.Str(), fields.Int(), metadata={"description": "Running contracts by decision."})
    suppliers = fields.Nested(HoldersSchema)
    systems = fields.Dict(fields.Str(), fields.Int(), metadata={"description": "Systems by status."})
    services = fields.List(
        fields.Nested(ServiceCount), metadata={"description": "Services that it has running contracts for."}
    )
    services_without_known_system = fields.List(
        fields.Nested(ServiceRef), metadata={"description": "Not known; that is not to say that there is none."}
    )
    notices = fields.Int()
    latest_notice_at = Moment(allow_none=True)
