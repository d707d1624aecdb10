"""Contracts that turn out to be one."""

import pytest

from tests.example_releases import contract_details
from tests.filing import file
from tests.keys import key

CAMDEN, HACKNEY = "E09000007", "E09000012"
TOLD = {"title": "Housing system", "reference": "C-1", "review_on": "2027-01-01", "ends_on": "2028-01-01"}


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN)


@pytest.fixture
def published(session, knowledge, client):
    file(session, knowledge, contract_details())
    return client.get("/api/v1/contracts").json[0]["id"]


@pytest.fixture
def told(client, officer):
    return client.post("/api/v1/contracts", json=TOLD, headers=officer).json["id"]


def post(client, path, body, headers, seen):
    etag = client.get(f"/api/v1/contracts/{seen}", headers=headers).headers["ETag"]
    return client.post(f"/api/v1/contracts/{path}", json=body, headers={**headers, "If-Match": etag})


def facts(client, contract_id):
    """All that is shown of a contract but how often it was written."""
    return client.get(f"/api/v1/contracts/{contract_id}").json


def test_a_merged_contract_leads_to_the_one_that_stays_and_adds_what_is_said_of_it(client, officer, published, told):
    post(client, f"{told}/merge", {"into": published}, officer, told)

    assert client.get(f"/api/v1/contracts/{told}").headers["Location"] == f"/api/v1/contracts/{published}"
    found = facts(client, published)
    assert (found["reference"], found["review_on"]) == ("C-1", "2027-01-01")
    assert found["ends_on"] == "2028-01-01"  # the authority's own word
    assert found["merged"] == [told]
    assert [each["id"] for each in client.get("/api/v1/contracts").json] == [published]


def test_splitting_restores_both(client, officer, published, told):
    before = [facts(client, each) for each in (published, told)]
    post(client, f"{told}/merge", {"into": published}, officer, told)

    answer = post(client, f"{told}/split", {}, officer, published)

    assert answer.status_code == 200
    assert [facts(client, each) for each in (published, told)] == before


def test_a_notice_about_a_merged_contract_is_heard_by_the_one_that_stays(
    client, officer, published, told, session, knowledge
):
    post(client, f"{published}/merge", {"into": told}, officer, published)
    file(session, knowledge, contract_details(contract={"title": "Housing management system, renewed"}))

    assert facts(client, told)["sources"]["signed_on"]["source"] == "find_a_tender"


@pytest.mark.parametrize("into", ["nothing", None])
def test_a_contract_is_not_merged_into_nothing_nor_itself(client, officer, told, into):
    answer = post(client, f"{told}/merge", {"into": into or told}, officer, told)

    assert answer.status_code in (409, 422)


def test_a_contract_with_others_in_it_is_not_merged_away(client, officer, published, told):
    third = client.post("/api/v1/contracts", json={**TOLD, "reference": "C-2"}, headers=officer).json["id"]
    post(client, f"{told}/merge", {"into": published}, officer, told)

    assert post(client, f"{published}/merge", {"into": third}, officer, published).status_code == 409


def test_nobody_merges_into_the_contract_of_another_authority(client, officer, told, session):
    theirs = client.post("/api/v1/contracts", json=TOLD, headers=key(session, "officer", HACKNEY)).json["id"]

    assert post(client, f"{told}/merge", {"into": theirs}, officer, told).status_code == 403


def test_a_merge_and_its_split_are_on_record(client, officer, published, told):
    post(client, f"{told}/merge", {"into": published}, officer, told)
    post(client, f"{told}/split", {"note": "Two lots."}, officer, published)

    changes = client.get(f"/api/v1/changes?contract={told}").json
    assert [each["action"] for each in changes] == ["split", "merge", "tell"]


def test_two_that_look_alike_can_be_told_apart(client, officer, published, told):
    found = post(client, f"{told}/distinct", {"from": published}, officer, told).json

    assert found["sources"]["distinct_from"]["value"] == [published]
