"""Procurements as a file."""

from typing import Any
from urllib.parse import quote

from registry.exports.columns import Column, Export, Kind, Linked
from registry.exports.links import authorities_by, services
from registry.exports.shared_columns import authority_columns, service_columns, value_columns
from registry.models import Procurement, ProcurementAuthority
from registry.queries.procurements import procurements_matching


def _url(row: Any, linked: Linked) -> str:
    return linked.url(f"procurements/{quote(row.ocid)}")


_COLUMNS = (
    Column("ocid", Kind.text, Procurement.ocid, "The id that its notices share."),
    Column("url", Kind.text, _url, "The permalink."),
    Column("title", Kind.text, Procurement.title),
    Column("description", Kind.text, Procurement.description),
    Column("stage", Kind.text, Procurement.stage, "The furthest stage that a notice has reached."),
    Column("regime", Kind.text, Procurement.regime, "procurement_act, previous or unstated."),
    Column("buyer_name", Kind.text, Procurement.buyer_name, "The buyer as published."),
    *authority_columns(),
    *service_columns(Procurement.service_id),
    Column("is_technology", Kind.yes_no, Procurement.is_technology),
    Column("first_published_at", Kind.moment, Procurement.first_published_at),
    Column("updated_at", Kind.moment, Procurement.updated_at, "When its last notice was published."),
    Column("closes_at", Kind.moment, Procurement.closes_at, "Until when it can be answered."),
    *value_columns(Procurement),
    Column("procedure", Kind.text, Procurement.procedure, "How the supplier is chosen."),
    Column("above_threshold", Kind.yes_no, Procurement.above_threshold, "Above the Procurement Act's threshold."),
    Column("suits_sme", Kind.yes_no, Procurement.suits_sme, "Said to suit small and medium-sized companies."),
    Column("cpv", Kind.texts, Procurement.cpv, "Codes of the Common Procurement Vocabulary."),
)
_LINKS = {
    "authorities": authorities_by(ProcurementAuthority, "ocid"),
    "services": services,
}

PROCUREMENTS = Export("procurements", Procurement.ocid, _COLUMNS, lambda _edition: procurements_matching(), _LINKS)
