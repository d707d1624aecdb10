"""Markets as JSON."""

from typing import Any

from marshmallow import Schema, fields, validate

from registry.api.schemas.record import ProductRef, Record, SupplierRef, money
from registry.market import Concentration, Market

_FRACTION = "A fraction, 0.25 is a quarter."


class MeasureSchema(Record):
    """How a market is shared out by one measure."""

    total: fields.Field = fields.Int(metadata={"description": "All that is known of."})
    not_known = fields.Int(metadata={"description": "How many are known to nobody's account: never shared out."})
    members = fields.Int()
    top_1 = fields.Float(allow_none=True, metadata={"description": f"The largest member's share. {_FRACTION}"})
    top_3 = fields.Float(allow_none=True, metadata={"description": "The three largest members' share together."})
    top_5 = fields.Float(allow_none=True)
    hhi = fields.Int(
        allow_none=True,
        metadata={"description": "Herfindahl-Hirschman index, 0 to 10,000: the sum of squared shares in per cent."},
    )
    concentration = fields.Str(
        allow_none=True,
        validate=validate.OneOf([each.value for each in Concentration]),
        metadata={
            "description": "Concentrated above 1,000 and highly so above 2,000 (Merger Assessment Guidelines, "
            "OFT1254, 5.3.5)."
        },
    )

    def read_not_known(self, market: Market) -> int:
        return market.unknown

    def read_members(self, market: Market) -> int:
        return len(market.counts)

    def read_top_1(self, market: Market) -> float | None:
        return market.top(1)

    def read_top_3(self, market: Market) -> float | None:
        return market.top(3)

    def read_top_5(self, market: Market) -> float | None:
        return market.top(5)


class WorthMeasureSchema(MeasureSchema):
    """How a market is shared out by money."""

    total = fields.Str(metadata={"description": "All that is known of, in pounds."})

    def read_total(self, market: Market) -> str | None:
        return money(market.total)


class SupplierSharesSchema(Schema):
    """A supplier's shares. Null is unknown, or none."""

    contracts = fields.Float(allow_none=True)
    authorities = fields.Float(allow_none=True)
    annual_value = fields.Float(allow_none=True)


class SellerSchema(Schema):
    """What a supplier has of a market."""

    supplier = fields.Nested(SupplierRef)
    contracts = fields.Int()
    authorities = fields.Int()
    annual_value = fields.Str(
        allow_none=True, metadata={"description": "Pounds a year, of those contracts that say it."}
    )
    shares = fields.Nested(SupplierSharesSchema)


class SellerMeasuresSchema(Schema):
    """The same market by three measures."""

    contracts = fields.Nested(MeasureSchema)
    authorities = fields.Nested(MeasureSchema)
    annual_value = fields.Nested(WorthMeasureSchema)


class SellersSchema(Schema):
    """A market by supplier."""

    basis = fields.Str(metadata={"description": "What is counted, in words."})
    measures = fields.Nested(SellerMeasuresSchema)
    suppliers = fields.List(fields.Nested(SellerSchema), metadata={"description": "The largest 25."})


class ProductShareSchema(Schema):
    """What a product has of a market."""

    product = fields.Nested(ProductRef)
    authorities = fields.Int()
    systems = fields.Int()
    share = fields.Float(metadata={"description": f"Of authorities that use any known product. {_FRACTION}"})


class ProductsInUseSchema(Schema):
    """A market by product."""

    basis = fields.Str(metadata={"description": "What is counted, in words."})
    measure = fields.Nested(MeasureSchema)
    products = fields.List(fields.Nested(ProductShareSchema), metadata={"description": "The largest 25."})
    systems_of_unknown_product = fields.Int()
    authorities_without_known_system = fields.Int(metadata={"description": "Nothing known is not nothing there."})


class MarketSchema(Schema):
    """How a service's market is shared out."""

    by_supplier = fields.Nested(SellersSchema)
    by_product = fields.Nested(ProductsInUseSchema)


def share_of(market: Market, member: str) -> Any:
    """Return a member's share; None when it has none."""
    return market.shares.get(member)
