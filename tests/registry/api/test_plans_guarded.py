"""Who may do and read what of a plan: every role by every operation, and every text that is for members alone."""

import re

import pytest

from search.sync import drain
from tests.keys import key

BARNET = "E09000003"
SECRET = "xyzzyplugh"
"""Stands nowhere but in what is for members."""
LINK = {"title": "Terms", "url": "https://example.com/terms"}
LEADS = {
    "": {"title": "Ours now"},
    "invite": {"authorities": ["islington"]},
    "lead": {"authority": "hackney"},
    "stage": {"stage": "abandoned"},
    "audience": {"audience": "public"},
    "milestones/deadline": {"moved_on": "2028-05-05"},
}
"""What the lead alone does."""
MEMBERS = {
    "join": {"state": "interested"},
    "contracts": {"add": []},
    "documents": LINK,
    "notes": {"text": "Hello"},
    "answers": {"question": "When is it?", "answer": "In May."},
    "notices": {"ocid": "ocds-h6vhtk-000001", "is_ours": True},
    "contracts/{contract}/seen": {},
}
"""What every member does."""


@pytest.fixture
def strangers(session, registry):
    """Those who take part in nothing; the supplier's key names an authority, which must not help it."""
    return {
        "anyone": None,
        "officer": key(session, "officer", BARNET),
        "viewer": key(session, "viewer", BARNET),
        "editor": key(session, "editor"),
        "supplier": registry.idox,
        "supplier of Camden": key(session, "supplier", "E09000007"),
    }


def writes(registry, url, who, calls):
    """Return what each write answers to one who knows the plan's newest version."""
    etag = registry.client.get(url, headers=registry.camden).headers["ETag"]
    for action, body in calls.items():
        path = f"{url}/{action}".rstrip("/").format(contract=registry.contracts["camden"])
        method = "POST" if action else "PATCH"
        headers = {**(who or {}), "If-Match": etag}
        yield action, registry.client.open(path, method=method, json=body, headers=headers)


@pytest.mark.parametrize("audience", ["members", "boroughs", "public"])
def test_nobody_else_writes_to_a_plan(registry, strangers, audience):
    url = registry.plan(audience=audience)
    before = registry.client.get(url, headers=registry.camden).headers["ETag"]
    for role, header in strangers.items():
        hidden = role == "officer" and audience == "members"
        expected = 401 if role == "anyone" else 404 if hidden else 403
        for action, answer in writes(registry, url, header, LEADS | MEMBERS | {"contracts": {"add": ["x"]}}):
            assert answer.status_code == expected, f"{role} {action}: {answer.json}"
            assert answer.json["detail"], f"{role} {action}"

    assert registry.client.get(url, headers=registry.camden).headers["ETag"] == before


def test_a_member_does_not_do_what_the_lead_does(registry):
    url = registry.plan()
    for action, answer in writes(registry, url, registry.hackney, LEADS):
        assert answer.status_code == 403, action
        assert answer.json["detail"] == "Only the lead may do that: Camden leads this plan.", action


def test_a_viewer_of_a_member_reads_as_a_member_and_writes_nothing(registry, session):
    url, viewer = registry.plan(), key(session, "viewer", "E09000012")

    assert registry.read(url, viewer)["read_as"] == "member"
    for action, answer in writes(registry, url, viewer, LEADS | MEMBERS):
        assert answer.status_code == 403, action


def test_a_key_without_the_scope_writes_nothing(registry, session):
    url, narrow = registry.plan(), key(session, "officer", "E09000007", scopes=["estate"])
    for action, answer in writes(registry, url, narrow, LEADS | MEMBERS):
        assert answer.status_code == 403, action


@pytest.mark.parametrize("action", sorted(LEADS | MEMBERS))
def test_an_administrator_writes_as_the_lead_does(registry, session, action):
    body = (LEADS | MEMBERS)[action] | ({"authority": "hackney"} if action == "join" else {})
    body |= {"remove": [registry.contracts["hackney"]]} if action == "contracts" else {}
    body |= {"ocid": registry.publish()} if action == "notices" else {}
    url = registry.plan()
    registry.write(url, "join", registry.hackney, {"state": "committed"})
    [(_, answer)] = writes(registry, url, key(session, "admin"), {action: body})

    assert answer.status_code == 200, answer.json


def test_a_draft_plan_is_there_for_its_members_alone(registry, strangers):
    url = registry.plan()
    for role, header in strangers.items():
        for path in (url, f"{url}/calendar.ics"):
            assert registry.client.get(path, headers=header).status_code == 404, f"{role} {path}"
        assert registry.client.get(f"{url}/changes", headers=header).status_code in (401, 404), role


def with_secrets(registry, audience):
    """Return a plan that others may read, with the secret in every text that is for its members."""
    url = registry.plan(audience=audience, members=["hackney", "islington"])
    link = {"title": SECRET, "url": f"https://example.com/{SECRET}"}
    for action, header, body in (
        ("join", registry.hackney, {"state": "interested", "word": SECRET}),
        ("join", registry.hackney, {"state": "committed", "word": SECRET}),
        ("join", registry.islington, {"state": "declined", "word": SECRET}),
        ("invite", registry.camden, {"authorities": ["islington"], "word": SECRET}),
        ("notes", registry.hackney, {"text": SECRET}),
        ("documents", registry.hackney, {**link, "audience": "members"}),
        ("documents", registry.hackney, {**link, "kind": "lesson"}),
        ("milestones/deadline", registry.camden, {"note": SECRET, "moved_on": "2028-05-05"}),
        ("stage", registry.camden, {"stage": "abandoned", "word": SECRET}),
    ):
        if action == "stage":
            registry.write(
                url, "notices", registry.camden, {"ocid": registry.publish(), "is_ours": True, "word": SECRET}
            )
            registry.write(url, "lead", registry.camden, {"authority": "hackney", "word": SECRET})
            registry.write(url, "lead", registry.hackney, {"authority": "camden", "word": SECRET})
            if audience == "public":
                said = registry.client.post(f"{url}/interest", json={"word": SECRET}, headers=registry.civica)
                assert said.status_code == 200, said.json
        registry.write(url, action, header, body)
    return url


@pytest.mark.parametrize("audience", ["members", "boroughs", "public"])
def test_no_operation_shows_what_is_for_members_to_anyone_else(app, registry, strangers, audience):
    url = with_secrets(registry, audience)
    drain(app.extensions["sessions"], app.extensions["search"])
    ids = {"plans": url.rpartition("/")[2], "authorities": "E09000012", "services": "housing-management"}
    ids["contracts"] = registry.contracts["hackney"]
    paths = [
        re.sub(r"{\w+}", ids.get(path.split("/")[3], "x"), path)
        for path, ways in registry.client.get("/api/openapi.json").json["paths"].items()
        if "get" in ways
    ]
    plan_id = url.rpartition("/")[2]
    paths += [f"/api/v1/changes?plan={plan_id}&page_size=100", "/", f"/plans/{plan_id}", "/authorities/hackney"]
    assert url in paths
    for role, header in strangers.items():
        for path in paths:
            answer = registry.client.get(path, headers=header)
            assert SECRET.encode() not in answer.data, f"{role} {path}"
        found = registry.client.get("/api/v1/search", query_string={"q": SECRET}, headers=header)
        assert found.json["total"] == 0, role


def test_members_read_all_that_is_for_them(registry):
    url = with_secrets(registry, "public")
    page = registry.client.get(url, headers=registry.hackney).text
    record = registry.client.get(f"{url}/changes?page_size=100", headers=registry.hackney).text

    assert page.count(SECRET) >= 7
    assert record.count(SECRET) >= 10


def test_who_declined_reads_no_words_of_members_any_more(registry):
    url = with_secrets(registry, "boroughs")
    answer = registry.client.get(url, headers=registry.islington)
    assert answer.json["read_as"] == "member"  # it was invited again

    other = registry.plan(audience="boroughs")
    registry.write(other, "notes", registry.camden, {"text": SECRET})
    registry.write(other, "join", registry.hackney, {"state": "declined"})
    changes = f"/api/v1/changes?plan={other.rpartition('/')[2]}"

    assert SECRET not in registry.client.get(other, headers=registry.hackney).text
    assert SECRET not in registry.client.get(changes, headers=registry.hackney).text


def test_the_public_learns_nothing_of_authorities_that_have_not_said_yes(registry):
    url = registry.plan(audience="public")
    registry.write(url, "documents", registry.hackney, {**LINK, "audience": "public"})
    registry.write(url, "answers", registry.hackney, {"question": "When is it?", "answer": "In May."})
    plan_id = url.rpartition("/")[2]
    for path in (url, f"{url}/calendar.ics", "/api/v1/plans", f"/api/v1/changes?plan={plan_id}"):
        for header in (None, registry.idox):
            told = registry.client.get(path, headers=header).text
            for known_by in ("ackney", "E09000012", registry.contracts["hackney"]):
                assert known_by not in told, path
