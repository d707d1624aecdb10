"""Authorities and suppliers as files."""

from typing import Any

from registry.exports.columns import Column, Export, Kind, Linked
from registry.exports.links import supplier_names
from registry.models import Authority, Supplier
from registry.queries.authorities import authorities_matching
from registry.queries.suppliers import suppliers_matching


def _authority_url(row: Any, linked: Linked) -> str:
    return linked.url(f"authorities/{row.gss}")


def _supplier_url(row: Any, linked: Linked) -> str:
    return linked.url(f"suppliers/{row.id}")


def _names(row: Any, linked: Linked) -> list[str]:
    return linked.links["names"].get(row.id, [])


AUTHORITIES = Export(
    "authorities",
    Authority.gss,
    (
        Column("gss", Kind.text, Authority.gss, "The code of the Office for National Statistics."),
        Column("url", Kind.text, _authority_url, "The permalink."),
        Column("lae", Kind.text, Authority.lae, "Its code in the GB-LAE list of org-id.guide."),
        Column("slug", Kind.text, Authority.slug),
        Column("name", Kind.text, Authority.short_name),
        Column("official_name", Kind.text, Authority.official_name),
        Column("kind", Kind.text, Authority.kind),
        Column("region", Kind.text, Authority.region),
    ),
    lambda _edition: authorities_matching(),
    {},
)
SUPPLIERS = Export(
    "suppliers",
    Supplier.id,
    (
        Column("id", Kind.text, Supplier.id, "The same for ever, in every registry."),
        Column("url", Kind.text, _supplier_url, "The permalink."),
        Column("slug", Kind.text, Supplier.slug),
        Column("name", Kind.text, Supplier.name),
        Column("company_number", Kind.text, Supplier.company_number, "Its number at Companies House."),
        Column("names", Kind.texts, _names, "Spellings under which it was published."),
    ),
    lambda _edition: suppliers_matching(),
    {"names": supplier_names},
)
