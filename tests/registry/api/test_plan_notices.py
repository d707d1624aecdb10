"""Notices that may be a plan's own."""

import pytest
import time_machine

from tests.example_releases import HACKNEY as HACKNEY_BUYS
from tests.example_releases import LEEDS
from tests.planning import TODAY


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def plan(registry):
    return registry.agreed()


def offered(registry, plan, header=None):
    return [each["ocid"] for each in registry.read(plan, header or registry.camden)["offered_notices"]]


def test_a_notice_of_a_member_for_its_service_is_offered(registry, plan):
    ocid = registry.publish()

    (offer,) = registry.read(plan, registry.hackney)["offered_notices"]

    assert offer["ocid"] == ocid
    assert offer["url"] == f"/api/v1/procurements/{ocid}"
    assert "London Borough of Camden buys" in offer["why"]
    assert offer["why"].endswith("It is a tender notice: if it is, the plan can go on to procuring.")


def test_a_notice_is_not_offered_that_does_not_fit(registry, plan):
    registry.publish(1, buyers=(LEEDS,))
    registry.publish(2, tender={"title": "Telephony and voice services"})
    registry.publish(3, date="2026-09-01T09:00:00Z")

    assert offered(registry, plan) == []


def test_a_notice_of_an_authority_that_has_not_said_yes_is_not_offered(registry):
    plan = registry.plan()
    registry.publish(buyers=(HACKNEY_BUYS,))

    assert offered(registry, plan) == []

    registry.write(plan, "join", registry.hackney, {"state": "interested"})
    assert len(offered(registry, plan)) == 1


def test_a_notice_published_a_little_before_the_plan_is_offered(registry, plan):
    assert registry.publish(date="2026-10-01T09:00:00Z") in offered(registry, plan)


def test_offers_are_for_members(registry, plan):
    registry.publish()

    assert "offered_notices" not in registry.read(plan)
    assert "offered_notices" not in registry.read(plan, registry.islington)


def test_what_is_the_plans_own_is_shown_to_all_who_may_read_it(registry, plan):
    ocid = registry.publish()

    registry.write(plan, "notices", registry.hackney, {"ocid": ocid, "is_ours": True})

    told = registry.read(plan)["notices"]
    expected = {"ocid": ocid, "title": "Housing management system", "stage": "tender"}
    assert told == [{**expected, "url": f"/api/v1/procurements/{ocid}"}]
    assert offered(registry, plan) == []


def test_what_is_not_the_plans_own_is_not_offered_again(registry, plan, client):
    ocid = registry.publish()

    body = {"ocid": ocid, "is_ours": False, "word": "That one is for repairs"}
    told = registry.write(plan, "notices", registry.camden, body)

    assert (told["notices"], told["offered_notices"]) == ([], [])
    assert ocid not in client.get("/api/v1/changes").text


def test_either_can_be_said_anew(registry, plan):
    ocid = registry.publish()
    registry.write(plan, "notices", registry.camden, {"ocid": ocid, "is_ours": False})

    told = registry.write(plan, "notices", registry.camden, {"ocid": ocid, "is_ours": True})

    assert [each["ocid"] for each in told["notices"]] == [ocid]
    again = registry.refused(plan, "notices", registry.camden, {"ocid": ocid, "is_ours": True})
    assert again == (409, "It was said already.")


def test_an_unknown_procurement_is_nobodys(registry, plan):
    body = {"ocid": "ocds-h6vhtk-nothing", "is_ours": True}

    assert registry.refused(plan, "notices", registry.camden, body)[0] == 422


def test_a_procurement_in_which_no_member_buys_is_not_the_plans(registry, plan):
    ocid = registry.publish(buyers=(LEEDS,))

    status, told = registry.refused(plan, "notices", registry.camden, {"ocid": ocid, "is_ours": True})

    assert (status, "None of the plan's members buys there" in told) == (422, True)
    registry.write(plan, "notices", registry.camden, {"ocid": ocid, "is_ours": False})


def test_others_do_not_say_whose_a_notice_is(registry, plan):
    body = {"ocid": registry.publish(), "is_ours": True}

    assert registry.refused(plan, "notices", registry.islington, body)[0] == 403
    assert registry.refused(plan, "notices", registry.idox, body)[0] == 403
