"""One procurement with several doors: how it is shown, listed once, unlinked and linked by hand."""

import pytest
import time_machine

from tests.doors import CF, FTS, numbered, on_contracts_finder, planned, unlike
from tests.example_releases import HACKNEY, award, contract_details, contracts_finder_award, invitation, period
from tests.filing import file
from tests.inbox import INBOX
from tests.keys import key

LINK = f"/api/v1/procurements/{FTS}/links/{CF}"


@pytest.fixture
def filed(session, knowledge):
    return lambda *releases: file(session, knowledge, *releases)


@pytest.fixture
def doors(filed):
    filed(invitation(), on_contracts_finder())


@pytest.fixture
def editor(session):
    return key(session, "editor", label="An editor")


@pytest.fixture
def say(client):
    def say(headers, is_linked=False, method="PUT", **body):
        etag = client.get(LINK).headers["ETag"]
        given = {"is_linked": is_linked, **body} if method == "PUT" else None
        return client.open(LINK, method=method, json=given, headers={**headers, "If-Match": etag})

    return say


def listed(client, at="2026-05-20", **query):
    answer = client.get("/api/v1/opportunities", query_string={"at": at, **query})
    assert answer.status_code == 200, answer.json
    return [each["id"] for each in answer.json]


def also(client, ocid=FTS):
    return client.get(f"/api/v1/procurements/{ocid}").json["also_published_as"]


def test_a_procurement_shows_its_other_doors_and_why(client, doors):
    (door,) = also(client)

    assert (door["ocid"], door["portal"], door["url"]) == (CF, "Contracts Finder", f"/api/v1/procurements/{CF}")
    assert door["why"][0] == "They have one buyer."
    assert (door["rule"], door["through"]) == ("title", None)
    assert 0.7 < door["score"] < 1


def test_the_other_door_shows_this_one(client, doors):
    assert [(each["ocid"], each["portal"]) for each in also(client, CF)] == [(FTS, "Find a Tender")]


def test_a_procurement_with_one_door_has_no_others(client, filed):
    filed(invitation())

    assert also(client) == []


def test_doors_are_followed_from_one_to_the_next(client, filed):
    third = "ocds-r6ebe6-0000000001"
    filed(*numbered(), {**unlike(on_contracts_finder("pcs-1", ocid=third), id="CAM-DN760399"), "date": "2026-05-04"})
    filed(unlike(on_contracts_finder("cf-2", "2026-05-05T09:00:00Z"), id="CAM-DN760399"))

    assert [(each["ocid"], each["through"]) for each in also(client)] == [(CF, None), (third, CF)]


def test_a_link_has_an_address_of_its_own(client, doors):
    told = client.get(LINK).json

    assert (told["is_linked"], told["rule"], told["said"]) == (True, "title", None)


def test_an_editor_unlinks_and_says_why(client, doors, say, editor):
    answer = say(editor, note="The second is for another estate.")

    assert (answer.status_code, answer.json["is_linked"]) == (200, False)
    assert answer.json["said"]["by"] == "An editor"
    assert also(client) == []


def test_an_editor_links_by_hand(client, filed, say, editor):
    filed(invitation(), unlike(on_contracts_finder()))

    assert say(editor, True).json["rule"] == "person"
    assert also(client)[0]["why"] == ["An editor says that they are one."]


def test_what_was_said_can_be_taken_back(client, doors, say, editor):
    say(editor)

    assert say(editor, method="DELETE").json["is_linked"] is True
    assert len(also(client)) == 1


def test_what_is_said_is_on_record_for_both(client, doors, say, editor):
    say(editor, note="Another estate.")

    (one,), (other,) = (client.get(f"/api/v1/changes?procurement={ocid}").json for ocid in (FTS, CF))

    assert (one["before"]["is_linked"], one["after"]["is_linked"]) == (True, False)
    assert (one["by"], one["action"], one["note"]) == ("An editor", "unlink", "Another estate.")
    assert (one["after"]["other"], other["after"]["other"]) == (CF, FTS)


def test_who_says_it_must_have_seen_the_newest(client, doors, say, editor):
    old = client.get(LINK).headers["ETag"]
    say(editor)

    assert client.put(LINK, json={"is_linked": True}, headers={**editor, "If-Match": old}).status_code == 412
    assert client.put(LINK, json={"is_linked": True}, headers=editor).status_code == 428


@pytest.mark.parametrize(
    ("role", "gss", "status"),
    [("admin", None, 200), ("editor", "E09000007", 200), ("editor", "E09000012", 403), ("officer", "E09000007", 403)],
)
def test_editors_and_administrators_say_it_of_what_their_authority_buys(session, doors, say, role, gss, status):
    assert say(key(session, role, gss)).status_code == status


@pytest.mark.parametrize("other", [FTS, "ocds-h6vhtk-nothing"])
def test_two_procurements_that_are_held_must_be_named(client, doors, editor, other):
    path = f"/api/v1/procurements/{FTS}/links/{other}"

    assert client.get(path).status_code == (409 if other == FTS else 404)


def test_one_procurement_is_one_opportunity_and_names_its_other_doors(client, doors):
    (row,) = client.get("/api/v1/opportunities?at=2026-05-20").json

    assert row["id"] == FTS
    assert [each["ocid"] for each in row["also_published_as"]] == [CF]


def test_an_opportunity_counts_once(client, doors):
    answer = client.get("/api/v1/opportunities?at=2026-05-20")

    assert '"total": 1' in answer.headers["X-Pagination"]


def test_what_is_unlinked_is_listed_twice(client, doors, say, editor):
    say(editor)

    assert sorted(listed(client)) == [CF, FTS]


def test_the_door_that_meets_a_filter_is_shown(client, filed):
    suits = {"suitability": {"sme": True}}
    filed(invitation(), on_contracts_finder(tender=suits))

    assert listed(client, sme="true") == [CF]


def test_the_door_that_is_still_open_is_shown(client, filed):
    filed(invitation(), on_contracts_finder(), award())

    assert listed(client) == [CF]


def test_what_another_door_invites_to_is_planned_no_more(client, filed):
    plan = planned()["ocid"]
    named = [{"relationship": ["planning"], "scheme": "ocid", "identifier": plan}]
    filed(planned(), invitation(relatedProcesses=named))

    assert listed(client) == [FTS]
    assert listed(client, kind="planned") == []
    assert listed(client, at="2026-03-01") == [plan]


def test_the_file_of_opportunities_names_the_other_doors_too(client, doors):
    rows = client.get("/api/v1/opportunities.csv?at=2026-05-20").text.splitlines()

    assert len(rows) == 2
    assert CF in rows[1]
    assert "also_published_as" in rows[0]


def test_contracts_of_one_procurement_published_twice_are_proposed_as_one(client, session, filed):
    agreed = period("2026-09-15", "2029-09-14")
    filed(
        contract_details(tender={"id": "DN760367"}, agreed=agreed),
        {**contracts_finder_award(date="2026-08-02T09:00:00Z", buyers=[HACKNEY]), "ocid": "ocds-b5fd17-9"},
    )
    other = contracts_finder_award(date="2026-08-02T09:00:00Z")
    other["tender"] |= {"id": "CAM001-DN760367-34015266", "title": "Homes software"}
    other["awards"][0]["contractPeriod"] = agreed
    filed(other)

    with time_machine.travel("2026-11-21"):
        items = client.get(f"{INBOX}?kind=duplicate", headers=key(session, "officer", "E09000007")).json

    assert "They come of one procurement, published twice." in str(items)


def test_the_page_of_a_procurement_shows_its_other_doors(client, doors, say, editor):
    page = client.get(f"/procurements/{FTS}").text
    assert "Also published as" in page
    assert "Both can be answered until 1 June 2026." in page
    assert f"PUT /api/v1/procurements/{FTS}/links/{CF}" in page

    say(editor, note="For another estate.")

    page = client.get(f"/procurements/{FTS}").text
    assert "is another procurement. For another estate." in page


def test_the_page_of_opportunities_names_the_other_portal(client, doors):
    with time_machine.travel("2026-05-20"):
        assert "also on Contracts Finder" in client.get("/opportunities").text
