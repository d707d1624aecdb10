"""Contracts as OCDS 1.1 releases, one each, made of what the registry believes; the package that holds them.

https://standard.open-contracting.org/1.1/en/schema/reference/ and the Cabinet Office's extension for the UK.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry.exports import contracts, ocds_parts
from registry.exports.columns import Edition, Linked
from registry.exports.ocds_parts import Json, known
from registry.exports.publisher import LICENCE, PUBLISHER
from registry.exports.rows import linked_rows
from registry.exports.visible import public
from registry.models import Contract, Procurement, Statement

OWN_PREFIX = "ocds-thirty3"
"""Begins the OCID of a contract whose procurement is unknown. It is ours, and not registered with the OCP."""
_LISTED = "https://raw.githubusercontent.com/open-contracting-extensions"
EXTENSIONS = (
    f"{_LISTED}/ocds_lots_extension/master/extension.json",
    f"{_LISTED}/ocds_renewal_extension/master/extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
)
_TAGS = {"awarded": ["award"], "terminated": ["contractTermination"], "cancelled": ["awardCancellation"]}
_AWARD_STATUSES = {"awarded": "pending", "cancelled": "cancelled"}
_CONTRACT_STATUSES = {"awarded": "pending"}
_READ = (
    *(Contract.id, Contract.version, Contract.ocid, Contract.reference, Contract.title, Contract.status),
    *(Contract.signed_on, Contract.starts_on, Contract.ends_on, Contract.max_ends_on, Contract.extension_text),
    *(Contract.value_pence, Contract.value_with_vat_pence, Contract.vat, Contract.currency),
    *(Contract.procedure, Contract.cpv),
)


def releases(session: Session, query: Select[Any], edition: Edition) -> Iterator[list[Json]]:
    """Yield the releases of the contracts of `query`, up to a thousand at a time."""
    links = {**contracts.PARTIES, "recorded": lambda: _recorded, "thresholds": lambda: _thresholds}
    for rows, linked in linked_rows(session, query, _READ, links, edition):
        yield [release(row, linked) for row in rows]


def package(release: Json, uri: str, edition: Edition) -> Json:
    """Return a release package that holds one release and can be read at `uri`."""
    return {
        "uri": uri,
        "version": "1.1",
        "extensions": list(EXTENSIONS),
        "publishedDate": release["date"],
        "publisher": {"name": PUBLISHER, "uri": edition.public_url},
        "license": LICENCE,
        "publicationPolicy": f"{edition.public_url}/api/docs",
        "releases": [release],
    }


def release(row: Any, linked: Linked) -> Json:
    """Return the release of a contract; its date is when we last recorded a public word about it."""
    ocid = row.ocid or f"{OWN_PREFIX}-{row.id}"
    buyers = [ocds_parts.buyer_party(each, linked) for each in _records(linked, "authorities", row.id)]
    sellers = [ocds_parts.supplier_party(each, linked) for each in _records(linked, "suppliers", row.id)]
    recorded_at = linked.links["recorded"].get(row.id, linked.edition.at)
    tender = _tender(row, ocid, linked)
    return known(
        ocid=ocid,
        id=f"{row.id}-{row.version}",
        date=recorded_at.isoformat(timespec="seconds"),
        tag=_TAGS.get(row.status, ["award", "contract"]),
        initiationType="tender",
        parties=buyers + sellers,
        buyer=ocds_parts.reference(buyers[0]) if buyers else None,
        tender=tender,
        awards=[_award(row, sellers, [lot["id"] for lot in tender.get("lots", ())])],
        contracts=[_contract(row)],
    )


def _records(linked: Linked, link: str, key: str) -> Sequence[Any]:
    found = linked.links[link].get(key)
    return found.records if found else ()


def _tender(row: Any, ocid: str, linked: Linked) -> Json:
    """Return how it was bought. Options stand in a lot of their own, where the renewal extension has them."""
    has_options = bool(row.extension_text or (row.max_ends_on and row.ends_on and row.max_ends_on > row.ends_on))
    lot = known(id=row.id, hasRenewal=has_options or None, renewal=known(description=row.extension_text))
    return known(
        id=row.reference or ocid,
        procurementMethodDetails=row.procedure,
        aboveThreshold=linked.links["thresholds"].get(row.ocid),
        lots=[lot] if has_options else None,
    )


def _award(row: Any, sellers: list[Json], lots: list[str]) -> Json:
    return known(
        id=row.id,
        title=row.title,
        status=_AWARD_STATUSES.get(row.status, "active"),
        suppliers=[ocds_parts.reference(each) for each in sellers],
        relatedLots=lots,
    )


def _contract(row: Any) -> Json:
    return known(
        id=row.id,
        awardID=row.id,
        title=row.title,
        status=_CONTRACT_STATUSES.get(row.status, row.status),
        period=ocds_parts.period(row),
        value=ocds_parts.value(row),
        items=ocds_parts.items(row),
        dateSigned=ocds_parts.at(row.signed_on),
    )


def _recorded(session: Session, rows: Mapping[str, Any], edition: Edition) -> Mapping[Any, Any]:
    """Return when we last recorded a source's word about contracts."""
    latest = select(Statement.subject_id, func.max(Statement.recorded_at)).group_by(Statement.subject_id)
    about = latest.where(Statement.subject_kind == "contract", Statement.subject_id.in_(rows), public(edition))
    return dict(session.execute(about).all())


def _thresholds(session: Session, rows: Mapping[str, Any], _edition: Edition) -> Mapping[Any, Any]:
    """Return whether procurements are above the threshold of the Procurement Act, where that is known."""
    ocids = {row.ocid for row in rows.values() if row.ocid}
    asked = select(Procurement.ocid, Procurement.above_threshold).where(Procurement.ocid.in_(ocids))
    return dict(session.execute(asked.where(Procurement.above_threshold.is_not(None))).all())
