"""Systems as a file: who uses what."""

from typing import Any

from registry.exports.columns import Column, Export, Kind, Linked
from registry.exports.links import authorities_by, products, services_by, system_contracts
from registry.exports.shared_columns import authority_columns, each_of
from registry.models import System, SystemAuthority, SystemService
from registry.queries.systems import systems_matching


def _url(row: Any, linked: Linked) -> str:
    return linked.url(f"systems/{row.id}")


def _product(row: Any, linked: Linked) -> str | None:
    return linked.links["products"].get(row.product_id)


def _contracts(row: Any, linked: Linked) -> list[str]:
    return linked.links["contracts"].get(row.id, [])


SYSTEMS = Export(
    "systems",
    System.id,
    (
        Column("id", Kind.text, System.id, "The same for ever."),
        Column("url", Kind.text, _url, "The permalink."),
        Column("name", Kind.text, System.name),
        Column("product_id", Kind.text, System.product_id, "The product, where it is known."),
        Column("product", Kind.text, _product, "The same by name."),
        Column("status", Kind.text, System.status, "proposed, live, retiring or retired."),
        *authority_columns("The authorities that use it, by name."),
        Column("service_ids", Kind.texts, each_of("services", "id"), "What it is used for."),
        Column("services", Kind.texts, each_of("services", "name"), "The same by name."),
        Column("contract_ids", Kind.texts, _contracts, "The contracts it is bought under."),
        Column("modules", Kind.texts, System.modules),
        Column("interfaces", Kind.texts, System.interfaces, "What it exchanges data with."),
        Column("standards", Kind.texts, System.standards, "Data standards that it speaks."),
        Column("has_open_api", Kind.yes_no, System.has_open_api),
        Column("first_used_on", Kind.day, System.first_used_on),
        Column("retired_on", Kind.day, System.retired_on),
        Column("replaces", Kind.texts, System.replaces, "Ids of systems, or names, that it took over from."),
        Column("confirmed_on", Kind.day, System.confirmed_on, "The last day on which its authority spoke about it."),
        Column("disputed", Kind.texts, System.disputed, "Fields on which sources disagree with the authority."),
    ),
    lambda _edition: systems_matching(),
    {
        "authorities": authorities_by(SystemAuthority, "system_id"),
        "services": services_by(SystemService, "system_id"),
        "products": products,
        "contracts": system_contracts,
    },
)
