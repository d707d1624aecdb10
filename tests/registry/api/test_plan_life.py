"""A joint procurement's whole life: three authorities and two suppliers, from an opportunity to its lessons.

Every step that is not allowed is refused, and told why.
"""

import pytest
import time_machine

from tests.planning import TODAY, Registry

JOINTLY = "/api/v1/joint-opportunities"
LESSON = {
    "kind": "lesson",
    "title": "Ask for the data early",
    "url": "https://example.org/lessons",
    "audience": "public",
}


@pytest.fixture
def registry(client, session, knowledge):
    with time_machine.travel(TODAY):
        yield Registry(client, session, knowledge)


def test_a_joint_procurement_from_opportunity_to_lessons(registry):
    plan = formed(registry, found(registry))
    agreed(registry, plan)
    shown_to_suppliers(registry, plan)
    changed_underway(registry, plan)
    tendered(registry, plan)
    awarded(registry, plan)
    closed(registry, plan)
    remembered(registry, plan)


def found(registry):
    """The three see that they could buy together."""
    (seen,) = registry.read(f"{JOINTLY}?service=housing-management", registry.camden)
    assert {each["slug"] for each in seen["authorities"]} == {"camden", "hackney", "islington"}
    return seen["id"]


def formed(registry, opportunity):
    """Camden makes a plan for members alone and invites the two others; one says yes, one is not sure yet."""
    everyone = list(registry.contracts.values())
    plan = registry.plan(opportunity=opportunity, contracts=everyone, members=["hackney", "islington"])
    for header in (None, registry.idox):
        assert registry.client.get(plan, headers=header).status_code == 404
    assert registry.refused(plan, "interest", registry.idox)[0] == 404
    early = registry.refused(plan, "stage", registry.camden, {"stage": "agreed"})
    assert early == (409, "To be agreed, a plan needs its lead and one more authority committed: so far 1.")
    not_lead = registry.refused(plan, "stage", registry.hackney, {"stage": "agreed"})
    assert not_lead == (403, "Only the lead may do that: Camden leads this plan.")
    registry.write(plan, "join", registry.hackney, {"state": "committed"})
    registry.write(plan, "join", registry.islington, {"state": "interested"})
    return plan


def agreed(registry, plan):
    """They write down what they need, and agree; the lead does not slip away."""
    status, told = registry.refused(plan, "stage", registry.camden, {"stage": "agreed"})
    assert (status, told) == (409, "To be agreed, a plan needs its requirement in words: what is to be bought.")
    etag = registry.client.get(plan, headers=registry.camden).headers["ETag"]
    edit = {"requirement": "A housing system for three", "value": "3000000.00"}
    headers = {**registry.camden, "If-Match": etag}
    assert registry.client.patch(plan, json=edit, headers=headers).status_code == 200
    assert registry.client.patch(plan, json=edit, headers=headers).status_code == 412
    registry.write(plan, "stage", registry.camden, {"stage": "agreed"})
    leaving = registry.refused(plan, "join", registry.camden, {"state": "withdrawn"})
    assert leaving == (409, "The lead stays committed: hand the lead to another committed member first.")
    handing = registry.refused(plan, "lead", registry.camden, {"authority": "islington"})
    assert handing[0] == 409
    assert "is interested" in handing[1]
    skipping = registry.refused(plan, "stage", registry.camden, {"stage": "awarded"})
    assert skipping[0] == 409
    assert "cannot be awarded next" in skipping[1]


def shown_to_suppliers(registry, plan):
    """It goes public as an early signal; suppliers say that they are interested, and all are told the same."""
    assert registry.refused(plan, "audience", registry.hackney, {"audience": "public"})[0] == 403
    registry.write(plan, "audience", registry.camden, {"audience": "public"})
    signals = registry.read("/api/v1/opportunities?service=housing-management&kind=expected")
    assert plan in {each["url"] for each in signals}
    registry.write(plan, "interest", registry.idox, {"word": "We move data for a living"})
    registry.write(plan, "interest", registry.civica)
    told = registry.read(plan, registry.hackney)["interest"]
    assert {each["supplier"]["name"] for each in told["suppliers"]} == {"Idox", "Civica"}
    assert "suppliers" not in registry.read(plan, registry.civica)["interest"]
    registry.write(plan, "interest/withdraw", registry.civica)
    said = {"question": "How many years of data?", "answer": "Ten."}
    assert registry.refused(plan, "answers", registry.idox, said)[0] == 403
    registry.write(plan, "answers", registry.hackney, said)
    assert registry.read(plan, registry.civica)["answers"][0]["answer"] == "Ten."
    registry.write(plan, "notes", registry.camden, {"text": "Idox looks keen"})
    assert "keen" not in registry.client.get(plan, headers=registry.idox).text


def changed_underway(registry, plan):
    """Hackney's contract moves: the plan says what that means, and Hackney takes it up."""
    registry.say("hackney", registry.hackney, ends_on="2029-01-31")
    (alert,) = registry.read(plan, registry.camden)["alerts"]
    assert alert["effect"] == "It leaves a gap of 59 days before the plan starts: bridge it."
    seen = f"contracts/{registry.contracts['hackney']}/seen"
    assert registry.refused(plan, seen, registry.islington)[0] == 403
    assert registry.write(plan, seen, registry.hackney)["alerts"] == []


def tendered(registry, plan):
    """The notice appears, is recognised as theirs, and closes the circle of members."""
    ocid = registry.publish()
    (offer,) = registry.read(plan, registry.hackney)["offered_notices"]
    assert "can go on to procuring" in offer["why"]
    registry.write(plan, "notices", registry.camden, {"ocid": ocid, "is_ours": True})
    registry.write(plan, "stage", registry.camden, {"stage": "procuring"})
    assert [each["ocid"] for each in registry.read(plan)["notices"]] == [ocid]
    late = registry.refused(plan, "interest", registry.civica)
    assert late[0] == 409
    assert late[1].startswith("It is tendered: answer the tender")
    joining = registry.refused(plan, "join", registry.islington, {"state": "committed"})
    assert joining[0] == 409
    assert "the tender notice names the authorities" in joining[1]
    inviting = registry.refused(plan, "invite", registry.camden, {"authorities": ["barnet"]})
    assert inviting[0] == 409
    narrowing = registry.refused(plan, "audience", registry.camden, {"audience": "members"})
    assert narrowing[0] == 409


def awarded(registry, plan):
    """After the award, who is committed stays."""
    registry.write(plan, "stage", registry.camden, {"stage": "awarded"})
    leaving = registry.refused(plan, "join", registry.hackney, {"state": "withdrawn"})
    assert leaving[0] == 409
    assert "party to the award" in leaving[1]


def closed(registry, plan):
    """A closed plan stays as it is, and keeps taking lessons."""
    registry.write(plan, "stage", registry.camden, {"stage": "closed"})
    for action, body in (
        ("stage", {"stage": "procuring"}),
        ("answers", {"question": "And now?", "answer": "Nothing"}),
        ("notes", {"text": "Late"}),
    ):
        status, told = registry.refused(plan, action, registry.camden, body)
        assert (status, told[:19]) == (409, "The plan is closed:")
    registry.write(plan, "documents", registry.hackney, LESSON)


def remembered(registry, plan):
    """Everyone reads the lesson; members read the whole record, others what is public of it."""
    assert registry.read(plan)["documents"][0]["title"] == LESSON["title"]
    record = {each["action"] for each in registry.read(f"{plan}/changes?page_size=100", registry.hackney)}
    assert record >= {"create", "invite", "join", "stage", "audience", "interest", "answer", "seen", "notice"}
    key = plan.rpartition("/")[2]
    public = registry.read(f"/api/v1/changes?plan={key}&page_size=100")
    assert {each["action"] for each in public} >= {"stage", "answer", "notice"}
    assert {each["action"] for each in public}.isdisjoint({"interest", "withdraw", "seen", "note"})
    assert registry.client.get(f"{plan}/changes", headers=registry.idox).status_code == 403
