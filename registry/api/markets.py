"""Markets of services, as services and products show them."""

from typing import Any

from registry.api.schemas.market import share_of
from registry.api.schemas.record import money
from registry.api.session import session
from registry.holdings import Counts, counts_of
from registry.market import Market, shares
from registry.queries import market as queries

SHOWN = 25
_SOLD = (
    "Running technology contracts for this service. A contract counts once for each of its suppliers; an authority "
    "once for each supplier that it buys from; a yearly value where a source states one in pounds, with or without VAT."
)
_USED = (
    "Authorities that use a system of the product for this service, proposed ones too, retired ones not. An authority "
    "counts once for each product. Systems of which nobody has said the product are counted apart."
)


def market_of(service_id: str) -> dict[str, Any]:
    """Return how a service's market is shared out by supplier and by product."""
    return {"by_supplier": _sellers(service_id), "by_product": _products(service_id)}


def held(**narrowed: str) -> Counts:
    """Return the running contracts of an `authority`, for a `service` or a `product`, counted."""
    rows: Any = session().execute(queries.holdings(**narrowed))
    return counts_of(rows)


def _sellers(service_id: str) -> dict[str, Any]:
    counts = held(service=service_id)
    without = (session().scalar(queries.authority_count()) or 0) - len(counts.buyers)
    measures = {
        "contracts": shares(counts.by_supplier, counts.unnamed),
        "authorities": shares(counts.buyers_by_supplier, without),
        "annual_value": shares(counts.pence_by_supplier, counts.yearly_unknown),
    }
    return {"basis": _SOLD, "measures": measures, "suppliers": _largest_sellers(measures)}


def _largest_sellers(measures: dict[str, Market]) -> list[dict[str, Any]]:
    largest = list(measures["contracts"].counts)[:SHOWN]
    called = {each.id: each for each in session().scalars(queries.suppliers_called(largest))}
    return [
        {
            "supplier": called[id_],
            "contracts": measures["contracts"].counts[id_],
            "authorities": measures["authorities"].counts.get(id_, 0),
            "annual_value": money(measures["annual_value"].counts.get(id_)),
            "shares": {name: share_of(market, id_) for name, market in measures.items()},
        }
        for id_ in largest
    ]


def _products(service_id: str) -> dict[str, Any]:
    rows = session().execute(queries.users_by_product([service_id])).all()
    unknown = [(users, systems) for _, product, users, systems in rows if product is None]
    systems_of = {product: systems for _, product, _, systems in rows if product is not None}
    market = shares(
        {product: users for _, product, users, _ in rows if product is not None}, sum(users for users, _ in unknown)
    )
    largest = list(market.counts)[:SHOWN]
    called = {each.id: each for each in session().scalars(queries.products_called(largest))}
    return {
        "basis": _USED,
        "measure": market,
        "products": [
            {
                "product": called[id_],
                "authorities": market.counts[id_],
                "systems": systems_of[id_],
                "share": share_of(market, id_),
            }
            for id_ in largest
        ],
        "systems_of_unknown_product": sum(systems for _, systems in unknown),
        "authorities_without_known_system": session().scalar(queries.authorities_without_system(service_id)) or 0,
    }
