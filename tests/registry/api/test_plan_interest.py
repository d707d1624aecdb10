"""Suppliers' interest in plans, and what they are told."""

import pytest
import time_machine

from registry.models import Supplier
from tests.keys import key
from tests.planning import CAMDEN, TODAY
from tests.suppliers import id_of

SECRET = "We could bring our cloud edition"


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def plan(registry):
    return registry.agreed()


def test_members_see_who_is_interested_and_others_how_many(client, registry, plan):
    registry.write(plan, "interest", registry.idox, {"word": SECRET})

    seen = registry.read(plan, registry.hackney)["interest"]
    assert seen["count"] == 1
    assert [(each["supplier"]["name"], each["word"]) for each in seen["suppliers"]] == [("Idox", SECRET)]
    for header in (None, registry.islington, registry.civica):
        told = client.get(plan, headers=header)
        assert told.json["interest"]["count"] == 1
        assert "Idox" not in told.text
        assert SECRET not in told.text


def test_interest_is_on_record_as_no_authoritys(registry, plan):
    registry.write(plan, "interest", registry.idox, {"word": SECRET})

    newest = registry.read(f"{plan}/changes", registry.camden)[0]
    assert (newest["action"], newest["authority"], newest["after"]["word"]) == ("interest", None, SECRET)


def test_a_lead_that_has_left_reads_no_suppliers_words(client, registry):
    plan = registry.plan(requirement="A housing system for both", audience="public")
    registry.write(plan, "interest", registry.idox, {"word": SECRET})
    registry.write(plan, "notes", registry.camden, {"text": "Idox calls."})
    registry.write(plan, "join", registry.hackney, {"state": "committed"})
    registry.write(plan, "lead", registry.camden, {"authority": "hackney"})
    registry.write(plan, "join", registry.camden, {"state": "withdrawn"})

    told = client.get(f"/api/v1/changes?plan={plan.rpartition('/')[2]}", headers=registry.camden)

    assert told.status_code == 200
    assert "Idox" not in told.text
    assert SECRET not in told.text
    assert SECRET in client.get(f"{plan}/changes", headers=registry.hackney).text


def test_a_supplier_sees_its_own_word(registry, plan):
    registry.write(plan, "interest", registry.idox, {"word": SECRET})

    assert registry.read(plan, registry.idox)["interest"]["mine"]["word"] == SECRET
    assert registry.read(plan, registry.civica)["interest"].get("mine") is None


def test_the_newest_word_of_a_supplier_holds(registry, plan):
    registry.write(plan, "interest", registry.idox, {"word": "First"})
    registry.write(plan, "interest", registry.idox, {"word": "Second"})

    seen = registry.read(plan, registry.camden)["interest"]
    assert (seen["count"], seen["suppliers"][0]["word"]) == (1, "Second")


def test_interest_needs_no_if_match_and_hinders_no_member(client, registry, plan):
    etag = client.get(plan, headers=registry.camden).headers["ETag"]
    assert client.post(f"{plan}/interest", json={}, headers=registry.idox).status_code == 200

    note = client.post(f"{plan}/notes", json={"text": "Hello"}, headers={**registry.camden, "If-Match": etag})

    assert note.status_code == 200, note.json


def test_interest_is_taken_back(registry, plan):
    registry.write(plan, "interest", registry.idox)
    registry.write(plan, "interest/withdraw", registry.idox)

    assert registry.read(plan, registry.camden)["interest"]["count"] == 0
    status, told = registry.refused(plan, "interest/withdraw", registry.idox)
    assert (status, told) == (409, "Your company has not said that it is interested.")


def test_interest_can_be_taken_back_when_the_plan_is_public_no_longer(registry):
    plan = registry.plan(audience="public")
    registry.write(plan, "interest", registry.idox)
    registry.write(plan, "audience", registry.camden, {"audience": "members"})

    assert registry.refused(plan, "interest/withdraw", registry.civica)[0] == 404
    assert registry.send(plan, "interest/withdraw", registry.idox).status_code == 204
    assert registry.read(plan, registry.camden)["interest"]["count"] == 0


def test_who_is_interested_is_on_record_for_members_alone(client, registry, plan):
    registry.write(plan, "interest", registry.idox, {"word": SECRET})

    idox = id_of("Idox")
    assert idox in client.get("/api/v1/changes", headers=registry.hackney).text
    for header in (None, registry.islington, registry.civica):
        told = client.get("/api/v1/changes", headers=header).text
        assert idox not in told
        assert SECRET not in told


@pytest.mark.parametrize("audience", ["members", "boroughs"])
def test_a_plan_that_is_not_public_is_not_there_for_suppliers(registry, audience):
    plan = registry.plan(audience=audience)

    assert registry.refused(plan, "interest", registry.idox)[0] == 404


def test_a_tendered_plan_sends_suppliers_to_the_tender(registry, plan):
    ocid = registry.publish()
    registry.write(plan, "notices", registry.camden, {"ocid": ocid, "is_ours": True})
    registry.write(plan, "stage", registry.camden, {"stage": "procuring"})

    status, told = registry.refused(plan, "interest", registry.idox)

    assert status == 409
    assert told.startswith(f"It is tendered: answer the tender, /api/v1/procurements/{ocid}.")


def test_no_authority_is_interested_as_a_supplier(registry, plan, session):
    assert registry.refused(plan, "interest", registry.camden)[0] == 403
    nobodys = key(session, "supplier")
    assert registry.refused(plan, "interest", nobodys)[0] == 403


def test_suppliers_that_were_merged_are_one(registry, plan, session):
    registry.write(plan, "interest", registry.idox, {"word": "As Idox"})
    registry.write(plan, "interest", registry.civica, {"word": "As Civica"})
    session.get(Supplier, id_of("Idox")).merged_into_id = id_of("Civica")
    session.commit()

    seen = registry.read(plan, registry.camden)["interest"]
    assert (seen["count"], [each["supplier"]["name"] for each in seen["suppliers"]]) == (1, ["Civica"])

    registry.write(plan, "interest/withdraw", registry.idox)
    assert registry.read(plan, registry.camden)["interest"]["count"] == 0


def test_what_a_supplier_is_told_is_there_for_all_who_may_read_the_plan(client, registry, plan):
    body = {"question": "Is data to be moved?", "answer": "Yes, ten years of it."}
    registry.write(plan, "answers", registry.hackney, body)

    for header in (None, registry.idox, registry.islington):
        (answer,) = registry.read(plan, header)["answers"]
        assert (answer["question"], answer["answer"]) == (body["question"], body["answer"])
    change = client.get("/api/v1/changes", query_string={"action": "answer"}).json[0]
    assert (change["audience"], change["after"]) == ("public", body)


def test_the_latest_answer_comes_first(registry, plan):
    for answer in ("First", "Second"):
        registry.write(plan, "answers", registry.camden, {"question": "And then?", "answer": answer})

    assert [each["answer"] for each in registry.read(plan)["answers"]] == ["Second", "First"]


def test_only_members_answer(client, registry, plan):
    body = {"question": "Is data to be moved?", "answer": "Yes"}

    assert registry.refused(plan, "answers", registry.islington, body)[0] == 403
    assert registry.refused(plan, "answers", registry.idox, body)[0] == 403
    unread = client.post(f"{plan}/answers", json=body, headers=registry.camden)
    assert unread.status_code == 428


def test_what_a_members_plan_answers_stays_with_members(client, registry):
    plan = registry.plan()
    registry.write(plan, "answers", registry.camden, {"question": "Who asks?", "answer": SECRET})

    assert SECRET not in client.get("/api/v1/changes").text
    assert SECRET in client.get("/api/v1/changes", headers=registry.hackney).text
    assert registry.read(plan, registry.hackney)["answers"][0]["authority"] == CAMDEN
