"""What waits for an authority's word, and the calls that settle it."""

from collections import Counter

import pytest
import time_machine

from registry.inbox import Kind
from tests.filing import file
from tests.inbox import CAMDEN, HACKNEY, INBOX, TODAY, contract_of, details, fill, read, settle, told_again, write
from tests.keys import key


@pytest.fixture(autouse=True)
def day():
    """The day on which the tests read the inbox."""
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def officer(client, session, knowledge):
    return fill(client, session, knowledge)


@pytest.fixture
def proposed(client, session, knowledge):
    """A contract that nobody has confirmed, alone in the registry."""
    file(session, knowledge, details("a", "Housing management system"))
    return contract_of(client, "a")


@pytest.fixture
def desk(session):
    return key(session, "officer", CAMDEN)


def kinds(items):
    return Counter(each["kind"] for each in items)


def of(items, kind, record="contract"):
    return [each for each in items if each["kind"] == kind and each["record"]["kind"] == record]


def test_something_of_every_kind_waits(client, officer):
    assert set(kinds(read(client, officer))) == {kind.value for kind in Kind}


def test_the_most_pressing_comes_first(client, officer):
    order = [kind.value for kind in Kind]
    told = [order.index(each["kind"]) for each in read(client, officer)]

    assert told == sorted(told)


def test_the_first_call_of_every_item_settles_it_as_it_is(client, officer):
    settled = set()
    while items := read(client, officer):
        item = items[0]
        assert item["settle"][0]["fill"] == [], item["kind"]
        answer = settle(client, officer, item)
        assert answer.status_code == 200, (item["kind"], answer.json)
        assert item["id"] not in {each["id"] for each in read(client, officer)}
        settled.add(item["kind"])
    assert settled >= {"past_end", "dispute", "duplicate", "proposal", "missing_end", "missing_value", "stale"}


def test_every_call_that_needs_nothing_more_settles_its_item(client, officer):
    ways = [
        (item["id"], number)
        for item in read(client, officer)
        for number, call in enumerate(item["settle"])
        if not call["fill"]
    ]
    tried = 0
    for item_id, number in ways:
        item = next((each for each in read(client, officer) if each["id"] == item_id), None)
        if item and number < len(item["settle"]) and not item["settle"][number]["fill"]:
            assert settle(client, officer, item, number).status_code == 200, item["settle"][number]
            assert item_id not in {each["id"] for each in read(client, officer)}
            tried += 1
    assert tried > 5


def test_one_kind_is_read_alone(client, officer):
    assert set(kinds(read(client, officer, kind="dispute,stale"))) == {"dispute", "stale"}
    assert client.get(INBOX, query_string={"kind": "gossip"}, headers=officer).status_code == 422


def test_an_inbox_is_read_page_by_page(client, officer):
    whole = [each["id"] for each in read(client, officer)]

    answer = client.get(INBOX, query_string={"page_size": 2, "page": 2}, headers=officer)

    assert [each["id"] for each in answer.json] == whole[2:4]
    assert f'"total": {len(whole)}' in answer.headers["X-Pagination"]


def test_an_authority_is_named_by_code_or_slug(client, officer):
    by_slug = client.get("/api/v1/authorities/camden/inbox", headers=officer)

    assert by_slug.json == client.get(INBOX, headers=officer).json
    assert client.get("/api/v1/authorities/atlantis/inbox", headers=officer).status_code == 404


@pytest.mark.parametrize(
    ("role", "gss", "status"),
    [
        ("viewer", CAMDEN, 200),
        ("officer", CAMDEN, 200),
        ("admin", None, 200),
        ("officer", HACKNEY, 403),
        ("viewer", HACKNEY, 403),
        ("editor", None, 403),
        ("supplier", None, 403),
    ],
)
def test_an_inbox_is_for_its_authority(client, session, role, gss, status):
    assert client.get(INBOX, headers=key(session, role, gss)).status_code == status


def test_an_inbox_takes_a_key(client):
    answer = client.get(INBOX)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].lower().startswith("bearer")


def test_a_proposal_says_where_its_facts_come_from(client, proposed, desk):
    item = of(read(client, desk), "proposal")[0]

    assert "14 September 2029" in item["why"]
    assert "00000a-2025" in item["why"]
    assert "1 August 2025" in item["why"]
    assert item["since"] == "2025-08-01"
    assert [call["title"] for call in item["settle"]] == [
        "Confirm that it is right",
        "Not ours",
        "It is not technology",
    ]


def test_a_proposal_without_an_end_asks_once(client, session, knowledge, desk):
    file(session, knowledge, details("a", "Housing management system", end=None))

    items = of(read(client, desk), "proposal")

    assert kinds(read(client, desk)) == {"proposal": 2}  # the contract, and its system
    assert "No source says when it ends." in items[0]["why"]
    assert ["ends_on"] in [call["fill"] for call in items[0]["settle"]]


def test_a_proposed_system_says_what_it_is_bought_under(client, proposed, desk):
    item = of(read(client, desk), "proposal", "system")[0]

    assert "Housing management system" in item["why"]
    assert client.get(item["record"]["url"]).status_code == 200


def test_a_dispute_shows_both_words_and_offers_both(client, officer):
    item = of(read(client, officer), "dispute")[0]

    assert (item["field"], item["value"], item["against"]["value"]) == ("ends_on", "2029-09-14", "2031-01-01")
    assert "1 January 2031" in item["why"] and "14 September 2029" in item["why"]
    assert item["since"] == "2026-11-02"
    assert client.get(item["against"]["url"]).status_code == 200
    assert [call["url"].rpartition("/")[2] for call in item["settle"]] == ["confirm", "correct"]


def test_taking_the_notices_value_settles_the_dispute(client, officer):
    item = of(read(client, officer), "dispute")[0]

    answer = settle(client, officer, item, 1)

    assert (answer.json["ends_on"], answer.json["disputed"]) == ("2031-01-01", [])


@pytest.mark.parametrize("amounts", [{"amount": 250000.5, "currency": "GBP"}, {"amount": 900, "amountGross": 1080}])
def test_a_value_in_dispute_can_be_taken_as_the_notice_says_it(client, session, knowledge, desk, amounts):
    file(session, knowledge, details("a", "Housing management system"))
    contract = contract_of(client, "a")
    with time_machine.travel("2025-10-01T12:00:00Z"):
        write(client, contract, "correct", desk, {"value": {"amount": "1.00"}})
    value = {"currency": "GBP", **amounts}
    file(session, knowledge, told_again(details("a", "Housing management system"), value=value))

    item = next(each for each in of(read(client, desk), "dispute") if each["field"] == "value")

    assert settle(client, desk, item, 1).json["value"]["amount"].startswith(str(int(amounts["amount"])))


def test_a_contract_past_its_end_is_settled_by_a_decision(client, officer):
    item = of(read(client, officer), "past_end")[0]
    number = [call["title"] for call in item["settle"]].index("It is being bought again")

    assert "31 March 2026" in item["why"]
    assert settle(client, officer, item, number).json["decision"] == "re-procure"
    assert of(read(client, officer), "past_end") == []


def test_a_stale_tag_is_refused_as_anywhere(client, proposed, desk):
    item = of(read(client, desk), "proposal")[0]
    write(client, proposed, "correct", desk, {"ends_on": "2030-01-01"})

    assert settle(client, desk, item).status_code == 412


def test_pairs_told_apart_do_not_come_back(client, officer):
    item = of(read(client, officer), "duplicate")[0]
    apart = [call["url"].rpartition("/")[2] for call in item["settle"]].index("distinct")

    assert "DN700001" in item["why"]
    assert settle(client, officer, item, apart).status_code == 200
    assert of(read(client, officer), "duplicate") == []


def test_an_item_keeps_its_id_while_the_same_is_asked(client, proposed, desk, session, knowledge):
    before = of(read(client, desk), "proposal")[0]["id"]
    file(session, knowledge, details("a", "Housing management system", end="2030-01-01") | {"id": "000097-2026"})

    assert of(read(client, desk), "proposal")[0]["id"] == before


def test_a_draft_of_the_authority_counts_for_it(client, session, knowledge, desk):
    file(session, knowledge, details("a", "Housing management system", end="2026-03-31"))
    draft = {"ends_on": "2028-03-31", "visibility": {"ends_on": "draft"}}
    write(client, contract_of(client, "a"), "correct", desk, draft)

    assert kinds(of(read(client, desk), "past_end")) == {}


def test_an_authority_with_nothing_but_drafts_still_has_to_speak(client, proposed, desk):
    write(client, proposed, "correct", desk, {"ends_on": "2028-03-31", "visibility": {"ends_on": "draft"}})

    item = of(read(client, desk), "proposal")[0]

    assert item["why"].startswith("You have an unpublished draft. ")


@pytest.fixture
def shared(client, proposed, desk):
    """A contract that Camden confirmed and shares with Hackney."""
    write(client, proposed, "correct", desk, {"authorities": [CAMDEN, HACKNEY]})
    return proposed


def theirs(client, headers):
    return of(client.get(f"/api/v1/authorities/{HACKNEY}/inbox", headers=headers).json, "proposal")


def test_what_one_authority_confirms_the_other_is_still_asked(client, session, shared, desk):
    hackney = key(session, "officer", HACKNEY)

    item = theirs(client, hackney)[0]
    assert item["why"].startswith("You have not spoken about it yet.")
    assert of(read(client, desk), "proposal") == []
    assert settle(client, hackney, item).status_code == 200
    assert theirs(client, hackney) == []


def test_each_authority_is_told_when_it_spoke_itself(client, session, knowledge, desk):
    file(session, knowledge, details("a", "Housing management system", end=None))
    shared = contract_of(client, "a")
    write(client, shared, "correct", desk, {"authorities": [CAMDEN, HACKNEY]})
    with time_machine.travel("2026-11-25T12:00:00Z"):
        write(client, shared, "confirm", key(session, "officer", HACKNEY))
        item = of(read(client, desk), "missing_end")[0]

    assert item["why"].startswith("You confirmed it on 21 November 2026")


def test_the_word_of_another_authority_keeps_nothing_fresh(client, session, shared, desk):
    with time_machine.travel("2027-11-25T12:00:00Z"):
        write(client, shared, "confirm", key(session, "officer", HACKNEY))
        item = of(read(client, desk), "stale")[0]

    assert "21 November 2026" in item["why"]


def test_a_system_that_another_authority_uses_is_asked_of_each(client, session, proposed, desk):
    system = of(read(client, desk), "proposal", "system")[0]["record"]["url"]
    write(client, system, "correct", desk, {"authorities": [CAMDEN, HACKNEY], "status": "live"})
    hackney = key(session, "officer", HACKNEY)

    items = of(client.get(f"/api/v1/authorities/{HACKNEY}/inbox", headers=hackney).json, "proposal", "system")

    assert [each["record"]["url"] for each in items] == [system]
    assert of(read(client, desk), "proposal", "system") == []


def test_a_draft_of_another_authority_is_not_shown(client, session, knowledge, desk):
    both = details("a", "Housing management system", end="2026-03-31")
    file(session, knowledge, both)
    contract = contract_of(client, "a")
    write(client, contract, "correct", desk, {"authorities": [CAMDEN, HACKNEY], "ends_on": "2026-03-30"})
    hackney = key(session, "officer", HACKNEY)
    draft = {"ends_on": "2029-12-31", "title": "Secret plan", "visibility": {"ends_on": "draft", "title": "draft"}}
    with time_machine.travel("2026-11-22T12:00:00Z"):
        write(client, contract, "correct", hackney, draft)
        own = read(client, desk)
        theirs = client.get(f"/api/v1/authorities/{HACKNEY}/inbox", headers=hackney).json

    assert len(of(own, "past_end")) == 1
    assert "2029" not in str(own) and "Secret" not in str(own)
    assert of(theirs, "past_end") == []


def test_what_is_not_listed_or_not_technology_does_not_wait(client, proposed, desk):
    write(client, proposed, "correct", desk, {"is_technology": False})

    assert of(read(client, desk), "proposal") == []
