"""Renewals as a file: contracts, and what their dates mean on a day."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from registry.exports import contracts
from registry.exports.columns import Column, Edition, Export, Kind, Link, Linked
from registry.exports.links import services
from registry.exports.visible import public
from registry.models import Contract, Statement
from registry.provenance import believed_by_subject
from registry.queries.contracts import statements_about
from registry.queries.renewals import renewals_matching
from registry.renewals import renewal

_SAID = (
    Statement.subject_id,
    Statement.source,
    Statement.reference,
    Statement.belief,
    Statement.said_on,
    Statement.said_at,
    Statement.fields,
    Statement.released,
)
_FROM_CONTRACTS = (
    *("id", "url", "title", "status", "authorities", "authority_gss", "suppliers", "supplier_ids", "service_id"),
    *(
        "service",
        "starts_on",
        "ends_on",
        "max_ends_on",
        "break_on",
        "open_ended",
        "extension_text",
        "value",
        "value_currency",
        "value_vat",
        "decision",
        "decided_on",
    ),
)


def _renewals() -> Link:
    """Return the reader of the renewals of contracts, each with its lead time in months."""
    read_services = services()

    def read(session: Session, rows: Mapping[str, Any], edition: Edition) -> Mapping[str, Any]:
        kinds = {id_: service.kind for id_, service in read_services(session, rows, edition).items()}
        statements: Any = session.execute(statements_about(*rows).where(public(edition)).with_only_columns(*_SAID))
        said = believed_by_subject(statements)
        found = {}
        for id_, row in rows.items():
            ends_on = said.get(id_, {}).get("ends_on")
            lead_months = edition.lead_times.of(kinds.get(row.service_id), row.lead_months)
            confidence = ends_on.confidence(edition.on) if ends_on else "low"
            found[id_] = renewal(row, edition.on, lead_months, confidence=confidence), lead_months
        return found

    return read


def _part(name: str) -> Callable[[Any, Linked], Any]:
    return lambda row, linked: getattr(linked.links["renewals"][row.id][0], name)


def _flags(row: Any, linked: Linked) -> list[str]:
    return [flag.value for flag in linked.links["renewals"][row.id][0].flags]


def _lead_months(row: Any, linked: Linked) -> int:
    return int(linked.links["renewals"][row.id][1])


_COLUMNS = (
    *(column for column in contracts.COLUMNS if column.name in _FROM_CONTRACTS),
    Column("on", Kind.day, lambda _row, linked: linked.edition.on, "The day that it is seen from."),
    Column("state", Kind.text, _part("state"), "How pressing it is."),
    Column("flags", Kind.texts, _flags, "What somebody should look into."),
    Column("committed_ends_on", Kind.day, _part("committed_ends_on"), "The end that the day to act by counts from."),
    Column("latest_ends_on", Kind.day, _part("latest_ends_on"), "Last day if every option is taken."),
    Column("option_notice_on", Kind.day, _part("option_notice_on"), "Last day to take the next option."),
    Column("act_by_on", Kind.day, _part("act_by_on"), "The day by which its replacement must start."),
    Column("lead_months", Kind.number, _lead_months, "How long replacing it takes."),
    Column("reason", Kind.text, _part("reason"), "What the state rests on."),
    Column("confidence", Kind.text, _part("confidence"), "How sure the end is: high, medium or low."),
)

RENEWALS = Export(
    "renewals",
    Contract.id,
    _COLUMNS,
    lambda edition: renewals_matching(edition.on),
    {**contracts.PARTIES, "services": services, "renewals": _renewals},
    (Contract.options, Contract.lead_months),
)
