"""Steps of plans over HTTP: who joins, leads, moves and shows them, and every forbidden step refused and told why."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from tests.keys import key
from tests.planning import HACKNEY, ISLINGTON, STARTS, TODAY


@pytest.fixture
def may_not(registry):
    """Returns why a step is refused."""

    def refused(url, action, header, **body):
        status, told = registry.refused(url, action, header, body)
        assert status in (403, 409), told
        return told

    return refused


def parts(plan):
    return {each["authority"]["slug"]: each["state"] for each in plan["members"]}


def test_authorities_say_whether_they_come_along(registry, may_not):
    url = registry.plan(members=["hackney", "islington"])
    registry.write(url, "join", registry.hackney, {"state": "interested", "word": "Our estate is like yours."})
    registry.write(url, "join", registry.islington, {"state": "declined", "word": "We have extended."})

    assert "Camden leads this plan" in may_not(url, "invite", registry.hackney, authorities=["barnet"])
    assert "is declined" in may_not(url, "lead", registry.camden, authority="islington")
    assert registry.client.get(url, headers=registry.islington).status_code == 404
    shown = registry.read(url, registry.hackney)
    assert parts(shown) == {"camden": "committed", "hackney": "interested", "islington": "declined"}
    assert {each["word"] for each in shown["members"]} == {None, "Our estate is like yours.", "We have extended."}


def test_who_said_no_comes_in_by_a_new_invitation(registry, may_not):
    url = registry.plan(audience="boroughs")
    registry.write(url, "join", registry.hackney, {"state": "declined"})
    assert "not one of them" in may_not(url, "join", registry.hackney, state="committed")
    registry.write(url, "invite", registry.camden, {"authorities": ["hackney"], "word": "Repairs are in it now."})

    assert "Hackney: This authority is invited already." in may_not(
        url, "invite", registry.camden, authorities=["hackney"]
    )
    assert parts(registry.write(url, "join", registry.hackney, {"state": "committed"}))["hackney"] == "committed"


def test_the_tender_notice_closes_the_circle(registry, may_not):
    url = registry.agreed(members=["hackney", "islington"])
    registry.write(url, "stage", registry.camden, {"stage": "procuring"})

    assert "names the authorities" in may_not(url, "join", registry.islington, state="committed")
    assert "names the authorities" in may_not(url, "invite", registry.camden, authorities=["barnet"])
    registry.write(url, "join", registry.islington, {"state": "declined"})


def test_the_lead_is_handed_over_and_only_the_new_one_leads(registry, may_not):
    url = registry.agreed()
    assert "another committed member" in may_not(url, "join", registry.camden, state="withdrawn")
    registry.write(url, "lead", registry.camden, {"authority": "hackney", "word": "Our officer has left."})

    assert "Hackney leads this plan" in may_not(url, "stage", registry.camden, stage="procuring")
    registry.write(url, "join", registry.camden, {"state": "withdrawn"})
    assert "so far 1" in may_not(url, "stage", registry.hackney, stage="procuring")


@pytest.mark.parametrize("end", ["closed", "abandoned"])
def test_a_plan_that_is_over_keeps_only_documents_and_lessons(registry, may_not, end):
    url = registry.agreed(audience="boroughs")
    for stage in ("procuring", "awarded", "closed") if end == "closed" else ("abandoned",):
        registry.write(url, "stage", registry.camden, {"stage": stage})
    for action, body in (
        ("notes", {"text": "Late."}),
        ("contracts", {"remove": [registry.contracts["hackney"]]}),
        ("milestones/deadline", {"note": "Late."}),
        ("invite", {"authorities": ["islington"]}),
        ("join", {"state": "withdrawn"}),
        ("stage", {"stage": "forming"}),
        ("lead", {"authority": "hackney"}),
    ):
        assert f"The plan is {end}" in may_not(url, action, registry.camden, **body)
    lesson = {"kind": "lesson", "title": "Start earlier", "url": "https://example.com/l", "audience": "public"}
    registry.write(url, "documents", registry.hackney, lesson)
    registry.write(url, "audience", registry.camden, {"audience": "public"})
    plan = registry.read(url)
    assert (plan["stage"], plan["documents"][0]["title"], plan["documents"][0]["authority"]) == (
        end,
        "Start earlier",
        HACKNEY,
    )


def test_a_plan_taken_back_from_everyone_takes_its_record_along(registry, may_not):
    url = registry.plan(audience="public")
    changes = f"/api/v1/changes?plan={url.rpartition('/')[2]}"
    assert registry.read(changes) != []
    registry.write(url, "audience", registry.camden, {"audience": "members"})

    assert registry.read(changes) == []
    assert registry.client.get(url).status_code == 404
    assert len(registry.read(changes, registry.hackney)) == 4
    shown = registry.agreed()
    assert "no longer to fewer" in may_not(shown, "audience", registry.camden, audience="members")


def test_every_step_is_on_record_with_its_word_for_members(registry):
    url = registry.plan()
    registry.write(url, "join", registry.hackney, {"state": "committed", "word": "Yes, with repairs."})
    [latest, *_] = registry.read(f"{url}/changes", registry.camden)

    assert (latest["action"], latest["authority"], latest["note"]) == ("join", HACKNEY, "Yes, with repairs.")
    assert latest["before"] == {"members": {HACKNEY: "invited"}}
    assert latest["after"] == {"members": {HACKNEY: "committed"}}
    assert registry.read(latest["url"], registry.camden)["note"] == "Yes, with repairs."


def test_the_contracts_of_who_leaves_go_with_it(registry):
    url = registry.plan()
    registry.write(url, "join", registry.hackney, {"state": "declined"})

    assert [each["id"] for each in registry.read(url, registry.camden)["contracts"]] == [registry.contracts["camden"]]


def test_an_administrator_answers_for_the_authority_it_names(registry, session):
    admin, url = key(session, "admin"), registry.plan()
    assert "for which authority" in registry.refused(url, "join", admin, {"state": "committed"})[1]
    plan = registry.write(url, "join", admin, {"state": "committed", "authority": "hackney"})

    assert parts(plan)["hackney"] == "committed"
    status, told = registry.refused(url, "join", admin, {"state": "committed", "authority": ISLINGTON})
    assert (status, "is not invited" in told) == (409, True)


def test_nobody_answers_for_another_authority(registry):
    body = {"state": "committed", "authority": "hackney"}

    assert registry.refused(registry.plan(), "join", registry.camden, body)[0] == 403


def test_whoever_writes_on_something_old_is_told_what_was_changed(registry):
    url = registry.plan()
    tag = registry.client.get(url, headers=registry.camden).headers["ETag"]
    registry.write(url, "notes", registry.hackney, {"text": "We need repairs."})
    answer = registry.client.post(f"{url}/notes", json={"text": "Mine."}, headers={**registry.camden, "If-Match": tag})

    assert answer.status_code == 412
    newest = answer.json["errors"]["changes"][0]
    assert newest["after"] == {"note": "We need repairs."}
    assert newest["at"] == registry.read(f"{url}/changes", registry.camden)[0]["at"]
    assert [each["text"] for each in registry.read(url, registry.camden)["notes"]] == ["We need repairs."]


def test_what_members_write_for_each_other_shows_to_nobody_else(registry):
    url = registry.agreed()
    others = None, registry.islington
    before = [registry.client.get(url, headers=header) for header in others]

    registry.write(url, "notes", registry.hackney, {"text": "We need repairs."})
    registry.write(url, "documents", registry.hackney, {"title": "A draft", "url": "https://example.com/draft"})
    registry.write(url, "milestones/tender_notice", registry.camden, {"note": "Hackney is late."})

    for header, was in zip(others, before, strict=True):
        now = registry.client.get(url, headers=header)
        assert (now.headers["ETag"], now.json) == (was.headers["ETag"], was.json)


def test_a_member_writes_on_what_members_read(registry):
    url = registry.agreed()
    tag = registry.client.get(url).headers["ETag"]
    answer = registry.client.post(f"{url}/notes", json={"text": "Mine."}, headers={**registry.camden, "If-Match": tag})

    assert answer.status_code == 412


def test_of_several_writes_at_the_same_moment_one_is_kept(app, registry):
    url = registry.plan()
    tag = registry.client.get(url, headers=registry.camden).headers["ETag"]

    def note(text):
        headers = {**registry.camden, "If-Match": tag}
        return app.test_client().post(f"{url}/notes", json={"text": text}, headers=headers).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(note, ["One", "Two", "Three", "Four"]))

    assert answers == [200, 412, 412, 412]
    assert len(registry.read(url, registry.camden)["notes"]) == 1


def test_a_write_without_having_read_is_refused(registry):
    url = registry.plan()

    assert registry.client.post(f"{url}/notes", json={"text": "x"}, headers=registry.camden).status_code == 428


def test_a_moved_milestone_tells_which_minimum_it_breaks(registry):
    url = registry.plan()
    days = {each["key"]: each["on"] for each in registry.read(url, registry.camden)["milestones"]}
    tender = {"moved_on": days["deadline"], "note": "The committee meets then."}
    moved = registry.write(url, "milestones/tender_notice", registry.camden, tender)["milestones"]
    found = {each["key"]: each for each in moved}

    assert found["tender_notice"]["moved_on"] == found["tender_notice"]["on"] == days["deadline"]
    assert (found["tender_notice"]["computed_on"], found["tender_notice"]["note"]) == (
        days["tender_notice"],
        "The committee meets then.",
    )
    assert "Tenders need" in found["deadline"]["breaks"][0]
    back = registry.write(url, "milestones/tender_notice", registry.camden, {"moved_on": None})["milestones"]
    assert [each["breaks"] for each in back if each["breaks"]] == []


def test_a_milestone_is_not_done_before_its_day(registry):
    status, told = registry.refused(registry.plan(), "milestones/deadline", registry.camden, {"done_on": STARTS})

    assert (status, told[:7]) == (422, "done_on")


def test_milestones_are_done_in_their_order(registry):
    body = {"done_on": "2026-01-05"}
    status, told = registry.refused(registry.plan(), "milestones/award_notice", registry.camden, body)

    assert (status, "Tender notice" in told) == (422, True)


def test_the_first_day_is_changed_not_moved(registry):
    status, told = registry.refused(registry.plan(), "milestones/go_live", registry.camden, {"moved_on": "2030-01-01"})

    assert (status, "change its starts_on" in told) == (422, True)


def test_a_plan_is_as_late_as_the_day_that_counts_for_it(registry):
    url = registry.plan(starts_on="2035-04-02", contracts=[])
    moved = registry.write(url, "milestones/tender_notice", registry.camden, {"moved_on": "2035-07-02"})["timetable"]
    back = registry.write(url, "milestones/tender_notice", registry.camden, {"moved_on": None})["timetable"]

    assert (moved["is_late"], back["is_late"]) == (True, False)
    assert moved["earliest_starts_on"] > "2035-07-02"


def test_a_plan_is_not_told_to_skip_what_is_behind_it(registry):
    with time_machine.travel(TODAY):
        url = registry.agreed(starts_on="2027-03-22", contracts=[])
        early = {each["what"] for each in registry.read(url, registry.camden)["timetable"]["gives"]}
        tendered = registry.write(url, "stage", registry.camden, {"stage": "procuring"})["timetable"]["gives"]

    assert early >= {"engagement", "planned"}
    assert {each["what"] for each in tendered}.isdisjoint({"engagement", "planned", "tendering"})


def test_an_unknown_milestone_is_told_which_there_are(registry):
    status, told = registry.refused(registry.plan(), "milestones/party", registry.camden, {"note": "x"})

    assert status == 404
    assert "tender_notice" in told
