"""Against thousands of real notices, where they are at hand."""

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry.filing.knowledge import load_knowledge
from registry.models import Contract, Notice
from registry.ocds.shapes import day, object_at
from registry.renewals import LeadTimes
from registry.seeding import REFERENCE, cover
from registry.technology import technology_codes
from tests.filing import file

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="real notices are not at hand: ../shared/data is missing")


def releases(source):
    with (DATA / source / "releases.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture
def filed(session, knowledge):
    for source in ("find_a_tender", "contracts_finder"):
        file(session, knowledge, *releases(source))


def test_every_notice_of_a_london_authority_is_matched_to_it_and_no_other(session, filed):
    with (DATA / "lists" / "london_buyer_ids.csv").open(encoding="utf-8") as rows:
        gss_of = {row["party_id"]: row["gss"] for row in csv.DictReader(rows)}
    ours = [release for source in ("find_a_tender", "contracts_finder") for release in releases(source)]
    expected = {}
    for release in ours:
        buyers = [party for party in release.get("parties", ()) if "buyer" in party.get("roles", ())]
        if found := {gss_of[party["id"]] for party in buyers if party["id"] in gss_of}:
            expected[release["ocid"], release["id"]] = found

    query = select(Notice).options(selectinload(Notice.authorities))
    matched = {(n.ocid, n.release_id): {a.gss for a in n.authorities} for n in session.scalars(query) if n.authorities}

    assert len(expected) > 40
    assert {key: matched.get(key) for key in expected} == expected


def test_every_technology_contract_of_a_covered_authority_has_what_its_notice_says(session):
    cover(session, REFERENCE / "uk_local_authorities.csv")
    session.commit()
    file(session, load_knowledge(session, LeadTimes()), *releases("find_a_tender"))
    query = select(Contract).options(selectinload(Contract.suppliers))
    contracts = {contract.ocid: contract for contract in session.scalars(query)}
    notices = select(Notice).where(Notice.notice_type == "UK7").options(selectinload(Notice.authorities))
    checked = 0
    for notice in session.scalars(notices):
        if not notice.authorities or not technology_codes(notice.cpv):
            continue
        (release,) = [each for each in releases("find_a_tender") if each["id"] == notice.release_id]
        (said,), contract = release["contracts"], contracts[notice.ocid]
        assert contract.starts_on == day(object_at(said, "period"), "startDate")
        assert contract.ends_on == day(object_at(said, "period"), "endDate")
        assert contract.max_ends_on == day(object_at(said, "period"), "maxExtentDate")
        assert contract.value_with_vat_pence == round(said["value"]["amountGross"] * 100)
        assert len(contract.suppliers) == len(release["awards"][0]["suppliers"])
        checked += 1
    assert checked > 5
