"""The page of a signed link."""

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
import time_machine
from sqlalchemy import select, update

from registry.models import ApiKey, Change, SettledLink, Statement
from tests.filing import file
from tests.inbox import CAMDEN, HACKNEY, INBOX, TODAY, contract_of, details, fill, read, settle, told_again, write
from tests.keys import key
from web import words


class Form(HTMLParser):
    """The buttons and the hidden field of a page."""

    def __init__(self, page):
        super().__init__()
        self.buttons, self.seen, self._open = {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "button" and given.get("name") == "call":
            self._open = given["value"]
        if given.get("name") == "seen":
            self.seen = given["value"]

    def handle_data(self, data):
        if self._open:
            self.buttons[data.strip()], self._open = self._open, None


@pytest.fixture(autouse=True)
def day():
    """The day on which the links are made."""
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def desk(session):
    return key(session, "officer", CAMDEN, label="Contracts desk")


@pytest.fixture
def proposed(client, session, knowledge):
    """A contract that nobody has confirmed."""
    file(session, knowledge, details("a", "Housing <b>management</b> system"))
    return contract_of(client, "a")


@pytest.fixture
def path(client, proposed, desk):
    """The path of a link to that contract's proposal."""
    return link_to(client, desk, item_of(client, desk, "proposal"))


def item_of(client, headers, kind, record="contract"):
    return next(each for each in read(client, headers, kind=kind) if each["record"]["kind"] == record)


def link_to(client, headers, item):
    answer = client.post(f"{INBOX}/{item['id']}/link", headers=headers)
    assert answer.status_code == 201, answer.json
    return urlsplit(answer.json["url"]).path


def press(client, path, title=None):
    """Press the first button of a link's page, or the one that is so called."""
    form = Form(client.get(path).text)
    chosen = form.buttons[title] if title else next(iter(form.buttons.values()))
    return client.post(path, data={"call": chosen, "seen": form.seen, "ends_on": "2030-03-31"})


def written(session):
    """Return how much was ever written to the registry."""
    counts = [len(session.scalars(select(each)).all()) for each in (Statement, Change, SettledLink)]
    session.rollback()
    return counts


def test_a_link_is_made_by_an_officer_and_lasts_thirty_days(client, proposed, desk, app):
    item = item_of(client, desk, "proposal")

    answer = client.post(f"{INBOX}/{item['id']}/link", headers=desk)

    assert answer.json["url"].startswith(app.config["PUBLIC_URL"] + "/settle/")
    assert answer.json["expires_at"].startswith("2026-12-21T12:00")


@pytest.mark.parametrize(
    ("role", "gss", "status"), [("viewer", CAMDEN, 403), ("officer", HACKNEY, 403), ("admin", None, 201)]
)
def test_links_are_made_by_officers_of_the_authority(client, proposed, desk, session, role, gss, status):
    item = item_of(client, desk, "proposal")

    assert client.post(f"{INBOX}/{item['id']}/link", headers=key(session, role, gss)).status_code == status


def test_a_link_takes_a_key_and_an_item(client, proposed, desk):
    assert client.post(f"{INBOX}/nothing/link", headers=desk).status_code == 404
    assert client.post(f"{INBOX}/nothing/link").status_code == 401


def test_the_page_shows_the_facts_escaped(client, path):
    page = client.get(path).text

    assert "Housing &lt;b&gt;management&lt;/b&gt; system" in page
    assert "14 September 2029" in page
    assert list(Form(page).buttons) == ["Confirm that it is right", "Not ours", "It is not technology"]


def test_the_page_is_kept_from_caches_search_engines_and_other_sites(client, path):
    for answer in (client.get(path), press(client, path), client.get(path)):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_reading_the_page_changes_nothing(client, path, session):
    before = written(session)
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200

    assert written(session) == before


def test_pressing_a_button_settles_the_item(client, path, proposed, desk):
    answer = press(client, path)

    assert answer.status_code == 200
    assert "Confirm that it is right" in answer.text
    assert client.get(proposed).json["confirmed_on"] == "2026-11-21"
    assert [each for each in read(client, desk, kind="proposal") if each["record"]["kind"] == "contract"] == []


def test_what_a_link_settles_is_on_record_with_who_made_it(client, path):
    press(client, path)

    change = client.get("/api/v1/changes").json[0]
    assert (change["by"], change["action"], change["authority"]) == (
        "signed link of Contracts desk",
        "confirm",
        CAMDEN,
    )


def test_a_link_settles_once(client, path, proposed):
    form = Form(client.get(path).text)
    first, second = [
        client.post(path, data={"call": form.buttons[title], "seen": form.seen})
        for title in ("Confirm that it is right", "Not ours")
    ]

    assert (first.status_code, second.status_code, client.get(path).status_code) == (200, 410, 410)
    assert client.get(proposed).json["is_listed"] is True


def test_two_clicks_at_once_settle_once(app, client, path, session):
    form = Form(client.get(path).text)
    data = {"call": form.buttons["Confirm that it is right"], "seen": form.seen}
    with ThreadPoolExecutor(4) as pool:
        codes = sorted(pool.map(lambda _: app.test_client().post(path, data=data).status_code, range(4)))

    assert codes == [200, 410, 410, 410]
    assert written(session)[1:] == [1, 1]


def test_an_expired_link_changes_nothing(client, path, session):
    form, before = Form(client.get(path).text), written(session)
    with time_machine.travel("2026-12-21T12:01:00Z"):
        answers = client.get(path), client.post(path, data={"call": "x", "seen": form.seen})

    assert [each.status_code for each in answers] == [410, 410]
    assert "expired" in answers[0].text
    assert written(session) == before


@pytest.mark.parametrize("change", [lambda path: path[:-3], lambda path: path + "a", lambda _: "/settle/x"])
def test_a_link_that_is_not_whole_changes_nothing(client, path, session, change):
    before = written(session)

    assert client.get(change(path)).status_code == 404
    assert client.post(change(path), data={"call": "x"}).status_code == 404
    assert written(session) == before


def test_a_link_to_what_is_settled_already_changes_nothing(client, path, desk, session, proposed):
    form = Form(client.get(path).text)
    write(client, proposed, "confirm", desk)
    before = written(session)

    assert client.get(path).status_code == 409
    assert client.post(path, data={"call": form.buttons["Not ours"], "seen": form.seen}).status_code == 409
    assert written(session) == before


def test_a_link_still_settles_a_record_that_changed_since_it_was_made(client, path, session, knowledge, proposed):
    again = told_again(details("a", "Housing management system"), dateSigned="2024-07-01T00:00:00Z")
    file(session, knowledge, again)

    assert press(client, path).status_code == 200
    assert client.get(proposed).json["signed_on"] == "2024-07-01"


def test_what_changed_while_the_page_was_read_is_shown_again(client, path, session, knowledge, proposed):
    form = Form(client.get(path).text)
    file(session, knowledge, told_again(details("a", "Housing management system"), dateSigned="2024-07-01T00:00:00Z"))
    before = written(session)

    answer = client.post(path, data={"call": form.buttons["Confirm that it is right"], "seen": form.seen})

    assert answer.status_code == 409
    assert "changed while you read it" in answer.text
    assert written(session) == before
    assert press(client, path).status_code == 200


def test_a_dispute_with_another_value_is_another_matter(client, session, knowledge):
    desk = fill(client, session, knowledge)
    path = link_to(client, desk, item_of(client, desk, "dispute"))
    again = details("d", "Housing management system", end="2032-02-02")
    file(session, knowledge, told_again(again, "000101-2026"))

    assert client.get(path).status_code == 409


@pytest.mark.parametrize("call", ["", "nothing", "x" * 1000])
def test_a_button_that_the_page_does_not_have_does_nothing(client, path, session, call):
    form, before = Form(client.get(path).text), written(session)

    assert client.post(path, data={"call": call, "seen": form.seen}).status_code == 409
    assert written(session) == before


def test_every_button_of_every_item_settles_it(client, session, knowledge):
    desk, pressed = fill(client, session, knowledge), set()
    for kind in ("dispute", "past_end", "duplicate", "missing_end", "missing_value", "proposal", "stale"):
        while items := read(client, desk, kind=kind):
            path = link_to(client, desk, items[0])
            titles = list(Form(client.get(path).text).buttons)
            title = next((each for each in titles if (kind, each) not in pressed), titles[0])
            answer = press(client, path, title)
            assert answer.status_code == 200, (kind, title)
            assert items[0]["id"] not in {each["id"] for each in read(client, desk)}, (kind, title)
            pressed.add((kind, title))
    assert {kind for kind, _ in pressed} >= {
        "dispute",
        "past_end",
        "duplicate",
        "missing_end",
        "missing_value",
        "proposal",
    }


@pytest.fixture
def endless(client, desk):
    """The path of a link to a contract with no known end."""
    body = {"title": "Telephony", "annual_value": {"amount": "100"}}
    assert client.post("/api/v1/contracts", json=body, headers=desk).status_code == 201
    return link_to(client, desk, item_of(client, desk, "missing_end"))


def test_a_missing_end_can_be_filled_in(client, endless):
    answer = press(client, endless, "Give the day it ends")

    assert "Give the day it ends: 31 March 2030" in answer.text
    assert client.get("/api/v1/contracts").json[0]["ends_on"] == "2030-03-31"


@pytest.mark.parametrize("day", ["", "soon", "2030-02-30", "9999-01-01", "\x00"])
def test_an_end_that_is_no_day_is_asked_for_again(client, endless, session, day):
    form, before = Form(client.get(endless).text), written(session)
    data = {"call": form.buttons["Give the day it ends"], "seen": form.seen, "ends_on": day}

    answer = client.post(endless, data=data)

    assert answer.status_code == 422
    assert "Please give the day" in answer.text
    assert written(session) == before


def test_a_system_is_settled_by_a_link(client, proposed, desk):
    item = item_of(client, desk, "proposal", "system")

    assert press(client, link_to(client, desk, item)).status_code == 200
    assert client.get(item["record"]["url"]).json["status"] == "live"


def test_a_rejection_by_a_link_takes_the_contract_off_the_lists(client, path, proposed):
    press(client, path, "Not ours")

    assert client.get(proposed).json["is_listed"] is False


def test_the_page_shows_no_draft_of_another_authority(client, session, knowledge, desk):
    file(session, knowledge, details("a", "Housing management system", end="2026-03-31"))
    contract = contract_of(client, "a")
    write(client, contract, "correct", desk, {"authorities": [CAMDEN, HACKNEY]})
    draft = {"title": "Secret plan", "review_on": "2026-12-24", "visibility": {"title": "draft", "review_on": "draft"}}
    write(client, contract, "correct", key(session, "officer", HACKNEY), draft)

    page = client.get(link_to(client, desk, item_of(client, desk, "past_end"))).text

    assert "Secret" not in page and not re.search(r"24 Dec", page)


def test_a_link_shows_and_confirms_nothing_of_a_draft(client, path, proposed, desk):
    draft = {"ends_on": "2028-03-31", "title": "Secret plan", "visibility": {"ends_on": "draft", "title": "draft"}}
    write(client, proposed, "correct", desk, draft)

    page = client.get(path).text

    assert "2028" not in page and "Secret" not in page and "draft" not in page
    assert press(client, path).status_code == 200
    sources = client.get(proposed).json["sources"]
    assert sources["starts_on"]["source"] == "authority"
    assert sources["ends_on"]["source"] == "find_a_tender"
    assert client.get(proposed, headers=desk).json["ends_on"] == "2028-03-31"


def test_a_link_confirms_what_it_shows_and_nothing_else(client, path, session, proposed):
    shown = set(re.findall(r'role="rowheader">([^<]+)<', client.get(path).text))

    press(client, path)

    told = session.scalars(select(Statement).where(Statement.source == "authority")).one().fields
    assert {words.FIELDS[name] for name in told} == shown


def test_a_link_shows_what_is_said_of_contracts_merged_into_its_own(client, session, knowledge, desk, proposed):
    file(session, knowledge, told_again(details("b", "Housing repairs"), dateSigned="2024-05-06T12:00:00Z"))
    write(client, contract_of(client, "b"), "merge", desk, {"into": proposed.rpartition("/")[2]})

    path = link_to(client, desk, item_of(client, desk, "proposal"))

    assert "6 May 2024" in client.get(path).text
    assert press(client, path).status_code == 200
    assert client.get(proposed).json["sources"]["signed_on"]["source"] == "authority"


def test_no_link_is_made_to_what_rests_on_a_draft(client, proposed, desk):
    write(client, proposed, "correct", desk, {"ends_on": "2026-03-31", "visibility": {"ends_on": "draft"}})
    item = item_of(client, desk, "past_end")

    assert client.post(f"{INBOX}/{item['id']}/link", headers=desk).status_code == 409


@pytest.mark.parametrize("change", [{"revoked_at": TODAY}, {"expires_at": TODAY}])
def test_a_link_is_void_without_its_key(client, path, session, change):
    form = Form(client.get(path).text)
    session.execute(update(ApiKey).values(**change))
    session.commit()
    before = written(session)

    answers = client.get(path), client.post(path, data={"call": next(iter(form.buttons.values())), "seen": form.seen})

    assert [each.status_code for each in answers] == [410, 410]
    assert "Its key was revoked" in answers[0].text
    assert written(session) == before


def test_settling_over_the_api_leaves_nothing_for_the_link(client, path, desk):
    assert settle(client, desk, item_of(client, desk, "proposal")).status_code == 200
    assert client.get(path).status_code == 409
