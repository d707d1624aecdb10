"""Records of several authorities, and what one of them keeps to itself: nobody speaks, hears or decides for another."""

import pytest

from tests.example_releases import CIVICA, contract_details
from tests.filing import file
from tests.keys import key

CAMDEN, HACKNEY = "E09000007", "E09000012"


@pytest.fixture
def camden(session):
    return key(session, "officer", CAMDEN)


@pytest.fixture
def hackney(session):
    return key(session, "officer", HACKNEY)


@pytest.fixture
def shared(client, camden):
    """A contract of Camden's and Hackney's."""
    body = {"title": "Telephony", "service": "telephony", "reference": "S-1", "authorities": ["camden", "hackney"]}
    return client.post("/api/v1/contracts", json={**body, "ends_on": "2030-07-31"}, headers=camden).json


@pytest.fixture
def system(client, camden):
    return client.post("/api/v1/systems", json={"name": "Switchboard", "services": ["telephony"]}, headers=camden).json


def write(client, record, action, headers, body=None):
    etag = client.get(record["url"], headers=headers).headers["ETag"]
    answer = client.post(f"{record['url']}/{action}", json=body or {}, headers={**headers, "If-Match": etag})
    assert answer.status_code < 300, answer.json
    return answer.json


def listed(client, noun, authority):
    return [each["id"] for each in client.get(f"/api/v1/{noun}?authority={authority}").json]


def hidden(field, value, audience="draft"):
    return {field: value, "visibility": {field: audience}}


def test_a_draft_shows_nobody_elses_draft_as_what_was_before(client, shared, camden, hackney):
    write(client, shared, "correct", camden, hidden("title", "Camden's secret"))
    write(client, shared, "correct", hackney, hidden("title", "Hackney's secret"))

    assert "Camden's secret" not in client.get("/api/v1/changes", headers=hackney).text


def test_what_follows_from_a_draft_is_a_draft_too(client, shared, camden):
    options = {"number": 2, "months": 12}
    write(client, shared, "options", camden, {"options": [options]})
    own = write(client, shared, "options", camden, hidden("options", [{**options, "taken": 1}]))

    assert own["ends_on"] == "2031-07-31"
    assert client.get(shared["url"]).json["ends_on"] == "2030-07-31"
    assert "2031" not in client.get("/api/v1/changes").text


def test_options_put_right_move_the_end_back(client, shared, camden):
    option = {"number": 2, "months": 12}
    for taken in (0, 1, 0, 1):
        found = write(client, shared, "options", camden, {"options": [{**option, "taken": taken}]})

    assert found["ends_on"] == "2031-07-31"


def test_an_unknown_product_in_a_draft_names_nothing_in_public(client, system, camden):
    write(client, system, "correct", camden, hidden("product", "Secret Suite"))

    assert "Secret Suite" not in client.get(system["url"]).text
    assert "Secret Suite" in client.get(system["url"], headers=camden).text


@pytest.mark.parametrize(
    ("noun", "body"),
    [("contracts", hidden("title", "Secret plan")), ("systems", hidden("name", "Secret plan"))],
)
def test_a_record_told_as_a_draft_is_nowhere_for_others(client, camden, hackney, noun, body):
    told = client.post(f"/api/v1/{noun}", json=body, headers=camden)

    assert told.status_code == 201
    assert client.get(f"/api/v1/{noun}").json == []
    for other in (None, hackney):
        assert client.get(told.headers["Location"], headers=other).status_code == 404
    assert "Secret plan" in write(client, told.json, "correct", camden, {"note": "x", **body}).values()


def test_files_hold_what_everyone_may_see_whoever_asks(client, shared, camden):
    write(client, shared, "correct", camden, hidden("framework", "Secret framework"))

    assert "Secret framework" not in client.get("/api/v1/changes.csv", headers=camden).text


def test_nobody_merges_a_contract_away_from_its_other_authorities(client, shared, camden):
    own = client.post("/api/v1/contracts", json={"title": "Ours", "reference": "C-1"}, headers=camden).json
    etag = client.get(shared["url"]).headers["ETag"]
    headers = {**camden, "If-Match": etag}
    answer = client.post(f"{shared['url']}/merge", json={"into": own["id"]}, headers=headers)

    assert answer.status_code == 409


def test_an_authority_rejects_for_itself_alone(client, shared, camden, hackney):
    write(client, shared, "reject", hackney)

    assert listed(client, "contracts", "hackney") == []
    assert listed(client, "contracts", "camden") == [shared["id"]]

    write(client, shared, "confirm", hackney)
    assert listed(client, "contracts", "hackney") == [shared["id"]]


def test_who_names_a_supplier_does_not_rename_it(client, shared, camden, session, knowledge):
    file(session, knowledge, contract_details())
    number = CIVICA["identifier"]["id"] if "identifier" in CIVICA else "01628868"
    before = client.get(f"/api/v1/suppliers?company_number={number}").json[0]["name"]
    write(client, shared, "correct", camden, {"suppliers": [{"name": "Cv", "company_number": number}]})

    assert client.get(f"/api/v1/suppliers?company_number={number}").json[0]["name"] == before


def test_a_field_that_was_a_draft_once_is_confirmed_when_it_is_public(client, shared, camden):
    write(client, shared, "correct", camden, hidden("ends_on", "2031-01-01"))
    write(client, shared, "correct", camden, {"ends_on": "2031-01-01"})

    assert write(client, shared, "confirm", camden)["sources"]["ends_on"]["audience"] == "public"


def test_a_draft_is_not_confirmed_by_confirming_the_rest(client, shared, camden):
    write(client, shared, "correct", camden, hidden("ends_on", "2031-01-01"))
    own = write(client, shared, "confirm", camden)

    assert own["ends_on"] == "2031-01-01"
    assert client.get(shared["url"]).json["ends_on"] == "2030-07-31"


def test_confirming_leaves_public_what_was_made_public(client, system, camden):
    write(client, system, "correct", camden, hidden("software_version", "7.2", "public"))
    write(client, system, "confirm", camden)

    assert client.get(system["url"]).json["software_version"] == "7.2"


def test_confirming_does_not_say_live_over_a_draft(client, system, camden):
    write(client, system, "correct", camden, hidden("status", "retiring"))

    assert write(client, system, "confirm", camden, {"fields": ["name"]})["status"] == "retiring"


def test_saying_the_first_value_again_after_a_draft_counts(client, shared, camden):
    write(client, shared, "correct", camden, {"ends_on": "2031-01-01"})
    write(client, shared, "correct", camden, hidden("ends_on", "2032-01-01"))

    assert write(client, shared, "correct", camden, {"ends_on": "2031-01-01"})["ends_on"] == "2031-01-01"


def test_what_is_taken_back_brings_no_older_value_back(client, shared, camden):
    write(client, shared, "correct", camden, {"framework": "First"})
    write(client, shared, "correct", camden, {"framework": "Second"})
    write(client, shared, "correct", camden, hidden("framework", "Second"))

    assert client.get(shared["url"]).json["framework"] is None


def test_services_can_be_none(client, system, camden):
    assert write(client, system, "correct", camden, {"services": []})["services"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"starts_on": "2031-01-01", "ends_on": "2030-01-01"}, "ends_on"),
        ({"ends_on": "2031-01-01", "max_ends_on": "2030-01-01"}, "max_ends_on"),
        (
            {"value": {"amount": "1", "currency": "USD"}, "annual_value": {"amount": "1", "currency": "EUR"}},
            "annual_value",
        ),
        ({**hidden("title", "x", "embargoed"), "public_from": "2020-01-01"}, "public_from"),
    ],
)
def test_what_contradicts_itself_is_refused(client, shared, camden, body, field):
    etag = client.get(shared["url"]).headers["ETag"]
    answer = client.post(f"{shared['url']}/correct", json=body, headers={**camden, "If-Match": etag})

    assert answer.status_code == 422
    assert field in answer.json["errors"]["json"]
