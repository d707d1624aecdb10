"""Opportunities as a file: what is open, planned and expected, with what is still uncertain."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, String, column
from sqlalchemy.orm import Session

from registry.areas import area_name
from registry.exports.columns import Column, Edition, Export, Kind, Link, Linked
from registry.exports.opportunity_rows import read_opportunities
from registry.opportunities import Opportunity
from registry.queries.opportunities import parts_of
from registry.queries.opportunity_pages import NEAREST, all_keys
from registry.queries.opportunity_parts import Wanted

_KEY: Any = column("key", String)
_SOURCE: Any = column("source", String)


def all_opportunities(wanted: Wanted, sort: str = NEAREST) -> Select[Any]:
    """Return the keys of all opportunities that are wanted, as rows of the export."""
    return all_keys(parts_of(wanted), sort)


def _everything(edition: Edition) -> Select[Any]:
    return all_opportunities(Wanted(edition.at, edition.on, edition.lead_times))


def _opportunities() -> Link:
    def read(session: Session, rows: Mapping[str, Any], edition: Edition) -> Mapping[str, Opportunity]:
        keys = [(row.source, key) for key, row in rows.items()]
        return read_opportunities(session, keys, edition.on, edition.lead_times)

    return read


def _from(read: Callable[[Opportunity], Any]) -> Callable[[Any, Linked], Any]:
    return lambda row, linked: read(linked.links["opportunities"][row[0]])


def _said(name: str) -> Callable[[Any, Linked], Any]:
    return _from(lambda each: getattr(each, name))


def _noticed(name: str, otherwise: Any = None) -> Callable[[Any, Linked], Any]:
    """Return the reader of what only procurements say."""
    return _from(lambda each: getattr(each.record, name) if each.source == "procurement" else otherwise)


def _names(listed: str, attribute: str) -> Callable[[Any, Linked], Any]:
    return _from(lambda each: [getattr(one, attribute) for one in getattr(each, listed)])


def _service(attribute: str) -> Callable[[Any, Linked], Any]:
    return _from(lambda each: getattr(each.service, attribute) if each.service else None)


def _of_value(name: str) -> Callable[[Any, Linked], Any]:
    """Return the reader of what is said of a value; nothing where the value is not known."""
    return _from(lambda each: None if each.value_pence is None else getattr(each, name))


def _updated_at(each: Opportunity) -> Any:
    return None if each.source == "contract" else each.record.updated_at


def _reserved_to(each: Opportunity) -> list[str]:
    return [area_name(code) for code in getattr(each.record, "reserved_areas", ())]


_COLUMNS = (
    Column("kind", Kind.text, _said("kind"), "open, planned or expected."),
    Column("id", Kind.text, _said("key"), "The OCID of the procurement, or the id of the plan or contract."),
    Column(
        "url", Kind.text, lambda row, linked: linked.url(linked.links["opportunities"][row[0]].path), "The permalink."
    ),
    Column("source", Kind.text, _said("source"), "What it is read from: procurement, plan or contract."),
    Column("ocid", Kind.text, _from(lambda each: getattr(each.record, "ocid", None)), "The id that its notices share."),
    Column("title", Kind.text, _said("title")),
    Column("description", Kind.text, _noticed("description")),
    Column("stage", Kind.text, _noticed("stage"), "The furthest stage that a notice has reached."),
    Column("regime", Kind.text, _noticed("regime"), "procurement_act, previous or unstated."),
    Column("buyer_name", Kind.text, _said("buyer_name"), "The buyer as published, or the authorities."),
    Column("authorities", Kind.texts, _names("authorities", "short_name"), "The authorities that buy, by name."),
    Column("authority_gss", Kind.texts, _names("authorities", "gss"), "Their GSS codes, in the same order."),
    Column("incumbents", Kind.texts, _names("incumbents", "name"), "Who sells it now, as far as is known."),
    Column("incumbent_ids", Kind.texts, _names("incumbents", "id"), "Their ids here, in the same order."),
    Column("service_id", Kind.text, _service("id"), "What it is for."),
    Column("service", Kind.text, _service("name"), "The same by name."),
    Column("is_technology", Kind.yes_no, _noticed("is_technology", True)),
    Column("first_published_at", Kind.moment, _said("published_at")),
    Column("updated_at", Kind.moment, _from(_updated_at), "When its last notice was published, or its plan changed."),
    Column("closes_at", Kind.moment, _said("closes_at"), "Until when it can be answered."),
    Column("expected_on", Kind.day, _said("expected_on"), "When its tender notice, or its procurement, is expected."),
    Column("starts_on", Kind.day, _said("starts_on"), "First day of the new contract."),
    Column("value", Kind.money, _said("value_pence"), "Over the whole life."),
    Column("value_currency", Kind.text, _of_value("currency"), "ISO 4217."),
    Column("value_vat", Kind.text, _of_value("vat"), "excluded, included or unknown."),
    Column("procedure", Kind.text, _noticed("procedure"), "How the supplier is chosen."),
    Column("above_threshold", Kind.yes_no, _noticed("above_threshold"), "Above the Procurement Act's threshold."),
    Column("threshold_position", Kind.text, _said("position"), "The same, or by its value: above, below, unknown."),
    Column("suits_sme", Kind.yes_no, _noticed("suits_sme"), "Said to suit small and medium-sized companies."),
    Column("reserved_to", Kind.texts, _from(_reserved_to), "Areas to whose suppliers it is reserved."),
    Column("cpv", Kind.texts, _noticed("cpv", []), "Codes of the Common Procurement Vocabulary."),
    Column(
        "also_published_as",
        Kind.texts,
        _from(lambda each: [door.ocid for door in each.doors]),
        "OCIDs under which the same procurement is published too.",
    ),
    Column("uncertain", Kind.texts, _from(lambda each: list(each.uncertain)), "What is still uncertain."),
)

OPPORTUNITIES = Export("opportunities", _KEY, _COLUMNS, _everything, {"opportunities": _opportunities}, (_SOURCE,))
