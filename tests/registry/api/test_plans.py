"""What `/plans` keeps, lists and refuses."""

import pytest

from tests.keys import key
from tests.planning import CAMDEN, HACKNEY, ISLINGTON, MET, STARTS

BARNET = "E09000003"


@pytest.fixture
def barnet(session):
    return key(session, "officer", BARNET)


def new(**body):
    return {"title": "Housing together", "service": "housing-management", "starts_on": STARTS, **body}


def make(registry, header, **body):
    return registry.client.post("/api/v1/plans", json=new(**body), headers=header)


def edit(registry, url, header, **body):
    etag = registry.client.get(url, headers=header).headers.get("ETag", '"unread"')
    return registry.client.patch(url, json=body, headers={**header, "If-Match": etag})


def listed(registry, header=None, **query):
    answer = registry.client.get("/api/v1/plans", query_string=query, headers=header)
    assert answer.status_code == 200, answer.json
    return [each["url"] for each in answer.json]


def ids(plan):
    return [each["id"] for each in plan["contracts"]]


def test_a_new_plan_is_led_by_who_makes_it_and_a_draft_for_its_members(registry):
    made = make(registry, registry.camden, members=["hackney", ISLINGTON], value="1500000.00")
    plan = made.json

    assert (made.status_code, made.headers["Location"]) == (201, plan["url"])
    assert (plan["lead"]["slug"], plan["stage"], plan["audience"]) == ("camden", "forming", "members")
    assert {each["authority"]["gss"]: each["state"] for each in plan["members"]} == {
        CAMDEN: "committed",
        HACKNEY: "invited",
        ISLINGTON: "invited",
    }
    assert plan["value"] == {
        "amount": "1500000.00",
        "currency": "GBP",
        "vat": "included",
        "amount_with_vat": "1500000.00",
    }
    assert plan["lead_months"] == 18


def test_a_plan_has_the_milestones_of_its_timetable(registry):
    plan = registry.read(registry.plan(), registry.camden)
    days = {each["key"]: each["on"] for each in plan["milestones"]}

    assert days["go_live"] == STARTS
    assert days["tender_notice"] < days["deadline"] < days["award_notice"] < days["contract_entered"]
    assert [each["breaks"] for each in plan["milestones"] if each["breaks"]] == []
    assert plan["timetable"]["is_late"] in (True, False)


def test_a_plan_shows_the_contracts_that_it_replaces(registry):
    [first, _] = registry.read(registry.plan(), registry.camden)["contracts"]

    assert (first["ends_on"], first["is_listed"], first["suppliers"][0]["name"]) == (MET, True, "Capita")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"service": "alchemy"}, "service"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"members": ["atlantis"]}, "members"),
        ({"members": ["hackney"] * 51}, "members"),
        ({"contracts": ["nothing"]}, "contracts"),
        ({"contracts": ["nothing"] * 201}, "contracts"),
        ({"value": "much"}, "value"),
        ({"value": {"amount": "1.00", "vat": "excluded"}}, "value"),
        ({"value": {}}, "value"),
        ({"value": "0.00"}, "value"),
        ({"starts_on": "2020-01-01"}, "starts_on"),
        ({"opportunity": "gone"}, "opportunity"),
        ({"opportunity": "gone-AAAAAAAAAAAAA"}, "opportunity"),
        ({"opportunity": "gone-aaaaaaaaaaaaa\n"}, "opportunity"),
        ({"lead_months": 0}, "lead_months"),
        ({"requirement": "x" * 10_001}, "requirement"),
        ({"audience": "nobody"}, "audience"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused_by_field(registry, body, field):
    answer = make(registry, registry.camden, **body)

    assert answer.status_code == 422
    assert field in answer.json["errors"]["json"]


def test_an_administrator_names_who_leads(registry, session):
    admin = key(session, "admin")

    assert make(registry, admin).json["errors"]["json"]["lead"] == ["Say which authority leads."]
    assert make(registry, admin, lead="hackney").json["lead"]["slug"] == "hackney"


def test_an_officer_does_not_make_plans_for_others(registry):
    assert make(registry, registry.camden, lead="hackney").status_code == 403


def test_only_contracts_of_who_takes_part_come_into_a_plan(registry):
    answer = make(registry, registry.camden, contracts=[registry.contracts["islington"]])

    assert answer.status_code == 422
    assert "Invite one first" in answer.json["errors"]["json"]["contracts"][0]


def test_the_lead_changes_what_is_bought_and_by_when(registry):
    url = registry.plan()
    plan = edit(
        registry, url, registry.camden, title="Repairs", starts_on="2031-04-01", value=None, lead_months=24
    ).json
    [latest, *_] = registry.read(f"{url}/changes", registry.camden)

    assert (plan["title"], plan["starts_on"], plan["lead_months"]) == ("Repairs", "2031-04-01", 24)
    assert latest["before"] == {"title": "Housing together", "starts_on": STARTS, "lead_months": None}
    assert latest["after"] == {"title": "Repairs", "starts_on": "2031-04-01", "lead_months": 24}


def test_a_new_start_is_not_in_the_past(registry):
    answer = edit(registry, registry.plan(), registry.camden, starts_on="2020-01-01")

    assert (answer.status_code, list(answer.json["errors"]["json"])) == (422, ["starts_on"])


def test_what_is_agreed_stays_in_words_and_what_is_tendered_as_it_is(registry):
    url = registry.agreed()
    emptied = edit(registry, url, registry.camden, requirement="")
    registry.write(url, "stage", registry.camden, {"stage": "procuring"})
    raised = edit(registry, url, registry.camden, value="9.00")

    assert [each.status_code for each in (emptied, raised)] == [409, 409]
    assert "the tender notice tells the value" in raised.json["detail"]
    assert edit(registry, url, registry.camden, title="Housing", starts_on=STARTS).status_code == 200


def test_a_plan_replaces_no_contract_for_something_else(registry):
    answer = make(registry, registry.camden, service="telephony", contracts=[registry.contracts["camden"]])

    assert answer.status_code == 422
    assert "it is for housing-management" in answer.json["errors"]["json"]["contracts"][0]


def test_a_value_is_given_as_it_is_shown(registry):
    url = registry.plan()
    shown = edit(registry, url, registry.camden, value="2000000.50").json["value"]

    assert edit(registry, url, registry.camden, value=shown).json["value"]["amount"] == "2000000.50"


def test_only_the_lead_changes_what_is_bought(registry, barnet):
    url = registry.plan()

    assert edit(registry, url, registry.hackney, title="Mine").status_code == 403
    assert edit(registry, url, barnet, title="Mine").status_code == 404


def test_the_same_again_is_no_change(registry):
    url = registry.plan()
    before = registry.client.get(url, headers=registry.camden).headers["ETag"]

    assert edit(registry, url, registry.camden, title="Housing together").headers["ETag"] == before


def test_a_member_adds_and_removes_its_own_contracts_alone(registry):
    url = registry.plan(contracts=[registry.contracts["camden"]])
    added = registry.write(url, "contracts", registry.hackney, {"add": [registry.contracts["hackney"]]})

    assert set(ids(added)) == {registry.contracts["camden"], registry.contracts["hackney"]}
    status, told = registry.refused(url, "contracts", registry.hackney, {"remove": [registry.contracts["camden"]]})
    assert (status, "another authority's" in told) == (403, True)
    left = registry.write(url, "contracts", registry.hackney, {"remove": [registry.contracts["hackney"]]})
    assert ids(left) == [registry.contracts["camden"]]


def test_the_lead_adds_and_removes_any_members_contracts(registry):
    url = registry.plan(contracts=[])
    both = [registry.contracts["camden"], registry.contracts["hackney"]]
    registry.write(url, "contracts", registry.camden, {"add": both})

    assert ids(registry.write(url, "contracts", registry.camden, {"remove": both})) == []


def test_a_contract_that_is_not_in_a_plan_cannot_leave_it(registry):
    status, told = registry.refused(
        registry.plan(contracts=[]), "contracts", registry.camden, {"remove": [registry.contracts["camden"]]}
    )

    assert (status, "not in this plan" in told) == (422, True)


def test_a_merged_contract_shows_as_what_it_was_merged_into(registry):
    url = registry.plan(contracts=[registry.contracts["camden"]])
    body = {"title": "Housing system", "reference": "H-2", "service": "housing-management"}
    body["suppliers"] = [{"name": "Capita"}]
    target = registry.client.post("/api/v1/contracts", json=body, headers=registry.camden).json["id"]
    registry.say("camden", registry.camden, "merge", into=target)

    assert ids(registry.read(url, registry.camden)) == [target]
    assert ids(registry.write(url, "contracts", registry.camden, {"remove": [target]})) == []
    added = registry.write(url, "contracts", registry.camden, {"add": [registry.contracts["camden"]]})
    assert ids(added) == [target]


def test_a_contract_that_is_rejected_tells_no_more_than_its_id(registry):
    url = registry.plan()
    registry.say("hackney", registry.hackney, "reject")
    found = {each["id"]: each for each in registry.read(url, registry.camden)["contracts"]}

    assert found[registry.contracts["hackney"]]["title"] is None
    assert found[registry.contracts["hackney"]]["is_listed"] is False


@pytest.mark.parametrize("url", ["ftp://example.com/x", "javascript:alert(1)", "x", "http://" + "x" * 1000 + ".org"])
def test_documents_are_links_to_the_web(registry, url):
    status, told = registry.refused(registry.plan(), "documents", registry.camden, {"title": "x", "url": url})

    assert (status, told[:3]) == (422, "url")


def test_plans_are_listed_for_those_who_may_read_them(registry, session, barnet):
    draft = registry.plan(title="Draft")
    shared = registry.plan(title="Shared", audience="boroughs", starts_on="2029-04-02")
    public = registry.plan(title="Public", audience="public", starts_on="2029-04-03")

    assert listed(registry) == listed(registry, registry.idox) == [public]
    assert listed(registry, barnet) == listed(registry, key(session, "viewer", BARNET)) == [shared, public]
    assert listed(registry, registry.hackney) == listed(registry, key(session, "admin")) == [draft, shared, public]


def test_plans_are_found_by_what_they_are_for_and_who_takes_part(registry):
    url = registry.plan(audience="public")
    registry.write(url, "join", registry.hackney, {"state": "interested"})

    for query in (
        {"authority": "hackney"},
        {"lead": "camden"},
        {"service": "housing-management"},
        {"stage": "forming,agreed"},
    ):
        assert listed(registry, **query) == [url], query
    for query in ({"authority": "islington"}, {"lead": "hackney"}, {"service": "telephony"}, {"stage": "closed"}):
        assert listed(registry, **query) == [], query


def test_nobody_finds_a_public_plan_by_an_authority_that_has_not_said_yes(registry, barnet):
    url = registry.plan(audience="public")

    assert listed(registry, authority="hackney") == []
    assert listed(registry, registry.idox, authority="hackney") == []
    assert listed(registry, barnet, authority="hackney") == [url]


def test_an_authority_finds_the_plans_to_which_it_is_invited(registry):
    url = registry.plan()

    assert listed(registry, registry.hackney, membership="invited") == [url]
    assert listed(registry, registry.camden, membership="invited") == []
    assert registry.client.get("/api/v1/plans", query_string={"membership": "invited"}).status_code == 422


def test_a_list_tells_no_more_than_the_plan(registry):
    registry.plan(audience="public")
    [line] = registry.client.get("/api/v1/plans").json
    [known] = registry.client.get("/api/v1/plans", headers=registry.hackney).json

    assert [each["authority"]["slug"] for each in line["members"]] == ["camden"]
    assert "word" not in line["members"][0]
    assert len(known["members"]) == 2


def test_a_plan_is_read_once_and_then_only_when_it_changed(registry):
    url = registry.plan()
    etag = registry.client.get(url, headers=registry.camden).headers["ETag"]

    assert registry.client.get(url, headers={**registry.camden, "If-None-Match": etag}).status_code == 304


def test_changes_of_a_plan_are_found_among_all(registry, barnet):
    url = registry.plan()
    query = {"plan": url.rpartition("/")[2]}

    assert len(registry.client.get("/api/v1/changes", query_string=query, headers=registry.hackney).json) == 3
    assert registry.client.get("/api/v1/changes", query_string=query, headers=barnet).json == []
    assert registry.client.get(f"{url}/changes", headers=barnet).status_code == 404


def test_the_record_of_a_shared_plan_is_for_its_members(registry, barnet):
    answer = registry.client.get(f"{registry.plan(audience='boroughs')}/changes", headers=barnet)

    assert answer.status_code == 403
    assert "/api/v1/changes?plan=" in answer.json["detail"]
