"""Contracts as a file."""

from typing import Any

from registry.exports.columns import Column, Export, Kind, Linked
from registry.exports.links import authorities_by, products, services, suppliers_by
from registry.exports.shared_columns import authority_columns, service_columns, supplier_columns, value_columns
from registry.models import Contract, ContractAuthority, ContractSupplier
from registry.queries.contracts import contracts_matching


def _url(row: Any, linked: Linked) -> str:
    return linked.url(f"contracts/{row.id}")


def _product(row: Any, linked: Linked) -> str | None:
    return linked.links["products"].get(row.product_id) if row.product_id else None


COLUMNS = (
    Column("id", Kind.text, Contract.id, "The same for ever, in every registry."),
    Column("url", Kind.text, _url, "The permalink."),
    Column("ocid", Kind.text, Contract.ocid, "The procurement that it came from."),
    Column("reference", Kind.text, Contract.reference, "The buyer's own reference."),
    Column("title", Kind.text, Contract.title),
    Column("status", Kind.text, Contract.status, "awarded (not yet said to be signed), active, terminated, cancelled."),
    *authority_columns(),
    *supplier_columns(),
    *service_columns(Contract.service_id),
    Column("is_technology", Kind.yes_no, Contract.is_technology),
    Column("product_id", Kind.text, Contract.product_id, "The product that it is for."),
    Column("product", Kind.text, _product, "The same by name."),
    Column("product_text", Kind.text, Contract.product_text, "The product in a source's words."),
    Column("signed_on", Kind.day, Contract.signed_on),
    Column("starts_on", Kind.day, Contract.starts_on),
    Column("ends_on", Kind.day, Contract.ends_on, "Last day of the current term, options taken included."),
    Column("max_ends_on", Kind.day, Contract.max_ends_on, "Last day if every option is taken."),
    Column("review_on", Kind.day, Contract.review_on, "When the buyer means to review it."),
    Column("break_on", Kind.day, Contract.break_on, "First day on which the buyer may end it early."),
    Column("open_ended", Kind.yes_no, Contract.open_ended, "Whether it runs until one side ends it."),
    Column("extension_text", Kind.text, Contract.extension_text, "The options in the buyer's words."),
    *value_columns(Contract),
    Column("value_with_vat", Kind.money, Contract.value_with_vat_pence, "The same with VAT, where published too."),
    Column("annual_value", Kind.money, Contract.annual_value_pence, "A year's, in the same currency."),
    Column("annual_value_vat", Kind.text, Contract.annual_vat, "excluded, included or unknown."),
    Column("procedure", Kind.text, Contract.procedure, "How the supplier was chosen."),
    Column("agreement", Kind.text, Contract.agreement, "contract, framework or call_off."),
    Column("framework", Kind.text, Contract.framework, "The framework that it is called off from."),
    Column("cpv", Kind.texts, Contract.cpv, "Codes of the Common Procurement Vocabulary."),
    Column("act_by_on", Kind.day, Contract.act_by_on, "The day by which its replacement must start."),
    Column("lead_months", Kind.number, Contract.lead_months, "How long the buyer reckons replacing it to take."),
    Column("decision", Kind.text, Contract.decision, "What will be done at its end: extend, re-procure, exit."),
    Column("decided_on", Kind.day, Contract.decided_on),
    Column("confirmed_on", Kind.day, Contract.confirmed_on, "When the authority itself last spoke about it."),
    Column("disputed", Kind.texts, Contract.disputed, "Fields on which a later notice disagrees with the authority."),
)
PARTIES = {
    "authorities": authorities_by(ContractAuthority, "contract_id"),
    "suppliers": suppliers_by(ContractSupplier, "contract_id"),
}
_LINKS = {**PARTIES, "services": services, "products": products}

CONTRACTS = Export("contracts", Contract.id, COLUMNS, lambda _edition: contracts_matching(), _LINKS)
