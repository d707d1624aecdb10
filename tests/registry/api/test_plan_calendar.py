"""A plan's calendar."""

from datetime import date

import pytest
import time_machine
from icalendar import Calendar

from tests.planning import TODAY


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def plan(registry):
    return registry.agreed()


def events(client, url, header=None):
    answer = client.get(url, headers=header)
    assert answer.status_code == 200, answer.json
    assert answer.mimetype == "text/calendar"
    return {str(each["uid"]): each for each in Calendar.from_ical(answer.data).walk("VEVENT")}


def link_of(registry, plan, header):
    return registry.read(plan, header)["calendar_url"].removeprefix("http://127.0.0.1:5000")


def test_the_steps_of_a_plan_are_in_its_calendar(client, registry, plan):
    told = registry.read(plan)["milestones"]

    found = events(client, f"{plan}/calendar.ics")

    assert len(told) > 5
    assert sorted(each.decoded("dtstart").isoformat() for each in found.values()) == sorted(each["on"] for each in told)
    assert any("Tender notice" in str(each["summary"]) for each in found.values())


def test_a_step_that_was_moved_is_on_its_new_day(client, registry, plan):
    before = events(client, f"{plan}/calendar.ics")
    registry.write(plan, "milestones/tender_notice", registry.camden, {"moved_on": "2027-12-01"})

    moved = next(each for uid, each in events(client, f"{plan}/calendar.ics").items() if "tender_notice" in uid)

    assert moved.decoded("dtstart") == date(2027, 12, 1)
    assert str(moved["uid"]) in before


def test_the_last_day_for_an_option_is_in_it(client, registry):
    plan = registry.agreed()
    options = [{"number": 1, "months": 12, "taken": 0, "notice_days": 90}]
    registry.say("hackney", registry.hackney, "options", options=options)

    (event,) = (each for uid, each in events(client, f"{plan}/calendar.ics").items() if "option" in uid)

    assert event.decoded("dtstart") == date(2028, 12, 31)
    assert "Hackney" in str(event["description"])


def test_a_contract_of_an_authority_that_was_only_asked_is_for_those_who_may_know_of_it(client, registry):
    plan = registry.plan(requirement="A housing system for both", audience="public")
    options = [{"number": 1, "months": 12, "taken": 0, "notice_days": 90}]
    registry.say("hackney", registry.hackney, "options", options=options)

    told = client.get(f"{plan}/calendar.ics").text

    assert "Hackney" not in told
    assert "hackney" not in told
    assert registry.contracts["hackney"] not in told
    for header in (registry.camden, registry.islington):
        assert any(registry.contracts["hackney"] in uid for uid in events(client, f"{plan}/calendar.ics", header))
    registry.write(plan, "join", registry.hackney, {"state": "interested"})
    assert any(registry.contracts["hackney"] in uid for uid in events(client, f"{plan}/calendar.ics"))


def test_members_subscribe_without_a_key(client, registry):
    plan = registry.plan()
    assert client.get(f"{plan}/calendar.ics").status_code == 404

    for header in (registry.camden, registry.hackney):
        assert events(client, link_of(registry, plan, header))


def test_a_calendar_read_by_a_link_is_kept_out_of_shared_caches(client, registry):
    answer = client.get(link_of(registry, registry.plan(), registry.camden))

    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_link_stops_when_its_authority_takes_part_no_longer(client, registry, plan):
    link = link_of(registry, plan, registry.hackney)
    registry.write(plan, "stage", registry.camden, {"stage": "forming"})
    registry.write(plan, "join", registry.hackney, {"state": "withdrawn"})

    assert client.get(link).status_code == 404


def test_a_link_shows_its_own_plan_alone(client, registry):
    one, other = registry.plan(), registry.plan(title="Another")
    token = link_of(registry, one, registry.camden).partition("token=")[2]

    assert client.get(f"{other}/calendar.ics?token={token}").status_code == 404
    assert client.get(f"{one}/calendar.ics?token={token}x").status_code == 404
    assert client.get(one, query_string={"token": token}).status_code == 422


def test_others_are_given_no_link(registry, plan):
    assert "calendar_url" not in registry.read(plan)
    assert "calendar_url" not in registry.read(plan, registry.islington)
