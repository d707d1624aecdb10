"""Contracts as OCDS releases, checked against the standard's own schema."""

from datetime import UTC, date, datetime

import pytest

from registry.exports.columns import Edition
from registry.exports.ocds_releases import EXTENSIONS, package, releases
from registry.models import Contract
from registry.queries.contracts import contracts_matching
from registry.renewals import LeadTimes
from tests.example_releases import (
    CAMDEN,
    CIVICA,
    HACKNEY,
    OCID,
    award,
    cancellation,
    contract_details,
    contracts_finder_award,
    invitation,
    termination,
)
from tests.filing import file
from tests.registry.exports.ocds_schema import errors_in

EDITION = Edition(datetime(2026, 11, 21, 9, tzinfo=UTC), date(2026, 11, 21), "https://r.example", LeadTimes())
OTHER = {"id": "GB-COH-00000001", "name": "Other Limited", "roles": ["supplier"]}


@pytest.fixture
def released(session, knowledge):
    def release(*notices):
        file(session, knowledge, *notices)
        return [each for many in releases(session, contracts_matching(), EDITION) for each in many]

    return release


LIVES = {
    "an award": [award()],
    "a contract": [invitation(), award(), contract_details()],
    "a joint contract": [contract_details(buyers=[CAMDEN, HACKNEY], sellers=(CIVICA, OTHER))],
    "a terminated contract": [invitation(), award(), contract_details(), termination()],
    "a cancelled award": [award(), cancellation()],
    "an award under older law": [contracts_finder_award()],
}


@pytest.mark.parametrize("life", LIVES)
def test_every_release_keeps_to_the_schema_and_the_uk_extension(released, life):
    found = released(*LIVES[life])

    assert found
    for each in found:
        assert errors_in(package(each, "https://r.example/package", EDITION)) == []


def test_the_schema_would_notice():
    wrong = {"ocid": "x", "id": "1", "date": "yesterday", "tag": ["contract"], "initiationType": "tender", "buyr": {}}

    assert len(errors_in(package(wrong, "https://r.example/package", EDITION))) >= 2


def test_a_release_says_who_what_until_when_and_for_how_much(released):
    (found,) = released(*LIVES["a contract"])
    (contract,), (given,) = found["contracts"], found["awards"]

    assert (found["ocid"], found["tag"]) == (OCID, ["award", "contract"])
    assert found["buyer"] == {"id": "GB-LAE-CMD", "name": "Camden"}
    assert given["suppliers"] == [{"id": "GB-COH-01628868", "name": "Civica UK Limited"}]
    assert contract["awardID"] == given["id"]
    assert contract["status"] == "active"
    assert contract["period"]["maxExtentDate"] == "2031-09-14T23:59:59+01:00"
    assert contract["value"] == {"amount": 100000.0, "amountGross": 120000.0, "currency": "GBP"}
    assert contract["dateSigned"] == "2026-07-20T00:00:00+01:00"


def test_options_stand_in_a_lot_that_the_award_names(released):
    (found,) = released(*LIVES["a contract"])
    (lot,) = found["tender"]["lots"]

    assert lot["hasRenewal"] is True
    assert found["awards"][0]["relatedLots"] == [lot["id"]]


@pytest.mark.parametrize(
    ("life", "award_status", "contract_status", "tag"),
    [
        ("an award", "pending", "pending", ["award"]),
        ("a contract", "active", "active", ["award", "contract"]),
        ("a terminated contract", "active", "terminated", ["contractTermination"]),
        ("a cancelled award", "cancelled", "cancelled", ["awardCancellation"]),
    ],
)
def test_statuses_are_those_of_the_code_lists(released, life, award_status, contract_status, tag):
    (found,) = released(*LIVES[life])

    assert found["awards"][0]["status"] == award_status
    assert found["contracts"][0]["status"] == contract_status
    assert found["tag"] == tag


def test_every_buyer_is_a_party_and_all_references_lead_to_parties(released):
    (found,) = released(*LIVES["a joint contract"])
    parties = {each["id"]: each["roles"] for each in found["parties"]}
    named = [found["buyer"], *found["awards"][0]["suppliers"]]

    assert sorted(roles[0] for roles in parties.values()) == ["buyer", "buyer", "supplier", "supplier"]
    assert {each["id"] for each in named} <= set(parties)


def test_a_contract_of_no_known_procurement_has_an_ocid_of_ours(released, session):
    released(*LIVES["a contract"])
    contract = session.query(Contract).one()
    contract.ocid = None
    session.flush()
    (found,) = next(releases(session, contracts_matching(), EDITION))

    assert found["ocid"] == f"ocds-thirty3-{contract.id}"


def test_the_same_record_gives_the_same_release_on_any_day(released, session):
    before = released(*LIVES["a contract"])
    later = Edition(datetime(2027, 1, 1, tzinfo=UTC), date(2027, 1, 1), EDITION.public_url, LeadTimes())

    assert next(releases(session, contracts_matching(), later)) == before


def test_a_package_states_publisher_licence_and_extensions(released):
    (found,) = released(*LIVES["a contract"])
    made = package(found, "https://r.example/api/v1/contracts/x/ocds", EDITION)

    assert made["publisher"] == {"name": "Thirty3", "uri": "https://r.example"}
    assert "open-government-licence" in made["license"]
    assert made["extensions"] == list(EXTENSIONS)
    assert made["publishedDate"] == found["date"]
