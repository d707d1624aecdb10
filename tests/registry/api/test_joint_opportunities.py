"""What `/joint-opportunities` answers, seen from 1 January 2027. Housing systems take 18 months to replace."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from registry.models import Contract, Statement
from registry.queries.joint_procurement import ends_said
from tests.example_releases import CAMDEN, HACKNEY, contract_details, period, termination
from tests.filing import file
from tests.keys import key

ON = "2027-01-01"
CAMDENS, HACKNEYS = "ocds-h6vhtk-0d0001", "ocds-h6vhtk-0d0002"
PATH = "/api/v1/joint-opportunities"


def housing(buyer, end, ocid, most=None, start="2024-04-01"):
    return contract_details(ocid=ocid, number=f"{ocid[-4:]}-2026", buyers=[buyer], agreed=period(start, end, most))


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    """Camden's contract ends three months before Hackney's, and may run a year longer."""
    camdens = housing(CAMDEN, "2028-12-31", CAMDENS, "2029-12-31")
    file(session, knowledge, camdens, housing(HACKNEY, "2029-03-31", HACKNEYS))


def ask(client, path="", **query):
    answer = client.get(f"{PATH}{path}", query_string={"on": ON, **query})
    assert answer.status_code == 200, answer.json
    return answer.json


@pytest.fixture
def one(client):
    return ask(client)[0]


@pytest.fixture
def detail(client, one):
    return client.get(one["url"]).json


@pytest.fixture
def ids(client):
    return {each["authorities"][0]["slug"]: each["id"] for each in client.get("/api/v1/contracts").json}


def bridges(answer, part="members"):
    return {each["authorities"][0]["slug"]: each["bridge"]["action"] for each in answer[part]}


def test_contracts_that_share_a_day_are_found(client):
    found = ask(client)

    assert [[each["slug"] for each in of["authorities"]] for of in found] == [["camden", "hackney"]]
    assert found[0]["words"] == (
        "2 authorities could replace 2 contracts for Housing management together on 31 March 2029: "
        "1 of them must be bridged, by 90 days in all."
    )


def test_it_says_until_when_and_who_sells_now(one):
    assert (one["first_on"], one["best_on"], one["last_on"]) == ("2029-03-31", "2029-03-31", "2029-09-29")
    assert ([each["name"] for each in one["suppliers"]], one["same_supplier"]) == (["Civica UK Limited"], "same")
    assert one["suggested_lead"]["slug"] == "camden"


def test_what_contracts_cost_a_year_is_worked_out_and_said_to_be(one, detail):
    assert one["annual_value"]["contracts_known"] == 2
    assert {each["value_is_reckoned"] for each in detail["members"]} == {True}


def test_a_link_keeps_its_meaning(client, one):
    assert one["url"] == f"{PATH}/{one['id']}?on={ON}"
    assert client.get(one["url"]).json["best_on"] == one["best_on"]


def test_each_member_says_what_it_needs(detail):
    assert bridges(detail) == {"camden": "take_options", "hackney": "let_end"}
    camdens = detail["members"][0]
    assert camdens["bridge"]["days"] == 90
    assert camdens["bridge"]["words"].startswith(
        "Extend it to its maximum end: it can then run until 31 December 2029;"
    )
    assert camdens["contract"]["url"].startswith("/api/v1/contracts/")


def test_a_score_is_the_sum_of_its_parts(detail):
    assert sum(part["points"] for part in detail["score_parts"]) == detail["score"]
    assert [part["out_of"] for part in detail["score_parts"]] == [25, 25, 15, 15, 10, 10]
    assert all(part["words"].endswith(".") for part in detail["score_parts"])


def test_the_procurement_has_a_timetable_and_a_threshold(detail):
    table = detail["timetable"]

    assert (table["starts_on"], table["lead_months"]) == ("2029-04-01", 18)
    assert {"tender_notice", "go_live"} <= {each["key"] for each in table["milestones"]}
    assert detail["threshold"]["words"].startswith("Over an assumed term of 48 months: ")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"service": "housing-management"}, 1),
        ({"service": "parking"}, 0),
        ({"authority": "hackney"}, 1),
        ({"authority": "brent"}, 0),
        ({"authority": "brent,camden"}, 1),
        ({"from": "2029-03-31", "until": "2029-03-31"}, 1),
        ({"from": "2029-04-01"}, 0),
        ({"until": "2029-03-30"}, 0),
        ({"min_authorities": 2}, 1),
        ({"min_authorities": 3}, 0),
        ({"sort": "best_on"}, 1),
        ({"on": "2028-06-01"}, 0),
        ({"lead_months": 36}, 0),
    ],
)
def test_opportunities_can_be_narrowed(client, query, found):
    assert len(ask(client, **query)) == found


@pytest.mark.parametrize(
    "query",
    [
        {"min_authorities": 1},
        {"sort": "luck"},
        {"move": "someday"},
        {"move": "abc:2029-02-30"},
        {"lead_months": 121},
        {"leave_out": "A B"},
        {"service": "gardening"},
    ],
)
def test_what_makes_no_sense_is_refused(client, query):
    assert client.get(PATH, query_string=query).status_code == 422


@pytest.mark.parametrize("query", [{"move": "nosuchid:2029-01-31"}, {"leave_out": "nosuchid"}])
def test_a_contract_that_nobody_knows_is_named(client, query):
    answer = client.get(PATH, query_string=query)

    assert answer.status_code == 422
    assert answer.json["errors"]["query"] == {next(iter(query)): ["No contract has the id nosuchid."]}


def test_what_if_a_contract_ended_on_another_day(client, ids, one):
    moved = ask(client, move=f"{ids['hackney']}:2028-12-31")[0]

    assert (moved["best_on"], moved["bridging_days"], moved["id"]) == ("2028-12-31", 0, one["id"])
    assert "move=" in moved["url"]
    assert client.get(moved["url"]).json["bridging_days"] == 0
    assert ask(client)[0]["best_on"] == one["best_on"]


def test_what_if_a_contract_were_left_out(client, ids):
    assert ask(client, leave_out=ids["hackney"]) == []


def test_what_if_another_day_were_chosen(client, one):
    found = ask(client, day="2029-06-30")[0]

    assert (found["id"], found["best_on"], found["bridging_days"]) == (one["id"], "2029-06-30", 181 + 91)
    assert bridges(client.get(found["url"]).json) == {"camden": "take_options", "hackney": "negotiate"}


def test_a_day_that_not_all_can_make_lists_nothing_but_its_cost_can_be_asked(client, one):
    assert ask(client, day="2031-01-01") == []
    forced = ask(client, f"/{one['id']}", day="2031-01-01")

    assert {each["bridge"]["within_ten_percent"] for each in forced["members"]} == {False}
    assert forced["best_on"] == "2031-01-01"


def test_a_chosen_day_shows_what_every_other_contract_for_the_service_would_need(client, session, knowledge):
    file(session, knowledge, housing(CAMDEN, "2033-03-31", "ocds-h6vhtk-0d0003"))
    one = ask(client)[0]

    assert bridges(ask(client, f"/{one['id']}", day="2029-06-30"), "others") == {"camden": "end_early"}
    assert ask(client, f"/{one['id']}")["others"] == []


def test_once_its_contracts_have_changed_its_link_says_so(client, session, knowledge, one):
    file(session, knowledge, termination(ocid=HACKNEYS, number="99-2026", buyers=[HACKNEY]))
    answer = client.get(one["url"])

    assert answer.status_code == 404
    assert answer.json["detail"].startswith("Its contracts have changed since")


def test_what_is_not_counted_is_told(client, session, knowledge):
    file(session, knowledge, housing(CAMDEN, "2026-12-01", "ocds-h6vhtk-0d0004"))
    file(session, knowledge, housing(CAMDEN, None, "ocds-h6vhtk-0d0005"))
    file(session, knowledge, housing(CAMDEN, "2027-12-01", "ocds-h6vhtk-0d0006"))
    told = {"past_end": 1, "too_late": 1, "unknown_end": 1}

    assert {each["why"]: 1 for each in ask(client, "/uncounted", service="housing-management")} == told
    assert client.get(ask(client)[0]["url"]).json["not_counted"] == told
    assert [each["why"] for each in ask(client, "/uncounted", why="past_end")] == ["past_end"]
    assert ask(client, "/uncounted", authority="hackney") == []


def test_a_decision_takes_a_contract_out_at_once(client, session, ids):
    assert ask(client)
    officer, url = key(session, "officer", "E09000012"), f"/api/v1/contracts/{ids['hackney']}"
    headers = {**officer, "If-Match": client.get(url).headers["ETag"]}
    body = {"decision": "exit", "reason": "The service moves to another body."}
    answer = client.post(f"{url}/decision", json=body, headers=headers)

    assert answer.status_code == 200, answer.json
    assert ask(client) == []
    assert [each["why"] for each in ask(client, "/uncounted")] == ["exiting"]


def test_opportunities_come_in_pages(client):
    answer = client.get(PATH, query_string={"on": ON, "page_size": 1, "page": 2})

    assert answer.json == []
    assert json.loads(answer.headers["X-Pagination"])["total"] == 1


@pytest.mark.parametrize("on", ["1900-01-01", "2200-12-31"])
def test_no_day_is_too_far(client, on, ids):
    moves = ",".join(f"{id_}:2200-12-31" for id_ in ids.values())
    for each in ask(client, on=on, move=moves, lead_months=0):
        assert client.get(each["url"]).status_code == 200


def test_an_end_is_no_surer_for_another_that_was_set_aside(client, session, ids):
    contract = session.get(Contract, ids["hackney"])
    own = session.scalars(select(Statement).where(Statement.subject_id == contract.id)).all()
    for each in own:
        each.fields = {**each.fields, "ends_on": "2076-01-01"} if "ends_on" in each.fields else each.fields
    said = {"subject_kind": "contract", "subject_id": contract.id, "source": "register", "reference": "r"}
    told = {"belief": "register", "said_on": date(2026, 1, 1), "recorded_at": datetime(2026, 1, 1, tzinfo=UTC)}
    session.add(Statement(**said, **told, fields={"ends_on": contract.ends_on.isoformat()}, audience="public"))
    session.flush()

    found = session.execute(ends_said(service=[contract.service_id])).all()

    assert [belief for id_, belief, _ in found if id_ == contract.id] == ["register"]
