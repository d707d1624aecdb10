"""Who uses what."""

import pytest

from tests.example_releases import contract_details
from tests.filing import file
from tests.keys import key

CAMDEN, HACKNEY = "E09000007", "E09000012"


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN)


@pytest.fixture
def proposed(session, knowledge, client):
    """A system that a contract of Camden's proposes."""
    file(session, knowledge, contract_details(contract={"title": "NEC Housing management system"}))
    return client.get("/api/v1/systems").json[0]


def write(client, system, action, headers, body=None):
    etag = client.get(system["url"], headers=headers).headers["ETag"]
    return client.post(f"{system['url']}/{action}", json=body or {}, headers={**headers, "If-Match": etag})


def test_a_contract_proposes_the_system_that_it_is_for(proposed):
    assert proposed["status"] == "proposed"
    assert proposed["name"] == "NEC Housing"
    assert proposed["product"]["id"] == "nec-housing"
    assert [each["slug"] for each in proposed["authorities"]] == ["camden"]
    assert [each["id"] for each in proposed["services"]] == ["housing-management"]
    assert proposed["ends_on"] == proposed["contracts"][0]["ends_on"] == "2029-09-14"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("product=nec-housing", 1),
        ("product=Northgate Housing", 1),
        ("product=civica-cx", 0),
        ("service=housing-management", 1),
        ("authority=camden", 1),
        ("authority=hackney", 0),
        ("supplier=civica-uk", 1),
        ("name=northgate", 1),
        ("name=nec h", 1),
        ("status=proposed", 1),
        ("status=live,retiring", 0),
    ],
)
def test_who_uses_what_is_asked_by_any_of_its_names(client, proposed, asked, found):
    assert len(client.get(f"/api/v1/systems?{asked}").json) == found


def test_confirming_makes_a_proposal_live(client, proposed, officer):
    found = write(client, proposed, "confirm", officer).json

    assert (found["status"], found["sources"]["product"]["belief"]) == ("live", "authority")
    assert found["confirmed_on"]


def test_confirming_a_system_keeps_the_name_of_its_product(client, officer, session, knowledge):
    file(session, knowledge, contract_details(contract={"title": "Northgate Housing support"}))
    proposed = client.get("/api/v1/systems").json[0]

    assert proposed["name"] == "NEC Housing"
    assert write(client, proposed, "confirm", officer).json["name"] == "NEC Housing"


def test_a_rejected_proposal_stays_rejected_when_it_is_made_again(client, proposed, officer, session, knowledge):
    write(client, proposed, "reject", officer)
    file(session, knowledge, contract_details(contract={"title": "NEC Housing management system, phase 2"}))

    assert client.get("/api/v1/systems").json == []


def test_a_rejected_proposal_stays_rejected_when_its_product_turns_out_another(
    client, proposed, officer, session, knowledge
):
    write(client, proposed, "reject", officer)
    file(session, knowledge, contract_details(contract={"title": "Housing management system: Civica Cx"}))

    assert client.get("/api/v1/systems").json == []


def test_a_system_that_was_confirmed_stays_one_when_its_product_turns_out_another(
    client, proposed, officer, session, knowledge
):
    write(client, proposed, "confirm", officer)
    file(session, knowledge, contract_details(contract={"title": "Housing management system: Civica Cx"}))

    assert [each["id"] for each in client.get("/api/v1/systems").json] == [proposed["id"]]


def test_versions_hosting_and_experience_are_for_boroughs(client, proposed, officer, session):
    body = {"software_version": "7.2.1", "hosting": "own_data_centre", "satisfaction": 2, "experience": "Slow reports."}
    write(client, proposed, "correct", officer, {**body, "modules": ["Rents"]})

    public = client.get(proposed["url"]).json
    shared = client.get(proposed["url"], headers=key(session, "viewer", HACKNEY)).json
    assert public["modules"] == ["Rents"]
    assert {name: public[name] for name in body} == dict.fromkeys(body)
    assert {name: shared[name] for name in body} == body
    assert "7.2.1" not in client.get("/api/v1/changes").text
    assert "7.2.1" not in client.get(f"/api/v1/systems/{proposed['id']}").text


def test_an_authority_may_publish_its_experience(client, proposed, officer):
    write(client, proposed, "correct", officer, {"satisfaction": 5, "visibility": {"satisfaction": "public"}})

    assert client.get(proposed["url"]).json["satisfaction"] == 5


def test_what_was_published_is_taken_back_by_telling_it_to_fewer(client, proposed, officer):
    write(client, proposed, "correct", officer, {"satisfaction": 5, "visibility": {"satisfaction": "public"}})
    write(client, proposed, "correct", officer, {"satisfaction": 5, "visibility": {"satisfaction": "draft"}})

    assert client.get(proposed["url"]).json["satisfaction"] is None


def test_a_system_tells_what_it_replaced_and_what_replaced_it(client, proposed, officer):
    old = client.post("/api/v1/systems", json={"name": "Housing 2000", "status": "retired"}, headers=officer).json
    write(client, proposed, "correct", officer, {"replaces": [old["id"]]})

    assert [each["id"] for each in client.get(old["url"]).json["replaced_by"]] == [proposed["id"]]


def test_a_system_that_no_source_tells_of_can_be_told(client, officer):
    body = {"product": "Northgate Housing", "services": ["housing-management"], "has_open_api": True}
    answer = client.post("/api/v1/systems", json=body, headers=officer)

    assert answer.status_code == 201
    assert (answer.json["name"], answer.json["status"]) == ("NEC Housing", "live")
    assert client.post("/api/v1/systems", json=body, headers=officer).status_code == 409


def test_a_product_that_nobody_knows_is_kept_as_the_name(client, officer):
    answer = client.post("/api/v1/systems", json={"product": "Hand-made 3000"}, headers=officer)

    assert (answer.json["name"], answer.json["product"]) == ("Hand-made 3000", None)


def test_a_contract_corrected_to_another_product_proposes_another_system(client, proposed, officer):
    contract = proposed["contracts"][0]
    write(client, contract, "correct", officer, {"product": "Civica Cx Housing"})

    assert [each["name"] for each in client.get("/api/v1/systems").json] != ["NEC Housing"]
    assert len(client.get("/api/v1/systems").json) == 1


@pytest.mark.parametrize(
    "body", [{}, {"services": ["x"]}, {"satisfaction": 6}, {"hosting": "moon"}, {"contracts": ["x"]}]
)
def test_a_bad_correction_is_refused(client, proposed, officer, body):
    assert write(client, proposed, "correct", officer, body).status_code == 422


def test_nobody_writes_about_the_system_of_another_authority(client, proposed, session):
    hackney = key(session, "officer", HACKNEY)

    for action in ("confirm", "correct", "reject"):
        assert write(client, proposed, action, hackney, {"name": "X"} if action == "correct" else {}).status_code == 403
