"""What an authority says of its contracts."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.example_releases import contract_details, period, termination
from tests.filing import file
from tests.keys import key

CAMDEN, HACKNEY = "E09000007", "E09000012"


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN)


@pytest.fixture
def contract(session, knowledge, client):
    """A contract of Camden's, as its contract details notice tells of it."""
    file(session, knowledge, contract_details())
    return client.get("/api/v1/contracts").json[0]["url"]


def read(client, contract, headers=None):
    return client.get(contract, headers=headers)


def write(client, contract, action, headers, body=None, etag=None):
    etag = etag or read(client, contract, headers).headers["ETag"]
    return client.post(f"{contract}/{action}", json=body or {}, headers={**headers, "If-Match": etag})


def test_confirming_makes_every_field_the_authoritys_own(client, contract, officer):
    answer = write(client, contract, "confirm", officer)

    assert answer.status_code == 200
    assert answer.json["sources"]["ends_on"]["belief"] == "authority"
    assert answer.json["sources"]["ends_on"]["confirmed_on"] == answer.json["confirmed_on"]


def test_confirming_some_fields_leaves_the_others(client, contract, officer):
    sources = write(client, contract, "confirm", officer, {"fields": ["ends_on"]}).json["sources"]

    assert sources["ends_on"]["belief"] == "authority"
    assert sources["starts_on"]["belief"] == "official"


def test_confirming_twice_changes_nothing(client, contract, officer):
    first = write(client, contract, "confirm", officer)
    second = write(client, contract, "confirm", officer)

    assert second.headers["ETag"] == first.headers["ETag"]
    assert len(client.get("/api/v1/changes").json) == 1


def test_a_correction_stands_against_later_notices_as_a_dispute(client, contract, officer, session, knowledge):
    write(client, contract, "correct", officer, {"ends_on": "2030-03-31"})
    later = contract_details("000009-2027", "2027-11-30T09:00:00Z", agreed=period("2026-09-15", "2031-01-01"))
    file(session, knowledge, later)

    found = read(client, contract).json
    assert found["ends_on"] == "2030-03-31"
    assert found["disputed"] == ["ends_on"]
    assert [each["value"] for each in found["sources"]["ends_on"]["disputes"]] == ["2031-01-01"]


def test_a_correction_leaves_a_change_with_before_and_after(client, contract, officer):
    write(client, contract, "correct", officer, {"ends_on": "2030-03-31", "note": "Extended."})

    change = client.get("/api/v1/changes").json[0]
    assert change["before"] == {"ends_on": "2029-09-14"}
    assert change["after"] == {"ends_on": "2030-03-31"}
    assert (change["action"], change["authority"], change["note"]) == ("correct", CAMDEN, "Extended.")
    assert change["subject"] == contract
    assert client.get(change["url"]).json == change


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"ends_on": "31/03/2030"}, "ends_on"),
        ({"value": {"amount": "£1,000"}}, "value"),
        ({"value": {"amount": "10", "vat": "some"}}, "value"),
        ({"service": "no-such-service"}, "service"),
        ({"suppliers": [{"name": "X Ltd", "company_number": "1"}]}, "suppliers"),
        ({"colour": "red"}, "colour"),
        ({"ends_on": "2030-03-31", "visibility": {"title": "draft"}}, "visibility"),
        ({"ends_on": "2030-03-31", "visibility": {"ends_on": "embargoed"}}, "public_from"),
    ],
)
def test_a_bad_correction_names_the_field_and_changes_nothing(client, contract, officer, body, field):
    before = read(client, contract).json

    answer = write(client, contract, "correct", officer, body)

    assert answer.status_code == 422
    assert field in answer.json["errors"]["json"]
    assert read(client, contract).json == before


def test_an_empty_correction_is_refused(client, contract, officer):
    assert write(client, contract, "correct", officer).status_code == 422


def test_who_read_an_older_version_is_told_what_changed_and_loses_nothing(client, contract, officer):
    etag = read(client, contract).headers["ETag"]
    write(client, contract, "correct", officer, {"ends_on": "2030-03-31"}, etag)

    late = write(client, contract, "correct", officer, {"ends_on": "2031-03-31"}, etag)

    assert late.status_code == 412
    newest = late.json["errors"]["changes"][0]
    assert newest["after"] == {"ends_on": "2030-03-31"}
    assert newest["at"] == client.get("/api/v1/changes?action=correct").json[0]["at"]
    assert read(client, contract).json["ends_on"] == "2030-03-31"


def test_who_sends_no_version_is_asked_for_it(client, contract, officer):
    assert client.post(f"{contract}/confirm", json={}, headers=officer).status_code == 428


def test_a_word_of_another_authority_is_refused(client, contract, session):
    answer = write(client, contract, "confirm", key(session, "officer", HACKNEY))

    assert answer.status_code == 403


def test_without_a_key_nothing_is_written(client, contract):
    answer = client.post(f"{contract}/confirm", json={}, headers={"If-Match": '"x"'})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].lower().startswith("bearer")


def test_a_rejected_contract_stays_rejected_when_its_notice_comes_again(client, contract, officer, session, knowledge):
    write(client, contract, "reject", officer, {"note": "Never signed."})
    file(session, knowledge, termination(), contract_details(agreed=period("2026-09-15", "2031-01-01")))

    assert client.get("/api/v1/contracts").json == []
    assert read(client, contract).json["is_listed"] is False


def test_confirming_takes_a_rejection_back(client, contract, officer):
    write(client, contract, "reject", officer)
    write(client, contract, "confirm", officer)

    assert [each["url"] for each in client.get("/api/v1/contracts").json] == [contract]


def test_a_decision_is_declared_with_its_day_and_reason(client, contract, officer):
    body = {"decision": "re-procure", "decided_on": "2026-10-01", "reason": "Cabinet paper"}

    found = write(client, contract, "decision", officer, body).json

    assert (found["decision"], found["decided_on"], found["decision_reason"]) == (
        "re-procure",
        "2026-10-01",
        "Cabinet paper",
    )
    assert len(client.get("/api/v1/contracts?decision=re-procure").json) == 1
    assert client.get("/api/v1/contracts?decision=exit").json == []


def test_options_taken_since_last_told_move_the_end(client, contract, officer):
    options = {"number": 2, "months": 12, "notice_days": 90}
    write(client, contract, "options", officer, {"options": [options]})

    found = write(client, contract, "options", officer, {"options": [{**options, "taken": 1}]}).json

    assert found["ends_on"] == "2030-09-14"
    assert found["renewal"]["option_notice_on"] == "2030-06-16"


def test_options_first_told_leave_the_end_as_it_is(client, contract, officer):
    found = write(client, contract, "options", officer, {"options": [{"number": 2, "months": 12, "taken": 1}]}).json

    assert found["ends_on"] == "2029-09-14"


def test_a_draft_is_seen_by_its_authority_alone(client, contract, officer, session):
    body = {"ends_on": "2030-03-31", "note": "Not yet agreed.", "visibility": {"ends_on": "draft"}}
    seen = write(client, contract, "correct", officer, body).json

    assert seen["ends_on"] == "2030-03-31"
    for other in (None, key(session, "officer", HACKNEY), key(session, "viewer", HACKNEY), key(session, "editor")):
        found = read(client, contract, other).json
        assert found["ends_on"] == "2029-09-14"
        assert "2030" not in str(found["sources"])
        assert client.get("/api/v1/changes", headers=other).json == []
    assert len(client.get("/api/v1/changes", headers=officer).json) == 1


def test_what_is_for_boroughs_is_seen_by_any_of_them(client, contract, officer, session):
    body = {"decision": "exit", "visibility": {"decision": "boroughs"}}
    write(client, contract, "decision", officer, body)

    assert read(client, contract).json["decision"] == "undecided"
    assert read(client, contract, key(session, "viewer", HACKNEY)).json["decision"] == "exit"
    assert client.get("/api/v1/contracts?decision=exit").json == []


def test_a_contract_that_no_notice_tells_of_can_be_told(client, officer):
    body = {
        "title": "Telephony",
        "suppliers": [{"name": "Voice Ltd", "company_number": "1234567"}],
        "service": "telephony",
        "starts_on": "2026-01-01",
        "ends_on": "2027-12-31",
        "annual_value": {"amount": "12000", "vat": "excluded"},
    }
    answer = client.post("/api/v1/contracts", json=body, headers=officer)

    assert answer.status_code == 201
    assert answer.json["suppliers"][0]["company_number"] == "01234567"
    assert answer.json["annual_value"] == {"amount": "12000.00", "currency": "GBP", "vat": "excluded"}
    assert client.get(answer.headers["Location"]).json["authorities"][0]["gss"] == CAMDEN
    assert client.post("/api/v1/contracts", json=body, headers=officer).status_code == 409


def test_no_authority_is_left_out_by_another(client, contract, officer, session):
    write(client, contract, "correct", officer, {"authorities": ["camden", "hackney"]})

    for authorities in (["hackney"], ["camden"]):
        for headers in (officer, key(session, "officer", HACKNEY)):
            answer = write(client, contract, "correct", headers, {"authorities": authorities})
            assert answer.status_code == 422
    assert len(read(client, contract).json["authorities"]) == 2


def test_of_two_who_write_at_once_one_wins_and_the_other_is_told(app, client, contract, officer):
    etag = read(client, contract).headers["ETag"]
    start = threading.Barrier(2)

    def correct(day):
        own = app.test_client()
        start.wait()
        body = {"ends_on": day}
        return own.post(f"{contract}/correct", json=body, headers={**officer, "If-Match": etag}).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(correct, ["2030-03-31", "2031-03-31"]))

    assert sorted(answers) == [200, 412]
    winner = ["2030-03-31", "2031-03-31"][answers.index(200)]
    assert read(client, contract).json["ends_on"] == winner
    assert len(client.get("/api/v1/changes").json) == 1
