"""Opportunities read by their keys, as lists and files show them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from registry.exports.other_doors import other_doors
from registry.models import Plan, Procurement, Supplier
from registry.ocds.coming import notice_expected_on, starts_on
from registry.ocds.shapes import object_at
from registry.opportunities import Opportunity, Source, of_contract, of_plan, of_procurement
from registry.opportunity_doubts import UNSAID, Coming
from registry.planning.readers import Reader, is_shown, shown_to_all
from registry.queries import opportunity_records as records
from registry.releases import unpacked
from registry.renewals import LeadTimes


def read_opportunities(
    session: Session, keys: Iterable[tuple[Source, str]], on: date, lead_times: LeadTimes
) -> dict[str, Opportunity]:
    """Return opportunities by their keys, seen from a day, in the order of `keys`."""
    ids: dict[Source, list[str]] = {}
    order = []
    for source, key in keys:
        ids.setdefault(source, []).append(key)
        order.append(key)
    found = {each.key: each for each in _procurements(session, ids.get("procurement", []), on)}
    found |= {each.key: each for each in _plans(session, ids.get("plan", []), on, lead_times)}
    if contracts := ids.get("contract"):
        found |= {each.id: of_contract(each, on) for each in session.scalars(records.contracts_of(contracts))}
    return {key: found[key] for key in order if key in found}


def _procurements(session: Session, ocids: Sequence[str], on: date) -> list[Opportunity]:
    if not ocids:
        return []
    rows = session.scalars(records.procurements_of(ocids)).all()
    coming, incumbents = _coming(session, ocids), _incumbents(session, rows, on)
    doors = other_doors(session, ocids)
    return [
        of_procurement(each, incumbents[each.ocid], coming.get(each.ocid, UNSAID), on, doors.get(each.ocid, ()))
        for each in rows
    ]


def _coming(session: Session, ocids: Sequence[str]) -> Mapping[str, Coming]:
    """Return by OCID what the last notice says of days to come."""
    latest: dict[str, str] = dict(session.execute(records.notices_in_order(ocids)).all())
    releases = session.execute(records.releases_of(list(latest.values())))
    tenders = {ocid: object_at(unpacked(raw), "tender") for ocid, raw in releases}
    return {ocid: Coming(notice_expected_on(each), starts_on(each)) for ocid, each in tenders.items()}


def _incumbents(session: Session, rows: Sequence[Procurement], on: date) -> dict[str, list[Supplier]]:
    """Return by OCID the suppliers of contracts that the same buyers run for the same service."""
    pairs = {row.ocid: {(row.service_id, each.gss) for each in row.authorities if row.service_id} for row in rows}
    asked: set[tuple[str, str]] = set().union(*pairs.values())
    if not asked:
        return {row.ocid: [] for row in rows}
    sold: dict[tuple[str, str], set[str]] = {}
    for service, gss, supplier in session.execute(records.running_for(asked, on)):
        sold.setdefault((service, gss), set()).add(supplier)
    sellers = {ocid: set().union(*(sold.get(pair, ()) for pair in of)) for ocid, of in pairs.items()}
    wanted = set().union(*sellers.values())
    called = session.scalars(records.suppliers_of(list(wanted))).all() if wanted else []
    return {ocid: [each for each in called if each.id in ids] for ocid, ids in sellers.items()}


def _plans(session: Session, ids: Sequence[str], on: date, lead_times: LeadTimes) -> list[Opportunity]:
    if not ids:
        return []
    plans = session.scalars(records.plans_of(ids)).all()
    return [of_plan(each, _replaced(each), lead_times.of(each.service.kind), on) for each in plans]


def _replaced(plan: Plan) -> list[Supplier]:
    """Return the suppliers of the contracts that everyone may know a plan to replace, by name."""
    members = shown_to_all(plan.members)
    listed = [each.contract for each in plan.contracts if each.contract and each.contract.is_listed]
    shown = [each for each in listed if is_shown(Reader.public, members, (buyer.gss for buyer in each.authorities))]
    suppliers = {supplier.id: supplier for contract in shown for supplier in contract.suppliers}
    return sorted(suppliers.values(), key=lambda each: (each.name, each.id))
