"""Where a notice becomes a procurement and contracts: all releases of an OCID, read together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from registry.claims import Belief
from registry.filing.contracts import ContractFile, file_contracts
from registry.filing.knowledge import Knowledge
from registry.filing.links import link
from registry.filing.notices import NoticeFacts, authorities_of
from registry.filing.procurements import read_procurement
from registry.filing.suppliers import Sighting, file_suppliers, sighting
from registry.identities import public_id
from registry.models import (
    Contract,
    Notice,
    NoticeAuthority,
    NoticeSupplier,
    Procurement,
    ProcurementAuthority,
    Statement,
)
from registry.ocds.contracts import ContractSaid, contracts_said
from registry.ocds.shapes import LONDON, Json, clean
from registry.releases import unpacked

CLASSIFICATION = "classification"
"""The source of what we work out from titles, descriptions and codes."""


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
    ocids = {notice.ocid for notice in notices}
    siblings = _siblings(session, ocids, {notice.id for notice in notices})
    by_ocid: dict[str, list[Notice]] = {ocid: [] for ocid in ocids}
    for notice in [*notices, *siblings]:
        by_ocid[notice.ocid].append(notice)
    releases = {notice.id: facts[notice.id].release for notice in notices}
    releases |= {notice.id: clean(unpacked(notice.raw)) for notice in siblings}
    _file_rows(session, knowledge, by_ocid, releases, facts)
    for notice in notices:
        for name, value in facts[notice.id].columns.items():
            setattr(notice, name, value)
    session.add_all(notices)
    session.flush()
    buyers = _link_authorities(session, by_ocid, facts)
    covered = {ocid: of for ocid, of in by_ocid.items() if buyers[ocid]}
    said = {ocid: contracts_said([releases[notice.id] for notice in of]) for ocid, of in covered.items()}
    _link_suppliers(session, notices, facts, said)
    files = [
        _contract_file(
            ocid, key, saids, {notice.release_id: notice for notice in covered[ocid]}, buyers[ocid], knowledge
        )
        for ocid, contracts in said.items()
        for key, saids in contracts.items()
    ]
    wanted = [each for each in files if each is not None]
    known = session.scalars(select(Contract.id).where(Contract.ocid.in_(ocids)))
    stale = set(known) - {each.id for each in wanted}
    speaking = {notice.source for of in by_ocid.values() for notice in of} | {CLASSIFICATION}
    file_contracts(session, knowledge, wanted, stale, speaking, at)


def _siblings(session: Session, ocids: set[str], but: set[str]) -> list[Notice]:
    query = select(Notice).where(Notice.ocid.in_(ocids), Notice.id.not_in(but)).options(undefer(Notice.raw))
    return list(session.scalars(query))


def _file_rows(
    session: Session,
    knowledge: Knowledge,
    by_ocid: dict[str, list[Notice]],
    releases: Mapping[str, Json],
    facts: Mapping[str, NoticeFacts],
) -> None:
    known = {row.ocid: row for row in session.scalars(select(Procurement).where(Procurement.ocid.in_(by_ocid)))}
    for ocid, notices in by_ocid.items():
        row = known.get(ocid) or Procurement(ocid=ocid)
        only = facts.get(notices[0].id) if len(notices) == 1 else None
        classification = only.classification if only else None
        columns = read_procurement([releases[notice.id] for notice in notices], knowledge, classification)
        for name, value in columns.items():
            setattr(row, name, value)
        session.add(row)
    session.flush()


def _link_authorities(
    session: Session, by_ocid: dict[str, list[Notice]], facts: Mapping[str, NoticeFacts]
) -> dict[str, frozenset[str]]:
    """Link notices and procurements to covered authorities; return those of each procurement.

    Some notices name no buyer (a cancellation may be a stub): theirs are their procurement's.
    """
    old = [notice.id for notices in by_ocid.values() for notice in notices if notice.id not in facts]
    linked: dict[str, frozenset[str]] = {notice_id: of.authorities for notice_id, of in facts.items()}
    for row in session.scalars(select(NoticeAuthority).where(NoticeAuthority.notice_id.in_(old))):
        linked[row.notice_id] = linked.get(row.notice_id, frozenset()) | {row.gss}
    buyers = {
        ocid: frozenset[str]().union(*(linked.get(notice.id, frozenset()) for notice in notices))
        for ocid, notices in by_ocid.items()
    }
    rows = [
        NoticeAuthority(notice_id=notice.id, gss=gss)
        for ocid, notices in by_ocid.items()
        for notice in notices
        for gss in (linked.get(notice.id, frozenset()) if notice.buyer_name else buyers[ocid])
    ]
    link(session, NoticeAuthority.notice_id, [n.id for of in by_ocid.values() for n in of], rows)
    both = [ProcurementAuthority(ocid=ocid, gss=gss) for ocid, of in buyers.items() for gss in of]
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
        NoticeSupplier(notice_id=notice_id, sighted_id=sighted_id, supplier_id=suppliers[sighted_id])
        for notice_id, of in sighted.items()
        for sighted_id in {each.id for each in of}
    ]
    link(session, NoticeSupplier.notice_id, sighted, rows)


def _contract_file(
    ocid: str,
    key: str,
    saids: Sequence[ContractSaid],
    notices: Mapping[str, Notice],
    buyers: frozenset[str],
    knowledge: Knowledge,
) -> ContractFile | None:
    """Return what is said about a contract, as statements; None when it is not technology."""
    titles = " . ".join(dict.fromkeys(said.wording[0] for said in saids if said.wording[0]))
    description = max((said.wording[1] for said in saids), key=lambda each: (len(each), each))
    cpv = sorted({code for said in saids for code in said.fields.get("cpv", ())})
    found = knowledge.classifier.classify(titles, description, cpv)
    if not found.is_technology:
        return None
    contract_id = public_id("contract", ocid, key)
    statements: dict[str, Statement] = {}
    for said in saids:
        notice = notices[said.release_id]
        fields = {**said.fields, **_parties(said, buyers, knowledge)}
        if said.release_id in statements:  # an award and a tender in one release speak with one voice
            fields |= statements[said.release_id].fields
        statements[said.release_id] = _statement(
            contract_id, notice.source, said.release_id, said.belief, notice, fields
        )
    latest = max((notices[said.release_id] for said in saids), key=lambda each: (each.published_at, each.release_id))
    service: dict[str, Any] = (
        {"service": {"id": found.service, "words": [*found.words, *found.cpv]}} if found.service else {}
    )
    derived = _statement(contract_id, CLASSIFICATION, latest.release_id, Belief.derived, latest, service)
    return ContractFile(contract_id, ocid, (*statements.values(), *([derived] if service else [])))


def _parties(said: ContractSaid, buyers: frozenset[str], knowledge: Knowledge) -> dict[str, Any]:
    """Return the claims about who buys and who sells, as a statement keeps them."""
    claims: dict[str, Any] = {}
    if said.founds:
        claims["authorities"] = sorted(authorities_of(said.buyers, knowledge) or buyers)
    if said.suppliers:
        sellers: set[Sighting] = {sighting(party) for party in said.suppliers}
        named = sorted((each.id, each.name, each.company_number) for each in sellers)
        claims["suppliers"] = [{"id": id_, "name": name, "company_number": number} for id_, name, number in named]
    return claims


def _statement(
    contract_id: str, source: str, reference: str, belief: Belief, notice: Notice, fields: dict[str, Any]
) -> Statement:
    return Statement(
        subject_kind="contract",
        subject_id=contract_id,
        source=source,
        reference=reference,
        belief=belief.name,
        said_on=notice.published_at.astimezone(LONDON).date(),
        fields=fields,
    )
