"""`/products` and `/products/<key>`: what authorities use, under present and former names."""

from typing import Any

from flask import abort, render_template

from registry.api.cached import once_a_minute
from registry.api.clock import today
from registry.api.session import session
from registry.models import Product
from registry.queries.products import (
    contracts_for,
    product_by_id,
    products_matching,
    services_served,
    supplier_numbered,
    user_counts,
)
from registry.queries.systems import systems_matching
from web import queries
from web.asking import asked_text
from web.blueprint import blp
from web.facts import contract_rows, system_rows
from web.history import history_of
from web.paging import listed, page_of

SIZE = 50
USERS = 100
"""How many systems of one product are shown."""


@blp.get("/products")
def products() -> str:
    """Show products by any of their names, those that most authorities use first."""
    name = asked_text("name")
    users = once_a_minute("users_by_product", lambda: dict(session().execute(queries.users_by_product()).all()))
    ids = session().scalars(products_matching(name=name or None).with_only_columns(Product.id)).all()
    found = page_of(sorted(ids, key=lambda each: -users.get(each, 0)), SIZE)
    shown = {each.id: each for each in session().scalars(products_matching(ids=found.items))}
    rows = [(shown[each], users.get(each, 0)) for each in found.items]
    return render_template("web/products.html", found=found, rows=rows, name=name)


@blp.get("/products/<key>")
def product(key: str) -> str:
    """Show a product: its maker, names and ends of support, who uses it and until when."""
    product: Product = session().scalar(product_by_id(key)) or abort(404)
    number = product.maker_number
    used = systems_matching(product=[product.id]).order_by(None).order_by(*queries.in_use_first()).limit(USERS)
    found = listed(contracts_for(product.id, today()), SIZE)
    systems, authorities = session().execute(user_counts(product.id)).one()
    return render_template(
        "web/product.html",
        product=product,
        names={kind: [each.name for each in product.names if each.kind == kind] for kind in ("former", "alias")},
        maker=session().scalar(supplier_numbered(number)) if number else None,
        ends=_ends(product),
        services=session().scalars(services_served(product.id, product.services)).all(),
        counts=(systems, authorities),
        users=system_rows(session().scalars(used)),
        found=found,
        rows=contract_rows(found.items),
        history=history_of("product", product.id),
    )


def _ends(product: Product) -> list[dict[str, Any]]:
    """Return its ends of support, the next to come first, then past ones."""
    ends = [{**each, "is_past": each["on"] < today().isoformat()} for each in product.ends]
    return sorted(ends, key=lambda each: (each["is_past"], each["on"]))
