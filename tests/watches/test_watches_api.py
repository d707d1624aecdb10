"""`/watches`: made, read, changed and ended by the holder of a key alone."""

import pytest
from sqlalchemy import select

from registry.models import WatchFound
from tests.keys import key
from watches import making


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "kind"),
        ({"kind": "weather"}, "kind"),
        ({"kind": "contract"}, "subject"),
        ({"kind": "contract", "subject": "nothing"}, "subject"),
        ({"kind": "supplier", "subject": "nobody"}, "subject"),
        ({"kind": "service", "subject": "x"}, "subject"),
        ({"kind": "authority", "subject": "atlantis"}, "subject"),
        ({"kind": "plan", "subject": "x"}, "subject"),
        ({"kind": "joint_opportunity", "subject": "x-y"}, "subject"),
        ({"kind": "search"}, "search"),
        ({"kind": "search", "search": {}}, "search"),
        ({"kind": "search", "search": {"q": "-"}}, "search"),
        ({"kind": "search", "search": {"known": True}}, "search"),
        ({"kind": "search", "search": {"closing_month": "2027-13"}}, "search"),
        ({"kind": "search", "search": {"q": "x" * 300}}, "search"),
        ({"kind": "search", "search": {"q": " ".join(f"word{n}" for n in range(20))}}, "search"),
        ({"kind": "search", "search": {"colour": "red"}}, "search"),
        ({"kind": "search", "search": {"authority": "atlantis"}}, "authority"),
        ({"kind": "search", "search": {"q": "x"}, "subject": "y"}, "subject"),
        ({"kind": "service", "subject": "parking", "webhook": {"url": "http://example.org/"}}, "webhook"),
        ({"kind": "service", "subject": "parking", "webhook": {"url": "https://10.0.0.1/"}}, "webhook"),
        ({"kind": "service", "subject": "parking", "email": {"address": "a@example.org"}}, "email"),
    ],
)
def test_what_cannot_be_watched_is_refused_with_the_field(client, camden, body, field):
    answer = client.post("/api/v1/watches", json=body, headers=camden)

    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert field in answer.json["errors"]["json"]


def test_a_watch_says_what_it_is_on_and_where_its_feed_is(client, camden, watch):
    made = watch("search", search={"q": "housing", "authority": "camden,hackney", "kind": "contract,notice"})

    assert made["name"] == "Search: housing (kind contract or notice, authority camden,hackney)"
    assert made["search"] == {"q": "housing", "kind": "contract,notice", "authority": "camden,hackney"}
    assert made["feed_url"].startswith(f"http://127.0.0.1:5000/api/v1/watches/{made['id']}/feed.atom?token=")
    assert client.get(made["url"], headers=camden).json == made


def test_any_key_may_watch(client, session, watch):
    for role, of in (("viewer", {"gss": "E09000007"}), ("editor", {}), ("admin", {})):
        assert watch("service", "parking", headers=key(session, role, **of))["name"] == "Parking"


def test_a_key_sees_its_own_watches_alone(client, camden, hackney, watch):
    made = watch("service", "parking")

    assert [each["id"] for each in client.get("/api/v1/watches", headers=camden).json] == [made["id"]]
    assert client.get("/api/v1/watches", headers=hackney).json == []
    for method in ("get", "patch", "delete"):
        assert client.open(made["url"], method=method, json={}, headers=hackney).status_code == 404
    assert client.post(f"{made['url']}/test", headers=hackney).status_code == 404


def test_a_key_has_a_bounded_number_of_watches(client, camden, watch, monkeypatch):
    monkeypatch.setattr(making, "MOST", 1)
    watch("service", "parking")

    answer = client.post("/api/v1/watches", json={"kind": "service", "subject": "telephony"}, headers=camden)

    assert answer.status_code == 409


def write(client, made, method, headers, **options):
    etag = client.get(made["url"], headers=headers).headers["ETag"]
    return client.open(made["url"], method=method, headers={**headers, "If-Match": etag}, **options)


def test_a_watch_is_changed_by_who_read_it(client, camden, watch):
    made = watch("service", "parking")

    assert client.patch(made["url"], json={"name": "Mine"}, headers=camden).status_code == 428
    assert write(client, made, "patch", camden, json={"name": "Mine"}).json["name"] == "Mine"


def test_new_links_end_the_old_ones(client, camden, watch):
    made = watch("service", "parking")

    changed = write(client, made, "patch", camden, json={"new_links": True}).json

    assert client.get(local(changed["feed_url"])).status_code == 200
    assert client.get(local(made["feed_url"])).status_code == 404


def local(url):
    return url.removeprefix("http://127.0.0.1:5000")


def test_a_watch_that_is_ended_leaves_nothing(client, camden, watch, session):
    made = watch("service", "parking")
    client.post(f"{made['url']}/test", headers=camden)

    assert write(client, made, "delete", camden).status_code == 204
    assert client.get(made["url"], headers=camden).status_code == 404
    assert client.get(local(made["feed_url"])).status_code == 404
    assert session.scalars(select(WatchFound)).all() == []


def test_a_test_is_in_the_feed_at_once(client, camden, watch, titles):
    made = watch("service", "parking")

    answer = client.post(f"{made['url']}/test", headers=camden)

    assert answer.status_code == 202
    assert answer.json["channels"] == []
    assert titles(made) == [("A test", "This watch works.")]


def test_a_feed_is_the_same_until_something_is_found(client, camden, watch):
    made = watch("service", "parking")
    first = client.get(local(made["feed_url"]))

    again = client.get(local(made["feed_url"]), headers={"If-None-Match": first.headers["ETag"]})
    client.post(f"{made['url']}/test", headers=camden)
    after = client.get(local(made["feed_url"]), headers={"If-None-Match": first.headers["ETag"]})

    assert (first.mimetype, again.status_code, after.status_code) == ("application/atom+xml", 304, 200)


@pytest.mark.parametrize("token", ["", "x", "x" * 999, "WyJ4Il0.x", "é"])
def test_no_other_token_opens_a_feed(client, watch, token):
    made = watch("service", "parking")

    assert client.get(f"{made['url']}/feed.atom", query_string={"token": token}).status_code in (404, 422)


def test_the_feed_of_one_watch_is_not_opened_by_the_token_of_another(client, watch):
    one, other = watch("service", "parking"), watch("service", "telephony")

    assert client.get(local(one["feed_url"]).replace(one["id"], other["id"])).status_code == 404
