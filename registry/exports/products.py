"""Products as a file."""

from typing import Any

from registry.exports.columns import Column, Export, Kind, Linked
from registry.exports.links import product_names
from registry.models import Product
from registry.queries.products import products_matching


def _url(row: Any, linked: Linked) -> str:
    return linked.url(f"products/{row.id}")


def _names(kind: str) -> Any:
    def read(row: Any, linked: Linked) -> list[str]:
        return [name for of, name in linked.links["names"].get(row.id, []) if of == kind]

    return read


def _ends(row: Any, _linked: Linked) -> list[str]:
    return [f"{each['on']} {each.get('version') or ''}".strip() for each in row.ends]


PRODUCTS = Export(
    "products",
    Product.id,
    (
        Column("id", Kind.text, Product.id, "The same for ever."),
        Column("url", Kind.text, _url, "The permalink."),
        Column("name", Kind.text, Product.name),
        Column("maker", Kind.text, Product.maker),
        Column("maker_number", Kind.text, Product.maker_number, "Its maker's number at Companies House."),
        Column("former_names", Kind.texts, _names("former")),
        Column("aliases", Kind.texts, _names("alias")),
        Column("services", Kind.texts, Product.services, "Ids of the services it is for."),
        Column("support_ends", Kind.texts, _ends, "Last days of support, each with its version."),
    ),
    lambda _edition: products_matching(),
    {"names": product_names},
    (Product.ends,),
)
