"""What an authority says of its renewals: its own lead time, its break, its decision, the options it has."""

import json

import pytest

from tests.example_releases import contract_details, period
from tests.filing import file
from tests.keys import key

CAMDEN = "E09000007"


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN)


@pytest.fixture
def contract(session, knowledge, client):
    """A contract of Camden's until the end of 2030, whose notice has words on options only."""
    words = {"description": "Two (2) further periods of one year"}
    agreed = period("2028-01-01", "2030-12-31")
    file(session, knowledge, contract_details(agreed=agreed, contract={"hasRenewal": True, "renewal": words}))
    return client.get("/api/v1/contracts").json[0]["url"]


def write(client, contract, action, headers, body):
    etag = client.get(contract, headers=headers).headers["ETag"]
    return client.post(f"{contract}/{action}", json=body, headers={**headers, "If-Match": etag})


def test_an_authority_says_its_own_lead_time_and_break(client, contract, officer):
    answer = write(client, contract, "correct", officer, {"lead_months": 30, "break_on": "2029-06-30"})

    assert answer.status_code == 200, answer.json
    assert (answer.json["lead_months"], answer.json["break_on"]) == (30, "2029-06-30")
    assert answer.json["act_by_on"] == answer.json["renewal"]["act_by_on"] == "2028-06-30"
    assert answer.json["renewal"]["lead_months"] == 30
    assert "early from 30 June 2029" in answer.json["renewal"]["reason"]
    assert answer.json["sources"]["lead_months"]["belief"] == "authority"


def test_its_lead_time_and_break_can_be_confirmed_and_taken_back(client, contract, officer):
    write(client, contract, "correct", officer, {"lead_months": 30, "break_on": "2029-06-30"})
    confirmed = write(client, contract, "confirm", officer, {"fields": ["lead_months", "break_on"]})
    without = write(client, contract, "correct", officer, {"lead_months": None, "break_on": None})

    assert confirmed.status_code == 200
    assert (without.json["lead_months"], without.json["break_on"]) == (None, None)
    assert without.json["act_by_on"] == "2029-06-30"


@pytest.mark.parametrize("months", [0, 61, -1, "soon", 1.5])
def test_a_lead_time_that_is_none_is_refused(client, contract, officer, months):
    assert write(client, contract, "correct", officer, {"lead_months": months}).status_code == 422


def test_files_have_the_lead_time_and_the_break(client, contract, officer):
    write(client, contract, "correct", officer, {"lead_months": 30, "break_on": "2029-06-30"})

    assert json.loads(client.get("/api/v1/contracts.jsonl").data)["lead_months"] == 30
    renewal = json.loads(client.get("/api/v1/renewals.jsonl").data)
    assert (renewal["lead_months"], renewal["break_on"], renewal["act_by_on"]) == (30, "2029-06-30", "2028-06-30")
    assert renewal["committed_ends_on"] == "2030-12-31"


def test_a_decision_to_extend_moves_the_day_to_act(client, contract, officer):
    options = [{"number": 1, "months": 12, "notice_days": 90}]
    before = write(client, contract, "options", officer, {"options": options}).json
    after = write(client, contract, "decision", officer, {"decision": "extend", "decided_on": "2026-05-09"}).json

    assert before["act_by_on"] == "2029-04-02"
    assert after["act_by_on"] == after["renewal"]["act_by_on"] == "2030-06-30"
    assert after["renewal"]["option_notice_on"] == "2030-10-02"


def test_an_option_taken_ends_on_the_last_day_of_the_month_and_taken_back_it_ends_where_it_did(
    client, contract, officer
):
    option = {"number": 1, "months": 2}
    write(client, contract, "options", officer, {"options": [option]})
    taken = write(client, contract, "options", officer, {"options": [{**option, "taken": 1}]}).json
    taken_back = write(client, contract, "options", officer, {"options": [option]}).json

    assert (taken["ends_on"], taken_back["ends_on"]) == ("2031-02-28", "2030-12-31")


def test_an_option_taken_carries_out_the_decision_to_extend(client, contract, officer):
    option = {"number": 2, "months": 12}
    write(client, contract, "options", officer, {"options": [option]})
    write(client, contract, "decision", officer, {"decision": "extend", "decided_on": "2026-05-09"})
    taken = write(client, contract, "options", officer, {"options": [{**option, "taken": 1}]}).json
    latest = client.get("/api/v1/changes", headers=officer).json[0]

    assert (taken["ends_on"], taken["decision"]) == ("2031-12-31", "undecided")
    assert taken["renewal"]["committed_ends_on"] == "2031-12-31"
    assert latest["action"] == "options"
    assert latest["after"]["decision"]["decision"] == "undecided"


def test_a_decision_to_extend_stands_when_no_option_is_newly_taken(client, contract, officer):
    option = {"number": 2, "months": 12}
    write(client, contract, "options", officer, {"options": [option]})
    write(client, contract, "decision", officer, {"decision": "extend"})

    assert write(client, contract, "options", officer, {"options": [option, option]}).json["decision"] == "extend"


def test_an_option_taken_in_a_draft_leaves_the_decision_that_others_see(client, contract, officer):
    option = {"number": 2, "months": 12}
    write(client, contract, "options", officer, {"options": [option]})
    write(client, contract, "decision", officer, {"decision": "extend"})
    draft = {"options": [{**option, "taken": 1}], "visibility": {"options": "draft"}}

    assert write(client, contract, "options", officer, draft).json["decision"] == "undecided"
    assert client.get(contract).json["decision"] == "extend"


@pytest.mark.parametrize("break_on", ["2001-01-01", "2027-12-31", "2031-01-01", "2040-01-01"])
def test_a_break_before_the_start_or_after_the_latest_end_is_refused(client, contract, officer, break_on):
    answer = write(client, contract, "correct", officer, {"break_on": break_on})

    assert answer.status_code == 422
    assert "break_on" in answer.json["errors"]["json"]


def test_a_break_may_come_while_options_or_no_fixed_end_keep_a_contract_running(client, contract, officer):
    moved = {"break_on": "2031-06-30", "max_ends_on": "2031-12-31"}
    assert write(client, contract, "correct", officer, moved).status_code == 200
    assert write(client, contract, "correct", officer, {"break_on": "2035-01-01"}).status_code == 422
    endless = {"break_on": "2035-01-01", "open_ended": True}
    assert write(client, contract, "correct", officer, endless).status_code == 200


def test_a_new_contract_has_no_break_outside_its_term(client, officer):
    told = {"title": "Parking permits", "starts_on": "2026-01-01", "ends_on": "2027-12-31"}

    for break_on, status in (("2025-12-31", 422), ("2028-01-01", 422), ("2027-01-01", 201)):
        answer = client.post("/api/v1/contracts", json={**told, "break_on": break_on}, headers=officer)
        assert answer.status_code == status, answer.json


def test_a_decision_to_do_without_leaves_nothing_to_start(client, contract, officer):
    answer = write(client, contract, "decision", officer, {"decision": "exit"}).json

    assert answer["act_by_on"] is None
    assert answer["renewal"]["state"] == "unknown"
    assert client.get("/api/v1/renewals?within=99y").json == []


def test_words_on_options_are_proposed_with_the_call_that_accepts_them(client, contract, officer):
    found = client.get(contract).json
    proposed = found["proposed_options"]

    assert proposed["in_words"] == "2 x 12 months"
    assert proposed["words"] == ["2 further periods of 1 year"]
    assert found["renewal"]["reason"].endswith("Its notices speak of 2 x 12 months.")
    assert found["renewal"]["latest_ends_on"] == "2030-12-31"
    call = proposed["accept"]
    accepted = write(client, contract, call["url"].rpartition("/")[2], officer, call["body"])
    assert call["url"] == f"{contract}/options"
    assert accepted.status_code == 200, accepted.json
    assert accepted.json["renewal"]["latest_ends_on"] == "2032-12-31"
    assert accepted.json["proposed_options"] is None
