"""Pages of a search by cursor: as deep as one likes, each hit once, whatever has changed meanwhile."""

import re

import pytest

from tests.search.examples import notice, supplier


@pytest.fixture
def client(drained, save):
    save(*(notice(f"notice{number:07}", "Housing") for number in range(23)), supplier())
    return drained()


def walk(client, query, size=5):
    """Return the ids of every page, following the links of each answer."""
    path, ids = f"/api/v1/search?{query}&cursor=&page_size={size}", []
    while path:
        answer = client.get(path)
        assert answer.status_code == 200, answer.json
        ids.append([hit["id"] for hit in answer.json["hits"]])
        links = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers["Link"]))
        path = next((to for to, relation in links.items() if relation == "next"), None)
    return ids


@pytest.mark.parametrize("query", ["q=housing", "q=", "q=&sort=closing", "q=housing&sort=-value", "q=&sort=published"])
def test_following_the_links_finds_each_hit_once_and_in_order(client, query):
    pages = walk(client, query)

    whole = client.get(f"/api/v1/search?{query}&page_size=100").json
    assert [each for page in pages for each in page] == [hit["id"] for hit in whole["hits"]]
    assert len(pages) == 5


def test_a_cursor_goes_on_where_it_was_when_others_come_and_go(client, drained, save, sessions):
    first = client.get("/api/v1/search?q=housing&page_size=10").json
    save(notice("notice0000000a", "Housing"))
    with sessions.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM notices WHERE id = 'notice0000003'")
        session.connection().exec_driver_sql(
            "INSERT INTO index_queue (kind, record_id, queued_at) VALUES ('notice', 'notice0000003', '2026-03-02')"
        )
    drained()

    second = client.get(f"/api/v1/search?q=housing&page_size=100&cursor={first['next_cursor']}").json

    assert [hit["id"] for hit in second["hits"]] == [f"notice{number:07}" for number in range(10, 23)]
    assert second["next_cursor"] is None


def test_a_page_tells_its_cursor_too(client):
    answer = client.get("/api/v1/search?q=housing&page_size=10&page=2").json

    following = client.get(f"/api/v1/search?q=housing&cursor={answer['next_cursor']}").json
    assert [hit["id"] for hit in following["hits"]] == ["notice0000020", "notice0000021", "notice0000022"]


@pytest.mark.parametrize("bad", ["x", "9" * 400, "W10", "bnVsbA", "%00", "é", "W251bGwsMSwiYSIsLTEsMV0"])
def test_what_is_no_cursor_is_named(client, bad):
    answer = client.get(f"/api/v1/search?q=housing&cursor={bad}")

    assert answer.status_code == 422
    assert "cursor" in answer.json["errors"]["query"]


def test_the_cursor_of_another_search_is_refused(client):
    cursor = client.get("/api/v1/search?q=housing&page_size=5").json["next_cursor"]

    answer = client.get(f"/api/v1/search?q=parking&page_size=5&cursor={cursor}")

    assert "another search" in answer.json["errors"]["query"]["cursor"][0]


def test_a_page_and_a_cursor_are_one_too_many(client):
    assert "page" in client.get("/api/v1/search?q=housing&page=2&cursor=").json["errors"]["query"]
