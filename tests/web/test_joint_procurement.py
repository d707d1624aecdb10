"""Pages about what boroughs could buy together: what each must do, when, why, and what would be if."""

import json
import re
from html import unescape

import pytest
import time_machine

from tests.planning import TODAY
from tests.web.conftest import Page, assert_well_made

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def page(client):
    def get(path, status=200, **arguments):
        answer = client.get(path, query_string=arguments or None)
        assert answer.status_code == status, path
        assert_well_made(path, answer.text)
        return answer.text

    return get


@pytest.fixture
def found(client, registry):
    """Return the best joint opportunity of three contracts, as the API has it now."""
    return lambda: client.get("/api/v1/joint-opportunities").json[0]


def words(text):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", text)))


def test_without_joint_opportunities_it_says_so_and_what_is_not_counted(page):
    assert "0 joint opportunities" in page("/joint-procurement")


def test_services_are_listed_with_who_could_buy_together_and_why(registry, page):
    told = words(page("/joint-procurement"))

    for promised in ("1 joint opportunity", "Housing management", "Camden, Hackney, Islington", "31 Mar 2029"):
        assert promised in told
    assert "3 authorities could take part: 5 points for each." in told


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"service": "housing-management"}, True),
        ({"service": "parking"}, False),
        ({"authority": "camden"}, True),
        ({"authority": "barnet"}, False),
        ({"from": "2029-03-31", "until": "2029-03-31"}, False),
        ({"from": "2029-03-30"}, True),
        ({"until": "2028-12-31"}, False),
        ({"least": "3"}, True),
        ({"least": "4"}, False),
        ({"least": "many", "from": "soon", "service": "nonsense", "authority": "%"}, True),
    ],
)
def test_what_is_asked_for_is_shown(registry, found, page, asked, shown):
    if asked.get("until") == asked.get("from") == "2029-03-31":
        shown = found()["best_on"] == "2029-03-31"

    assert (found()["id"] in page("/joint-procurement", **asked)) is shown


def test_a_contract_without_a_known_end_is_counted_among_those_left_out(registry, page):
    registry.say("camden", registry.camden, ends_on=None)

    assert "1 contract: no source says when they end" in words(page("/joint-procurement"))


def test_a_joint_opportunity_tells_what_each_must_do_and_by_when(registry, found, page):
    etag = registry.client.get(f"/api/v1/contracts/{registry.contracts['camden']}").headers["ETag"]
    taken = {"options": [{"number": 2, "months": 12, "notice_days": 90}], "ends_on": "2028-03-31"}
    url = f"/api/v1/contracts/{registry.contracts['camden']}/options"
    answer = registry.client.post(url, json=taken, headers={**registry.camden, "If-Match": etag})
    assert answer.status_code == 200, answer.json

    told = words(page(f"/joint-procurement/{found()['id']}"))

    assert "Take its next option (12 months) by 1 January 2028" in told
    assert "1 Jan 2028" in told
    assert "Let it end on 31 March 2029." in told
    assert "The authority itself" in told


def test_a_joint_opportunity_tells_the_steps_their_law_and_the_threshold(found, page):
    told = words(page(f"/joint-procurement/{found()['id']}"))

    for promised in ("Tender notice", "UK4", "Procurement Act 2023, ss. 21 and 54(4)", "practice", "threshold of £"):
        assert promised in told


def test_every_contract_is_linked(registry, found, page):
    told = page(f"/joint-procurement/{found()['id']}")

    assert all(f'href="/contracts/{id_}"' in told for id_ in registry.contracts.values())


def test_the_example_call_makes_a_plan_as_it_stands(registry, found, page):
    id_ = found()["id"]
    body = json.loads(re.search(r"-d '(.*)'", unescape(page(f"/joint-procurement/{id_}"))).group(1))

    made = registry.client.post("/api/v1/plans", json=body, headers=registry.hackney)

    assert made.status_code == 201, made.json
    assert {each["authority"]["slug"] for each in made.json["members"]} == {"camden", "hackney", "islington"}
    assert made.json["opportunity"] == id_


def test_one_contract_can_be_left_out(registry, found, page):
    told = words(page(f"/joint-procurement/{found()['id']}", without=registry.contracts["camden"]))

    assert "2 authorities could buy together" in told
    assert "No longer in it: Housing system of camden" in told
    assert "Nothing is saved" in told


def test_another_day_can_be_supposed(found, page):
    told = words(page(f"/joint-procurement/{found()['id']}", day="2030-01-01"))

    assert "that all are replaced on 1 Jan 2030" in told
    assert "beyond its latest end" in told


def test_a_lead_time_that_is_too_long_leaves_nothing(found, page):
    told = words(page(f"/joint-procurement/{found()['id']}", lead_months="120"))

    assert "nothing is left that two of these authorities could replace" in told


@pytest.mark.parametrize("asked", [{"day": "2001-01-01"}, {"without": "x"}, {"lead_months": "-1"}, {"day": "\x00"}])
def test_what_cannot_be_supposed_is_not(found, page, asked):
    assert "You suppose" not in page(f"/joint-procurement/{found()['id']}", **asked)


@pytest.mark.parametrize("id_", ["nope", "housing-management-aaaaaaaaaaaaa", "-", "%00", "é"])
def test_an_unknown_joint_opportunity_is_said_so(registry, page, id_):
    page(f"/joint-procurement/{id_}", 404)


def test_what_others_wrote_is_escaped(registry, found, page):
    registry.say("camden", registry.camden, title=HOSTILE)

    told = page(f"/joint-procurement/{found()['id']}", without=registry.contracts["camden"])

    assert unescape(told).count(HOSTILE) > 1
    assert HOSTILE not in told


def test_what_boroughs_tell_each_other_is_on_no_page(registry, found, page):
    registry.say("camden", registry.camden, ends_on="2029-06-30", visibility={"ends_on": "boroughs"})

    for path in ("/joint-procurement", f"/joint-procurement/{found()['id']}"):
        assert "30 Jun 2029" not in page(path)


def test_a_public_plan_for_the_service_is_named(registry, found, page):
    url = f"/joint-procurement/{found()['id']}"
    registry.plan(title="For members alone")
    registry.agreed(title="For everyone", opportunity=found()["id"])

    assert "For everyone" in page(url)
    assert "made from these contracts" in page(url)
    assert "For members alone" not in page(url)


def test_every_link_leads_somewhere(registry, found, page):
    plan = registry.agreed(opportunity=found()["id"]).removeprefix("/api/v1")
    indexed = "/search"  # is not ready in this registry

    for path in (f"/joint-procurement/{found()['id']}", "/joint-procurement", "/plans", plan):
        links = {unescape(each).partition("#")[0] for each in Page(page(path)).links}
        for link in sorted(each for each in links if each.startswith("/") and each != indexed):
            assert registry.client.get(link).status_code == 200, link


def test_pages_of_services_authorities_and_contracts_lead_there(registry, page):
    assert 'href="/joint-procurement?service=housing-management"' in page("/services/housing-management")
    assert 'href="/joint-procurement?authority=camden"' in page("/authorities/camden")
    assert 'href="/joint-procurement?service=housing-management"' in page(f"/contracts/{registry.contracts['camden']}")
