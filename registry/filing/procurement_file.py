"""Where a notice becomes a procurement and contracts: all releases of an OCID, read together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from registry.filing.contract_statements import CLASSIFICATION, contract_file
from registry.filing.contracts import file_contracts
from registry.filing.doors import file_doors
from registry.filing.knowledge import Knowledge
from registry.filing.notices import NoticeFacts
from registry.filing.procurements import read_procurement
from registry.filing.supplier_scale import file_scales
from registry.filing.suppliers import file_suppliers, sighting
from registry.filing.value_releases import released_values
from registry.links import link
from registry.models import (
    Contract,
    Notice,
    NoticeAuthority,
    NoticeSupplier,
    Procurement,
    ProcurementAuthority,
)
from registry.ocds.contracts import ContractSaid, contracts_said
from registry.ocds.shapes import Json, clean
from registry.releases import unpacked


def file_procurements(
    session: Session,
    knowledge: Knowledge,
    notices: Sequence[Notice],
    facts: Mapping[str, NoticeFacts],
    at: datetime,
) -> None:
    """File new or changed `notices`, and work their procurements and contracts out anew.

    `notices` are rows with their keys and releases set, added to the session or not; `facts` what each says, by
    notice id. The result depends on which notices the registry then holds, and on nothing else.
    """
    by_ocid, releases = _with_siblings(session, notices, facts)
    rows = _file_rows(session, knowledge, by_ocid, releases, facts)
    for notice in notices:
        for name, value in facts[notice.id].columns.items():
            setattr(notice, name, value)
    session.add_all(notices)
    session.flush()
    buyers = _link_authorities(session, by_ocid, facts)
    told = {ocid: [(notice, releases[notice.id]) for notice in of] for ocid, of in by_ocid.items()}
    file_doors(session, rows, told, buyers, at)
    covered = {ocid: of for ocid, of in by_ocid.items() if buyers[ocid]}
    said = {ocid: contracts_said([releases[notice.id] for notice in of]) for ocid, of in covered.items()}
    _link_suppliers(session, notices, facts, said)
    files = [
        contract_file(ocid, key, saids, covered[ocid], buyers[ocid], knowledge)
        for ocid, contracts in said.items()
        for key, saids in contracts.items()
    ]
    wanted = [each for each in files if each is not None]
    stale = set(session.scalars(select(Contract.id).where(Contract.ocid.in_(by_ocid)))) - {each.id for each in wanted}
    speaking = {notice.source for of in by_ocid.values() for notice in of} | {CLASSIFICATION}
    file_contracts(session, knowledge, wanted, stale, speaking, at)


def _with_siblings(
    session: Session, notices: Sequence[Notice], facts: Mapping[str, NoticeFacts]
) -> tuple[dict[str, list[Notice]], dict[str, Json]]:
    """Return all notices of the same procurements by OCID, oldest first, and their cleaned releases by notice id."""
    ocids = {notice.ocid for notice in notices}
    others = select(Notice).where(Notice.ocid.in_(ocids), Notice.id.not_in([notice.id for notice in notices]))
    siblings = list(session.scalars(others.options(undefer(Notice.raw))))
    by_ocid: dict[str, list[Notice]] = {ocid: [] for ocid in sorted(ocids)}
    for notice in sorted([*notices, *siblings], key=lambda each: (each.published_at, each.release_id)):
        by_ocid[notice.ocid].append(notice)
    releases = {notice.id: facts[notice.id].release for notice in notices}
    return by_ocid, releases | {notice.id: clean(unpacked(notice.raw)) for notice in siblings}


def _file_rows(
    session: Session,
    knowledge: Knowledge,
    by_ocid: dict[str, list[Notice]],
    releases: Mapping[str, Json],
    facts: Mapping[str, NoticeFacts],
) -> dict[str, Procurement]:
    """Set the rows of procurements; return them by OCID."""
    known = {row.ocid: row for row in session.scalars(select(Procurement).where(Procurement.ocid.in_(by_ocid)))}
    released = released_values(session, "procurement", by_ocid)
    rows: dict[str, Procurement] = {}
    for ocid, notices in by_ocid.items():
        row = known.get(ocid) or Procurement(ocid=ocid)
        only = facts.get(notices[0].id) if len(notices) == 1 else None
        classification = only.classification if only else None
        own = [releases[notice.id] for notice in notices]
        columns = read_procurement(own, knowledge, classification, released.get(ocid, {}))
        for name, value in columns.items():
            setattr(row, name, value)
        session.add(row)
        rows[ocid] = row
    session.flush()
    return rows


def _link_authorities(
    session: Session, by_ocid: dict[str, list[Notice]], facts: Mapping[str, NoticeFacts]
) -> dict[str, frozenset[str]]:
    """Link notices and procurements to covered authorities; return those of each procurement.

    Some notices name no buyer (a cancellation may be a stub): theirs are their procurement's.
    """
    named = {each.id for notices in by_ocid.values() for each in notices if each.buyer_name or each.buyer_id}
    old = named - facts.keys()
    linked: dict[str, frozenset[str]] = {notice_id: of.authorities for notice_id, of in facts.items()}
    for row in session.scalars(select(NoticeAuthority).where(NoticeAuthority.notice_id.in_(old))):
        linked[row.notice_id] = linked.get(row.notice_id, frozenset()) | {row.gss}
    buyers = {
        ocid: frozenset[str]().union(*(linked.get(notice.id, frozenset()) for notice in notices))
        for ocid, notices in by_ocid.items()
    }
    rows = [
        {"notice_id": notice.id, "gss": gss}
        for ocid, notices in by_ocid.items()
        for notice in notices
        for gss in (linked.get(notice.id, frozenset()) if notice.id in named else buyers[ocid])
    ]
    link(session, NoticeAuthority.notice_id, [n.id for of in by_ocid.values() for n in of], rows)
    both = [{"ocid": ocid, "gss": gss} for ocid, of in buyers.items() for gss in of]
    link(session, ProcurementAuthority.ocid, by_ocid, both)
    return buyers


def _link_suppliers(
    session: Session,
    notices: Sequence[Notice],
    facts: Mapping[str, NoticeFacts],
    said: Mapping[str, Mapping[str, Iterable[ContractSaid]]],
) -> None:
    """File every supplier sighted in notices and contracts, and link the notices to theirs."""
    sighted = {notice.id: {sighting(party) for party in facts[notice.id].suppliers} for notice in notices}
    of_contracts = (
        sighting(p) for of in said.values() for saids in of.values() for each in saids for p in each.suppliers
    )
    suppliers = file_suppliers(session, {*of_contracts, *(each for of in sighted.values() for each in of)})
    rows = [
        {"notice_id": notice_id, "sighted_id": sighted_id, "supplier_id": suppliers[sighted_id]}
        for notice_id, of in sighted.items()
        for sighted_id in {each.id for each in of}
    ]
    link(session, NoticeSupplier.notice_id, sighted, rows)
    file_scales(session, notices, facts)
