"""Lists as feeds and calendars: filtered as the list, bounded, cacheable, and of what everyone may see."""

from xml.etree import ElementTree

import icalendar
import pytest
import time_machine

from search.sync import drain
from tests.example_releases import contract_details, invitation
from tests.filing import file

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("notices", "procurements", "opportunities", "contracts", "renewals", "changes", "search")


@pytest.fixture
def filled(session, knowledge, app):
    other = {"title": "Broadband \x0b & <cables>", "cpv": "72000000"}
    file(session, knowledge, contract_details(), invitation("000002-2026", ocid="ocds-h6vhtk-0a0002", tender=other))
    drain(app.extensions["sessions"], app.extensions["search"])


@pytest.fixture
def feed(client, filled):
    def read(path, **arguments):
        answer = client.get(f"/api/v1/{path}", query_string=arguments)
        assert answer.status_code == 200, answer.text
        assert answer.mimetype == "application/atom+xml"
        return ElementTree.fromstring(answer.text)

    return read


@pytest.mark.parametrize("name", FEEDS)
def test_every_feed_is_whole(feed, name):
    root = feed(f"{name}.atom")

    assert [root.findtext(f"{ATOM}{part}") for part in ("id", "title", "updated")] != [None, None, None]
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == f"http://127.0.0.1:5000/api/v1/{name}.atom"
    entries = root.findall(f"{ATOM}entry")
    assert entries or name == "changes"
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    assert len(set(ids)) == len(ids)
    for each in entries:
        assert each.findtext(f"{ATOM}updated") > "2026"
        assert each.findtext(f"{ATOM}author/{ATOM}name")


def test_a_feed_takes_the_filters_of_its_list(feed, client):
    titles = [each.findtext(f"{ATOM}title") for each in feed("notices.atom", stage="tender").iter(f"{ATOM}entry")]

    assert titles == ["Broadband & <cables>"]
    assert client.get("/api/v1/notices.atom?colour=red").status_code == 422
    assert client.get("/api/v1/notices.atom?authority=atlantis").status_code == 422


def test_the_latest_comes_first(feed):
    moments = [each.findtext(f"{ATOM}updated") for each in feed("notices.atom").iter(f"{ATOM}entry")]

    assert moments == sorted(moments, reverse=True)


def test_a_feed_shows_what_is_found_by_a_search(feed):
    titles = [each.findtext(f"{ATOM}title") for each in feed("search.atom", q="housing").iter(f"{ATOM}entry")]

    assert set(titles) == {"Housing management system"}


@pytest.mark.parametrize("path", [*(f"{name}.atom" for name in FEEDS), "opportunities.ics", "contracts.ics"])
def test_who_has_it_already_is_told_so(client, filled, path):
    first = client.get(f"/api/v1/{path}")

    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["Cache-Control"] == "public, max-age=300"


def events(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/calendar"
    return [
        (each["summary"], each["dtstart"].dt.isoformat())
        for each in icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    ]


def test_what_closes_is_in_a_calendar_until_it_has(client, filled):
    with time_machine.travel("2026-05-10T12:00:00Z"):
        assert events(client, "opportunities.ics") == [("Closes 12:00: Broadband & <cables>", "2026-06-01")]
        assert events(client, "opportunities.ics?service=parking") == []
    with time_machine.travel("2026-06-02T12:00:00Z"):
        assert events(client, "opportunities.ics") == []


def test_what_ends_is_in_a_calendar(client, filled):
    assert events(client, "contracts.ics?authority=camden") == [("Ends: Housing management system", "2029-09-14")]


def test_a_key_shows_no_more_in_a_feed_than_everyone_sees(client, filled, session):
    from tests.keys import key

    contract = client.get("/api/v1/contracts").json[0]
    own = key(session, "officer", "E09000007")
    etag = client.get(contract["url"], headers=own).headers["ETag"]
    body = {"title": "Secret", "visibility": {"title": "draft"}}
    assert client.post(f"{contract['url']}/correct", json=body, headers={**own, "If-Match": etag}).status_code == 200

    for path in ("contracts.atom", "renewals.atom", "changes.atom", "contracts.ics"):
        assert "Secret" not in client.get(f"/api/v1/{path}", headers=own).text, path
