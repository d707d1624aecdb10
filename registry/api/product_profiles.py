"""A product's users, contracts, sellers and share of its markets, as its profile shows them."""

from typing import Any

from registry.api.clock import today
from registry.api.estates import worth, years
from registry.api.markets import held
from registry.api.session import session
from registry.claims import FRESH_FOR
from registry.holdings import Counts
from registry.market import shares
from registry.models import Product
from registry.queries import market, products

USERS, CONTRACTS, SELLERS = 100, 10, 25


def profile_of(product: Product) -> dict[str, Any]:
    """Return who uses and sells a product, and what is known of its contracts."""
    ask, many, on = session().execute, session().scalars, today()
    summary = ask(products.contract_summary(product.id, on, on - FRESH_FOR)).one()._asdict()
    systems, authorities = ask(products.user_counts(product.id)).one()
    number, counts = product.maker_number, held(product=product.id)
    return {
        **summary,
        "maker_supplier": session().scalar(products.supplier_numbered(number)) if number else None,
        "authorities": authorities,
        "systems": systems,
        "users": _users(product.id),
        "annual_value": worth(summary, "annual"),
        "whole_value": worth(summary, "whole"),
        "ends_by_year": years(counts),
        "latest_contracts": many(products.contracts_for(product.id, on).limit(CONTRACTS)).all(),
        "contracts_url": f"/api/v1/contracts?product={product.id}",
        "suppliers": _sellers(counts),
        "market": _market(product),
    }


def _users(product_id: str) -> list[dict[str, Any]]:
    rows = session().execute(products.users_of(product_id).limit(USERS)).all()
    ends = dict(session().execute(products.next_ends([id_ for id_, *_ in rows], today())).all())
    return [
        {
            "authority": authority,
            "system": id_,
            "system_url": f"/api/v1/systems/{id_}",
            "name": name,
            "status": status,
            "next_end_on": ends.get(id_),
        }
        for id_, name, status, authority in rows
    ]


def _sellers(counts: Counts) -> list[dict[str, Any]]:
    sold = shares(counts.by_supplier, counts.unnamed)
    largest = list(sold.counts)[:SELLERS]
    called = {each.id: each for each in session().scalars(market.suppliers_called(largest))}
    return [{"supplier": called[id_], "contracts": sold.counts[id_]} for id_ in largest]


def _market(product: Product) -> list[dict[str, Any]]:
    services = session().scalars(products.services_served(product.id, product.services)).all()
    rows = session().execute(market.users_by_product([each.id for each in services])).all()
    found = []
    for service in services:
        users = {used: count for of, used, count, _ in rows if of == service.id}
        unknown = users.pop(None, 0)
        of = shares({used: count for used, count in users.items() if used is not None}, unknown)
        found.append(
            {
                "service": service,
                "authorities": of.counts.get(product.id, 0),
                "of": of.total,
                "share": of.shares.get(product.id, 0.0) if of.total else None,
                "not_known": of.unknown,
            }
        )
    return found
